package store

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"rollcall/pkg/contact"
)

// model is what the database should hold, as plain lists and without SQL.
//
// A value of a contact is a stack of layers: what was there at first, and on it
// what each import said and what somebody changed by hand. The top one is what
// is seen. Undo takes an import's layer out of the stack, wherever it lies.
type model struct {
	contacts     []*mContact
	fields       map[string]mField
	tags         map[string]int64 // the import that made it, 0 for none
	lists        []*mList
	suppressions map[string]bool
	registries   map[string]map[string]bool // the numbers of other do-not-call lists
	imports      []*mImport                 // in the order of their merges
}

type mField struct {
	kind contact.Type
	by   int64
}

type mList struct {
	name, mode, window string
	by                 int64
	entries            []mEntry
}

type mEntry struct {
	position int64
	contact  *mContact
}

type mImport struct {
	id      int64
	undone  bool
	tags    []string
	keys    []string
	list    *mList
	listed  []mEntry
	created []*mContact
	updated []*mContact
	// included were known, and put on the powerlist.
	included []*mContact
}

// mContact is a contact. Its values are named: the columns by their names,
// custom fields as "fields." and the key, with the value in JSON, and tags as
// "tags." and the name, with the value "x".
type mContact struct {
	phone  string
	by     int64
	stacks map[string][]mLayer
	tags   []string // in their order
	// first is how the contact was created.
	first string
	gone  bool
}

// mLayer is one layer: by an import, or by hand where by is 0. A blank value is
// "".
type mLayer struct {
	by    int64
	value string
}

func newModel() *model {
	return &model{fields: map[string]mField{}, tags: map[string]int64{}, suppressions: map[string]bool{}, registries: map[string]map[string]bool{}}
}

func (c *mContact) get(name string) string {
	s := c.stacks[name]
	if len(s) == 0 {
		return ""
	}
	return s[len(s)-1].value
}

// push puts a layer on a stack. What is set by hand to what it is already is no
// layer, and a further change by hand replaces the one before.
func (c *mContact) push(name string, by int64, value string) {
	c.stacks[name] = settle(append(c.stacks[name], mLayer{by, value}))
	c.syncTag(name)
}

// settle joins the layers that were made by hand.
func settle(s []mLayer) []mLayer {
	var out []mLayer
	for _, l := range s {
		if l.by == 0 && len(out) > 0 && out[len(out)-1].by == 0 {
			out = out[:len(out)-1]
		}
		below := ""
		if len(out) > 0 {
			below = out[len(out)-1].value
		}
		if l.by != 0 || l.value != below {
			out = append(out, l)
		}
	}
	return out
}

// drop takes the layer of an import out.
func (c *mContact) drop(name string, by int64) {
	c.stacks[name] = settle(slices.DeleteFunc(slices.Clone(c.stacks[name]), func(l mLayer) bool { return l.by == by }))
	c.syncTag(name)
}

// forget takes a number out of the further numbers.
func (c *mContact) forget(phone string) {
	was := c.String()
	for i, l := range c.stacks["other_phones"] {
		c.stacks["other_phones"][i].value = strings.Join(slices.DeleteFunc(strings.Fields(l.value),
			func(o string) bool { return o == phone }), " ")
	}
	if c.first == was {
		c.first = c.String()
	}
}

func (c *mContact) syncTag(name string) {
	tag, ok := strings.CutPrefix(name, "tags.")
	if !ok {
		return
	}
	has, at := c.get(name) != "", slices.Index(c.tags, tag)
	switch {
	case has && at < 0:
		c.tags = append(c.tags, tag)
	case !has && at >= 0:
		c.tags = slices.Delete(slices.Clone(c.tags), at, at+1)
	}
}

// String is everything that is seen of a contact.
func (c *mContact) String() string {
	var b strings.Builder
	for _, name := range columns {
		b.WriteString(c.get(name) + "|")
	}
	var keys []string
	for name := range c.stacks {
		if key, ok := strings.CutPrefix(name, "fields."); ok && c.get(name) != "" {
			keys = append(keys, key+"="+c.get(name))
		}
	}
	slices.Sort(keys)
	return b.String() + strings.Join(keys, ",") + "|" + strings.Join(c.tags, ",")
}

// oldest is the first contact with a number.
func (m *model) oldest(phone string) *mContact {
	for _, c := range m.contacts {
		if c.phone == phone {
			return c
		}
	}
	return nil
}

func (m *model) list(name string) *mList {
	for _, l := range m.lists {
		if l.name == name {
			return l
		}
	}
	return nil
}

