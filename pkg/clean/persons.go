package clean

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"rollcall/pkg/contact"
	"rollcall/pkg/header"
	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source"
)

// Persons finds the people of a list who refuse in one of their rows, so that none of their
// numbers is dialed which other rows have. Two rows are the same person's if they have the same
// name with the same e-mail address or the same ID, or if the second has nothing but a number
// below the first. Look sees whether a list has such rows, Add reads the refusals. It is for one
// goroutine; Fork makes one for another.
type Persons struct {
	c      *Cleaner
	by     []personColumn
	others []column // what a row of a person of its own has beside the names and these
	// looked are the rows by their keys: the cells of their numbers. below: a row has nothing
	// but a number.
	looked  map[uint64]string
	below   bool
	keys    map[uint64]personRefusal
	values  map[uint64]bool         // the addresses and the IDs in keys, without the names
	lines   map[int64]personRefusal // of rows that have nothing but a number
	block   []int64                 // the lines of the last person's rows
	refused personRefusal           // what the last person says
}

// personColumn is a column of e-mail addresses, or one of what may be IDs, with how many cells
// of it were looked at and how many of them differ; again: somebody has one with other numbers.
type personColumn struct {
	column
	mails            bool
	filled, distinct int
	again            bool
}

// personRefusal is where and when somebody refuses; line 0 is nowhere.
type personRefusal struct {
	line int64
	at   contact.Moment
}

// mostBetween is how many lines apart the rows of one person may be, and mostRows how many
// they are.
const mostBetween, mostRows = 5, 20

// mostLooked is how many cells are looked at to see how many of a column differ.
const mostLooked = 500

// NewPersons returns nil where no column tells of refusals, or none whose rows they are.
func NewPersons(m *mapping.Mapping, match mapping.Match, c *Cleaner) *Persons {
	p := &Persons{c: c, looked: map[uint64]string{}, keys: map[uint64]personRefusal{}, values: map[uint64]bool{}, lines: map[int64]personRefusal{}}
	for i, at := range match.At {
		mc := &m.Columns[i]
		switch col := (column{at, mc.Header}); {
		case at < 0 || slices.Contains(match.Labels, at):
		case mc.Target == mapping.Standard && mc.Field == contact.Email:
			p.by = append(p.by, personColumn{column: col, mails: true})
		case holdsNames(mc), mc.Target == mapping.Phone, mc.Target == mapping.Consent:
		case mc.Target == mapping.Standard || mc.Target == mapping.Tags || mc.Target == mapping.Country || holdsDates(mc):
			p.others = append(p.others, col)
		case !slices.ContainsFunc(c.consents, func(o consentColumn) bool { return o.own == at }):
			p.by = append(p.by, personColumn{column: col})
		}
	}
	if len(c.names) == 0 || !slices.ContainsFunc(c.consents, func(o consentColumn) bool { return o.about == "" && o.isMinor == nil }) {
		return nil
	}
	return p
}

// Look takes a record into account for Repeat.
func (p *Persons) Look(rec source.Record) {
	if rec.Malformed {
		return
	}
	cells, _ := p.c.read(&rec)
	phones, name := p.phones(cells), p.name(cells)
	for i := range p.by {
		col := &p.by[i]
		value := col.of(cells)
		if value == 0 || name == noName {
			continue
		}
		if col.filled++; col.filled <= mostLooked {
			if _, known := p.looked[value]; !known {
				p.looked[value] = ""
				col.distinct++
			}
		}
		if was, known := p.looked[value^name]; known {
			col.again = col.again || was != phones && p.differ(was, phones)
		} else {
			p.looked[value^name] = strings.Clone(phones)
		}
	}
	p.below = p.below || len(p.looked) > 0 && phones != "" && p.isBare(cells)
}

