package source

import (
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
)

// places is what is known about where cells belong that can be recognized in any column:
// e-mail addresses, dates, phone numbers, and the values of columns that have few. Two of them
// where no other row has one show that a row's cells are not in their columns.
type places struct {
	columns []place
	// owners are the columns of few that alone have a value, by the value.
	owners map[string]int
	// begins are the columns of codes that all begin alike, by that beginning: "CUST-1042".
	begins map[string]int
	// shares: a column has values of another now and then, by both.
	shares map[[2]int]bool
	// always are the columns that have hardly a blank cell; lastFull is the last of those that
	// have none.
	always   []int
	lastFull int
}

// place is what is known of the cells of a column.
type place struct {
	// emails, dates, phones, numbers: such a cell is strange there.
	emails, dates, phones, numbers bool
	// known: enough is known to be surprised by another column's value.
	known bool
	// lived: they are cities, states or countries, which may be each other's, except codes.
	lived bool
	kind  cellKind
	// answers: an answer is among the values of a column of few.
	answers bool
	// full: one is blank at most; codes: they are codes of states or countries.
	full, codes bool
}

// learnPlaces finds out where cells belong. One in four may be another's.
func (sh *shape) learnPlaces(names []string, data []sampleRow) {
	sh.places = &places{columns: make([]place, sh.columns), owners: map[string]int{}, begins: map[string]int{}, shares: map[[2]int]bool{}}
	p := sh.places
	for _, k := range sh.kinds {
		column := &p.columns[k.column]
		column.kind, column.answers = k.cellKind, k.answers
		column.codes = k.cellKind == fewKind && k.longest <= longestCode && namesPlace(cellAt(names, k.column))
		for v := range k.values {
			if len(v) > longestValue {
				continue // a sentence may be said of either
			}
			column.answers = column.answers || normalize.AnswerOf(v) != normalize.Unknown
			if at, ok := p.owners[v]; ok && at != k.column {
				p.owners[v] = -1
			} else if !ok {
				p.owners[v] = k.column
			}
		}
	}
	for i := range sh.columns {
		p.learn(i, cellAt(names, i), data, slices.Contains(sh.phones, i))
	}
}

// learn finds out what is strange in a column.
func (p *places) learn(i int, name string, data []sampleRow, phone bool) {
	const fewest, several = 3, 5
	column := &p.columns[i]
	filled, emails, dates, phones, digits := 0, 0, 0, 0, 0
	others := map[int]int{}
	for _, r := range data {
		c := r.cells[i]
		if cell.IsBlank(c) || normalize.Blank(c) {
			continue
		}
		filled++
		if cell.HasDigit(c) {
			digits++
		}
		if cell.IsEmailLike(c) {
			emails++
		} else if c[0]-'0' <= 9 && cell.IsDate(c) {
			dates++
		} else if cell.IsPhone(c) {
			phones++
		} else if at, ok := p.owners[c]; ok && at >= 0 && at != i {
			others[at]++
		}
	}
	if begins := beginningIn(data, i); filled >= several && begins != "" && column.kind == anyKind {
		if _, is := p.begins[begins]; is {
			p.begins[begins] = -1 // another column's, too
		} else {
			p.begins[begins] = i
		}
	}
	rare := max(1, filled/4)
	column.known, column.lived, column.full = filled >= fewest, namesPlace(name), filled >= max(fewest, len(data)-1)
	// Whatever most rows have where people live: they may be another list's.
	column.emails = column.known && emails <= rare || (column.lived || namesPerson(name)) && filled > 0
	column.dates = column.known && dates <= rare || column.lived && filled > 0
	column.numbers = column.known && digits <= rare || column.lived && digits < filled
	column.phones = column.known && phones <= rare && !phone && !header.NamesNumber(name)
	for at, n := range others {
		p.shares[[2]int{i, at}] = n > rare
	}
	if len(data) >= several && filled >= len(data)-max(1, len(data)/10) {
		p.always = append(p.always, i)
	}
	if len(data) > 1 && filled == len(data) {
		p.lastFull = i
	}
}

