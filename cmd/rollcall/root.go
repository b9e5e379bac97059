package main

import (
	"context"
	"log/slog"
	"slices"

	"github.com/spf13/cobra"

	"rollcall/pkg/rollcall"
)

// run is the whole program but for the process: it returns the exit code.
func run(ctx context.Context, args []string, s Streams) int {
	s.Out, s.Err = pipeWriter{s.Out}, pipeWriter{s.Err}
	globals := defaultGlobals()
	root := newRootCommand(s, &globals)
	root.SetArgs(args)
	if len(args) > 0 && args[0] == cobra.ShellCompRequestCmd {
		describeForShells(root)
	}
	err := checkDatabaseFlag(args)
	if err == nil {
		err = root.ExecuteContext(ctx)
	}
	globals.endProfile()
	if err == nil {
		return exitDone
	}
	if isReaderGone(err) {
		return exitDone // whoever read the results has had enough of them
	}
	if _, e := rollcall.Explain(err); ctx.Err() != nil && e.Code != rollcall.CodeCommitUnknown {
		err = interrupted(err, ctx.Err())
	}
	if !globals.json() && wantsJSON(args, s.Env) {
		globals.Output = "json" // the error came before the settings were applied
	}
	return fail(s, &globals, err)
}

// withoutSettings are the commands that a broken config file must not stop.
var withoutSettings = []string{"help", "completion", "bash", "zsh", "fish", "powershell", cobra.ShellCompRequestCmd, cobra.ShellCompNoDescRequestCmd}

func newRootCommand(s Streams, globals *globalOptions) *cobra.Command {
	showVersion := false
	root := &cobra.Command{
		Use:   "rollcall",
		Short: "Clean, consented, de-duplicated contacts from a messy CSV into PostgreSQL",
		Long: `rollcall takes a contact file as people really send it and puts clean, dialable,
consented, de-duplicated contacts into PostgreSQL, tagged and grouped into
powerlists for a dialer.

inspect shows what is in a file; map proposes a mapping, which you correct and
keep in version control; review shows what an import would do, and why; import
does it, all or nothing.

Without --database, ROLLCALL_DATABASE_URL or PG* variables, the contacts go to a
private PostgreSQL server that rollcall starts by itself ("rollcall db url").
` + exitStatus,
		Example: `  rollcall inspect leads.csv
  rollcall map leads.csv --out leads.yaml
  rollcall review leads.csv -m leads.yaml
  rollcall import leads.csv -m leads.yaml --consent`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          subcommands,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if showVersion {
				return runVersion(s, globals)
			}
			return cmd.Help()
		},
	}
	root.Flags().BoolVar(&showVersion, "version", false, "show the version")
	root.SetIn(s.In)
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	globals.addFlags(root)
	root.SetFlagErrorFunc(flagError)
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error { return globals.prepare(cmd, s) }
	root.AddCommand(
		newInspectCommand(s, globals),
		newMapCommand(s, globals),
		newReviewCommand(s, globals),
		newImportCommand(s, globals),
		newExportCommand(s, globals),
		newLookupCommand(s, globals),
		newHistoryCommand(s, globals),
		newUndoCommand(s, globals),
		newSuppressCommand(s, globals),
		newEraseCommand(s, globals),
		newDBCommand(s, globals),
		newVersionCommand(s, globals),
		newManCommand(),
	)
	setHelp(root, s)
	setCompletions(root)
	return root
}

// prepare finds out the settings, before a command runs.
func (o *globalOptions) prepare(cmd *cobra.Command, s Streams) error {
	if slices.Contains(withoutSettings, cmd.Name()) {
		return nil
	}
	if err := applySettings(cmd, s.Env, o); err != nil {
		return err
	}
	if err := o.check(); err != nil {
		return err
	}
	for _, note := range o.notes {
		o.tell(s, slog.LevelWarn, "%s", note)
	}
	if o.configFile != "" {
		o.logger(s).Info("read settings", "file", o.configFile)
	}
	if o.CPUProfile == "" {
		return nil
	}
	return o.startProfile()
}
