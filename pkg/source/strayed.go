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
	// emails, dates, phones and numbers are the columns in which such cells are strange.
	emails, dates, phones, numbers []bool
	// owners are the columns of few that alone have a value, by the value.
	owners map[string]int
	// begins are the columns of codes that all begin alike, by that beginning: "CUST-1042".
	begins map[string]int
	// known: enough is known of a column to be surprised by another's value.
	known []bool
	// shares: a column has values of another now and then, by both.
	shares map[[2]int]bool
	// lived: a column is of cities, states or countries, which may be each other's, except
	// codes.
	lived []bool
	// typed are the kinds of columns.
	typed []cellKind
	// answers: a column of few has an answer among them.
	answers []bool
	// always are the columns that have hardly a blank cell; full have one at most.
	always []int
	full   []bool
}

// learnPlaces finds out where cells belong. One in four may be another's.
func (sh *shape) learnPlaces(names []string, data []sampleRow) {
	const fewest, several = 3, 5
	p := &places{owners: map[string]int{}, begins: map[string]int{}, shares: map[[2]int]bool{}}
	p.emails, p.dates, p.phones, p.known = make([]bool, sh.columns), make([]bool, sh.columns), make([]bool, sh.columns), make([]bool, sh.columns)
	p.full, p.numbers = make([]bool, sh.columns), make([]bool, sh.columns)
	p.typed, p.lived, p.answers = make([]cellKind, sh.columns), make([]bool, sh.columns), make([]bool, sh.columns)
	for _, k := range sh.kinds {
		p.typed[k.column] = k.cellKind
		p.answers[k.column] = k.answers
		for v := range k.values {
			p.answers[k.column] = p.answers[k.column] || normalize.AnswerOf(v) != normalize.Unknown
			if at, ok := p.owners[v]; ok && at != k.column {
				p.owners[v] = -1
			} else if !ok {
				p.owners[v] = k.column
			}
		}
	}
	for i := range sh.columns {
		p.lived[i] = i < len(names) && namesPlace(names[i])
		filled, emails, dates, phones, digits := 0, 0, 0, 0, 0
		others := map[int]int{}
		for _, r := range data {
			c := r.cells[i]
			if cell.IsBlank(c) {
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
		if begins := beginningIn(data, i); filled >= several && begins != "" && p.typed[i] == anyKind {
			if _, is := p.begins[begins]; is {
				p.begins[begins] = -1 // another column's, too
			} else {
				p.begins[begins] = i
			}
		}
		rare := max(1, filled/4)
		p.known[i] = filled >= fewest
		p.emails[i], p.dates[i] = filled >= fewest && emails <= rare, filled >= fewest && dates <= rare
		p.numbers[i] = filled >= fewest && digits <= rare
		p.phones[i] = filled >= fewest && phones <= rare && !slices.Contains(sh.phones, i) && !(i < len(names) && header.NamesNumber(names[i]))
		for at, n := range others {
			p.shares[[2]int{i, at}] = n > rare
		}
		if p.lived[i] { // whatever most rows have: they may be another list's
			p.emails[i], p.dates[i] = p.emails[i] || filled > 0, p.dates[i] || filled > 0
			p.numbers[i] = p.numbers[i] || digits < filled
		}
		p.full[i] = filled >= max(fewest, len(data)-1)
		if len(data) >= several && filled >= len(data)-max(1, len(data)/10) {
			p.always = append(p.always, i)
		}
	}
	sh.places = p
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
	if at < shortest || at > longest || at == len(c)-1 || !cell.HasLetter(c[:at]) {
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
		case cell.IsBlank(c):
		case sh.strange(i, c):
			if signs++; at < 0 {
				at = i
			}
			if owner, ok := p.owners[c]; ok && (owner == i-1 || owner == i+1) && slices.Contains(sh.phones, i) {
				signs++ // no number, and what belongs beside it
			}
		case i > 0 && p.answers[i] && p.full[i-1] && cell.IsBlank(cells[i-1]) && !p.has(i, c) && normalize.AnswerOf(c) == normalize.Unknown:
			return 2, i // what stood beside it
		case p.typed[i] == fewKind && !p.has(i, c):
			words = 1
		case p.typed[i] != anyKind && p.typed[i] != fewKind && sh.isOtherText(i, c):
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
	phones := slices.Contains(sh.phones, column)
	switch {
	case cell.IsEmailLike(c):
		return p.emails[column]
	case c[0]-'0' <= 9 && cell.IsDate(c):
		return p.dates[column]
	case cell.IsPhone(c):
		return p.phones[column]
	case c[len(c)-1]-'0' <= 9 && cell.IsNumber(c):
		return p.numbers[column]
	case (p.typed[column] == fewKind || p.lived[column]) && (strings.EqualFold(c, "yes") || c == "no" || c == "No"):
		return !p.answers[column]
	}
	if p.typed[column] == fewKind && !p.answers[column] && strings.Contains(c, " ") && !p.has(column, c) {
		if _, refuses := normalize.Refuses(c); refuses {
			return true
		}
	}
	if len(p.begins) > 0 {
		if owner, is := p.begins[beginning(c)]; is && owner >= 0 && owner != column {
			return p.known[column]
		}
	}
	owner, owned := p.owners[c]
	if !owned || owner < 0 || owner == column {
		return phones && cell.HasLetter(c) && (cell.CountDigits(c) <= mostStray || len(c) > mostPhone) && normalize.AnswerOf(c).Answers()
	}
	if phones {
		return true
	}
	if p.answers[owner] && p.typed[column] == anyKind && (owner == column-1 || owner == column+1) {
		return p.known[column] && !p.shares[[2]int{column, owner}]
	}
	return p.known[column] && !p.shares[[2]int{column, owner}] && !(p.lived[column] && p.lived[owner] && len(c) > longestCode) && (p.typed[column] != anyKind || normalize.AnswerOf(c) == normalize.Unknown)
}

// isOtherText reports whether a cell has text of another kind than its column, and says
// something.
func (sh *shape) isOtherText(column int, c string) bool {
	const longestZIP = 10 // of another country
	if sh.places.typed[column] == emailKind {
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
