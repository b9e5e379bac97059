// Package rollcall does what the commands do, for the command line and for Go
// programs alike: it looks into a file of contacts, proposes a mapping, reviews
// and imports the file, takes an import back, and keeps the do-not-call list.
//
// Each step is a function: it takes its options as a value, checks everything
// that can be checked before the first row, and returns its result as a value.
// A step that fails returns an error that Explain understands, an *Error if the
// cause is known. Hints and the names of options in messages are
// those of the command line.
//
// The package knows nothing of terminals, flags and settings.
package rollcall

import (
	"io"
	"log/slog"

	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/pipeline"
)

// Env is the environment of a step. With the zero value nothing is logged or shown,
// standard input is empty, and steps that need a database fail.
type Env struct {
	Database Database
	// Stdin is read if a file is named "-".
	Stdin io.Reader
	// Log gets messages, which never have cells or passwords; nil logs nothing.
	Log *slog.Logger
	// Progress returns a display for the reading of a file of size bytes, or of
	// unknown size if that is -1. It can be nil, and return nil, for no display.
	Progress func(size int64) Progress
	// Version is the program's version, for the record.
	Version string
}

// Progress shows how far a run has come. Its methods are called from one
// goroutine at a time.
type Progress interface {
	// Read reports how much of the file was read.
	Read(pipeline.Progress)
	// Phase names a phase after the reading, such as "adding contacts", and its
	// number of rows, which is -1 if the server does it in one step.
	Phase(name string, rows int64)
	// Step reports how many rows of the phase are done.
	Step(rows int64)
	// Done ends the display.
	Done()
}

func (e *Env) logger() *slog.Logger {
	if e.Log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return e.Log
}

// program is what a page says of the program.
func (e *Env) program() string { return e.Version + ", libphonenumber " + phone.MetadataVersion }

func (e *Env) progress(size int64) Progress {
	if e.Progress != nil {
		if p := e.Progress(size); p != nil {
			return p
		}
	}
	return noProgress{}
}

type noProgress struct{}

func (noProgress) Read(pipeline.Progress) {}
func (noProgress) Phase(string, int64)    {}
func (noProgress) Step(int64)             {}
func (noProgress) Done()                  {}
