package phone

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rollcall/pkg/normalize"
)

// A cell may say more than a number: which telephone it is, that it is a fax,
// that it is wrong, that the person must not be called.

// written is one of the numbers of a cell, with the words that belong to it.
type written struct {
	words string // its label and its note
	found Result
	note  normalize.Note
}

// hasWords reports whether a cell has letters other than the label of an
// extension.
func hasWords(cell string) bool {
	if len(cell) < 8 {
		return anyWords(cell)
	}
	for i := 0; i < len(cell)-8; i += 8 {
		if mayHaveLetter(cell[i : i+8]) {
			return anyWords(cell)
		}
	}
	return mayHaveLetter(cell[len(cell)-8:]) && anyWords(cell)
}

// mayHaveLetter reports whether one of eight bytes is an A or above it, all at once:
// what is in its lower seven bits carries into the highest.
func mayHaveLetter(s string) bool {
	_ = s[7]
	w := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	const each = 0x0101010101010101
	return (w|(w&(0x7f*each)+(0x80-'A')*each))&(0x80*each) != 0
}

// anyWords is hasWords for a cell that may have letters.
func anyWords(cell string) bool {
	for i := 0; i < len(cell); i++ {
		c := cell[i]
		if c < 'A' {
			continue
		}
		if c >= utf8.RuneSelf {
			return strings.ContainsFunc(cell[i:], func(r rune) bool { return unicode.IsLetter(r) || normalize.IsBarMark(r) })
		}
		if !isASCIILetter(c) {
			continue
		}
		start := i
		for i < len(cell) && isASCIILetter(cell[i]) {
			i++
		}
		switch cell[start:i] {
		case "x", "X", "ext", "Ext", "EXT", "extension", "extn":
		default:
			return true
		}
	}
	return false
}

// Refuses reports whether the words of a cell say that the person must not be
// called, and which.
func (p *Parser) Refuses(cell string) (words string, ok bool) {
	if !hasWords(cell) {
		return "", false
	}
	words = p.notes.of(cell).Refusal
	return words, words != ""
}

// applyWords reads the words of a cell whose number was found, or was not. A refusal
// is the person's, and leaves the result as it is otherwise. Of several numbers
// the best by its label is taken, a mobile, else one at work or without a
// label, else one at home; a fax, a pager and a number that is wrong are none.
func (p *Parser) applyWords(r Result, cell, region string) Result {
	note := p.notes.of(cell)
	r.Refusal = note.Refusal
	if countDigits(cell) >= 2*minDigits {
		numbers := p.numbers(cell, region)
		if len(numbers) > 1 && slices.ContainsFunc(numbers, written.noted) {
			best := choose(numbers)
			best.Refusal = r.Refusal
			return best
		}
	}
	if problem := problemOf(note); r.OK() && problem != None {
		return Result{Problem: problem, Detail: problem.detail(""), Refusal: r.Refusal}
	}
	return r
}

// problemOf returns what a label or a note says against its number.
func problemOf(note normalize.Note) Problem {
	switch {
	case !note.Kind.Dialed():
		return NotVoice
	case note.Bad:
		return BadNumber
	}
	return None
}

// noted reports whether the words of a number matter.
func (n written) noted() bool { return n.note.Bad || n.note.Kind != normalize.OtherNumber }

// choose returns the best of the numbers, by their labels.
func choose(numbers []written) Result {
	best := -1
	var failed Result
	for i, n := range numbers {
		if problem := problemOf(n.note); problem != None {
			failed = Result{Problem: problem, Detail: problem.detail("")}
			continue
		}
		if best < 0 || rank(n.note.Kind) < rank(numbers[best].note.Kind) {
			best = i
		}
	}
	if best < 0 {
		return failed
	}
	r := numbers[best].found
	r.Repair |= Several
	return r
}

// rank is the place of a kind in the order in which numbers are dialed.
func rank(k normalize.NumberKind) int {
	switch k {
	case normalize.MobileNumber:
		return 0
	case normalize.HomeNumber:
		return 2
	}
	return 1
}

// Numbers returns all numbers of a cell in E.164 form, each once, those among
// them that its words refuse or say to be wrong.
func (p *Parser) Numbers(cell, region string) []string {
	var all []string
	for _, n := range p.numbers(cell, region) {
		if !slices.Contains(all, n.found.E164) {
			all = append(all, n.found.E164)
		}
	}
	return all
}

