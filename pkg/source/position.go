package source

import (
	"slices"
	"strings"
	"unicode/utf8"

	"rollcall/pkg/source/internal/cell"
)

// byPosition is the framing of columns of fixed widths, in characters. Widths that were
// detected end with a blank, or with two where nearly all of the lines have these; a line
// without them there is left whole, so that no number is read from it.
func byPosition(widths []int, found bool, lines []string) *framing {
	f := &framing{stand: unitSeparator, widths: widths}
	apart := setApart(lines, widths)
	f.line = func(out []byte, line string) []byte {
		across := false
		eachFlush(line, widths, func(column int, single bool) { across = across || found && single && apart[column] })
		if found && isRule(line) {
			return out
		}
		if found && (across || !bordersBlank(line, widths) || holdsRow(line, widths) || holdsGap(line, widths)) {
			return f.text(out, []byte(line))
		}
		for i, w := range widths {
			last := i == len(widths)-1
			if i > 0 {
				out = append(out, f.stand)
			}
			at := runes(line, w)
			if last && found {
				at = len(line)
			}
			out = f.text(out, []byte(strings.TrimSpace(line[:at])))
			line = line[at:]
			if line == "" && !found { // else blanks at a line's end were left out
				return out
			}
		}
		if rest := strings.TrimSpace(line); rest != "" {
			out = f.text(append(out, f.stand), []byte(rest)) // one cell too many
		}
		return out
	}
	return f
}

// holdsRow reports whether the last column of a line has another row in it, whose line break
// is gone: columns of which one is a number.
func holdsRow(line string, widths []int) bool {
	for _, w := range widths[:len(widths)-1] {
		line = line[runes(line, w):]
	}
	pieces := splitWide(line)
	const several = 4
	return len(pieces) > 1 && cell.HasPhoneDigits(line) && (!cell.IsPhone(pieces[0]) || len(pieces) >= max(several, len(widths)/2))
}

// holdsGap reports whether a cell of a line has two blanks in it, as between columns: part of
// the line was lost or moved, and its columns are not in their places.
func holdsGap(line string, widths []int) bool {
	for i, w := range widths {
		at := runes(line, w)
		if i == len(widths)-1 {
			at = len(line)
		}
		if strings.Contains(strings.TrimSpace(line[:at]), "  ") {
			return true
		}
		line = line[at:]
	}
	return false
}

// setApart reports of each column whether nearly all lines have two blanks before the next, and
// it is not flush right.
func setApart(lines []string, widths []int) []bool {
	const most = 3 // lines, of which none may have less
	apart, across, flush := make([]bool, len(widths)), make([]int, len(widths)), make([]int, len(widths))
	for _, l := range lines {
		eachFlush(l, widths, func(column int, single bool) {
			flush[column]++
			if single {
				across[column]++
			}
		})
	}
	n := countFunc(lines, isFilled)
	for i := range apart {
		apart[i] = (across[i] == 0 || n > most && 10*across[i] <= n) && 10*flush[i] < 9*n
	}
	return apart
}

// eachFlush calls see with the columns of a line whose cell ends just before the blank at their
// end, and whether that is the only one before the cell of the next: it may be one cell.
func eachFlush(line string, widths []int, see func(column int, single bool)) {
	for i, w := range widths[:len(widths)-1] {
		at := runes(line, w)
		if at > 1 && at < len(line) && line[at-1] == ' ' && line[at-2] != ' ' {
			see(i, line[at] != ' ')
		}
		line = line[at:]
	}
}

// runes returns the size of the first n characters of s in bytes; an invalid byte counts as
// one.
func runes(s string, n int) (at int) {
	for ; n > 0 && at < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return at
}

// bordersBlank reports whether each column but the last ends with a blank.
func bordersBlank(line string, widths []int) bool {
	for _, w := range widths[:len(widths)-1] {
		at := runes(line, w)
		if at == len(line) {
			return true
		}
		if line[at-1] != ' ' {
			return false
		}
		line = line[at:]
	}
	return true
}

// widthsOf returns the widths of columns that only their position separates, below titles or
// not, or nil.
func widthsOf(lines []string) []int {
	w := widthsBelow(lines)
	for i := 0; w == nil && i < min(len(lines), titleRows); i++ {
		if names := splitWide(lines[i]); len(names) > 2 && slices.ContainsFunc(names, cell.NamesPhone) && (2*named(names) > len(names) || isBetweenRules(lines, i)) {
			w = widthsBelow(firstPage(lines[i:], lines[:i]))
		}
	}
	return w
}

// isBetweenRules reports whether a line without digits is between two rules.
func isBetweenRules(lines []string, at int) bool {
	return at > 0 && at+1 < len(lines) && isRule(lines[at-1]) && isRule(lines[at+1]) && !cell.HasDigit(lines[at])
}

// isRule reports whether a line has nothing but what underlines columns, or is blank.
func isRule(line string) bool { return strings.Trim(line, " -=_") == "" }

