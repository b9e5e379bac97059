package rollcall

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"regexp"
	"strconv"
	"time"

	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/pipeline"
	"rollcall/pkg/registry"
	"rollcall/pkg/report"
	"rollcall/pkg/store"
)

// phoneFile is a file of phone numbers that must not be called.
type phoneFile struct {
	*registry.List
	ctx    context.Context
	path   string
	unread limit
	// checkAge, if set, checks the age of the file after it was read.
	checkAge func(asOf time.Time) error
	// progress, if set, is called with how far the file was read.
	progress func(pipeline.Progress)
}

// numberShaped matches a number given in the place of a file's name.
var numberShaped = regexp.MustCompile(`^\+?[0-9][0-9() .-]{5,}$`)

// openPhoneFile opens a file of numbers; "-" is standard input.
func openPhoneFile(ctx context.Context, stdin io.Reader, path string, o registry.Options, maxUnread string) (*phoneFile, error) {
	limit, err := parseUnread(maxUnread)
	if err != nil {
		return nil, err
	}
	l, err := registry.Open(ctx, path, stdin, o)
	if errors.Is(err, fs.ErrNotExist) {
		if numberShaped.MatchString(path) {
			return nil, UsageError("A single number is given as --number "+report.ShellQuote(path), "there is no file %s", report.Cell(path))
		}
		return nil, noFile(path)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the numbers of %s: %w", path, err)
	}
	return &phoneFile{ctx: ctx, List: l, path: path, unread: limit}, nil
}

// parseUnread reads --max-unread; without it every line must be readable.
func parseUnread(s string) (limit, error) { return parseLimit("--max-unread", cmp.Or(s, "0"), "lines") }

// entries returns the file's entries, once. If too much of the file cannot be read,
// they end with a refusal.
func (f *phoneFile) entries() iter.Seq2[registry.Entry, error] {
	return func(yield func(registry.Entry, error) bool) {
		for {
			some, err := f.List.Next()
			if err == io.EOF {
				stats := f.Stats()
				if err = stats.Check(f.unread); err == nil && f.checkAge != nil {
					err = f.checkAge(f.AsOf())
				}
				if err == nil {
					return
				}
			}
			if err != nil {
				yield(registry.Entry{}, fmt.Errorf("reading the numbers of %s: %w", f.path, err))
				return
			}
			for _, e := range some {
				if !yield(e, nil) {
					return
				}
			}
			if f.progress != nil {
				f.progress(pipeline.Progress{Offset: f.Offset(), Rows: f.Stats().Numbers})
			}
		}
	}
}

// ranges returns the entries as the store takes them.
func (f *phoneFile) ranges() iter.Seq2[store.NumberRange, error] {
	return func(yield func(store.NumberRange, error) bool) {
		for e, err := range f.entries() {
			if !yield(store.NumberRange{First: e.First, Last: e.Last, Deleted: e.Deleted}, err) || err != nil {
				return
			}
		}
	}
}

// mostFromRanges is the greatest number of numbers that the ranges of a file can put
// on the internal list, which has a row for each. A line of 22 bytes can stand for
// ten million.
const mostFromRanges = 1_000_000

// numbers returns the numbers in E.164 form, ranges number by number, for the
// internal list.
func (f *phoneFile) numbers() iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		var fromRanges uint64
		for e, err := range f.entries() {
			if fromRanges += e.Last - e.First; err == nil && fromRanges > mostFromRanges {
				err = &Error{Refused, "wide_ranges", "Put it on a list of its own, which keeps ranges whole: --list NAME.",
					fmt.Errorf("%s has ranges of more than %d numbers; the internal list is for the people who asked not to be called", f.path, mostFromRanges)}
			}
			if err != nil {
				yield("", err)
				return
			}
			for n := e.First; n <= e.Last; n++ {
				// A line of 22 bytes may stand for millions of numbers.
				if n&0xffff == 0 && f.ctx.Err() != nil {
					yield("", f.ctx.Err())
					return
				}
				if !yield("+"+strconv.FormatUint(n, 10), nil) {
					return
				}
			}
		}
	}
}

