package rollcall

import (
	"context"
	"errors"
	"iter"
	"slices"
	"time"

	"rollcall/pkg/registry"
	"rollcall/pkg/report"
	"rollcall/pkg/store"
)

// SuppressOptions say which numbers Suppress puts on the do-not-call list.
type SuppressOptions struct {
	Env
	// File is a file of numbers, "-" standard input; where it is empty, Numbers
	// are the numbers.
	File    string
	Numbers []string
	// Region is an ISO 3166 code: numbers without a country code are read as
	// this region's.
	Region string
	// AsOf is when the file was obtained; the zero time stands for the date that
	// it has of itself, else for the time at which it was last changed.
	AsOf time.Time
	// MaxUnread is how many lines of the file may be unreadable: a number ("10")
	// or a share ("1%"); none where it is empty.
	MaxUnread string
	// Reason and By are for the record: why, and who does it.
	Reason string
	By     string
}

// Suppress puts numbers on the do-not-call list: all of them or none.
func Suppress(ctx context.Context, o SuppressOptions) (*report.Suppressed, error) {
	region, err := parseRegion(o.Region)
	if err != nil {
		return nil, err
	}
	change := store.SuppressionChange{By: o.By, Reason: o.Reason, Source: store.SourceSingle}
	r := &report.Suppressed{Warnings: []report.Warning{}}
	var numbers iter.Seq2[string, error]
	var file *phoneFile
	if o.File == "" {
		numbers, err = singleNumbers(o.Numbers, region)
	} else if file, err = openPhoneFile(ctx, o.Stdin, o.File, registry.Options{Region: region, RegionCertain: region != ""}, o.MaxUnread); err == nil {
		defer file.Close()
		name := recordName(o.File)
		r.File = &name
		numbers = file.numbers()
		change.Source, change.List, change.Facts = name, true, file.facts(o.AsOf)
	}
	if err != nil {
		return nil, err
	}
	db, err := o.Open(ctx)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	var progress Progress = noProgress{}
	if file != nil {
		progress = o.progress(file.Size())
		file.progress = progress.Read
	}
	added, err := db.Suppress(ctx, numbers, change)
	progress.Done()
	if err != nil {
		return nil, err
	}
	r.Numbers, r.Added = added.Read, added.Added
	if file != nil {
		r.Warnings = append(r.Warnings, file.warnings()...)
	}
	return r, nil
}

// singleNumbers reads all numbers before any is used.
func singleNumbers(given []string, region string) (iter.Seq2[string, error], error) {
	all := make([]string, len(given))
	for i, n := range given {
		var err error
		if all[i], err = parseNumber(n, region, false); err != nil {
			return nil, err
		}
	}
	return func(yield func(string, error) bool) {
		for n := range slices.Values(all) {
			if !yield(n, nil) {
				return
			}
		}
	}, nil
}

// UnsuppressOptions say which number Unsuppress takes off the do-not-call list.
type UnsuppressOptions struct {
	Env
	// Number is a phone number, of Region where it has no country code.
	Number string
	Region string
	// Reason and By are for the record: why, and who does it.
	Reason string
	By     string
}

// Unsuppress takes a number off the do-not-call list, and reports whether it
// was there.
func Unsuppress(ctx context.Context, o UnsuppressOptions) (was bool, err error) {
	number, err := parseNumber(o.Number, o.Region, true)
	if err != nil {
		return false, err
	}
	db, err := o.openExisting(ctx)
	if db == nil {
		return false, err
	}
	defer db.Close()
	change := store.SuppressionChange{By: o.By, Reason: o.Reason, Source: store.SourceSingle}
	was, err = db.Unsuppress(ctx, number, change)
	if errors.Is(err, store.ErrSchemaMissing) {
		return false, nil
	}
	return was, err
}

// Suppressions returns the do-not-call list in order of number. The list can be
// long: it is read while it is used.
func Suppressions(ctx context.Context, env Env) iter.Seq2[report.Suppression, error] {
	return func(yield func(report.Suppression, error) bool) {
		db, err := env.openExisting(ctx)
		if err != nil {
			yield(report.Suppression{}, err)
			return
		}
		if db == nil {
			return
		}
		defer db.Close()
		for n, err := range db.Suppressions(ctx) {
			if !yield(report.Suppression{Phone: n.Phone, Reason: n.Reason, Source: n.Source, CreatedAt: n.At.UTC()}, err) || err != nil {
				return
			}
		}
	}
}
