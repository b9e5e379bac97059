package store

import (
	"context"
	"iter"

	"rollcall/pkg/contact"
)

// The details of late rejects. The database's marks of blocked numbers are
// "list" and "file".
var lateDetails = map[string]struct {
	reason contact.Reason
	detail string
}{
	"list":     {contact.Suppressed, "the number is on the do-not-call list"},
	"file":     {contact.Suppressed, "the number is in a suppression file"},
	"known":    {contact.Duplicate, "a contact with this number exists already"},
	"repeated": {contact.Duplicate, "the number stands in an earlier row of this file"},
}

// LateRejects gives the rows that Merge skipped, in order of line, where
// Spec.Raw asks for them; an error ends it. It is called between Merge and
// Close. Raw is valid until the next row.
func (im *Import) LateRejects(ctx context.Context) iter.Seq2[LateReject, error] {
	return func(yield func(LateReject, error) bool) {
		im.rejects.seal()
		c, err := im.rejects.read()
		for err == nil {
			line, entry, ok := c.peek()
			if !ok {
				return
			}
			r := itemReader{entry}
			d := lateDetails[string(r.take(r.number()))]
			if !yield(LateReject{Line: int64(line), Reason: d.reason, Detail: d.detail, Raw: r.bytes}, nil) {
				return
			}
			if err = c.next(); err == nil {
				err = ctx.Err()
			}
		}
		yield(LateReject{}, err)
	}
}