// facts returns what is known of the list at the end of the file.
func (f *phoneFile) facts(asOf time.Time) func(*store.SuppressionChange) error {
	return func(c *store.SuppressionChange) error {
		sum := f.SHA256()
		c.SHA256 = hex.EncodeToString(sum[:])
		if c.AsOf = asOf; asOf.IsZero() {
			c.AsOf = f.AsOf()
		}
		if c.AsOf.After(time.Now().Add(24 * time.Hour)) {
			return &Error{Refused, "future_date", "Say when it was obtained, with --as-of.",
				fmt.Errorf("%s is dated %s, which is in the future", f.path, formatDay(c.AsOf))}
		}
		return nil
	}
}

// warnings returns warnings about the lines that hold no number.
func (f *phoneFile) warnings() []report.Warning {
	var all []report.Warning
	stats := f.Stats()
	if stats.Unread > 0 {
		all = append(all, report.Warning{
			Code: "suppression_unreadable", Count: stats.Unread,
			Message: fmt.Sprintf("%s of %s could not be read (the first is line %d)",
				report.Plural(stats.Unread, "line"), report.Cell(f.path), stats.First.Number),
		})
	}
	if skipped := f.Skipped(); len(skipped) > 0 {
		all = append(all, report.Warning{
			Code: "suppression_part_skipped", Count: int64(len(skipped)),
			Message: fmt.Sprintf("%s of %s not read, since the name is not that of a list (the first is %s)",
				report.Plural(int64(len(skipped)), "file"), report.Cell(f.path), report.Cell(skipped[0])),
		})
	}
	return all
}

// e164 matches the form in which numbers are stored, valid or not.
var e164 = regexp.MustCompile(`^\+[1-9][0-9]{2,14}$`)

// parseNumber returns a number in E.164 form. With stored, for a look-up, it accepts
// numbers that are not valid: another program may have stored them.
func parseNumber(number, region string, stored bool) (string, error) {
	if number == "" {
		return "", UsageError("Name it: --number +12065551234", "no number was named")
	}
	region, err := parseRegion(region)
	if err != nil {
		return "", err
	}
	found := phone.NewParser(phone.Options{Services: true}).Parse(number, region)
	switch {
	case found.OK():
		return found.E164, nil
	case stored && e164.MatchString(number):
		return number, nil
	}
	if found.Problem == phone.NoRegion {
		return "", UsageError("Write it as +12065551234, or name its region: --region US here, \"region: US\" in rollcall.yaml.",
			"%s has no country code", report.Cell(number))
	}
	return "", UsageError("Check the number. It is written as +12065551234, or with --region US as 206-555-1234.", "%s: %s", report.Cell(number), found.Detail)
}

// openSuppress opens the --suppress files.
func (l *load) openSuppress(ctx context.Context) error {
	stdin := l.opts.File == "-"
	for _, path := range l.opts.Suppress {
		if path == "-" && stdin {
			return UsageError("Put one of them into a file.", "--suppress -: standard input can be read for one thing only")
		}
		stdin = stdin || path == "-"
		f, err := openPhoneFile(ctx, l.env.Stdin, path, registry.Options{
			Region: l.mapping.Region, RegionCertain: l.opts.Region != "", Now: l.started,
		}, l.opts.MaxUnread)
		if err != nil {
			return err
		}
		l.suppress = append(l.suppress, f)
	}
	return nil
}

// suppressions returns the numbers of the --suppress files, once.
func (l *load) suppressions() iter.Seq2[store.NumberRange, error] {
	return func(yield func(store.NumberRange, error) bool) {
		for _, f := range l.suppress {
			for r, err := range f.ranges() {
				if !yield(r, err) || err != nil {
					return
				}
			}
		}
	}
}

// suppressionWarnings returns warnings about what could not be read in the
// --suppress files.
func (l *load) suppressionWarnings() []report.Warning {
	var all []report.Warning
	for _, f := range l.suppress {
		all = append(all, f.warnings()...)
	}
	return all
}
