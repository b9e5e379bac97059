package source

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"rollcall/pkg/header"
	"rollcall/pkg/source/internal/bytesearch"
	"rollcall/pkg/source/internal/cell"
)

// spelling is what a row's address and its names say of each other.
type spelling struct {
	local string    // of the address, as spelled has it; "" if there is none
	names [2]string // the first and the last word of the name
	own   [2]bool   // the address has them, or the initial and the last name
	// others are the rows whose names it has instead.
	others [2][]int
	// whole is the row whose full name it has instead, or -1.
	whole int
}

// longestLocal is the length in bytes of the longest local part of an address (RFC 5321, 4.5.3.1.1).
const longestLocal = 64

// spellings are those of all rows.
type spellings struct {
	rows    []spelling
	columns [2]int      // of the names
	cells   [3][]string // of both and of the addresses, to see whether one is sorted
}

// peopleNamed returns the columns of the names that addresses in a column may spell, and whether
// there are any: not "Student name" beside "Parent e-mail", but "Parent first" and "Parent last".
func peopleNamed(names []string, data []sampleRow, emails int) (people nameColumns, ok bool) {
	people, ok = nameColumnsOf(names)
	if !ok && people.first >= 0 { // "Nome" may be all of it
		people.full, ok = people.first, 2*countIn(data, people.first, cell.IsFullName) > len(data)
	}
	if ok {
		return people, header.Read(names[emails]).Concept == header.Email
	}
	of := make([]string, len(names))
	for i, name := range names {
		whose, rest, _ := strings.Cut(strings.TrimSpace(name), " ")
		if of[i] = rest; header.Read(names[emails]).Concept != header.Email && !strings.HasPrefix(names[emails], whose) {
			of[i] = ""
		}
	}
	return nameColumnsOf(of)
}

// readSpellings compares the addresses of a column with the names of all rows.
func readSpellings(data []sampleRow, people nameColumns, emails int) (s spellings) {
	s.columns = [2]int{people.first, people.last}
	if people.full >= 0 {
		s.columns = [2]int{people.full, people.full}
	}
	var of [2]map[string][]int
	of[0], of[1] = map[string][]int{}, map[string][]int{}
	for at, r := range data {
		first, last := people.of(r.cells)
		local, _, _ := strings.Cut(cellAt(r.cells, emails), "@")
		if len(local) > longestLocal {
			local = ""
		}
		row := spelling{local: spelled(local), names: [2]string{spelled(first), spelled(last)}, whole: -1}
		if spellsBeside(row.local, r.cells, emails, s.columns) {
			row.local = ""
		}
		for side, name := range row.names {
			row.own[side] = name != "" && strings.Contains(row.local, name)
			of[side][name] = append(of[side][name], at)
			s.cells[side] = append(s.cells[side], strings.ToLower(cellAt(r.cells, s.columns[side])))
		}
		if row.own[1] && len(row.names[0]) > 0 && !row.own[0] { // jsmith
			row.own[0] = strings.HasPrefix(strings.TrimLeft(strings.TrimPrefix(row.local, row.names[0][:1]), "._-"), row.names[1]) && !strings.HasPrefix(row.local, row.names[1])
		}
		s.cells[2] = append(s.cells[2], strings.ToLower(local))
		s.rows = append(s.rows, row)
	}
	for at := range s.rows {
		s.rows[at].findOthers(of, s.rows)
	}
	return s
}

// spellsBeside reports whether an address has the word of another cell of its row, as that of a
// parent has the name of the child, so that it says nothing of the names.
func spellsBeside(local string, cells []string, emails int, names [2]int) bool {
	const shortest = 3
	for i, c := range cells {
		if i != emails && i != names[0] && i != names[1] && len(c) >= shortest && len(c) < len(local) && !strings.ContainsFunc(c, func(r rune) bool { return !unicode.IsLetter(r) }) && strings.Contains(local, spelled(c)) {
			return true
		}
	}
	return false
}

