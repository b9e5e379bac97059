package rollcall

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"rollcall/pkg/contact"
	"rollcall/pkg/registry"
	"rollcall/pkg/report"
	"rollcall/pkg/store"
)

// NumberOptions name a do-not-call list, and the numbers that Suppress puts on it or
// Unsuppress takes off.
type NumberOptions struct {
	Env
	// File is the path of a file of numbers, "-" for standard input; if it is empty,
	// Numbers are the numbers.
	File    string
	Numbers []string
	// Region is an ISO 3166 code: numbers without a country code are read as
	// this region's.
	Region string
	// List is the list's name; empty is the internal list, of people who asked.
	List string
	// Columns are the columns of the numbers; Where selects lines ("Status=Bad").
	Columns, Where []string
	// MaxUnread is the limit for unreadable lines of the file: a number ("10") or a
	// share ("1%"); empty allows none.
	MaxUnread string
	// Reason and By are for the record: why, and who does it.
	Reason string
	By     string
}

// SuppressOptions are the options of Suppress.
type SuppressOptions struct {
	NumberOptions
	// Replace replaces the list by the file; Changes applies the file's additions and
	// deletions. Both need a List.
	Replace, Changes bool
	// Force allows a file that leaves less than half of a list, or is older than it.
	Force bool
	// Kind describes the list, as "registry"; it does not apply from Expires on. What
	// is not set is not changed.
	Kind    string
	Expires time.Time
	// AsOf is when the file was obtained; the zero time stands for the date in the
	// file, else for the time of its last change.
	AsOf time.Time
}

// internal reports whether a name means the internal list.
func internal(list string) bool { return list == "" || list == contact.InternalList }

func (o *SuppressOptions) check() error {
	if internal(o.List) {
		switch {
		case o.Replace, o.Changes:
			return UsageError("Name another list with --list NAME.",
				"the internal list holds the people who asked not to be called: no file takes them off it")
		case o.Kind != "" || !o.Expires.IsZero():
			return UsageError("Name a list with --list NAME.", "--kind and --expires are for named lists")
		}
	}
	switch {
	case o.Replace && o.Changes:
		return UsageError("", "--replace and --changes cannot be used together")
	case o.Replace && o.File == "":
		return UsageError("", "--replace needs a file")
	case len(o.List) > maxName:
		return UsageError("", "the list's name is longer than %d bytes", maxName)
	case o.AsOf.After(time.Now().Add(24 * time.Hour)):
		return &Error{Refused, "future_date", "", fmt.Errorf("--as-of %s is in the future", formatDay(o.AsOf))}
	}
	return nil
}

// reading returns how a file of numbers is read.
func (o *NumberOptions) reading() (r registry.Options, err error) {
	r.Columns = o.Columns
	if r.Region, err = parseRegion(o.Region); err != nil {
		return r, err
	}
	r.RegionCertain = r.Region != ""
	for _, w := range o.Where {
		column, value, ok := strings.Cut(w, "=")
		if !ok || strings.TrimSpace(column) == "" {
			return r, UsageError("", "--where %q is not of the form COLUMN=VALUE", w)
		}
		r.Where = append(r.Where, registry.Condition{Column: strings.TrimSpace(column), Value: value})
	}
	return r, nil
}

// Suppress puts numbers on a do-not-call list: all of them or none.
func Suppress(ctx context.Context, o SuppressOptions) (*report.Suppressed, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	ro, err := o.reading()
	if err != nil {
		return nil, err
	}
	ro.Changes = o.Changes
	change := store.SuppressionChange{By: o.By, Reason: o.Reason, Source: store.SourceSingle, AsOf: o.AsOf}
	r := &report.Suppressed{List: o.List, Changes: o.Changes, Warnings: []report.Warning{}}
	if internal(o.List) {
		r.List = contact.InternalList
	}
	in, err := o.open(ctx, ro, false)
	if err != nil {
		return nil, err
	}
	defer in.close()
	r.File = in.describe(&change, o.AsOf)
	db, err := o.Env.open(ctx)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	progress := in.show(&o.Env)
	if internal(o.List) {
		r.ListUpdate, err = db.Suppress(ctx, in.numbers, change)
	} else {
		r.Powerlists, err = o.changeNamed(ctx, db, store.ListChange{SuppressionChange: change, Name: o.List, Action: o.action(),
			Kind: o.Kind, Region: ro.Region, Expires: o.Expires, Shrink: o.Force}, in.ranges(), r)
	}
	progress.Done()
	if err != nil {
		return nil, o.explain(err)
	}
	if r.Powerlists == nil {
		r.Powerlists = []contact.SuppressedPlaces{}
	}
	if in.file != nil {
		r.Clear = in.file.Stats().Clear
		r.Warnings = append(r.Warnings, in.file.warnings()...)
	}
	return r, nil
}

// action is what the file does to a named list.
func (o *SuppressOptions) action() store.ListAction {
	switch {
	case o.Replace:
		return store.ReplaceList
	case o.Changes:
		return store.ChangeList
	}
	return store.AddToList
}

