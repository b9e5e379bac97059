package profile

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rollcall/pkg/normalize"

	"pgregory.net/rapid"
)

var traitNames = []string{
	"digits", "letters", "caps", "integer", "decimal", "zero", "mangled", "phone", "international", "marked",
	"email", "url", "date", "uuid", "zip", "postal", "word", "words", "street", "long", "list", "placeholder",
}

func (t trait) String() string {
	var names []string
	for i, name := range traitNames {
		if t&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, " ")
}

func TestLook(t *testing.T) {
	if len(traitNames) != numTraits {
		t.Fatalf("%d names for %d traits", len(traitNames), numTraits)
	}
	for cell, want := range map[string]string{
		"2065551234":                           "digits integer phone",
		"(206) 555-1234":                       "digits phone marked",
		"+49 341 184709":                       "digits phone international marked",
		"0049341184709":                        "digits integer zero phone international",
		"01 23 45 67 89":                       "digits phone marked",
		"2065551234.0":                         "digits decimal mangled",
		"1.5551234567E+10":                     "digits letters mangled phone",
		"206-555-1234 x12":                     "digits letters phone",
		"1234 Main Street":                     "digits letters street",
		"12345":                                "digits integer zip",
		"02134":                                "digits integer zero zip",
		"02134-1234":                           "digits phone zip",
		"SW1A 1AA":                             "digits letters caps postal",
		"K1A 0B1":                              "digits letters caps postal",
		"-12.5":                                "digits decimal",
		"$1,234.50":                            "digits decimal",
		"1.234,50":                             "digits decimal",
		"2024-02-29":                           "date",
		"2023-02-29":                           "digits phone marked",
		"03/04/2026 3:15 PM":                   "date",
		"2024-08-13T18:04:34.666+00:00":        "date",
		"15 Apr 1978":                          "date",
		"7d9f2c1e-8f1a-4c3b-9e2d-0123456789ab": "uuid",
		"ann@example.com":                      "letters email",
		"https://example.com/a?b=c":            "letters url",
		"www.au.af.mil/au/":                    "letters url",
		"Ann":                                  "letters word",
		"ANN":                                  "letters caps word",
		"José García Márquez":                  "letters words",
		"vip, hot lead, expo":                  "letters words list",
		"N/A":                                  "letters caps placeholder",
		"-":                                    "placeholder",
		"None":                                 "letters placeholder",
		"":                                     "placeholder",
		"yes":                                  "letters word",
	} {
		got := traitsOf(cell).String()
		if strings.Contains(want, "date") || want == "uuid" {
			got = strings.TrimSpace(strings.NewReplacer("digits", "", "letters", "", "caps", "").Replace(got))
			got = strings.Join(strings.Fields(got), " ")
		}
		if got != want {
			t.Errorf("traitsOf(%q) = %s, want %s", cell, got, want)
		}
	}
}

// What traitsOf takes for a date is one that package normalize reads, and the
// order that it counts is the one that the cell demands.
func TestDatesAreNormalizes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mark := rapid.SampledFrom([]string{"/", "-", "."}).Draw(t, "mark")
		n := func(max int) string {
			return fmt.Sprintf(rapid.SampledFrom([]string{"%d", "%02d"}).Draw(t, "form"), rapid.IntRange(0, max).Draw(t, "n"))
		}
		year := fmt.Sprint(rapid.IntRange(999, 2100).Draw(t, "year"))
		cell := n(32) + mark + n(32) + mark + year
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
			cell = year + mark + n(13) + mark + n(32)
		case 1:
			cell += " " + n(25) + ":" + n(61)
		case 2:
			cell = n(32) + mark + n(13) + mark + n(99)
		}
		orders := normalize.DateOrders(cell)
		if is := dateOf(cell) != 0; is != (len(orders) > 0) {
			t.Fatalf("%q: dateOf %v, orders %v", cell, is, orders)
		}
		if len(orders) == 0 || !strings.Contains(cell, year) {
			return
		}
		var d Dates
		d.add(cell, 1)
		_, plain := normalize.Date(cell, normalize.OrderAuto)
		dmy, mdy := slices.Contains(orders, normalize.DMY), slices.Contains(orders, normalize.MDY)
		switch {
		case d.DMY == 1 && (mdy || !dmy), d.MDY == 1 && (dmy || !mdy), d.Open == 1 && plain, d.Plain == 1 && !plain:
			t.Fatalf("%q: %+v, orders %v", cell, d, orders)
		}
	})
}

func TestDatesOrder(t *testing.T) {
	for _, c := range []struct {
		dates            Dates
		order            normalize.DateOrder
		ambiguous, mixed bool
	}{
		{Dates{Plain: 9}, "", false, false},
		{Dates{Open: 9}, "", true, false},
		{Dates{Open: 9, DMY: 1}, "dmy", false, false},
		{Dates{Open: 9, MDY: 1}, "mdy", false, false},
		{Dates{DMY: 1, MDY: 1}, "", true, true},
	} {
		if c.dates.Order() != c.order || c.dates.Ambiguous() != c.ambiguous || c.dates.Mixed() != c.mixed {
			t.Errorf("%+v: order %q, ambiguous %v, mixed %v", c.dates, c.dates.Order(), c.dates.Ambiguous(), c.dates.Mixed())
		}
	}
}

func FuzzLook(f *testing.F) {
	for _, s := range []string{"+1 (206) 555-1234 x5", "2024-01-02T03:04:05Z", "a@b.c", "1.5E+10", "ä,b;c|d", "\xff\x00", strings.Repeat("9 ", 300)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if s = trim(s); s == "" {
			return
		}
		traits := traitsOf(s)
		if traits&(isInteger|isDecimal|isDate|phoneShaped|zipShaped) != 0 && !strings.ContainsAny(s, "0123456789") {
			t.Fatalf("traitsOf(%q) = %s without a digit", s, traits)
		}
		if traits&isEmail != 0 && !strings.Contains(s, "@") || traits&isInteger != 0 && traits&hasLetters != 0 {
			t.Fatalf("traitsOf(%q) = %s", s, traits)
		}
		if traits&isDate != 0 && len(normalize.DateOrders(s)) == 0 {
			t.Fatalf("%q is taken for a date", s)
		}
	})
}
