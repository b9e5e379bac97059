package registry

import (
	"fmt"
	"strings"
	"unicode"

	"rollcall/pkg/source"
)

// Check refuses a file with too many unread lines, and in any case one of which
// half could not be read: that is no list of numbers.
func (s *Stats) Check(tooMany func(unread, lines int64) bool) error {
	if s.Unread == 0 {
		return nil
	}
	half := s.Unread*2 >= s.Lines
	if !half && !tooMany(s.Unread, s.Lines) {
		return nil
	}
	message := fmt.Sprintf("%d of %d lines could not be read; the first is %s", s.Unread, s.Lines, s.First)
	hint := fmt.Sprintf("correct or remove these lines, or accept them: --max-unread %d", s.Unread)
	if s.Column != "" {
		hint = fmt.Sprintf("column %q has values there that are not recognized; say which lines count: --where %q", s.Column, s.Column+"=VALUE")
	} else if half {
		hint = "check that this is the right file, and its --region; --column names the column of the numbers"
	}
	return &source.RefusedError{Line: s.First.Number, Message: message, Hint: hint}
}

// maxMasked is how much of a line an error shows.
const maxMasked = 60

// mask shows what a line looks like and nothing of what it says.
func mask(text string) string {
	var b strings.Builder
	n := 0
	for _, r := range text {
		if n++; n > maxMasked {
			b.WriteString("…")
			break
		}
		switch {
		case unicode.IsDigit(r):
			b.WriteByte('0')
		case unicode.IsLetter(r):
			b.WriteByte('x')
		case r < ' ' && r != '\t', r == 0x7f, !unicode.IsPrint(r) && r != '\t':
			b.WriteByte('?')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
