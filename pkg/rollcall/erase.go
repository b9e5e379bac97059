package rollcall

import (
	"context"
	"errors"

	"rollcall/pkg/contact"
	"rollcall/pkg/report"
	"rollcall/pkg/store"
)

// EraseOptions name the person whom Erase deletes.
type EraseOptions struct {
	Env
	// Number is a phone number, of Region where it has no country code.
	Number string
	Region string
	// DryRun writes nothing.
	DryRun bool
}

// Erase deletes all contacts with a number. The number stays on the do-not-call
// lists. The result says so if there is no such contact.
func Erase(ctx context.Context, o EraseOptions) (*report.Erased, error) {
	number, err := parseNumber(o.Number, o.Region, true)
	if err != nil {
		return nil, err
	}
	db, err := o.openExisting(ctx)
	if err != nil {
		return nil, err
	}
	r := &report.Erased{Erased: contact.Erased{DryRun: o.DryRun}}
	if db != nil {
		defer db.Close()
		if r.Erased, err = db.Erase(ctx, number, o.DryRun); err != nil && !errors.Is(err, store.ErrSchemaMissing) {
			return nil, err
		}
	}
	return r, nil
}
