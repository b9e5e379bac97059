package report

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"
)

// Suppressed is what came of adding to the do-not-call list.
type Suppressed struct {
	// File is where the numbers come from, or null where they were given one
	// by one.
	File *string `json:"file"`
	// Numbers is how many numbers were given, Added how many of them were not
	// on the list; the others were, or are given twice.
	Numbers  int64     `json:"numbers"`
	Added    int64     `json:"added"`
	Warnings []Warning `json:"warnings"`
}

// WriteSuppressed shows it to a person.
func WriteSuppressed(w io.Writer, r *Suppressed, s Style) error {
	var b strings.Builder
	text := Plural(r.Added, "number") + " put on the do-not-call list"
	if known := r.Numbers - r.Added; known > 0 {
		text += fmt.Sprintf("; %s of %s on it already, or given twice", Count(known), Plural(r.Numbers, "number"))
	}
	b.WriteString(s.Hang(text, 0) + "\n")
	for _, warning := range r.Warnings {
		fmt.Fprintf(&b, "  %s %s\n", s.paint(alert, "!"), s.Hang(Printable(warning.Message), 4))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Suppression is a number on the do-not-call list.
type Suppression struct {
	Phone     string    `json:"phone"`
	Reason    string    `json:"reason"`
	Source    string    `json:"source"`
	CreatedAt time.Time `json:"created_at"`
}

// Suppressions writes the do-not-call list as it comes, however long it is. As
// text it is a line for each number, with tabs before reason, source and date;
// as JSON one object. Close writes the end.
type Suppressions struct {
	w     *bufio.Writer
	json  bool
	lines int64
	line  []byte
}

// NewSuppressions begins a list on w.
func NewSuppressions(w io.Writer, json bool) *Suppressions {
	return &Suppressions{w: bufio.NewWriterSize(w, 64<<10), json: json}
}

// Write writes one number.
func (l *Suppressions) Write(s Suppression) error {
	l.lines++
	if !l.json {
		line := l.line[:0]
		for _, text := range []string{s.Phone, s.Reason, s.Source} {
			line = append(append(line, Cell(text)...), '\t')
		}
		l.line = append(s.CreatedAt.UTC().AppendFormat(line, time.RFC3339), '\n')
		_, err := l.w.Write(l.line)
		return err
	}
	start := ",\n  "
	if l.lines == 1 {
		start = "{\"suppressions\": [\n  "
	}
	text, err := json.Marshal(s)
	if err == nil {
		_, err = l.w.WriteString(start + string(PrintableJSON(text)))
	}
	return err
}

// Flush writes out what is there, of a list that cannot be completed.
func (l *Suppressions) Flush() error { return l.w.Flush() }

// Close completes the list.
func (l *Suppressions) Close() error {
	switch {
	case l.json && l.lines == 0:
		l.w.WriteString("{\"suppressions\": []}\n")
	case l.json:
		l.w.WriteString("\n]}\n")
	}
	return l.w.Flush() // gives the error of any write before it
}

// Erased is what was, or would be, forgotten of a person.
type Erased struct {
	DryRun bool `json:"dry_run"`
	// Contacts is how many contacts had the number, PowerlistEntries on how
	// many places of powerlists they stood, UndoRecords how many records there
	// were of what imports changed about them.
	Contacts         int64 `json:"contacts"`
	PowerlistEntries int64 `json:"powerlist_entries"`
	UndoRecords      int64 `json:"undo_records"`
	// Suppressed: the number is on the do-not-call list, where it stays.
	Suppressed bool     `json:"suppressed"`
	NextSteps  []string `json:"-"`
}

// WriteErased shows it to a person, without the number.
func WriteErased(w io.Writer, e *Erased, s Style) error {
	var b strings.Builder
	verb := "forgotten"
	if e.DryRun {
		verb = "would be forgotten: nothing was written"
	}
	if e.Contacts+e.PowerlistEntries+e.UndoRecords == 0 {
		b.WriteString("nobody with this number is known\n")
	} else {
		fmt.Fprintf(&b, "%s, %s and %s of changes %s\n", Plural(e.Contacts, "contact"),
			Plural(e.PowerlistEntries, "powerlist place"), Plural(e.UndoRecords, "record"), verb)
	}
	if e.Suppressed {
		b.WriteString("the number stays on the do-not-call list\n")
	} else {
		b.WriteString("the number is not on the do-not-call list: a later import may bring it back\n")
	}
	nextSteps(&b, e.NextSteps, s)
	_, err := io.WriteString(w, b.String())
	return err
}
