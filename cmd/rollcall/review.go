package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"rollcall/pkg/rehearsal"
	"rollcall/pkg/report"
)

// reviewOptions are the flags of review.
type reviewOptions struct {
	globals *globalOptions
	load    loadOptions
	Sample  int
	Offline bool
	// Save is where the plan is written to.
	Save string
	// given are the flags of the command line that an import has, too.
	given string
}

func newReviewCommand(s Streams, globals *globalOptions) *cobra.Command {
	o := reviewOptions{globals: globals, Sample: 5}
	cmd := &cobra.Command{
		Use:   "review FILE -m MAPPING",
		Short: "Show what an import would do, and write nothing",
		Long: `review takes a list the whole way of an import, less the writing: the figures
are those that an import on the same database would have.
` + readStatus,
		Example: `  rollcall review leads.csv -m leads.yaml
  rollcall review leads.csv -m leads.yaml --rejects rejects.csv --max-skipped 20%
  zcat leads.csv.gz | rollcall review - -m leads.yaml --offline -o json`,
		Args: fileArg(&o.load.File),
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.given = givenFlags(cmd, append(globals.settled, "sample", "offline", "unmasked", "report", "save")...)
			return runReview(cmd.Context(), s, &o)
		},
	}
	f := cmd.Flags()
	o.load.addFlags(f)
	f.IntVar(&o.Sample, "sample", o.Sample, "show `N` contacts as they would be stored")
	f.BoolVar(&o.Offline, "offline", false, "consult no database, even where one is configured")
	f.StringVar(&o.Save, "save", "", "write what was found to `PLAN`, for import --plan")
	return cmd
}

func runReview(ctx context.Context, s Streams, o *reviewOptions) (err error) {
	if o.Sample < 0 {
		return usageError("", "--sample: %d is no number of contacts", o.Sample)
	}
	o.load.outputs = []output{{"--save", o.Save}}
	o.load.Unhashed = o.Save == "" && o.load.page.Path == ""
	l, err := openLoad(ctx, s, o.globals, "review", &o.load)
	if err != nil {
		return err
	}
	defer l.Close()
	defer func() {
		var done *shown
		if !errors.As(err, &done) {
			err = l.refused("review", nil, err)
		}
	}()

	known := &knowledge{}
	if !o.Offline {
		if known, err = openKnowledge(ctx, s, o.globals, l); err != nil {
			return err
		}
	}
	defer known.Close()

	newFields, err := known.check(ctx, l)
	if err != nil {
		return err
	}
	var unchecked []report.Warning
	if o.Offline && len(l.suppress) == 0 {
		unchecked = l.ageNotChecked()
	} else if err := l.checkSuppressionAge(ctx, known.open); err != nil {
		return err
	}

	optedOut, optOutsKnown, err := l.optOuts(ctx, s)
	if err != nil {
		return err
	}
	if !optOutsKnown {
		unchecked = append(unchecked, optOutsUnread())
	}
	ro := rehearsal.Options{
		OptedOut:   optedOut,
		Duplicates: l.mapping.Duplicates, Directory: known.directory(), Tags: l.mapping.Tags, Sample: o.Sample,
	}
	if len(l.suppress) > 0 {
		ro.Suppressed = rehearsal.NewPhoneSet()
		for number, err := range l.suppressions() {
			if err != nil {
				return err
			}
			ro.Suppressed.Add(number)
		}
	}
	if l.rejects != nil {
		ro.Late, ro.Raw = l.rejects.Late, l.rejects.Raw
	}
	sink := rehearsal.New(ro)
	progress := newProgress(s, o.globals, l.reader.Size())
	tally, err := l.run(ctx, progress, sink)
	progress.Done()
	if err != nil {
		return err
	}

	outcome := sink.Outcome()
	r := l.result("review", tally, outcome.Counts)
	r.Warnings = append(append(r.Warnings, unchecked...), l.suppressionWarnings()...)
	consulted := known.dir != nil
	r.Database = &consulted
	newTags, err := known.newTags(ctx, outcome.Tags)
	if err != nil {
		return err
	}
	if before, err := known.importedBefore(ctx, l); err != nil {
		return err
	} else if before != nil {
		r.Warnings = append(r.Warnings, *before)
	}
	r.NewFields, r.Tags, r.NewTags = list(newFields), list(outcome.Tags), list(newTags)
	if r.Powerlist, err = known.listed(ctx, l, outcome.Listed); err != nil {
		return err
	}
	r.Destination = destination(r.Powerlist)
	r.TimeZones = report.NewTimeZones(outcome.Zones)
	samples := l.samples(outcome.Sample)
	r.Sample = &samples
	if l.rejects != nil {
		if err := l.rejects.Finish(nil); err != nil {
			return err
		}
		if err := l.rejects.Commit(); err != nil {
			return err
		}
	}
	refusal := l.refusal(r, tally)
	if refusal == nil && !o.globals.Quiet {
		r.NextSteps = []string{fmt.Sprintf("rollcall import %s%s --consent", shellQuote(o.load.File), o.given)}
	}
	if o.Save != "" && refusal == nil {
		if err := l.plan(r).save(o.Save); err != nil {
			return err
		}
	}
	r.SetElapsed(time.Since(l.started))
	if refusal != nil {
		_, e := classify(refusal)
		r.Error = &e
	}
	run := l.pageRun()
	run.Sample = samples
	if err := o.load.page.write(r.Page(run)); err != nil {
		return err
	}
	if !s.OutTerminal && !o.load.page.Unmasked {
		r.Sample = masked(samples)
	}
	return show(s, o.globals, r, refusal)
}

func masked(samples []report.Sample) *[]report.Sample {
	list := make([]report.Sample, len(samples))
	for i, sample := range samples {
		list[i] = sample.Mask()
	}
	return &list
}

// show writes a result to stdout, and with it why the list was refused.
func show(s Streams, globals *globalOptions, r *report.Result, refusal error) error {
	var err error
	if globals.json() {
		err = writeJSON(s.Out, r)
	} else {
		err = report.WriteText(s.Out, r, globals.style(s))
	}
	if err != nil || refusal == nil {
		return err
	}
	return &shown{refusal}
}
