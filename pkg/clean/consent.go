package clean

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"rollcall/pkg/contact"
	"rollcall/pkg/header"
	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/source"
)

// consentColumn decides by one column whether a row may be called.
type consentColumn struct {
	column
	optOut bool
	status bool // only words of refusal say anything
	// isMinor, of a column of ages, reports whether a cell says that somebody is under 18:
	// nothing else there says anything. today is an ISO date.
	isMinor func(cell, today string) bool
	allow   []string
	deny    []string
	record  contact.Record
	// allowDate takes a date that is not in the future for a yes, allowAny all that
	// is neither a no nor nothing.
	allowDate, allowAny bool
	// allowUntil takes a date that is not past for a yes, allowNone nothing.
	allowUntil, allowNone bool
	// order is that of the column's dates, or OrderAuto where nothing tells.
	order normalize.DateOrder
	// about is the header of the phone column that a refusal is about, or empty for
	// all of the row's numbers.
	about string
	own   int // its place in the row's own cells, or -1
	// known are the answers that were read before: such columns have few
	// different cells.
	known *memo[*answer]
}

// answer is what a cell of a consent column says: whether it lets the row in,
// whether it is a refusal, which is more than the lack of a yes, and whether it
// says that the number is no telephone of the person's.
type answer struct {
	allowed, refused, badNumber bool
	words                       string // of a refusal, for those who ask why
	record                      contact.Record
}

// ofAdult and ofMinor are what a column of ages says.
var ofAdult, ofMinor = answer{allowed: true}, answer{}

func newConsentColumn(col column, m *mapping.Column) consentColumn {
	deny := m.Deny
	if m.Means == mapping.OptOut && header.NamesCode(m.Header) && !normalize.Says("f", m.Allow) {
		deny = append(slices.Clip(deny), "f") // of the federal list
	}
	return consentColumn{column: col, optOut: m.Means != mapping.OptIn, status: m.Means == mapping.Status, isMinor: m.ReadsMinors(), allow: m.Allow, deny: deny, record: recordOf(m),
		allowDate: m.AllowDate, allowAny: m.AllowAny, allowUntil: m.AllowUntil, allowNone: m.AllowNone, about: m.For, known: &memo[*answer]{}}
}

// recordOf returns whose numbers go on the do-not-call list by a column.
func recordOf(m *mapping.Column) contact.Record {
	if m.RecordGiven {
		return m.Record
	}
	return m.Means.DefaultRecord()
}

// appendAnswers appends what a row says in each of the consent columns; plainYes
// reports whether each of them lets the row in, and says nothing more.
func (c *Cleaner) appendAnswers(answers []*answer, asked []string) (all []*answer, plainYes bool) {
	plainYes = true
	for i := range c.consents {
		col := &c.consents[i]
		var a *answer
		if col.isMinor != nil { // of dates of birth hardly any comes twice
			a = &ofMinor
			if allowed, _ := c.ask(col, asked[col.at]); allowed {
				a = &ofAdult
			}
		} else {
			a = col.known.of(asked[col.at], func(cell string) *answer { return c.answerOf(col, cell) })
		}
		plainYes = plainYes && a.allowed && !a.refused && !a.badNumber
		answers = append(answers, a)
	}
	return answers, plainYes
}

// answerOf reads one cell of a consent column.
func (c *Cleaner) answerOf(col *consentColumn, cell string) *answer {
	a := &answer{badNumber: col.status && normalize.WrongNumber(cell) && !normalize.Says(cell, col.allow)}
	a.record = col.record
	a.allowed, a.refused = c.ask(col, cell)
	switch {
	case !col.status:
	case a.refused && !denies(cell, col.deny) && normalize.ReadsElse(cell), !a.allowed && !a.refused && !a.badNumber && !normalize.IsErrorValue(cell):
		// It may refuse: the number is not dialed in another row, and stands on no list.
		a.refused, a.record = true, contact.RecordNone
	}
	if a.refused {
		a.words = refusalWords(col.name + ": " + visible(cell))
	}
	return a
}

