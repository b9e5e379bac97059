package main

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"rollcall/pkg/report"
	"rollcall/pkg/rollcall"
)

// The exit codes, which users' scripts rely on.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitNoConsent   = 3
	exitRefused     = 4
	exitInterrupted = 130
)

// exitStatus ends the help of import, and of the program.
const exitStatus = exitHeading + `    0  done; skipped rows are normal
    1  failed: file, database or system
    2  wrong usage or mapping
    3  consent not confirmed
    4  the data was refused: no header, no rows, no valid phone, over a limit
  130  interrupted
With any code but 0 the file was not imported (of several, those before it were),
unless the error is commit_unknown: the server was lost during the commit, and
"rollcall history" shows the outcome.`

// shownError is an error whose result, with the error in it, is on stdout already.
type shownError struct{ err error }

func (s *shownError) Error() string { return s.err.Error() }
func (s *shownError) Unwrap() error { return s.err }

// usageError returns an error for a command line that is wrong.
func usageError(hint, format string, args ...any) error {
	return rollcall.UsageError(hint, format, args...)
}

// exitCode is the one switch from errors to exit codes.
func exitCode(kind rollcall.Kind) int {
	switch kind {
	case rollcall.Usage:
		return exitUsage
	case rollcall.NoConsent:
		return exitNoConsent
	case rollcall.Refused:
		return exitRefused
	case rollcall.Interrupted:
		return exitInterrupted
	}
	return exitFailed
}

// fail shows an error where the user looks for it and returns the exit code.
func fail(s Streams, globals *globalOptions, err error) int {
	kind, e := rollcall.Explain(err)
	exit := exitCode(kind)
	if e.Code == "no_import" || e.Code == "not_undoable" {
		e.Hint = cmp.Or(e.Hint, historyHint)
	}
	others := explainPart(err, &e)
	for _, text := range []*string{&e.Message, &e.Hint, &e.Text, &e.File} {
		*text = withoutPasswords(*text)
	}
	globals.tellError(s, e, exit)
	if others != "" {
		globals.tell(s, slog.LevelWarn, "%s", others)
	}
	var done *shownError
	if globals.json() && !errors.As(err, &done) {
		globals.writeResult(s.Out, failure{e})
	}
	return exit
}

// partialError is the error of one of several files: those before it are done, and
// those after it were not tried.
type partialError struct {
	err error
	// command is what was done: "import" or "review".
	command string
	done    []*report.Result
	left    []string
}

func (p *partialError) Error() string { return p.err.Error() }

func (p *partialError) Unwrap() error { return p.err }

// asPartial returns the error of one of several files, with those that are done and
// those that are left; that of the only file stays as it is.
func asPartial(err error, command string, done []*report.Result, files []string) error {
	if err == nil || len(files) == 1 {
		return err
	}
	return &partialError{err, command, done, files[len(done)+1:]}
}

// interrupted returns the error of a command that was interrupted while err came,
// which still says what became of other files.
func interrupted(err, cause error) error {
	var p *partialError
	if errors.As(err, &p) {
		return &partialError{cause, p.command, p.done, p.left}
	}
	return cause
}

// explainPart puts into an error what became of the other files, and returns the
// same in words.
func explainPart(err error, e *report.Error) string {
	var p *partialError
	if !errors.As(err, &p) {
		return ""
	}
	if e.Code == "interrupted" && p.command == "import" && len(p.done) > 0 {
		e.Message = "interrupted: nothing more was imported"
	}
	var words []string
	for _, r := range p.done {
		e.Done = append(e.Done, report.DoneFile{File: r.File, ImportID: r.ImportID})
		if what := report.ShellQuote(r.File); r.ImportID > 0 {
			words = append(words, fmt.Sprintf("%s was imported, as import %d", what, r.ImportID))
		} else {
			words = append(words, what+" was reviewed")
		}
	}
	if e.NotTried = p.left; len(p.left) > 0 {
		words = append(words, "not tried: "+quoteAll(p.left))
	}
	return strings.Join(words, "; ")
}

const exitHeading = "\nEXIT STATUS\n"