// beginningIn returns the beginning that all cells of a column have, which are not the same.
func beginningIn(data []sampleRow, column int) (begins string) {
	first, others := "", false
	for _, r := range data {
		c := r.cells[column]
		if cell.IsBlank(c) {
			continue
		}
		if first == "" {
			first, begins = c, beginning(c)
		}
		if begins == "" || beginning(c) != begins {
			return ""
		}
		others = others || c != first
	}
	if !others {
		return ""
	}
	return begins
}

// beginning returns what a code begins with, up to a sign within it, or "".
func beginning(c string) string {
	const shortest, longest = 2, 12
	at := strings.IndexAny(c, " -_#:/")
	if at < shortest || at > longest || at == len(c)-1 || !cell.HasLetter(c[:at]) || strings.HasPrefix(c[at:], "://") {
		return ""
	}
	return c[:at]
}

// strayed returns the number of signs that a row's cells are not in their columns, and the
// first column of such a cell, or -1. A blank cell where no other row has one, and words in a
// column of other things, count only together with cells that belong to another column.
func (sh *shape) strayed(cells []string) (signs, at int) {
	p := sh.places
	at = -1
	other := -1 // the first column that has words instead of what it is of
	if p == nil {
		return 0, at
	}
	words, text, texts := 0, "", false
	for i, c := range cells[:min(len(cells), sh.columns)] {
		switch {
		case cell.IsBlank(c), normalize.Blank(c):
		case sh.strange(i, c), i > 0 && strings.HasSuffix(c, `"`) && strings.Count(c, `"`) == 1 && cell.HasLetter(c): // or inches
			if signs++; at < 0 {
				at = i
			}
			if owner, ok := p.owners[c]; ok && (owner == i-1 || owner == i+1) && slices.Contains(sh.phones, i) {
				signs++ // no number, and what belongs beside it
			}
		case i > 0 && p.columns[i].answers && p.columns[i-1].full && cell.IsBlank(cells[i-1]) && !p.has(i, c) && normalize.AnswerOf(c) == normalize.Unknown:
			return 2, i // what stood beside it
		case p.columns[i].codes && isStreet(c):
			return 2, i
		case p.columns[i].kind == fewKind && !p.has(i, c):
			words = 1
		case p.columns[i].kind != anyKind && p.columns[i].kind != fewKind && sh.isOtherText(i, c):
			if normalize.RefusesCalls(c) {
				return 2, i // what was in a column of remarks
			}
			words, texts = 1, texts || text != "" && text != c
			if text == "" {
				text, other = c, i
			}
		}
	}
	switch {
	case signs == 0 && texts && len(cells) < sh.columns:
		return 2, other // two columns of dates or numbers have texts, and they are not "unknown"
	case signs == 0:
		return 0, at
	}
	for _, i := range p.always {
		if i >= len(cells) || cell.IsBlank(cells[i]) {
			return signs + words + 1, at
		}
	}
	return signs + words, at
}

// isStreet reports whether a cell is a street with a number, and no code of a state with a ZIP.
func isStreet(c string) bool {
	const shortest = len("12 Elm St")
	words := strings.Fields(c)
	return len(c) >= shortest && len(words) > 1 && cell.HasDigit(c) && cell.HasLetter(c) && (len(words[0]) > longestCode || cell.HasDigit(words[0]))
}

// longestValue is the size of the longest value that is a column's own, in bytes.
const longestValue = 60

// mostStray is the number of digits that may be part of a number, at most.
const mostStray = 3

// has reports whether a value is one of a column of few.
func (p *places) has(column int, c string) bool {
	owner, ok := p.owners[c]
	return ok && (owner < 0 || owner == column)
}

// mostPhone is the size of the longest number with words, in bytes.
const mostPhone = 100

// longestCode is the size of the longest code of a state or country, in bytes.
const longestCode = 3

