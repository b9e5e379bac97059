package store

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/jackc/pgx/v5"
	"pgregory.net/rapid"

	"rollcall/pkg/contact"
	"rollcall/pkg/dryrun"
)

// TestModel runs random sequences of imports, undos and changes by hand
// against the database and the model, undoes in the end what is left in any
// order, and compares them after each step. A sequence takes most of a second, so
// there are fewer of them than of other properties, unless more are asked for.
func TestModel(t *testing.T) {
	if checks := flag.Lookup("rapid.checks"); checks.Value.String() == "100" {
		checks.Value.Set("40")
		defer checks.Value.Set("100")
	}
	db := open(t)
	rapid.Check(t, func(t *rapid.T) {
		// From one record in memory to all of them.
		db.sorterMemory = rapid.SampledFrom([]int{1, 200, 0}).Draw(t, "memory")
		db.byIndex = rapid.Bool().Draw(t, "by index")
		s := &story{t: t, ctx: t.Context(), db: db, model: newModel()}
		s.wipe()
		for range rapid.IntRange(3, 14).Draw(t, "steps") {
			s.step()
			s.compare()
		}
		for _, im := range rapid.Permutation(s.model.imports).Draw(t, "undone at the end") {
			if !im.undone {
				s.undoImport(im)
				s.compare()
			}
		}
	})
}

// story is one random sequence.
type story struct {
	t     *rapid.T
	ctx   context.Context
	db    *DB
	model *model
	files int
}

