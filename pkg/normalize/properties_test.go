package normalize

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// functions are all that take a cell to a value, with the countries and orders
// that they depend on. The empty value stands for none.
var functions = map[string]func(string) string{
	"Text":       Text,
	"Email":      func(s string) string { return or(Email(s)) },
	"ProperName": ProperName,
	"State US":   func(s string) string { return State(s, "US") },
	"State CA":   func(s string) string { return State(s, "CA") },
	"State":      func(s string) string { return State(s, "") },
	"Zip US":     func(s string) string { return Zip(s, "US") },
	"Zip CA":     func(s string) string { return Zip(s, "CA") },
	"Zip GB":     func(s string) string { return Zip(s, "GB") },
	"Zip DE":     func(s string) string { return Zip(s, "DE") },
	"Zip JP":     func(s string) string { return Zip(s, "JP") },
	"Zip PL":     func(s string) string { return Zip(s, "PL") },
	"Zip NL":     func(s string) string { return Zip(s, "NL") },
	"Date":       func(s string) string { return or(Date(s, OrderAuto)) },
	"Date MDY":   func(s string) string { return or(Date(s, MDY)) },
	"Date DMY":   func(s string) string { return or(Date(s, DMY)) },
	"Date YMD":   func(s string) string { return or(Date(s, YMD)) },
	"Number":     func(s string) string { return or(Number(s)) },
}

// cells are what the functions may be given: shapes near to those that they
// take, and any text.
func cells() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.String(),
		rapid.StringMatching(`[ \t]?[0-9]{1,9}(\.0|-[0-9]{0,4})?[ ]?`),
		rapid.StringMatching(`[-+($€]?[0-9]{0,3}([,.' ][0-9]{0,4}){0,3}(e[-+]?[0-9]{1,2})?[-)€]?`),
		rapid.StringMatching(`[0-9]{1,4}[-/. ]([0-9]{1,2}|[A-Za-z]{3,5})[-/. ,]{1,2}[0-9]{1,4}([ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2})?( ?[aApP]\.?[mM]|Z|[-+]0[0-9]:?[0-9]0)?)?`),
		rapid.StringMatching(`[A-Za-zé.'-]{1,8}( [A-Za-zÉß.'-]{1,8}){0,3}(, ?[A-Za-z.]{1,5})?`),
		rapid.StringMatching(`(mailto:|Bob <)?[a-zA-Z0-9.+_-]{1,8}@[a-zA-Z0-9.-]{1,8}\.[a-zA-Z]{1,4}>?`),
		rapid.StringMatching(`[a-zA-Z][0-9][a-zA-Z][ -]?[0-9][a-zA-Z][0-9]|[a-z]{1,2}[0-9]{1,2}[a-z]? ?[0-9][a-z]{2}`),
		rapid.StringMatching(`[a-z\x00-\x1f\x{ad}\x{200b}-\x{200f}\x{301}\x{308}\x{600}-\x{610}\x{fe0f}\x{1f468}]{0,8}`),
	)
}

// TestTwiceIsOnce is the law that normalising twice equals once.
func TestTwiceIsOnce(t *testing.T) {
	for name, f := range functions {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) { checkTwice(t, f, cells().Draw(t, "cell")) }))
	}
}

type failer interface{ Errorf(string, ...any) }

func checkTwice(t failer, f func(string) string, cell string) {
	once := f(cell)
	if once == "" {
		return
	}
	if twice := f(once); twice != once {
		t.Errorf("%q gives %q, and that gives %q", cell, once, twice)
	}
}

func TestFullNameTwiceIsOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := cells().Draw(t, "name")
		first, last := FullName(name)
		if first == "" || last == "" || isSuffix(first[strings.LastIndexByte(first, ' ')+1:]) {
			return
		}
		if f, l := FullName(last + ", " + first); f != first || l != last {
			t.Errorf("FullName(%q) = %q, %q, and again %q, %q", name, first, last, f, l)
		}
	})
}

func TestTagsTwiceIsOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringMatching(`([a-cA-C ]{0,3}[,;|]?){0,6}`).Draw(t, "cell")
		once := Tags(cell)
		joined := ""
		for _, tag := range once {
			joined += tag + ";"
		}
		for i, tag := range Tags(joined) {
			if tag != once[i] {
				t.Errorf("Tags(%q) = %q, and again %q", cell, once, Tags(joined))
			}
		}
	})
}

