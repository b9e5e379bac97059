package report

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"rollcall/pkg/contact"
)

// Suppressed is the result of adding to a do-not-call list.
type Suppressed struct {
	// File is the file of the numbers, or null if they were given one by one.
	File *string `json:"file"`
	contact.ListUpdate
	// Changes: the numbers were additions and deletions.
	Changes bool `json:"-"`
	// Clear is the number of lines that say that their number may be called.
	Clear int64 `json:"clear"`
	// List is the list's name. Total is the number of numbers on it now, and AsOf its
	// date; both are null for the internal one.
	List     string     `json:"list"`
	Total    *int64     `json:"total"`
	AsOf     *time.Time `json:"as_of"`
	Warnings []Warning  `json:"warnings"`
}

// Unsuppressed is the result of taking numbers off a do-not-call list.
type Unsuppressed struct {
	List string `json:"list"`
	// Numbers is the number of numbers that were given, Count how many of them were on the
	// list. Removed: there was at least one.
	Numbers int64 `json:"numbers"`
	Count   int64 `json:"count"`
	Removed bool  `json:"removed"`
}

// WriteUnsuppressed shows it to a person.
func WriteUnsuppressed(w io.Writer, r *Unsuppressed) error {
	list := "the do-not-call list"
	if r.List != "internal" {
		list += " " + Cell(r.List)
	}
	var text string
	switch {
	case r.Numbers <= 1 && r.Removed:
		text = "the number was taken off " + list
	case r.Numbers <= 1:
		text = "the number was not on " + list
	default:
		text = fmt.Sprintf("%s of %s taken off %s", Count(r.Count), Plural(r.Numbers, "number"), list)
	}
	_, err := fmt.Fprintln(w, text)
	return err
}

// CheckedNumber is a number with the do-not-call lists that it is on.
type CheckedNumber struct {
	Number     string               `json:"number"`
	Suppressed bool                 `json:"suppressed"`
	Lists      []contact.NumberList `json:"lists"`
}

// WriteCheckedNumbers shows the lists of numbers to a person.
func WriteCheckedNumbers(w io.Writer, all []CheckedNumber) error {
	for _, n := range all {
		text := n.Number + ": on no do-not-call list"
		for i, l := range n.Lists {
			if text += ", "; i == 0 {
				text = n.Number + ": "
			}
			text += fmt.Sprintf("%s (%s)", Cell(l.List), l.AsOf.Format(time.DateOnly))
			if l.Expired {
				text += " expired"
			}
			if l.Reason != "" {
				text += ": " + Cell(l.Reason)
			}
		}
		if _, err := fmt.Fprintln(w, text); err != nil {
			return err
		}
	}
	return nil
}

// WriteLists shows the lists to a person, with the area codes of a list if their dates
// differ.
func WriteLists(w io.Writer, all []contact.DoNotCallList) error {
	for _, l := range all {
		text := Cell(l.Name)
		if l.Kind != "" && l.Kind != l.Name {
			text += " (" + Cell(l.Kind) + ")"
		}
		text += ": " + Plural(l.Numbers, "number")
		if l.AsOf != nil {
			text += ", as of " + l.AsOf.Format(time.DateOnly) + ", " + Plural(int64(*l.AgeDays), "day") + " old"
		}
		if l.Expires != nil {
			verb := ", expires "
			if !l.Expires.After(time.Now()) {
				verb = ", expired on "
			}
			text += verb + l.Expires.Format(time.DateOnly)
		}
		differ := false
		for _, a := range l.Areas {
			differ = differ || !a.AsOf.Equal(l.Areas[0].AsOf)
		}
		for _, a := range l.Areas {
			if differ {
				area := a.AreaCode
				if area == "" {
					area = "other"
				}
				text += fmt.Sprintf("\n  %s: %s, as of %s", area, Plural(a.Numbers, "number"), a.AsOf.Format(time.DateOnly))
			}
		}
		if _, err := fmt.Fprintln(w, text); err != nil {
			return err
		}
	}
	return nil
}

// mostPlaces is the number of powerlists that are named.
const mostPlaces = 10

