// Package registry reads the files of do-not-call registries and scrubbing
// services: flat lists of area code and number, XML, zip archives of one file
// for each area code, change lists, ranges, results of scrubs. It knows nothing
// of contacts and databases.
//
// The way of a file:
//
//	Parts    compression, encoding, the files of an archive (pkg/source)
//	head     the first lines show the columns: which hold numbers, which dates,
//	         which reverse a line's meaning
//	lines    each line becomes entries, or is counted as unread
//	Check    too many unread lines refuse the file
//
// What is not certain is refused, with the option that settles it.
package registry

import (
	"context"
	"fmt"
	"io"
	"time"

	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/source"
)

// Options are how to read a file. What the zero value leaves open is detected.
type Options struct {
	// Region is the ISO 3166 code of the region of numbers without a country
	// code, or empty.
	Region string
	// RegionCertain: the region was given for this file. Otherwise numbers that are also
	// valid in the United Kingdom, without their zero, are refused.
	RegionCertain bool
	// Columns are the columns with the numbers, by header or position ("1"); if empty,
	// they are detected.
	Columns []string
	// Where are the conditions for a line to count: each named column must have one of
	// the values given for it.
	Where []Condition
	// Changes: lines marked as deleted are deletions. Otherwise a file with such
	// lines is refused.
	Changes bool
	// Now is the time to compare dates with; the zero time is the present.
	Now time.Time
}

// Condition is a value that a column must have, whatever its case.
type Condition struct{ Column, Value string }

// Entry is a number, or a range of numbers, of a file.
type Entry struct {
	// First and Last are the digits of E.164 numbers, without the plus. Most
	// entries are one number: First equals Last.
	First, Last uint64
	// Deleted: the line takes the number off the list.
	Deleted bool
}

// Stats are counts of what was found in a file, complete at its end.
type Stats struct {
	// Lines are those that are not blank, without headers and trailers.
	Lines int64
	// Numbers is the number of numbers that count, including deletions, ranges number by
	// number, and repeated ones each time.
	Numbers int64
	// Clear lines have a number that the file says is on no list.
	Clear int64
	// Left lines do not meet the Where conditions.
	Left int64
	// Unread lines have no number that can be read with certainty.
	Unread int64
	// First is the first of them.
	First Line
	// Column is the column of results that is blank, or has an unknown word, in the first
	// unread line; empty if that is not why it is unread.
	Column string
	// AsOf is the date in the file, or the latest of its lines; the zero time if it has
	// none.
	AsOf time.Time
}

// Line is a line of a file.
type Line struct {
	// Part is the name of the file in the archive, or empty.
	Part string
	// Number counts from 1.
	Number int64
	// Masked is its text with 0 for each digit and x for each letter.
	Masked string
}

// String returns the line as "line 3 of list.csv: \"(000) 000-0000\"".
func (l Line) String() string {
	where := fmt.Sprintf("line %d", l.Number)
	if l.Part != "" {
		where += " of " + l.Part
	}
	return fmt.Sprintf("%s: %q", where, l.Masked)
}

// List reads a file. It is used from one goroutine.
type List struct {
	parts  *source.Parts
	opts   Options
	parser *phone.Parser
	stats  Stats
	part   *source.Part
	read   func() error // appends entries of the part; io.EOF at its end
	name   string       // of the part, if there are several
	out    []Entry
	last   error
	ctx    context.Context
	xml    bool // one of the parts is XML
}

// Open opens the file called name, which is a path, or "-" for stdin. The
// caller closes the List.
func Open(ctx context.Context, name string, stdin io.Reader, o Options) (*List, error) {
	parts, err := source.OpenParts(ctx, name, stdin)
	if err != nil {
		return nil, err
	}
	if o.Now.IsZero() {
		o.Now = time.Now()
	}
	return &List{ctx: ctx, parts: parts, opts: o, parser: phone.NewParser(phone.Options{})}, nil
}

// Next returns the next entries, which are valid until the call after, and
// io.EOF after the last. A *source.RefusedError says why the file cannot be
// used.
func (l *List) Next() ([]Entry, error) {
	if l.last != nil {
		return nil, l.last
	}
	l.out = l.out[:0]
	for len(l.out) == 0 {
		if l.last = l.advance(); l.last != nil {
			return nil, l.last
		}
	}
	return l.out, nil
}

