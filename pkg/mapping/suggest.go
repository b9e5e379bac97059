package mapping

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"math"
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/profile"
)

// SuggestOptions are what Suggest considers in addition to the profile.
type SuggestOptions struct {
	// Fields are the keys of the custom fields that exist already.
	Fields []string
	// Tags are the tags that exist already.
	Tags []string
	// Headerless means that the file has no header row: the profile's names
	// are made up, and the proposal names the columns in source: header.
	Headerless bool
	// Source is how to read the file, if the user had to say it.
	Source Source
	// Widths are those of the columns of a file in which nothing separates them.
	Widths []int
	// File is the list's file name, for the first line; it may be empty.
	File string
}

// Suggestion is what is proposed for one column.
type Suggestion struct {
	Column
	// Also is a second use of the column, by which it decides who is called.
	Also *Column
	// Profile is the column's.
	Profile *profile.Column
	// Confidence is how sure the suggestion is, 0 to 1.
	Confidence float64
	// Why says in words why, without quoting cells.
	Why string
	// Dial is the place of a phone column in the order of dialing, from 1.
	Dial int

	reading header.Meaning
	// state is whose state the column is about, if it is about one.
	state header.Holder
	// unclear: a yes lets in or keeps out, nobody knows which.
	unclear bool
	// eitherEnd: a log of calls has the contacts' and the business's own numbers here.
	eitherEnd bool
	copyOf    int // the index of the column that this one repeats, or -1
	// legend is what the cells mean by the header.
	legend map[string]string
	// serial: the cells are the numbers by which a spreadsheet stores dates.
	serial bool
	// strays: some cells say nothing but not to call, and the others are of another kind.
	strays bool
}

// Proposal is a mapping that was proposed for a list, in the list's order.
type Proposal struct {
	Columns []Suggestion
	// Region is what numbers without a country code are read as; RegionSure
	// says whether that is proposed or only mentioned, and RegionWhy why.
	Region     string
	RegionSure bool
	RegionWhy  string
	// DateOrder is the order that the columns of dates show, and DateWhy the reason, or why
	// there is none.
	DateOrder DateOrder
	DateWhy   string
	// Plus is how numbers without a plus are read, if the columns show it, and PlusWhy the
	// reason, or why it is open.
	Plus    Plus
	PlusWhy string

	widths []int
	source Source
	file   string
	more   int // how many lists were merged into it
	// regionsDiffer: the lists are of several regions.
	regionsDiffer bool
}

// Suggest proposes a mapping for the file that was profiled. It proposes a target for every
// column. A file without a phone column gets a proposal without one; see Phones.
func Suggest(p *profile.Profile, o SuggestOptions) *Proposal {
	s := &suggester{profile: p, opts: o, columns: make([]Suggestion, len(p.Columns))}
	for i := range p.Columns {
		c := &p.Columns[i]
		s.columns[i] = Suggestion{Column: Column{Header: c.Name}, Profile: c, copyOf: -1}
		if !o.Headerless {
			s.columns[i].readLegend()
		}
	}
	if o.Headerless {
		for i := range s.columns {
			s.readUnnamed(&s.columns[i])
		}
	} else {
		s.readHeaders()
	}
	s.findCopies()
	for i, r := range s.roles() {
		s.assign(&s.columns[i], r)
	}
	s.ages()
	s.forPhones()
	s.limitFields()
	s.dialOrder()
	s.labelPhones()
	s.labelsAlone()
	if o.Headerless {
		s.nameColumns()
	}
	s.uniqueKeys()
	for i := range s.columns {
		// What a limit is compared with is what people are shown.
		c := &s.columns[i]
		c.Confidence = math.Round(100*c.Confidence) / 100
	}
	proposal := &Proposal{Columns: s.columns, source: o.Source, file: o.File, widths: o.Widths}
	if o.Headerless {
		for _, c := range s.columns {
			proposal.source.Header = append(proposal.source.Header, c.Header)
		}
	}
	proposal.proposeRegion(p)
	s.regionOfParts(proposal)
	proposal.proposeDateOrder()
	proposal.proposePlus(p)
	return proposal
}

