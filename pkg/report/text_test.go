package report

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/source"
)

// goldenResults have what is hard to set: wide characters, marks, right-to-left
// text, control characters, long names, and many of them.
func goldenResults() map[string]*Result {
	review := &Result{
		Command: "review", File: "名簿 2026\u202e.csv", Destination: "AI Dial powerlist",
		NewFields: []string{"company", "lead_source"},
		Tags:      []string{"expo-2026", "insurance", "renewal", "roof", "solar", "très-important", "vip"}, NewTags: []string{"roof", "vip"},
		Powerlist:      &contact.Powerlist{Name: "名簿 2026-11-23", DialMode: "ai", Contacts: 88123},
		TimeZones:      TimeZones{Zones: []ZoneCount{{"America/New_York", 60000}, {"America/Los_Angeles", 20123}}, Ambiguous: 8000},
		Warnings:       []Warning{{Message: `1,204 cells of column "E-Mail": not an e-mail address, dropped; the contact is kept (first in line 26)`, Count: 1204}},
		Sample:         &[]Sample{goldenSample("王", "小明", "東京都千代田区"), goldenSample("José", "Cohen", "Portland"), goldenSample("שרה", "לוי", "\x1b[31mred")},
		Database:       new(bool),
		Rejects:        "/var/spool/lists/rejects-of-a-list-with-a-rather-long-name-2026-11-23.csv",
		ElapsedSeconds: 1.234, NextSteps: []string{"rollcall import '名簿 2026.csv' -m leads.yaml --consent"},
	}
	c := contact.Counts{Rows: 100000, Created: 80000, Updated: 8000, Merged: 123}
	c.Skipped[contact.Malformed], c.Skipped[contact.NoPhone], c.Skipped[contact.InvalidPhone] = 1, 1000, 2500
	c.Skipped[contact.NoConsent], c.Skipped[contact.Suppressed], c.Skipped[contact.Duplicate] = 4000, 376, 4000
	review.SetCounts(c)
	imported := *exampleResult()
	imported.ElapsedSeconds = 0.5
	return map[string]*Result{"review": review, "import": &imported}
}

func goldenSample(first, last, city string) Sample {
	return Sample{
		Phone:  "+12065513471",
		Values: map[string]string{"first_name": first, "last_name": last, "email": "someone@example.com", "city": city, "time_zone": "America/Los_Angeles"},
		Fields: map[string]any{"company": "Northwind Clinics & Sons International Limited", "lead_source": "booth"},
	}
}

// goldenInspection has headers that are long, wide, of several code points or
// from right to left, and all that an inspection can tell.
func goldenInspection() *Inspection {
	in := &Inspection{
		File: "/in/名簿 2026.csv", SizeBytes: 1234567, Encoding: "windows-1252", Delimiter: ";", Compression: "gzip",
		Rows: 120431, SkippedLines: 2, Region: "JP", ProblemsTotal: 13,
		Drift: &[]mapping.Drift{
			{Problem: source.Problem{Message: `the file has no column "Mobile"`, Hint: "remove it from the mapping, or ask for the file as it was"}, Refused: true},
			{Problem: source.Problem{Message: `column "Phone": 62 % of its filled cells hold a number to dial, and it was 98 % when the mapping was written`}},
		},
		NextSteps: []string{"rollcall map '/in/名簿 2026.csv' --out '名簿 2026.yaml'"},
	}
	for i, c := range []InspectedColumn{
		{Name: "氏名", LooksLike: "name", Short: "full_name"},
		{Name: "携帯電話番号（緊急連絡先を含む）", LooksLike: "phone", ValidPhones: 60001, Short: "phone"},
		{Name: "📞 Phone 🎉", LooksLike: "phone", ValidPhones: 999, Short: "phone (dialed 2nd)"},
		{Name: "הערות", LooksLike: "long text", Suggested: "ignore", Short: "ignore"},
		{Name: "Do you have any questions that we should answer before we call you?", LooksLike: "text", Short: "new field do_you_have_any_questions_that_we_should_answer (text)"},
		{Name: "Tab\tand \x1b[31mred", LooksLike: "empty", Suggested: "ignore", Short: "ignore"},
	} {
		c.Position, c.Filled = i+1, int64(120431/(i+1))
		c.FillRate = 1 / float64(i+1)
		in.Columns = append(in.Columns, c)
	}
	for i := range 11 {
		in.Problems = append(in.Problems, source.Problem{Line: int64(7 + 11*i), Message: "this row has more cells than the header"})
	}
	in.Problems[1].Message = "a quote that is opened here is never closed, and so the row ends where the line does"
	return in
}

