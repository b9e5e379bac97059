package rollcall

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"rollcall/pkg/clean"
	"rollcall/pkg/contact"
	"rollcall/pkg/header"
	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/outfile"
	"rollcall/pkg/pipeline"
	"rollcall/pkg/report"
	"rollcall/pkg/source"
	"rollcall/pkg/store"
)

// load is the reading and cleaning of one file: everything that review and import
// have in common, which is all but the sink.
type load struct {
	opts    FileOptions
	env     Env
	log     *slog.Logger
	command string // "review" or "import"
	began   bool   // the import is on record
	started time.Time
	mapping *mapping.Mapping
	match   mapping.Match
	reader  *source.Reader
	parser  *phone.Parser
	cleaner *clean.Cleaner
	rejects *report.Rejects   // nil where none are asked for
	clean   *report.CleanFile // of a review, nil where none is asked for
	// maxSkipped and maxInvalid limit the rows that are skipped.
	maxSkipped, maxInvalid limit
	// template is the powerlist's name before {file} and {date} were filled in.
	template string
	// unhashed leaves out the SHA-256 of the file, which is not needed.
	unhashed bool
	// prescanned is the hash of the bytes that the prescan saw, if there was one.
	prescanned *[32]byte
	// suppress are the --suppress files.
	suppress []*phoneFile
	// breakdown, consent and page are for --report, else nil. Commit puts the page
	// in its place.
	breakdown *report.Breakdown
	consent   *contact.Consent
	page      *outfile.File
	// meanings are those of the headers; unmapped and labels are the columns that the
	// mapping does not name, or reads as another's label.
	meanings         []header.Meaning
	unmapped, labels map[int]bool
	// refusals counts refusals in columns that the mapping does not read as consent;
	// nil if there are none.
	refusals *unusedRefusals
	// others reads the cells of the columns that the mapping does not name; nil if
	// none could have words about calls.
	others *unmappedCells
	// read is the number of bytes read from the file, ended that these are all.
	read  int64
	ended bool
	// encoding is what the database can hold; nil if that is any text.
	encoding *store.Encoding
	// firstRows has the cells of the first records, to find a better phone column.
	firstRows [][]string
	// subjects is what the columns are about; nil until somebody asks.
	subjects *header.Subjects
}

// openLoad checks everything that can be checked before the first record.
func openLoad(ctx context.Context, env Env, command string, o FileOptions, unhashed bool) (*load, error) {
	l := &load{opts: o, env: env, started: time.Now(), log: env.logger(), command: command}
	err := l.open(ctx, unhashed)
	if err == nil {
		err = l.bind(ctx)
	}
	if err != nil {
		err = l.refused(nil, err)
		l.Close()
		return l, err
	}
	l.log.Info("opened the file", "file", o.File, "bytes", l.reader.Size(), "format", report.WrittenAs(l.reader.Format()),
		"columns", len(l.reader.Header()), "mapping", o.Mapping, "mapping_sha256", hexSHA256(l.mapping.Text))
	return l, nil
}

// open checks the options, and opens the mapping and the file.
func (l *load) open(ctx context.Context, unhashed bool) (err error) {
	o := &l.opts
	if err := o.check(); err != nil {
		return err
	}
	if err := o.checkOutputs(); err != nil {
		return err
	}
	if l.mapping, err = loadMapping(ctx, o.Mapping); err != nil {
		return err
	}
	if l.template, err = o.apply(l.mapping, l.started); err != nil {
		return err
	}
	if err := l.parseLimits(); err != nil {
		return err
	}
	// Under create the hash shows whether the file was imported before.
	l.unhashed = unhashed && l.mapping.Duplicates != contact.Create
	so := sourceOptions(l.mapping.Source)
	so.Unhashed = l.unhashed
	l.reader, err = openSource(ctx, l.env.Stdin, o.File, so)
	return err
}

