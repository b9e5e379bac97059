package mapping

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"

	"rollcall/pkg/source"
)

// Problem is one thing wrong with a mapping file, or between a mapping file
// and a list. Its codes are "unknown_key", "unknown_word", "missing_column" and others.
type Problem struct {
	source.Problem
	// File is the mapping file's name as it was given.
	File string `json:"file,omitempty"`
	// Text is the line itself, whole, without its line break.
	Text string `json:"text,omitempty"`
	// Width is how many characters of Text the problem is about, at least 1.
	Width int `json:"-"`
}

// String returns the problem as an error message shows it: the place, what is
// wrong, what to do, and the line with a marker below.
func (p Problem) String() string {
	var b strings.Builder
	b.WriteString(plain(p.File))
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", p.Line, p.Column)
	}
	if b.Len() > 0 {
		b.WriteString(": ")
	}
	b.WriteString(p.Message)
	if p.Hint != "" {
		b.WriteString("; " + p.Hint)
	}
	if p.Line > 0 && p.Text != "" {
		before, marked, after := p.excerpt()
		number := fmt.Sprintf("%5d", p.Line)
		fmt.Fprintf(&b, "\n%s | %s%s%s\n%s | %s%s", number, before, marked, after,
			strings.Repeat(" ", len(number)), strings.Repeat(" ", uniseg.StringWidth(before)),
			strings.Repeat("^", max(1, uniseg.StringWidth(marked))))
	}
	return b.String()
}

// excerptBefore and excerptAfter bound what of a long line is shown.
const (
	excerptBefore = 60
	excerptAfter  = 40
)

// excerpt cuts the line into what stands before the problem, the problem and
// what follows it, safe to print and short enough to read.
func (p Problem) excerpt() (before, marked, after string) {
	line := []rune(p.Text)
	from := min(max(p.Column-1, 0), len(line))
	to := min(from+max(p.Width, 1), len(line))
	start := max(0, from-excerptBefore)
	before = plain(string(line[start:from]))
	if start > 0 {
		before = "…" + before
	}
	marked, after = string(line[from:to]), string(line[to:])
	if to-from > excerptAfter {
		marked, after = string(line[from:from+excerptAfter])+"…", ""
	} else if len(line)-to > excerptAfter {
		after = string(line[to:to+excerptAfter]) + "…"
	}
	return before, plain(marked), plain(after)
}

// Errors are all the problems of a mapping, in the file's order.
type Errors struct {
	Problems []Problem
}

// Error returns all problems, each with its line and a marker.
func (e *Errors) Error() string {
	texts := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		texts[i] = p.String()
	}
	return strings.Join(texts, "\n")
}

// sorted returns e in the order of the file, or nil where there is no problem.
func (e *Errors) sorted() error {
	if len(e.Problems) == 0 {
		return nil
	}
	slices.SortStableFunc(e.Problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), a.Column-b.Column)
	})
	return e
}

// plain makes text from a file safe to show on a terminal: control characters,
// bidirectional marks and other invisible ones become spaces or "·".
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case !unicode.IsGraphic(r):
			return '·'
		}
		return r
	}, s)
}
