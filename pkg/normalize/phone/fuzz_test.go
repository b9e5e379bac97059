package phone

import (
	"strings"
	"testing"

	"github.com/nyaruka/phonenumbers/v2"
	"pgregory.net/rapid"
)

// onceDiffered are strings on which automata and library did not agree, some
// time while they were written.
var onceDiffered = []struct{ s, region string }{
	{"2123495678+", "001"},
	{"0 039178123456+", "001"},
}

func TestOnceDiffered(t *testing.T) {
	for _, c := range onceDiffered {
		if !checkEqual(t, c.s, c.region) {
			t.Errorf("%q: the automata do not take it any more", c.s)
		}
	}
}

// seeds are cells of all kinds.
var seeds = []string{
	"(206) 444-1234", "+44 (0)20 7946 0018", "011 15-2345-6789", "0 15 11 2345-6789", "2064441234.0", "1.2064441234E+10",
	"3.34E+13", `="2064441234"`, "001-417-367-8686x33666", "206-444-1234 / 206-444-1235", "2064441234 (cell)",
	"tel:+1-206-444-1234;ext=17", "tel:4441234;phone-context=+1206", "1-800-FLOWERS", "２０６４４４１２３４", "٢٠٦٤٤٤١٢٣٤",
	"206\u200b4441234", "+8108812345670123", "+375 8 8101234667", "003768 0312345678", "\x00\xff+1", "P: 206-444-1234 F: 2064441235",
	"123 Main Street, Springfield 62704", "206 444 1234 206 444 1235", "2,064,441,234", "+999 1", "00", "####", "12 x5",
	"030 123456 Durchwahl 12", "206-444-1234,,55#", "206-444-1234 - 55#", "x/x/x 1234567", strings.Repeat("1 ", 200),
}

func addSeeds(f *testing.F) {
	for _, s := range append(seeds, strings.Repeat("(", 300)) {
		for _, region := range []string{"US", "DE", "AR", ""} {
			f.Add(s, region)
		}
	}
}

// FuzzEqualsLibrary compares the automata with the library.
func FuzzEqualsLibrary(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, s, region string) { checkEqual(t, s, region) })
}

// FuzzParse holds Parse to what it promises about any cell.
func FuzzParse(f *testing.F) {
	addSeeds(f)
	p := NewParser(Options{})
	f.Fuzz(func(t *testing.T, cell, region string) { checkParse(t, p, cell, region) })
}

type failer interface{ Errorf(string, ...any) }

func checkParse(t failer, p *Parser, cell, region string) {
	r := p.Parse(cell, region)
	if r.OK() != (r.E164 != "") || r.OK() != (r.Detail == "") || !r.OK() && r.Ext != "" {
		t.Errorf("Parse(%q, %q) contradicts itself: %+v", cell, region, r)
	}
	// What the library takes as it stands is left alone.
	if len(cell) <= maxCell && !looksLikeFloat(cell) {
		var v verdict
		askLibrary(cell, region, &v)
		switch {
		case v.problem != None:
		case !r.OK() && r.Problem >= Fictional:
		case isMasked(cell) && r.Problem == LostDigits: // letters stand for digits, and not by their keys
		case hasWords(cell) && r.Repair&Several != 0: // its labels choose another number
		case r.E164 != string(v.e164()) || r.Ext != v.ext || r.Region != v.region || r.Type != typeInUse(&v) || r.Repair != 0:
			t.Errorf("Parse(%q, %q) = %+v, but the library takes it as %s", cell, region, r, v.describe())
		}
	}
	if !r.OK() {
		return
	}
	n, err := phonenumbers.Parse(r.E164, "")
	if err != nil || !phonenumbers.IsValidNumber(n) || phonenumbers.Format(n, phonenumbers.E164) != r.E164 {
		// The library does not read its own form of a few Belarusian numbers
		// that begin with their national prefix, 8.
		if r.Region != "BY" {
			t.Errorf("Parse(%q, %q) = %s, which the library does not read again", cell, region, r.E164)
		}
		return
	}
	want := r
	want.Repair, want.Refusal = 0, ""
	written := r.E164
	if r.Ext != "" {
		written += " ext. " + r.Ext
	}
	for _, other := range []string{region, "", "JP"} {
		if again := p.Parse(written, other); again != want && again.Problem != NoInternational {
			t.Errorf("Parse(%q, %q) = %+v, but parsing that in %q gives %+v", cell, region, r, other, again)
		}
	}
}

// TestParseTwice is the property that normalising twice equals once, over
// mutated examples of all regions and cells of all kinds.
func TestParseTwice(t *testing.T) {
	written, regions := examples()
	p := NewParser(Options{})
	rapid.Check(t, func(t *rapid.T) {
		i := rapid.IntRange(0, len(written)-1).Draw(t, "example")
		cell := written[i]
		for range rapid.IntRange(0, 3).Draw(t, "changes") {
			at := rapid.IntRange(0, len(cell)).Draw(t, "at")
			cell = cell[:at] + rapid.StringMatching(`[0-9 ()./x,;+'"=Ee-]{0,2}|\.0| \(cell\)| / `).Draw(t, "added") + cell[at:]
		}
		checkParse(t, p, cell, regions[i])
	})
}
