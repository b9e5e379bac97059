package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"pgregory.net/rapid"

	"rollcall/pkg/contact"
)

func TestPlainNumber(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "-0": "0", "-0.00": "0.00", "1.50": "1.50", "-12": "-12",
		"1e3": "1000", "1.5e3": "1500", "1.5E+1": "15", "1.50e1": "15.0", "12e-3": "0.012", "-1.2e-1": "-0.12", "1e0": "1",
		"": "", "-": "", "1.": "", ".5": "", "1e": "", "1e401": "", "1e-401": "", "1e99999999999999999999": "", "NaN": "", "0x1": "", "1,5": "",
		strings.Repeat("9", 400): strings.Repeat("9", 400), strings.Repeat("9", 401): "",
	} {
		got, ok := plainNumber(text)
		if got != want || ok != (want != "") {
			t.Errorf("%s becomes %s, %v, not %s", text, got, ok, want)
		}
	}
}

// TestAsWritten imports contacts with any values, and has the database say that
// it holds what was written: the values themselves, and the digest.
func TestAsWritten(t *testing.T) {
	db := open(t)
	text := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"\x00", "\xff", "\u001f", "\x1e", "null", "NULL", "{}", `a"b\`, "\b\f\n\r\t\x7f\u2028", " "}))
	number := rapid.StringMatching(`-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,10})?([eE][+-]?[0-9]{1,2})?`)
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		var c contact.Contact
		c.Phone = fmt.Sprintf("+1206%07d", n)
		for i := range c.Values {
			if rapid.Bool().Draw(t, "filled") {
				c.Values[i] = text.Draw(t, "value")
			}
		}
		for _, key := range []string{"t", "number", "flag", `k"e\y`, "t"} {
			k := contact.Custom{Key: key, Type: contact.Type(rapid.IntRange(0, 3).Draw(t, "type"))}
			switch k.Type {
			case contact.Number:
				k.Text = number.Draw(t, "number")
			case contact.Boolean:
				k.Text = rapid.SampledFrom([]string{"true", "false"}).Draw(t, "flag")
			default:
				k.Text = text.Draw(t, "text")
			}
			if rapid.Bool().Draw(t, "has it") {
				c.Custom = append(c.Custom, k)
			}
		}
		c.Tags = rapid.SliceOfN(text, 0, 3).Draw(t, "tags")
		common := rapid.SliceOfN(text, 0, 2).Draw(t, "common tags")
		if _, _, err := tryRun(t.Context(), db, Spec{FileName: fmt.Sprint(n), Tags: common}, contact.Row{Contact: c}); err != nil {
			t.Fatal(err)
		}
		var intact bool
		var city *string
		var tags []string
		err := db.read(t.Context(), func(tx pgx.Tx) error {
			return tx.QueryRow(t.Context(), "select "+digestSQL("c")+" = import_digest, city, tags from contacts c where phone = $1", c.Phone).
				Scan(&intact, &city, &tags)
		})
		if err != nil {
			t.Fatal(err)
		}
		if !intact {
			t.Fatal("the contact does not look as it was written")
		}
		want := storable(c.Values[contact.City])
		if got := ""; city != nil && *city != want || city == nil && want != got {
			t.Fatalf("the city is %v, not %q", city, want)
		}
		if want := storableAll(slices.Concat(common, c.Tags)); !slices.Equal(tags, want) {
			t.Fatalf("the tags are %q, not %q", tags, want)
		}
	})
}

// FuzzItem decodes any bytes, and takes what it gave once more.
func FuzzItem(f *testing.F) {
	r := row("+12065550001", value(contact.City, "Rome"), tags("a", "b"), custom("k", contact.Number, "1"))
	f.Add(append(appendAnswers(appendRow(nil, &r, true), []ConsentColumn{{0, "Consent"}}, []string{"yes"}), "raw"...))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, encoded []byte) {
		var it, again item
		if it.decode(encoded) != nil {
			return
		}
		if err := again.decode(appendItem(nil, &it)); err != nil {
			t.Fatal(err)
		}
		same(t, "item", fmt.Sprintf("%#v", again), fmt.Sprintf("%#v", it))
	})
}
