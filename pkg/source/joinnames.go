package source

import (
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
)

// isGroup reports whether a row names groups of the columns below, or the first halves of
// their names. Titles, settings such as "Account, Acme" and codes do not.
func isGroup(above, names []string) bool {
	n, all := named(above), filled(above)
	if all < 2 && !(all == 1 && cell.IsBlank(above[0]) && n == 1) {
		return false
	}
	for _, c := range above {
		if strings.HasSuffix(strings.TrimSpace(c), ":") || strings.Contains(c, ": ") || cell.CountDigits(c) > 2 || len(c) > 80 {
			return false
		}
	}
	if all >= filled(names) || all == len(names) {
		return 2*n >= all || completes(above, names)
	}
	// A group stands over the first of its columns; the others are blank.
	if cell.IsBlank(above[0]) {
		return true
	}
	last := 0
	for i, c := range above {
		if !cell.IsBlank(c) {
			last = i
		}
	}
	return filled(above[:last+1]) <= last
}

// completes reports whether names say only together with those above them what they are of:
// "First" and "Do not" over "name" and "call".
func completes(above, names []string) bool {
	const fewest = 2
	n := 0
	for i, c := range names[:min(len(above), len(names))] {
		if cell.IsBlank(c) || cell.IsBlank(above[i]) {
			continue
		}
		both := header.Read(above[i] + " " + c)
		if both.Concept != header.None && both.Score >= 0.9 && both.Concept != header.Read(c).Concept {
			n++
		}
	}
	return n >= fewest
}

// answersAbove joins names with those above them if only both together are about calls: "May
// we call you about this?" over "Response".
func answersAbove(above, names []string) (joined []string, ok bool) {
	joined = slices.Clone(names)
	if len(above) != len(names) || filled(above) == 1 && !cell.IsBlank(above[0]) {
		return nil, false // a title
	}
	for i, c := range spread(above)[1:] {
		if namesAnswer(c) && !namesAnswer(names[i+1]) {
			joined[i+1], ok = joinName(c, names[i+1]), true
		}
	}
	return joined, ok
}

// recurs reports whether a row occurs again apart from its numbers: it is the title of pages.
func recurs(cells []string, rows []sampleRow) bool {
	bare := func(cells []string) string {
		return strings.TrimLeft(strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return -1
			}
			return r
		}, strings.Join(cells, "\x00")), "\f")
	}
	title := bare(cells)
	return slices.ContainsFunc(rows, func(r sampleRow) bool { return bare(r.cells) == title })
}

// spread repeats the cells of a row over the blank cells to their right, as merged cells mean.
func spread(cells []string) []string {
	out := make([]string, len(cells))
	before := ""
	if filled(cells) == len(cells) {
		return cells
	}
	for i, c := range cells {
		if !cell.IsBlank(c) {
			before = c
		}
		out[i] = before
	}
	return out
}

// spreadOver repeats a name over the blank cells to its right if the row below continues there
// as it does below the name: "Consent" over "E-mail" and "Calls".
func spreadOver(names, below []string) []string {
	out := slices.Clone(names)
	for i := 1; i < min(len(out), len(below)); i++ {
		if cell.IsBlank(out[i]) && !cell.IsBlank(below[i]) && !cell.IsBlank(below[i-1]) {
			out[i] = out[i-1]
		}
	}
	return out
}

// joinNames joins two rows of names, column by column.
func joinNames(above, below []string) []string {
	out := make([]string, max(len(above), len(below)))
	copy(out, above)
	for i, c := range below {
		out[i] = joinName(out[i], c)
	}
	return out
}

func joinName(above, below string) string {
	a, b := cell.ColumnName(above), cell.ColumnName(below)
	if m := header.Read(a); a != "" && b != "" && isPlainField(m) && m.Concept == header.Read(b).Concept && header.Read(a+" "+b).Concept != m.Concept {
		return above // "Apellido" over "Last Name"
	}
	if isSentence(a) && !namesAnswer(a) && !header.IsOnFile(a, false) {
		// "Please give your name" over "First Name": the lower one says it all, unless the upper one
		// is about somebody else: "Emergency contact, not for our calls" over "Phone".
		if m := header.Read(b); m.Score >= 0.9 && m.Group == "" && header.Read(a).Concept != header.Person {
			return below
		}
	}
	if strings.HasPrefix(b, "(") && strings.HasSuffix(b, ")") {
		// "(as on ID)" below "First Name" says how to fill it in.
		if m := header.Read(a); m.Score >= 0.9 && m.Concept != header.Phone && !namesAnswer(a) {
			switch header.Read(a + " " + b).Concept {
			case header.None, header.Extra, header.ID, m.Concept:
				return above
			}
		}
	}
	fa, fb := strings.ToLower(strings.ReplaceAll(a, " ", "")), strings.ToLower(strings.ReplaceAll(b, " ", ""))
	switch {
	case a == "" || codeLike().MatchString(a) || strings.Contains(fb, fa):
		if b == "" {
			return above
		}
		return below
	case b == "" || strings.Contains(fa, fb):
		return above
	}
	return a + " " + b
}

