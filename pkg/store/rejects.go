package store

import (
	"context"
	"iter"

	"rollcall/pkg/contact"
)

// LateRejects returns the rows that Merge skipped, in order of line, if
// Spec.Raw asks for them; an error ends it. It is called between Merge and
// Close.
func (im *Import) LateRejects(ctx context.Context) iter.Seq2[contact.Reject, error] {
	return func(yield func(contact.Reject, error) bool) {
		im.rejects.seal()
		c, err := im.rejects.read()
		for err == nil {
			line, entry, ok := c.peek()
			if !ok {
				return
			}
			decision := contact.Decision(entry[0])
			r := itemReader{entry[1:]}
			at := int64(r.number())
			words := string(r.take(r.number()))
			late := contact.Reject{Line: int64(line), Reason: decision.Reason(), Detail: decision.Detail(at, words), Raw: r.bytes}
			if !yield(late, nil) {
				return
			}
			if err = c.next(); err == nil {
				err = ctx.Err()
			}
		}
		yield(contact.Reject{}, err)
	}
}
