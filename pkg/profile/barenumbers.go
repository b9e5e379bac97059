package profile

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rollcall/pkg/header"
	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/normalize"
)

// bareColumn is the numbers of a column that have no country code.
type bareColumn struct {
	named bool
	cells []string
}

// bareNumbers returns, by column, the phone numbers that have no country code,
// of rows that don't say their country.
func (p *Profiler) bareNumbers(rows [][]string, l *learned) []bareColumn {
	var columns []bareColumn
	for i, is := range l.phones {
		if !is {
			continue
		}
		column := bareColumn{named: header.NamesPhone(p.header[i])}
		seen := map[string]bool{}
		for _, row := range rows {
			cell := repaired(cellAt(row, i))
			if cell == "" || seen[cell] || !mayBePhone(traitsOf(cell)) || traitsOf(cell)&international != 0 || cellAt(row, l.country) != "" {
				continue
			}
			seen[cell] = true
			column.cells = append(column.cells, cell)
		}
		// Whatever the list is sorted by, the first cells are then a fair sample.
		slices.SortStableFunc(column.cells, func(a, b string) int { return cmp.Compare(textHash(a), textHash(b)) })
		if len(column.cells) > 0 {
			columns = append(columns, column)
		}
	}
	return columns
}

// damaged matches numbers as a spreadsheet writes them: with decimals, and with separated
// thousands.
var damaged = lazyregexp.New(`^([0-9]{1,3}(?:[,.'’ \x{a0}\x{2009}\x{202f}][0-9]{3})+|[0-9]+)(?:[.,]0+)?$`)

// repaired is a cell without the marks of spreadsheets, as a phone number is read.
func repaired(cell string) string {
	cell = strings.TrimSpace(normalize.Unmarked(shown(cell)))
	if m := damaged().FindStringSubmatch(cell); m != nil {
		return strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, m[1])
	}
	cell = strings.Map(func(r rune) rune {
		switch {
		case r >= '\uff10' && r <= '\uff19': // full width
			return r - '\uff10' + '0'
		case r >= '\u0660' && r <= '\u0669': // Arabic
			return r - '\u0660' + '0'
		case r >= '\u06f0' && r <= '\u06f9': // Persian
			return r - '\u06f0' + '0'
		case r >= '\u0966' && r <= '\u096f': // Devanagari
			return r - '\u0966' + '0'
		case r < utf8.RuneSelf:
		case unicode.Is(unicode.Pd, r), r == '−':
			return '-'
		case unicode.Is(unicode.Cf, r):
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, cell)
	if m := labelled().FindStringSubmatch(cell); m != nil {
		return m[1]
	}
	if m := noted().FindStringSubmatch(cell); m != nil {
		return m[1]
	}
	return cell
}

// noted matches a number followed by a word: "901-525-4321 (cell)".
var noted = lazyregexp.New(`^([(+0-9][0-9 ().+/-]{5,22}[0-9])[ (,;:–-]+\pL[^0-9]*$`)

// labelled matches a cell that says what its numbers are, and the first of them:
// "Mobile: 206 444 1234; Home: ...", "fax 206-444-1234 / cell ...".
var labelled = lazyregexp.New(`^\pL[\pL .()-]{0,20}[:. ]\s*([(+0-9][0-9 ().+/-]{5,22}[0-9])(?:[^0-9].*)?(?s:$|\n)`)

// textHash is the FNV-1a hash of a text, the same on every run.
func textHash(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}
