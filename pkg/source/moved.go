package source

import (
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
)

// placing is what the cells of a row, or of whole columns, look like under each other's names.
type placing struct {
	concepts []header.Concept
	// fit returns 1 if a column has what a concept says, -1 if it can't be that, else 0.
	fit func(column int, named header.Concept) int
	// blank reports whether a column has nothing.
	blank func(column int) bool
}

// aside is a guess that cells are beside their names.
type aside struct {
	gain          int  // how much better they would fit
	named, beside int  // a column, and the one that has what it is named for
	edged         bool // where they moved away from there is a blank cell, or what was moved out at the other end
}

func (p placing) own(i int) int { return p.fit(i, p.concepts[i]) }

// shift returns the best guess that all cells from a column on, up to one that has what it is
// named for, belong under the name to their right (by 1) or to their left (by -1).
func (p placing) shift(by int) (best aside) {
	last := len(p.concepts) - 1
	at, end := aside{named: -1}, last
	consider := func(gain int, edged bool) {
		if at.gain += gain; at.named >= 0 && (at.gain > best.gain || edged && !best.edged && at.gain == best.gain) {
			best, best.edged = at, edged
		}
	}
	for i := last; i >= 0; i-- {
		own, to := p.own(i), i+by
		switch {
		case own > 0 && i < last:
			at, end = aside{named: -1}, i-1
			continue
		case to > end:
			at.gain -= own
			continue
		case p.blank(i) && by < 0: // the cells on its right moved away from here
			consider(-own, true)
			at.gain += own
		}
		if to < 0 { // went round
			to = end
		}
		fits := p.fit(i, p.concepts[to])
		exchanged := fits > 0 && p.fit(to, p.concepts[i]) > 0
		if fits < 0 || exchanged || by < 0 && p.own(to) > 0 && i > 0 {
			at, end = aside{named: -1}, i-1
			continue
		}
		if fits > 0 && at.named < 0 {
			at.named, at.beside = to, i
		}
		switch edged := by > 0 && p.blank(end); {
		case i == 0 && !edged && end == last:
			if round := p.fit(last, p.concepts[0]); by < 0 {
				consider(fits-own, fits > 0)
			} else if round >= 0 {
				consider(fits-own+round, round > 0)
			}
		case edged || namesField(p.concepts[i]):
			consider(fits-own, edged)
		default:
			at.gain += fits - own
		}
	}
	return best
}

// swap returns the best guess that two columns have what the other one is named for, but not
// if the cells of both say so: these are read by what they are.
func (p placing) swap() (best aside) {
	const most = 300 // columns, each of which is compared with all others
	if len(p.concepts) > most {
		return best
	}
	for i := range p.concepts {
		if p.own(i) >= 0 {
			continue
		}
		for k := range p.concepts {
			if k == i || p.blank(k) || !hasLook(p.concepts[k]) || (isAnswered(p.concepts[i]) || isAnswered(p.concepts[k])) && p.own(k) >= 0 {
				continue
			}
			here, there := p.fit(i, p.concepts[k]), p.fit(k, p.concepts[i])
			if gain := here + there - p.own(i) - p.own(k); here+there == 1 && gain > best.gain {
				best = aside{gain: gain, named: i, beside: k, edged: true}
				if here > 0 {
					best.named, best.beside = k, i
				}
			}
		}
	}
	return best
}

// hasLook reports whether cells tell whether they are what a concept says.
func hasLook(c header.Concept) bool {
	return slices.ContainsFunc(looks[:], func(l look) bool { return l.named(c) })
}

// suits returns 1 if a cell is what a concept says, -1 if it can't be, else 0.
func suits(c string, concept header.Concept) int {
	for _, l := range looks {
		if l.named(concept) && isFilled(c) {
			c = strings.TrimSpace(c)
			if l.is(c) {
				return 1
			} else if !l.may(c) {
				return -1
			}
		}
	}
	return 0
}

// mostly returns how many rows have a cell in a column, if hardly any of these is not of a kind,
// else 0.
func mostly(data []sampleRow, column int, is func(string) bool) (n int) {
	const tenth = 10
	others := 0
	for _, r := range data {
		if c := strings.TrimSpace(cellAt(r.cells, column)); c == "" {
			continue
		} else if !is(c) {
			if others++; tenth*others > len(data) {
				return 0
			}
		}
		n++
	}
	if tenth*others > n {
		return 0
	}
	return n
}

