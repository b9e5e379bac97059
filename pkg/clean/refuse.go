package clean

import (
	"slices"
	"strings"

	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/source"
)

// dialed is the number that a row's contact gets: in which of the columns of phones
// it stands, and whether it is the only one of its cell.
type dialed struct {
	e164 string
	in   int
	only bool
	// read are the first columns that were read, as bits, and refusing those
	// of them whose words say that the person must not be called.
	read, refusing uint64
}

// refuses reports whether the words of a cell of the ith column of phones say
// that the person must not be called.
func (d *dialed) refuses(p *phone.Parser, i int, cell string) bool {
	if d.read>>i&1 != 0 {
		return d.refusing>>i&1 != 0
	}
	_, ok := p.Refuses(cell)
	return ok
}

// refusal is what a row says that keeps its person from being called.
type refusal struct {
	words  string
	record contact.Record
	about  string // the header of the phone column concerned, or empty for all
	apart  int    // its place if it is not dialed, or -1
}

// noteRefusals notes the numbers of a row whose person says no in a consent column.
// A formula whose result is not stored, and an error, say nothing.
func (c *Cleaner) noteRefusals(rec *source.Record, cells []string, answers []*answer, region string, found dialed, row *contact.Row) {
	for i := range c.consents {
		col := &c.consents[i]
		if answers[i].refused && !(col.own >= 0 && rec.Unread(col.own)) {
			c.refuse(cells, region, refusal{answers[i].words, answers[i].record, col.about, col.apart}, found, row)
		}
		if answers[i].others != "" && col.own >= 0 {
			c.refuseWithin(answers[i].others, region, answers[i].words, row)
		}
	}
}

// barred returns why a phone column's number is not to be dialed, though others of the
// row may be: a column about only this number refuses it, or its label says that it is
// not a telephone of this person. Otherwise the reason is Accepted.
func (c *Cleaner) barred(col *phoneColumn, cells, asked []string, answers []*answer) (detail string, reason contact.Reason) {
	if !c.bars {
		return "", contact.Accepted
	}
	for i := range c.consents {
		a := &c.consents[i]
		if a.about != col.name {
			continue
		}
		if !answers[i].allowed {
			if strings.TrimSpace(asked[a.at]) == "" {
				return a.name + " is empty", contact.NoConsent
			}
			return a.name + " says " + quote(asked[a.at]), contact.NoConsent
		}
	}
	if col.label < 0 || strings.TrimSpace(cells[col.label]) == "" {
		return "", contact.Accepted
	}
	label := cells[col.label]
	switch note := col.labels.of(label, col.note); {
	case note.Refusal != "":
		return col.name + " is labelled " + quote(label), contact.NoConsent
	case note.Bad && col.whose && (c.namesPerson(cells, label) || c.isCalledSo(label)):
	case note.Bad, !note.Kind.Dialed():
		return col.name + " is labelled " + quote(label), contact.InvalidPhone
	}
	return "", contact.Accepted
}

// namesPerson reports whether a label is a name of the row's person, as an answer to
// whose a number is.
func (c *Cleaner) namesPerson(cells []string, label string) bool {
	words := strings.Fields(strings.ToLower(label))
	for i := range c.values {
		if v := &c.values[i]; v.names {
			names := strings.FieldsFunc(strings.ToLower(cells[v.at]), func(r rune) bool { return r == ' ' || r == ',' })
			words = slices.DeleteFunc(words, func(w string) bool { return slices.Contains(names, strings.Trim(w, ",")) })
		}
	}
	return len(words) == 0
}

// isCalledSo reports whether a label is what the file calls its people: "Guest", with a
// column of names under that header.
func (c *Cleaner) isCalledSo(label string) bool {
	return slices.ContainsFunc(c.values, func(v valueColumn) bool { return v.names && strings.EqualFold(strings.TrimSpace(label), v.name) })
}

// noted returns what a note with one of the row's numbers, or a word with the name, says of the
// person or the number, and in which words. known: its names were read before, and are plain.
func (c *Cleaner) noted(cells []string, found *dialed) (words string, mark normalize.NameMark, known bool) {
	known = true
	for i := range c.names {
		col := &c.names[i]
		name := cells[col.at]
		if name == "" || c.plainNames.has(name) {
			continue
		}
		known = false
		switch beside, says := normalize.ReadBeside(name); says {
		case normalize.RefusalBeside:
			return col.name + " says " + quote(name), says, known
		case normalize.WrongBeside:
			words, mark = col.name+" says "+quote(beside), says
		default:
			c.plainNames.add(name)
		}
	}
	for i := range c.phones {
		col := &c.phones[i]
		if found.refuses(c.parser, i, cells[col.at]) {
			return col.name + " says " + quote(cells[col.at]), normalize.RefusalBeside, known
		}
		if col.label < 0 {
			continue
		}
		if col.labels.of(cells[col.label], col.note).Refusal != "" {
			return col.name + " is labelled " + quote(cells[col.label]), normalize.RefusalBeside, known
		}
	}
	return words, mark, known
}

