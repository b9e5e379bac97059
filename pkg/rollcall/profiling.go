package rollcall

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"rollcall/pkg/mapping"
	"rollcall/pkg/pipeline"
	"rollcall/pkg/profile"
	"rollcall/pkg/report"
	"rollcall/pkg/source"
)

// profiling is one pass over a file to find out what is in it: what Inspect and
// Map have in common.
type profiling struct {
	env    Env
	file   string
	region string
	rows   int64 // how many to read; 0 is all
	// noHeader: the file has no header row.
	noHeader bool
	// source says how to read the file; it overrides the mapping's.
	source mapping.Source
	// mapping is the mapping file with the source settings, or empty.
	mapping string

	loaded   *mapping.Mapping // nil without mapping
	format   source.Format
	size     int64
	profile  *profile.Profile
	warnings []report.Warning // of the file as a whole
	problems []source.Problem
	total    int64 // problems, including those that are not kept
}

// maxKept is the number of problems that are kept: enough to see a pattern.
const maxKept = 100

// profiler is a profile.Profiler that also keeps the records' problems.
type profiler struct {
	*profile.Profiler
	problems []source.Problem
	total    int64
}

// Add adds a record.
func (p *profiler) Add(rec source.Record) {
	p.Profiler.Add(rec)
	for _, problem := range rec.Problems {
		if p.total++; len(p.problems) < maxKept {
			p.problems = append(p.problems, problem)
		}
	}
}

// run reads the file.
func (pr *profiling) run(ctx context.Context) error {
	var err error
	var options source.Options
	if pr.mapping != "" {
		if pr.loaded, err = loadMapping(ctx, pr.mapping); err != nil {
			return err
		}
		options = sourceOptions(pr.loaded.Source)
		pr.region = cmp.Or(pr.region, pr.loaded.Region)
	}
	if pr.region, err = parseRegion(pr.region); err != nil {
		return err
	}
	if err := overrule(&options, pr.source); err != nil {
		return err
	}
	options.Unhashed, options.AlikeSheets = true, pr.mapping == ""
	if pr.noHeader {
		options.Header, options.NoHeader = nil, true
	}
	r, err := openSource(ctx, pr.env.Stdin, pr.file, options)
	if err != nil {
		return explainHeader(err)
	}
	defer r.Close()
	pr.format, pr.size = r.Format(), r.Size()

	progress := pr.env.progress(r.Size())
	defer progress.Done()
	first := &profiler{Profiler: profile.New(r.Header(), profile.Options{Region: pr.region, Refuse: (&mapping.Mapping{}).Refused()})}
	read := int64(0)
	forked, err := pipeline.Scan(ctx, r, pipeline.ScanOptions{
		Options: pipeline.Options{Progress: func(at pipeline.Progress) {
			read = at.Offset
			progress.Read(at)
		}},
		Head: profile.Head, Rows: pr.rows,
	}, first, func() *profiler { return &profiler{Profiler: first.Fork()} })
	if err != nil {
		return fmt.Errorf("reading %s: %w", pr.file, err)
	}
	for _, l := range forked {
		first.Merge(l.Profiler)
		first.total += l.total
		first.problems = append(first.problems, l.problems...)
	}
	slices.SortStableFunc(first.problems, func(a, b source.Problem) int { return cmp.Compare(a.Line, b.Line) })
	pr.warnings = fileWarnings(r)
	for _, w := range pr.warnings {
		pr.problems = append(pr.problems, source.Problem{Code: w.Code, Message: w.Message})
	}
	pr.problems = append(pr.problems, first.problems[:min(len(first.problems), maxKept)]...)
	pr.total = first.total + int64(len(pr.warnings))
	if pr.size < 0 && pr.rows == 0 {
		pr.size = read
	}
	pr.profile = first.Profile()
	return nil
}

// overrule replaces options by those that were given, and refuses unknown words.
func overrule(o *source.Options, given mapping.Source) error {
	o.Encoding = cmp.Or(given.Encoding, o.Encoding)
	o.Delimiter = cmp.Or(given.Delimiter, o.Delimiter)
	o.Quote = cmp.Or(given.Quote, o.Quote)
	o.Sheet = cmp.Or(given.Sheet, o.Sheet)
	if given.Delimiter != "" {
		o.Widths = nil
	}
	if given.SkipLines != nil {
		o.SkipLines = given.SkipLines
	}
	if err := o.Check(); err != nil {
		return UsageError("", "%s", err)
	}
	return nil
}

// inspection is what was found, for inspect to show.
func (pr *profiling) inspection(proposal *mapping.Proposal, mask bool) *report.Inspection {
	in := &report.Inspection{
		File: pr.file, SizeBytes: pr.size, Compression: pr.format.Compression, Encoding: pr.format.Encoding,
		Delimiter: pr.format.Delimiter, Quote: pr.format.Quote, SkippedLines: pr.format.SkippedLines, Sheet: pr.format.Sheet,
		Rows: pr.profile.Rows, Malformed: pr.profile.Malformed, Partial: pr.rows > 0,
		Region:   proposal.Region,
		Problems: append([]source.Problem{}, pr.problems...), ProblemsTotal: pr.total,
	}
	for i := range pr.profile.Columns {
		c := &pr.profile.Columns[i]
		column := report.InspectedColumn{
			Name: c.Name, Position: c.Position, Filled: c.Filled, FillRate: c.FillRate, Distinct: c.Distinct,
			Suggested: proposal.Columns[i].Suggested(), Why: proposal.Columns[i].Why, Confidence: proposal.Columns[i].Confidence,
			LooksLike: string(c.LooksLike), ValidPhones: c.ValidPhones, LostDigits: c.Phones.LostDigits, Examples: append([]string{}, c.Examples...),
		}
		column.Short = shortTarget(&proposal.Columns[i])
		if mask {
			for i, e := range column.Examples {
				column.Examples[i] = mapping.Mask(e, c.LooksLike)
			}
		}
		in.Columns = append(in.Columns, column)
	}
	return in
}

// shortTarget returns a few words for where a column would go.
func shortTarget(c *mapping.Suggestion) string {
	if also := c.Also; also != nil {
		one := *c
		one.Also = nil
		return shortTarget(&mapping.Suggestion{Column: *also}) + ", " + shortTarget(&one)
	}
	switch {
	case c.Target == mapping.NewCustom:
		return fmt.Sprintf("new field %s (%s)", c.Key, c.Type)
	case c.Target == mapping.Custom, c.Target == mapping.Consent, c.Target == mapping.Standard:
		return useOf(&c.Column)
	case c.Dial > 1:
		return fmt.Sprintf("phone (dialed %s)", ordinal(c.Dial))
	}
	return c.Suggested()
}

// ordinal writes 2 as "2nd".
func ordinal(n int) string {
	suffix := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return fmt.Sprint(n) + suffix
}

// explainHeader adds to the error of a missing header how map proposes a mapping
// that names the columns.
func explainHeader(err error) error {
	var refused *source.RefusedError
	if errors.As(err, &refused) && refused.NoHeader {
		return &Error{Refused, "no_header",
			"Put a line with the columns' names above the rows; or try --no-header, with which map names the columns.", err}
	}
	return err
}