// placingOf returns what columns look like.
func placingOf(names []string, concepts []header.Concept, data []sampleRow) placing {
	const fewest = 3
	counts := make([][len(looks)]struct {
		is, isNot int
		known     bool
	}, len(names))
	return placing{concepts, func(column int, named header.Concept) int {
		for i, l := range looks {
			if !l.named(named) {
				continue
			}
			n := &counts[column][i]
			if !n.known {
				n.is, n.known = mostly(data, column, l.is), true
				n.isNot = mostly(data, column, func(c string) bool { return !l.may(c) })
			}
			if n.is >= fewest {
				return fitsAs(1, names[column], concepts[column], named)
			}
			if n.isNot >= fewest && !(isAnswered(named) && (hasFew(data, column) || header.NamesNumber(names[column]))) || i == 0 && n.isNot == filledIn(data, column) {
				return -1
			}
		}
		return 0
	}, func(column int) bool { return unused(data, column) }}
}

// hasFew reports whether a column has so few different cells that they may be answers.
func hasFew(data []sampleRow, column int) bool {
	const few = 5
	return len(valuesIn(data, column)) <= few
}

// fitsAs returns how well a column's cells fit another name, but nothing if they fit its own as well:
// numbers of faxes and accounts look like those of telephones, and all answers are alike.
func fitsAs(fits int, name string, own, named header.Concept) int {
	switch {
	case fits <= 0 || own == named:
	case namesTelephone(named) && (own == header.ID || header.NamesNumber(name)), isAnswered(named) && (own == header.OtherConsent || isAnswered(own) || header.NamesOtherWay(name)):
		return 0
	}
	return fits
}

// namesAside returns a column, and another one that has what it is named for, if names are not
// above their columns; or -1. asked: one is named for an answer.
func namesAside(names []string, concepts []header.Concept, data []sampleRow, asked bool) (named, beside int) {
	p := placingOf(names, concepts, data)
	contradicted := 0
	for i := range concepts {
		if p.own(i) < 0 {
			contradicted++
		}
	}
	if contradicted == 0 {
		return -1, -1
	}
	const least, certain = 2, 3
	for _, a := range [...]aside{p.shift(1), p.shift(-1), p.swap()} {
		if a.gain >= certain || a.gain == least && (a.edged || asked || contradicted > 1) {
			return a.named, a.beside
		}
	}
	for _, by := range [...]int{1, -1} {
		if a := p.neighbors(by); a.gain >= least && a.edged {
			return a.named, a.beside
		}
	}
	return -1, -1
}

// neighbors counts the columns that have what the name beside them says, and not what their own
// does, whatever the columns between them have; edged: that one cannot have it.
func (p placing) neighbors(by int) (found aside) {
	for i := max(0, -by); i < len(p.concepts)-max(0, by); i++ {
		if to := i + by; p.fit(i, p.concepts[to]) > 0 && p.own(i) <= 0 && p.own(to) <= 0 {
			if found.gain++; p.own(to) < 0 {
				found.named, found.beside, found.edged = to, i, true
			}
		}
	}
	return found
}

// refuseMisnamed refuses a header of which a part is lost, or whose phones are below names for
// people, or whose answers are below a name for remarks.
func refuseMisnamed(h *heading, data []sampleRow) error {
	if i := answerForName(h.cells, data); i >= 0 {
		return refuseFile(h.last.line, "put the names of the columns back; part of the line may be lost",
			"line %d is no whole header: column %d has the name %q, which is an answer that rows below have", h.last.line, i+1, cell.ColumnName(h.cells[i]))
	}
	if asked, remarks := remarksForAnswers(h.cells, data); asked >= 0 {
		return refuseNamesAside(h, asked, remarks)
	}
	if named, beside := phonesForNames(conceptsOf(h.cells), data); named >= 0 {
		return refuseNamesAside(h, named, beside)
	}
	return nil
}

// phonesForNames returns a column named for a phone, of which hardly any cell is one, and one
// named for people in which most are; or -1.
func phonesForNames(concepts []header.Concept, data []sampleRow) (named, beside int) {
	phones := func(i int) int { return countIn(data, i, cell.IsPhone) }
	beside = -1
	for i, c := range concepts {
		if (c == header.FirstName || c == header.LastName || c == header.FullName) && 2*phones(i) > len(data) {
			beside = i
			break
		}
	}
	if beside < 0 {
		return -1, -1
	}
	for k, c := range concepts {
		if namesTelephone(c) && 2*filledIn(data, k) > len(data) && 2*phones(k) < filledIn(data, k) {
			return k, beside
		}
	}
	return -1, -1
}

