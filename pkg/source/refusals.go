package source

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"rollcall/pkg/header"
	"rollcall/pkg/source/internal/cell"
)

// RefusedElsewhere is the code of the problem of a row with a number that must not be
// called, as another sheet of the workbook or a note on a cell says.
const RefusedElsewhere = "refused_elsewhere"

const (
	// mostRefused is how many numbers are held that must not be called.
	mostRefused = 2 << 20
	// numberKey is the number of last digits that distinguish numbers: those they have with
	// and without a country code.
	numberKey = 9
)

// refusals are the numbers that must not be called according to the sheets that are not read.
type refusals struct {
	sheets  []string
	columns []int                // of the list in which numbers stand
	at      map[string]refusedAt // by the last digits of their numbers
	notes   map[int64]rowNote    // what is said of rows beside their cells
	// named are pairs of words of texts that say not to call somebody without their number:
	// some are names. people are the columns of the list with names.
	named  map[string]refusedAt
	people nameColumns
	// ids are those of people without numbers, and their addresses; idColumns those of the list.
	ids       map[string]refusedAt
	idColumns []int
	header    []string
}

// refusedAt is the sheet and the row of a number. If its key is only the end of that number,
// it holds for numbers of that length.
type refusedAt struct {
	sheet, line int32
	end         bool
}

// add notes a number.
func (f *refusals) add(number string, sheet int, line int64) {
	if f.at == nil {
		f.at = map[string]refusedAt{}
	}
	at := refusedAt{sheet: int32(sheet), line: int32(line)}
	put := func(key string, at refusedAt) {
		if old, ok := f.at[key]; !ok || old.end && !at.end {
			f.at[key] = at
		}
	}
	put(number[max(0, len(number)-numberKey):], at)
	at.end = true
	for n := cell.FewestDigits; n < min(numberKey, len(number)); n++ {
		put(number[len(number)-n:], at)
	}
}

// name notes the people that a row of a sheet with some columns names, or has the IDs or addresses
// of.
func (f *refusals) name(columns, cells []string, sheet int, line int64) {
	for i, c := range cells {
		if key := idKey(cellAt(columns, i), c); key != "" && len(f.ids) < mostRefused {
			if f.ids == nil {
				f.ids = map[string]refusedAt{}
			}
			f.ids[key] = refusedAt{sheet: int32(sheet), line: int32(line)}
		}
	}
	words := wordsOf(strings.Join(cells, " "))
	for i := 0; i+1 < len(words) && len(f.named) < mostRefused; i++ {
		if f.named == nil {
			f.named = map[string]refusedAt{}
		}
		if key := words[i] + " " + words[i+1]; f.named[key].line == 0 {
			f.named[key] = refusedAt{sheet: int32(sheet), line: int32(line)}
		}
	}
}

// titles are what texts have before a last name alone.
var titles = []string{"mr", "mrs", "ms", "miss", "dr", "herr", "frau", "monsieur", "madame", "señor", "señora", "signor", "signora"}

// namesFor returns how a text may name somebody: in two orders, by an initial, by a title.
func namesFor(first, last string) []string {
	if first == "" || last == "" {
		return nil
	}
	initial, _ := utf8.DecodeRuneInString(first)
	names := []string{first + " " + last, last + " " + first, string(initial) + " " + last, last + " " + string(initial)}
	for _, title := range titles {
		names = append(names, title+" "+last)
	}
	return names
}

// of returns what is said of a number, if anything.
func (f *refusals) of(number string) (refusedAt, bool) {
	for n := min(numberKey, len(number)); n >= cell.FewestDigits; n-- {
		if at, ok := f.at[number[len(number)-n:]]; ok && (!at.end || n == len(number)) {
			return at, true
		}
	}
	return refusedAt{}, false
}

// within notes the columns in which numbers may be: all but those of other people and of
// things other than phones.
func (f *refusals) within(names []string, data []sampleRow) {
	if f == nil {
		return
	}
	for i, name := range names {
		switch header.Read(name).Concept {
		case header.ID, header.Email:
			if f.ids != nil {
				f.idColumns = append(f.idColumns, i)
			}
		case header.OthersPhone, header.Fax, header.Zip:
		default:
			f.columns = append(f.columns, i)
		}
	}
	f.header = names
	var ok bool
	if f.people, ok = nameColumnsIn(names, data); !ok {
		f.named = nil
	}
}

// mark notes on a record that one of its numbers must not be called.
func (f *refusals) mark(rec *Record) {
	if f == nil || rec.Malformed {
		return
	}
	switch f.notes[rec.Line] {
	case noted:
		rec.problem(RefusedElsewhere, 0, "a note on a cell of this row says not to call")
		return
	case drawnOver:
		rec.malformed("commented_out", 0, "a line or a cross is drawn over this row: somebody may have crossed it out")
		return
	}
	if len(f.named) > 0 {
		first, last := f.people.of(rec.Cells)
		for _, name := range namesFor(first, last) {
			if at, ok := f.named[name]; ok {
				rec.problem(RefusedElsewhere, 0, fmt.Sprintf("row %d of sheet %q says that somebody of this name must not be called", at.line, f.sheets[at.sheet]))
				return
			}
		}
	}
	for _, i := range f.idColumns {
		if i >= len(rec.Cells) {
			continue
		}
		if at, ok := f.ids[idKey(cellAt(f.header, i), rec.Cells[i])]; ok {
			rec.problem(RefusedElsewhere, i+1, fmt.Sprintf("row %d of sheet %q says that whoever has this ID or address must not be called", at.line, f.sheets[at.sheet]))
			return
		}
	}
	if len(f.at) == 0 {
		return
	}
	for _, p := range f.columns {
		if p >= len(rec.Cells) {
			continue
		}
		for _, n := range numbersIn(rec.Cells[p]) {
			if at, ok := f.of(n); ok {
				rec.problem(RefusedElsewhere, p+1, fmt.Sprintf("row %d of sheet %q says that this number must not be called", at.line, f.sheets[at.sheet]))
				return
			}
		}
	}
}

// numbersIn returns the digits of the phone numbers in a cell.
func numbersIn(text string) (numbers []string) {
	if cell.CountDigits(text) < cell.FewestDigits {
		return nil
	}
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;/|\n", r) }) {
		if n := numberIn(part); n != "" {
			numbers = append(numbers, n)
		}
	}
	if n := numberIn(text); numbers == nil && n != "" { // 212/736/5011
		numbers = append(numbers, n)
	}
	return numbers
}

// numberIn returns the digits of a phone number, without an extension or a note after it, or
// "".
func numberIn(text string) string {
	text = strings.TrimSuffix(strings.TrimSpace(text), ".0")
	if cell.IsDate(text) {
		return ""
	}
	var number []byte
	for i := range len(text) {
		c := text[i]
		switch {
		case c >= '0' && c <= '9':
			number = append(number, c)
		case cell.IsWordByte(c) && len(number) >= cell.FewestDigits:
			return string(number)
		}
	}
	if n := len(number); n < cell.FewestDigits || n > 20 {
		return ""
	}
	return string(number)
}
