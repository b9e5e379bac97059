package registry

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"rollcall/pkg/normalize"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/source"
)

func isNANP(region string) bool { return region != "" && phone.CallingCode(region) == 1 }

// read reads on: first the lines that were read ahead, then chunk by chunk.
func (ls *lines) read() error {
	if len(ls.queue) > 0 {
		for i := range ls.queue {
			if err := ls.take(&ls.queue[i]); err != nil {
				return err
			}
		}
		ls.queue = nil
		return nil
	}
	chunk, err := ls.part.Next()
	if err == io.EOF {
		if err := ls.finish(); err != nil {
			return err
		}
		return io.EOF
	}
	if err != nil {
		return err
	}
	for rec := range chunk.Records() {
		if len(rec.Cells) == 1 && ls.takePlain(rec) {
			continue
		}
		at := line{number: rec.Line, bad: rec.Malformed}
		switch {
		case len(rec.Cells) == 1 && !rec.Malformed:
			if strings.TrimSpace(rec.Cells[0]) == "" || rec.Cells[0] == "\x1a" {
				continue
			}
			at.text = rec.Cells[0]
		case rec.Malformed || slices.ContainsFunc(rec.Cells, func(c string) bool { return strings.TrimSpace(c) != "" }):
			at.text, at.cells = strings.Join(rec.Cells, "\t"), rec.Cells
		default:
			continue
		}
		if err := ls.take(&at); err != nil {
			return err
		}
	}
	chunk.Release()
	return nil
}

// takePlain takes a line that is only a number, as nearly all lines of large files are.
func (ls *lines) takePlain(rec source.Record) bool {
	if !ls.simple || rec.Malformed || ls.trailer != nil {
		return false
	}
	s := rec.Cells[0]
	var n uint64
	switch {
	case len(s) == 11 && s[3] == ',' && ls.nanpAny:
		if a := areaDigits(s[:3]); a != 0 {
			if local := localDigits(s[4:]); local != 0 {
				n = 1e10 + a*1e7 + local
			}
		}
	case ls.nanp:
		n = nanpDigits(s)
	case len(s) == 12 && s[0] == '+':
		n = nanpDigits(s)
	}
	if n == 0 {
		return false
	}
	ls.stats.Lines++
	ls.add(Entry{First: n, Last: n})
	return true
}

// take reads a line.
func (ls *lines) take(at *line) error {
	if t := ls.trailer; t != nil {
		ls.trailer = nil
		ls.stats.Lines++
		ls.unread(t.number, t.text)
	}
	if at.bad {
		ls.stats.Lines++
		ls.unread(at.number, at.text)
		return nil
	}
	cells := ls.split(at)
	if ls.own {
		return ls.takeOwn(at, cells)
	}
	if ls.blanks && (isProse(at.text) || !ls.certain && turnsRound(at.text)) {
		ls.stats.Lines++
		ls.unread(at.number, at.text)
		return nil
	}
	meaning, err := ls.meaning(cells)
	if err != nil {
		return fmt.Errorf("line %d: %w", at.number, err)
	}
	before := len(ls.out)
	ls.torn = false
	if meaning != left && meaning != unclear {
		cells = ls.takeNumbers(at, cells, meaning)
	}
	found := len(ls.out) > before
	if ls.torn && found {
		ls.unread(at.number, at.text)
	}
	switch {
	case meaning == left:
		ls.stats.Left++
	case meaning == clear:
		if found {
			ls.out = ls.out[:before]
			ls.stats.Clear++
		}
	}
	if !found && meaning != left {
		if !ls.records && (isTrailer(cells) || len(cells) == 1 && ls.counts(cells[0])) {
			ls.trailer = &line{number: at.number, text: at.text, cells: slices.Clone(cells)}
			return nil
		}
		ls.unread(at.number, at.text)
	}
	ls.stats.Lines++
	return nil
}

// takeNumbers takes the numbers of a line that counts, including a range in its text,
// and returns the other cells.
func (ls *lines) takeNumbers(at *line, cells []string, m meaning) []string {
	before, text := len(ls.out), ls.blanks && at.cells == nil
	if text {
		if rest, ok := ls.takeRangeText(at.text, 0, m); ok {
			cells = nil
			if mayHoldNumber(rest) {
				cells = splitBlanks(ls.cells[:0], rest, ls.parser, ls.opts.Region)
			}
		}
	}
	ls.numbersOfCountry(cells, m, at)
	if text && len(ls.out) == before+1 {
		ls.torn = ls.torn || ls.opensRange(strings.TrimSpace(at.text), 0, ls.out[before].First)
	}
	return cells
}

// takeOwn reads a line of the output of "suppress list".
func (ls *lines) takeOwn(at *line, cells []string) error {
	ls.stats.Lines++
	n := uint64(0)
	if len(cells) > 0 {
		n = ls.one(cells[0], 0)
	}
	if n == 0 || len(cells) > 4 {
		ls.unread(at.number, at.text)
		return nil
	}
	ls.add(Entry{First: n, Last: n})
	return nil
}

// What a line says about its numbers.
type meaning uint8

const (
	listedLine meaning = iota
	deleted
	clear   // on no list
	left    // does not meet a condition
	unclear // says nothing that is known
)

