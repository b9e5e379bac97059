package source

import (
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/source/internal/cell"
)

// look is what all cells of a column have in common.
type look struct {
	// named are the concepts that name such columns.
	named func(header.Concept) bool
	// may reports whether a cell could be such a one, is whether it is one for certain.
	may, is func(string) bool
}

// looks are of columns that nobody takes for one another.
var looks = [...]look{
	{namesTelephone, cell.HasPhoneDigits, cell.IsPhone},
	{func(c header.Concept) bool { return c == header.Email || c == header.OthersEmail }, hasAt, cell.IsEmail},
	{func(c header.Concept) bool { return c == header.Zip }, mayBeZip, isZip},
	{func(c header.Concept) bool { return c == header.State }, cell.HasLetter, isStateCode},
	{isAnswered, mayAnswer, mayAnswer},
	{isPerson, mayBeName, func(string) bool { return false }},
	{func(c header.Concept) bool { return c == header.City }, cell.HasLetter, func(string) bool { return false }},
	{func(c header.Concept) bool { return c == header.Address }, func(string) bool { return true }, isStreet},
}

func hasAt(c string) bool              { return strings.IndexByte(c, '@') >= 0 }
func isAnswered(c header.Concept) bool { return c == header.Consent || c == header.Refusal }
func isPerson(c header.Concept) bool {
	return c == header.FirstName || c == header.LastName || c == header.FullName
}
func namesTelephone(c header.Concept) bool { return c == header.Phone || c == header.OthersPhone }
func mayBeName(c string) bool              { return !cell.HasDigit(c) && !hasAt(c) }
func mayAnswer(c string) bool              { return normalize.AnswerOf(c) != normalize.Unknown }
func mayBeZip(c string) bool               { return len(c) <= longestZIP && cell.HasDigit(c) }
func isZip(c string) bool                  { return len(c) == 5 && cell.CountDigits(c) == len(c) }
func isStateCode(c string) bool            { return len(c) == 2 && c[0]-'A' < 26 && c[1]-'A' < 26 }
func isWordAnswer(c string) bool           { return cell.HasLetter(c) && mayAnswer(c) }
func namesField(c header.Concept) bool {
	switch c {
	case header.FirstName, header.LastName, header.FullName, header.Phone, header.Email, header.Address, header.ID:
		return true
	}
	return header.IsPlace(c)
}

// longestZIP is the size of the longest ZIP code with its state: "CA 94105-1234".
const longestZIP = 13

// conceptsOf returns what columns are named for; "Parent last name" is a name.
func conceptsOf(names []string) []header.Concept {
	concepts := make([]header.Concept, len(names))
	for i, name := range names {
		concepts[i] = header.Read(name).Concept
		if _, rest, _ := strings.Cut(name, " "); concepts[i] == header.None && namesPerson(rest) {
			concepts[i] = header.Read(rest).Concept
		} else if concepts[i] == header.OthersPhone && !header.NamesNumber(name) {
			concepts[i] = header.None // "Did your child play?"
		}
	}
	return concepts
}

// refuseShiftedNames refuses a file whose column names are not above their cells, as when a
// name was split in two or a column of the rows got lost: columns named for a phone, an
// address or an answer have none, and their neighbors do.
func refuseShiftedNames(h *heading, data []sampleRow) error {
	const fewest = 3
	if len(data) < fewest {
		return nil
	}
	concepts := conceptsOf(h.cells)
	asked, answered, other := -1, false, false
	misplaced, answers := -1, 0
	for i, c := range concepts {
		switch {
		case isAnswered(c):
			asked = i
			answered = answered || all(data, i, mayAnswer) > 0
			other = other || all(data, i, func(c string) bool { return !mayAnswer(c) }) >= fewest
		case namesField(c):
			n := all(data, i, isWordAnswer)
			if behind := countIn(data, i, endsInAnswer); 2*behind > filledIn(data, i) {
				n = behind
			}
			if n > answers {
				misplaced, answers = i, n
			}
		}
	}
	if asked >= 0 && !answered && (answers >= fewest || answers > 1 && other) {
		return refuseNamesAside(h, asked, misplaced)
	}
	if named, beside := namesAside(h.cells, concepts, data, asked >= 0); named >= 0 {
		return refuseNamesAside(h, named, beside)
	}
	return nil
}

