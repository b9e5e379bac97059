package store

import (
	"context"
	"fmt"
	"iter"

	"rollcall/pkg/contact"
)

// The details of late rejects, by what the query of LateRejects gives.
var lateDetails = map[string]struct {
	reason contact.Reason
	detail string
}{
	"list":     {contact.Suppressed, "the number is on the do-not-call list"},
	"file":     {contact.Suppressed, "the number is in a suppression file"},
	"known":    {contact.Duplicate, "a contact with this number exists already"},
	"repeated": {contact.Duplicate, "the number stands in an earlier row of this file"},
}

// LateRejects gives the rows that Merge skipped, in order of line. It is
// called between Merge and Commit, and an error ends it.
func (im *Import) LateRejects(ctx context.Context) iter.Seq2[LateReject, error] {
	return func(yield func(LateReject, error) bool) {
		query := im.lateQuery()
		if query == "" {
			return
		}
		rows, err := im.txn.Query(ctx, query)
		if err != nil {
			yield(LateReject{}, fmt.Errorf("reading the skipped rows: %w", err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			var r LateReject
			var why string
			if err := rows.Scan(&r.Line, &r.Raw, &why); err != nil {
				yield(LateReject{}, fmt.Errorf("reading the skipped rows: %w", err))
				return
			}
			r.Reason, r.Detail = lateDetails[why].reason, lateDetails[why].detail
			if !yield(r, nil) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(LateReject{}, fmt.Errorf("reading the skipped rows: %w", err))
		}
	}
}

// lateQuery selects line, raw and a key of lateDetails of the rows that were
// skipped; it is empty where there are none.
func (im *Import) lateQuery() string {
	if im.outcome.Skipped[contact.Suppressed]+im.outcome.Skipped[contact.Duplicate] == 0 {
		return ""
	}
	why, joins, skipped := "", "", "false"
	if im.blocked {
		why += " when b.phone is not null and b.listed then 'list' when b.phone is not null then 'file'"
		joins += " left join pg_temp.blocked b on b.phone = s.phone"
		skipped += " or b.phone is not null"
	}
	if im.spec.Duplicates == contact.Skip {
		why += " when k.phone is not null then 'known'"
		joins += ` left join pg_temp.known k on k.phone = s.phone
			left join pg_temp.candidates f on f.line = s.line`
		skipped += " or k.phone is not null or f.line is null"
	}
	return "select s.line, s.raw, case" + why + " else 'repeated' end from pg_temp.staging s" + joins +
		" where not s.opt_out and (" + skipped + ") order by s.line"
}
