package main

import (
	"errors"
	"fmt"
	"syscall"
	"testing"
)

// Only the writer that failed tells that nobody reads: the same errno of a
// database's socket is a failure.
func TestReaderGone(t *testing.T) {
	_, closed := pipeWriter{failing{syscall.EPIPE}}.Write([]byte("x"))
	_, full := pipeWriter{failing{syscall.ENOSPC}}.Write([]byte("x"))
	lost := fmt.Errorf("reading the list: %w", syscall.EPIPE)
	for name, c := range map[string]struct {
		err  error
		want bool
	}{
		"closed":                {closed, true},
		"closed, in words":      {fmt.Errorf("writing the result: %w", closed), true},
		"closed twice":          {errors.Join(closed, closed), true},
		"full":                  {full, false},
		"lost database":         {lost, false},
		"lost database, closed": {errors.Join(lost, closed), false},
		"nothing":               {nil, false},
	} {
		if got := isReaderGone(c.err); got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
