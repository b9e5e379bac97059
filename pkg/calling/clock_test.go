package calling

import (
	"archive/zip"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestClocks compares the clocks with the time zone data of the Go release that
// they were made from, hour by hour around every change and day by day, but for
// those zones that changed since.
func TestClocks(t *testing.T) {
	archive, err := zip.OpenReader(filepath.Join(goroot(), "lib", "time", "zoneinfo.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	changed := map[string]bool{}
	for words := range lines(changesText) {
		changed[words[0]] = true
	}
	n := 0
	for _, f := range archive.File {
		if strings.HasSuffix(f.Name, "/") || !strings.Contains(f.Name, "/") || changed[f.Name] {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			t.Fatal(err)
		}
		want, err := time.LoadLocationFromTZData(f.Name, data)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := Location(f.Name)
		if !ok {
			t.Errorf("there is no %s", f.Name)
			continue
		}
		n++
		for at := time.Unix(clocksSince, 0); at.Year() < 2038; at = at.Add(17 * time.Hour) {
			_, a := at.In(want).Zone()
			if _, b := at.In(got).Zone(); a != b {
				t.Errorf("%s at %s is %d, want %d", f.Name, at.UTC(), b, a)
				break
			}
		}
	}
	if n < 400 {
		t.Errorf("%d zones were compared", n)
	}
}

func TestChangedClocks(t *testing.T) {
	for _, test := range []struct {
		zone, at string
		hours    float64
	}{
		{"America/Vancouver", "2026-01-15T12:00:00Z", -8}, {"America/Vancouver", "2026-07-15T12:00:00Z", -7},
		{"America/Vancouver", "2026-12-15T12:00:00Z", -7}, {"America/Vancouver", "2031-01-15T12:00:00Z", -7},
		{"America/Edmonton", "2026-02-15T12:00:00Z", -7}, {"America/Edmonton", "2026-11-28T12:00:00Z", -6},
		{"America/Yellowknife", "2027-01-28T12:00:00Z", -6}, {"America/Winnipeg", "2025-12-15T12:00:00Z", -6},
		{"America/Winnipeg", "2026-12-15T12:00:00Z", -5}, {"America/Los_Angeles", "2026-12-15T12:00:00Z", -8},
		{"America/Toronto", "2026-12-15T12:00:00Z", -5}, {"America/St_Johns", "2026-12-15T12:00:00Z", -3.5},
	} {
		at, err := time.Parse(time.RFC3339, test.at)
		if err != nil {
			t.Fatal(err)
		}
		loc, ok := Location(test.zone)
		if !ok {
			t.Fatal(test.zone)
		}
		if _, got := at.In(loc).Zone(); float64(got) != test.hours*3600 {
			t.Errorf("%s at %s is %d, want %v hours", test.zone, test.at, got, test.hours)
		}
	}
	if got := Offsets("America/Vancouver", time.Unix(clocksSince, 0), time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)); len(got) != 4 || got[3].Seconds != -25200 {
		t.Errorf("the offsets of Vancouver are %v", got)
	}
	if _, ok := Location("Mars/Olympus"); ok {
		t.Error("there is a zone on Mars")
	}
}

// goroot returns the folder of the Go that runs us.
func goroot() string {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		panic(err)
	}
	return strings.TrimSpace(string(out))
}
