package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"rollcall/pkg/contact"
	"rollcall/pkg/outfile"
	"rollcall/pkg/report"
	"rollcall/pkg/rollcall"
)

// importOptions are the flags of import.
type importOptions struct {
	globals     *globalOptions
	file        rollcall.FileOptions
	Files       []string
	Consent     bool
	ConsentBy   string
	ConsentNote string
	// Plan is what the import must come to, as review --save wrote it.
	Plan string
	// Again imports a file once more under create.
	Again bool
	// OnDone is a command line to run after the commit, or empty.
	OnDone string
	// Metrics is where the outcome goes for a monitoring system, or empty.
	Metrics string
	// databaseFlags are the flags that say which database it is, as they were
	// typed, and againFlags those with which the rejects file is imported.
	databaseFlags, againFlags string
	// whyFlags are those with which a review shows why rows were skipped.
	whyFlags string
}

func newImportCommand(s Streams, globals *globalOptions) *cobra.Command {
	o := importOptions{globals: globals}
	cmd := &cobra.Command{
		Use:   "import FILE... -m MAPPING --consent",
		Short: "Import a file: all of it or nothing",
		Long: `import reads, cleans and stores a file in one transaction. Several files are one
import each, in order; the first that fails ends it, and those before it stay.

With --consent you attest, on the record and for this file:
` + wrap(strings.Fields(rollcall.ConsentStatement), 78) + `
It is taken from the command line alone, never from a variable or a file.
` + exitStatus,
		Example: `  rollcall import leads.csv -m leads.yaml --consent
  rollcall import leads.csv -m leads.yaml --consent --consent-note "booth form, box 2" \
      --tag expo-2026 --duplicates update --powerlist "{file} {date}" --dial-mode ai
  curl -s https://vendor.example/leads.csv | rollcall import - -m leads.yaml --consent -o json`,
		Args: filesArg(&o.Files),
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.databaseFlags = databaseFlags(cmd, globals)
			o.againFlags = repeatFlags(cmd, append(globals.fromSettings, "powerlist", "append", "rejects", "report", "unmasked",
				"plan", "again", "metrics", "max-skipped", "max-invalid", "progress", "log-level", "log-format", "quiet")...)
			o.whyFlags = whyFlags(cmd, globals)
			return runImport(cmd.Context(), s, &o)
		},
	}
	f := cmd.Flags()
	addFileFlags(f, &o.file)
	f.BoolVar(&o.Consent, "consent", false, "attest that everyone in the file agreed to be called")
	f.StringVar(&o.ConsentBy, "consent-by", "", "`WHO` attests (default: the system's user)")
	f.StringVar(&o.ConsentNote, "consent-note", "", "`TEXT` for the record: where the consent was given, and how")
	f.StringVar(&o.Plan, "plan", "", "import what was reviewed, with the options of `PLAN`: refuse if file, mapping, options or outcome differ")
	f.StringVar(&o.OnDone, "on-done", "", "after the commit run `CMD`, a shell's command line, with the outcome as JSON on its standard input")
	f.StringVar(&o.Metrics, "metrics", "", "write the outcome as OpenMetrics to `FILE.prom`, for node_exporter's textfile collector")
	f.BoolVar(&o.Again, "again", false, "under --duplicates create, import a file that was imported before")
	return cmd
}

// check refuses what would spoil a file, before the first is read.
func (o *importOptions) check(ctx context.Context) error {
	for _, file := range o.Files {
		if _, err := os.Stat(file); err != nil && slices.Contains([]string{"yes", "y", "true", "1"}, file) {
			return usageError("", "--consent takes no value: remove %q", file)
		}
	}
	if len(o.Files) > 1 && o.Plan != "" && !strings.Contains(o.Plan, "{file}") {
		return usageError("Put {file} into its name; it becomes the file's name.", "--plan: one plan is for one file, not %d", len(o.Files))
	}
	if err := rollcall.CheckFiles(ctx, o.file, o.Files); err != nil || o.Metrics == "" {
		return err
	}
	if err := rollcall.CheckOutput(o.file, o.Files, rollcall.Output{Option: "--metrics", Path: o.Metrics}); err != nil {
		return err
	}
	if err := outfile.Check(o.Metrics); err != nil {
		return fmt.Errorf("preparing the metrics: %w", err)
	}
	return nil
}

func runImport(ctx context.Context, s Streams, o *importOptions) error {
	if err := o.check(ctx); err != nil {
		return err
	}
	started, exit := time.Now(), exitDone
	done, err := o.globals.files(s, o.Files, "import", func(yield func(*report.Result, error) bool) {
		for _, file := range o.Files {
			if !yield(o.importFile(ctx, s, file)) {
				return
			}
		}
	})
	if err != nil {
		kind, _ := rollcall.Explain(cmp.Or(ctx.Err(), err))
		exit = exitCode(kind)
	}
	if o.Metrics == "" {
		return err
	}
	wrong := writeMetrics(o.Metrics, o.file.Mapping, started, total(done), exit)
	if err == nil && wrong != nil {
		o.globals.tell(s, slog.LevelWarn, "the import is done, but: %s", wrong)
		return nil
	}
	return errors.Join(err, wrong)
}