func goldenImports() []contact.ImportRecord {
	at := time.Date(2026, 11, 23, 9, 5, 7, 0, time.UTC)
	ended := at.Add(42 * time.Second)
	sum, size, by, list := strings.Repeat("0123456789abcdef", 4), int64(1234567), "ada", "名簿 2026-11-23"
	why := "the list is cut off in its middle: gzip: unexpected end of the data that should follow after line 10412"
	done := contact.ImportRecord{
		ID: 12, Status: "done", FileName: "名簿 2026 of the trade fair with a very long name.csv.gz", FileSize: &size, FileSHA256: &sum,
		Consent: contact.Consent{
			Statement: "I confirm that every person on this list has agreed to be called at the number given, and that I can prove it.",
			Version:   "1", By: "Ada", Host: "vm", At: at,
			Note: "ticked at the booth in hall 7, on the forms that are kept in the box with the label of the fair",
		},
		Counts: contact.Counts{Rows: 1204310, Created: 1000000, Updated: 14310,
			Skipped: contact.Skipped{contact.InvalidPhone: 90000, contact.Duplicate: 100000}}, SkippedTotal: 190000,
		OptOuts: 17, Duplicates: "update", Tags: []string{"expo-2026", "insurance", "renewal", "roof", "solar", "très-important", "東京"}, NewTags: []string{"東京"},
		NewFields: []string{"company"}, Powerlist: &list, PowerlistContacts: 101431,
		StartedAt: &at, FinishedAt: &ended, UndoneAt: &ended, UndoneBy: &by, Version: "1.0",
	}
	text := "version: 1\ncolumns:\n  携帯: phone\n"
	done.Mapping = &text
	failed := contact.ImportRecord{ID: 11, Status: "interrupted", FileName: "leads.csv", StartedAt: &at, FinishedAt: &ended, Error: &why, Version: "1.0"}
	return []contact.ImportRecord{done, failed, {ID: 3, Status: "undone", FileName: "a.csv", Counts: contact.Counts{Rows: 3, Created: 3}, StartedAt: &at}}
}

func goldenUndo() *Undo {
	list := "名簿 2026-11-23"
	return &Undo{Undone: contact.Undone{
		ImportID: 12, DryRun: true, OptOutsKept: 17,
		UndoCounts:    contact.UndoCounts{Removed: 99000, Restored: 1400, KeptChanged: 1000, KeptClaimed: 31, Gone: 1, Powerlist: &list, PowerlistEntries: 101431},
		Kept:          []contact.KeptContact{{ID: 4711, Phone: "+1206*****71", Why: []string{contact.ChangedSince, contact.LaterImport}}, {ID: 4712, Phone: "+8190*****78", Why: []string{contact.LaterImport}}},
		TagsRemoved:   []string{"expo-2026", "insurance", "renewal", "roof", "solar", "très-important", "東京"},
		FieldsRemoved: []string{"company"},
	}, NextSteps: []string{"rollcall undo 12"}}
}

