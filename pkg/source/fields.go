package source

import (
	"slices"
	"strings"

	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/source/internal/bytesearch"
	"rollcall/pkg/source/internal/cell"
	"rollcall/pkg/source/internal/filetype"
	"rollcall/pkg/source/internal/syntax"
)

// Here are the lists that say in each record what its values are: "Name: Ann; Phone: 206…", a
// line for each field, or the labels of a report in cells of their own.

// keyed matches a value with what it is.
var keyed = lazyregexp.New(`^\s*(\pL[\pL\pN_ ./#'()-]{0,40}?)\s*[:=\t]\s*(.*?)\s*$`)

// cutKey cuts what a value is from it; key is empty if the text does not say.
func cutKey(text string) (key, value string) {
	if strings.ContainsAny(text, ":=\t") { // for speed
		if m := keyed().FindStringSubmatch(text); m != nil {
			return cell.ColumnName(m[1]), m[2]
		}
	}
	return "", strings.TrimSpace(text)
}

// findRecords detects whether each record of the text names its own fields, and puts their
// names into Options, as far as these leave that open.
func (r *Reader) findRecords(o *Options) (*framing, error) {
	if d := o.Delimiter; d != "" && d != "auto" || len(o.Header) > 0 || o.NoHeader || o.SkipLines != nil || len(o.Widths) > 0 {
		return nil, nil
	}
	if k, ok := filetype.OfMarkup(r.buf); ok {
		if k.Is == filetype.WebPage {
			return r.htmlFraming(), nil
		}
		return nil, nil
	}
	lines := r.headLines()
	if k, ok := filetype.OfLines(lines); ok && k.Is != filetype.Fields {
		return nil, nil
	}
	f, names := fieldCells(lines)
	if f == nil {
		f, names = fieldBlocks(lines)
	}
	o.Header = names
	return f, nil
}

// headLines returns the first whole lines of the text.
func (r *Reader) headLines() []string {
	s := bytesearch.String(r.buf[:min(len(r.buf), sampleBytes)])
	return sampleLines(s, r.ended && len(r.buf) == len(s))
}

// areFields reports whether names are those of columns, and the values of the first that is
// named for phones are numbers.
func areFields(names []string, records [][]string) bool {
	at := slices.IndexFunc(names, cell.NamesPhone)
	named := countFunc(names, cell.NamesColumn)
	numbers := countFunc(records, func(values []string) bool { return at >= 0 && cell.IsPhone(cellAt(values, at)) })
	return named > 1 && 3*named >= 2*countFunc(names, isFilled) && numbers > 1 && 2*numbers > len(records)
}

// fieldCells is the framing of lines whose cells say what they are, or stand behind cells that
// do, the same in every line.
func fieldCells(lines []string) (*framing, []string) {
	lines = slices.DeleteFunc(slices.Clone(lines), cell.IsBlank)
	for _, delim := range []byte{',', ';', '\t', '|'} {
		split := splitter(delim)
		var rows, alike [][]string
		for _, l := range lines {
			cells := split(l)
			rows = append(rows, cells)
			if len(cells) == len(rows[0]) {
				alike = append(alike, cells)
			}
		}
		names, values := keysOf(rows)
		if names == nil && len(alike) > 1 && len(rows[0]) > 1 && 10*len(alike) >= 9*len(rows) {
			rows = alike
			names, values = labelsOf(rows)
		}
		if names != nil {
			var records [][]string
			for _, row := range rows {
				records = append(records, values(row))
			}
			if areFields(names, records) {
				f := &framing{stand: unitSeparator}
				f.line = func(out []byte, line string) []byte { return f.cells(out, values(split(line))) }
				return f, names
			}
		}
	}
	return nil, nil
}

// splitter returns what splits a line into cells, quoted or not.
func splitter(delim byte) func(line string) []string {
	g := syntax.Grammar{Delim: delim, Quote: '"', MaxRow: 1 << 20}
	return func(line string) (cells []string) {
		var a syntax.Arena
		spans, _, _ := g.Row(line, 0, true, nil)
		for _, s := range spans {
			cells = append(cells, strings.TrimSpace(g.Text(line, s, &a)))
		}
		return cells
	}
}

// keysOf returns the names that stand before the values in the cells of rows, in nearly all
// cells, and what finds the values of a row by them. The first is the same in all but a few rows.
func keysOf(rows [][]string) (names []string, values func(cells []string) []string) {
	cells, keys, first := 0, 0, 0
	if len(rows) < 2 {
		return nil, nil
	}
	if key, _ := cutKey(rows[0][0]); key == "" {
		return nil, nil
	}
	for _, row := range rows {
		names = addNames(names, row)
		for i, c := range row {
			key, _ := cutKey(c)
			cells++
			if key != "" {
				keys++
			}
			if i == 0 && key != "" && key == names[0] {
				first++
			}
		}
	}
	if 10*keys < 9*cells || cells < 2*len(rows) || 4*first < 3*len(rows) || len(names) > 2*cells/len(rows) {
		return nil, nil
	}
	return names, func(cells []string) []string { return valuesOf(cells, names) }
}

// valuesOf returns the values of texts that say what they are, by these names. What says
// nothing, or something else, follows them: the record has more cells than there are columns.
func valuesOf(texts, names []string) []string {
	if len(texts) == 1 {
		if key, _ := cutKey(texts[0]); key == "" {
			return texts // a title
		}
	}
	values := make([]string, len(names))
	set := make([]bool, len(names))
	var more []string
	for _, text := range texts {
		key, value := cutKey(text)
		at := slices.IndexFunc(names, func(n string) bool { return strings.EqualFold(n, key) })
		for at >= 0 && at < len(names) && set[at] { // "Phone: …" may come twice
			next := slices.IndexFunc(names[at+1:], func(n string) bool { return strings.EqualFold(n, key) })
			if next < 0 {
				at = -1
				break
			}
			at += 1 + next
		}
		if at < 0 {
			more = append(more, text)
			continue
		}
		values[at], set[at] = value, true
	}
	return append(values, more...)
}

