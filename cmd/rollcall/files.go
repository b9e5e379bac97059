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
			failed = asPartial(err, command, done, files)
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
