package phone

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"
	"github.com/nyaruka/phonenumbers/v2"
	"github.com/nyaruka/phonenumbers/v2/timezone"
)

func TestTimeZone(t *testing.T) {
	tests := []struct {
		e164 string
		want []string
	}{
		{"+12064441234", []string{"America/Los_Angeles"}},
		{"+12125550200", []string{"America/New_York"}},
		{"+16024441234", []string{"America/Phoenix"}},
		{"+4930123456", []string{"Europe/Berlin"}},
		{"+4915112345678", []string{"Europe/Berlin"}},
		{"+442079460018", []string{"Europe/London"}},
		{"+61893201234", []string{"Australia/Adelaide", "Australia/Perth"}},
		{"+5511961234567", []string{"America/Sao_Paulo"}},
		{"+999123", nil},
		{"+1206", nil},
		{"2064441234", nil},
		{"", nil},
	}
	for _, test := range tests {
		if d := cmp.Diff(test.want, TimeZone(test.e164)); d != "" {
			t.Errorf("TimeZone(%q) -want +got:\n%s", test.e164, d)
		}
	}
	if zones := TimeZone("+18003569377"); len(zones) < 10 {
		t.Errorf("TimeZone of a toll-free number of North America: %v, want all its zones", zones)
	}
}

// TestTimeZoneEqualsLibrary compares the table with the library over every
// region's examples and numbers near them.
func TestTimeZoneEqualsLibrary(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	parser := NewParser(Options{})
	written, regions := examples()
	for i, s := range written {
		for range 5 {
			n, err := phonenumbers.Parse(s, regions[i])
			s = mutate(r, s)
			if err != nil || !phonenumbers.IsValidNumber(n) {
				continue
			}
			want, err := timezone.GetTimeZonesForNumber(n)
			if err != nil {
				t.Fatal(err)
			}
			if slices.Equal(want, []string{timezone.Unknown}) {
				want = nil
			}
			e164 := phonenumbers.Format(n, phonenumbers.E164)
			if d := cmp.Diff(want, TimeZone(e164)); d != "" {
				t.Fatalf("TimeZone(%q) -library +ours:\n%s", e164, d)
			}
			if result := parser.Parse(e164, ""); result.OK() {
				if d := cmp.Diff(want, result.TimeZone()); d != "" {
					t.Fatalf("Parse(%q).TimeZone() -library +ours:\n%s", e164, d)
				}
			}
		}
	}
}

func TestZone(t *testing.T) {
	tests := []struct{ e164, want string }{
		{"+12064441234", "America/Los_Angeles"},
		{"+447739468050", "Europe/London"},
		{"+441481256789", "Europe/Guernsey"},
		{"+393331234567", "Europe/Rome"},
		{"+18003569377", ""},
		{"+61412345678", ""},
		{"", ""},
	}
	for _, test := range tests {
		if d := cmp.Diff(test.want, Zone(test.e164)); d != "" {
			t.Errorf("Zone(%q) -want +got:\n%s", test.e164, d)
		}
	}
}

// TestClocks checks that zones which count as one show the same time, every
// day of many years.
func TestClocks(t *testing.T) {
	for _, zones := range zoneSets {
		for _, name := range zones {
			if clockOf(name) == name {
				continue
			}
			zone, err := time.LoadLocation(name)
			if err != nil {
				t.Fatal(err)
			}
			clock, err := time.LoadLocation(clockOf(name))
			if err != nil {
				t.Fatal(err)
			}
			for at := time.Date(2000, 1, 1, 12, 0, 0, 0, time.UTC); at.Year() < 2040; at = at.AddDate(0, 0, 1) {
				_, a := at.In(zone).Zone()
				if _, b := at.In(clock).Zone(); a != b {
					t.Fatalf("%s differs from %s on %s", name, clockOf(name), at.Format(time.DateOnly))
				}
			}
		}
	}
}

// TestZonesExist checks that Go's time package knows every zone.
func TestZonesExist(t *testing.T) {
	for _, zones := range zoneSets {
		for _, zone := range zones {
			if _, err := time.LoadLocation(zone); err != nil {
				t.Error(err)
			}
		}
	}
}