// cell is what a row says of one value.
type cell struct {
	name, value string
	clear       bool
}

// cells are what a row says, in any order of names.
func cells(c *contact.Contact, mayClear bool) []cell {
	var out []cell
	say := func(name, value string, clear bool) {
		if value != "" || clear && mayClear {
			out = append(out, cell{name, value, value == ""})
		}
	}
	for i, v := range c.Values {
		f := contact.Field(i)
		if f == contact.TimeZone {
			if v != "" { // they go together
				one, _, several := strings.Cut(v, " ")
				if several {
					one = ""
				}
				for column, value := range map[string]string{"time_zone": one, "time_zones": v, "time_zone_from": c.ZoneFrom, "calling_states": c.CallingStates} {
					out = append(out, cell{column, value, value == ""})
				}
			}
			continue
		}
		say(f.String(), v, c.Clear.Has(f))
	}
	say("other_phones", c.OtherPhones, false)
	for _, k := range c.Custom {
		v := k.Text
		if v != "" && k.Type != contact.Number && k.Type != contact.Boolean {
			v = `"` + v + `"`
		}
		say("fields."+k.Key, v, k.Clear)
	}
	return out
}

func (s *Spec) policyOf(name string) contact.Policy {
	if key, ok := strings.CutPrefix(name, "fields."); ok {
		return s.CustomPolicies[key]
	}
	if i := slices.Index(columns, name); i < contact.NumFields {
		return s.policy(i)
	}
	return contact.Overwrite
}

// registered returns the first list that binds and has a number.
func (m *model) registered(spec *Spec, phone string) string {
	for _, list := range slices.Sorted(maps.Keys(m.registries)) {
		if m.registries[list][phone] && !slices.Contains(spec.Except, list) {
			return list
		}
	}
	return ""
}

// run imports rows, and tells what comes of it.
func (m *model) run(id int64, spec *Spec, suppressed []string, rows []contact.Row) (Outcome, []contact.Reject) {
	o := Outcome{ImportID: id, SuppressedBy: map[string]int64{}}
	im := &mImport{id: id, keys: spec.keys()}
	refused := m.refuse(rows, &o)
	var late []contact.Reject
	skip := func(r *contact.Row, reason contact.Reason, detail string) {
		o.Skipped[reason]++
		late = append(late, contact.Reject{Line: r.Line, Reason: reason, Detail: detail})
	}
	var order []*mContact
	made := map[string]*mContact{} // by the rows of this file
	firstLine := map[string]int64{}
	tags := map[string]bool{}
	for _, t := range spec.Tags {
		tags[t] = true
	}
	var said []*sayings
	for i := range rows {
		r := &rows[i]
		o.Rows++
		phone := r.Contact.Phone
		switch {
		case r.Reason != contact.Accepted:
			o.Skipped[r.Reason]++
			continue
		case refused[r.Line] != "":
			skip(r, contact.NoConsent, refused[r.Line])
			continue
		case m.suppressions[phone]:
			skip(r, contact.Suppressed, "the number is on the do-not-call list")
			o.SuppressedBy[contact.InternalList]++
			continue
		case m.registered(spec, phone) != "":
			list := m.registered(spec, phone)
			skip(r, contact.Suppressed, "the number is on the do-not-call list "+list)
			o.SuppressedBy[list]++
			continue
		case slices.Contains(suppressed, phone):
			skip(r, contact.Suppressed, "the number is in a suppression file")
			o.SuppressedBy[contact.SuppressionFile]++
			continue
		}
		existing := m.oldest(phone)
		c := made[phone]
		switch {
		case spec.Duplicates == contact.Skip && existing != nil && c == nil:
			if spec.includesKnown() && !slices.Contains(im.included, existing) {
				im.included = append(im.included, existing)
				order = append(order, existing)
			}
			o.DuplicateRows.Known++
			skip(r, contact.Duplicate, "a contact with this number exists already")
			continue
		case spec.Duplicates == contact.Skip && c != nil:
			o.DuplicateRows.Repeated++
			skip(r, contact.Duplicate, fmt.Sprintf("same number as line %d", firstLine[phone]))
			continue
		case c != nil && spec.Duplicates == contact.Update:
			o.Merged++
		case existing != nil && spec.Duplicates == contact.Update:
			c = existing
			o.Updated++
			im.updated = append(im.updated, c)
			order = append(order, c)
			said = append(said, newSayings(c, false))
		default:
			c = &mContact{phone: phone, by: id, stacks: map[string][]mLayer{}}
			m.contacts = append(m.contacts, c)
			im.created = append(im.created, c)
			o.Created++
			order = append(order, c)
			said = append(said, newSayings(c, true))
		}
		if made[phone] == nil {
			firstLine[phone] = r.Line
		}
		made[phone] = c
		s := said[slices.IndexFunc(said, func(s *sayings) bool { return s.contact == c })]
		said := r.Contact
		said.OtherPhones = strings.Join(slices.DeleteFunc(strings.Fields(said.OtherPhones), func(other string) bool {
			return m.suppressions[other] || m.registered(spec, other) != "" || slices.Contains(suppressed, other) ||
				slices.ContainsFunc(rows, func(r contact.Row) bool {
					return slices.ContainsFunc(r.Refusals, func(f contact.Refusal) bool { return f.Phone == other })
				})
		}), " ")
		s.add(&said, spec)
		for _, t := range r.Contact.Tags {
			tags[t] = true
		}
	}
	for _, s := range said {
		s.apply(id, spec)
	}
	if o.Created+o.Updated > 0 {
		m.makeFields(id, spec, &o)
	} else {
		clear(tags)
	}
	o.Tags = slices.Sorted(maps.Keys(tags))
	for _, t := range o.Tags {
		if _, ok := m.tags[t]; !ok {
			m.tags[t] = id
			o.NewTags = append(o.NewTags, t)
		}
	}
	im.tags = o.Tags
	m.makeList(im, spec, order, &o)
	m.imports = append(m.imports, im)
	return o, late
}