// advance reads on.
func (l *List) advance() error {
	if err := l.ctx.Err(); err != nil {
		return err
	}
	if l.read == nil {
		part, err := l.parts.Next()
		if err == io.EOF {
			return l.end()
		}
		if err != nil {
			return err
		}
		if err := l.begin(part); err != nil {
			return err
		}
	}
	err := l.read()
	if err == io.EOF {
		l.read = nil
		return nil
	}
	return l.at(err)
}

// at names the part of an archive in an error.
func (l *List) at(err error) error {
	if err == nil || l.name == "" {
		return err
	}
	return fmt.Errorf("%s: %w", l.name, err)
}

// begin begins a part.
func (l *List) begin(part *source.Part) error {
	l.part, l.name = part, ""
	if l.parts.Several() {
		l.name = part.Name
	}
	if part.XML {
		l.xml = true
		x := newMarkup(l, part.Text())
		l.read = x.read
		return nil
	}
	lines, err := l.readHead(part)
	if err != nil {
		return l.at(err)
	}
	l.read = lines.read
	return nil
}

// end returns io.EOF, or an error if the file had no numbers.
func (l *List) end() error {
	if l.stats.Numbers == 0 && l.stats.Clear == 0 && l.stats.Left == 0 {
		return l.empty()
	}
	return io.EOF
}

// empty returns the error of a file without a number.
func (l *List) empty() error {
	if l.stats.Lines == 0 && l.xml {
		return &source.RefusedError{Message: "no element of the XML is known to hold a phone number",
			Hint: "check that this is the right file, and not an error message of the site; else make a CSV file of it"}
	}
	if l.stats.Lines == 0 {
		return &source.RefusedError{Message: "the file is empty", Hint: "check that the export or the download worked"}
	}
	hint := "the file needs one number a line, or a column of numbers"
	if l.opts.Region == "" {
		hint += "; numbers without a country code need a region (--region US)"
	}
	message := "no line of the file holds a phone number"
	if l.stats.Unread > 0 {
		message += " (" + l.stats.First.String() + ")"
	}
	return &source.RefusedError{Line: l.stats.First.Number, Message: message, Hint: hint}
}

// Skipped returns the names of the files in the archive that are not lists: descriptions,
// licences, checksums.
func (l *List) Skipped() []string { return l.parts.Skipped() }

// Stats returns what was found so far.
func (l *List) Stats() Stats { return l.stats }

// AsOf returns the date of the list: the one in the file, else the time of the file's last
// change; the zero time if neither is known. It is final at the end of the file.
func (l *List) AsOf() time.Time {
	if !l.stats.AsOf.IsZero() {
		return l.stats.AsOf
	}
	if l.part != nil {
		return l.part.Modified()
	}
	return l.parts.Modified()
}

// Offset returns how much of the file was read.
func (l *List) Offset() int64 {
	if l.part == nil {
		return 0
	}
	return l.part.Offset()
}

// Size is the size of the file as it is stored, in bytes, or -1.
func (l *List) Size() int64 { return l.parts.Size() }

// SHA256 is the hash of the file as it is stored, once Next returned io.EOF.
func (l *List) SHA256() [32]byte { return l.parts.SHA256() }

// Close closes the file.
func (l *List) Close() error { return l.parts.Close() }

// add counts an entry and adds it.
func (l *List) add(e Entry) {
	l.stats.Numbers += int64(e.Last - e.First + 1)
	l.out = append(l.out, e)
}

// unread counts a line that could not be read.
func (l *List) unread(number int64, text string) {
	if l.stats.Unread++; l.stats.Unread == 1 {
		l.stats.First = Line{l.name, number, mask(text)}
	}
}

// dated records a date of the file or of one of its lines.
func (l *List) dated(at time.Time) {
	if at.After(l.stats.AsOf) && !at.After(l.opts.Now) {
		l.stats.AsOf = at
	}
}

// refusal is an error about what is not certain, with the option that
// settles it.
func refusal(hint, format string, args ...any) error {
	return &source.RefusedError{Message: fmt.Sprintf(format, args...), Hint: hint}
}
