package rollcall

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"rollcall/pkg/clean"
	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/pipeline"
	"rollcall/pkg/rehearsal"
	"rollcall/pkg/report"
	"rollcall/pkg/source"
)

// optOuts reads the list for the numbers that it puts on the do-not-call list:
// an import skips every row with such a number, those above the row that says
// no, too, and so must its review. It returns nil where the mapping records no
// opt-outs. Standard input can be read only once: known is false then.
func (l *load) optOuts(ctx context.Context) (set *rehearsal.PhoneSet, known bool, err error) {
	if !slices.ContainsFunc(l.mapping.Columns, func(c mapping.Column) bool {
		return c.Target == mapping.Consent && c.RecordGiven && c.Record == contact.RecordAll
	}) {
		return nil, true, nil
	}
	if fileSize(l.opts.File) < 0 {
		return nil, false, nil
	}
	r, err := openSource(ctx, l.env.Stdin, l.opts.File, sourceOptions(l.mapping.Source))
	if err != nil {
		return nil, false, err
	}
	defer r.Close()
	found := &optOutSet{numbers: rehearsal.NewPhoneSet()}
	fork := func() *optOutVisitor { return &optOutVisitor{cleaner: l.cleaner, found: found} }
	if _, err = pipeline.Scan(ctx, r, pipeline.ScanOptions{}, fork(), fork); err != nil {
		return nil, false, fmt.Errorf("reading %s: %w", l.opts.File, err)
	}
	sum := r.SHA256()
	l.surveyed = &sum
	return found.numbers, true, nil
}

// optOutSet gathers the numbers that all visitors find.
type optOutSet struct {
	sync.Mutex
	numbers *rehearsal.PhoneSet
}

// optOutVisitor cleans the records that it sees, and keeps those that opt out.
type optOutVisitor struct {
	cleaner *clean.Cleaner
	found   *optOutSet
	row     contact.Row
}

// Add looks at a record.
func (v *optOutVisitor) Add(rec source.Record) {
	v.row.Reset()
	if v.cleaner.Clean(rec, &v.row); len(v.row.OptOuts) == 0 {
		return
	}
	v.found.Lock()
	defer v.found.Unlock()
	for _, number := range v.row.OptOuts {
		v.found.numbers.Add(number)
	}
}

// optOutsUnread warns that a review could not read standard input twice.
func optOutsUnread() report.Warning {
	return report.Warning{
		Code: "opt_outs_unread",
		Message: "the mapping records opt-outs, and standard input can be read only once: " +
			"an import also skips rows whose number opts out in another row",
	}
}