// endsInAnswer reports whether a cell is a phone number and yes or no behind it.
func endsInAnswer(text string) bool {
	text = strings.TrimSpace(text)
	at := strings.LastIndexAny(text, " -/;,|")
	return at > 0 && isYesOrNo(text[at+1:]) && cell.IsPhone(strings.TrimSpace(text[:at]))
}

// remarksForAnswers returns a column of answers about calls that has remarks, and the column of
// remarks near it that has only answers; or -1.
func remarksForAnswers(names []string, data []sampleRow) (asked, remarks int) {
	const fewest, near = 3, 3
	answers := func(c string) bool { return isFilled(c) && mayAnswer(c) }
	for at, name := range names {
		if !isAnswered(header.Read(name).Concept) {
			continue
		}
		if n := filledIn(data, at); n < fewest || fewest*countIn(data, at, answers) >= n {
			continue
		}
		for i := max(0, at-near); i < min(len(names), at+near+1); i++ {
			if n := filledIn(data, i); header.Read(names[i]).Concept == header.Notes && n > 1 && countIn(data, i, answers) == n {
				return at, i
			}
		}
	}
	return -1, -1
}

func refuseNamesAside(h *heading, named, beside int) error {
	return refuseFile(h.last.line, "put each name above its column; a name may have been split in two, or a column lost",
		"the names in line %d are not above their columns: column %q has nothing of the kind, and column %q has",
		h.last.line, cell.ColumnName(h.cells[named]), cell.ColumnName(h.cells[beside]))
}

// refuseLostColumn refuses a file whose rows lack a column from one on: the last column is
// filled above, at least in half the rows, and blank below, and the one before it has there, and
// only there, what the last one has above or is named for.
func refuseLostColumn(h *heading, data []sampleRow) error {
	const fewest, several = 2, 3
	last := len(h.cells) - 1
	at := func(r sampleRow, column int) string { return strings.TrimSpace(cellAt(r.cells, column)) }
	from, above := 0, 0
	texts, shapes := map[string]bool{}, map[sort]bool{}
	for i, r := range data {
		if c := at(r, max(last, 0)); c != "" {
			texts[c], shapes[shapeOf(c)] = true, true
			from, above = i+1, above+1
		}
	}
	if last < 1 || above < from && (above < several || 2*above < from || len(data)-from <= several) {
		return nil
	}
	before := header.Read(h.cells[last-1]).Concept
	if from == 0 { // the header says what it would have
		for _, s := range typical(h.cells[last]) {
			shapes[s] = !slices.Contains(typical(h.cells[last-1]), s)
		}
	}
	name := namesPerson(h.cells[last]) && !namesPerson(h.cells[last-1])
	moved := func(c string) bool {
		shape := shapeOf(c)
		return texts[c] || len(shapes) == 1 && shapes[shape] && (name || !shape.weak) || above > 0 && isAnswered(before) && suits(c, before) < 0
	}
	filled, n := 0, 0
	for i, r := range data {
		c := at(r, last-1)
		if i < from && c != "" && moved(c) {
			return nil
		}
		if i >= from && c != "" {
			if filled++; moved(c) {
				n++
			}
		}
	}
	if n < fewest || above < max(from, 1) && n < several || 5*n < 4*filled {
		return nil
	}
	return refuseFile(data[from].line, "put the cells of these rows back into their columns, or split the file there",
		"a column is lost from line %d on: column %q has there what only column %q, which is blank, should have", data[from].line, cell.ColumnName(h.cells[last-1]), cell.ColumnName(h.cells[last]))
}