// isSentence reports whether a name has as many words as a question.
func isSentence(name string) bool {
	const fewest = 4
	return len(strings.Fields(name)) >= fewest
}

// codeLike matches the codes of questions: "Q1", "Q12_3_TEXT", "V7".
var codeLike = lazyregexp.New(`^(?i)[a-z]{0,4}[-_ ]?\d+([-_.][a-z0-9]+)*$`)

// continues reports whether a row below a header continues the names of its columns, rather
// than being the first of the data.
func continues(names, cells []string, phones []int) bool {
	all := filled(cells)
	if all == 0 || len(cells) > len(names) {
		return false
	}
	atPhone := anyAt(cells, phones, isFilled)
	for _, c := range cells {
		if cell.CountDigits(c) > 2 || len(c) > 200 {
			return false
		}
	}
	bracketed := !slices.ContainsFunc(cells, func(c string) bool {
		return !cell.IsBlank(c) && !(strings.HasPrefix(c, "(") && strings.HasSuffix(c, ")"))
	})
	if bracketed && all > 1 {
		return true
	}
	n := named(cells)
	for i, c := range cells {
		if cell.IsBlank(c) {
			continue
		}
		together := cell.ColumnName(names[i] + " " + c)
		if namesAnswer(together) && !namesAnswer(names[i]) && !namesAnswer(c) {
			return true
		}
	}
	if !atPhone && cell.IsBlank(cells[0]) && parts(spreadOver(names, cells), names, cells) {
		return true
	}
	if _, at, _ := firstFilled(cells); all == 1 && !atPhone && !cell.IsBlank(names[at]) {
		return false // "Region: East", "NORTH" is a group of rows
	}
	if 2*all > filled(names) && atPhone {
		return 2*n >= all
	}
	if atPhone && n < all {
		return false
	}
	return n == all || bracketed
}

// parts reports whether a row names the parts of a question about calls that spans several
// columns: none of its cells is an answer.
func parts(spread, names, cells []string) bool {
	over := false
	for i, c := range cells {
		switch {
		case cell.IsBlank(c):
		case normalize.AnswerOf(c) != normalize.Unknown || cell.HasDigit(c):
			return false
		default:
			over = over || cell.IsBlank(names[i]) && namesAnswer(spread[i])
		}
	}
	return over
}

// allTypes reports whether a row says what each column holds, or what a survey tool calls it.
func allTypes(cells []string) bool {
	n := 0
	for _, c := range cells {
		switch {
		case cell.IsBlank(c):
		case typeWords().MatchString(c), isImportID(c):
			n++
		default:
			return false
		}
	}
	return n > 1
}

// isImportID reports whether a cell is what a survey tool calls a column.
func isImportID(c string) bool {
	c = strings.TrimLeft(c, " ")
	return strings.HasPrefix(c, `{"ImportId"`) || strings.HasPrefix(c, `{'ImportId'`)
}

// allImportIDs reports whether a row has nothing else.
func allImportIDs(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return !cell.IsBlank(c) && !isImportID(c) })
}

// typeWords matches the types of columns in the row that some programs write below the header.
var typeWords = lazyregexp.New(`(?i)^\W{0,2}((n?var)?char2?|string|str|text|int(eger)?|bigint|smallint|tinyint|number|numeric|decimal|float|double|real|bool(ean)?|date|datetime|timestamp|time|phone( number)?|tel|e-?mail|zip|url|uuid|object|category|int64|float64|yes/no|y/n|true/false|mm/dd/yyyy|dd/mm/yyyy|yyyy-mm-dd|alpha(numeric)?|digits|free text|dropdown|picklist|select)(\W?\(?\d+(,\d+)?\)?)?\W{0,2}$`)
