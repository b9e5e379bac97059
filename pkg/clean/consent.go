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
	"rollcall/pkg/source"
)

// consentColumn decides by one column whether a row may be called.
type consentColumn struct {
	column
	optOut bool
	status bool // only words of refusal say anything
	// doubtful reports whether a cell of a status may refuse, though no word of it does.
	doubtful func(cell string) bool
	// isMinor, of a column of ages, reports whether a cell says that somebody is under 18:
	// nothing else there says anything. today is an ISO date.
	isMinor func(cell, today string) bool
	allow   []string
	deny    []string
	record  contact.Record
	// allowDate takes a date that is not in the future for a yes, allowAny all that
	// is neither a no nor nothing.
	allowDate, allowAny bool
	// allowUntil reads a date that is not past as a yes, allowNone lets nobody in.
	allowUntil, allowNone bool
	// order is the order of the column's dates, or OrderAuto if it is not known.
	order normalize.DateOrder
	// about is the header of the phone column that a refusal is about, or empty for
	// all of the row's numbers; apart is its place if it is not dialed, or -1.
	about string
	apart int
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
	others                      string // the part with numbers that are not to be called, whosever
	words                       string // of a refusal, for those who ask why
	record                      contact.Record
}

// ofAdult and ofMinor are what a column of ages says.
var ofAdult, ofMinor = answer{allowed: true}, answer{}

func newConsentColumn(col column, m *mapping.Column) consentColumn {
	deny := m.Deny
	if m.Means == mapping.OptOut && header.Has(m.Header, header.OfCode) && !normalize.Says("f", m.Allow) {
		deny = append(slices.Clip(deny), "f") // of the federal list
	}
	return consentColumn{column: col, optOut: m.Means != mapping.OptIn, status: m.Means == mapping.Status, doubtful: mapping.DoubtsIn(m.Header, header.Read(m.Header).Concept), isMinor: m.ReadsMinors(), allow: m.Allow, deny: deny, record: recordOf(m),
		allowDate: m.AllowDate, allowAny: m.AllowAny, allowUntil: m.AllowUntil, allowNone: m.AllowNone, about: m.For, apart: -1, known: &memo[*answer]{}}
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
		plainYes = plainYes && a.allowed && !a.refused && !a.badNumber && a.others == ""
		answers = append(answers, a)
	}
	return answers, plainYes
}

// answerOf reads one cell of a consent column.
func (c *Cleaner) answerOf(col *consentColumn, cell string) *answer {
	a := &answer{badNumber: col.status && normalize.WrongNumber(cell) && !normalize.Says(cell, col.allow)}
	a.record = col.record
	a.allowed, a.refused = c.ask(col, cell)
	if col.status && (a.refused && !denies(cell, col.deny) && normalize.ReadsElse(cell) || !a.allowed && !a.refused && !a.badNumber && !normalize.IsErrorValue(cell)) {
		// It may refuse: the number is not dialed in another row, and stands on no list.
		a.refused, a.record = true, contact.RecordNone
	}
	if col.status {
		a.others = normalize.ExceptedNumbers(cell)
		if a.refused || a.badNumber {
			a.others = cell
		}
	}
	if a.refused || a.others != "" {
		a.words = refusalWords(col.name + ": " + strings.TrimSpace(cell))
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
		if row.Detail = col.name + " is empty"; strings.TrimSpace(cells[col.at]) != "" {
			row.Detail = col.name + " says " + quote(cells[col.at])
		}
	}
	return row.Reason == contact.Accepted
}

// answered reports whether each consent column has a value to read. A formula
// whose result is not stored, an error and what is crossed out are no answer, whatever is asked; nor is
// a blank at the end of a file that may have been cut off in it.
func (c *Cleaner) answered(rec *source.Record, row *contact.Row) bool {
	for i := range c.consents {
		col := &c.consents[i]
		switch {
		case col.own >= 0 && rec.Unread(col.own):
			row.Detail = col.name + " cannot be read: a formula without a stored result, an error, an unknown symbol, or crossed out"
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
		return !refused && !col.doubtful(cell), refused
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
		case !answer.Answers(), strings.TrimSpace(cell) == "", c.blanks.Blank(strings.TrimSpace(cell)):
			return false, false
		}
		return col.allowAny || col.allowDate && c.isPast(col, cell) || col.allowUntil && c.isAhead(col, cell), false
	case normalize.IsStar(cell) && !normalize.Says(cell, col.allow):
		return false, true
	case normalize.Says(cell, col.allow), col.allowUntil && c.isAhead(col, cell), !answer.Answers(), answer == normalize.Clearance:
		return true, false
	}
	// A cross may be the mark of those who refuse.
	allowed = answer == normalize.No && !normalize.IsCross(cell)
	return allowed, !allowed
}

// agreedOn reports whether a cell says yes, with a date that is not in the future.
func (c *Cleaner) agreedOn(col *consentColumn, cell string) bool {
	date, ok := normalize.DatedConsent(cell, col.allow)
	return ok && c.isPast(col, date)
}

// isPast reports whether a cell is a date that is not in the future, in the column's
// order, or in every order if that is not known.
func (c *Cleaner) isPast(col *consentColumn, cell string) bool {
	const first = "1980" // what is earlier stands in databases for no date
	return everyDate(cell, col.order, func(date string) bool { return date >= first && date <= c.today })
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
