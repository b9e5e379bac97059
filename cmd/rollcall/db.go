package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"github.com/spf13/cobra"

	"rollcall/pkg/localserver"
	"rollcall/pkg/report"
	"rollcall/pkg/rollcall"
	"rollcall/pkg/store"
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

func runDBStart(ctx context.Context, s Streams, globals *globalOptions) error {
	db := privateDatabase(s)
	server, err := db.StartServer(ctx, true)
	if err != nil {
		return err
	}
	if err := server.Close(); err != nil {
		return err
	}
	return showServer(ctx, s, globals)
}

func runDBStop(ctx context.Context, s Streams, globals *globalOptions) error {
	db := privateDatabase(s)
	if err := db.CheckDir(); err != nil {
		return err
	}
	if err := localserver.Stop(ctx, db.Dir); err != nil && !errors.Is(err, localserver.ErrInUse) {
		return err
	} else if err != nil {
		globals.tell(s, slog.LevelWarn, "%s", err)
	}
	return showServer(ctx, s, globals)
}

func runDBURL(ctx context.Context, s Streams, globals *globalOptions) error {
	db := globals.database(s)
	address := db.URL
	if db.Named {
		switch shown := rollcall.WithoutPassword(address); {
		case shown != "":
			address = shown
		case address == "":
			address = "postgres://" // libpq and pgx fill in the PG* variables
		default:
			return store.ErrURL
		}
	} else {
		if err := db.CheckDir(); err != nil {
			return err
		}
		st, err := localserver.Status(ctx, db.Dir)
		if err != nil {
			return err
		}
		if address = st.URL; !st.Running || !st.Kept {
			server, err := db.StartServer(ctx, true)
			if err != nil {
				return err
			}
			address = server.URL("")
			if err := server.Close(); err != nil {
				return err
			}
			if !globals.Quiet {
				globals.tell(s, slog.LevelInfo, `the private server was started; it runs until "rollcall db stop"`)
			}
		}
	}
	if globals.json() {
		return writeJSON(s.Out, databaseURL{address})
	}
	_, err := fmt.Fprintln(s.Out, address)
	return err
}

func runDBMigrate(ctx context.Context, s Streams, globals *globalOptions, distribute bool) error {
	env := globals.env(s)
	db, err := env.Open(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	bring := db.Migrate
	if distribute {
		bring = db.Distribute
	}
	v, err := bring(ctx)
	if err != nil {
		return err
	}
	if globals.json() {
		return shownDone(s, globals, writeJSON(s.Out, migrated{v.Have, v.Want}))
	}
	text := fmt.Sprintf("the schema is at version %d", v.Want)
	if v.Have != v.Want {
		text = fmt.Sprintf("the schema went from version %d to %d", v.Have, v.Want)
	}
	_, err = fmt.Fprintln(s.Out, text)
	return shownDone(s, globals, err)
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
		return &shownError{err}
	}
	return nil
}

// serverStatus is the JSON form of the private server's status.
type serverStatus struct {
	Private bool   `json:"private"`
	Running bool   `json:"running"`
	Kept    bool   `json:"kept"`
	InUse   bool   `json:"in_use"`
	PID     int    `json:"pid,omitempty"`
	Version string `json:"version,omitempty"`
	URL     string `json:"url,omitempty"`
	DataDir string `json:"data_dir"`
}

// runDBStatus shows the state of the named database, else of the private server.
func runDBStatus(ctx context.Context, s Streams, globals *globalOptions) error {
	if !globals.database(s).Named {
		return showServer(ctx, s, globals)
	}
	status, err := rollcall.Status(ctx, globals.env(s))
	if err != nil {
		return err
	}
	if globals.json() {
		return writeJSON(s.Out, status)
	}
	return report.WriteDatabaseStatus(s.Out, status)
}

// showServer shows the state of the private server, even where another database was named.
func showServer(ctx context.Context, s Streams, globals *globalOptions) error {
	db := privateDatabase(s)
	if err := db.CheckDir(); err != nil {
		return err
	}
	dir := db.Dir
	st, err := localserver.Status(ctx, dir)
	if err != nil {
		return err
	}
	if globals.json() {
		return writeJSON(s.Out, serverStatus{true, st.Running, st.Kept, st.InUse, st.PID, st.Version, st.URL, dir})
	}
	var b strings.Builder
	switch {
	case st.Running && st.Kept:
		fmt.Fprintf(&b, "running (process %d) until \"rollcall db stop\"\n", st.PID)
	case st.Running:
		fmt.Fprintf(&b, "running (process %d) while it is used\n", st.PID)
	case st.Version == "":
		b.WriteString("not set up yet: the first import does that\n")
	default:
		b.WriteString("stopped: it starts when it is needed\n")
	}
	fmt.Fprintf(&b, "data     %s\n", report.Cell(dir))
	if st.Version != "" {
		fmt.Fprintf(&b, "version  PostgreSQL %s\n", st.Version)
	}
	if st.URL != "" {
		fmt.Fprintf(&b, "url      %s\n", st.URL)
	}
	_, err = s.Out.Write([]byte(b.String()))
	return err
}
