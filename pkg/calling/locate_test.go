package calling

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	eastern  = "America/New_York"
	central  = "America/Chicago"
	mountain = "America/Denver"
	pacific  = "America/Los_Angeles"
)

func TestLocate(t *testing.T) {
	for _, test := range []struct {
		name string
		e    Evidence
		want Place
	}{
		{"a prefix", Evidence{Phone: "+12127365000"}, Place{eastern, "US-NY", "number", false}},
		{"all agree", Evidence{Phone: "+12127365000", Zip: "10001-1234", State: "NY", Country: "US"}, Place{eastern, "US-NY", "number zip state", false}},
		{"number against ZIP", Evidence{Phone: "+12127365000", Zip: "90210", Country: "US"},
			Place{pacific + " " + eastern, "US-CA US-NY", "number zip conflict", true}},
		{"number against state", Evidence{Phone: "+12127365000", State: "CA"}, Place{pacific + " " + eastern, "US-CA US-NY", "number state conflict", true}},
		{"toll-free, ZIP against state", Evidence{Phone: "+18003569377", Zip: "10001", State: "CA", Country: "US"},
			Place{pacific + " " + eastern, "US-CA US-NY", "zip state conflict", true}},
		{"toll-free with ZIP", Evidence{Phone: "+18003569377", Zip: "69101", Country: "US"}, Place{central + " " + mountain, "US-NE", "zip", false}},
		{"state narrows", Evidence{Phone: "+18003569377", State: "IL", Country: "US"}, Place{central, "US-IL", "state", false}},
		{"two numbers", Evidence{Phone: "+12127365000", Others: "+13105551234, +12125550000"}, Place{pacific + " " + eastern, "US-CA US-NY", "number others conflict", true}},
		{"a toll-free number beside one", Evidence{Phone: "+12127365000", Others: "+18003569377"}, Place{eastern, "US-NY", "number", false}},
		{"a code in two zones", Evidence{Phone: "+12199992345"}, Place{central + " " + eastern, "US-IN", "number", false}},
		{"its town is known", Evidence{Phone: "+12192272345"}, Place{central, "US-IN", "number", false}},
		{"ZIP narrows it", Evidence{Phone: "+12199992345", Zip: "46402", Country: "US"}, Place{central, "US-IN", "number zip", false}},
		{"an overlay of Orlando", Evidence{Phone: "+16892345678"}, Place{eastern, "US-FL", "number", false}},
		{"Samoa", Evidence{Phone: "+18003569377", Zip: "96799", Country: "US"}, Place{"Pacific/Pago_Pago", "US-AS", "zip", false}},
		{"Phenix City by ZIP", Evidence{Phone: "+18003569377", Zip: "36867", State: "AL", Country: "US"}, Place{central + " " + eastern, "US-AL", "zip state", false}},
		{"Phenix City by prefix", Evidence{Phone: "+13342972345"}, Place{central + " " + eastern, "US-AL", "number", false}},
		{"Auburn", Evidence{Phone: "+18003569377", Zip: "36830", Country: "US"}, Place{central, "US-AL", "zip", false}},
		{"Rockwood, at the zone's border", Evidence{Phone: "+18003569377", Zip: "37854", State: "TN", Country: "US"}, Place{central + " " + eastern, "US-TN", "zip state", false}},
		{"Wake Island", Evidence{Phone: "+18003569377", Zip: "96898", Country: "US"}, Place{"Pacific/Wake", "US", "zip", false}},
		{"Unalaska", Evidence{Phone: "+19075812345"}, Place{"America/Anchorage", "US-AK", "number", false}},
		{"Adak", Evidence{Phone: "+19075922345"}, Place{"America/Adak", "US-AK", "number", false}},
		{"Saskatchewan", Evidence{Phone: "+14742345678"}, Place{"America/Regina", "CA-SK", "number", false}},
		{"the North", Evidence{Phone: "+18672345678"}, Place{"America/Cambridge_Bay America/Edmonton America/Iqaluit America/Rankin_Inlet America/Whitehorse", "CA-NT CA-NU CA-YT", "number", false}},
		{"a mobile of Jamaica", Evidence{Phone: "+16582345678"}, Place{"America/Jamaica", "JM", "number", false}},
		{"a mobile of the Bahamas", Evidence{Phone: "+12423591234"}, Place{"America/Nassau", "BS", "number", false}},
		{"Canada", Evidence{Phone: "+14162345678", Zip: "M5V 2T6", State: "ON", Country: "CA"}, Place{"America/Toronto", "CA-ON", "number zip state", false}},
		{"Canada without a country", Evidence{Phone: "+14162345678", Zip: "V6B 1A1"}, Place{"America/Toronto America/Vancouver", "CA-BC CA-ON", "number zip conflict", true}},
		{"another country's ZIP", Evidence{Phone: "+12127365000", Zip: "10115", State: "BE", Country: "DE"}, Place{eastern, "US-NY", "number", false}},
		{"Britain", Evidence{Phone: "+447739468050"}, Place{"Europe/London", "GB", "number", false}},
		{"Australia", Evidence{Phone: "+61893201234"}, Place{"Australia/Adelaide Australia/Perth", "AU", "number", false}},
		{"a number abroad in an American list", Evidence{Phone: "+4930123456", Zip: "10001", State: "NY", Country: "US"},
			Place{eastern + " Europe/Berlin", "US-NY", "number zip state conflict", true}},
		{"nothing", Evidence{}, Place{}},
	} {
		if d := cmp.Diff(test.want, Locate(test.e)); d != "" {
			t.Errorf("%s: -want +got:\n%s", test.name, d)
		}
	}
	free := Locate(Evidence{Phone: "+18003569377"})
	if n := len(strings.Fields(free.Zones)); n < 35 || free.States != "" || free.From != "number" {
		t.Errorf("a toll-free number alone may be in %d zones: %+v", n, free)
	}
}

