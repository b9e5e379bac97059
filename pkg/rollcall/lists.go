package rollcall

import (
	"context"
	"time"

	"rollcall/pkg/report"
	"rollcall/pkg/store"
)

// CheckNumbers returns the do-not-call lists that numbers stand on. Region is
// that of numbers without a country code.
func CheckNumbers(ctx context.Context, env Env, numbers []string, region string) ([]report.CheckedNumber, error) {
	all := make([]report.CheckedNumber, len(numbers))
	phones := make([]string, len(numbers))
	for i, n := range numbers {
		var err error
		if phones[i], err = parseNumber(n, region, true); err != nil {
			return nil, err
		}
		all[i] = report.CheckedNumber{Number: phones[i], Lists: []report.NumberList{}}
	}
	db, err := env.openExisting(ctx)
	if db == nil {
		return all, err
	}
	defer db.Close()
	found, err := db.ListsOf(ctx, phones)
	if err != nil {
		return nil, err
	}
	for i, lists := range found {
		for _, l := range lists {
			all[i].Suppressed = all[i].Suppressed || !l.Expired
			all[i].Lists = append(all[i].Lists, report.NumberList{List: l.List, Reason: l.Reason, AsOf: l.AsOf.UTC(), Expired: l.Expired})
		}
	}
	return all, nil
}

// Lists returns the do-not-call lists, the internal one first.
func Lists(ctx context.Context, env Env) ([]report.DoNotCallList, error) {
	stored := []store.List{{Name: store.InternalList, Kind: store.InternalList}}
	db, err := env.openExisting(ctx)
	if err != nil {
		return nil, err
	}
	if db != nil {
		defer db.Close()
		if stored, err = db.Lists(ctx); err != nil {
			return nil, err
		}
	}
	all := []report.DoNotCallList{}
	for _, l := range stored {
		r := report.DoNotCallList{Name: l.Name, Kind: l.Kind, Region: l.Region, Numbers: l.Numbers, Areas: []report.ListArea{}}
		if !l.AsOf.IsZero() {
			at, age := l.AsOf.UTC(), max(0, int(time.Since(l.AsOf)/(24*time.Hour)))
			r.AsOf, r.AgeDays = &at, &age
		}
		if !l.Expires.IsZero() {
			at := l.Expires.UTC()
			r.Expires = &at
		}
		for _, p := range l.Parts {
			r.Areas = append(r.Areas, report.ListArea{AreaCode: p.Area, Numbers: p.Numbers, AsOf: p.AsOf.UTC()})
		}
		all = append(all, r)
	}
	return all, nil
}
