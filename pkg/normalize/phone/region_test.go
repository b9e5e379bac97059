package phone

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nyaruka/phonenumbers/v2"
)

func TestRegion(t *testing.T) {
	tests := map[string]string{
		"DE": "DE", "de": "DE", "DEU": "DE", "deu": "DE", "Germany": "DE", " germany ": "DE", "Deutschland": "DE",
		"ALLEMAGNE": "DE", "Alemania": "DE", "49": "DE", "+49": "DE", "0049": "DE", "(+49)": "DE", "49.0": "DE", "32": "BE", "BEL": "BE",
		"US": "US", "USA": "US", "U.S.": "US", "U.S.A.": "US", "United States": "US", "United States of America": "US",
		"the United States": "US", "1": "US", "+1": "US", "001": "US", "Estados Unidos": "US", "EE. UU.": "US",
		"UK": "GB", "🇬🇧": "GB", "🇺🇸": "US", "England": "GB", "Scotland": "GB", "Wales": "GB", "Northern Ireland": "GB", "Great Britain": "GB",
		"Isle of Man": "IM", "Jersey": "JE", "Ireland": "IE", "Éire": "IE", "South Korea": "KR", "Korea, Republic of": "KR",
		"Republic of Korea": "KR", "Korea (the Republic of)": "KR", "Bahamas (the)": "BS", "Gambia, The": "GM", "North Korea": "KP", "대한민국": "KR", "日本": "JP", "Russian Federation": "RU",
		"Россия": "RU", "Österreich": "AT", "Osterreich": "AT", "Oesterreich": "AT", "España": "ES",
		"Espana": "ES", "Türkiye": "TR", "Turkey": "TR", "Czech Republic": "CZ", "Czechia": "CZ", "Côte d’Ivoire": "CI",
		"Cote d'Ivoire": "CI", "Ivory Coast": "CI", "Bosnia and Herzegovina": "BA", "Bosnia & Herzegovina": "BA",
		"Trinidad and Tobago": "TT", "St. Lucia": "LC", "Saint Lucia": "LC", "Hong Kong": "HK", "Macau": "MO", "Taiwan": "TW",
		"Viet Nam": "VN", "Congo": "CG", "DR Congo": "CD", "Virgin Islands, U.S.": "VI", "EL": "GR", "Ελλάδα": "GR",
		"Vatican City": "VA", "The Netherlands": "NL", "Holland": "NL", "Kosovo": "XK", "Eswatini": "SZ", "North Macedonia": "MK",
		"1-242": "BS", "+1 (809)": "DO", "1441": "BM", "+44-1624": "IM", "44 1481": "GG", "+358 18": "AX", "599": "CW", "7": "RU",
		"Canada (CA)": "CA", "Canada (+1)": "CA", "GB (+44) ": "GB", "United States (US)": "US", "Canada (DE)": "",
		"Canada (CA": "", "Congo (Atlantis)": "", "Atlantis (CA)": "",
		"": "", "Atlantis": "", "XX": "", "999": "", "+800": "", "0": "", "12345678": "", "-": "", "1999": "", "Springfield": "",
	}
	for word, want := range tests {
		got, ok := Region(word)
		if got != want || ok != (want != "") {
			t.Errorf("Region(%q) = %q, %v; want %q", word, got, ok, want)
		}
	}
}

// TestRegionOfEveryRegion finds each region of the library by its codes.
func TestRegionOfEveryRegion(t *testing.T) {
	for _, region := range Regions() {
		if got, _ := Region(strings.ToLower(region)); got != region {
			t.Errorf("Region(%q) = %q", strings.ToLower(region), got)
		}
		if CallingCode(region) != phonenumbers.GetCountryCodeForRegion(region) {
			t.Errorf("CallingCode(%q) = %d", region, CallingCode(region))
		}
	}
}

// TestRegionNames checks that regions.txt has every region, and no name for
// two of them.
func TestRegionNames(t *testing.T) {
	owners := map[string]string{}
	var listed []string
	for line := range strings.Lines(regionsText) {
		if line[0] == '#' {
			continue
		}
		iso2, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		iso3, names, _ := strings.Cut(rest, " ")
		listed = append(listed, iso2)
		for _, name := range append(strings.Split(names, ";"), iso2, iso3) {
			folded := string(fold(nil, name))
			if owner, ok := owners[folded]; ok && owner != iso2 || folded == "" {
				t.Errorf("%q names both %s and %s", name, owner, iso2)
			}
			owners[folded] = iso2
			if got, _ := Region(name); got != iso2 {
				t.Errorf("Region(%q) = %q, want %q", name, got, iso2)
			}
		}
	}
	if !slices.Equal(listed, Regions()) {
		t.Errorf("regions.txt lists %v", listed)
	}
}

// TestAreaRegions checks the area codes of regions that share a calling code
// against their example numbers.
func TestAreaRegions(t *testing.T) {
	for code, areas := range areaRegions {
		for area, region := range areas {
			found := false
			for _, typ := range []phonenumbers.PhoneNumberType{phonenumbers.FIXED_LINE, phonenumbers.MOBILE} {
				n := phonenumbers.GetExampleNumberForTypeInRegion(region, typ)
				if n == nil {
					continue
				}
				// The example with this area code in place of its own.
				national := phonenumbers.GetNationalSignificantNumber(n)
				changed, err := phonenumbers.Parse(fmt.Sprint("+", code, area, national[len(area):]), "")
				found = found || err == nil && phonenumbers.GetRegionCodeForNumber(changed) == region
			}
			if !found || CallingCode(region) != code {
				t.Errorf("area code %d-%s is not of %s", code, area, region)
			}
		}
	}
}

func FuzzRegion(f *testing.F) {
	for _, s := range []string{"Germany", "+49", "Côte d’Ivoire", "1-242", "\xff", "\u0130"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, word string) {
		region, ok := Region(word)
		if again, _ := Region(region); ok && again != region {
			t.Errorf("Region(%q) = %q, and Region of that is %q", word, region, again)
		}
	})
}
