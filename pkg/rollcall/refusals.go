package rollcall

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"rollcall/pkg/contact"
	"rollcall/pkg/pipeline"
	"rollcall/pkg/report"
	"rollcall/pkg/source"
	"rollcall/pkg/store"
)

// refusal returns why a file that could be read is not to be imported, or nil. The
// mapping's limits do not apply to a rejects file, all of whose rows were skipped
// before.
func (l *load) refusal(r *report.Result, tally pipeline.Tally) error {
	invalid := tally.Reasons[contact.Malformed] + tally.Reasons[contact.NoPhone] + tally.Reasons[contact.InvalidPhone]
	again := source.IsRejects(l.reader.Header())
	const hint = "Look at the rows with: rollcall review --rejects FILE; then fix the file or raise the limit."
	switch {
	case l.mapping.Limits.RefuseCutOff && l.reader.CutOff():
		return &Error{Refused, "cut_off", "Export the file again, or allow it with limits: {cut_off: warn}.",
			fmt.Errorf("%s: the last line has no line end: the file may have been cut off there, and limits: cut_off refuses that", l.opts.File)}
	case tally.Rows > 0 && invalid == tally.Rows:
		hint := "Map another column to phone, or name the region of the numbers (region: in the mapping, or --region)."
		if l.mapping.Region != "" {
			hint = "Map another column to phone, or name another region than " + l.mapping.Region +
				". To see what is wrong with each number: rollcall review FILE -m MAPPING --rejects rejects.csv"
		}
		what, usual := fmt.Sprintf("none of its %s rows has a valid phone number", report.Count(tally.Rows)), "; most often: "
		if tally.Rows == 1 {
			what, usual = "its only row has no valid phone number", ": "
		}
		if why := l.usualProblem(); why != "" {
			what += usual + why
		}
		return &Error{Refused, "no_valid_phone", hint, fmt.Errorf("%s: %s", l.opts.File, what)}
	case l.maxSkipped.exceeded(r.SkippedTotal, r.Rows) && (!again || l.opts.MaxSkipped != ""):
		return &Error{Refused, "max_skipped", hint, fmt.Errorf("%s: %s of %s rows would be skipped (%s), and the limit is %s", l.opts.File,
			report.Count(r.SkippedTotal), report.Count(r.Rows), report.SkippedWords(r.Skipped), l.mapping.Limits.MaxSkipped)}
	case l.maxInvalid.exceeded(invalid, r.Rows) && (!again || l.opts.MaxInvalid != ""):
		return &Error{Refused, "max_invalid", hint, fmt.Errorf("%s: %s of %s rows cannot be read or have no valid phone number (%s), and the limit is %s", l.opts.File,
			report.Count(invalid), report.Count(r.Rows), report.SkippedWords(r.Skipped, contact.Malformed, contact.NoPhone, contact.InvalidPhone), l.mapping.Limits.MaxInvalid)}
	}
	return nil
}

// checkSuppressionAge refuses the file if a do-not-call list is older than the
// mapping's limit (16 CFR 310.4(b)(3)(iv): obtained no more than 31 days before a
// call). With --suppress, these files must be recent, by the date in the file, else
// by the time of its last change; both are known after it was read, and standard
// input counts as new. Otherwise the lists in the database must be, as view has
// them; it is nil if there is no database yet.
func (l *load) checkSuppressionAge(ctx context.Context, view *store.View) error {
	limit, ok := maxAge(l.mapping.Limits.SuppressionMaxAge)
	if !ok {
		return nil
	}
	const fresh = "Get the current list, then: rollcall suppress add FILE, or name it with --suppress FILE."
	may := "and limits: suppression_max_age allows " + l.mapping.Limits.SuppressionMaxAge
	for _, f := range l.suppress {
		f.checkAge = func(at time.Time) error {
			if !at.IsZero() && l.started.Sub(at) > limit {
				return &Error{Refused, "suppression_age", fresh,
					fmt.Errorf("they date from %s, %s", formatDay(at), may)}
			}
			return nil
		}
	}
	if len(l.suppress) > 0 {
		return nil
	}
	var at time.Time
	var named []store.ListAge
	if view != nil {
		var err error
		if at, err = view.SuppressionsRefreshed(ctx); err != nil {
			return err
		}
		if named, err = view.ListAges(ctx, l.mapping.Except); err != nil {
			return err
		}
	}
	for _, list := range named {
		if l.started.Sub(list.AsOf) > limit {
			return &Error{Refused, "suppression_age",
				"Get the current list, then: rollcall suppress add FILE --list " + list.List + " --replace",
				fmt.Errorf("the do-not-call list %s dates from %s, %s", list.List, formatDay(list.AsOf), may)}
		}
	}
	switch {
	case at.IsZero() && len(named) > 0:
		return nil // the internal list, of those who asked, has no age
	case at.IsZero():
		return &Error{Refused, "suppression_age", fresh, fmt.Errorf("there is no do-not-call list, %s", may)}
	case l.started.Sub(at) > limit:
		return &Error{Refused, "suppression_age", fresh, fmt.Errorf("the do-not-call list dates from %s, %s", formatDay(at), may)}
	}
	return nil
}

// maxAge reads a limit as "31d", which the mapping has checked.
func maxAge(limit string) (time.Duration, bool) {
	days, err := strconv.Atoi(strings.TrimSuffix(limit, "d"))
	return time.Duration(days) * 24 * time.Hour, err == nil
}

func formatDay(at time.Time) string { return at.Format(time.DateOnly) }

// ageNotChecked warns that an offline review does not check the age of the
// do-not-call lists in the database.
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
