package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"runtime/pprof"
	"slices"

	"github.com/spf13/cobra"

	"rollcall/pkg/outfile"
	"rollcall/pkg/report"
	"rollcall/pkg/store"
)

// globalOptions are the settings that every command has.
type globalOptions struct {
	Database string
	Config   string
	Output   string
	Progress string
	Quiet    bool
	NoColor  bool
	LogLevel string
	// LogFormat is "text" or "json".
	LogFormat string
	// CPUProfile is where a profile for "go tool pprof" goes, or empty.
	CPUProfile string
	// profile is that file in the making, once a profile was begun.
	profile *outfile.File

	// lines: results are of several files, one object a line in JSON.
	lines bool

	// fromSettings are the flags that got their value from the environment or the
	// config file.
	fromSettings []string
	// configFile is the file that was read, or empty; notes are what is to be
	// said about the settings.
	configFile string
	notes      []string
}

// defaultGlobals are the settings where nothing else is said.
func defaultGlobals() globalOptions {
	return globalOptions{Output: "text", Progress: "auto", LogLevel: "warn", LogFormat: "text"}
}

func (o *globalOptions) json() bool { return o.Output == "json" }

// run is the whole program but for the process: it returns the exit code.
func run(ctx context.Context, args []string, s Streams) int {
	s.Out, s.Err = outlet{s.Out}, outlet{s.Err}
	globals := defaultGlobals()
	root := newRootCommand(s, &globals)
	root.SetArgs(args)
	if len(args) > 0 && args[0] == cobra.ShellCompRequestCmd {
		describeForShells(root)
	}
	err := tornDatabase(args)
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
	if ctx.Err() != nil && !errors.Is(err, store.ErrCommitUnknown) {
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

// addFlags puts the flags that every command has onto root.
func (o *globalOptions) addFlags(root *cobra.Command) {
	f := root.PersistentFlags()
	f.StringVar(&o.Database, "database", o.Database, "PostgreSQL `URL` (else PG* variables, else a private server)")
	f.StringVar(&o.Config, "config", o.Config, "settings `FILE` (default rollcall.yaml here, else the user's)")
	f.StringVarP(&o.Output, "output", "o", o.Output, "`FORMAT` of results: text or json")
	f.StringVar(&o.Progress, "progress", o.Progress, "`HOW` to show progress: auto, bar, plain or none")
	f.BoolVar(&o.Quiet, "quiet", o.Quiet, "no progress and no hints")
	f.BoolVar(&o.NoColor, "no-color", o.NoColor, "no colours (NO_COLOR does the same)")
	f.StringVar(&o.LogLevel, "log-level", o.LogLevel, "`LEVEL` of the log on stderr: debug, info, warn or error")
	f.StringVar(&o.LogFormat, "log-format", o.LogFormat, "`FORMAT` of the log: text, or json for one object a line, errors among them")

	f.StringVar(&o.CPUProfile, "cpuprofile", "", "write a CPU profile to `FILE`")
	if err := f.MarkHidden("cpuprofile"); err != nil {
		panic(err) // the flag was just made
	}
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

// check refuses values that no setting has.
func (o *globalOptions) check() error {
	if filepath.Ext(o.Output) != "" {
		return usageError("-o is the format of results, text or json; a mapping or an export goes into a file with --out "+report.ShellQuote(o.Output), "--output: %q is not a format", o.Output)
	}
	for _, c := range []struct{ flag, value string }{
		{"output", o.Output}, {"progress", o.Progress}, {"log-level", o.LogLevel}, {"log-format", o.LogFormat},
	} {
		if err := oneOf("--"+c.flag, c.value, enums[c.flag]...); err != nil {
			return err
		}
	}
	return nil
}

// style is how text is written to stdout.
func (o *globalOptions) style(s Streams) report.Style {
	noColor, _ := s.Env.lookUp("NO_COLOR") // no-color.org: any text but an empty one
	width := s.Width
	if out, ok := s.Out.(outlet); ok && s.OutTerminal {
		width = terminalWidth(out.Writer) // somebody may have made it narrower meanwhile
	}
	return report.Style{Color: s.OutTerminal && !o.NoColor && noColor == "", Width: width, Wrap: s.OutTerminal}
}

// startProfile profiles until endProfile, which writes the file.
func (o *globalOptions) startProfile() error {
	f, err := outfile.Create(o.CPUProfile, outfile.Private)
	if err == nil {
		o.profile, err = f, pprof.StartCPUProfile(f)
	}
	if err != nil {
		return fmt.Errorf("profiling: %w", err)
	}
	return nil
}

func (o *globalOptions) endProfile() {
	if o.profile == nil {
		return
	}
	pprof.StopCPUProfile()
	if err := o.profile.Commit(); err != nil {
		slog.Warn("writing the profile", "error", err)
	}
	o.profile.Close()
}
