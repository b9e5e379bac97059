package rollcall

import (
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"rollcall/pkg/contact"
	"rollcall/pkg/dryrun"
	"rollcall/pkg/outfile"
	"rollcall/pkg/pipeline"
	"rollcall/pkg/report"
)

// ReviewOptions are the options of Review.
type ReviewOptions struct {
	Env
	FileOptions
	// Sample is the number of contacts to show as they would be stored.
	Sample int
	// Offline consults no database, even where there is one.
	Offline bool
	// Save is the path to write the plan for ImportOptions.Plan to, or empty.
	Save string
	// Clean is the path of a CSV file to write the contacts to, as they would be
	// stored, or empty.
	Clean string
	// Next is the command that imports what was reviewed, or empty.
	Next string

	earlier *earlier
}

// Review does everything that Import does, except write. The result's sample has
// personal data in full. If an import would refuse a file that could be read, Review
// returns the result with the error, and the error in it.
func Review(ctx context.Context, o ReviewOptions) (*report.Result, error) {
	if o.Sample < 0 {
		return nil, UsageError("", "--sample must be 0 or more")
	}
	fo := o.FileOptions
	fo.Outputs = append([]Output{{"--save", o.Save}, {"--clean", o.Clean}}, fo.Outputs...)
	if o.Clean != "" && !strings.EqualFold(filepath.Ext(o.Clean), ".csv") {
		return nil, UsageError("Name it FILE.csv.", "--clean %s: the clean file is a CSV", o.Clean)
	}
	for _, out := range []Output{{"--save", o.Save}, {"--clean", o.Clean}} {
		if out.Path == "" {
			continue
		}
		if err := outfile.Check(out.Path); err != nil {
			return nil, fmt.Errorf("preparing %s %s: %w", out.Option, out.Path, err)
		}
	}
	l, err := openLoad(ctx, o.Env, "review", fo, o.Save == "" && o.Page.Path == "")
	if err != nil {
		return nil, err
	}
	defer l.Close()
	r, err := l.review(ctx, &o)
	if r == nil {
		return nil, l.refused(nil, err)
	}
	return r, err
}