// Repeat reports whether the records that were looked at show somebody in several rows with
// different numbers. What has no IDs, or few different ones, is no column of them.
func (p *Persons) Repeat() bool {
	const most = 3 // rows of one person
	p.by = slices.DeleteFunc(p.by, func(col personColumn) bool {
		none := !col.mails && (col.filled == 0 || min(col.filled, mostLooked) > most*col.distinct)
		if none {
			p.others = append(p.others, col.column)
		}
		return none
	})
	return p.below || slices.ContainsFunc(p.by, func(col personColumn) bool { return col.again })
}

// phones returns the cells of a row's numbers, one on a line.
func (p *Persons) phones(cells []string) string {
	if len(p.c.phones) == 1 {
		return cells[p.c.phones[0].at]
	}
	var all []string
	for i := range p.c.phones {
		all = append(all, cells[p.c.phones[i].at])
	}
	return strings.Join(all, "\n")
}

// differ reports whether one of two rows could be dialed by a number that the other lacks.
func (p *Persons) differ(a, b string) bool {
	numbers := func(cells string) (all []string) {
		for i, cell := range strings.Split(cells, "\n") {
			if n := p.c.parser.ParsePlus(cell, p.c.region, p.c.phones[min(i, len(p.c.phones)-1)].plus); n.OK() {
				all = append(all, n.E164)
			}
		}
		slices.Sort(all)
		return slices.Compact(all)
	}
	return !slices.Equal(numbers(a), numbers(b))
}

// isBare reports whether a row has neither a name nor anything else of a person of its own.
func (p *Persons) isBare(cells []string) bool {
	filled := func(col column) bool { return col.at < len(cells) && !p.c.isBlank(cells[col.at]) }
	return !slices.ContainsFunc(p.c.names, filled) && !slices.ContainsFunc(p.others, filled) &&
		!slices.ContainsFunc(p.by, func(col personColumn) bool { return filled(col.column) })
}

// noName is the name of a row without one.
const noName = 14695981039346656037

// name returns a hash of the name in a row.
func (p *Persons) name(cells []string) uint64 {
	sum := uint64(noName)
	for _, col := range p.c.names {
		if col.at < len(cells) {
			sum = folded(sum, cells[col.at])
		}
	}
	return sum
}

// folded adds a text, in whatever case and with whatever spaces, to a hash (FNV-1a).
func folded(sum uint64, text string) uint64 {
	for i := range len(text) {
		c := text[i]
		switch {
		case c >= utf8.RuneSelf:
			for _, b := range []byte(strings.ToLower(text[i:])) {
				if b > ' ' {
					sum = (sum ^ uint64(b)) * 1099511628211
				}
			}
			return sum
		case c <= ' ':
			continue
		case c-'A' < 26:
			c |= 0x20
		}
		sum = (sum ^ uint64(c)) * 1099511628211
	}
	return sum
}

// of returns a hash of the address or the ID in a row, or 0.
func (col *personColumn) of(cells []string) uint64 {
	value := strings.TrimSpace(cells[col.at])
	if col.mails && strings.IndexByte(value, '@') < 1 || !col.mails && !isID(value) {
		return 0
	}
	return folded(uint64(col.at), value)*1099511628211 | 1
}

// valuesOf returns the address and the IDs of the person whom a row names, with the name.
func (p *Persons) valuesOf(cells []string) (values []uint64, name uint64) {
	if name = p.name(cells); name == noName {
		return nil, name
	}
	for i := range p.by {
		if value := p.by[i].of(cells); value != 0 {
			values = append(values, value)
		}
	}
	return values, name
}

// isID reports whether a cell is written as an ID is: of letters and at least two digits, and
// no date.
func isID(cell string) bool {
	digits := 0
	for _, r := range []byte(cell) {
		switch {
		case r-'0' <= 9:
			digits++
		case r|0x20 >= 'a' && r|0x20 <= 'z', r == '-', r == '_':
		default:
			return false
		}
	}
	const fewest, longest = 2, 40
	return digits >= fewest && len(cell) <= longest && len(normalize.DateOrders(cell)) == 0
}