// changeNamed changes a named list. It returns the powerlists with its numbers.
func (o *SuppressOptions) changeNamed(ctx context.Context, db *conn, change store.ListChange, ranges iter.Seq2[store.NumberRange, error],
	r *report.Suppressed) ([]contact.SuppressedPlaces, error) {
	done, err := db.ChangeList(ctx, change, ranges)
	if err != nil {
		return nil, err
	}
	r.Numbers, r.Added, r.Removed, r.Total = done.Read, done.Added, done.Removed, &done.Numbers
	if at := done.AsOf.UTC(); !at.IsZero() {
		r.AsOf = &at
	}
	places, err := db.PlacesOnList(ctx, o.List)
	if err != nil {
		o.logger().Warn("could not look up the powerlists", "error", err) // the list is changed
	}
	return places, nil
}

// explain adds to the error of a change what to do about it.
func (o *SuppressOptions) explain(err error) error {
	if shrunk := (*store.ShrinkError)(nil); errors.As(err, &shrunk) {
		return &Error{Refused, "list_shrinks", "Check that the download is complete; if the list is meant to be so short, add --force.",
			fmt.Errorf("%s would leave too little of the list: %w", o.File, shrunk)}
	}
	if older := (*store.OlderError)(nil); errors.As(err, &older) {
		return &Error{Refused, "list_older", "Get the newest file, or give its date with --as-of; to use an older one on purpose, add --force.", older}
	}
	return err
}

// phoneInput is a file of numbers, or numbers.
type phoneInput struct {
	file    *phoneFile // nil for numbers
	numbers iter.Seq2[string, error]
}

// open opens the file of numbers; without one it parses all numbers before any is
// used. stored is as in parseNumber.
func (o *NumberOptions) open(ctx context.Context, ro registry.Options, stored bool) (in phoneInput, err error) {
	if o.File != "" {
		if in.file, err = openPhoneFile(ctx, o.Stdin, o.File, ro, o.MaxUnread); err == nil {
			in.numbers = in.file.numbers()
		}
		return in, err
	}
	all := make([]string, len(o.Numbers))
	for i, n := range o.Numbers {
		if all[i], err = parseNumber(n, ro.Region, stored); err != nil {
			return in, err
		}
	}
	in.numbers = func(yield func(string, error) bool) {
		for _, n := range all {
			if !yield(n, nil) {
				return
			}
		}
	}
	return in, nil
}

func (in *phoneInput) close() {
	if in.file != nil {
		in.file.Close()
	}
}

// describe records in a change the source of its numbers, and returns the name of
// the file, or nil.
func (in *phoneInput) describe(change *store.SuppressionChange, asOf time.Time) *string {
	if in.file == nil {
		return nil
	}
	name := recordName(in.file.path)
	change.Source, change.List, change.Facts = name, true, in.file.facts(asOf)
	return &name
}

// show begins a progress display of the file.
func (in *phoneInput) show(e *Env) Progress {
	if in.file == nil {
		return noProgress{}
	}
	p := e.progress(in.file.Size())
	in.file.progress = p.Read
	return p
}

// ranges returns the numbers as ranges, the form of the store's lists.
func (in *phoneInput) ranges() iter.Seq2[store.NumberRange, error] {
	if in.file != nil {
		return in.file.ranges()
	}
	return func(yield func(store.NumberRange, error) bool) {
		for n, err := range in.numbers {
			digits, _ := strconv.ParseUint(strings.TrimPrefix(n, "+"), 10, 64)
			if !yield(store.NumberRange{First: digits, Last: digits}, err) || err != nil {
				return
			}
		}
	}
}

// Unsuppress takes numbers off one do-not-call list, and returns how many were given
// and how many of them were on it. Other lists keep them.
func Unsuppress(ctx context.Context, o NumberOptions) (*report.Unsuppressed, error) {
	ro, err := o.reading()
	if err != nil {
		return nil, err
	}
	change := store.SuppressionChange{By: o.By, Reason: o.Reason, Source: store.SourceSingle}
	r := &report.Unsuppressed{List: o.List}
	if internal(o.List) {
		r.List = contact.InternalList
	}
	ro.Changes = true // deletions in a file of changes are the numbers to take off
	in, err := o.open(ctx, ro, true)
	if err != nil {
		return nil, err
	}
	defer in.close()
	in.describe(&change, time.Time{})
	db, err := o.openExisting(ctx)
	if db == nil {
		return r, err
	}
	defer db.Close()
	progress := in.show(&o.Env)
	defer progress.Done()
	if internal(o.List) {
		r.Numbers, r.Count, err = db.Unsuppress(ctx, in.numbers, change)
	} else {
		var done store.ListChanged
		done, err = db.ChangeList(ctx, store.ListChange{SuppressionChange: change, Name: o.List, Action: store.TakeFromList}, in.ranges())
		r.Numbers, r.Count = done.Read, done.Removed
	}
	if errors.Is(err, store.ErrSchemaMissing) {
		return r, nil
	}
	r.Removed = r.Count > 0
	return r, err
}