// bind checks the mapping against the file, and makes what cleans its rows.
func (l *load) bind(ctx context.Context) (err error) {
	if l.match, err = l.mapping.Match(l.reader.Header()); err != nil {
		return err
	}
	if err := l.readHeaders(ctx); err != nil {
		return err
	}
	if err := l.checkRefusalColumns(); err != nil {
		return err
	}
	l.refusals = l.newUnusedRefusals()
	if l.others, err = l.newUnmappedCells(ctx); err != nil {
		return err
	}
	l.parser = phone.NewParser(phone.Options{Refuse: l.mapping.Refused()})
	found, err := l.prescan(ctx)
	if err != nil {
		return err
	}
	l.cleaner = clean.New(l.mapping, l.match, l.reader.Header(), l.parser, found)
	if err := l.findPersons(ctx); err != nil {
		return err
	}
	if err := l.openSuppress(ctx); err != nil {
		return err
	}
	if path := l.opts.Rejects; path != "" {
		if l.rejects, err = report.NewRejects(path, l.reader.Format().Sheet, l.reader.Header()); err != nil {
			return err
		}
	}
	l.breakdown = l.newBreakdown()
	return nil
}

// parseLimits reads the limits on skipped rows.
func (l *load) parseLimits() (err error) {
	if l.maxSkipped, err = parseLimit("max_skipped", l.mapping.Limits.MaxSkipped, "rows"); err != nil {
		return err
	}
	l.maxInvalid, err = parseLimit("max_invalid", l.mapping.Limits.MaxInvalid, "rows")
	return err
}

// Close releases what the load holds.
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

// maxFirstRows is the greatest length of firstRows.
const maxFirstRows = 1000

// run takes the whole file to sink.
func (l *load) run(ctx context.Context, progress Progress, sink pipeline.Sink) (pipeline.Tally, error) {
	var sinks []pipeline.Sink
	if l.rejects != nil {
		sinks = append(sinks, l.rejects)
	}
	sinks = append(sinks, sink)
	if l.breakdown != nil {
		sinks = append(sinks, l.breakdown)
	}
	if l.refusals != nil {
		sinks = append(sinks, l.refusals)
	}
	var cleaner pipeline.Cleaner = l.cleaner
	if l.others != nil {
		l.others.Cleaner = l.cleaner
		cleaner = l.others
	}
	if l.encoding != nil {
		cleaner = encodable{cleaner, l.encoding}
	}
	tally, err := pipeline.Run(ctx, l.reader, cleaner, pipeline.Options{
		Progress: func(at pipeline.Progress) {
			l.read = at.Offset
			progress.Read(at)
		},
		Peek: func(rec source.Record) {
			if len(l.firstRows) < maxFirstRows && !rec.Malformed {
				l.firstRows = append(l.firstRows, slices.Clone(rec.Cells))
			}
		},
		NoCells: l.rejects == nil && l.breakdown == nil && l.refusals == nil && (l.command != "import" || len(l.consentColumns()) == 0),
	}, sinks...)
	if err == nil && l.prescanned != nil && !l.unhashed && *l.prescanned != l.reader.SHA256() {
		err = errors.New("the file was changed while it was read")
	}
	if err != nil {
		return tally, fmt.Errorf("reading %s: %w", l.opts.File, err)
	}
	l.ended = true
	l.log.Info("read the file", "file", l.opts.File, "bytes", l.read, "rows", tally.Rows,
		"accepted", tally.Reasons[contact.Accepted], "seconds", time.Since(l.started).Round(time.Millisecond).Seconds())
	if err := l.checkRefusalColumns(); err != nil { // now that the cells are known
		return tally, err
	}
	return tally, l.checkMovedRefusals()
}

// reopen goes back to the beginning of the file, to read it once more.
func (l *load) reopen(ctx context.Context) (err error) {
	if !l.unhashed {
		sum := l.reader.SHA256()
		l.prescanned = &sum
	}
	l.reader.Close()
	so := sourceOptions(l.mapping.Source)
	so.Unhashed = l.unhashed
	if l.reader, err = openSource(ctx, l.env.Stdin, l.opts.File, so); err != nil {
		return err
	}
	l.firstRows, l.ended = nil, false
	if l.rejects != nil {
		l.rejects.Close()
		if l.rejects, err = report.NewRejects(l.opts.Rejects, l.reader.Format().Sheet, l.reader.Header()); err != nil {
			return err
		}
	}
	if l.breakdown != nil {
		l.breakdown = l.newBreakdown()
	}
	l.refusals = l.newUnusedRefusals()
	l.others, err = l.newUnmappedCells(ctx)
	return err
}

