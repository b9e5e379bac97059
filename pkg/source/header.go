package source

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// structure finds out the dialect and the header in the text at hand.
func (r *Reader) structure(o Options) error {
	if len(r.buf) == 0 {
		return &RefusedError{Message: "the file is empty", Hint: "check that the export worked"}
	}
	s := text(r.buf)
	line := int64(1)
	start := 0
	if o.SkipLines != nil {
		for range *o.SkipLines {
			i := indexBreak(s, start)
			start, _ = breakEnd(s, i, true)
			line++
		}
	}
	if d, end := separatorLine(s[start:]); end > 0 {
		if o.Delimiter == "" || o.Delimiter == "auto" {
			o.Delimiter = d
		}
		start += end
		line++
	}
	g, err := dialect(s[start:], r.ended, o)
	if err != nil {
		return err
	}
	rows := g.sample(s[start:], r.ended)
	if len(rows) == 0 {
		return &RefusedError{Message: "the file has no rows", Hint: "check that the export worked"}
	}
	g.width, _ = usual(rows)
	r.list.grammar = g
	r.format.Delimiter = string(rune(g.delim))
	if g.quote != 0 {
		r.format.Quote = string(rune(g.quote))
	}
	r.line = line
	if len(o.Header) > 0 {
		r.header = columnNames(o.Header)
		r.list.columns = len(r.header)
		r.format.SkippedLines = int(line - 1)
		r.buf = r.buf[start:]
		return nil
	}
	at := 0
	if o.SkipLines == nil {
		at = headerRow(rows, g.width)
	}
	h := rows[at]
	if why := looksLikeData(rows, at); why != "" {
		return &RefusedError{
			Line:    line + h.line - 1,
			Message: fmt.Sprintf("line %d looks like data, not like a header: %s", line+h.line-1, why),
			Hint:    "name the columns in the mapping (source: {header: [Name, Phone]}), or put a header above the rows",
		}
	}
	cells := h.cells
	for len(cells) > 1 && strings.TrimSpace(cells[len(cells)-1]) == "" && unused(rows[at+1:], len(cells)-1) {
		cells = cells[:len(cells)-1]
	}
	r.header = columnNames(cells)
	r.list.columns = len(r.header)
	r.format.SkippedLines = int(line + h.line - 2)
	r.line = line + countBreaks(s[start:start+h.end])
	r.buf = r.buf[start+h.end:]
	return nil
}

// separatorLine reads the line "sep=;" by which some programs tell Excel the
// delimiter; end is 0 where there is none.
func separatorLine(s string) (delim string, end int) {
	i := indexBreak(s, 0)
	if i > 8 {
		return "", 0
	}
	l := strings.Trim(s[:i], `"`)
	if len(l) != 5 || !strings.EqualFold(l[:4], "sep=") {
		return "", 0
	}
	end, _ = breakEnd(s, i, true)
	return l[4:], end
}

// headerRow gives the index of the header: the first row that fills half of
// the columns, where lines of title stand above it.
func headerRow(rows []sampleRow, width int) int {
	for i, r := range rows[:min(len(rows), 30)] {
		if n := filled(r.cells); 2*n >= width && (n > 1 || width < 2) {
			return i
		}
	}
	return 0
}

func filled(cells []string) (n int) {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			n++
		}
	}
	return n
}

// unused says whether no row has anything in a column.
func unused(rows []sampleRow, column int) bool {
	for _, r := range rows {
		if column < len(r.cells) && strings.TrimSpace(r.cells[column]) != "" {
			return false
		}
	}
	return true
}

// columnNames makes names of a header's cells that differ from one another.
func columnNames(cells []string) []string {
	names := make([]string, len(cells))
	taken := map[string]bool{}
	for i, c := range cells {
		name := strings.Join(strings.FieldsFunc(c, odd), " ")
		if name == "" {
			name = "#" + strconv.Itoa(i+1)
		}
		unique := name
		for n := 2; taken[unique]; n++ {
			unique = name + "#" + strconv.Itoa(n)
		}
		taken[unique] = true
		names[i] = unique
	}
	return names
}

// odd says of characters that a name is better without: spaces of all kinds,
// what can't be seen, what controls.
func odd(c rune) bool {
	return unicode.IsSpace(c) || unicode.IsControl(c) || c == '\u200b' || c == '\ufeff' || c == '\u2060'
}

var (
	phoneLike  = regexp.MustCompile(`^\s*'?(\+|00)?[\s(]*\d[\d\s().\-/]{5,20}\d\s*((x|ext)\.?\s*\d+)?\s*$`)
	emailLike  = regexp.MustCompile(`^\s*[^\s@]+@[^\s@]+\.[^\s@]+\s*$`)
	numberLike = regexp.MustCompile(`^\s*-?\d+([.,]\d+)*%?\s*$`)
	dateLike   = regexp.MustCompile(`^\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ].*)?$`)
)

// looksLikeData says why a row is no header, or "".
func looksLikeData(rows []sampleRow, at int) string {
	cells := rows[at].cells
	numbers := 0
	for i, c := range cells {
		switch {
		case emailLike.MatchString(c):
			return fmt.Sprintf("cell %d is an e-mail address", i+1)
		case dateLike.MatchString(c), numberLike.MatchString(c):
			numbers++
			if digits(c) >= 9 {
				return fmt.Sprintf("cell %d could be a phone number", i+1)
			}
		case phoneLike.MatchString(c) && digits(c) >= 7:
			return fmt.Sprintf("cell %d could be a phone number", i+1)
		}
	}
	if numbers > 0 && 2*numbers >= filled(cells) {
		return "most of its cells are numbers"
	}
	return ""
}

func digits(s string) (n int) {
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n
}
