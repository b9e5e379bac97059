package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"regexp"

	"rollcall/pkg/clean"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/pipeline"
	"rollcall/pkg/report"
	"rollcall/pkg/source"
)

// numbersFile is a file of phone numbers that must not be called.
type numbersFile struct {
	*source.Reader
	path  string
	stats clean.NumberStats
	// progress, where it is set, is told how far the file was read.
	progress func(pipeline.Progress)
}

// Next gives the next lines.
func (f *numbersFile) Next() (*source.Chunk, error) {
	chunk, err := f.Reader.Next()
	if err == nil && f.progress != nil {
		f.progress(pipeline.Progress{Offset: chunk.Offset(), Rows: f.stats.Numbers})
	}
	return chunk, err
}

// openNumbers opens a file of numbers; "-" is standard input.
func openNumbers(ctx context.Context, s Streams, path string) (*numbersFile, error) {
	r, err := source.OpenLines(ctx, path, s.In)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, noFile(path)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the numbers of %s: %w", path, err)
	}
	return &numbersFile{Reader: r, path: path}, nil
}

// numbers gives the numbers in E.164 form, of whatever type they are. It reads
// the file, so it can be used once. A file that holds none ends with a refusal.
func (f *numbersFile) numbers(region string) iter.Seq2[string, error] {
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
func (f *numbersFile) warnings() []report.Warning {
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

// parseNumber reads the value of --number. A number that is only looked for may
// be one that nobody has: another program may have stored it.
func parseNumber(number, region string, stored bool) (string, error) {
	if number == "" {
		return "", usageError("Name it: --number +12065551234", "no number was named")
	}
	found := phone.NewParser(phone.Options{}).Parse(number, region)
	switch {
	case found.OK():
		return found.E164, nil
	case stored && e164.MatchString(number):
		return number, nil
	}
	return "", usageError("Give it with its country code, as +12065551234, or name its region with --region.", "--number: %s", found.Detail)
}