// labelsOf returns the names in the cells that all rows have alike, if each stands before its
// value, or all stand before all values; and what finds the values of a row by them. Other
// cells, such as the title of the report, have no name.
func labelsOf(rows [][]string) (names []string, values func(cells []string) []string) {
	first, width := rows[0], len(rows[0])
	colons := countFunc(first, func(c string) bool { return strings.HasSuffix(c, ":") }) > 1
	label := make([]bool, width)
	last := -1
	for i, text := range first {
		label[i] = text != "" && !cell.HasDigit(text) && !slices.ContainsFunc(rows, func(row []string) bool { return row[i] != text }) &&
			(strings.HasSuffix(text, ":") || !colons && (cell.NamesColumn(text) || namesAnswer(text)))
		if label[i] {
			last = i
		}
	}
	// Together they are just before as many values; a title may be before them.
	start := last + 1 - (width - last - 1)
	together := last >= 0 && start >= 0 && width-last > 2 && !slices.Contains(label[start:last+1], false)
	if together {
		clear(label[:start])
	}
	for i := range width {
		name := ""
		switch {
		case label[i]:
			continue
		case together && i > last:
			name = first[start+i-last-1]
		case !together && i > 0 && label[i-1]:
			name = first[i-1]
		}
		names = append(names, strings.TrimRight(name, ": "))
	}
	if labels := countFunc(label, func(is bool) bool { return is }); labels < 2 || labels != countFunc(names, isFilled) {
		return nil, nil
	}
	return names, func(cells []string) (values []string) {
		for i, c := range cells {
			switch {
			case len(cells) != width || label[i] && c != first[i]:
				return cells // a title, or more cells than there are columns
			case !label[i]:
				values = append(values, c)
			}
		}
		return values
	}
}

// ruled matches a line that separates records of a line for each field.
var ruled = lazyregexp.New(`^\s*([-=*_#~]{3,}|\*+ \d+\. row \*+|-\[ RECORD \d+ \][-+]*)?\s*$`)

// betweenRecords reports whether a line separates records.
func betweenRecords(line string) bool {
	line = strings.TrimSpace(line)
	return line == "" || strings.IndexByte("-=*_#~", line[0]) >= 0 && ruled().MatchString(line)
}

// fieldBlocks is the framing of text with a line for each field, and between the records
// blank lines or rules. All records begin with the same field.
func fieldBlocks(lines []string) (*framing, []string) {
	const fewest = 3
	if countFunc(lines, betweenRecords) < fewest-1 {
		return nil, nil
	}
	var blocks [][]string
	var block []string
	keys, all := 0, 0
	for i, l := range lines {
		between := betweenRecords(l)
		if !between {
			block = append(block, l)
			all++
			if key, _ := cutKey(l); key != "" {
				keys++
			}
		}
		if (between || i == len(lines)-1) && len(block) > 0 {
			blocks = append(blocks, block)
			block = nil
		}
	}
	if 10*keys < 9*all || len(blocks) < fewest {
		return nil, nil
	}
	blocks = blocks[:len(blocks)-1] // which may be cut off
	var names []string
	first := ""
	for _, block := range blocks {
		names = addNames(names, block)
	}
	if len(names) > 0 {
		first = names[0]
	}
	var records [][]string
	for _, block := range blocks {
		if key, _ := cutKey(block[0]); key == first {
			records = append(records, valuesOf(block, names))
		}
	}
	if 10*len(records) < 9*len(blocks) || !areFields(names, records) {
		return nil, nil
	}
	f := &framing{stand: unitSeparator}
	f.unit = func(out []byte, s string, final bool) ([]byte, int) { return f.block(out, s, final, names) }
	return f, names
}

// addNames adds the names of a block's fields that are not among names as often as in it.
func addNames(names, block []string) []string {
	counts := map[string]int{}
	for _, l := range block {
		key, _ := cutKey(l)
		if key == "" {
			continue
		}
		counts[key]++
		if counts[key] > countFunc(names, func(n string) bool { return n == key }) && len(names) < maxColumns {
			names = append(names, key)
		}
	}
	return names
}

// block rewrites the first record of a text with a line for each field, and the lines between
// it and the next. The line breaks follow it, so that lines are counted as they stand in the
// file.
func (f *framing) block(out []byte, s string, final bool, names []string) ([]byte, int) {
	var fields []string
	at, breaks := 0, 0
	most := 4*len(names) + 64 // lines: more are no record, and are not read together
	for at < len(s) {
		i := bytesearch.IndexBreak(s, at)
		end, ok := syntax.BreakEnd(s, i, final)
		if !ok && !final {
			return out, 0
		}
		between := betweenRecords(s[at:i])
		if !between {
			fields = append(fields, s[at:i])
		}
		at, breaks = end, breaks+1
		if between && len(fields) > 0 || len(fields) == most {
			break
		}
		if at >= len(s) && !final {
			return out, 0
		}
	}
	if len(fields) > 0 {
		if key, _ := cutKey(fields[0]); key != names[0] && len(fields) > 1 {
			fields = append(fields, "") // not a whole record
		}
		out = f.cells(out, valuesOf(fields, names))
	}
	return append(out, strings.Repeat("\n", breaks)...), at
}

// cells appends cells with the byte that separates them between.
func (f *framing) cells(out []byte, cells []string) []byte {
	for i, c := range cells {
		if i > 0 {
			out = append(out, f.stand)
		}
		out = f.text(out, []byte(c))
	}
	return out
}