// TestAtlas checks that Go knows every zone, and that what area codes, ZIP codes
// and states say of one state can be true together.
func TestAtlas(t *testing.T) {
	a := theAtlas()
	check := func(what string, r region) {
		t.Helper()
		for _, zone := range strings.Fields(a.zones.text(r.zones)) {
			if _, ok := Location(zone); !ok {
				t.Errorf("%s is in %s, which does not exist", what, zone)
			}
		}
		for _, state := range strings.Fields(a.states.text(r.states)) {
			if len(state) == 2 {
				continue
			}
			s := a.state(state[3:], state[0])
			if s.zones == 0 {
				t.Errorf("%s is in %s, which is no state", what, state)
			} else if r.zones != 0 && a.zones.and(s.zones, r.zones) == 0 {
				t.Errorf("%s is in %s, of which %s has none", what, a.zones.text(r.zones), state)
			}
		}
	}
	for i, r := range a.areas {
		check(itoa3(i+200), r)
	}
	for i, r := range a.centers {
		check(itoa3(i), r)
	}
	for zip, r := range a.zips {
		check(zip, r)
	}
	for area, towns := range a.towns {
		if towns == nil {
			continue
		}
		for _, zones := range towns {
			if all := a.areas[area].zones; a.zones.and(all, zones) != zones {
				t.Errorf("a town of %d is in %s", area+200, a.zones.text(zones))
			}
		}
	}
}

func itoa3(n int) string {
	return string([]byte{byte('0' + n/100), byte('0' + n/10%10), byte('0' + n%10)})
}

// TestCapitals checks ZIP codes and states against each other.
func TestCapitals(t *testing.T) {
	capitals := map[string]string{
		"AK": "99801", "AR": "72201", "AZ": "85004", "CA": "95814", "CO": "80202", "CT": "06103", "DE": "19901", "FL": "32301", "GA": "30303",
		"HI": "96813", "IA": "50309", "ID": "83702", "IL": "62701", "IN": "46204", "KS": "66603", "KY": "40601", "LA": "70802", "MA": "02201",
		"MD": "21401", "ME": "04330", "MI": "48901", "MN": "55102", "MO": "65101", "MS": "39205", "MT": "59623", "NC": "27601", "ND": "58501",
		"NE": "68502", "NH": "03301", "NJ": "08608", "NM": "87501", "NV": "89701", "NY": "12207", "OH": "43215", "OK": "73102", "OR": "97301",
		"PA": "17101", "RI": "02903", "SC": "29201", "SD": "57501", "TN": "37203", "TX": "78701", "UT": "84111", "VA": "23219", "VT": "05602",
		"WA": "98507", "WI": "53703", "WV": "25301", "WY": "82001", "AL": "36104", "DC": "20001", "PR": "00901",
	}
	for state, zip := range capitals {
		p := Locate(Evidence{Phone: "+18003569377", Zip: zip, State: state, Country: "US"})
		if p.Conflict || p.States != "US-"+state {
			t.Errorf("%s %s is %+v", state, zip, p)
		}
	}
	if len(capitals) < 50 || !slices.Contains(ZoneNames(), eastern) {
		t.Error("states are missing")
	}
}

func BenchmarkLocate(b *testing.B) {
	e := Evidence{Phone: "+12192272345", Zip: "46402", State: "IN", Country: "US"}
	b.ReportAllocs()
	for b.Loop() {
		Locate(e)
	}
}
