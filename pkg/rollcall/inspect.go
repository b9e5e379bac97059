package rollcall

import (
	"context"
	"time"

	"rollcall/pkg/mapping"
	"rollcall/pkg/report"
)

// InspectOptions are the options of Inspect.
type InspectOptions struct {
	Env
	// File is the path of the file; "-" is standard input.
	File string
	// Mapping is the path of a mapping file to compare the file with, or empty.
	Mapping string
	// Region is an ISO 3166 code: numbers without a country code are read as
	// this region's. Empty leaves it to the mapping, else to the file.
	Region string
	// NoHeader: the file has no header row.
	NoHeader bool
	// Source says how to read the file; what is left empty is detected.
	Source mapping.Source
	// Rows is the number of rows to read; 0 is all.
	Rows int64
	// Masked hides most of every example.
	Masked bool
	// Page is the report page, if one is wanted.
	Page PageOptions
	// Next is the command that the page proposes as the next step, or empty.
	Next string
}

// Inspect reads a file once and returns what is in it. If a database was named, its
// custom fields and tags are considered.
func Inspect(ctx context.Context, o InspectOptions) (_ *report.Inspection, err error) {
	if o.Rows < 0 {
		return nil, UsageError("", "--rows must be 0 or more")
	}
	if err := o.Page.check(); err != nil {
		return nil, err
	}
	defer func() {
		run := &report.Run{Program: o.program(), At: time.Now(), Source: report.Source{Size: -1}}
		err = o.Page.refused(&report.Result{Command: "inspect", File: o.File}, run, err)
	}()
	pr := profiling{env: o.Env, file: o.File, region: o.Region, rows: o.Rows, noHeader: o.NoHeader, source: o.Source, mapping: o.Mapping}
	if err := pr.run(ctx); err != nil {
		return nil, err
	}
	proposal, warnings, err := pr.propose(ctx)
	if err != nil {
		return nil, err
	}
	in := pr.inspection(proposal, o.Masked)
	in.Warnings = warnings
	if o.Mapping != "" {
		drift, err := pr.drift(ctx)
		if err != nil {
			return nil, err
		}
		in.Drift = &drift
	}
	if o.Next != "" && in.Dialable() {
		in.NextSteps = []string{o.Next}
	}
	if o.Page.Path == "" {
		return in, nil
	}
	shown := *in
	shown.Columns = pr.inspection(proposal, !o.Page.Unmasked).Columns
	run := &report.Run{Program: o.program(), At: time.Now(), Source: in.Source(), Unmasked: o.Page.Unmasked}
	return in, o.Page.write(shown.Page(run))
}
