package main

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"rollcall/pkg/report"
	"rollcall/pkg/rollcall"
)

// exportOptions are the flags of export.
type exportOptions struct {
	globals *globalOptions
	rollcall.ExportOptions
	// list: nothing was asked for but the names of the powerlists, exact: with all
	// of their contacts counted.
	list, exact bool
}

func newExportCommand(s Streams, globals *globalOptions) *cobra.Command {
	o := exportOptions{globals: globals}
	cmd := &cobra.Command{
		Use:   "export [POWERLIST]",
		Short: "Export contacts for a dialer or a person; list the powerlists",
		Long: `export writes the contacts of a powerlist, in its order, as csv, xlsx or json
(one contact a line). It leaves out everyone on a do-not-call list that applies,
even if the number was suppressed after the import. Without a powerlist, but
with a flag of export, it writes all contacts, each once, in order of phone;
every do-not-call list applies to them. With neither it lists the powerlists:
how many contacts are on each, how many may be dialed, and how many of those
now, or from when. For long powerlists the last two are estimates, unless
--exact counts all.

Export again before each run: a file does not know who opts out tomorrow. export
reads one snapshot, writes nothing to the database, and works on a read-only
replica.

A phone is +12065551234 in every format. In csv, a cell that a spreadsheet would
take for a formula begins with an apostrophe; in xlsx every cell is text.

Most dialers import a csv with a header and let you map its columns; some want
theirs in a fixed order and under their own names. --columns gives both:
NAME=column renames one. Tags are in one cell with ; between them.

{date} in the powerlist's name and in --out is today, as in import.

COLUMNS
  phone, phone_ext, first_name, last_name, email, address, city, state, zip,
  time_zone, time_zones, tags, fields (all custom fields as JSON), fields.KEY,
  consent_date, consent_source, contact_id, import_id, created_at, updated_at;
  of a powerlist also: powerlist, powerlist_id, dial_mode, position
` + exitHeading + `    0  done, even if no contact matches
    1  failed: file, database or system
    2  wrong usage, or no powerlist has this name
  130  interrupted
With any code but 0, --out was not written. An existing file is replaced in one
step, as a nightly export must, with a message; a list that was imported is never
replaced.`,
		Example: `  rollcall export
  rollcall export expo-2026 --out expo.csv
  rollcall export expo-2026 --callable-now --limit 200 --columns Number=phone,last_name,fields.company
  rollcall export --tag vip --format json | jq -r .phone`,
		Args:              o.check,
		ValidArgsFunction: fromDatabase(s, globals, rollcall.PowerlistNames),
		RunE:              func(cmd *cobra.Command, _ []string) error { return runExport(cmd.Context(), s, &o) },
	}
	f := cmd.Flags()
	f.BoolVar(&o.CallableNow, "callable-now", false, "only those who may be called at this moment")
	f.StringArrayVar(&o.Tags, "tag", nil, "only contacts with the tag `T` (repeatable: with all of them)")
	f.Int64Var(&o.Import, "import", 0, "only contacts that import `ID` made or changed")
	f.Int64Var(&o.Limit, "limit", 0, "at most `N` contacts; 0 writes all")
	f.StringSliceVar(&o.Columns, "columns", nil, "the columns `A,B,fields.X` in this order; NAME=A renames one")
	f.StringVar(&o.Format, "format", "", "`FORMAT`: csv, xlsx or json (default by --out's ending, else csv)")
	f.BoolVar(&o.BOM, "bom", false, "begin a csv with a byte order mark, for Excel")
	f.StringVar(&o.Out, "out", "", "write to `FILE` instead of stdout; it appears whole, in place of one that is there")
	f.BoolVar(&o.exact, "exact", false, "count every contact of long powerlists: half a minute per million")
	onlyTyped(cmd, "tag", "import", "limit", "out")
	return cmd
}

// check takes the powerlist, and sees whether the list of all is asked for.
func (o *exportOptions) check(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) > 1:
		return usageError("Quote a name that holds spaces.", "one powerlist at a time, not %d (%q ...)", len(args), args[1])
	case len(args) == 1 && args[0] == "":
		return usageError("", "the name of the powerlist is empty")
	case len(args) == 1:
		o.Powerlist = args[0]
	}
	o.list = o.Powerlist == "" && !typedAny(cmd, "exact")
	if o.exact && !o.list {
		return usageError("", "--exact is for the list of powerlists, without a name and other flags")
	}
	return nil
}

// typedAny reports whether one of the command's own flags is on the command line,
// but for one.
func typedAny(cmd *cobra.Command, but string) (any bool) {
	cmd.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) { any = any || f.Changed && f.Name != but })
	return any
}

func runExport(ctx context.Context, s Streams, o *exportOptions) error {
	env := o.globals.env(s)
	dated := func(name string) string { return strings.ReplaceAll(name, "{date}", time.Now().Format(time.DateOnly)) }
	if o.list {
		lists, err := rollcall.Powerlists(ctx, rollcall.PowerlistOptions{Env: env, Exact: o.exact})
		if err != nil {
			return err
		}
		if o.globals.json() {
			return writeJSON(s.Out, powerlists{lists})
		}
		return report.WritePowerlists(s.Out, lists, o.globals.style(s))
	}
	e := o.ExportOptions
	e.Powerlist, e.Out = dated(e.Powerlist), dated(e.Out)
	e.Env, e.Stdout = env, s.Out
	if e.Format == "" && e.Out == "" && o.globals.json() {
		e.Format = rollcall.ExportJSON
	}
	if e.Format == rollcall.ExportXLSX && e.Out == "" && s.OutTerminal {
		return usageError("Name a file with --out, or send it on with a pipe.", "a workbook cannot be shown on a terminal")
	}
	done, err := rollcall.Export(ctx, e)
	if err != nil {
		return err
	}
	if done.Contacts == 0 && o.CallableNow {
		o.globals.tell(s, slog.LevelWarn, "no matching contact may be called now; rollcall export without a name shows when calls are allowed")
	} else if done.Contacts == 0 {
		o.globals.tell(s, slog.LevelWarn, "no contact matches")
	}
	switch {
	case o.Out == "":
		return nil
	case o.globals.json():
		return shownDone(s, o.globals, writeJSON(s.Out, done))
	case o.globals.Quiet:
		return nil
	}
	return shownDone(s, o.globals, report.WriteExported(s.Out, done))
}
