package rollcall

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"regexp"

	"rollcall/pkg/clean"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/pipeline"
	"rollcall/pkg/report"
	"rollcall/pkg/source"
)

// phoneFile is a file of phone numbers that must not be called.
type phoneFile struct {
	*source.Reader
	path  string
	stats clean.NumberStats
	// progress, where it is set, is told how far the file was read.
	progress func(pipeline.Progress)
}

// Next returns the next lines.
func (f *phoneFile) Next() (*source.Chunk, error) {
	chunk, err := f.Reader.Next()
	if err == nil && f.progress != nil {
		f.progress(pipeline.Progress{Offset: chunk.Offset(), Rows: f.stats.Numbers})
	}
	return chunk, err
}

// openPhoneFile opens a file of numbers; "-" is standard input.
func openPhoneFile(ctx context.Context, stdin io.Reader, path string) (*phoneFile, error) {
	r, err := source.OpenLines(ctx, path, stdin)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, noFile(path)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the numbers of %s: %w", path, err)
	}
	return &phoneFile{Reader: r, path: path}, nil
}

// numbers returns the numbers in E.164 form, of whatever type they are. It reads
// the file, so it can be used once. A file that holds none ends with a refusal.
func (f *phoneFile) numbers(region string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for number, err := range clean.Numbers(f, phone.NewParser(phone.Options{}), region, &f.stats) {
			if err != nil {
				err = fmt.Errorf("reading the numbers of %s: %w", f.path, err)
			}
			if !yield(number, err) || err != nil {
				return
			}
		}
	}
}

// warnings tell of the lines that hold no number.
func (f *phoneFile) warnings() []report.Warning {
	if f.stats.Unreadable == 0 {
		return nil
	}
	hold := "hold"
	if f.stats.Unreadable == 1 {
		hold = "holds"
	}
	return []report.Warning{{
		Code: "suppression_unreadable", Count: f.stats.Unreadable,
		Message: fmt.Sprintf("%s of %s %s no phone number (the first is line %d)",
			report.Plural(f.stats.Unreadable, "line"), report.Cell(f.path), hold, f.stats.FirstUnreadable),
	}}
}

// e164 is the form in which numbers are stored, whether or not anybody can be
// called at them.
var e164 = regexp.MustCompile(`^\+[1-9][0-9]{2,14}$`)

// parseNumber returns a number in E.164 form. A stored one, which is only looked
// for, may be one that nobody can have: another program may have stored it.
func parseNumber(number, region string, stored bool) (string, error) {
	if number == "" {
		return "", UsageError("Name it: --number +12065551234", "no number was named")
	}
	region, err := parseRegion(region)
	if err != nil {
		return "", err
	}
	found := phone.NewParser(phone.Options{}).Parse(number, region)
	switch {
	case found.OK():
		return found.E164, nil
	case stored && e164.MatchString(number):
		return number, nil
	}
	return "", UsageError("Give it with its country code, as +12065551234, or name its region with --region.", "--number: %s", found.Detail)
}