// roles returns what the columns are, each by itself first, then weighed against one
// another.
func (s *suggester) roles() []role {
	roles := make([]role, len(s.columns))
	for i := range s.columns {
		roles[i] = s.role(&s.columns[i])
	}
	s.joinPhoneParts(roles)
	s.lastPhone(roles)
	s.names(roles)
	s.ownPhones(roles)
	if what := s.noContacts(); what != "" && !s.opts.Headerless {
		for i := range roles {
			if roles[i].concept == header.Phone {
				roles[i] = ignored(0.85, "%s", what)
			}
		}
	}
	s.places(roles)
	s.streets(roles)
	s.single(roles, header.Email)
	s.single(roles, header.ConsentDate)
	s.single(roles, header.ConsentSource)
	s.consents(roles)
	return roles
}

// suggester is at work on one list.
type suggester struct {
	profile *profile.Profile
	opts    SuggestOptions
	columns []Suggestion
	// parents are the words for numbered parents, if the file is of the first.
	parents []string
	// languages are those of the headers.
	languages []string
	// agreed means that a column says who agreed to be called, datedConsent that
	// one says when.
	agreed, datedConsent bool
	// american: the numbers stand in several columns, as those of North America.
	american bool
}

// role is what a column seems to be, before columns are weighed against one
// another.
type role struct {
	concept    header.Concept
	confidence float64
	why        string
}

// Phones is how many columns are proposed as phones.
func (p *Proposal) Phones() int {
	n := 0
	for _, c := range p.Columns {
		if c.Target == Phone {
			n++
		}
	}
	return n
}

// NoPhones returns why no column is proposed as phones: which have numbers, and whose they
// are. It is empty where none has any.
func (p *Proposal) NoPhones() string {
	var found []string
	for _, c := range p.Columns {
		if c.Profile.LooksLike == profile.Phone && c.Target != Phone {
			found = append(found, fmt.Sprintf("%s: %s", plainHeader(c.Header), c.Why))
		}
	}
	return strings.Join(found, "; ")
}

// Lowest returns the least sure suggestion that maps a column to something, or
// nil where nothing is mapped.
func (p *Proposal) Lowest() *Suggestion {
	var lowest *Suggestion
	for i := range p.Columns {
		c := &p.Columns[i]
		if c.Target != Ignore && (lowest == nil || c.Confidence < lowest.Confidence) {
			lowest = c
		}
	}
	return lowest
}

// Suggested returns what is proposed as it is written in the mapping file:
// "phone", "{new_field: lead_source, label: Lead Source, type: text}".
func (s *Suggestion) Suggested() string {
	if s.Also == nil {
		return writeTarget(&s.Column)
	}
	return "[" + writeTarget(s.Also) + ", " + writeTarget(&s.Column) + "]"
}

// uses are the column's uses in the order in which they are written.
func (s *Suggestion) uses() []Column {
	if s.Also == nil {
		return []Column{s.Column}
	}
	return []Column{*s.Also, s.Column}
}

// assign turns a column's role into a target.
func (s *suggester) assign(c *Suggestion, r role) {
	c.Confidence, c.Why = r.confidence, r.why
	switch r.concept {
	case header.Phone:
		c.Target = Phone
	case header.FirstName, header.LastName, header.FullName, header.Email, header.Address, header.City, header.State, header.Zip, header.Country, header.ConsentDate, header.ConsentSource, header.Tags:
		c.setTarget(string(r.concept))
		if r.concept == header.ConsentDate {
			c.DateOrder = columnOrder(c.Profile)
			if !s.agreed {
				also := s.consentColumn(c, false)
				also.AllowDate = true
				c.Also = &also
				c.Why += "; no other column says who did, so a row without a date is kept out"
			}
		}
		if r.concept == header.FullName && header.SurnamesFirst(c.Header) == 0 && s.surnamesFirst(c) {
			c.SurnamesFirst = true
			c.Why += "; last names first"
		}
	case header.Consent, header.Refusal:
		s.assignConsent(c, r)
	case cIgnored:
		c.Target = Ignore
	default:
		s.assignField(c, r)
	}
	s.assignStatus(c)
	c.translate()
}

// cIgnored is the role of a column that is left out, whatever it speaks of.
const cIgnored header.Concept = "ignored"

