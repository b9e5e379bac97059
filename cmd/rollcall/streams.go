package main

import (
	"errors"
	"io"
	"os"
	"strings"
	"syscall"

	"golang.org/x/term"
)

// Streams is what a command talks through, so that tests can hold the other
// ends.
type Streams struct {
	In  io.Reader
	Out io.Writer // results, and nothing else
	Err io.Writer // progress, warnings, errors
	// OutTerminal and ErrTerminal say whether a person looks on.
	OutTerminal bool
	ErrTerminal bool
	// Width is the terminal's width in columns.
	Width int
	// Env is the environment's variables.
	Env environment
}

// defaultWidth is used if there is no terminal with a width.
const defaultWidth = 80

func systemStreams() Streams {
	width, _, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil || width <= 0 {
		width = defaultWidth
	}
	return Streams{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		OutTerminal: term.IsTerminal(int(os.Stdout.Fd())),
		ErrTerminal: term.IsTerminal(int(os.Stderr.Fd())),
		Width:       width,
		Env:         environment{os.LookupEnv, environmentNames},
	}
}

// environmentNames returns the names of all variables.
func environmentNames() []string {
	all := os.Environ()
	for i, v := range all {
		all[i], _, _ = strings.Cut(v, "=")
	}
	return all
}

// pipeWriter is stdout or stderr. Its errors are marked if nobody reads any
// longer, to distinguish them from those of a database or a file.
type pipeWriter struct{ io.Writer }

// Write writes to what is behind the outlet.
func (o pipeWriter) Write(b []byte) (int, error) {
	n, err := o.Writer.Write(b)
	if errors.Is(err, syscall.EPIPE) {
		err = &readerGone{err}
	}
	return n, err
}

// readerGone is the error of an outlet that nobody reads any longer.
type readerGone struct{ err error }

func (r *readerGone) Error() string { return r.err.Error() }
func (r *readerGone) Unwrap() error { return r.err }

// isReaderGone reports whether all that err says is that nobody reads.
func isReaderGone(err error) bool {
	switch err := err.(type) {
	case *readerGone:
		return true
	case interface{ Unwrap() error }:
		return isReaderGone(err.Unwrap())
	case interface{ Unwrap() []error }:
		for _, e := range err.Unwrap() {
			if !isReaderGone(e) {
				return false
			}
		}
		return len(err.Unwrap()) > 0
	}
	return false
}

// terminalWidth is how wide a terminal is now.
func terminalWidth(w io.Writer) int {
	if f, ok := w.(*os.File); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			return width
		}
	}
	return defaultWidth
}

// environment is the environment's variables. Names returns all their names;
// nil stands for none.
type environment struct {
	lookUp func(name string) (value string, ok bool)
	names  func() []string
}
