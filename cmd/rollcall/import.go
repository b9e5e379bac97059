package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"rollcall/pkg/outfile"
	"rollcall/pkg/report"
	"rollcall/pkg/rollcall"
)

// importOptions are the flags of import.
type importOptions struct {
	globals     *globalOptions
	list        rollcall.ListOptions
	Consent     bool
	ConsentBy   string
	ConsentNote string
	// Plan is what the import must come to, as review --save wrote it.
	Plan string
	// Again imports a file once more under create.
	Again bool
	// Metrics is where the outcome goes for a monitoring system, or empty.
	Metrics string
	// repeatFlags are the flags that say which database it is, as they were
	// typed.
	repeatFlags string
}

func newImportCommand(s Streams, globals *globalOptions) *cobra.Command {
	o := importOptions{globals: globals}
	cmd := &cobra.Command{
		Use:        "import FILE -m MAPPING --consent",
		Short:      "Import a list: all of it or nothing",
		SuggestFor: []string{"load", "upload", "insert", "push", "run"},
		Long: `import reads, cleans and stores a list in one transaction.

With --consent you attest, on the record and for this file:
` + wrap(strings.Fields(rollcall.ConsentStatement), 78) + `
It is taken from the command line alone, never from a variable or a file.
` + exitStatus,
		Example: `  rollcall import leads.csv -m leads.yaml --consent
  rollcall import leads.csv -m leads.yaml --consent --consent-note "booth form, box 2" \
      --tag expo-2026 --duplicates update --powerlist "{file} {date}" --dial-mode ai
  curl -s https://vendor.example/leads.csv | rollcall import - -m leads.yaml --consent -o json`,
		Args: fileArg(&o.list.File),
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.repeatFlags = databaseFlags(cmd, globals)
			return runImport(cmd.Context(), s, &o)
		},
	}
	f := cmd.Flags()
	addListFlags(f, &o.list)
	f.BoolVar(&o.Consent, "consent", false, "attest that everyone on the list agreed to be called")
	f.StringVar(&o.ConsentBy, "consent-by", "", "`WHO` attests (default: the system's user)")
	f.StringVar(&o.ConsentNote, "consent-note", "", "`TEXT` for the record: where the consent was given, and how")
	f.StringVar(&o.Plan, "plan", "", "import only what was reviewed: refuse if file, mapping, options or outcome differ from `PLAN`")
	f.StringVar(&o.Metrics, "metrics", "", "write the outcome as OpenMetrics to `FILE.prom`, for node_exporter's textfile collector")
	f.BoolVar(&o.Again, "again", false, "under --duplicates create, import a file that was imported before")
	return cmd
}

func runImport(ctx context.Context, s Streams, o *importOptions) error {
	if o.Metrics != "" {
		if err := outfile.Check(o.Metrics); err != nil {
			return fmt.Errorf("preparing the metrics: %w", err)
		}
	}
	started, exit := time.Now(), exitDone
	done, err := rollcall.Import(ctx, o.step(s))
	if err != nil {
		kind, _ := rollcall.Explain(cmp.Or(ctx.Err(), err))
		exit = exitCode(kind)
	}
	var r *report.Result
	if done != nil {
		r = done.Result
	}
	var wrong error
	if o.Metrics != "" {
		wrong = writeMetrics(o.Metrics, o.list.Mapping, started, r, exit)
	}
	if err != nil {
		return errors.Join(err, wrong)
	}
	if !o.globals.Quiet {
		r.NextSteps = []string{fmt.Sprintf("rollcall history %d%s", r.ImportID, o.repeatFlags)}
	}
	// What goes wrong after the commit is told, and is no failure of the import.
	if late := errors.Join(done.Late, showResult(s, o.globals, r), wrong); late != nil {
		o.globals.tell(s, slog.LevelWarn, "import %d is done, but: %s", r.ImportID, late)
	}
	return nil
}

// step is what the flags ask for.
func (o *importOptions) step(s Streams) rollcall.ImportOptions {
	list := o.list
	list.Outputs = []rollcall.Output{{Option: "--metrics", Path: o.Metrics}}
	by := strings.TrimSpace(o.ConsentBy)
	if user := systemUser(s.Env); by == "" && user != unknownUser {
		by = user
	}
	return rollcall.ImportOptions{
		Env: o.globals.env(s), ListOptions: list, Consent: o.Consent,
		By: by, Host: hostName(), Note: o.ConsentNote, Plan: o.Plan, Again: o.Again,
	}
}