// WriteSuppressed shows a person the change of a list.
func WriteSuppressed(w io.Writer, r *Suppressed, s Style) error {
	b := printout{Style: s}
	text := Plural(r.Added, "number") + " put on the do-not-call list"
	named := r.List != "" && r.List != "internal"
	if named {
		text += " " + Cell(r.List)
	}
	if r.Removed > 0 {
		text += "; " + Plural(r.Removed, "number") + " taken off"
	}
	switch {
	case named && r.AsOf == nil:
		text += ", which was not created"
	case named && r.Total != nil:
		text += fmt.Sprintf("; it has %s, as of %s", Plural(*r.Total, "number"), r.AsOf.Format(time.DateOnly))
	}
	if known := r.Numbers - r.Added; known == 1 && r.Numbers == 1 && r.File == nil {
		text += "; the number is on it already"
	} else if known > 0 && r.Removed == 0 && !r.Changes {
		text += fmt.Sprintf("; %s of %s on it already, or given twice", Count(known), Plural(r.Numbers, "number"))
	}
	if r.Reasoned > 0 {
		text += "; the reason was added to " + Plural(r.Reasoned, "number") + " without one"
	}
	if r.Clear == 1 {
		text += "; 1 line says that its number may be called"
	} else if r.Clear > 1 {
		text += fmt.Sprintf("; %s say that their numbers may be called", Plural(r.Clear, "line"))
	}
	b.WriteString(b.Hang(text, 0) + "\n")
	for i, p := range r.Powerlists {
		if i == mostPlaces {
			b.printf("  and on %s\n", Plural(int64(len(r.Powerlists)-i), "other powerlist"))
			break
		}
		b.printf("  %s\n", b.Hang(fmt.Sprintf("%s of powerlist %q must not be called", Plural(p.Contacts, "contact"), Cell(p.Name)), 2))
	}
	if len(r.Powerlists) > 0 {
		b.WriteString("  " + b.Hang("export leaves them out; a file that was exported before does not", 2) + "\n")
	}
	for _, warning := range r.Warnings {
		b.notice(alert, "!", Cell(warning.Message))
	}
	return b.writeTo(w)
}

// SuppressionWriter writes a do-not-call list number by number. As text it is a line for
// each number, with tabs before reason, source and date; as JSON one object. Close writes
// the end.
type SuppressionWriter struct {
	w     *bufio.Writer
	json  bool
	lines int64
	line  []byte
}

// NewSuppressionWriter begins a list on w.
func NewSuppressionWriter(w io.Writer, json bool) *SuppressionWriter {
	return &SuppressionWriter{w: bufio.NewWriterSize(w, 64<<10), json: json}
}

// Write writes one number.
func (l *SuppressionWriter) Write(s contact.Suppression) error {
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

// Flush writes what is buffered, for a list that cannot be completed.
func (l *SuppressionWriter) Flush() error { return l.w.Flush() }

// Close completes the list.
func (l *SuppressionWriter) Close() error {
	switch {
	case l.json && l.lines == 0:
		l.w.WriteString("{\"suppressions\": []}\n")
	case l.json:
		l.w.WriteString("\n]}\n")
	}
	return l.w.Flush() // returns the error of any write before it
}

// Erased is the result of erasing a person, and what to do next.
type Erased struct {
	contact.Erased
	NextSteps []string `json:"-"`
}

// WriteErased shows a person what was erased, without the number.
func WriteErased(w io.Writer, e *Erased, s Style) error {
	b := printout{Style: s}
	verb := "forgotten"
	if e.DryRun {
		verb = "would be forgotten: nothing was written"
	}
	if e.Contacts+e.PowerlistEntries+e.UndoRecords+e.EvidenceRows+e.OtherContacts == 0 {
		b.WriteString("nobody with this number is known\n")
	} else {
		b.printf("%s, %s, %s of changes and the evidence of %s %s\n", Plural(e.Contacts, "contact"),
			Plural(e.PowerlistEntries, "powerlist place"), Plural(e.UndoRecords, "record"), Plural(e.EvidenceRows, "row"), verb)
	}
	if e.OtherContacts > 0 && !e.DryRun {
		b.printf("removed from the other phones of %s\n", Plural(e.OtherContacts, "contact"))
	}
	if e.Suppressed {
		b.WriteString("the number stays on the do-not-call list\n")
	} else {
		b.WriteString("the number is not on the do-not-call list: a later import may bring it back\n" +
			"to keep it out: rollcall suppress add --number NUMBER\n")
	}
	b.nextSteps(e.NextSteps)
	return b.writeTo(w)
}
