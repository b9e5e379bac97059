package pipeline

import (
	"cmp"
	"slices"

	"rollcall/pkg/contact"
	"rollcall/pkg/source"
)

// Tally is what the cleaning of a list came to, before duplicates and the
// do-not-call list are looked at.
type Tally struct {
	Rows int64
	// Reasons is indexed by contact.Reason; Reasons[contact.Accepted] counts
	// the rows that went on to the sink as contacts.
	Reasons [contact.NumReasons]int64

	warnings map[warningKey]*WarningCount
}

type warningKey struct{ code, column string }

// WarningCount is how often one thing was warned of in one column.
type WarningCount struct {
	Code   string
	Column string
	Count  int64
	// FirstLine is the first line of the file where it was.
	FirstLine int64
}

// Warnings returns what was warned of, the most frequent first.
func (t *Tally) Warnings() []WarningCount {
	list := make([]WarningCount, 0, len(t.warnings))
	for _, w := range t.warnings {
		list = append(list, *w)
	}
	slices.SortFunc(list, func(a, b WarningCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Column, b.Column))
	})
	return list
}

func (t *Tally) count(row *contact.Row, rec source.Record) {
	t.Rows++
	t.Reasons[row.Reason]++
	for _, w := range row.Warnings {
		t.warn(warningKey{w.Code, w.Column}, 1, row.Line)
	}
	if rec.Malformed || row.Reason == contact.Malformed {
		return
	}
	for i, p := range rec.Problems {
		// Several cells of a row may have one problem; rows are counted.
		if !slices.ContainsFunc(rec.Problems[:i], func(q source.Problem) bool { return q.Code == p.Code }) {
			t.warn(warningKey{p.Code, ""}, 1, p.Line)
		}
	}
}

func (t *Tally) warn(key warningKey, n, line int64) {
	if t.warnings == nil {
		t.warnings = map[warningKey]*WarningCount{}
	}
	w := t.warnings[key]
	if w == nil {
		w = &WarningCount{Code: key.code, Column: key.column, FirstLine: line}
		t.warnings[key] = w
	}
	w.Count += n
	w.FirstLine = min(w.FirstLine, line)
}

func (t *Tally) add(o *Tally) {
	t.Rows += o.Rows
	for i, n := range o.Reasons {
		t.Reasons[i] += n
	}
	for key, w := range o.warnings {
		t.warn(key, w.Count, w.FirstLine)
	}
}