// refuse puts the numbers of those who say no on the do-not-call list, and gives
// the details of the rows that they refuse, by line.
func (m *model) refuse(rows []contact.Row, o *Outcome) map[int64]string {
	details := map[int64]string{}
	for _, phone := range somePhones {
		var all []mRefusal
		record := contact.RecordNone
		for i := range rows {
			for _, f := range rows[i].Refusals {
				if f.Phone == phone {
					all = append(all, mRefusal{f, rows[i].Line})
					record = max(record, f.Record)
				}
			}
		}
		if len(all) == 0 {
			continue
		}
		agreed := false
		for i := range rows {
			r := &rows[i]
			if r.Reason != contact.Accepted || r.Contact.Phone != phone {
				continue
			}
			wins := true
			for _, f := range all {
				wins = wins && later(r.Contact.Values[contact.ConsentDate], f.Date)
			}
			if agreed = agreed || wins; !wins {
				first := all[0]
				for _, f := range all {
					if contact.RefusedAt(f.Date) > contact.RefusedAt(first.Date) {
						first = f
					}
				}
				details[r.Line] = fmt.Sprintf("line %d says no (%s)", first.line, first.Reason)
			}
		}
		known := m.oldest(phone) != nil
		switch {
		case agreed || m.suppressions[phone]:
		case record == contact.RecordAll, record == contact.RecordKnown && known:
			m.suppressions[phone] = true
			o.OptOuts++
		case record == contact.RecordNone && known:
			o.KnownRefuse++
		}
	}
	return details
}

type mRefusal struct {
	contact.Refusal
	line int64
}

// later reports whether a yes is certainly later than a no.
func later(yes, no string) bool {
	switch {
	case yes == "" || no == "":
		return false
	case len(yes) == len(no):
		return yes > no
	}
	return yes[:10] > no[:10]
}

// sayings are what the rows of one number say together.
type sayings struct {
	contact *mContact
	fresh   bool
	cells   map[string]cell
	tags    []string
	// replaces: a row has tags of its own, which replace those of the contact.
	replaces bool
}

func newSayings(c *mContact, fresh bool) *sayings {
	return &sayings{contact: c, fresh: fresh, cells: map[string]cell{}}
}

func (s *sayings) add(c *contact.Contact, spec *Spec) {
	for _, said := range cells(c, spec.Duplicates == contact.Update) {
		if said.name == "consent_date" && contact.IsOlder(said.value, s.cells[said.name].value) {
			continue
		}
		s.cells[said.name] = said
	}
	s.replaces = s.replaces || spec.ReplaceTags && len(c.Tags) > 0
	for _, t := range slices.Concat(spec.Tags, c.Tags) {
		if !slices.Contains(s.tags, t) {
			s.tags = append(s.tags, t)
		}
	}
}