// importFile imports one file and shows the result. An error after the commit is a
// warning: the import is done.
func (o *importOptions) importFile(ctx context.Context, s Streams, file string) (*report.Result, error) {
	done, err := rollcall.Import(ctx, o.step(s, file))
	switch {
	case err != nil && done == nil:
		return nil, err
	case err != nil: // what was refused is shown
		if wrong := showResult(s, o.globals, done.Result); wrong != nil {
			return nil, errors.Join(err, wrong)
		}
		return nil, &shownError{err}
	}
	r := done.Result
	if !o.globals.Quiet {
		r.Fixed, r.Why = o.fixed(done), o.why(r)
		r.NextSteps = []string{fmt.Sprintf("rollcall history %d%s", r.ImportID, o.databaseFlags)}
	}
	late := errors.Join(done.Late, showResult(s, o.globals, r))
	if o.OnDone != "" {
		late = errors.Join(late, onDone(ctx, s, o.globals, o.OnDone, r))
	}
	if late != nil {
		o.globals.tell(s, slog.LevelWarn, "import %d is done, but: %s", r.ImportID, late)
	}
	return r, nil
}

// fixed is the command that imports the rejects file of an import, once its rows
// are fixed: on the same powerlist, and with a rejects file of its own. It is empty
// where there is no such file, and under a plan: its options, such as --suppress,
// would be missing.
func (o *importOptions) fixed(done *rollcall.Imported) string {
	if done.Rejects == "" || done.SkippedTotal == 0 || o.Plan != "" {
		return ""
	}
	command := fmt.Sprintf("rollcall import %s%s", report.ShellQuote(done.Rejects), o.againFlags)
	if done.Powerlist != "" {
		command += " --powerlist " + report.ShellQuote(done.Powerlist) + " --append"
	}
	return command + " --rejects " + report.ShellQuote(nextName(done.Rejects))
}

// why is the command that shows why rows of an import were skipped; it is empty
// where a rejects file shows it. The database knows the import's contacts by now:
// it is consulted only where the rows that it knew before are asked for.
func (o *importOptions) why(r *report.Result) string {
	if r.SkippedTotal == 0 || r.Rejects != "" || o.Plan != "" || len(o.Files) > 1 || r.File == "-" {
		return ""
	}
	flags := o.whyFlags
	if r.DuplicateRows.Known == 0 && r.Skipped[contact.Suppressed] == 0 && !strings.Contains(flags+" ", " --offline ") {
		flags += " --offline"
	}
	return fmt.Sprintf("rollcall review %s%s --rejects rejects.csv", report.ShellQuote(r.File), flags)
}

// whyFlags are those flags of an import or a review with which a review writes a
// rejects file.
func whyFlags(cmd *cobra.Command, globals *globalOptions) string {
	return repeatFlags(cmd, append(globals.fromSettings, "consent", "consent-by", "consent-note", "plan", "again", "on-done", "metrics", "rejects", "report",
		"unmasked", "sample", "save", "clean", "max-skipped", "max-invalid", "progress", "log-level", "log-format", "quiet")...)
}

// numbered is a name that ends in a number.
var numbered = regexp.MustCompile(`^(.*)\.([0-9]{1,6})$`)

// nextName is the name of the file after one: rejects.csv, rejects.2.csv,
// rejects.3.csv.
func nextName(path string) string {
	ext := filepath.Ext(path)
	name, n := strings.TrimSuffix(path, ext), 1
	if m := numbered.FindStringSubmatch(name); m != nil {
		name = m[1]
		n, _ = strconv.Atoi(m[2]) // it has only digits
	}
	return fmt.Sprintf("%s.%d%s", name, n+1, ext)
}

// step is what the flags ask for, for one file.
func (o *importOptions) step(s Streams, file string) rollcall.ImportOptions {
	now := time.Now()
	fo := o.file.For(file, now)
	fo.Outputs = []rollcall.Output{{Option: "--metrics", Path: o.Metrics}}
	by := strings.TrimSpace(o.ConsentBy)
	if user := systemUser(s.Env); by == "" && user != unknownUser {
		by = user
	}
	return rollcall.ImportOptions{
		Env: o.globals.env(s), FileOptions: fo, Consent: o.Consent,
		By: by, Host: hostName(), Note: o.ConsentNote, Plan: rollcall.ExpandPath(o.Plan, file, now), Again: o.Again,
	}
}