// meaning reads the columns that can reverse a line's meaning.
func (ls *lines) meaning(cells []string) (meaning, error) {
	for _, w := range ls.where {
		if w.column >= len(cells) || !w.values[canonical(cells[w.column])] {
			return left, nil
		}
	}
	m := listedLine
	if ls.deleted {
		m = deleted
	}
	said, listedToo, blank := false, false, -1
	for i, r := range ls.roles {
		if i >= len(cells) || r == roleNumber || r == rolePlain {
			continue
		}
		cell := strings.TrimSpace(cells[i])
		at, dated := ls.readDate(cell)
		word := ""
		if r != roleDate && r != roleExpires && r != roleRemoved {
			word = canonical(cell)
		}
		switch {
		case r == roleRemoved && len(ls.where) == 0 && dated && !at.After(ls.opts.Now), r == roleAction && isDelete(word):
			m = deleted
			continue
		case r == roleAction && isAdd(word):
			m = listedLine // whatever the file is called
			continue
		case r == roleRemoved && len(ls.where) == 0 && !dated && !neverRemoved(cell), r == roleAction:
			return ls.unclear(i), nil
		case r == roleDate && dated:
			ls.dated(at)
			continue
		case r == roleExpires:
			said = said || dated && at.Before(ls.opts.Now)
			continue
		case r == roleDate, r == roleRemoved, len(ls.where) > 0: // the conditions say what counts
			continue
		case strings.Trim(word, dashes+"-. ") == "":
			blank = i
			continue
		}
		on, known := ls.verdict(r, word)
		if !known {
			return ls.unclear(i), nil
		}
		said = said || !on
		listedToo = listedToo || on
	}
	switch {
	case blank >= 0 && !said && !listedToo && m == listedLine:
		return ls.unclear(blank), nil // a result is missing
	case m == deleted && !ls.opts.Changes:
		return m, refusal("--changes applies additions and deletions to a list; or --where \"COLUMN=VALUE\" chooses the lines that count",
			"the file has deletions")
	case said && !listedToo && m == listedLine:
		return clear, nil
	}
	return m, nil
}

// neverRemoved reports whether a cell of a column of removals says that there was
// none: blank, a placeholder, or the zeros that a database writes for no date.
func neverRemoved(cell string) bool {
	return normalize.Blank(cell) || strings.Trim(cell, "0-/.: T") == ""
}

// unclear records a column whose words are not known.
func (ls *lines) unclear(column int) meaning {
	if ls.stats.Unread == 0 {
		ls.stats.Column = fmt.Sprint(column + 1)
		if column < len(ls.header) && ls.header[column] != "" {
			ls.stats.Column = ls.header[column]
		}
	}
	return unclear
}

// verdict reads a word of a column with results; known is false for a word that such
// columns do not have.
func (ls *lines) verdict(r role, word string) (on, known bool) {
	if v, ok := ls.verdicts[word]; ok && v.role == r {
		return v.on, v.known
	}
	switch r {
	case roleListed:
		on = isListed(word)
		known = on || isClear(word)
	case roleCode:
		on, known = !dncClear[word], len(word) == 1
	default:
		yes := isYes(word)
		on, known = yes == (r == roleYes), yes || isNo(word) || isNoData(word)
	}
	if ls.verdicts == nil || len(ls.verdicts) >= maxWords {
		ls.verdicts = map[string]wordVerdict{}
	}
	ls.verdicts[word] = wordVerdict{r, on, known}
	return on, known
}

// wordVerdict is the meaning found for a word in a column of results.
type wordVerdict struct {
	role      role
	on, known bool
}

// finish looks at the last line of a part.
func (ls *lines) finish() error {
	t := ls.trailer
	if t == nil {
		return nil
	}
	if date, ok := ls.dateIn(t.text); ok {
		ls.dated(date)
	}
	var told int64
	var tells []int64
	for _, w := range strings.FieldsFunc(t.text, func(r rune) bool { return r < '0' || r > '9' }) {
		if !isDate(w) && len(w) < 16 {
			tells = append(tells, int64(number(w)))
			told = max(told, tells[len(tells)-1])
		}
	}
	if told > ls.stats.Lines+ls.titled+1 && !slices.ContainsFunc(tells, func(n int64) bool { return n >= ls.stats.Lines && n <= ls.stats.Lines+ls.titled+1 }) {
		return refusal("get the whole file", "the last line says %d records, but the file has %d: it was cut off", told, ls.stats.Lines)
	}
	return nil
}

// counts reports whether a cell is just the number of lines so far.
func (ls *lines) counts(cell string) bool {
	if !allDigits(cell, len(cell)) || len(cell) == 0 || len(cell) > 15 {
		return false
	}
	n := int64(number(cell))
	return n >= ls.stats.Lines && n <= ls.stats.Lines+ls.titled+1
}

// isTrailer reports whether cells can be a file's last line without a number: "Total
// records: 2", "T,0000000002".
func isTrailer(cells []string) bool {
	text := canonical(strings.Join(cells, " "))
	words := strings.Fields(text)
	var letters []string
	for i, w := range words {
		if hasLetter(w) || i == 0 {
			letters = append(letters, w)
		}
	}
	if len(words) == 0 || len(words) > 8 {
		return false
	}
	if trailerWords[words[0]] && (len(words) > 1 || words[0] == "eof" || words[0] == "end") && len(letters) <= 5 {
		return true
	}
	return trailerWords[strings.Join(letters, " ")] ||
		len(words) == 2 && hasDigits(words[0], 1) && !hasLetter(words[0]) && trailerWords[words[1]] && hasLetter(words[1])
}
