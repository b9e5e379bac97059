package main

import (
	"context"
	"fmt"
	"iter"

	"github.com/spf13/cobra"

	"rollcall/pkg/report"
	"rollcall/pkg/rollcall"
)

// reviewOptions are the flags of review.
type reviewOptions struct {
	globals *globalOptions
	file    rollcall.FileOptions
	Files   []string
	Sample  int
	Offline bool
	// Clean is where the contacts are written to as they would be stored.
	Clean string
	// Save is where the plan is written to.
	Save string
	// repeatFlags are the flags of the command line that an import has, too, and
	// whyFlags those of a review that shows why rows are skipped.
	repeatFlags, whyFlags string
}

func newReviewCommand(s Streams, globals *globalOptions) *cobra.Command {
	o := reviewOptions{globals: globals, Sample: 5}
	cmd := &cobra.Command{
		Use:   "review FILE... -m MAPPING",
		Short: "Show what an import would do, and write nothing",
		Long: `review does everything an import does, except write: its figures are those of
an import on the same database.
` + exitHeading + `    0  done; skipped rows are normal
    1  failed: file, database or system
    2  wrong usage or mapping
    4  the data was refused: no header, no rows, no valid phone, over a limit
  130  interrupted`,
		Example: `  rollcall review leads.csv -m leads.yaml
  rollcall review leads.csv -m leads.yaml --rejects rejects.csv --max-skipped 20%
  zcat leads.csv.gz | rollcall review - -m leads.yaml --offline -o json`,
		Args: filesArg(&o.Files),
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.repeatFlags = repeatFlags(cmd, append(globals.fromSettings, "sample", "offline", "unmasked", "report", "save", "clean")...)
			o.whyFlags = whyFlags(cmd, globals)
			return runReview(cmd.Context(), s, &o)
		},
	}
	f := cmd.Flags()
	addFileFlags(f, &o.file)
	f.IntVar(&o.Sample, "sample", o.Sample, "show `N` contacts as they would be stored")
	f.BoolVar(&o.Offline, "offline", false, "consult no database, even if one is configured")
	f.StringVar(&o.Clean, "clean", "", "write the contacts as they would be stored to `FILE.csv`")
	f.StringVar(&o.Save, "save", "", "write what was found to `PLAN`, for import --plan")
	return cmd
}

func runReview(ctx context.Context, s Streams, o *reviewOptions) error {
	if err := rollcall.CheckFiles(ctx, o.file, o.Files, rollcall.Output{Option: "--save", Path: o.Save}, rollcall.Output{Option: "--clean", Path: o.Clean}); err != nil {
		return err
	}
	reviewed, err := o.globals.files(s, o.Files, "review", o.reviews(ctx, s))
	if err == nil && len(reviewed) > 1 && !o.globals.Quiet && !o.globals.json() {
		return report.WriteNext(s.Out, o.next(), o.globals.style(s))
	}
	return err
}

// next is the command that imports what was reviewed.
func (o *reviewOptions) next() string {
	return fmt.Sprintf("rollcall import %s%s --consent", quoteAll(o.Files), o.repeatFlags)
}

// reviews reviews the files, and shows what an import of each would come to.
func (o *reviewOptions) reviews(ctx context.Context, s Streams) iter.Seq2[*report.Result, error] {
	ro := rollcall.ReviewOptions{Env: o.globals.env(s), FileOptions: o.file, Sample: o.Sample, Offline: o.Offline, Save: o.Save, Clean: o.Clean}
	if !o.globals.Quiet && len(o.Files) == 1 {
		ro.Next = o.next()
	}
	return func(yield func(*report.Result, error) bool) {
		for r, err := range rollcall.ReviewFiles(ctx, ro, o.Files) {
			if r != nil {
				err = o.show(s, r, err)
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// show shows the review of a file, and returns the error that is left: refusal is
// that of an import.
func (o *reviewOptions) show(s Streams, r *report.Result, refusal error) error {
	if !s.OutTerminal && !o.file.Page.Unmasked {
		r.Sample = masked(*r.Sample)
	}
	if r.SkippedTotal > 0 && r.Rejects == "" && !o.globals.Quiet && len(o.Files) == 1 && r.File != "-" {
		r.Why = fmt.Sprintf("rollcall review %s%s --rejects rejects.csv", report.ShellQuote(r.File), o.whyFlags)
	}
	if err := showResult(s, o.globals, r); err != nil {
		return err
	}
	if refusal != nil {
		return &shownError{refusal}
	}
	return nil
}

func masked(samples []report.Sample) *[]report.Sample {
	all := make([]report.Sample, len(samples))
	for i, sample := range samples {
		all[i] = sample.Mask()
	}
	return &all
}
