// Package clean binds a mapping to the header of a list once, and then makes
// each record a row: a contact ready to be stored, or the reason why not. It
// knows nothing of goroutines, sinks and databases.
package clean

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"rollcall/pkg/contact"
	"rollcall/pkg/header"
	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/source"
)

// Cleaner makes records rows. It is immutable: any number of goroutines may
// use one, each with rows of its own.
type Cleaner struct {
	region  string
	clear   string
	parser  *phone.Parser
	anyType *phone.Parser // refuses no type: another list may hold such a number
	bars    bool          // a column may keep a single number of a row from being dialed
	escaped bool          // the list is a rejects file: formula cells have an apostrophe
	// properNames: names are written in proper case.
	properNames bool
	phones      []phoneColumn
	country     []column
	places      *memo[place] // what the cells of country say
	consents    []consentColumn
	values      []valueColumn
	names       []column // those of values that have names of persons
	plainNames  *seen    // names that refuse nothing
	tags        []column
	persons     *Persons // who refuse in one of their rows, or nil
	// was is the place of the reason that a rejects file gives for a row, or -1.
	was int
	// need is the last of the mapped columns, and answer the last of those that
	// say whether the person may be called: what a row must not lack.
	need, answer column
	// only are the filters, made the cells that the mapping makes of a row's own,
	// constants what every contact gets, blanks the cells that say nothing.
	only      []filter
	made      []madeCell
	constants []constant
	blanks    *normalize.Blanks
	// countries are the regions whose numbers are dialed; nil for all.
	countries []string
	// keepOthers keeps a row's further numbers.
	keepOthers bool
	// today is the last date that is not in the future anywhere, and cutoff the
	// earliest date of consent that counts, or empty.
	today, cutoff string
}

// column is a column of the list.
type column struct {
	at   int // its index in a record's cells
	name string
}

// phoneColumn is a column of numbers, with the place of the column that says what
// kind of number each is, or -1.
type phoneColumn struct {
	column
	label int
	plus  phone.Plus // how numbers without a plus are read
	// labels are those that were read before.
	labels *memo[normalize.Note]
	// note reads a label; whose: it says whose the number is.
	note  func(label string) normalize.Note
	whose bool
}

// newPhoneColumn returns a column of numbers whose labels stand at label, below the
// header name. Where that asks whose the numbers are, a word that nobody knows is
// somebody else.
func newPhoneColumn(col column, name string, label int, plus phone.Plus) phoneColumn {
	p := phoneColumn{column: col, label: label, plus: plus, labels: &memo[normalize.Note]{}, note: normalize.NoteOf, whose: header.Has(name, header.OfWhose)}
	if p.whose {
		p.note = normalize.WhoseNote
	}
	return p
}

// farEast is how far the clocks of the places where a day begins first are ahead
// of UTC.
const farEast = 14 * time.Hour

// New binds a mapping to a file. match is the result of m.Match for header, found that
// of a Prescan of the file, or empty.
func New(m *mapping.Mapping, match mapping.Match, header []string, parser *phone.Parser, found Facts) *Cleaner {
	c := &Cleaner{
		region: m.Region, clear: m.Clear, plainNames: &seen{}, places: &memo[place]{}, parser: parser, anyType: phone.NewParser(phone.Options{}),
		escaped: source.IsRejects(header), was: -1, properNames: m.ProperNames && found.OneCase,
		only: newFilters(m, match), constants: newConstants(m), blanks: normalize.NewBlanks(m.Blank), countries: m.Countries, keepOthers: m.KeepOthers,
		today: time.Now().UTC().Add(farEast).Format(time.DateOnly),
	}
	if at, ok := mapping.Cutoff(m.Limits.ConsentMaxAge, time.Now()); ok {
		c.cutoff = at.UTC().Format(time.DateOnly)
	}
	if c.escaped {
		c.was = slices.Index(header, source.RejectsColumns[1])
	}
	// The mapping's order is the order in which phone columns are dialed, and
	// in which columns of one target are asked.
	var fullNames []valueColumn
	for i := range m.Columns {
		mc := &m.Columns[i]
		if own := (column{match.At[i], mc.Header}); own.at >= 0 {
			if mc.Target != mapping.Ignore && own.at >= c.need.at {
				c.need = own
			}
			if mc.Target == mapping.Consent && own.at >= c.answer.at {
				c.answer = own
			}
		}
		at, ok := c.place(m, match, i, header)
		switch col := (column{at, mc.Header}); {
		case !ok:
		case mc.Target == mapping.FullName:
			fullNames = append(fullNames, newValueColumn(col, mc, m, found))
		default:
			c.bind(col, mc, m, match.At[i], match.Labels[i], found)
		}
	}
	for i := range c.consents {
		col := &c.consents[i]
		if at := slices.IndexFunc(m.Columns, func(o mapping.Column) bool { return o.Header == col.about && o.Target == mapping.Ignore }); at >= 0 {
			col.apart = match.At[at]
		}
	}
	// The state is known before the ZIP is read.
	slices.SortStableFunc(c.values, func(a, b valueColumn) int { return cmp.Compare(a.last(), b.last()) })
	// Columns of their own for first and last name are asked before.
	c.values = append(c.values, fullNames...)
	for i := range c.values {
		if v := &c.values[i]; v.names {
			c.names = append(c.names, v.column)
		}
	}
	return c
}