// findOthers finds the rows whose names are in an address that lacks those of its own row.
// of are the rows of each first and last name.
func (row *spelling) findOthers(of [2]map[string][]int, rows []spelling) {
	const shortest = 3
	words := strings.FieldsFunc(row.local, func(r rune) bool { return !unicode.IsLetter(r) })
	for side := range row.own {
		other := row.names[1-side]
		for _, w := range words {
			for _, name := range [...]string{w, w[min(1, len(w)):], strings.TrimPrefix(w, other), strings.TrimSuffix(w, other)} {
				if !row.own[side] && (row.names == [2]string{} || len(row.names[side]) >= shortest) && len(name) >= shortest {
					row.others[side] = append(row.others[side], of[side][name]...)
				}
			}
		}
	}
	if row.own[0] || row.own[1] || row.names[0] == row.names[1] {
		return
	}
	for _, at := range row.others[1] {
		first, last := rows[at].names[0], rows[at].names[1]
		if len(first) >= shortest && (slices.Contains(row.others[0], at) || slices.Contains(words, first[:1]+last)) {
			row.whole = at
		}
	}
}

// apart returns the first row from which on names and addresses are of different people, and
// the column of the names that are; or -1.
func (s spellings) apart() (row, column int) {
	const farthest = 3
	if row := s.exchanged(); row >= 0 {
		return row, s.columns[1]
	}
	for side, column := range s.columns {
		for by := 1; by <= farthest; by++ {
			for _, by := range [...]int{by, -by} {
				if row := s.moved(side, by); row >= 0 {
					return row, column
				}
			}
		}
		for _, row := range [...]int{s.sorted(side), s.mixed(side)} {
			if row >= 0 {
				return row, column
			}
		}
	}
	return -1, -1
}

// spelledTogether reports whether columns have only names or addresses, and most addresses have
// the name of their own row: these are not apart.
func spelledTogether(names []string, data []sampleRow, columns []int) bool {
	emails := slices.IndexFunc(names, func(name string) bool { return header.Read(name).Concept == header.Email })
	if emails < 0 || slices.ContainsFunc(columns, func(i int) bool { return i != emails && !namesPerson(names[i]) }) {
		return false
	}
	people, ok := peopleNamed(names, data, emails)
	if !ok {
		return false
	}
	first, last := slices.Contains(columns, people.first), slices.Contains(columns, people.last)
	own := countFunc(readSpellings(data, people, emails).rows, func(r spelling) bool { return r.own[0] && !last || r.own[1] && !first })
	return 2*own > countIn(data, emails, cell.IsEmail)
}

// exchanged returns the first row whose address has the full name of another one, if several
// do, or if that row's address has the name of this one; else -1.
func (s spellings) exchanged() (row int) {
	const fewest = 3
	row = -1
	own, n := 0, 0
	for at, r := range s.rows {
		switch {
		case r.own[0], r.own[1]:
			own++
		case r.whole >= 0:
			n++
			if row < 0 {
				row = at
			}
			if s.rows[r.whole].whole == at {
				return row
			}
		}
	}
	if n >= fewest && 2*n >= own {
		return row
	}
	return -1
}

// moved returns the first of several rows whose addresses have a name from the row a fixed
// number further down, which has an address itself, with no more rows between that have their
// own; else -1.
func (s spellings) moved(side, by int) (row int) {
	const fewest = 3
	n := 0
	for at, r := range s.rows {
		from := at + by
		switch {
		case r.own[side]:
			n = max(n-1, 0)
		case from >= 0 && from < len(s.rows) && (s.rows[from].local != "" || from == len(s.rows)-1) && slices.Contains(r.others[side], from):
			if n == 0 {
				row = at
			}
			if n++; r.names == [2]string{} {
				n++ // an address without a name
			}
			if n >= fewest {
				return row
			}
		}
	}
	if last := len(s.rows) - 1; by > 0 && n == fewest-1 && s.rows[last].local == "" && s.rows[last].names[side] != "" {
		return row // and the last row has a name alone
	}
	return -1
}