// strange reports whether a cell is of a kind that its column does not have.
func (sh *shape) strange(column int, c string) bool {
	p := sh.places
	own := &p.columns[column]
	phones := slices.Contains(sh.phones, column)
	switch {
	case own.kind == fewKind && p.has(column, c):
		return false
	case cell.IsEmailLike(c):
		return own.emails && strings.Contains(c[strings.IndexByte(c, '@'):], ".")
	case c[0]-'0' <= 9 && cell.IsDate(c):
		return own.dates
	case cell.IsPhone(c):
		return own.phones
	case c[len(c)-1]-'0' <= 9 && cell.IsNumber(c):
		return own.numbers
	case (own.kind == fewKind || own.lived) && (strings.EqualFold(c, "yes") || c == "no" || c == "No"):
		return !own.answers
	}
	if own.kind == fewKind && !own.answers && strings.Contains(c, " ") && !p.has(column, c) {
		if _, refuses := normalize.Refuses(c); refuses {
			return true
		}
	}
	if len(p.begins) > 0 {
		if owner, is := p.begins[beginning(c)]; is && owner >= 0 && owner != column {
			return own.known
		}
	}
	owner, owned := p.owners[c]
	if !owned || owner < 0 || owner == column {
		return phones && cell.HasLetter(c) && normalize.Touches(c)&normalize.TouchesPhone == 0 && (cell.CountDigits(c) <= mostStray || len(c) > mostPhone) && normalize.AnswerOf(c).Answers()
	}
	if phones {
		return true
	}
	if !own.known || p.shares[[2]int{column, owner}] || sh.areNumbered(column, owner) || sh.areApart(column, owner) {
		return false
	}
	other := &p.columns[owner]
	return other.answers && own.kind == anyKind && (owner == column-1 || owner == column+1) ||
		!(own.lived && other.lived && len(c) > longestCode) && (own.kind != anyKind || normalize.AnswerOf(c) == normalize.Unknown)
}

// areApart reports whether two columns of a wide list are so far apart that no cells were pushed
// from one to the other: among many columns some have a word in common.
func (sh *shape) areApart(a, b int) bool {
	const wide, near = 20, 4
	return sh.columns > wide && max(a-b, b-a) > near
}

// areNumbered reports whether two columns have the same name but for a number: "Group 1".
func (sh *shape) areNumbered(a, b int) bool {
	name := func(column int) string { return strings.TrimRight(cellAt(sh.header, column), "0123456789") }
	return name(a) != "" && name(a) == name(b)
}

// isOtherText reports whether a cell has text of another kind than its column, and says
// something.
func (sh *shape) isOtherText(column int, c string) bool {
	const longestZIP = 10 // of another country
	if sh.places.columns[column].kind == emailKind {
		return strings.IndexByte(c, '@') < 0 && normalize.AnswerOf(c).Answers()
	}
	return cell.HasLetter(c) && (!cell.HasDigit(c) || len(c) > longestZIP) && normalize.AnswerOf(c).Answers()
}

// displaced returns the column of a cell that is not in its own, or -1: one has what belongs
// next to it, or there are two signs, one of which may be that the row is short.
func (sh *shape) displaced(cells []string) int {
	if at := sh.shifted(cells); at >= 0 {
		return at
	}
	signs, at := sh.strayed(cells)
	if len(cells) < sh.columns && !sh.trims && signs > 0 {
		signs++
	}
	if len(cells) > sh.columns && signs == 0 && sh.places != nil { // by a blank cell, and one of them may not be of its column
		for _, k := range sh.kinds {
			if c := cells[k.column]; !cell.IsBlank(c) && !k.holds(c) && !sh.ragged {
				return k.column
			}
		}
		for begins, at := range sh.places.begins {
			if at >= 0 && !cell.IsBlank(cells[at]) && beginning(cells[at]) != begins && !sh.ragged {
				return at
			}
		}
	}
	if signs > 1 {
		return at
	}
	return -1
}

// mayBeDisplaced reports whether displaced has to be asked. It is for speed.
func (sh *shape) mayBeDisplaced(cells []string) bool {
	return len(cells) != sh.columns || sh.off(cells) || slices.ContainsFunc(sh.phones, func(p int) bool { return !cell.IsPlainNumber(cells[p]) })
}
