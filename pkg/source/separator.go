package source

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rollcall/pkg/header"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/syntax"
)

// mostSeparators is how many separators are tried.
const mostSeparators = 16

// separatorsIn returns what could separate the cells of lines: the signs between words in most
// lines, with and without the spaces around them, the longest first.
func separatorsIn(lines []string) []string {
	found := map[string]int{} // in how many lines
	all := 0
	for _, l := range lines {
		if strings.TrimSpace(l) == "" {
			continue
		}
		all++
		here := map[string]bool{}
		for start, end := 0, 0; start < len(l); start = end {
			_, n := utf8.DecodeRuneInString(l[start:])
			end = start + n
			if !isSign(l[start:end]) {
				continue
			}
			here[l[start:end]] = true
			for end < len(l) {
				_, n := utf8.DecodeRuneInString(l[end:])
				if !isSign(l[end : end+n]) {
					break
				}
				here[l[end:end+n]] = true
				end += n
			}
			here[l[start:end]] = true
			if start > 0 && l[start-1] == ' ' && end < len(l) && l[end] == ' ' {
				here[l[start-1:end+1]] = true
			}
			// Beside the brackets of a cell: "Phone (home)||City".
			here[strings.Trim(l[start:end], "()[].")] = true
		}
		for d := range here {
			found[d]++
		}
	}
	var separators []string
	for d, n := range found {
		if 2*n > all && checkDelimiter(d) == nil && !slices.Contains([]string{",", ";", "\t", "|"}, d) {
			separators = append(separators, d)
		}
	}
	slices.SortFunc(separators, func(a, b string) int {
		return cmp.Or(cmp.Compare(utf8.RuneCountInString(b), utf8.RuneCountInString(a)), cmp.Compare(found[b], found[a]), strings.Compare(a, b))
	})
	return separators[:min(len(separators), mostSeparators)]
}

// isSign reports whether a character may be part of a separator: þ, or one that is in no word
// or number.
func isSign(c string) bool {
	r, n := utf8.DecodeRuneInString(c)
	switch r {
	case 'þ':
		return true
	case ' ', '+', '"', '\'', '\\', '\n', '\r':
		return false
	}
	return (r != utf8.RuneError || n > 1) && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
}

// findSeparator looks for an unusual separator in text that a usual one does not explain. It
// is certain of what occurs between the names of a header as often as between the cells of
// nearly every row, most with a cell that is a phone number. A separator of several bytes is a
// framing; one of a single byte is put into Options.
func (r *Reader) findSeparator(s string, lines []string, o *Options) (*framing, bool) {
	final := r.ended && len(s) == len(r.buf)
	usualOne, usualRows, err := dialect(s, final, *o, r.list.grammar.MaxRow)
	if err != nil {
		return nil, false
	}
	r.usual = &usualOne
	if usualRows == nil || r.charset != nil {
		usualRows = sampleOf(&usualOne, s, final, r.charset)
	}
	if len(s) == len(r.buf) || len(usualRows) == sampleRows {
		r.usualRows = usualRows // as structure would read them
	}
	w, _ := usual(usualRows)
	explained := w > 1 && len(phoneColumns(usualRows, w, 2)) > 0
	if explained && standsAlone(s, usualOne.Delim) && !doubled(lines[0], usualOne.Delim) {
		return nil, false
	}
	if r.charset != nil {
		lines = slices.Clone(lines)
		for i, l := range lines {
			lines[i], _ = decode(r.charset, l, &syntax.Arena{})
		}
	}
	headless := o.NoHeader || len(o.Header) > 0
	for _, d := range separatorsIn(lines) {
		f := r.delimiterFraming(s, d, *o)
		n := strings.Count(s, f.delim)
		if explained {
			// Every character of the usual delimiter is one of this.
			one := string(rune(usualOne.Delim))
			k := strings.Count(d, one)
			pairs := strings.Count(lines[0], one) == k*strings.Count(lines[0], d) && strings.Contains(lines[0], d) // "||" in the header, "|" in some note
			if k == 0 || strings.Count(s, one) != k*n && !(k > 1 && pairs && doubled(lines[0], usualOne.Delim)) {
				continue
			}
		}
		g := syntax.Grammar{Delim: f.stand, Quote: '"', MaxRow: r.list.grammar.MaxRow}
		rows := sampleOf(&g, f.undo(s), final, r.charset)
		width, share := usual(rows)
		numbers, _ := fit(rows, width)
		if width < 2 || share < 0.9 || numbers < 0.5 || !headed(rows, width) && !headless {
			continue
		}
		if len(d) == 1 {
			o.Delimiter, r.usual, r.usualRows = d, nil, nil
			return nil, true
		}
		return f, true
	}
	return nil, false
}

// standsAlone reports whether a delimiter is between two words somewhere, so that it is not
// part of a longer one.
func standsAlone(s string, delim byte) bool {
	for i := 1; i+1 < len(s); i++ {
		if s[i] == delim && cell.IsWordByte(s[i-1]) && cell.IsWordByte(s[i+1]) {
			return true
		}
	}
	return false
}

// doubled reports whether a delimiter in a line occurs only in pairs, at least twice: the
// names are separated by "||".
func doubled(line string, delim byte) bool {
	one := string(rune(delim))
	runs := strings.Count(line, one+one)
	return runs > 1 && strings.Count(line, one) == 2*runs
}

// refuseRunTogether refuses a file of one column whose header names several and whose cells
// mostly have more than a number: no separator was found, and a refusal among the cells would
// be lost.
func refuseRunTogether(h *heading, data []sampleRow, workbook bool) error {
	name := h.cells[0]
	kinds := map[header.Concept]bool{}
	for _, part := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' }) {
		if c := header.Read(part).Concept; c != header.None {
			kinds[c] = true
		}
	}
	together := countIn(data, 0, func(c string) bool { return cell.HasLetter(c) && cell.HasPhoneDigits(c) })
	if len(kinds) < 3 || 2*together <= len(data) {
		return nil
	}
	if workbook {
		return refuseFile(h.last.line, "in the spreadsheet program, select the column, choose Data > Text to Columns, and save; or save the sheet as CSV and take the quotes around its lines away",
			"row %d names several columns in one cell, %q: the rows of the sheet are lines of text in its first column", h.last.line, cell.ColumnName(name))
	}
	return refuseFile(h.last.line, "name it (source: {delimiter: …} in the mapping, or --delimiter), or export the file with commas",
		"line %d seems to name several columns, %q, but no delimiter was found between their cells", h.last.line, cell.ColumnName(name))
}
