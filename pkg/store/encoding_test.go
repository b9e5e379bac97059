package store

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"rollcall/pkg/contact"
)

// inEncoding opens a database in an encoding.
func inEncoding(t *testing.T, encoding string) *DB {
	base := emptyDatabase(t)
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	name := strings.Trim(u.Path, "/") + "_" + strings.ToLower(encoding)
	do(t, base, "create database "+name+" encoding '"+encoding+"' locale 'C' template template0")
	t.Cleanup(func() { doAfter(t, base, "drop database "+name+" with (force)") })
	u.Path = "/" + name
	return reopen(t, u.String())
}

// TestEncoding: a database of which it is not known what it can hold is refused at once,
// and one in LATIN1 takes what it can hold, and spells what is only for the record.
func TestEncoding(t *testing.T) {
	db := inEncoding(t, "EUC_JP")
	if _, err := db.Begin(t.Context(), Spec{}); !errors.Is(err, ErrEncoding) {
		t.Errorf("an import: %v", err)
	}
	if _, err := db.View(t.Context(), ""); !errors.Is(err, ErrEncoding) {
		t.Errorf("a review: %v", err)
	}
	if _, err := db.Suppress(t.Context(), seq("+12065550009"), SuppressionChange{Source: "x", Reason: "日本"}); err != nil {
		t.Errorf("a suppression: %v", err)
	}
	db = inEncoding(t, "LATIN1")
	spec := Spec{FileName: "Łódź.csv", Mapping: "# łódź 🙂", ConsentColumns: []ConsentColumn{{0, "Zgoda łączna"}}, Duplicates: contact.Update,
		NewFields: []NewField{{Key: "notes", Label: "é"}}, Tags: []string{"ñ"}}
	for range 2 {
		run(t, db, spec, row("+12065550001", value(contact.FirstName, "José"), custom("notes", contact.Text, "naïve"), tags("ü")))
	}
	same(t, "on record", table(t, db, "select file_name, mapping, consent_columns::text from imports where id = 1"),
		[]string{`("\\u0141ód\\u017a.csv","# \\u0142ód\\u017a \\ud83d\\ude42","{""Zgoda \\\\u0142\\\\u0105czna""}")`})
	for _, other := range []Spec{{Tags: []string{"ł"}}, {NewFields: []NewField{{Key: "n", Label: "ł"}}}, {Powerlist: &contact.PowerlistOptions{Name: "ł"}}} {
		if _, err := db.Begin(t.Context(), other); !errors.Is(err, ErrEncoding) {
			t.Errorf("%+v: %v", other, err)
		}
	}
	if err := db.RecordRefusal(t.Context(), Spec{FileName: "Ł", Tags: []string{"ł"}}, errors.New("ą")); err != nil {
		t.Errorf("a refusal: %v", err)
	}
	if u, err := db.Undo(t.Context(), 2, "ł", false); err != nil || u.KeptChanged != 0 {
		t.Errorf("undo: %+v, %v", u, err)
	}
}

// TestEncodingTables: what an encoding holds is what the server says, character by
// character.
func TestEncodingTables(t *testing.T) {
	db := open(t)
	do(t, db.pool.Config().ConnString(), `create function held(b int, encoding name) returns text language plpgsql as
		$$ begin return convert_from(set_byte('\x00', 0, b), encoding); exception when others then return null; end $$`)
	for name := range tables {
		e := newEncoding(name)
		server := map[rune]bool{}
		for _, c := range table(t, db, "select ascii(held(b, $1)) from generate_series(128, 255) b where held(b, $1) is not null", name) {
			var r rune
			fmt.Sscanf(c, "(%d)", &r)
			server[r] = true
		}
		for r := rune(0xA0); r <= 0xFFFF; r++ {
			if e.holds(r) != server[r] {
				t.Errorf("%s: %q (U+%04X): %v, and the server %v", name, r, r, e.holds(r), server[r])
			}
		}
	}
}
