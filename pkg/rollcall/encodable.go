package rollcall

import (
	"rollcall/pkg/clean"
	"rollcall/pkg/contact"
	"rollcall/pkg/pipeline"
	"rollcall/pkg/source"
	"rollcall/pkg/store"
)

// encodable leaves out the rows that a database which is not in UTF-8 cannot store. It is
// a pipeline.Cleaner around another.
type encodable struct {
	pipeline.Cleaner
	encoding *store.Encoding
}

// Clean cleans a record, and refuses a contact with a character that the database lacks.
// What the row says no to stays: numbers can always be stored.
func (e encodable) Clean(rec source.Record, row *contact.Row) {
	e.Cleaner.Clean(rec, row)
	if row.Reason != contact.Accepted {
		return
	}
	if detail := e.encoding.Refuse(&row.Contact); detail != "" {
		row.Reason, row.Detail = contact.Malformed, detail
		row.Warnings = row.Warnings[:0]
		row.Warn(clean.NotInEncoding, "")
	}
}
