package normalize

import (
	"testing"
	"time"
	_ "time/tzdata"
)

func TestZoneOfState(t *testing.T) {
	tests := []struct{ country, state, want string }{
		{"US", "NY", "America/New_York"}, {"US", "IL", "America/Chicago"}, {"US", "CO", "America/Denver"},
		{"US", "WA", "America/Los_Angeles"}, {"US", "HI", "Pacific/Honolulu"}, {"US", "PR", "America/Puerto_Rico"},
		{"US", "TN", ""}, {"US", "FL", ""}, {"US", "AZ", ""}, {"US", "AK", ""}, {"US", "XX", ""}, {"US", "", ""},
		{"CA", "AB", "America/Edmonton"}, {"CA", "NS", "America/Halifax"}, {"CA", "ON", ""}, {"CA", "BC", ""},
		{"DE", "BE", ""}, {"", "NY", ""},
	}
	for _, test := range tests {
		if got := ZoneOfState(test.country, test.state); got != test.want {
			t.Errorf("ZoneOfState(%q, %q) = %q, want %q", test.country, test.state, got, test.want)
		}
	}
}

func TestZoneOfZip(t *testing.T) {
	tests := []struct{ country, zip, want string }{
		{"US", "02134", "America/New_York"}, {"US", "32301", "America/New_York"}, {"US", "32501", "America/Chicago"},
		{"US", "32456", ""}, {"US", "37203", "America/Chicago"}, {"US", "37902", "America/New_York"}, {"US", "37321", ""},
		{"US", "46402", "America/Chicago"}, {"US", "46204", "America/New_York"}, {"US", "79901", "America/Denver"},
		{"US", "83702", "America/Denver"}, {"US", "83814", "America/Los_Angeles"}, {"US", "85004", "America/Phoenix"},
		{"US", "86503", ""}, {"US", "94107-1234", "America/Los_Angeles"}, {"US", "99501", "America/Anchorage"}, {"US", "99546", ""},
		{"US", "96910", ""}, {"US", "00501", ""}, {"US", "5401", ""}, {"US", "ABCDE", ""}, {"US", "", ""}, {"US", "123456", ""},
		{"CA", "M5V 2T6", "America/Toronto"}, {"CA", "H2Y 1C6", "America/Toronto"}, {"CA", "G4T 1A1", ""}, {"CA", "P8N 1A1", ""},
		{"CA", "V6B 1A1", "America/Vancouver"}, {"CA", "V1C 1A1", ""}, {"CA", "A1C 1A1", "America/St_Johns"}, {"CA", "A2V 1A1", ""},
		{"CA", "S4P 1A1", "America/Regina"}, {"CA", "S9V 1A1", ""}, {"CA", "M5V2T6", ""},
		{"DE", "10115", ""},
	}
	for _, test := range tests {
		if got := ZoneOfZip(test.country, test.zip); got != test.want {
			t.Errorf("ZoneOfZip(%q, %q) = %q, want %q", test.country, test.zip, got, test.want)
		}
	}
}

// TestZones checks that Go knows every zone, and that the ranges of ZIP codes
// are in order, which the search relies on.
func TestZones(t *testing.T) {
	var zones []string
	for i, r := range zipRanges {
		zones = append(zones, r.zone)
		if r.first > r.last || i > 0 && r.first <= zipRanges[i-1].last {
			t.Errorf("the range from %03d to %03d is out of order", r.first, r.last)
		}
	}
	for _, table := range []map[string]string{usZones, caZones} {
		for _, zone := range table {
			zones = append(zones, zone)
		}
	}
	for first := byte('A'); first <= 'Z'; first++ {
		if zone := ZoneOfZip("CA", string(first)+"4A 1A1"); zone != "" {
			zones = append(zones, zone)
		}
	}
	for _, zone := range zones {
		if _, err := time.LoadLocation(zone); err != nil {
			t.Error(err)
		}
	}
}

// TestZonesAgree checks states against the ZIP codes of their capitals.
func TestZonesAgree(t *testing.T) {
	capitals := map[string]string{
		"AL": "36104", "AR": "72201", "CA": "95814", "CO": "80202", "CT": "06103", "DE": "19901", "GA": "30303",
		"HI": "96813", "IA": "50309", "IL": "62701", "LA": "70802", "MA": "02201", "MD": "21401", "ME": "04330",
		"MN": "55102", "MO": "65101", "MS": "39205", "MT": "59623", "NC": "27601", "NH": "03301", "NJ": "08608",
		"NM": "87501", "NY": "12207", "OH": "43215", "OK": "73102", "PA": "17101", "RI": "02903", "SC": "29217",
		"UT": "84111", "VA": "23219", "VT": "05602", "WA": "98507", "WI": "53703", "WV": "25301", "WY": "82001",
	}
	for state, zip := range capitals {
		if a, b := ZoneOfState("US", state), ZoneOfZip("US", zip); a != b {
			t.Errorf("%s lies in %q, its capital's ZIP code %s in %q", state, a, zip, b)
		}
	}
}