// ReviewFiles reviews files one after the other, each as if those before it had been
// imported, and ends with the first that fails. {file} and {date} are filled in in
// the names of files that are written.
func ReviewFiles(ctx context.Context, o ReviewOptions, files []string) iter.Seq2[*report.Result, error] {
	return func(yield func(*report.Result, error) bool) {
		if len(files) > 1 {
			o.earlier = &earlier{}
		}
		for _, file := range files {
			one, now := o, time.Now()
			one.FileOptions = o.For(file, now)
			one.Save, one.Clean = ExpandPath(o.Save, file, now), ExpandPath(o.Clean, file, now)
			r, err := Review(ctx, one)
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// review reads the file. If it returns a result with an error, the file was read to
// its end, and the error is why an import would refuse it.
func (l *load) review(ctx context.Context, o *ReviewOptions) (*report.Result, error) {
	known := &target{}
	if !o.Offline {
		var err error
		if known, err = openTarget(ctx, l); err != nil {
			return nil, err
		}
	}
	defer known.Close()
	newFields, unchecked, err := l.checkTarget(ctx, o, known)
	if err != nil {
		return nil, err
	}
	sink, tally, err := l.dryRun(ctx, o, known)
	if l.clean != nil {
		defer func() { l.clean.Close() }()
	}
	if err != nil {
		return nil, err
	}
	if sink.Stale() {
		unchecked = append(unchecked, refusalsUnread())
	}
	outcome, err := sink.Outcome(ctx)
	if err != nil {
		return nil, err
	}
	r := l.result(tally, outcome.Counts)
	r.Warnings = append(append(r.Warnings, unchecked...), l.suppressionWarnings()...)
	if err := l.describe(ctx, o, known, &outcome, newFields, r); err != nil {
		return nil, err
	}
	if l.rejects != nil {
		if err := l.rejects.Finish(nil); err != nil {
			return nil, err
		}
		if err := l.commitRejects(r); err != nil {
			return nil, err
		}
	}
	refusal := l.refusal(r, tally)
	if refusal == nil {
		if err := l.keep(ctx, o, sink, r); err != nil {
			return nil, err
		}
	}
	r.SetElapsed(time.Since(l.started))
	if refusal != nil {
		_, e := Explain(refusal)
		r.Error = &e
	}
	run := l.pageRun()
	run.Sample = *r.Sample
	if err := l.opts.Page.write(r.Page(run)); err != nil {
		return nil, err
	}
	return r, refusal
}

// checkTarget checks what can be checked in the database before the first row. It
// returns the fields that an import would make, and warnings of what was not checked.
func (l *load) checkTarget(ctx context.Context, o *ReviewOptions, known *target) (newFields []string, unchecked []report.Warning, err error) {
	if newFields, err = known.check(ctx, l); err != nil {
		return nil, nil, err
	}
	if o.Offline && len(l.suppress) == 0 {
		unchecked = l.ageNotChecked()
	} else if err := l.checkSuppressionAge(ctx, known.view); err != nil {
		return nil, nil, err
	}
	if known.view != nil {
		l.encoding = known.view.Encoding()
	}
	return newFields, unchecked, nil
}

// describe completes a review's result from its database and dry run.
func (l *load) describe(ctx context.Context, o *ReviewOptions, known *target, outcome *dryrun.Outcome, newFields []string, r *report.Result) error {
	setRefusals(r, outcome.OptOuts, outcome.KnownRefuse)
	if err := known.describe(ctx, l, r, outcome); err != nil {
		return err
	}
	if r.Created+r.Updated > 0 {
		r.NewFields = nonNil(newFields)
	}
	if o.earlier != nil {
		r.NewTags, r.NewFields = nonNil(without(r.NewTags, o.earlier.tags)), nonNil(without(r.NewFields, o.earlier.fields))
	}
	l.warnOfNothing(r)
	if err := known.warnOfServer(ctx, r); err != nil {
		return err
	}
	samples := l.samples(outcome.Sample)
	r.Sample = &samples
	return nil
}

// keep writes the clean file and the plan of a file that may be imported, and
// records what it would leave for the reviews of further files.
func (l *load) keep(ctx context.Context, o *ReviewOptions, sink *dryrun.Sink, r *report.Result) error {
	if l.clean != nil {
		if err := l.clean.Finish(ctx); err != nil {
			return err
		}
		if err := l.clean.Commit(); err != nil {
			return err
		}
		r.Clean = o.Clean
	}
	if o.earlier != nil {
		o.earlier.leave(sink, r)
	}
	if o.Next != "" {
		r.NextSteps = []string{o.Next}
	}
	if o.Save == "" {
		return nil
	}
	return l.plan(r).save(o.Save)
}

// dryRun reads the file into the sink of a review. If a row refuses a number that was
// accepted in rows above, it does so again, now knowing the refusals: from the rows
// that the sink kept, else from the file. Standard input can be read only once: its
// sink can stay stale.
func (l *load) dryRun(ctx context.Context, o *ReviewOptions, known *target) (*dryrun.Sink, pipeline.Tally, error) {
	do := dryrun.Options{
		Duplicates: l.mapping.Duplicates, View: known.dryRunView(), Together: known.together(), Tags: l.mapping.Tags, Sample: o.Sample,
	}
	if p := l.mapping.Powerlist; p != nil {
		do.Powerlist, do.IncludeKnown = p.Name, p.IncludeKnown
	}
	if o.earlier != nil {
		do.Earlier = &o.earlier.Earlier
	}
	if len(l.suppress) > 0 {
		do.Suppressed = dryrun.NewPhoneSet()
		for r, err := range l.suppressions() {
			if err != nil {
				return nil, pipeline.Tally{}, err
			}
			do.Suppressed.AddRange(r.First, r.Last)
		}
	}
	for {
		if o.Clean != "" {
			if err := l.newClean(o.Clean); err != nil {
				return nil, pipeline.Tally{}, err
			}
			do.Stored = l.clean.Add
		}
		if l.rejects != nil {
			do.Late, do.Raw, do.Origin = l.rejects.Late, l.rejects.Raw, l.rejects.Origin
		}
		sink := dryrun.New(do)
		progress := l.env.progress(l.reader.Size())
		tally, err := l.run(ctx, progress, sink)
		progress.Done()
		if err == nil {
			err = sink.Finish(ctx)
		}
		if err != nil || !sink.Stale() {
			return sink, tally, err
		}
		if again, err := sink.Again(ctx); again != nil || err != nil {
			return again, tally, err
		}
		if fileSize(l.opts.File) < 0 {
			return sink, tally, nil
		}
		do.Refusals = sink.Refusals()
		if err := l.reopen(ctx); err != nil {
			return sink, tally, err
		}
	}
}

// newClean begins the clean file, and discards one that was begun before.
func (l *load) newClean(path string) (err error) {
	if l.clean != nil {
		l.clean.Close()
	}
	var fields []string
	spec := l.spec()
	for _, f := range spec.NewFields {
		fields = append(fields, f.Key)
	}
	fields = append(fields, spec.Fields...)
	slices.Sort(fields)
	l.clean, err = report.NewCleanFile(path, slices.Compact(fields), l.mapping.Tags, l.mapping.Duplicates == contact.Update)
	return err
}

// describe completes a review's result from the target.
func (t *target) describe(ctx context.Context, l *load, r *report.Result, outcome *dryrun.Outcome) error {
	consulted := t.view != nil
	r.Database = &consulted
	newTags, err := t.newTags(ctx, outcome.Tags)
	if err != nil {
		return err
	}
	if t.view != nil {
		if err := l.warnOfRepeat(ctx, r, t.view.Imported); err != nil {
			return err
		}
	}
	r.Tags, r.NewTags = nonNil(outcome.Tags), nonNil(newTags)
	if r.Powerlist, err = t.powerlist(ctx, l, r, outcome); err != nil {
		return err
	}
	r.Destination = destination(r.Powerlist)
	r.TimeZones = report.NewTimeZones(outcome.Zones)
	r.SetSuppressedBy(outcome.SuppressedBy)
	return nil
}

// warnOfServer warns of the clocks and the calling rules of the target.
func (t *target) warnOfServer(ctx context.Context, r *report.Result) error {
	if t.view == nil {
		return nil
	}
	if err := warnOfClocks(ctx, r, t.view.ClockDifferences); err != nil {
		return err
	}
	return warnOfRules(ctx, r, t.view.OldCallingRules)
}
