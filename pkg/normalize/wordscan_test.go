package normalize

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// texts are made of what tokens are cut at, and of words that mean something.
var texts = rapid.Custom(func(t *rapid.T) string {
	part := rapid.OneOf(
		rapid.SampledFrom(strings.Split(`do,not,call,Do,Not,Call,DO,CALL,DNC,dnc,don't,Don't,O'Brien,doNotCall,McDonald,DNCSmith,SmithDNC,(cell),(deceased),Home,fax:,wrong number,opt,out,optedOut,unsubscribed,stop,Stop,212-736-2201,+1 (212) 736-2201,2024-01-02,3pm,x12,ext,Jan,MAR,a,B,Ba,BA,1a,a1,'s,it's,I'M,dec'd,no,No longer`, ",")),
		rapid.StringOfN(rapid.RuneFrom([]rune(" \té\u00a0ÉøabdnotcfxABDNOT01.,;:!?()[]{}|\"=-/'`*~_")), 0, 4, -1),
	)
	return strings.Join(rapid.SliceOfN(part, 0, 6).Draw(t, "parts"), rapid.SampledFrom([]string{"", " ", ". ", " - "}).Draw(t, "between"))
})

func TestPlainTokensEqualsTokens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts.Draw(t, "text")
		if got, ok := plainTokens(text); ok && isPlain(text) && !slices.Equal(got, anyTokens(text)) {
			t.Fatalf("%q: %v, want %v", text, got, anyTokens(text))
		}
	})
}

func TestUnaccentedLatinEqualsAny(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.RuneFrom([]rune("aeZ ßÉñüøłŽǆſĿ½¨´\u00a0\u00ad\u0085\u02bc\u0301\t")))).Draw(t, "text")
		if got, ok := unaccentedLatin(text); ok && got != anyUnaccented(text) {
			t.Fatalf("%q: %q, want %q", text, got, anyUnaccented(text))
		}
	})
	for r := rune(0); r < latinEnd; r++ {
		if text := "a" + string(r) + "b"; unaccented(text) != anyUnaccented(text) {
			t.Errorf("%q: %q, want %q", text, unaccented(text), anyUnaccented(text))
		}
	}
}

// The looks that spare a cell its words hide nothing.
func TestOpeningsHideNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts.Draw(t, "text")
		if words := refusalIn(anyTokens(text)); words != "" && !mayRefuse(text) {
			t.Fatalf("%q refuses by %q", text, words)
		}
		if nameRefusals.has(anyTokens(text)) && !mayNameRefuse(text) {
			t.Fatalf("%q refuses as a name", text)
		}
	})
	for _, p := range []*phrases{refusalPhrases, badNumberPhrases, nameRefusals} {
		for _, x := range []*phraseIndex{p.load(), p.others()} {
			for _, e := range x.words.entries {
				if w := e.word; !x.mayBe(w[0], w[len(w)-1], len(w)) {
					t.Errorf("%q opens nothing", w)
				}
			}
			for _, e := range x.stems.entries {
				if w := e.word + "ed"; !x.mayBe(w[0], w[len(w)-1], len(w)) {
					t.Errorf("%q opens nothing", w)
				}
			}
		}
	}
	for cell := range refusalCells.cells() {
		if isPlain(cell) && !mayRefuse(strings.ToUpper(cell)) {
			t.Errorf("%q is spared", cell)
		}
	}
}

func TestMonthNamedEqualsStarting(t *testing.T) {
	check := func(word string) {
		if len(word) < minMonth || len(word) > maxMonth {
			return
		}
		got, ok := monthNamed(word)
		if want, wantOK := monthStarting(word); got != want || ok != wantOK {
			t.Errorf("%q: %d, want %d", word, got, want)
		}
	}
	for _, names := range months {
		for _, name := range names {
			for size := range len(name) + 1 {
				check(name[:size])
				check(strings.ToUpper(name[:size]))
				check(name[:size] + "x")
			}
		}
	}
}

func TestKindByWordEqualsKindWords(t *testing.T) {
	for word, got := range kindByWord() {
		want := OtherNumber
		for kind, words := range kindWords {
			if kind := NumberKind(kind); alternativesOf(words).has(word) && (want == OtherNumber || kind == MobileNumber || kind >= FaxNumber && want < FaxNumber) {
				want = kind
			}
		}
		if got != want {
			t.Errorf("%q: %s, want %s", word, got, want)
		}
	}
}