// sorted returns the first row whose address has a name from another one if most have and the
// names, or the addresses, are sorted; else -1.
func (s spellings) sorted(side int) (row int) {
	const fewest = 4
	row = -1
	own, others, neither := 0, 0, 0
	for at, r := range s.rows {
		switch {
		case r.local == "":
		case r.own[side]:
			own++
		case len(r.others[side]) > 0:
			if others++; row < 0 {
				row = at
			}
		default:
			neither++
		}
	}
	if others < fewest || others <= 2*own || others <= neither || !areSorted(s.cells[side]) && !areSorted(s.cells[2]) {
		return -1
	}
	return row
}

// dragged returns the rows to which the name of the row above them was dragged down: they have
// different addresses, none of which has it, where most have that of their own row.
func (s spellings) dragged(side int) (rows []int) {
	const fewest, several, tenth = 3, 4, 10
	own, all, from := 0, 0, 0
	end := func(to int) { // of rows of one name, the first of which may have had it before
		locals, own := map[string]bool{}, 0 // one of the family may have been there
		for _, r := range s.rows[min(from+1, to):to] {
			if r.own[side] {
				own++
			} else if r.local != "" {
				locals[r.local] = true
			}
		}
		for at := from + 1; at < to && len(locals) >= fewest*(own+1); at++ {
			if !s.rows[at].own[side] {
				rows = append(rows, at)
			}
		}
	}
	for at, r := range s.rows {
		if at > 0 && s.cells[side][at] != s.cells[side][at-1] {
			end(at)
			from = at
		}
		if r.own[side] {
			own++
		}
		if r.local != "" {
			all++
		}
	}
	end(len(s.rows))
	if own < several || tenth*own < 7*(all-len(rows)) {
		return nil
	}
	return rows
}

// mixed returns the first row whose address has a name of another row, and not of its family, if
// several have and most others have that of their own row; else -1.
func (s spellings) mixed(side int) (row int) {
	const several, part = 4, 6
	row = -1
	own, others, all := 0, 0, 0
	dragged := s.dragged(side)
	for at, r := range s.rows {
		if r.local == "" || slices.Contains(dragged, at) {
			continue
		}
		all++
		if r.own[side] {
			own++
		} else if slices.ContainsFunc(r.others[side], func(o int) bool { return s.rows[o].names[1-side] != r.names[1-side] }) {
			if others++; row < 0 {
				row = at
			}
		}
	}
	if others < several || part*others < own || others > 2*own || 2*(own+others) < all {
		return -1
	}
	return row
}

// areSorted reports whether hardly any cell comes before the one above it, blank ones apart.
func areSorted(cells []string) bool {
	const tenth = 10
	before, down, n := "", 0, 0
	for _, c := range cells {
		if c == "" {
			continue
		}
		if n++; c < before {
			down++
		}
		before = c
	}
	return tenth*down <= n
}

// spelled returns a name as an address has it: in lower case, without marks on its letters,
// and with one letter for an umlaut.
func spelled(name string) string {
	name = strings.ToLower(name)
	if !bytesearch.IsASCII(name) {
		name = special.Replace(strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) {
				return -1
			}
			return r
		}, norm.NFD.String(name)))
	}
	if !strings.Contains(name, "e") {
		return name
	}
	var out strings.Builder
	for i := range len(name) {
		within := i > 0 && i+1 < len(name) && name[i+1]-'a' < 26
		if name[i] != 'e' || !within || strings.IndexByte("aou", name[i-1]) < 0 {
			out.WriteByte(name[i])
		}
	}
	return out.String()
}

var special = strings.NewReplacer("ß", "ss", "ø", "o", "ł", "l", "æ", "a", "œ", "o", "đ", "d", "ı", "i",
	"а", "a", "б", "b", "в", "v", "г", "g", "д", "d", "е", "e", "ж", "zh", "з", "z", "и", "i", "к", "k", "л", "l", "м", "m", "н", "n", "о", "o", "п", "p", "р", "r", "с", "s", "т", "t", "у", "u",
	"ф", "f", "х", "kh", "ц", "ts", "ч", "ch", "ш", "sh", "щ", "sch", "ъ", "", "ы", "y", "ь", "", "э", "e", "ю", "yu", "я", "ya")
