package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"rollcall/pkg/clean"
	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/outfile"
	"rollcall/pkg/pipeline"
	"rollcall/pkg/report"
	"rollcall/pkg/source"
	"rollcall/pkg/store"
)

// load is one list on its way through the program: all that review and import
// have in common, which is everything but the sink.
type load struct {
	opts    *loadOptions
	log     *slog.Logger
	started time.Time
	mapping *mapping.Mapping
	match   mapping.Match
	reader  *source.Reader
	parser  *phone.Parser
	cleaner *clean.Cleaner
	rejects *report.Rejects // nil where none are asked for
	limit   limit
	// surveyed is the hash of the bytes that the survey saw, if there was one.
	surveyed *[32]byte
	// suppress are the --suppress files.
	suppress []*numbersFile
	// breakdown, consent and page are for --report; nil where there is none.
	// The page is made, and put in its place by its Commit.
	breakdown *report.Breakdown
	consent   *report.Consent
	page      *outfile.File
	// read is how many bytes of the file were taken in, ended that they are all.
	read  int64
	ended bool
	// scout has the cells of the first records, to tell whether another column
	// would be a better phone column.
	scout [][]string
}

// openLoad checks everything that can be checked before the first record.
func openLoad(ctx context.Context, s Streams, globals *globalOptions, command string, o *loadOptions) (l *load, err error) {
	l = &load{opts: o, started: time.Now(), log: globals.logger(s)}
	defer func() {
		if err != nil {
			err = l.refused(command, nil, err)
			l.Close()
		}
	}()
	if err := o.check(); err != nil {
		return l, err
	}
	if err := o.checkOutputs(); err != nil {
		return l, err
	}
	if l.mapping, err = loadMapping(o.Mapping); err != nil {
		return l, err
	}
	if err := o.apply(l.mapping, l.started); err != nil {
		return l, err
	}
	if l.limit, err = parseLimit(l.mapping.Limits.MaxSkipped); err != nil {
		return l, err
	}
	if l.mapping.Duplicates == contact.Create {
		o.Unhashed = false // it tells whether the file was imported before
	}
	so := sourceOptions(l.mapping.Source)
	so.Unhashed = o.Unhashed
	if l.reader, err = openSource(ctx, s, o.File, so); err != nil {
		return l, err
	}
	if l.match, err = l.mapping.Match(l.reader.Header()); err != nil {
		return l, err
	}
	l.parser = phone.NewParser(phone.Options{Refuse: l.mapping.RefusePhones})
	found, err := l.survey(ctx, s)
	if err != nil {
		return l, err
	}
	l.cleaner = clean.New(l.mapping, l.match, l.reader.Header(), l.parser, found)
	if err := l.openSuppress(ctx, s); err != nil {
		return l, err
	}
	if o.Rejects != "" {
		if l.rejects, err = report.NewRejects(o.Rejects, l.reader.Header()); err != nil {
			return l, err
		}
	}
	l.breakdown = l.newBreakdown()
	l.log.Info("opened the list", "file", o.File, "bytes", l.reader.Size(), "format", report.WrittenAs(l.reader.Format()),
		"columns", len(l.reader.Header()), "mapping", o.Mapping, "mapping_sha256", hexSHA256(l.mapping.Text))
	return l, nil
}

// Close gives back what the load holds.
func (l *load) Close() {
	if l.rejects != nil {
		l.rejects.Close()
	}
	if l.page != nil {
		l.page.Close()
	}
	for _, f := range l.suppress {
		f.Close()
	}
	if l.reader != nil {
		l.reader.Close()
	}
}

// scoutRows is how many records are kept for the scout.
const scoutRows = 200

