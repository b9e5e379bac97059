package report

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"rollcall/pkg/contact"
)

// goldenResults have what is hard to set: wide characters, marks, right-to-left
// text, control characters, long names, and many of them.
func goldenResults() map[string]*Result {
	review := &Result{
		Command: "review", File: "名簿 2026\u202e.csv", Destination: "AI Dial powerlist",
		NewFields: []string{"company", "lead_source"},
		Tags:      []string{"expo-2026", "insurance", "renewal", "roof", "solar", "très-important", "vip"}, NewTags: []string{"roof", "vip"},
		Powerlist:      &Powerlist{Name: "名簿 2026-11-23", DialMode: "ai", Contacts: 88123},
		TimeZones:      TimeZones{Zones: []ZoneCount{{"America/New_York", 60000}, {"America/Los_Angeles", 20123}}, Ambiguous: 8000},
		Warnings:       []Warning{{Message: `1,204 cells of column "E-Mail": left out as no e-mail address, though the contact stays (first in line 26)`, Count: 1204}},
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

// TestTextGolden compares what a person sees with testdata, at two widths, with
// colours and without. UPDATE=1 rewrites the files: read the difference.
func TestTextGolden(t *testing.T) {
	for name, r := range goldenResults() {
		for _, width := range []int{80, 120} {
			for kind, color := range map[string]bool{"plain": false, "color": true} {
				file := fmt.Sprintf("%s-%d-%s.txt", name, width, kind)
				t.Run(file, func(t *testing.T) {
					var got bytes.Buffer
					if err := WriteText(&got, r, Style{Color: color, Width: width, Wrap: true}); err != nil {
						t.Fatal(err)
					}
					golden := filepath.Join("testdata", file)
					if os.Getenv("UPDATE") != "" {
						if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
							t.Fatal(err)
						}
					}
					want, err := os.ReadFile(golden)
					if err != nil {
						t.Fatal(err)
					}
					if diff := cmp.Diff(string(want), got.String()); diff != "" {
						t.Errorf("-want +got:\n%s", diff)
					}
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
	for name, r := range goldenResults() {
		var plain, colored bytes.Buffer
		for w, color := range map[*bytes.Buffer]bool{&plain: false, &colored: true} {
			if err := WriteText(w, r, Style{Color: color, Width: 80, Wrap: true}); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(plain.String(), ansi.Strip(colored.String())); diff != "" {
			t.Errorf("%s -plain +colored:\n%s", name, diff)
		}
	}
}

// A program gets whole lines, whatever the width.
func TestNoWrapForPrograms(t *testing.T) {
	var got bytes.Buffer
	if err := WriteText(&got, goldenResults()["review"], Style{Width: 80}); err != nil {
		t.Fatal(err)
	}
	if want := "though the contact stays (first in line 26)\n"; !strings.Contains(got.String(), want) {
		t.Errorf("%q is broken up in:\n%s", want, got.String())
	}
}
