package main

import (
	"io"
	"os"

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
	// Env looks up an environment variable.
	Env func(string) (string, bool)
}

// defaultWidth is used where no terminal tells its own.
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
		Env:         os.LookupEnv,
	}
}