// run takes the whole list to sink.
func (l *load) run(ctx context.Context, progress Progress, sink pipeline.Sink) (pipeline.Tally, error) {
	sinks := []pipeline.Sink{sink}
	if l.rejects != nil {
		sinks = append(sinks, l.rejects)
	}
	if l.breakdown != nil {
		sinks = append(sinks, l.breakdown)
	}
	tally, err := pipeline.Run(ctx, l.reader, l.cleaner, pipeline.Options{
		Progress: func(at pipeline.Progress) {
			l.read = at.Offset
			progress.Read(at)
		},
		Peek: func(rec source.Record) {
			if len(l.scout) < scoutRows && !rec.Malformed {
				l.scout = append(l.scout, slices.Clone(rec.Cells))
			}
		},
		NoCells: l.rejects == nil && l.breakdown == nil,
	}, sinks...)
	if err == nil && l.surveyed != nil && !l.opts.Unhashed && *l.surveyed != l.reader.SHA256() {
		err = errors.New("the file was changed while it was read")
	}
	if err != nil {
		return tally, fmt.Errorf("reading %s: %w", l.opts.File, err)
	}
	l.ended = true
	l.log.Info("read the list", "file", l.opts.File, "bytes", l.read, "rows", tally.Rows,
		"accepted", tally.Reasons[contact.Accepted], "seconds", time.Since(l.started).Round(time.Millisecond).Seconds())
	return tally, nil
}

// survey reads the list once before, where the mapping leaves something to it
// that no single row tells. Standard input can be read but once: there, what
// is open stays open.
func (l *load) survey(ctx context.Context, s Streams) (clean.Findings, error) {
	survey := clean.NewSurvey(l.mapping, l.match)
	if survey == nil || fileSize(l.opts.File) < 0 {
		return clean.Findings{}, nil
	}
	r, err := openSource(ctx, s, l.opts.File, sourceOptions(l.mapping.Source))
	if err != nil {
		return clean.Findings{}, err
	}
	defer r.Close()
	forked, err := pipeline.Scan(ctx, r, pipeline.ScanOptions{}, survey, survey.Fork)
	if err != nil {
		return clean.Findings{}, fmt.Errorf("reading %s: %w", l.opts.File, err)
	}
	for _, f := range forked {
		survey.Merge(f)
	}
	sum := r.SHA256()
	l.surveyed = &sum
	return survey.Findings(), nil
}

// result puts together what the cleaning and the sink came to.
func (l *load) result(command string, tally pipeline.Tally, late contact.Counts) *report.Result {
	counts := late
	counts.Rows = tally.Rows
	for reason, n := range tally.Reasons {
		if contact.Reason(reason) != contact.Accepted {
			counts.Skipped[reason] += n
		}
	}
	r := &report.Result{
		Command: command, File: l.opts.File, Destination: destination(nil),
		Duplicates: l.mapping.Duplicates, Rejects: l.opts.Rejects,
		NewFields: []string{}, Tags: []string{}, NewTags: []string{},
		TimeZones: report.NewTimeZones(contact.Zones{}),
		Warnings:  l.warnings(tally),
	}
	r.SetCounts(counts)
	r.SetElapsed(time.Since(l.started))
	return r
}

// refusal says why a list that could be read is not to be imported, or nil.
func (l *load) refusal(r *report.Result, tally pipeline.Tally) error {
	dialable := tally.Rows - tally.Reasons[contact.Malformed] - tally.Reasons[contact.NoPhone] - tally.Reasons[contact.InvalidPhone]
	switch {
	case tally.Rows > 0 && dialable == 0:
		hint := "Map another column to phone, or name the region of the numbers (region: in the mapping, or --region)."
		return &problem{exitRefused, "no_valid_phone", fmt.Errorf("%s: none of its %s rows has a valid phone number", l.opts.File, report.Count(tally.Rows)), hint}
	case l.limit.exceeded(r.SkippedTotal, r.Rows):
		return &problem{exitRefused, "max_skipped",
			fmt.Errorf("%s: %s of %s rows would be skipped, and the limit is %s", l.opts.File,
				report.Count(r.SkippedTotal), report.Count(r.Rows), l.mapping.Limits.MaxSkipped),
			"Look at the reasons with: rollcall review --rejects FILE; then mend the list or raise the limit."}
	}
	return nil
}

