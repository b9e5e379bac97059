package report

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"Ann Müller, 東京 – 5 €":  "Ann Müller, 東京 – 5 €",
		"\x1b[2J\x1b]0;pwned\a": `\x1b[2J\x1b]0;pwned\a`,
		"a\u009b31mred":         `a\u009b31mred`,
		"raw C1 \x9b31m":        `raw C1 \x9b31m`,
		"gpj.exe\u202efdp":      `gpj.exe\u202efdp`,
		"over\rwritten\b\x7f":   `over\rwritten\b\x7f`,
		"two\nlines":            "two\nlines",
		"\ufffd is one already": "\ufffd is one already",
		"tag \U000e0041":        `tag \U000e0041`,
	} {
		if got := Printable(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	if got := Cell("a\nb"); got != "a⏎b" {
		t.Errorf("a cell with a line break is shown as %q", got)
	}
}

// Whatever a text is made of, nothing that is shown of it is obeyed, and a
// second time changes nothing.
func TestNothingIsObeyed(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }))
	rapid.Check(t, func(t *rapid.T) {
		in := text.Draw(t, "text")
		shown := Printable(in)
		if !utf8.ValidString(shown) || strings.ContainsFunc(shown, func(r rune) bool {
			return r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r))
		}) {
			t.Fatalf("%q is shown as %q", in, shown)
		}
		if again := Printable(shown); again != shown {
			t.Fatalf("%q is shown as %q and that as %q", in, shown, again)
		}
	})
}

// The JSON of any text means that text, and holds nothing that a terminal
// obeys.
func TestPrintableJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.SampledFrom([]rune("a\"\\\x1b\u009b\x7f\u202e\u200d\u2028\U000e0041é")))).Draw(t, "text")
		text, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		shown := PrintableJSON(text)
		if strings.ContainsFunc(string(shown), isDangerous) {
			t.Fatalf("%q is shown as %s", in, shown)
		}
		var back string
		if err := json.Unmarshal(shown, &back); err != nil || back != in {
			t.Fatalf("%q became %q, %v", in, back, err)
		}
	})
}