func (s *sayings) apply(id int64, spec *Spec) {
	c := s.contact
	by := id
	if s.fresh {
		by = -1 // the bottom of the stack, which no undo takes out
	}
	for name, said := range s.cells {
		switch {
		case s.fresh && said.clear:
			continue
		case s.fresh:
		case spec.policyOf(name) == contact.Never:
			continue
		case spec.policyOf(name) == contact.Fill && (said.clear || strings.Trim(c.get(name), `"`) != ""):
			continue
		case name == "consent_date" && contact.IsOlder(said.value, c.get(name)):
			continue
		}
		c.push(name, by, said.value)
	}
	for _, t := range someTags {
		if s.replaces && !s.fresh && !slices.Contains(s.tags, t) {
			c.push("tags."+t, by, "") // it says so of all tags, those among them that the contact lacks
		}
	}
	for _, t := range s.tags {
		c.push("tags."+t, by, "x")
	}
	if s.fresh {
		c.first = c.String()
	}
}

func (m *model) makeFields(id int64, spec *Spec, o *Outcome) {
	for _, f := range spec.NewFields {
		if _, ok := m.fields[f.Key]; !ok {
			m.fields[f.Key] = mField{f.Type, id}
			o.NewFields = append(o.NewFields, f.Key)
		}
	}
}

func (m *model) makeList(im *mImport, spec *Spec, order []*mContact, o *Outcome) {
	if spec.Powerlist == nil || o.Created+o.Updated == 0 && len(im.included) == 0 {
		return
	}
	p := spec.Powerlist
	l := m.list(p.Name)
	o.Powerlist = &ListOutcome{Powerlist: contact.Powerlist{Name: p.Name}, Created: l == nil}
	if l == nil {
		l = &mList{name: p.Name, mode: cmp.Or(p.DialMode, "manual"), window: p.CallWindow, by: im.id}
		m.lists = append(m.lists, l)
	}
	o.Powerlist.DialMode = l.mode
	im.list = l
	last := int64(0)
	for _, e := range l.entries {
		last = max(last, e.position)
	}
	for _, c := range order {
		if !slices.ContainsFunc(l.entries, func(e mEntry) bool { return e.contact == c }) {
			last++
			l.entries = append(l.entries, mEntry{last, c})
			im.listed = append(im.listed, mEntry{last, c})
			o.Powerlist.Contacts++
		}
	}
}

func (m *model) live(id int64) bool {
	return slices.ContainsFunc(m.imports, func(i *mImport) bool { return i.id == id && !i.undone })
}

