package clean

import (
	"bufio"
	"context"
	"errors"
	"io"
	"iter"
	"strings"

	"rollcall/pkg/normalize/phone"
)

// NumberStats is what a file of numbers held.
type NumberStats struct {
	Numbers int64
	// Unreadable lines are not blank and hold no number; the first line of a
	// file may be its header and is not counted.
	Unreadable int64
	// FirstUnreadable is the number of the first such line, from 1.
	FirstUnreadable int64
}

// maxNumberLine bounds a line of a file of numbers, in bytes.
const maxNumberLine = 1 << 20

// Numbers reads a file of numbers, one a line: the number alone, or a line of
// a CSV of which the first cell that holds a number is taken. The national
// registry's form of area code and number in two cells is read too. Region
// holds for numbers without a country code. The numbers come in E.164 form, in
// the file's order; an error ends them.
func Numbers(ctx context.Context, r io.Reader, p *phone.Parser, region string, stats *NumberStats) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		lines := bufio.NewScanner(r)
		lines.Buffer(make([]byte, 0, 1<<16), maxNumberLine)
		var at int64
		for lines.Scan() {
			if at++; at%4096 == 0 && ctx.Err() != nil {
				yield("", ctx.Err())
				return
			}
			line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
			if line == "" {
				continue
			}
			number, ok := numberIn(line, p, region)
			if !ok {
				if at > 1 {
					if stats.Unreadable++; stats.FirstUnreadable == 0 {
						stats.FirstUnreadable = at
					}
				}
				continue
			}
			stats.Numbers++
			if !yield(number, nil) {
				return
			}
		}
		if err := lines.Err(); errors.Is(err, bufio.ErrTooLong) {
			yield("", errors.New("a line is longer than 1 MiB: this is not a list of numbers"))
		} else if err != nil {
			yield("", err)
		}
	}
}

// numberIn finds the number of a line.
func numberIn(line string, p *phone.Parser, region string) (string, bool) {
	if found := p.Parse(line, region); found.OK() {
		return found.E164, true
	}
	cells := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(",;\t|", r) })
	for i, cell := range cells {
		cells[i] = strings.Trim(cell, "\" ")
	}
	if len(cells) > 1 && len(cells[0]) == 3 && len(cells[1]) == 7 {
		if found := p.Parse(cells[0]+cells[1], region); found.OK() {
			return found.E164, true
		}
	}
	for _, cell := range cells {
		if found := p.Parse(cell, region); found.OK() {
			return found.E164, true
		}
	}
	return "", false
}
