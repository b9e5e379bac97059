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
		if d := cmp.Diff(test.want, ZonesOf(test.e164).Names()); d != "" {
			t.Errorf("ZonesOf(%q) -want +got:\n%s", test.e164, d)
		}
	}
	if zones := ZonesOf("+18003569377").Names(); len(zones) < 10 {
		t.Errorf("TimeZone of a toll-free number of North America: %v, want all its zones", zones)
	}
}

// TestTimeZoneEqualsLibrary compares the table with the library over every
// region's examples and numbers near them.
func TestTimeZoneEqualsLibrary(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
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
			if d := cmp.Diff(want, ZonesOf(e164).Names()); d != "" {
				t.Fatalf("ZonesOf(%q) -library +ours:\n%s", e164, d)
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