// goldenTexts are all that a person gets to see, by the name of their files.
func goldenTexts() map[string]func(io.Writer, Style) error {
	imports := goldenImports()
	texts := map[string]func(io.Writer, Style) error{
		"inspect":     func(w io.Writer, s Style) error { return WriteInspection(w, goldenInspection(), s) },
		"history":     func(w io.Writer, s Style) error { return WriteImports(w, imports, s) },
		"history-one": func(w io.Writer, s Style) error { return WriteImport(w, &imports[0], s) },
		"undo":        func(w io.Writer, s Style) error { return WriteUndo(w, goldenUndo(), s) },
		"suppress-add": func(w io.Writer, s Style) error {
			return WriteSuppressed(w, &Suppressed{ListUpdate: contact.ListUpdate{Numbers: 120431, Added: 120000}, Warnings: []Warning{
				{Message: "31 lines of dnc-2026-11.txt.gz hold no phone number, and nothing was put on the list for them (first in line 26)"},
			}}, s)
		},
	}
	for name, r := range goldenResults() {
		texts[name] = func(w io.Writer, s Style) error { return WriteResult(w, r, s) }
	}
	return texts
}

// TestTextGolden compares what a person sees with testdata, at two widths, with
// colours and without. UPDATE=1 rewrites the files: read the difference.
func TestTextGolden(t *testing.T) {
	local := time.Local
	time.Local = time.UTC
	t.Cleanup(func() { time.Local = local })
	for name, write := range goldenTexts() {
		for _, width := range []int{80, 120} {
			for kind, color := range map[string]bool{"plain": false, "color": true} {
				file := fmt.Sprintf("%s-%d-%s.txt", name, width, kind)
				t.Run(file, func(t *testing.T) {
					var got bytes.Buffer
					if err := write(&got, Style{Color: color, Width: width, Wrap: true}); err != nil {
						t.Fatal(err)
					}
					compareGolden(t, file, got.String())
					for line := range strings.SplitSeq(got.String(), "\n") {
						if w := ansi.StringWidth(line); w > width && !strings.Contains(line, "/var/spool") {
							t.Errorf("%d columns of %d: %q", w, width, line)
						}
						if !color && strings.ContainsRune(line, '\x1b') {
							t.Errorf("an escape without colours: %q", line)
						}
					}
				})
			}
		}
	}
}

// Colours are no more than colours: without them, the text is the same.
func TestColorsAreAllThatColorAdds(t *testing.T) {
	for name, write := range goldenTexts() {
		var plain, colored bytes.Buffer
		for w, color := range map[*bytes.Buffer]bool{&plain: false, &colored: true} {
			if err := write(w, Style{Color: color, Width: 80, Wrap: true}); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(plain.String(), ansi.Strip(colored.String())); diff != "" {
			t.Errorf("%s -plain +colored:\n%s", name, diff)
		}
	}
}

// The do-not-call list is data: the same for any terminal.
func TestSuppressionsGolden(t *testing.T) {
	var got bytes.Buffer
	list := NewSuppressionWriter(&got, false)
	at := time.Date(2026, 11, 23, 9, 5, 7, 0, time.UTC)
	for _, s := range []contact.Suppression{
		{Phone: "+12065513471", Source: "command line", CreatedAt: at},
		{Phone: "+819012345678", Reason: "電話で\tお断り\n\x1b[31m", Source: "名簿.csv", CreatedAt: at},
	} {
		if err := list.Write(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := list.Close(); err != nil {
		t.Fatal(err)
	}
	compareGolden(t, "suppress-list.txt", got.String())
}

// compareGolden compares a text with a file in testdata.
func compareGolden(t *testing.T, file, got string) {
	t.Helper()
	golden := filepath.Join("testdata", file)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// A program gets whole lines, whatever the width.
func TestNoWrapForPrograms(t *testing.T) {
	var got bytes.Buffer
	if err := WriteResult(&got, goldenResults()["review"], Style{Width: 80}); err != nil {
		t.Fatal(err)
	}
	if want := "dropped; the contact is kept (first in line 26)\n"; !strings.Contains(got.String(), want) {
		t.Errorf("%q is broken up in:\n%s", want, got.String())
	}
}
