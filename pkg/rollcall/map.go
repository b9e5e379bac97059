package rollcall

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"rollcall/pkg/infile"
	"rollcall/pkg/mapping"
	"rollcall/pkg/outfile"
	"rollcall/pkg/report"
	"rollcall/pkg/source"
)

// MapOptions are the options of Map.
type MapOptions struct {
	Env
	// File is the path of the file; "-" is standard input. More are further files
	// that the mapping is to serve, too.
	File string
	More []string
	// Out is the file that the mapping is written to, or empty. It is
	// overwritten only with Force.
	Out   string
	Force bool
	// Region is an ISO 3166 code: numbers without a country code are read as
	// this region's. Empty leaves it to the file.
	Region string
	// NoHeader: the file has no header row; the mapping names its columns.
	NoHeader bool
	// Source says how to read the file, where that cannot be found out.
	Source mapping.Source
	// MinConfidence, from 0 to 1, is the confidence below which a suggestion is
	// refused.
	MinConfidence float64
}

// Mapped is a mapping that was proposed.
type Mapped struct {
	Proposal *mapping.Proposal
	// YAML is the mapping file's text.
	YAML []byte
	// Warnings are what could not be considered.
	Warnings []report.Warning
}

// check refuses what no file is needed to see.
func (o *MapOptions) check() error {
	switch {
	case o.NoHeader && len(o.More) > 0:
		return UsageError("Run map once for each.", "--no-header names the columns of one file")
	case o.Force && o.Out == "":
		return UsageError("", "--force needs --out")
	case o.Out == "" || o.Force:
		return nil
	}
	if _, err := os.Lstat(o.Out); err == nil {
		return UsageError("Choose another name, or overwrite it with --force.", "%s exists already", o.Out)
	}
	return nil
}

// Map reads a file once and proposes a mapping for it. Where a database was
// named, its custom fields and tags are considered.
func Map(ctx context.Context, o MapOptions) (*Mapped, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	proposal, warnings, err := o.propose(ctx, o.File)
	if err != nil {
		return nil, err
	}
	for _, file := range o.More {
		other, also, err := o.propose(ctx, file)
		if err != nil {
			return nil, err
		}
		proposal.Merge(other)
		warnings = append(warnings, also...)
	}
	if low := proposal.Lowest(); low != nil && low.Confidence < o.MinConfidence {
		return nil, &Error{Refused, "low_confidence", "Map it by hand, or lower --min-confidence.",
			fmt.Errorf("%s: column %q would be mapped to %s with a confidence of %.2f, and the least is %.2f",
				o.File, report.Cell(low.Header), low.Suggested(), low.Confidence, o.MinConfidence)}
	}
	var yaml bytes.Buffer
	if err := proposal.WriteYAML(&yaml); err != nil {
		return nil, fmt.Errorf("writing the mapping: %w", err)
	}
	if len(o.More) > 0 {
		// Tests check a mapping for one file; which files are put together only the user
		// can decide.
		if _, err := mapping.Parse("the proposed mapping", yaml.Bytes()); err != nil {
			return nil, fmt.Errorf("these files have no mapping in common, propose one for each: %w", err)
		}
	}
	if o.Out != "" {
		if err := o.write(yaml.Bytes()); err != nil {
			return nil, fmt.Errorf("writing the mapping %s: %w", o.Out, err)
		}
	}
	return &Mapped{proposal, yaml.Bytes(), warnings}, nil
}

// propose reads one of the files and proposes a mapping for it.
func (o *MapOptions) propose(ctx context.Context, file string) (*mapping.Proposal, []report.Warning, error) {
	pr := profiling{env: o.Env, file: file, region: o.Region, noHeader: o.NoHeader, source: o.Source}
	if err := pr.run(ctx); err != nil {
		return nil, nil, err
	}
	proposal, warnings, err := pr.propose(ctx)
	if err != nil {
		return nil, nil, err
	}
	if problem := pr.onlyProblem(); proposal.Phones() == 0 && problem != nil {
		return nil, nil, &Error{Refused, "no_phone_column", "Fix the rows; rollcall inspect " + report.ShellQuote(file) + " lists what is wrong with each",
			fmt.Errorf("%s: none of its rows can be read; line %d: %s", file, problem.Line, problem.Message)}
	}
	if proposal.Phones() == 0 {
		why := "no column looks like phone numbers"
		if found := proposal.NoPhones(); found != "" {
			why = "no column has numbers of the contacts themselves (" + found + ")"
		}
		hint := "Look at its columns with: rollcall inspect " + report.ShellQuote(file)
		if pr.format.Sheets > 1 && !pr.format.AllSheets {
			hint += fmt.Sprintf("; another of its %d sheets is read with --sheet NAME", pr.format.Sheets)
		}
		return nil, nil, &Error{Refused, "no_phone_column", hint,
			fmt.Errorf("%s: %s, and we can't dial without one; it was read as %s, %s", file, why, report.WrittenAs(pr.format), report.Plural(int64(len(pr.profile.Columns)), "column"))}
	}
	return proposal, append(slices.Clone(pr.warnings), warnings...), nil
}

// onlyProblem returns the first problem of a file of which no row can be read, or nil.
func (pr *profiling) onlyProblem() *source.Problem {
	at := slices.IndexFunc(pr.problems, func(p source.Problem) bool { return p.Line > 0 })
	if pr.profile.Rows == 0 || pr.profile.Malformed < pr.profile.Rows || at < 0 {
		return nil
	}
	return &pr.problems[at]
}

// write puts the mapping in its place, whole; without Force it never replaces a
// file that appeared meanwhile.
func (o *MapOptions) write(text []byte) error {
	if o.Force {
		return outfile.Write(o.Out, text, outfile.Public)
	}
	return outfile.WriteNew(o.Out, text, outfile.Public)
}

// propose makes a mapping of what was found; where a database was named, its
// custom fields and tags are considered.
func (pr *profiling) propose(ctx context.Context) (*mapping.Proposal, []report.Warning, error) {
	o := mapping.SuggestOptions{File: filepath.Base(pr.file), Headerless: pr.noHeader, Source: pr.source, Widths: pr.format.Widths}
	if pr.file == "-" {
		o.File = ""
	}
	var warnings []report.Warning
	if o.Source.AllSheets = pr.format.AllSheets; pr.format.Sheets > 1 && !o.Source.AllSheets {
		o.Source.Sheet = pr.format.Sheet
	}
	if pr.env.Database.Named {
		if err := considerDatabase(ctx, pr.env, &o); ctx.Err() != nil {
			return nil, nil, ctx.Err()
		} else if err != nil {
			warnings = append(warnings, report.Warning{
				Code: "database_not_considered", Count: 1,
				Message: fmt.Sprintf("the database's fields and tags are not considered: %s", err),
			})
		}
	}
	proposal, err := infile.Await(ctx, func() (*mapping.Proposal, error) { return mapping.Suggest(pr.profile, o), nil })
	return proposal, warnings, err
}

// maxTags is how many of the database's tags are considered.
const maxTags = 10_000

// considerDatabase adds the custom fields and the tags of the database.
func considerDatabase(ctx context.Context, env Env, o *mapping.SuggestOptions) error {
	db, err := env.open(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	view, err := db.View(ctx, "")
	if err != nil {
		return err
	}
	types, err := view.Fields(ctx)
	if err != nil {
		return err
	}
	o.Fields = slices.Sorted(maps.Keys(types))
	o.Tags, err = view.Tags(ctx, maxTags)
	return err
}