// FuzzValues holds all functions to their laws on any text.
func FuzzValues(f *testing.F) {
	for _, s := range []string{
		"José", "e\u0301", "a\u200db", "1,234.56", "03/04/2024 2:30 PM", "bob@EXAMPLE.com", "Smith, Dr. John, Jr.", "k1a0b1",
		"5401.0", "W. Va.", "\xff\x00", "\u0345\u0301", "ǅ", "O'BRIEN", "２０２４", "20240305T143000Z", "-0,00", "ŉ",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		for _, f := range functions {
			checkTwice(t, f, cell)
		}
		checkText(t, Text(cell))
		if n, ok := Number(cell); ok && !json.Valid([]byte(n)) {
			t.Errorf("Number(%q) = %q, which is not JSON", cell, n)
		}
		if d, ok := Date(cell, DMY); ok {
			if _, err := time.Parse(time.RFC3339, d); err != nil {
				if _, err := time.Parse(time.DateOnly, d); err != nil {
					t.Errorf("Date(%q) = %q", cell, d)
				}
			}
		}
		Consent(cell, []string{cell})
		Boolean(cell)
		for _, tag := range Tags(cell) {
			checkText(t, tag)
		}
		first, last := FullName(cell)
		checkText(t, first)
		checkText(t, last)
	})
}

// checkText holds a value to what the database takes and Text promises.
func checkText(t failer, s string) {
	if !utf8.ValidString(s) || !norm.NFC.IsNormalString(s) {
		t.Errorf("%q is not UTF-8 in normal form C", s)
	}
	for _, r := range s {
		if unicode.IsControl(r) && r != '\n' {
			t.Errorf("%q holds a control character", s)
		}
	}
}

// TestNothingChanged checks that a value in its form costs no memory.
func TestNothingChanged(t *testing.T) {
	first := ""
	calls := map[string]func(){
		"Text":    func() { first = Text("Springfield") },
		"Email":   func() { first, _ = Email("bob@example.com") },
		"State":   func() { first = State("IL", "US") },
		"Zip":     func() { first = Zip("62704", "US") },
		"Number":  func() { first, _ = Number("1234") },
		"Boolean": func() { Boolean("true") },
		"Consent": func() { Consent("yes", nil) },
		"refused": func() { Consent("no", nil) },
	}
	for name, call := range calls {
		if n := testing.AllocsPerRun(100, call); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
	_ = first
}

func TestPlainEmailEqualsEmail(t *testing.T) {
	part := rapid.SampledFrom([]string{"a", "Z", "0", "@", ".", "-", "_", "+", "'", " ", "<", ":", "é", "com", "x.org", "ann@example.com", "mailto", "EXAMPLE", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(part, 0, 8).Draw(t, "parts"), "")
		if !isPlainEmail(s) {
			return
		}
		if email, ok := anyEmail(s); !ok || email != s {
			t.Fatalf("%q is %q, %v", s, email, ok)
		}
	})
}

func TestTwoWordsEqualsAnyFullName(t *testing.T) {
	part := rapid.OneOf(
		rapid.SampledFrom(slices.Concat(titles, suffixes, particles, []string{"Mr", "DR", "Señor", "SEÑOR", "MA", "Ma", "PhD", "Lee", "O'Brien", "Zoë", "Éva", "Müller-Lüdenscheidt", "M.", "y", "&"})),
		rapid.StringOfN(rapid.RuneFrom([]rune("aeMZÀÿÉñŁİ'-.,\u00a0")), 0, 4, -1),
	)
	rapid.Check(t, func(t *rapid.T) {
		name := Text(strings.Join(rapid.SliceOfN(part, 1, 3).Draw(t, "words"), rapid.SampledFrom([]string{" ", " ", ", ", "  "}).Draw(t, "between")))
		if first, last, ok := twoWords(name); ok {
			if f, l := anyFullName(name); f != first || l != last {
				t.Fatalf("%q: %q, %q, want %q, %q", name, first, last, f, l)
			}
		}
	})
}

func TestLatinIsTextAlready(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching("[ a-zA-Z,\n\té\u00c0-\u017f\u0300\u00ad\u0085\x7f]{0,12}").Draw(t, "s")
		if isLatin(s) && (!norm.NFC.IsNormalString(s) || !utf8.ValidString(s) || visible(s) != s) {
			t.Fatalf("isLatin(%q)", s)
		}
	})
}