// badNumber reports whether a status of the row says that its number is wrong or dead, or is
// nothing but a fax.
func (c *Cleaner) badNumber(asked []string, answers []*answer) (detail string, ok bool) {
	for i := range c.consents {
		if col := &c.consents[i]; answers[i].badNumber {
			return col.name + " says " + quote(asked[col.at]), true
		}
	}
	return "", false
}

// maxWords is the longest refusal that is kept, in bytes.
const maxWords = 200

// refusalWords returns the words of a refusal as they are kept.
func refusalWords(words string) string {
	words = normalize.Text(words)
	if len(words) > maxWords {
		words = strings.ToValidUTF8(words[:maxWords], "") + "…"
	}
	return words
}

// refuse notes the numbers of a row that a refusal is about, each once. A number
// that this list would not dial counts too: another may hold it.
func (c *Cleaner) refuse(cells []string, region string, r refusal, found dialed, row *contact.Row) {
	var some [4]string // more are rare
	numbers := some[:0]
	for i := range c.phones {
		col := &c.phones[i]
		switch {
		case r.about != "" && r.about != col.name:
		case found.only && found.in == i:
			numbers = appendNumber(numbers, found.e164)
		default:
			numbers = appendNumbers(numbers, c.anyType, cells[col.at], region, col.plus)
		}
	}
	if r.about != "" && r.apart >= 0 && r.apart < len(cells) {
		numbers = appendNumbers(numbers, c.anyType, cells[r.apart], region, phone.Implied)
	}
	date := c.refusedOn(cells)
	for _, n := range numbers {
		at := slices.IndexFunc(row.Refusals, func(r contact.Refusal) bool { return r.Phone == n })
		if at < 0 {
			row.Refusals = append(row.Refusals, contact.Refusal{Phone: n, Date: date, Reason: r.words, Record: r.record})
			continue
		}
		row.Refusals[at].Record = max(row.Refusals[at].Record, r.record)
	}
}

// refuseWithin notes the numbers in words of refusal, "do not call 212 736 5001": whoever has one
// is not called by this file.
func (c *Cleaner) refuseWithin(text, region, words string, row *contact.Row) {
	if !holdsNumber(text) {
		return
	}
	for _, n := range appendNumbers(nil, c.anyType, text, region, phone.Implied) {
		if !slices.ContainsFunc(row.Refusals, func(r contact.Refusal) bool { return r.Phone == n }) {
			row.Refusals = append(row.Refusals, contact.Refusal{Phone: n, Reason: words, Record: contact.RecordNone})
		}
	}
}

// holdsNumber reports whether a text has digits enough for a number.
func holdsNumber(text string) bool {
	const fewest = 7
	n := 0
	for i := range len(text) {
		if text[i]-'0' <= 9 {
			n++
		}
	}
	return n >= fewest
}

// refuseMalformed notes the numbers in a row that is malformed and has words of refusal in any
// cell, such as "Not to be called: 212 736 5001" below a list: wherever they stand, nobody else
// is meant. Of several numbers it is not clear which, so that they are refused in this file only.
func (c *Cleaner) refuseMalformed(rec *source.Record, row *contact.Row) {
	for _, cell := range rec.Cells {
		if part := normalize.BarredNumbers(cell); part != "" {
			c.refuseWithin(part, c.region, refusalWords(cell), row)
		}
	}
	words := c.refusalAnywhere(rec.Cells)
	if words == "" {
		words, _ = rec.Refused()
	}
	if words == "" {
		return
	}
	var numbers []string
	for _, cell := range rec.Cells {
		numbers = appendNumbers(numbers, c.anyType, cell, c.region, phone.Implied)
	}
	record := contact.RecordAll
	if len(numbers) > 1 {
		record = contact.RecordNone
	}
	for _, n := range numbers {
		row.Refusals = append(row.Refusals, contact.Refusal{Phone: n, Reason: refusalWords(words), Record: record})
	}
}

// refusalAnywhere returns what refuses in a malformed row: words in any cell, or a yes where,
// or at the end if, a column has refusals.
func (c *Cleaner) refusalAnywhere(cells []string) string {
	for _, cell := range cells {
		if words, refuses := normalize.Refuses(cell); refuses {
			return words
		}
	}
	const near = 2 // cells that the row may have lost
	for i := range c.consents {
		col := &c.consents[i]
		if !col.optOut || col.status || col.isMinor != nil || col.own < 0 {
			continue
		}
		for at, cell := range cells {
			if (at == col.own || at == len(cells)-1 && at+near >= col.own) && normalize.AnswerOf(cell) == normalize.Yes {
				return normalize.Text(cell)
			}
		}
	}
	return ""
}

// refusedOn is the date of a row's consent, which dates its no, or empty.
func (c *Cleaner) refusedOn(cells []string) string {
	for i := range c.values {
		if v := &c.values[i]; v.target == mapping.Standard && v.field == contact.ConsentDate {
			if date, ok := v.date(normalize.Text(cells[v.at])); ok && date[:len(c.today)] <= c.today {
				return date
			}
		}
	}
	return ""
}
