package rollcall

import (
	"context"
	"iter"

	"rollcall/pkg/contact"
	"rollcall/pkg/report"
	"rollcall/pkg/store"
)

// ListsOfOptions are the options of ListsOf.
type ListsOfOptions struct {
	Env
	// Numbers are phone numbers, of Region where they have no country code.
	Numbers []string
	Region  string
}

// ListsOf returns the do-not-call lists that each of the numbers is on.
func ListsOf(ctx context.Context, o ListsOfOptions) ([]report.CheckedNumber, error) {
	all := make([]report.CheckedNumber, len(o.Numbers))
	phones := make([]string, len(o.Numbers))
	for i, n := range o.Numbers {
		var err error
		if phones[i], err = parseNumber(n, o.Region, true); err != nil {
			return nil, err
		}
		all[i] = report.CheckedNumber{Number: phones[i], Lists: []contact.NumberList{}}
	}
	db, err := o.openExisting(ctx)
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
			all[i].Lists = append(all[i].Lists, l)
		}
	}
	return all, nil
}

// DoNotCallLists returns the do-not-call lists, the internal one first.
func DoNotCallLists(ctx context.Context, env Env) ([]contact.DoNotCallList, error) {
	db, err := env.openExisting(ctx)
	if err != nil {
		return nil, err
	}
	if db == nil {
		return store.NoLists(), nil
	}
	defer db.Close()
	return db.Lists(ctx)
}

// Suppressions returns the internal do-not-call list in order of number. The
// list can be long, and is read as the caller iterates.
func Suppressions(ctx context.Context, env Env) iter.Seq2[contact.Suppression, error] {
	return func(yield func(contact.Suppression, error) bool) {
		db, err := env.openExisting(ctx)
		if err != nil {
			yield(contact.Suppression{}, err)
			return
		}
		if db == nil {
			return
		}
		defer db.Close()
		for n, err := range db.Suppressions(ctx) {
			if !yield(n, err) || err != nil {
				return
			}
		}
	}
}