func destination(p *report.Powerlist) string {
	switch {
	case p == nil:
		return "Contacts"
	case p.DialMode == "ai":
		return "AI Dial powerlist"
	}
	return "Manual powerlist"
}

// originalHeader is the list's header without the columns that an earlier
// rejects file has added to it.
func (l *load) originalHeader() []string { return source.WithoutRejectsColumns(l.reader.Header()) }

// loadMapping reads and checks a mapping file.
func loadMapping(path string) (*mapping.Mapping, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil, usageError("", "mapping file %s is a directory", path)
	}
	m, err := mapping.Load(path)
	var unread *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, usageError("Make one with: rollcall map FILE --out "+shellQuote(path), "mapping file %s is not there", path)
	case errors.As(err, &unread):
		return nil, fmt.Errorf("reading the mapping %s: %w", path, unread.Err)
	}
	return m, err
}

// openSource opens a list; "-" is standard input.
func openSource(ctx context.Context, s Streams, file string, o source.Options) (*source.Reader, error) {
	r, err := source.Open(ctx, file, s.In, o)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, noFile(file)
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	// A workbook's rejects file is a CSV, and is read with the workbook's mapping.
	if o.Sheet != "" && r.Format().Sheet == "" && !source.IsRejects(r.Header()) {
		r.Close()
		return nil, fmt.Errorf("reading %s: %w", file, &source.RefusedError{
			Message: fmt.Sprintf("it is no workbook, and has no sheet %q", o.Sheet),
			Hint:    "Give the workbook itself, or remove sheet from source in the mapping.",
		})
	}
	return r, nil
}

// noFile is the error of a list that is not there; it names the file beside it
// that may be meant, else where it was looked for.
func noFile(file string) error {
	dir := filepath.Dir(file)
	hint := ""
	if there, err := filepath.Abs(dir); err == nil {
		hint = "It was looked for in " + there + "."
	}
	var names []string
	files, _ := os.ReadDir(dir)
	for _, f := range files {
		names = append(names, f.Name())
	}
	if near, ok := mapping.Nearest(filepath.Base(file), names); ok {
		hint = fmt.Sprintf("Did you mean %s?", shellQuote(filepath.Join(dir, near)))
	}
	return &problem{exitFailed, "no_file", fmt.Errorf("there is no file %s", file), hint}
}

func sourceOptions(m mapping.Source) source.Options {
	return source.Options{
		Encoding: m.Encoding, Delimiter: m.Delimiter, Quote: m.Quote,
		SkipLines: m.SkipLines, Sheet: m.Sheet, Header: m.Header,
	}
}

// spec is what an import of the list is to do, as far as mapping and options
// say it: consent and suppression files are the import's own.
func (l *load) spec() store.Spec {
	m := l.mapping
	spec := store.Spec{
		FileName: fileName(l.opts.File), FileSize: l.reader.Size(), Mapping: string(m.Text),
		Duplicates: m.Duplicates, Tags: m.Tags, CustomPolicies: map[string]contact.Policy{},
	}
	for i := range m.Columns {
		switch c := &m.Columns[i]; c.Target {
		case mapping.Standard:
			spec.Policies[c.Field] = c.Update
		case mapping.FullName:
			spec.Policies[contact.FirstName], spec.Policies[contact.LastName] = c.Update, c.Update
		case mapping.NewCustom:
			spec.NewFields = append(spec.NewFields, store.NewField{Key: c.Key, Label: c.Label, Type: c.Type})
			spec.CustomPolicies[c.Key] = c.Update
		case mapping.Custom:
			spec.Fields = append(spec.Fields, c.Key)
			spec.CustomPolicies[c.Key] = c.Update
		}
	}
	if p := m.Powerlist; p != nil {
		spec.Powerlist = &store.Powerlist{Name: p.Name, DialMode: p.DialMode, Append: p.Append, CallWindow: p.CallWindow}
	}
	if l.rejects != nil {
		spec.Raw = l.rejects.Raw
	}
	return spec
}