// Add reads a record.
func (p *Persons) Add(rec source.Record) {
	if rec.Malformed {
		return
	}
	cells, asked := p.c.read(&rec)
	if p.below {
		p.addTo(&rec, cells)
	}
	var some [4]*answer
	answers, plainYes := p.c.appendAnswers(some[:0], asked)
	if !plainYes && slices.ContainsFunc(answers, func(a *answer) bool { return a.refused }) {
		for i, a := range answers {
			if p.c.refusesPerson(&p.c.consents[i], a, asked) {
				p.refused = personRefusal{rec.Line, contact.RefusedAt(p.c.refusedOn(cells))}
				values, name := p.valuesOf(cells)
				for _, value := range values {
					p.values[value] = true
					keep(p.keys, value^name, p.refused)
				}
			}
		}
	}
	if p.refused.line > 0 && len(p.block) > 1 {
		for _, line := range p.block {
			keep(p.lines, line, p.refused)
		}
	}
}

// addTo adds a row to those of the last person, or begins those of another one.
func (p *Persons) addTo(rec *source.Record, cells []string) {
	if n := len(p.block); p.isBare(cells) && n > 0 && n < mostRows && rec.Line-p.block[n-1] <= mostBetween {
		p.block = append(p.block, rec.Line)
		return
	}
	p.block, p.refused = p.block[:0], personRefusal{}
	if values, _ := p.valuesOf(cells); len(values) > 0 {
		p.block = append(p.block, rec.Line)
	}
}

// keep notes a refusal, the one that holds longest of several.
func keep[K comparable](all map[K]personRefusal, key K, r personRefusal) {
	if old, ok := all[key]; !ok || r.at > old.at || r.at == old.at && r.line < old.line {
		all[key] = r
	}
}

// refusesPerson reports whether a cell that refuses is of the person rather than of the number
// in its row: not a match with a registry of numbers, nor a flag beside the kind of a number.
func (c *Cleaner) refusesPerson(col *consentColumn, a *answer, asked []string) bool {
	cell := asked[col.at]
	switch {
	case !a.refused || a.badNumber || col.about != "" || a.record != col.record || header.Has(col.name, header.OfRegistry) || header.Has(cell, header.OfRegistry):
		return false
	case col.optOut && !col.status:
		return !slices.ContainsFunc(c.phones, func(p phoneColumn) bool { return p.label >= 0 }) || normalize.AnswerOf(cell) == normalize.Refusal
	}
	return col.status || normalize.AnswerOf(cell) == normalize.Refusal
}

// Fork returns one for the same list that has read nothing.
func (p *Persons) Fork() *Persons {
	f := *p
	f.keys, f.values, f.lines, f.block = map[uint64]personRefusal{}, map[uint64]bool{}, map[int64]personRefusal{}, nil
	return &f
}

// Merge adds what another one has read of the same list.
func (p *Persons) Merge(o *Persons) {
	for key, r := range o.keys {
		keep(p.keys, key, r)
	}
	maps.Copy(p.values, o.values)
	for line, r := range o.lines {
		keep(p.lines, line, r)
	}
}

// Refuse keeps the rows out of those who refuse in another one. It is called before Clean.
func (c *Cleaner) Refuse(p *Persons) {
	if len(p.keys)+len(p.lines) > 0 {
		c.persons = p
	}
}

// refusedElsewhere reports whether a row is somebody's who refuses in another one, and not
// before what a date in this one says they agreed on.
func (c *Cleaner) refusedElsewhere(rec *source.Record, cells []string, row *contact.Row) bool {
	r := c.persons.lines[rec.Line]
	for i := range c.persons.by {
		if value := c.persons.by[i].of(cells); r.line == 0 && c.persons.values[value] {
			r = c.persons.keys[value^c.persons.name(cells)]
		}
	}
	if r.line == 0 || contact.AgreedAt(row.Contact.Values[contact.ConsentDate]) > r.at {
		return false
	}
	row.Contact.Reset()
	row.Reason, row.Detail = contact.NoConsent, fmt.Sprintf("this person must not be called, as line %d says of another number", r.line)
	return true
}