// bind binds a column of the mapping, other than one of whole names, to its place; own is
// where the list has the column itself, and label where what says what its numbers are.
func (c *Cleaner) bind(col column, mc *mapping.Column, m *mapping.Mapping, own, label int, found Facts) {
	switch mc.Target {
	case mapping.Phone:
		c.bars = c.bars || label >= 0
		c.phones = append(c.phones, newPhoneColumn(col, mc.PhoneLabel, label, plusOf(m, found, own)))
	case mapping.Country:
		c.country = append(c.country, col)
	case mapping.Consent:
		consent := newConsentColumn(col, mc)
		consent.order = cmp.Or(normalize.DateOrder(m.DateOrder), found.DateOrders[col.at])
		consent.own = own
		if own >= 0 && mc.Means == mapping.OptOut {
			consent.deny = append(slices.Clip(consent.deny), found.Deny[own]...)
		}
		c.consents = append(c.consents, consent)
		c.bars = c.bars || consent.about != ""
	case mapping.Tags:
		c.tags = append(c.tags, col)
	case mapping.Standard, mapping.Custom, mapping.NewCustom:
		c.values = append(c.values, newValueColumn(col, mc, m, found))
	}
}

// Clean makes rec the row, which has been reset. The reasons are looked for in
// the order of contact.Reason, and the first that holds is the row's.
func (c *Cleaner) Clean(rec source.Record, row *contact.Row) {
	if c.escaped {
		for i, cell := range rec.Cells {
			rec.Cells[i] = source.UnescapeFormula(cell)
		}
	}
	c.clean(&rec, row)
}

func (c *Cleaner) clean(rec *source.Record, row *contact.Row) {
	if rec.Malformed || rec.Missing > 0 || c.was >= 0 { // for speed
		if detail, bad := c.malformed(rec); bad {
			row.Reason, row.Detail = contact.Malformed, detail
			c.refuseMalformed(rec, row)
			return
		}
	}
	// asked is what consent columns say, unread cells among them.
	cells, asked := c.read(rec)
	var some [4]*answer // more are rare
	answers, plainYes := c.appendAnswers(some[:0], asked)
	country := c.rowCountry(cells)
	found, ok := c.number(cells, asked, answers, country, row)
	if !plainYes {
		c.noteRefusals(rec, cells, answers, country.region, found, row)
	}
	beside, mark, known := c.noted(cells, &found)
	words, refused := beside, mark == normalize.RefusalBeside
	if len(rec.Problems) > 0 && !refused {
		words, refused = rec.Refused()
	}
	if refused {
		c.refuse(cells, country.region, refusal{words: refusalWords(words), record: contact.RecordAll, apart: -1}, found, row)
	}
	if c.only != nil {
		if detail, out := c.filtered(cells); out {
			row.Contact.Reset()
			row.Reason, row.Detail = contact.Filtered, detail
			return
		}
	}
	if ok {
		detail, bad := beside, mark == normalize.WrongBeside
		if !bad && !plainYes {
			detail, bad = c.badNumber(asked, answers)
		}
		if bad {
			row.Contact.Reset()
			row.Reason, row.Detail = contact.InvalidPhone, detail
			return
		}
	}
	if refused && ok {
		row.Reason, row.Detail = contact.NoConsent, words
		return
	}
	if !ok || !plainYes && !c.consent(asked, answers, row) || len(rec.Problems) > 0 && !c.answered(rec, row) {
		return
	}
	if !c.fill(rec, cells, country.region, known, row) || !c.recent(row) || c.persons != nil && c.refusedElsewhere(rec, cells, row) {
		return
	}
	c.readTags(cells, row)
	others, kept := c.others(cells, asked, answers, country, &found)
	row.Contact.OtherPhones = kept
	setZone(row, country.region, others)
}

