package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"rollcall/pkg/report"
)

// filesArg takes one FILE argument and more.
func filesArg(into *[]string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		for _, arg := range args {
			var file string
			if err := fileArg(&file)(cmd, []string{arg}); err != nil {
				return err
			}
			*into = append(*into, file)
		}
		if len(args) == 0 {
			return fileArg(new(string))(cmd, args)
		}
		return nil
	}
}

// quoteAll writes files as they can be typed again.
func quoteAll(files []string) string {
	quoted := make([]string, len(files))
	for i, file := range files {
		quoted[i] = report.ShellQuote(file)
	}
	return strings.Join(quoted, " ")
}

// partly is the error of one of several lists: those before it are done, and
// those behind it were not tried.
type partly struct {
	err error
	// command is what was done: "import" or "review".
	command string
	done    []*report.Result
	left    []string
}

func (p *partly) Error() string { return p.err.Error() }
func (p *partly) Unwrap() error { return p.err }

// part returns the error of a list behind which others are left; that of the only
// list there is stays as it is.
func part(err error, command string, done []*report.Result, files []string) error {
	if err == nil || len(files) == 1 {
		return err
	}
	return &partly{err, command, done, files[len(done)+1:]}
}

// interrupted returns the error of a command that was interrupted while err came,
// which still says what became of other lists.
func interrupted(err, cause error) error {
	var p *partly
	if errors.As(err, &p) {
		return &partly{cause, p.command, p.done, p.left}
	}
	return cause
}

// explainPart puts into an error what became of the other lists, and returns the
// same in words.
func explainPart(err error, e *report.Error) string {
	var p *partly
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

// total adds up what several lists came to.
func total(results []*report.Result) *report.Result {
	if len(results) == 0 {
		return nil
	}
	sum := *results[0]
	for _, r := range results[1:] {
		sum.Add(r)
	}
	return &sum
}

// files takes several lists one after the other through a command, and shows what
// each came to and, at the end, all of them; the first that fails ends it.
func (o *globalOptions) files(ctx context.Context, s Streams, files []string, command string,
	do func(ctx context.Context, file string) (*report.Result, error)) (all []*report.Result, err error) {
	o.lines = len(files) > 1
	var done []*report.Result
	var failed error
	for i, file := range files {
		if i > 0 && !o.json() {
			fmt.Fprintln(s.Out)
		}
		r, err := do(ctx, file)
		if err != nil {
			failed = part(err, command, done, files)
			break
		}
		done = append(done, r)
	}
	if len(files) > 1 && len(done) > 1 && !o.json() {
		err := report.WriteTotals(s.Out, done, o.style(s))
		if command == "import" {
			err = shownDone(s, o, err)
		}
		if err != nil {
			return done, errors.Join(failed, err)
		}
	}
	return done, failed
}
