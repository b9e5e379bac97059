package clean

import (
	"io"
	"iter"
	"slices"
	"strings"

	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/source"
)

// Lines gives a file's lines in chunks, in order, and io.EOF after the last:
// a source.Reader that source.OpenLines opened.
type Lines interface {
	Next() (*source.Chunk, error)
}

// NumberStats is what a file of numbers held.
type NumberStats struct {
	// Numbers is how many numbers there were, repeated ones counted each time.
	Numbers int64
	// Unreadable lines are not blank and hold no number; the first line is not
	// counted where it may be a header.
	Unreadable int64
	// FirstUnreadable is the number of the first such line, from 1.
	FirstUnreadable int64
}

// Numbers reads a file of numbers and gives them in E.164 form, in the file's
// order: one number a line; a CSV, of which every column is read but those
// whose header says that they hold something else; or the form of the United
// States' National Do Not Call Registry, area code and number in two cells.
// Every number of a line counts. Region holds for numbers without a country
// code.
//
// An error ends the numbers. One of them is a *source.RefusedError at the end
// of a file that holds no number at all, since it cannot be the list that is
// meant.
func Numbers(lines Lines, p *phone.Parser, region string, stats *NumberStats) iter.Seq2[string, error] {
	n := numberReader{parser: p, region: region, stats: stats}
	if region == "" || phone.CallingCode(region) == phone.CallingCode(registryRegion) {
		n.registry = registryRegion
	}
	return func(yield func(string, error) bool) {
		for {
			chunk, err := lines.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				yield("", err)
				return
			}
			for rec := range chunk.Records() {
				for _, number := range n.read(rec) {
					if !yield(number, nil) {
						return
					}
				}
			}
			chunk.Release()
		}
		if stats.Numbers == 0 {
			yield("", n.refusal())
		}
	}
}

// registryRegion is where the form of area code and number comes from.
const registryRegion = "US"

// numberReader reads a file of numbers line by line.
type numberReader struct {
	parser *phone.Parser
	region string
	// registry is the region of area code and number in two cells, or empty
	// where these are no phone number.
	registry string
	stats    *NumberStats

	lines int64  // those that are not blank
	other []bool // the columns that hold something else
	cells []string
	found []string
}

// read gives the numbers of a line; the slice is valid until the next call.
func (n *numberReader) read(rec source.Record) []string {
	cells := rec.Cells
	if len(cells) == 1 {
		n.cells = appendLineCells(n.cells[:0], cells[0])
		cells = n.cells
	}
	if !rec.Malformed && !slices.ContainsFunc(cells, func(c string) bool { return visible(c) != "" }) {
		return nil
	}
	n.lines++
	n.found = n.found[:0]
	n.lookAt(cells)
	if len(n.found) == 0 && n.other == nil && len(rec.Cells) == 1 {
		n.take(rec.Cells[0]) // a number with commas in it
	}
	if len(n.found) > 0 {
		n.stats.Numbers += int64(len(n.found))
		return n.found
	}
	if n.stats.Numbers == 0 && n.readHeader(cells) && n.lines == 1 {
		return nil
	}
	if n.stats.Unreadable++; n.stats.FirstUnreadable == 0 {
		n.stats.FirstUnreadable = rec.Line
	}
	return nil
}

// lookAt finds the numbers of a line's cells.
func (n *numberReader) lookAt(cells []string) {
	for i := 0; i < len(cells); i++ {
		if i < len(n.other) && n.other[i] {
			continue
		}
		if i+1 < len(cells) && n.takeRegistry(cells[i], cells[i+1]) {
			i++
			continue
		}
		if len(cells) == 1 || !isDay(cells[i]) {
			n.take(cells[i])
		}
	}
}

// takeRegistry takes area code and number from two cells.
func (n *numberReader) takeRegistry(area, local string) bool {
	if n.registry == "" || len(area) != 3 || len(local) != 7 {
		return false
	}
	found := n.parser.Parse(area+local, n.registry)
	if found.OK() {
		n.found = appendNumber(n.found, found.E164)
	}
	return found.OK()
}

// take takes every number of a cell.
func (n *numberReader) take(cell string) {
	if mayHoldNumber(cell) {
		n.found = appendNumbers(n.found, n.parser, cell, n.region)
	}
}

// appendNumbers appends those numbers of a cell that are not there yet.
func appendNumbers(numbers []string, p *phone.Parser, cell, region string) []string {
	found := p.Parse(cell, region)
	if !found.OK() {
		return numbers
	}
	numbers = appendNumber(numbers, found.E164)
	if found.Repair&phone.Several != 0 {
		numbers = appendParts(numbers, p, cell, region)
	}
	return numbers
}

// maxParts is how many words of a cell are tried in all combinations.
const maxParts = 32

// appendParts appends the numbers of a cell that holds several: of the words
// from one on, as many as make a number together.
func appendParts(numbers []string, p *phone.Parser, cell, region string) []string {
	words := strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(" \t\u00a0/\\,;|&", r) })
	for i := 0; i < len(words); {
		next := i + 1
		for j := min(len(words), i+maxParts); j > i; j-- {
			found := p.Parse(strings.Join(words[i:j], " "), region)
			if found.OK() && found.Repair&(phone.Several|phone.Note) == 0 {
				numbers = appendNumber(numbers, found.E164)
				next = j
				break
			}
		}
		i = next
	}
	return numbers
}

func appendNumber(numbers []string, e164 string) []string {
	if slices.Contains(numbers, e164) {
		return numbers
	}
	return append(numbers, e164)
}

// readHeader says whether cells may be a header, and notes which columns hold
// something else than numbers.
func (n *numberReader) readHeader(cells []string) bool {
	if !slices.ContainsFunc(cells, hasLetter) {
		return false
	}
	n.other = nil
	for i, c := range cells {
		if len(cells) > 1 && namesOther(c) {
			if n.other == nil {
				n.other = make([]bool, len(cells))
			}
			n.other[i] = true
		}
	}
	return true
}

// refusal says why a file without a number cannot be meant.
func (n *numberReader) refusal() error {
	if n.lines == 0 {
		return &source.RefusedError{Message: "the file is empty", Hint: "check that the export or the download worked"}
	}
	hint := "the file needs one number a line, or a column of numbers"
	if n.region == "" {
		hint += "; numbers without a country code need a region (--region US)"
	}
	return &source.RefusedError{Line: n.stats.FirstUnreadable, Message: "no line of the file holds a phone number", Hint: hint}
}