func ignored(confidence float64, why string, args ...any) role {
	return role{cIgnored, confidence, fmt.Sprintf(why, args...)}
}

// findCopies notes the columns that say the same as an earlier one in every sampled row.
// Columns with answers, or about consent, do not count: another question may have the same
// answers, as "No phone" and "No mail".
func (s *suggester) findCopies() {
	if len(s.profile.Sample) < 2 {
		return
	}
	first := map[string]int{}
	for i := range s.columns {
		col := s.columns[i].Profile
		if col.Filled == 0 || col.Distinct < 2 || s.answers(&s.columns[i]) {
			continue
		}
		if original, ok := first[s.digest(i)]; ok {
			s.columns[i].copyOf = original
		} else {
			first[s.digest(i)] = i
		}
	}
}

// answers reports whether a column answers a question, as one of yes and no or of a
// few codes does, or speaks of consent.
func (s *suggester) answers(c *Suggestion) bool {
	const codes = 5 // a column of answers seldom has more
	switch col := c.Profile; c.reading.Concept {
	case header.Consent, header.Refusal, header.OtherConsent, header.ConsentDate, header.ConsentSource:
		return true
	default:
		return col.LooksLike == profile.Boolean || col.LooksLike != profile.Phone && col.Distinct <= codes && 2*int64(col.Distinct) <= col.Filled
	}
}

// digest is a hash of what a column holds, as far as it was sampled.
func (s *suggester) digest(i int) string {
	h := sha256.New()
	col := s.columns[i].Profile
	fmt.Fprintln(h, col.Filled, col.Distinct)
	for _, row := range s.profile.Sample {
		if i < len(row) {
			fmt.Fprintf(h, "%q\n", row[i])
		}
	}
	return string(h.Sum(nil))
}

// single leaves one column with a concept that can be there but once; the
// others become fields of their own.
func (s *suggester) single(roles []role, c header.Concept) {
	all := with(roles, c)
	if len(all) < 2 {
		return
	}
	who := s.whoseNames(roles)
	weight := func(i int) float64 {
		w := s.weight(roles, i)
		if c == header.Email && slices.ContainsFunc(header.Words(s.columns[i].Header), func(w string) bool { return slices.Contains(who, w) }) {
			w += 0.4 // "Invitee Email" beside "Invitee Name", not "User Email"
		}
		return w
	}
	best := slices.MaxFunc(all, func(a, b int) int { return cmp.Compare(weight(a), weight(b)) })
	for _, i := range all {
		if i != best {
			roles[i] = s.spare(i, 0.8, plainHeader(s.columns[best].Header)+" holds more of them")
		}
	}
}

// weight returns which of several columns of one kind is the best: the one that
// is filled, that is named for it, that is the first.
func (s *suggester) weight(roles []role, i int) float64 {
	c := &s.columns[i]
	return c.Profile.FillRate + 0.5*roles[i].confidence - 0.02*float64(c.reading.Ordinal) - 0.001*float64(i)
}

// dialOrder puts the phone columns in the order in which they are dialed, and
// notes it. In the file they stand at the places of phone columns.
func (s *suggester) dialOrder() {
	var phones []int
	for i := range s.columns {
		if s.columns[i].Target == Phone && (s.columns[i].Join == nil || i == 0 || s.columns[i-1].Join == nil) {
			phones = append(phones, i)
		}
	}
	slices.SortStableFunc(phones, func(a, b int) int {
		x, y := s.columns[a].reading, s.columns[b].reading
		return cmp.Or(cmp.Compare(dialRank(x), dialRank(y)), cmp.Compare(x.Ordinal, y.Ordinal), cmp.Compare(len(x.Group), len(y.Group)))
	})
	for n, i := range phones {
		s.columns[i].Dial = n + 1
	}
}

// dialRank returns how early to dial a column; what is no phone by its header
// comes late.
func dialRank(r header.Meaning) int {
	if r.Concept != header.Phone {
		return int(header.Other)
	}
	return int(r.Kind)
}

// plainHeader returns a header as a reason may name it.
func plainHeader(h string) string {
	const most = 40
	if r := []rune(h); len(r) > most {
		h = string(r[:most]) + "…"
	}
	return strings.TrimSpace(plain(h))
}
