package main

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/spf13/cobra"

	"rollcall/pkg/report"
	"rollcall/pkg/rollcall"
)

func newDBCommand(s Streams, globals *globalOptions) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "db",
		Short: "The private PostgreSQL server, and the schema",
		Long: `Where no database is named, rollcall keeps contacts in a private PostgreSQL
server of its own. It listens on a Unix socket that you alone can reach, starts
when it is needed and stops with the last command that uses it.
ROLLCALL_DATA_DIR moves its data.`,
		Args: subcommands,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	sub := func(use, short, example string, runE func(context.Context) error) {
		cmd.AddCommand(&cobra.Command{Use: use, Short: short, Example: example, Args: noArgs,
			RunE: func(c *cobra.Command, _ []string) error { return runE(c.Context()) }})
	}
	sub("start", "Start the private server and leave it running", "  rollcall db start",
		func(ctx context.Context) error { return runDBStart(ctx, s, globals) })
	sub("stop", "Stop the private server", "  rollcall db stop",
		func(ctx context.Context) error { return runDBStop(ctx, s, globals) })
	sub("status", "Show the state of the named database, else of the private server", "  rollcall db status -o json",
		func(ctx context.Context) error { return runDBStatus(ctx, s, globals) })
	sub("url", "Print the database's URL, and start the private server if need be", `  psql "$(rollcall db url)"`,
		func(ctx context.Context) error { return runDBURL(ctx, s, globals) })
	cmd.AddCommand(newDBCheckCommand(s, globals))
	var distribute bool
	sub("migrate", "Set up the schema, or bring it up to date", "  rollcall db migrate --database postgres://…",
		func(ctx context.Context) error { return runDBMigrate(ctx, s, globals, distribute) })
	migrate, _, err := cmd.Find([]string{"migrate"})
	if err != nil {
		panic(err) // it was just added
	}
	migrate.Flags().BoolVar(&distribute, "distribute", false, "spread the tables over the nodes of Citus, by phone number")
	sub("distribute", "Spread the tables over the nodes of Citus, as migrate --distribute does", "  rollcall db distribute --database postgres://…",
		func(ctx context.Context) error { return runDBMigrate(ctx, s, globals, true) })
	return cmd
}

// privateEnv is the environment of the steps with the private database, even where
// another was named.
func privateEnv(s Streams, globals *globalOptions) rollcall.Env {
	env := globals.env(s)
	env.Database = privateDatabase(s)
	return env
}

func runDBStart(ctx context.Context, s Streams, globals *globalOptions) error {
	status, err := rollcall.StartServer(ctx, privateEnv(s, globals))
	return showServer(s, globals, status, err)
}

func runDBStop(ctx context.Context, s Streams, globals *globalOptions) error {
	status, err := rollcall.StopServer(ctx, privateEnv(s, globals))
	if status != nil && err != nil { // somebody uses it
		globals.tell(s, slog.LevelWarn, "%s", err)
		err = nil
	}
	return showServer(s, globals, status, err)
}

// showServer shows the state of the private server, unless there is an error.
func showServer(s Streams, globals *globalOptions, status *report.ServerStatus, err error) error {
	if err != nil {
		return err
	}
	return showPlain(s, globals, status, report.WriteServerStatus)
}

// runDBStatus shows the state of the named database, else of the private server.
func runDBStatus(ctx context.Context, s Streams, globals *globalOptions) error {
	env := globals.env(s)
	if !env.Database.Named {
		status, err := rollcall.ServerStatus(ctx, env)
		return showServer(s, globals, status, err)
	}
	status, err := rollcall.Status(ctx, env)
	if err != nil {
		return err
	}
	return showPlain(s, globals, status, report.WriteDatabaseStatus)
}

func runDBURL(ctx context.Context, s Streams, globals *globalOptions) error {
	address, started, err := rollcall.URL(ctx, globals.env(s))
	if err != nil {
		return err
	}
	if started && !globals.Quiet {
		globals.tell(s, slog.LevelInfo, `the private server was started; it runs until "rollcall db stop"`)
	}
	if globals.json() {
		return writeJSON(s.Out, databaseURL{address})
	}
	_, err = fmt.Fprintln(s.Out, address)
	return err
}

func runDBMigrate(ctx context.Context, s Streams, globals *globalOptions, distribute bool) error {
	m, err := rollcall.Migrate(ctx, rollcall.MigrateOptions{Env: globals.env(s), Distribute: distribute})
	if err != nil {
		return err
	}
	return shownDone(s, globals, showPlain(s, globals, m, report.WriteMigrated))
}

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
	if err := show(s, globals, found, report.WriteDatabaseCheck); err != nil {
		return err
	}
	if err != nil {
		return &shownError{err}
	}
	return nil
}