// firstPage returns a header and the lines from the first to the last with a number before it is
// there again, on the next page below the same titles, or the end; rules between are kept, more
// names are not.
func firstPage(lines, titles []string) []string {
	n := len(lines)
	if i := slices.IndexFunc(lines[1:], func(l string) bool { return strings.TrimSpace(l) == strings.TrimSpace(lines[0]) }); i >= 0 {
		n = 1 + i
	}
	above := map[string]bool{}
	for _, t := range titles {
		above[undated(t)] = true
	}
	for n > 0 && (!cell.HasPhoneDigits(lines[n-1]) || above[undated(lines[n-1])]) {
		n--
	}
	page := slices.Clone(lines[:min(n, 1)])
	for i := 1; i < n; i++ {
		if first := len(page) == 1 && !cell.HasPhoneDigits(lines[i]); !first || !cell.HasLetter(lines[i]) {
			page = append(page, lines[i])
		}
	}
	return page
}

// widthsBelow returns the widths of columns named in the first line. It is certain only if the
// names are two blanks apart, or underlined, every line has a blank before each column, and
// all cells of one column are phone numbers.
func widthsBelow(lines []string) []int {
	columns, underline := columnLines(lines)
	longest := 0
	for _, l := range columns {
		longest = max(longest, len(l))
	}
	if longest > 4096 || len(columns) < 3 {
		return nil
	}
	var starts, flush []int
	if underline != "" {
		for i := 1 + len(underline) - len(strings.TrimLeft(underline, " ")); i < len(underline); i++ {
			if underline[i-1] == ' ' && underline[i] != ' ' {
				starts = append(starts, i)
			}
		}
	} else {
		starts, flush = columnStarts(columns, longest)
	}
	// Of several ways the right one splits no number.
	var best []int
	most := 0
	numbers := numbersBefore(columns)
	for _, starts := range [][]int{starts, flush, flushRight(columns)} {
		if numbers > 0 && len(starts) > 0 && numbers < starts[0] {
			starts = append([]int{numbers}, starts...)
		}
		if n := wholeColumn(columns[1:], starts, underline != ""); len(starts) > 0 && n > most && !hasGaps(columns[1:], starts) {
			best, most = widthsFrom(starts, longest), n
		}
	}
	return best
}

// columnLines returns the lines of text in columns from its header on, and the line of dashes
// below it, if there is one; nothing if other marks separate its cells.
func columnLines(lines []string) (columns [][]rune, underline string) {
	for _, l := range lines {
		switch {
		case isRule(l) && !position().MatchString(l):
			continue // blank, or a rule across
		case position().MatchString(l):
			// Below the names, or above and below them as well; titles may stand above.
			if underline == "" {
				underline = l
				columns = columns[max(0, len(columns)-1):]
			}
			continue
		case strings.ContainsRune(l, '\t'), len(columns) == 0 && strings.ContainsAny(l, ",;|"):
			return nil, ""
		}
		columns = append(columns, []rune(l))
	}
	return columns, underline
}

// columnStarts returns where the columns below the names of a header begin, if their cells are
// flush left, and if they are flush right.
func columnStarts(lines [][]rune, longest int) (left, right []int) {
	blank := make([]bool, longest)
	for i := range blank {
		blank[i] = !slices.ContainsFunc(lines, func(l []rune) bool { return i < len(l) && l[i] != ' ' })
	}
	header := lines[0]
	for i := 1; i < len(header); i++ {
		if header[i-1] != ' ' || header[i] == ' ' {
			continue
		}
		// A name begins at i. Its column begins after the blanks that all lines have before
		// it.
		gap := i
		for gap > 0 && header[gap-1] == ' ' {
			gap--
		}
		if i-gap < 2 || gap == 0 {
			continue
		}
		start := i
		for start > gap && !blank[start-1] {
			start--
		}
		if start == gap {
			return nil, nil
		}
		left = append(left, start)
		// Where columns are flush right, the blanks begin where the name before ends.
		for start = gap; start < i && blank[start]; {
			start++
		}
		right = append(right, start)
	}
	return left, right
}

// widthsFrom returns the widths of columns of which all but the first begin at these places.
func widthsFrom(starts []int, end int) (widths []int) {
	before := 0
	for _, s := range append(starts, end) {
		widths = append(widths, s-before)
		before = s
	}
	return widths
}

// hasGaps reports whether most cells of a column have two blanks in them: they are two columns
// whose names are not above them.
func hasGaps(lines [][]rune, starts []int) bool {
	for c, from := range append([]int{0}, starts...) {
		filled, gaps := 0, 0
		for _, l := range lines {
			to := len(l)
			if c < len(starts) {
				to = min(to, starts[c])
			}
			if from >= to {
				continue
			}
			switch pieces := splitWide(string(l[from:to])); {
			case len(pieces) > 1:
				gaps++
				fallthrough
			case len(pieces) == 1:
				filled++
			}
		}
		if gaps > 1 && 2*gaps > filled {
			return true
		}
	}
	return false
}

// wholeColumn returns the number of digits in a column that has only phone numbers, or 0. If
// the columns are certain, most of the cells are enough: a footer may follow.
func wholeColumn(lines [][]rune, starts []int, sure bool) int {
	starts = append([]int{0}, starts...)
	for c, from := range starts {
		n, whole, long := 0, 0, 0
		for _, l := range lines {
			to := len(l)
			if c+1 < len(starts) {
				to = min(to, starts[c+1])
			}
			text := ""
			if from < to {
				text = strings.TrimSpace(string(l[from:to]))
			}
			if text == "" {
				continue
			}
			if n++; cell.IsPhone(text) {
				whole, long = whole+1, long+cell.CountDigits(text)
			}
		}
		if whole > 1 && (whole == n || sure && 2*whole > n) {
			return long
		}
	}
	return 0
}