// learnAside doubts the rows whose cells are not under their names from one on, or of which one
// can't be, and an answer is where people live, and not in its column.
func (sh *shape) learnAside(names []string, data []sampleRow) {
	const least = 2
	concepts := conceptsOf(names)
	looked := make([]int, 0, len(names)) // the columns of which cells can be told
	for i, c := range concepts {
		if hasLook(c) {
			looked = append(looked, i)
		}
	}
	asked := slices.IndexFunc(concepts, isAnswered)
	for _, r := range data {
		if !slices.ContainsFunc(looked, func(i int) bool { return suits(cellAt(r.cells, i), concepts[i]) < 0 }) {
			continue
		}
		p := placing{concepts, func(i int, named header.Concept) int {
			return fitsAs(suits(cellAt(r.cells, i), named), names[i], concepts[i], named)
		}, func(i int) bool { return cell.IsBlank(cellAt(r.cells, i)) }}
		elsewhere := false
		if asked >= 0 && p.blank(asked) {
			for i, c := range concepts {
				elsewhere = elsewhere || namesField(c) && isYesOrNo(cellAt(r.cells, i))
			}
		}
		for _, a := range [...]aside{p.shift(1), p.shift(-1)} {
			if a.edged && a.gain >= least || elsewhere {
				sh.doubted.add(r)
			}
		}
	}
}

// learnNamedPlaces doubts the rows that have for a name what others have for a city, and there
// what nobody has.
func (sh *shape) learnNamedPlaces(full int, data []sampleRow) {
	for _, r := range data {
		owner, is := sh.places.owners[cellAt(r.cells, full)]
		if is && owner >= 0 && owner != full && sh.places.columns[owner].lived && isFilled(cellAt(r.cells, owner)) && !sh.places.has(owner, r.cells[owner]) {
			sh.doubted.add(r)
		}
	}
}

// learnPushedNames doubts the rows whose names are one column beside their own, which no kind of cell
// tells: the address spells the cell beside the names, where one of them is blank, or the
// first of them is what others have beside the names, where this row has nothing.
func (sh *shape) learnPushedNames(names []string, data []sampleRow) {
	people, ok := nameColumnsOf(names)
	if ok && people.full >= 0 && sh.places != nil {
		sh.learnNamedPlaces(people.full, data)
	}
	emails := slices.IndexFunc(names, func(name string) bool { return header.Read(name).Concept == header.Email })
	if !ok || people.full >= 0 || emails < 0 || max(people.first-people.last, people.last-people.first) != 1 {
		return
	}
	left, right := min(people.first, people.last), max(people.first, people.last)
	for _, columns := range [...][3]int{{left - 1, left, right}, {right + 1, right, left}} {
		beside, near, far := columns[0], columns[1], columns[2]
		if beside < 0 || beside >= len(names) || namesField(header.Read(names[beside]).Concept) && !namesPlace(names[beside]) {
			continue
		}
		held := valuesIn(data, beside)
		for _, r := range data {
			local, _, _ := strings.Cut(cellAt(r.cells, emails), "@")
			c, name := cellAt(r.cells, beside), strings.TrimSpace(cellAt(r.cells, near))
			switch {
			case name == "" || cell.IsBlank(c) == cell.IsBlank(cellAt(r.cells, far)):
			case cell.IsBlank(c) && held[strings.ToLower(name)] && namesPlace(names[beside]) && !strings.Contains(spelled(local), spelled(name)),
				isFilled(c) && spellsBeside(spelled(local), []string{c}, -1, [2]int{-1, -1}):
				sh.doubted.add(r)
			}
		}
	}
}

// refuseShownOnce refuses a file in which a column of answers has a yes and a no, each once, the one
// in the first row, and nothing else: its duplicates were removed, or the answer above holds
// for the rows below it.
func refuseShownOnce(h *heading, data []sampleRow) error {
	const fewest, most, part = 6, 4, 3
	if len(data) < fewest {
		return nil
	}
	for i, name := range h.cells {
		if !isAnswered(header.Read(name).Concept) || !isFilled(cellAt(data[0].cells, i)) {
			continue
		}
		n := filledIn(data, i)
		if n < 2 || n > most || part*n > len(data) || len(valuesIn(data, i)) <= n || all(data, i, func(c string) bool { return mayAnswer(c) || len(c) <= 2 }) < n {
			continue
		}
		return refuseFile(data[0].line, "export the list again, with the answer of each row",
			"column %q has each of its answers once, from the first row on, and is blank in all others: its duplicates were removed, or an answer is meant for the rows below it", cell.ColumnName(name))
	}
	return nil
}

// answerForName returns a column that is named by an answer, which some rows below give and others
// do not, as where bytes from the header to the first row got lost; or -1.
func answerForName(names []string, data []sampleRow) int {
	const fewest = 3
	for i, name := range names {
		if !bareAnswers[strings.ToLower(strings.TrimSpace(name))] || mostly(data, i, isYesOrNo) < fewest {
			continue
		}
		same := countIn(data, i, func(c string) bool { return isYesOrNo(c) && normalize.AnswerOf(c) == normalize.AnswerOf(name) })
		if same > 0 && same < countIn(data, i, isYesOrNo) {
			return i
		}
	}
	return -1
}

// bareAnswers name no column whose cells answer yes and no.
var bareAnswers = map[string]bool{"yes": true, "true": true, "false": true, "ja": true, "nein": true, "oui": true, "non": true, "sí": true, "sim": true, "tak": true, "nie": true}
