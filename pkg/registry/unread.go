package registry

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"rollcall/pkg/source"
)

// Limit is how many unread lines a file may have. The zero value allows none.
type Limit struct {
	Lines   int64
	Percent float64 // used where it is not 0
}

// ParseLimit reads a number of lines or a percentage: "10", "2%".
func ParseLimit(s string) (Limit, error) {
	if p, ok := strings.CutSuffix(s, "%"); ok {
		v, err := strconv.ParseFloat(strings.TrimSpace(p), 64)
		if err != nil || v < 0 || v > 100 {
			return Limit{}, fmt.Errorf("%q is not a percentage from 0%% to 100%%", s)
		}
		return Limit{Percent: v}, nil
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return Limit{}, fmt.Errorf("%q is neither a number of lines nor a percentage", s)
	}
	return Limit{Lines: n}, nil
}

// Check refuses a file with more unread lines than limit allows, and in any
// case one of which half could not be read: that is no list of numbers.
func (s *Stats) Check(limit Limit) error {
	if s.Unread == 0 {
		return nil
	}
	most := limit.Lines
	if limit.Percent > 0 {
		most = int64(limit.Percent / 100 * float64(s.Lines))
	}
	half := s.Unread*2 >= s.Lines
	if s.Unread <= most && !half {
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
