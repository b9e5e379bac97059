package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"rollcall/pkg/report"
	"rollcall/pkg/rollcall"
)

// reviewOptions are the flags of review.
type reviewOptions struct {
	globals *globalOptions
	list    rollcall.ListOptions
	Sample  int
	Offline bool
	// Save is where the plan is written to.
	Save string
	// repeatFlags are the flags of the command line that an import has, too.
	repeatFlags string
}

func newReviewCommand(s Streams, globals *globalOptions) *cobra.Command {
	o := reviewOptions{globals: globals, Sample: 5}
	cmd := &cobra.Command{
		Use:        "review FILE -m MAPPING",
		Short:      "Show what an import would do, and write nothing",
		SuggestFor: []string{"dry-run", "dryrun", "preview", "plan", "validate", "verify"},
		Long: `review takes a list the whole way of an import, less the writing: the figures
are those that an import on the same database would have.
` + readStatus,
		Example: `  rollcall review leads.csv -m leads.yaml
  rollcall review leads.csv -m leads.yaml --rejects rejects.csv --max-skipped 20%
  zcat leads.csv.gz | rollcall review - -m leads.yaml --offline -o json`,
		Args: fileArg(&o.list.File),
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.repeatFlags = repeatFlags(cmd, append(globals.fromSettings, "sample", "offline", "unmasked", "report", "save")...)
			return runReview(cmd.Context(), s, &o)
		},
	}
	f := cmd.Flags()
	addListFlags(f, &o.list)
	f.IntVar(&o.Sample, "sample", o.Sample, "show `N` contacts as they would be stored")
	f.BoolVar(&o.Offline, "offline", false, "consult no database, even where one is configured")
	f.StringVar(&o.Save, "save", "", "write what was found to `PLAN`, for import --plan")
	return cmd
}

func runReview(ctx context.Context, s Streams, o *reviewOptions) error {
	ro := rollcall.ReviewOptions{
		Env: o.globals.env(s), ListOptions: o.list, Sample: o.Sample, Offline: o.Offline, Save: o.Save,
	}
	if !o.globals.Quiet {
		ro.Next = fmt.Sprintf("rollcall import %s%s --consent", report.ShellQuote(o.list.File), o.repeatFlags)
	}
	r, refusal := rollcall.Review(ctx, ro)
	if r == nil {
		return refusal
	}
	if !s.OutTerminal && !o.list.Page.Unmasked {
		r.Sample = masked(*r.Sample)
	}
	if err := showResult(s, o.globals, r); err != nil {
		return err
	}
	if refusal != nil {
		return &shown{refusal}
	}
	return nil
}

func masked(samples []report.Sample) *[]report.Sample {
	list := make([]report.Sample, len(samples))
	for i, sample := range samples {
		list[i] = sample.Mask()
	}
	return &list
}

// showResult writes a result to stdout.
func showResult(s Streams, globals *globalOptions, r *report.Result) error {
	if globals.json() {
		return writeJSON(s.Out, r)
	}
	return report.WriteText(s.Out, r, globals.style(s))
}