// consent looks at all consent columns: each must let the row in.
func (c *Cleaner) consent(cells []string, answers []*answer, row *contact.Row) bool {
	for i := range c.consents {
		col := &c.consents[i]
		if col.about != "" {
			continue // it keeps its number from being dialed: see barred
		}
		if answers[i].allowed {
			continue
		}
		row.Reason = contact.NoConsent
		if row.Detail = col.name + " is empty"; visible(cells[col.at]) != "" {
			row.Detail = col.name + " says " + quote(cells[col.at])
		}
	}
	return row.Reason == contact.Accepted
}

// answered reports whether each consent column has a value to read. A formula
// whose result is not stored, and an error, are no answer, whatever is asked; nor is
// a blank at the end of a file that may have been cut off in it.
func (c *Cleaner) answered(rec *source.Record, row *contact.Row) bool {
	for i := range c.consents {
		col := &c.consents[i]
		switch {
		case col.own >= 0 && rec.Unread(col.own):
			row.Detail = col.name + " cannot be read: a formula without a stored result, or an error"
		case col.own >= 0 && col.own == len(rec.Cells)-1 && c.isBlank(rec.Cells[col.own]) && rec.CutOff():
			row.Detail = col.name + " is empty where the file ends without a line end: it may have been cut off there"
		default:
			continue
		}
		row.Reason = contact.NoConsent
		return false
	}
	return true
}

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
}

// noteRefusals notes the numbers of a row whose person says no in a consent column.
// A formula whose result is not stored, and an error, say nothing.
func (c *Cleaner) noteRefusals(rec *source.Record, cells []string, answers []*answer, region string, found dialed, row *contact.Row) {
	for i := range c.consents {
		col := &c.consents[i]
		if answers[i].refused && !(col.own >= 0 && rec.Unread(col.own)) {
			c.refuse(cells, region, refusal{answers[i].words, answers[i].record, col.about}, found, row)
		}
	}
}

