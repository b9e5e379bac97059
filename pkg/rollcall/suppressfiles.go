package rollcall

import (
	"context"
	"iter"

	"rollcall/pkg/registry"
	"rollcall/pkg/report"
	"rollcall/pkg/store"
)

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

// suppressionWarnings tell of what could not be read in the --suppress files.
func (l *load) suppressionWarnings() []report.Warning {
	var all []report.Warning
	for _, f := range l.suppress {
		all = append(all, f.warnings()...)
	}
	return all
}