// maxNumbers is how many numbers of a cell are looked at.
const maxNumbers = 16

// numbers finds the valid numbers of a cell, and sets for each the words around
// it: those before it up to a mark that ends a part, and those after it.
func (p *Parser) numbers(cell, region string) []written {
	text, _ := tidy(cell)
	var list []written
	var ends []int // where each number ends in text
	var starts []int
	for at := 0; at < len(text) && len(list) < maxNumbers; {
		start, end := nextDigits(text, at)
		if start < 0 {
			break
		}
		at = end
		for _, piece := range p.pieces(text, start, end, region) {
			list = append(list, written{found: piece.found})
			starts, ends = append(starts, piece.start), append(ends, piece.end)
		}
	}
	if len(list) == 0 {
		return nil
	}
	labelled := hasWords(text[:starts[0]])
	list[0].words = text[:starts[0]]
	for i := range list {
		if i+1 == len(list) {
			list[i].words += " " + text[ends[i]:]
			break
		}
		note, label := splitBetween(text[ends[i]:starts[i+1]], labelled)
		list[i].words += " " + note
		list[i+1].words = label
	}
	for i := range list {
		list[i].words = strings.Trim(list[i].words, " ,;:|/&\n")
		if words := strings.Trim(list[i].words, " ().:[]#"); len(list) > 1 && (words == "F" || words == "f") {
			list[i].words = "fax"
		}
		list[i].note = p.notes.of(list[i].words)
	}
	return list
}

// splitBetween cuts the words between two numbers into the note of the first
// and the label of the second. Where no mark keeps them apart, they are labels
// in a cell that begins with one, and else notes.
func splitBetween(words string, labelled bool) (note, label string) {
	if i := strings.LastIndexAny(words, ",;|\n/&"); i >= 0 {
		first := strings.IndexAny(words, ",;|\n/&")
		if strings.TrimSpace(words[:first]) == "" && strings.TrimSpace(words[i+1:]) != "" {
			return "", words[first+1:]
		}
		return words[:i], words[i+1:]
	}
	trimmed := strings.TrimRight(words, " .-#(")
	switch {
	case strings.HasSuffix(trimmed, ":"):
		if i := strings.LastIndexByte(words, ')'); i >= 0 {
			return words[:i], words[i+1:]
		}
		return "", words
	case strings.HasPrefix(strings.TrimLeft(words, " "), "("):
		if i := strings.IndexByte(words, ')'); i >= 0 {
			return words[:i], words[i+1:]
		}
		return words, ""
	case labelled:
		return "", words
	}
	return words, ""
}

// piece is a number within a text.
type piece struct {
	start, end int
	found      Result
}

// pieces returns the valid numbers between start and end, where there are only
// digits and the marks within numbers: the whole, or else those that spaces
// keep apart.
func (p *Parser) pieces(text string, start, end int, region string) []piece {
	var found Result
	if p.read(text[start:end], region, &found); found.OK() && found.Repair&Several == 0 || found.Problem.Fake() {
		if !found.OK() {
			return nil
		}
		return []piece{{start, end, found}}
	}
	var list []piece
	for start < end {
		next := -1
		for at := end; at > start; at-- {
			if at < end && text[at] != ' ' || countDigits(text[start:at]) < minDigits {
				continue
			}
			var found Result
			p.read(text[start:at], region, &found)
			if found.OK() && found.Repair&(Several|Note) == 0 {
				list, next = append(list, piece{start, at, found}), at
				break
			}
		}
		if next < 0 {
			i := strings.IndexByte(text[start:end], ' ')
			if i < 0 {
				break
			}
			next = start + i
		}
		for start = next; start < end && text[start] == ' '; start++ {
		}
	}
	return list
}

// nextDigits returns where the next run of digits and marks within numbers
// begins and ends that may be a number, from at on, or -1.
func nextDigits(text string, at int) (start, end int) {
	for at < len(text) {
		if !isDigit(text[at]) && text[at] != '+' && text[at] != '(' {
			at++
			continue
		}
		start, end = at, at
		for ; at < len(text); at++ {
			c := text[at]
			if c == '+' && countDigits(text[start:at]) >= minDigits {
				break
			}
			if isDigit(c) {
				end = at + 1
			} else if !strings.ContainsRune(" +-().[]", rune(c)) {
				break
			}
		}
		if countDigits(text[start:end]) >= minDigits {
			return start, end
		}
		at = max(at, start+1)
	}
	return -1, -1
}

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
