package main

import (
	"context"

	"github.com/spf13/cobra"

	"rollcall/pkg/report"
	"rollcall/pkg/rollcall"
)

func newDBCheckCommand(s Streams, globals *globalOptions) *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Check for what would fail an import or mislead the dialer",
		Long: `check examines the database that commands would use, and what it depends on:
space for temporary files; for the private server, PostgreSQL's programs and
space for the data; connection and encryption, primary, encoding, schema
version, rights, ownership, triggers and row-level security, clock, time zone
data, calling rules, and the age of each do-not-call list. Each is ok, a warning
or failed, with what to do. Nothing is changed.
` + exitHeading + `    0  done: nothing failed; there may be warnings
    1  a check failed: an import would fail, or could not be trusted
    2  wrong usage
  130  interrupted`,
		Example: "  rollcall db check\n  rollcall db check --database postgres://… -o json | jq .failed",
		Args:    noArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return runDBCheck(cmd.Context(), s, globals) },
	}
}

func runDBCheck(ctx context.Context, s Streams, globals *globalOptions) error {
	env := globals.env(s)
	env.Log = nil // its warnings are checks
	found, err := rollcall.CheckDatabase(ctx, env)
	if found == nil {
		return err
	}
	var written error
	if globals.json() {
		written = writeJSON(s.Out, found)
	} else {
		written = report.WriteDatabaseCheck(s.Out, found, globals.style(s))
	}
	if written != nil {
		return written
	}
	if err != nil {
		return &shown{err}
	}
	return nil
}