// fill takes the cells of fields into the contact, and the mapping's constants; known: its names
// are plain. It reports whether none is damaged.
func (c *Cleaner) fill(rec *source.Record, cells []string, region string, known bool, row *contact.Row) bool {
	if len(rec.Problems) > 0 {
		if col, lost := c.lostIn(rec); lost {
			c.damaged(rec, col, "has lost letters", row)
			return false
		}
	}
	for i := range c.values {
		if damage := c.values[i].read(c, cells, region, known, row); damage != "" {
			c.damaged(rec, c.values[i].column, damage, row)
			return false
		}
	}
	c.set(&row.Contact)
	return true
}

// damaged makes a row malformed in which a cell is damaged, or another column's.
func (c *Cleaner) damaged(rec *source.Record, col column, damage string, row *contact.Row) {
	row.Contact.Reset()
	row.Reason, row.Detail = contact.Malformed, col.name+" "+damage+": the row may be damaged, or its cells in the wrong columns"
	c.refuseMalformed(rec, row)
}

// lostIn returns the column of a cell that has lost characters, if it is one of numbers or of a
// standard field.
func (c *Cleaner) lostIn(rec *source.Record) (column, bool) {
	for _, p := range rec.Problems {
		if p.Code != source.InvalidBytes {
			continue
		}
		for i := range c.phones {
			if c.phones[i].at == p.Column-1 {
				return c.phones[i].column, true
			}
		}
		for i := range c.values {
			if v := &c.values[i]; v.at == p.Column-1 && (v.target == mapping.Standard || v.target == mapping.FullName) {
				return v.column, true
			}
		}
	}
	return column{}, false
}

// malformed reports whether a record is no row, or one that lacks cells, and why.
func (c *Cleaner) malformed(rec *source.Record) (detail string, bad bool) {
	if rec.Malformed {
		if len(rec.Problems) > 0 {
			detail = rec.Problems[0].Message
		}
		return detail, true
	}
	if col, lacks := c.lacks(rec); lacks {
		return "this row ends before column " + quote(col.name) + ", so its cells may be in the wrong columns", true
	}
	if c.was >= 0 {
		return c.stillMalformed(rec.Cells)
	}
	return "", false
}

// isBlank reports whether a cell says nothing.
func (c *Cleaner) isBlank(cell string) bool {
	if cell == "" {
		return true
	}
	if !c.blanks.MayBeBlank(cell) {
		return false
	}
	text := strings.TrimSpace(cell)
	return text == "" || c.blanks.Blank(text)
}

// lacks reports whether the row ends before a mapped column. If the file leaves out
// blank cells at the end of rows, only a column that decides whether the person may be
// called must be there: missing is not blank. If it does not, such a column must not be
// blank either.
func (c *Cleaner) lacks(rec *source.Record) (column, bool) {
	if rec.Missing == 0 {
		return column{}, false
	}
	col := c.need
	if rec.Trimmed {
		col = c.answer
	}
	if col.name != "" && col.at >= len(rec.Cells)-rec.Missing {
		return col, true
	}
	if !rec.Trimmed {
		// One of the cells before may be the one that is missing. A yes is a yes,
		// but a blank one may be that of another column.
		for i := range c.consents {
			if col := &c.consents[i]; strings.TrimSpace(rec.Cells[col.at]) == "" {
				return col.column, true
			}
		}
	}
	return column{}, false
}

// stillMalformed reports whether a row of a rejects file, malformed in the original
// file, still has nothing in a column that decides whether the person may be called: it
// may have been cut off there, and missing is not blank.
func (c *Cleaner) stillMalformed(cells []string) (detail string, ok bool) {
	if c.was < 0 || c.was >= len(cells) || strings.TrimSpace(cells[c.was]) != contact.Malformed.String() {
		return "", false
	}
	for i := range c.consents {
		if col := &c.consents[i]; col.own >= 0 && strings.TrimSpace(cells[col.own]) == "" {
			return "this row was malformed, and " + quote(col.name) + " is still empty: fill it in, or clear " +
				source.RejectsColumns[1] + " if it is meant to be empty", true
		}
	}
	return "", false
}

// place is what a row's country cell says: the region of its numbers and its
// address, and the word itself where no region is called that.
type place struct {
	region  string
	unknown string
}

// rowCountry reads the row's country; without one, the list's region holds.
func (c *Cleaner) rowCountry(cells []string) place {
	for _, col := range c.country {
		if p := c.places.of(cells[col.at], c.placeOf); p != (place{}) {
			return p
		}
	}
	return place{region: c.region}
}

// placeOf reads a country; it returns nothing of a blank one.
func (c *Cleaner) placeOf(cell string) place {
	word := strings.TrimSpace(cell)
	if word == "" || c.blanks.Blank(word) {
		return place{}
	}
	if region, ok := phone.Region(word); ok {
		return place{region: region}
	}
	return place{unknown: strings.Clone(word)}
}
