package main

import (
	"context"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"rollcall/pkg/report"
	"rollcall/pkg/store"
)

// openSuppress opens the --suppress files.
func (l *load) openSuppress(ctx context.Context, s Streams) error {
	stdin := l.opts.File == "-"
	for _, path := range l.opts.Suppress {
		if path == "-" && stdin {
			return usageError("Put one of them into a file.", "--suppress -: standard input can be read for one thing only")
		}
		stdin = stdin || path == "-"
		f, err := openNumbers(ctx, s, path)
		if err != nil {
			return err
		}
		l.suppress = append(l.suppress, f)
	}
	return nil
}

// suppressions gives the numbers of the --suppress files, once.
func (l *load) suppressions() iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for _, f := range l.suppress {
			for number, err := range f.numbers(l.mapping.Region) {
				if !yield(number, err) || err != nil {
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

// checkSuppressionAge refuses the list where the mapping's limit on the age of
// the do-not-call list is not kept (16 CFR 310.4(b)(3)(iv): obtained no more
// than 31 days before a call). With --suppress, each of these files must be
// recent, by the time at which it was last changed; standard input is as new as
// now. Without, the list in the database must be, as
// store.Directory.SuppressionsRefreshed tells; directory opens it, and gives nil
// where there is no database yet.
func (l *load) checkSuppressionAge(ctx context.Context, directory func() (*store.Directory, error)) error {
	limit, ok := maxAge(l.mapping.Limits.SuppressionMaxAge)
	if !ok {
		return nil
	}
	const fresh = "Get the current list, then: rollcall suppress add FILE, or name it with --suppress FILE."
	may := "and limits: suppression_max_age allows " + l.mapping.Limits.SuppressionMaxAge
	for _, f := range l.suppress {
		if at := f.Modified(); !at.IsZero() && l.started.Sub(at) > limit {
			return &problem{exitRefused, "suppression_age",
				fmt.Errorf("the numbers of %s are of %s, %s", f.path, day(at), may), fresh}
		}
	}
	if len(l.suppress) > 0 {
		return nil
	}
	dir, err := directory()
	if err != nil {
		return err
	}
	var at time.Time
	if dir != nil {
		if at, err = dir.SuppressionsRefreshed(ctx); err != nil {
			return err
		}
	}
	switch {
	case at.IsZero():
		return &problem{exitRefused, "suppression_age", fmt.Errorf("there is no do-not-call list, %s", may), fresh}
	case l.started.Sub(at) > limit:
		return &problem{exitRefused, "suppression_age", fmt.Errorf("the do-not-call list is of %s, %s", day(at), may), fresh}
	}
	return nil
}

// maxAge reads a limit as "31d", which the mapping has checked.
func maxAge(limit string) (time.Duration, bool) {
	days, err := strconv.Atoi(strings.TrimSuffix(limit, "d"))
	return time.Duration(days) * 24 * time.Hour, err == nil
}

func day(at time.Time) string { return at.Format(time.DateOnly) }

// ageNotChecked warns that an offline review cannot know the age of the
// do-not-call list in the database.
func (l *load) ageNotChecked() []report.Warning {
	if _, limited := maxAge(l.mapping.Limits.SuppressionMaxAge); !limited {
		return nil
	}
	return []report.Warning{{
		Code: "suppression_age_unknown",
		Message: "the age of the do-not-call list was not checked, since no database was consulted: an import refuses one older than " +
			l.mapping.Limits.SuppressionMaxAge,
	}}
}