func (s *story) sql(query string, args ...any) {
	s.t.Helper()
	err := s.db.write(s.ctx, func(tx pgx.Tx) error {
		_, err := tx.Exec(s.ctx, query, args...)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *story) wipe() {
	s.sql(`delete from contacts; delete from contact_fields; delete from tags; delete from powerlists;
		delete from powerlist_contacts; delete from suppressions; delete from suppression_log;
		delete from lists; delete from list_blocks; delete from list_parts;
		delete from imports; delete from import_changes; delete from import_evidence; update import_lock set merges = 0`)
}

func (s *story) step() {
	s.files++
	switch rapid.SampledFrom([]string{"import", "import", "import", "import", "undo", "undo", "edit", "edit", "insert", "list", "delete", "suppress", "unsuppress", "register", "register", "erase"}).Draw(s.t, "step") {
	case "import":
		s.importFile()
	case "undo":
		s.undo()
	case "edit":
		s.edit()
	case "insert":
		s.insert()
	case "delete":
		s.delete()
	case "suppress":
		s.suppress()
	case "unsuppress":
		s.unsuppress()
	case "register":
		s.register()
	case "erase":
		s.erase()
	case "list":
		s.putOnList()
	}
}

var (
	// Numbers that do not tell a time zone, so that rows may.
	somePhones = []string{"+18004440001", "+18004440002", "+18004440003"}
	someFields = []contact.Field{contact.FirstName, contact.City, contact.ConsentDate}
	someValues = []string{"a", "b", "ç\"\\'"}
	someDates  = []string{"", "2024-05-01", "2024-05-02", "2024-05-02T10:00:00Z", "2024-05-02T11:00:00Z", "2024-05-03"}
	someTags   = []string{"t1", "t2", "t3", "it's, {odd}"}
	someZones  = []string{"America/New_York", "America/Chicago", "America/Chicago America/New_York"}
	someDNC    = []string{"dnc", "tx"}
	someLists  = []string{"list one", "list two"}
)

func pick[T any](t *rapid.T, from []T, label string) T { return rapid.SampledFrom(from).Draw(t, label) }

func chance(t *rapid.T, of int, label string) bool { return rapid.IntRange(1, of).Draw(t, label) == 1 }

func (s *story) spec() Spec {
	t := s.t
	spec := Spec{
		FileName:       fmt.Sprintf("file %d.csv", s.files),
		Duplicates:     pick(t, []contact.Duplicates{contact.Update, contact.Update, contact.Update, contact.Skip, contact.Create}, "mode"),
		ReplaceTags:    chance(t, 3, "replace tags"),
		Tags:           rapid.SliceOfNDistinct(rapid.SampledFrom(someTags), 0, 2, rapid.ID[string]).Draw(t, "tags"),
		CustomPolicies: map[string]contact.Policy{},
		Raw:            func(cells []string) []byte { return []byte(strings.Join(cells, ",")) },
	}
	policies := []contact.Policy{contact.Overwrite, contact.Overwrite, contact.Fill, contact.Never}
	for _, f := range someFields {
		spec.Policies[f] = pick(t, policies, "policy")
	}
	for _, f := range []NewField{{Key: "text", Type: contact.Text}, {Key: "number", Type: contact.Number}} {
		key, kind := f.Key, f.Type
		if chance(t, 20, "wrong type") {
			kind = contact.Date
		}
		_, exists := s.model.fields[key]
		switch {
		case chance(t, 3, "no field"):
		case exists && chance(t, 2, "old field") || chance(t, 20, "unknown field"):
			spec.Fields = append(spec.Fields, key)
		default:
			spec.NewFields = append(spec.NewFields, NewField{Key: key, Type: kind})
		}
		spec.CustomPolicies[key] = pick(t, policies, "custom policy")
	}
	if chance(t, 4, "except") {
		spec.Except = []string{pick(t, someDNC, "list that does not bind")}
	}
	if chance(t, 2, "powerlist") {
		spec.Powerlist = &contact.PowerlistOptions{
			Name:     pick(t, someLists, "list"),
			DialMode: "manual",
			Append:   !chance(t, 8, "error if exists"),
		}
		switch {
		case chance(t, 12, "other dial mode"):
			spec.Powerlist.DialMode = "ai"
		case chance(t, 4, "no dial mode"):
			spec.Powerlist.DialMode = ""
		}
		spec.Powerlist.IncludeKnown = chance(t, 2, "include known")
		if chance(t, 8, "window") {
			spec.Powerlist.CallWindow = "09:00-20:00"
		}
	}
	return spec
}

func (s *story) rows(spec *Spec) []contact.Row {
	t := s.t
	var rows []contact.Row
	for i := range rapid.IntRange(0, 6).Draw(t, "rows") {
		r := contact.Row{Line: int64(i + 2), Cells: []string{fmt.Sprint("cell ", i)}}
		r.Contact.Phone = pick(t, somePhones, "phone")
		if chance(t, 6, "refuses") {
			for _, phone := range rapid.SliceOfNDistinct(rapid.SampledFrom(somePhones), 1, 2, rapid.ID[string]).Draw(t, "refused") {
				r.Refusals = append(r.Refusals, contact.Refusal{
					Phone: phone, Date: pick(t, someDates, "no on"), Reason: pick(t, []string{"DNC: yes", "Opt In: no"}, "words"),
					Record: pick(t, []contact.Record{contact.RecordNone, contact.RecordKnown, contact.RecordAll}, "record"),
				})
			}
		}
		switch rapid.IntRange(0, 11).Draw(t, "kind") {
		case 0:
			r.Reason = contact.Filtered
		case 1:
			r.Reason = contact.NoConsent
		case 2:
			r.Reason, r.Contact.Phone = contact.Malformed, ""
		default:
			s.fill(spec, &r.Contact)
		}
		rows = append(rows, r)
	}
	return rows
}

func (s *story) fill(spec *Spec, c *contact.Contact) {
	t := s.t
	for _, f := range someFields {
		switch rapid.IntRange(0, 3).Draw(t, "cell") {
		case 0, 1:
			values := someValues
			if f == contact.ConsentDate {
				values = someDates
			}
			c.Values[f] = pick(t, values, "value")
		case 2:
			c.Clear = c.Clear.With(f)
		}
	}
	if chance(t, 2, "zone") {
		zone := pick(t, someZones, "zone")
		if c.Values[contact.TimeZone] = zone; !strings.Contains(zone, " ") {
			c.ZoneFrom = pick(t, []string{"number", "zip"}, "what tells the zone")
		}
	}
	for _, key := range spec.keys() {
		k := contact.Custom{Key: key}
		switch rapid.IntRange(0, 3).Draw(t, "custom") {
		case 0:
			k.Text = pick(t, []string{"a", "b"}, "value")
		case 1:
			k.Type, k.Text = contact.Number, pick(t, []string{"1", "2.5"}, "number")
		case 2:
			k.Clear = true
		}
		c.Custom = append(c.Custom, k)
	}
	if chance(t, 3, "other phones") {
		c.OtherPhones = strings.Join(rapid.SliceOfNDistinct(rapid.SampledFrom(somePhones), 1, 2, rapid.ID[string]).Draw(t, "others"), " ")
	}
	if chance(t, 2, "row tags") {
		c.Tags = rapid.SliceOfNDistinct(rapid.SampledFrom(someTags), 1, 3, rapid.ID[string]).Draw(t, "own tags")
	}
}

// refusal is the error that an import should end with, or nil.
func (m *model) refusal(spec *Spec) error {
	made := map[string]bool{}
	for _, f := range spec.NewFields {
		if have, ok := m.fields[f.Key]; ok && have.kind != f.Type {
			return ErrFieldType
		}
		made[f.Key] = true
	}
	for _, k := range spec.Fields {
		if _, ok := m.fields[k]; !ok && !made[k] {
			return ErrUnknownField
		}
	}
	if p := spec.Powerlist; p != nil {
		if l := m.list(p.Name); l != nil {
			switch {
			case !p.Append:
				return ErrPowerlistExists
			case p.DialMode != "" && l.mode != p.DialMode || p.CallWindow != "" && l.window != p.CallWindow:
				return ErrPowerlistDiffers
			}
		}
	}
	return nil
}

func (s *story) importFile() {
	spec := s.spec()
	rows := s.rows(&spec)
	var suppressed []string
	if chance(s.t, 3, "suppression file") {
		suppressed = rapid.SliceOfN(rapid.SampledFrom(somePhones), 0, 2).Draw(s.t, "suppressed")
		spec.Suppress = ranges(suppressed...)
	}
	reviewed, lateOfReview := s.review(&spec, suppressed, rows)
	want := s.model.refusal(&spec)
	o, late, err := tryRun(s.ctx, s.db, spec, rows...)
	if !errors.Is(err, want) {
		s.t.Fatalf("import gave the error %v, not %v", err, want)
	}
	if err != nil {
		return
	}
	wanted, wantedLate := s.model.run(o.ImportID, &spec, suppressed, rows)
	if o.Powerlist != nil {
		o.Powerlist.ID = 0
	}
	wanted.Zones = o.Zones // which is compared with the review's
	s.equal("outcome", o, wanted)
	for i := range wantedLate {
		wantedLate[i].Raw = spec.Raw(rows[wantedLate[i].Line-2].Cells)
	}
	s.equal("late rejects", late, wantedLate)
	s.compareReview(reviewed, o, rows)
	s.equal("review's rejects", lateOfReview, late)
}

// review does a dry run of an import, and another where the first is stale.
func (s *story) review(spec *Spec, suppressed []string, rows []contact.Row) (dryrun.Outcome, []contact.Reject) {
	list := ""
	if spec.Powerlist != nil {
		list = spec.Powerlist.Name
	}
	v, err := s.db.View(s.ctx, list)
	if err != nil {
		s.t.Fatal(err)
	}
	if err := v.Except(s.ctx, spec.Except); err != nil {
		s.t.Fatal(err)
	}
	more := dryrun.NewPhoneSet()
	for _, p := range suppressed {
		more.Add(p)
	}
	o := dryrun.Options{
		Duplicates: spec.Duplicates, View: v, Suppressed: more, Tags: spec.Tags, Raw: spec.Raw,
		IncludeKnown: spec.Powerlist != nil && spec.Powerlist.IncludeKnown,
	}
	for {
		var late []contact.Reject
		o.Late = func(r contact.Reject) error {
			late = append(late, r)
			return nil
		}
		sink := dryrun.New(o)
		for i := range rows { // in batches of one, so that a refusal may come late
			b, err := sink.Encode(rows[i : i+1])
			if err == nil {
				err = sink.Write(s.ctx, b)
			}
			if err != nil {
				s.t.Fatal(err)
			}
		}
		if !sink.Stale() {
			out, err := sink.Outcome(s.ctx)
			if err != nil {
				s.t.Fatal(err)
			}
			return out, late
		}
		o.Refusals = sink.Refusals()
	}
}

// given counts the rows that come with a reason.
func given(rows []contact.Row, reason contact.Reason) (n int) {
	for i := range rows {
		if rows[i].Reason == reason {
			n++
		}
	}
	return n
}

func (s *story) compareReview(r dryrun.Outcome, o Outcome, rows []contact.Row) {
	s.equal("review's created", r.Created, o.Created)
	s.equal("review's updated", r.Updated, o.Updated)
	s.equal("review's merged", r.Merged, o.Merged)
	s.equal("review's opt-outs", r.OptOuts, o.OptOuts)
	s.equal("review's known contacts who refuse", r.KnownRefuse, o.KnownRefuse)
	s.equal("review's suppressed", r.Skipped[contact.Suppressed], o.Skipped[contact.Suppressed])
	s.equal("review's suppressed by list", r.SuppressedBy, o.SuppressedBy)
	s.equal("review's duplicates", r.DuplicateRows, o.DuplicateRows)
	late := o.Skipped[contact.NoConsent] - int64(given(rows, contact.NoConsent))
	s.equal("review's refused rows", r.Skipped[contact.NoConsent], late)
	s.equal("review's zones", r.Zones, o.Zones)
	if total := o.Zones.Total(); total != o.Created+o.Updated {
		s.t.Fatalf("%d contacts have zones, of %d created and %d updated", total, o.Created, o.Updated)
	}
	s.equal("review's tags", r.Tags, o.Tags)
	if o.Powerlist != nil {
		s.equal("review's powerlist", r.Listed, o.Powerlist.Contacts)
	}
}

func (s *story) equal(what string, got, want any) {
	s.t.Helper()
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		s.t.Fatalf("%s (-model +database):\n%s", what, d)
	}
}

func (s *story) undo() {
	if len(s.model.imports) == 0 {
		return
	}
	s.undoImport(pick(s.t, s.model.imports, "import"))
}

func (s *story) undoImport(im *mImport) {
	if chance(s.t, 3, "dry run") && !im.undone {
		if _, err := s.db.Undo(s.ctx, im.id, "me", true); err != nil {
			s.t.Fatal(err)
		}
		s.compare()
	}
	u, err := s.db.Undo(s.ctx, im.id, "me", false)
	if im.undone {
		if !errors.Is(err, ErrNotUndoable) {
			s.t.Fatalf("undoing twice gave the error %v", err)
		}
		return
	}
	if err != nil {
		s.t.Fatal(err)
	}
	if u.KeptChanged+u.KeptClaimed > 0 == (len(u.Kept) == 0) {
		s.t.Fatalf("%d changed and %d claimed, but %d named", u.KeptChanged, u.KeptClaimed, len(u.Kept))
	}
	if u.KeptClaimed > 0 == (len(u.LaterImports) == 0) || slices.Contains(u.LaterImports, im.id) {
		s.t.Fatalf("%d claimed, by the imports %v", u.KeptClaimed, u.LaterImports)
	}
	u.Kept, u.LaterImports, u.OptOutsKept = nil, nil, 0
	s.equal("undone", u, s.model.undo(im.id))
}

// one draws a contact, whose row in the database is the nth of its number.
func (s *story) one() (c *mContact, nth int) {
	if len(s.model.contacts) == 0 {
		return nil, 0
	}
	c = pick(s.t, s.model.contacts, "contact")
	for _, o := range s.model.contacts {
		if o == c {
			return c, nth
		}
		if o.phone == c.phone {
			nth++
		}
	}
	return nil, 0
}

const itsID = " where (phone, id) in (select phone, id from contacts where phone = $1 order by created_at, id offset $2::int limit 1)"

// edit changes a contact by hand.
func (s *story) edit() {
	c, nth := s.one()
	if c == nil {
		return
	}
	switch rapid.IntRange(0, 3).Draw(s.t, "edit") {
	case 0, 1:
		f := pick(s.t, someFields, "field")
		v := pick(s.t, append([]string{""}, someValues...), "value")
		s.sql("update contacts set "+f.String()+" = nullif($3, '')"+itsID, c.phone, nth, v)
		c.push(f.String(), 0, v)
	case 2:
		key := pick(s.t, []string{"text", "number"}, "key")
		v := pick(s.t, []string{"", `"a"`, "1"}, "value")
		if v == "" {
			s.sql("update contacts set fields = fields - $3"+itsID, c.phone, nth, key)
		} else {
			s.sql("update contacts set fields = fields || jsonb_build_object($3::text, $4::jsonb)"+itsID, c.phone, nth, key, v)
		}
		c.push("fields."+key, 0, v)
	case 3:
		tag := pick(s.t, someTags, "tag")
		if slices.Contains(c.tags, tag) {
			s.sql("update contacts set tags = array_remove(tags, $3)"+itsID, c.phone, nth, tag)
			c.push("tags."+tag, 0, "")
		} else {
			s.sql("update contacts set tags = array_append(tags, $3)"+itsID, c.phone, nth, tag)
			c.push("tags."+tag, 0, "x")
		}
	}
}

// insert makes a contact with a plain INSERT.
func (s *story) insert() {
	phone, name := pick(s.t, somePhones, "phone"), pick(s.t, someValues, "name")
	s.sql("insert into contacts (phone, first_name) values ($1, $2)", phone, name)
	c := &mContact{phone: phone, stacks: map[string][]mLayer{}}
	c.push("first_name", 0, name)
	s.model.contacts = append(s.model.contacts, c)
}

func (s *story) delete() {
	c, nth := s.one()
	if c == nil {
		return
	}
	s.sql("delete from powerlist_contacts where (phone, contact_id) in (select phone, id from contacts"+itsID+")", c.phone, nth)
	s.sql("delete from contacts"+itsID, c.phone, nth)
	s.model.remove(func(o *mContact) bool { return o == c })
}

func (s *story) suppress() {
	phone := pick(s.t, somePhones, "phone")
	added, err := s.db.Suppress(s.ctx, seq(phone, phone), SuppressionChange{By: "me"})
	if err != nil {
		s.t.Fatal(err)
	}
	added.Powerlists = nil
	want := contact.ListUpdate{Numbers: 2}
	if !s.model.suppressions[phone] {
		want.Added = 1
	}
	s.equal("suppressed", added, want)
	s.model.suppressions[phone] = true
}

func (s *story) unsuppress() {
	phone := pick(s.t, somePhones, "phone")
	_, removed, err := s.db.Unsuppress(s.ctx, seq(phone), SuppressionChange{By: "me"})
	if err != nil {
		s.t.Fatal(err)
	}
	s.equal("was suppressed", removed == 1, s.model.suppressions[phone])
	delete(s.model.suppressions, phone)
}

// register changes another do-not-call list than the internal one.
func (s *story) register() {
	t := s.t
	name := pick(t, someDNC, "do-not-call list")
	have := s.model.registries[name]
	change := ListChange{SuppressionChange: SuppressionChange{By: "me", List: true}, Name: name,
		Action: pick(t, []ListAction{AddToList, ReplaceList, ChangeList, TakeFromList}, "action")}
	now := maps.Clone(have)
	if now == nil || change.Action == ReplaceList {
		now = map[string]bool{}
	}
	var numbers []NumberRange
	for _, phone := range rapid.SliceOfN(rapid.SampledFrom(somePhones), 1, 3).Draw(t, "numbers") {
		n, _ := digitsOf(phone)
		r := NumberRange{First: n, Last: n, Deleted: change.Action == ChangeList && chance(t, 3, "deleted")}
		numbers = append(numbers, r)
		if r.Deleted || change.Action == TakeFromList {
			delete(now, phone)
		} else {
			now[phone] = true
		}
	}
	done, err := s.db.ChangeList(s.ctx, change, func(yield func(NumberRange, error) bool) {
		for _, r := range numbers {
			if !yield(r, nil) {
				return
			}
		}
	})
	if change.Action == TakeFromList && have == nil {
		s.equal("a list that does not exist", errors.Is(err, ErrNoList), true)
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	s.equal("numbers of the list", done.Numbers, int64(len(now)))
	s.model.registries[name] = now
}

func (s *story) erase() {
	phone := pick(s.t, somePhones, "phone")
	e, err := s.db.Erase(s.ctx, phone, false)
	if err != nil {
		s.t.Fatal(err)
	}
	n := len(s.model.contacts)
	var tags []string
	for _, c := range s.model.contacts {
		if c.phone == phone {
			tags = append(tags, c.tags...)
		}
	}
	s.model.remove(func(c *mContact) bool { return c.phone == phone })
	for _, c := range s.model.contacts {
		c.forget(phone)
	}
	for _, t := range tags {
		if s.model.tags[t] != 0 && !slices.ContainsFunc(s.model.contacts, func(c *mContact) bool { return slices.Contains(c.tags, t) }) {
			delete(s.model.tags, t)
			for _, im := range s.model.imports {
				im.tags = slices.DeleteFunc(slices.Clone(im.tags), func(o string) bool { return o == t })
			}
		}
	}
	s.equal("erased", e.Contacts, int64(n-len(s.model.contacts)))
	s.equal("suppressed", e.Suppressed, s.model.suppressions[phone])
}

// putOnList puts a contact on a powerlist by hand.
func (s *story) putOnList() {
	c, nth := s.one()
	if c == nil || len(s.model.lists) == 0 {
		return
	}
	l := pick(s.t, s.model.lists, "list")
	if slices.ContainsFunc(l.entries, func(e mEntry) bool { return e.contact == c }) {
		return
	}
	last := int64(0)
	for _, e := range l.entries {
		last = max(last, e.position)
	}
	s.sql(`insert into powerlist_contacts (powerlist_id, position, contact_id, phone)
		select (select id from powerlists where name = $3), $4, id, phone from contacts`+itsID, c.phone, nth, l.name, last+1)
	l.entries = append(l.entries, mEntry{last + 1, c})
}

// compare compares all that the model has.
func (s *story) compare() {
	s.t.Helper()
	var got []string
	seen := "concat_ws('|', " + list("coalesce(%s, '')") + `, (select coalesce(string_agg(key || '=' || value::text, ',' order by key collate "C"), '') from jsonb_each(fields)), array_to_string(tags, ','))`
	err := s.db.read(s.ctx, func(tx pgx.Tx) error {
		q := transaction{ctx: s.ctx, tx: tx}
		contacts := q.texts(`select 'contact ' || phone || ' ' || ` + seen + ` from contacts`)
		slices.Sort(contacts)
		got = append(contacts, q.texts(`select line from (
			select 'a' as kind, name as a, 0 as b, 'list ' || name || ' ' || dial_mode || ' ' || coalesce(call_window, '') as line from powerlists
			union all
			select 'a', name, position, 'entry ' || name || ' ' || c.phone || ' ' || `+seen+`
			from powerlist_contacts e join powerlists p on p.id = e.powerlist_id
			left join (select phone as number, * from contacts) c on c.number = e.phone and c.id = e.contact_id
			union all
			select 'b', name, 0, 'tag ' || name from tags
			union all
			select 'c', key, 0, 'field ' || key || ' ' || type from contact_fields
			union all
			select 'd', phone, 0, 'suppressed ' || phone from suppressions
		) x order by kind, a collate "C", b`)...)
		return q.err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	s.equal("database", got, s.model.dump())
	s.compareLists()
}

// compareLists compares which do-not-call lists have each number, the internal one
// beside the others: what is taken off one stays on the others.
func (s *story) compareLists() {
	s.t.Helper()
	found, err := s.db.ListsOf(s.ctx, somePhones)
	if err != nil {
		s.t.Fatal(err)
	}
	for i, phone := range somePhones {
		var got, want []string
		for _, on := range found[i] {
			got = append(got, on.List)
		}
		if s.model.suppressions[phone] {
			want = append(want, contact.InternalList)
		}
		for _, list := range slices.Sorted(maps.Keys(s.model.registries)) {
			if s.model.registries[list][phone] {
				want = append(want, list)
			}
		}
		s.equal("lists of "+phone, got, want)
	}
}