// claims are the names of the values that an import speaks of in a contact.
func (c *mContact) claims(by int64) []string {
	var names []string
	for name, s := range c.stacks {
		if slices.ContainsFunc(s, func(l mLayer) bool { return l.by == by }) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// undo takes an import back.
func (m *model) undo(id int64) contact.Undone {
	u := contact.Undone{ImportID: id}
	at := slices.IndexFunc(m.imports, func(i *mImport) bool { return i.id == id })
	im := m.imports[at]
	later := m.imports[at+1:]
	claimed := func(c *mContact) bool {
		return slices.ContainsFunc(m.imports, func(i *mImport) bool {
			return i != im && !i.undone && (slices.Contains(i.updated, c) || slices.Contains(i.included, c))
		})
	}
	for _, c := range im.updated {
		if c.gone {
			u.Gone++
			continue
		}
		m.takeOut(c, id, later, &u)
	}
	if im.list != nil {
		u.Powerlist = &im.list.name
		n := len(im.list.entries)
		im.list.entries = slices.DeleteFunc(im.list.entries, func(e mEntry) bool {
			return slices.Contains(im.listed, e) && !passOn(e, im, later)
		})
		u.PowerlistEntries = int64(n - len(im.list.entries))
	}
	im.undone = true
	m.removeContacts(im, claimed, &u)
	m.removeUnused(im, &u)
	return u
}

// passOn returns an import's place on a powerlist to the first of later imports
// that would have made it else, and reports whether there is one.
func passOn(e mEntry, im *mImport, later []*mImport) bool {
	for _, i := range later {
		if !i.undone && i.list == im.list && (slices.Contains(i.updated, e.contact) || slices.Contains(i.included, e.contact)) {
			i.listed = append(i.listed, e)
			return true
		}
	}
	return false
}

// takeOut takes an import's layers out of a contact.
func (m *model) takeOut(c *mContact, id int64, later []*mImport, u *contact.Undone) {
	before := c.String()
	var changed, claimed bool
	for _, name := range c.claims(id) {
		s := c.stacks[name]
		at := slices.IndexFunc(s, func(l mLayer) bool { return l.by == id })
		below := ""
		if at > 0 {
			below = s[at-1].value
		}
		overruled := slices.ContainsFunc(later, func(i *mImport) bool {
			return !i.undone && slices.ContainsFunc(s, func(l mLayer) bool { return l.by == i.id })
		})
		derived := slices.ContainsFunc(derivedColumns, func(i int) bool { return columns[i] == name })
		claimed = claimed || overruled && !derived
		isTag := strings.HasPrefix(name, "tags.")
		changed = changed || !overruled && !isTag && !derived && c.get(name) != s[at].value && c.get(name) != below && s[at].value != below
	}
	for _, name := range c.claims(id) {
		c.drop(name, id)
	}
	if c.String() != before {
		u.Restored++
	}
	if changed {
		u.KeptChanged++
	}
	if claimed {
		u.KeptClaimed++
	}
}

func (m *model) removeContacts(im *mImport, claimed func(*mContact) bool, u *contact.Undone) {
	listed := func(c *mContact) bool {
		return slices.ContainsFunc(m.lists, func(l *mList) bool {
			return slices.ContainsFunc(l.entries, func(e mEntry) bool { return e.contact == c })
		})
	}
	remove := func(c *mContact) {
		c.gone = true
		m.contacts = slices.DeleteFunc(m.contacts, func(o *mContact) bool { return o == c })
		u.Removed++
	}
	for _, c := range im.created {
		switch {
		case c.gone:
			u.Gone++
		case claimed(c):
			u.KeptClaimed++
		case c.String() != c.first || listed(c):
			u.KeptChanged++
		default:
			remove(c)
		}
	}
	for _, c := range slices.Concat(im.updated, im.included) {
		if !c.gone && c.by != 0 && !m.live(c.by) && !claimed(c) && c.String() == c.first && !listed(c) {
			remove(c)
		}
	}
}

func (m *model) removeUnused(im *mImport, u *contact.Undone) {
	if l := im.list; l != nil && len(l.entries) == 0 && l.by != 0 && !m.live(l.by) &&
		!slices.ContainsFunc(m.imports, func(i *mImport) bool { return i.list == l && !i.undone }) {
		m.lists = slices.DeleteFunc(m.lists, func(o *mList) bool { return o == l })
		u.PowerlistRemoved = true
	}
	for _, t := range slices.Sorted(maps.Keys(m.tags)) {
		if by := m.tags[t]; by != 0 && !m.live(by) &&
			!slices.ContainsFunc(m.imports, func(i *mImport) bool { return !i.undone && slices.Contains(i.tags, t) }) &&
			!slices.ContainsFunc(m.contacts, func(c *mContact) bool { return slices.Contains(c.tags, t) }) {
			delete(m.tags, t)
			u.TagsRemoved = append(u.TagsRemoved, t)
		}
	}
	for _, k := range slices.Sorted(maps.Keys(m.fields)) {
		if by := m.fields[k].by; by != 0 && !m.live(by) &&
			!slices.ContainsFunc(m.imports, func(i *mImport) bool { return !i.undone && slices.Contains(i.keys, k) }) &&
			!slices.ContainsFunc(m.contacts, func(c *mContact) bool { return c.get("fields."+k) != "" }) {
			delete(m.fields, k)
			u.FieldsRemoved = append(u.FieldsRemoved, k)
		}
	}
}

// remove deletes contacts, as somebody might, with their places on powerlists.
func (m *model) remove(which func(*mContact) bool) {
	m.contacts = slices.DeleteFunc(m.contacts, func(c *mContact) bool {
		c.gone = c.gone || which(c)
		return which(c)
	})
	for _, l := range m.lists {
		l.entries = slices.DeleteFunc(l.entries, func(e mEntry) bool { return which(e.contact) })
	}
}

// dump is the model as the test reads the database.
func (m *model) dump() []string {
	var out []string
	for _, c := range m.contacts {
		out = append(out, "contact "+c.phone+" "+c.String())
	}
	slices.Sort(out)
	for _, l := range slices.SortedFunc(slices.Values(m.lists), func(a, b *mList) int { return cmp.Compare(a.name, b.name) }) {
		out = append(out, "list "+l.name+" "+l.mode+" "+l.window)
		slices.SortFunc(l.entries, func(a, b mEntry) int { return cmp.Compare(a.position, b.position) })
		for _, e := range l.entries {
			out = append(out, "entry "+l.name+" "+e.contact.phone+" "+e.contact.String())
		}
	}
	for _, t := range slices.Sorted(maps.Keys(m.tags)) {
		out = append(out, "tag "+t)
	}
	for _, k := range slices.Sorted(maps.Keys(m.fields)) {
		out = append(out, "field "+k+" "+m.fields[k].kind.String())
	}
	for _, p := range slices.Sorted(maps.Keys(m.suppressions)) {
		out = append(out, "suppressed "+p)
	}
	return out
}