// prescan reads the file a first time if the mapping leaves something open that no
// single row can decide. Standard input can be read only once: there it stays open.
func (l *load) prescan(ctx context.Context) (clean.Facts, error) {
	prescan := clean.NewPrescan(l.mapping, l.match)
	if prescan == nil || fileSize(l.opts.File) < 0 {
		return clean.Facts{}, nil
	}
	onlyPhones, most := prescan.OnlyPhones(), int64(glanceRows)
	if !onlyPhones {
		most = heldRows
	}
	if onlyPhones || fileSize(l.opts.File) <= maxHeld {
		glance, rows := prescan.Fork(), int64(0)
		ok, err := l.reader.Peek(most, func(rec source.Record) {
			rows++
			glance.Add(rec)
		})
		switch {
		case err != nil:
			return clean.Facts{}, fmt.Errorf("reading %s: %w", l.opts.File, err)
		case ok && rows < most: // that is all of it
			return glance.Facts(), nil
		case !ok && onlyPhones:
			glance = prescan.Fork()
			if _, err := scanFor(ctx, l, glance, pipeline.ScanOptions{Rows: glanceRows}); err != nil {
				return clean.Facts{}, err
			}
		}
		if onlyPhones && glance.PhonesConclusive() {
			return glance.Facts(), nil
		}
	}
	sum, err := scanFor(ctx, l, prescan, pipeline.ScanOptions{Head: glanceRows})
	if err != nil {
		return clean.Facts{}, err
	}
	l.prescanned = &sum
	return prescan.Facts(), nil
}

// glanceRows is the number of rows read first to see whether any number without a
// plus is ambiguous: in most files none is, and the whole file need not be read.
const glanceRows = 10_000

// A file of at most maxHeld bytes with fewer than heldRows rows is held in memory, and
// need not be read twice.
const (
	maxHeld  = 2 << 20
	heldRows = 20_000
)

// findPersons reads the file a first time for those who refuse in one of several rows, if its
// first rows show that people have several with different numbers. Standard input can be read
// only once: there those rows are all.
func (l *load) findPersons(ctx context.Context) error {
	persons := clean.NewPersons(l.mapping, l.match, l.cleaner)
	if persons == nil {
		return nil
	}
	rows := int64(0)
	ok, err := l.reader.Peek(glanceRows, func(rec source.Record) {
		rows++
		persons.Look(rec)
	})
	switch {
	case err != nil || !persons.Repeat():
	case ok && rows < glanceRows || fileSize(l.opts.File) < 0:
		_, err = l.reader.Peek(glanceRows, persons.Add)
	default:
		var sum [32]byte
		sum, err = scanFor(ctx, l, persons, pipeline.ScanOptions{Head: glanceRows})
		l.prescanned = &sum
	}
	if err != nil {
		return fmt.Errorf("reading %s: %w", l.opts.File, err)
	}
	l.cleaner.Refuse(persons)
	return nil
}

// scanner is what is shown a file: a prescan.
type scanner[S any] interface {
	pipeline.Visitor
	Fork() S
	Merge(S)
}

// scanFor shows the file to a prescan, and returns the hash of what it read.
func scanFor[S scanner[S]](ctx context.Context, l *load, prescan S, o pipeline.ScanOptions) (sum [32]byte, err error) {
	so := sourceOptions(l.mapping.Source)
	so.Unhashed = l.unhashed || o.Rows > 0
	r, err := openSource(ctx, l.env.Stdin, l.opts.File, so)
	if err != nil {
		return sum, err
	}
	defer r.Close()
	forked, err := pipeline.Scan(ctx, r, o, prescan, prescan.Fork)
	if err != nil {
		return sum, fmt.Errorf("reading %s: %w", l.opts.File, err)
	}
	for _, f := range forked {
		prescan.Merge(f)
	}
	if !so.Unhashed {
		sum = r.SHA256()
	}
	return sum, nil
}