// barred reports why a phone column's number is not to be dialed, though others of
// the row may be: a column that is about this number alone keeps it out, or its
// label says that it is no telephone of this person. Reason is Accepted where
// nothing does.
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
			if visible(asked[a.at]) == "" {
				return a.name + " is empty", contact.NoConsent
			}
			return a.name + " says " + quote(asked[a.at]), contact.NoConsent
		}
	}
	if col.label < 0 || visible(cells[col.label]) == "" {
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

// isCalledSo reports whether a label is what the list calls its people: "Guest" beside a
// column of names with that header.
func (c *Cleaner) isCalledSo(label string) bool {
	return slices.ContainsFunc(c.values, func(v valueColumn) bool { return v.names && strings.EqualFold(visible(label), v.name) })
}

// recent reports whether the consent is as recent as the mapping asks for, and
// not dated in the future.
func (c *Cleaner) recent(row *contact.Row) bool {
	switch date := row.Contact.Values[contact.ConsentDate]; {
	case date != "" && date[:len(c.today)] > c.today:
		row.Reason, row.Detail = contact.NoConsent, "the consent is dated in the future: "+date[:len(c.today)]
	case c.cutoff == "":
		return true
	case date == "":
		row.Reason, row.Detail = contact.NoConsent, "no consent date, and consent_max_age requires one"
	case date[:len(c.cutoff)] < c.cutoff:
		row.Reason, row.Detail = contact.NoConsent, "consent of "+date[:len(c.cutoff)]+" is older than consent_max_age allows"
	default:
		return true
	}
	return false
}

// noted reports whether a note beside one of the row's numbers, or a word beside
// the name, says that the person must not be called, and in which words.
func (c *Cleaner) noted(cells []string, found *dialed) (words string, ok bool) {
	for i := range c.names {
		col := &c.names[i]
		name := cells[col.at]
		if name == "" || c.plainNames.has(name) {
			continue
		}
		if _, ok := normalize.NameRefuses(name); ok {
			return col.name + " says " + quote(name), true
		}
		c.plainNames.add(name)
	}
	for i := range c.phones {
		col := &c.phones[i]
		if found.refuses(c.parser, i, cells[col.at]) {
			return col.name + " says " + quote(cells[col.at]), true
		}
		if col.label < 0 {
			continue
		}
		if col.labels.of(cells[col.label], col.note).Refusal != "" {
			return col.name + " is labelled " + quote(cells[col.label]), true
		}
	}
	return "", false
}

// badNumber reports whether a status of the row says that its number is wrong or
// dead, or is nothing but a fax.
func (c *Cleaner) badNumber(cells []string, answers []*answer) (detail string, ok bool) {
	for i := range c.consents {
		if col := &c.consents[i]; answers[i].badNumber {
			return col.name + " says " + quote(cells[col.at]), true
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

// ask reads one answer: whether it lets the row in, and whether it is a
// refusal, which is more than the lack of a yes.
//
// In a column of opt-ins, nothing but a yes lets a row in. In a column of
// opt-outs, a blank cell and a no do: such columns are filled for those who
// objected. In a status all does but what is a refusal, or may be one, and in a column
// of ages all but a minor's.
func (c *Cleaner) ask(col *consentColumn, cell string) (allowed, refused bool) {
	switch {
	case col.isMinor != nil:
		return len(col.allow) > 0 && normalize.Says(cell, col.allow) || !(len(col.deny) > 0 && normalize.Says(cell, col.deny)) && !col.isMinor(cell, c.today), false
	case len(col.deny) > 0 && denies(cell, col.deny):
		return false, true
	case normalize.IsErrorValue(cell):
		return false, false // no answer, whatever is asked
	}
	if col.status {
		if normalize.Says(cell, col.allow) {
			return true, false
		}
		_, refused = normalize.Refuses(cell)
		return !refused && !normalize.Doubtful(cell), refused
	}
	answer := normalize.AnswerOf(cell)
	switch {
	case col.allowNone:
		return false, answer == normalize.Refusal
	case !col.optOut:
		switch {
		case normalize.Consent(cell, col.allow):
			return true, false
		case answer == normalize.No, answer == normalize.Refusal, answer == normalize.Unknown && normalize.BeginsWithNo(cell):
			return false, true
		case c.agreedOn(col, cell):
			return true, false
		case answer == normalize.Nothing, visible(cell) == "", c.blanks.Blank(visible(cell)):
			return false, false
		}
		return col.allowAny || col.allowDate && c.isPast(col, cell) || col.allowUntil && c.isAhead(col, cell), false
	case normalize.IsStar(cell) && !normalize.Says(cell, col.allow):
		return false, true
	case normalize.Says(cell, col.allow), col.allowUntil && c.isAhead(col, cell), answer == normalize.Nothing, answer == normalize.Clearance:
		return true, false
	}
	// A cross may be the mark of those who refuse.
	allowed = answer == normalize.No && !normalize.IsCross(cell)
	return allowed, !allowed
}

// agreedOn reports whether a cell says yes and a date beside it that is not in
// the future.
func (c *Cleaner) agreedOn(col *consentColumn, cell string) bool {
	date, ok := normalize.DatedConsent(cell, col.allow)
	return ok && c.isPast(col, date)
}

// isPast reports whether a cell is a date that is not in the future, in the column's
// order, or in whatever order it is read where nothing tells.
func (c *Cleaner) isPast(col *consentColumn, cell string) bool {
	return everyDate(cell, col.order, func(date string) bool { return date <= c.today })
}

// isAhead is isPast for a date that is not past.
func (c *Cleaner) isAhead(col *consentColumn, cell string) bool {
	return everyDate(cell, col.order, func(date string) bool { return date >= c.today })
}

// everyDate reports whether a cell is a date for which a condition holds, in an order,
// or in whatever order it is read.
func everyDate(cell string, order normalize.DateOrder, holds func(date string) bool) bool {
	text := normalize.Text(cell)
	if date, ok := normalize.SerialDate(text); ok {
		return holds(date)
	}
	orders := normalize.DateOrders(text)
	if slices.Contains(orders, order) {
		orders = []normalize.DateOrder{order}
	}
	for _, order := range orders {
		if date, ok := normalize.Date(text, order); !ok || !holds(date[:len(time.DateOnly)]) {
			return false
		}
	}
	return len(orders) > 0
}

// denies reports whether a cell is one of words, or holds it within a longer text.
func denies(cell string, words []string) bool {
	if normalize.Says(cell, words) {
		return true
	}
	text := spaced(cell)
	for _, word := range words {
		if w := spaced(word); len(w) > 2 && strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// spaced returns the words of a text in small letters, with a space before, after
// and between them.
func spaced(text string) string {
	words := strings.FieldsFunc(strings.ToLower(normalize.Text(text)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
	return " " + strings.Join(words, " ") + " "
}
