package main

import (
	"errors"
	"fmt"
	"iter"
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

// total adds up what several files came to.
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

// files collects what a command makes of several files one after the other, which
// shows the result of each, and shows at the end what all of them came to; the
// first that fails ends it.
func (o *globalOptions) files(s Streams, files []string, command string, results iter.Seq2[*report.Result, error]) (done []*report.Result, failed error) {
	o.lines = len(files) > 1
	for r, err := range results {
		if err != nil {
			failed = asPartial(err, command, done, files)
			break
		}
		if done = append(done, r); len(done) < len(files) && !o.json() {
			fmt.Fprintln(s.Out)
		}
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
