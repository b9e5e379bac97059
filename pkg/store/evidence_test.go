package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"rollcall/pkg/contact"
)

// What is added to a block is what is read of it.
func TestEvidenceBlock(t *testing.T) {
	type line struct {
		number, line uint64
		texts        [3]string
	}
	rapid.Check(t, func(t *rapid.T) {
		var b evidenceBlock
		b.reset()
		var want []line
		number := uint64(0)
		for range rapid.IntRange(0, 50).Draw(t, "rows") {
			number += rapid.Uint64Range(0, 1e14).Draw(t, "step")
			l := line{number: number, line: rapid.Uint64Range(1, 1<<40).Draw(t, "line")}
			var texts [3][]byte
			for i := range texts {
				l.texts[i] = rapid.SampledFrom([]string{"", "yes", "2024-01-01", "ä\x1f"}).Draw(t, "text")
				texts[i] = []byte(l.texts[i])
			}
			b.add(l.number, l.line, texts)
			want = append(want, l)
		}
		var got []line
		err := readEvidence(b.encode(nil), func(number, at uint64, texts [3][]byte) {
			got = append(got, line{number, at, [3]string{string(texts[0]), string(texts[1]), string(texts[2])}})
		})
		if err != nil || !slices.Equal(got, want) {
			t.Fatalf("read %v, error %v, and not %v", got, err, want)
		}
	})
}

// FuzzEvidence reads any bytes.
func FuzzEvidence(f *testing.F) {
	var b evidenceBlock
	b.add(12065550001, 2, [3][]byte{[]byte("yes"), nil, nil})
	f.Add(b.encode(nil))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, block []byte) {
		readEvidence(block, func(uint64, uint64, [3][]byte) {})
	})
}

func TestAppendAnswers(t *testing.T) {
	columns := []ConsentColumn{{At: 1, Header: "a"}, {At: 3, Header: "b"}}
	for _, c := range []struct {
		cells []string
		want  string
	}{
		{[]string{"x", " yes ", "x", "no"}, "yes\x1fno"},
		{[]string{"x", "yes"}, "yes\x1f"},
		{nil, "\x1f"},
		{[]string{"x", "a\x1fb", "x", strings.Repeat("ä", 150)}, "a b\x1f" + strings.Repeat("ä", 100)},
		{[]string{"x", "", "x", "a" + strings.Repeat("ä", 150)}, "\x1fa" + strings.Repeat("ä", 99)},
	} {
		r := itemReader{appendAnswers(nil, columns, c.cells)}
		if got := string(r.take(r.number())); got != c.want || !utf8.ValidString(got) {
			t.Errorf("%q gives %q, and not %q", c.cells, got, c.want)
		}
	}
}

// TestOnRecord follows a number through imports that create, fold, update and
// include it, an undo, and an erasure.
func TestOnRecord(t *testing.T) {
	db := open(t)
	if all, err := reopen(t, emptyDatabase(t)).OnRecord(t.Context(), "+12065550002"); err != nil || len(all.Contacts) > 0 {
		t.Fatalf("an empty database has %v, error %v", all, err)
	}
	columns := []ConsentColumn{{At: 0, Header: "Opt In"}}
	said := func(r contact.Row, cells ...string) contact.Row {
		r.Cells = cells
		return r
	}
	const number = "+12065550002"
	run(t, db, Spec{FileName: "first.csv", ConsentColumns: columns},
		said(row("+12065550001"), "Y"),
		said(row(number, value(contact.ConsentDate, "2024-05-01")), "Yes"),
		said(row("+12065550003"), "Y"))
	run(t, db, Spec{FileName: "second.csv", ConsentColumns: columns, Duplicates: contact.Update, Tags: []string{"t"},
		NewFields: []NewField{{Key: "k"}}},
		said(row(number, value(contact.FirstName, "Ann"), custom("k", contact.Text, "v")), "1"),
		said(row("+12065550004"), "1"),
		said(row(number, value(contact.City, "Rome")), "oui"))
	run(t, db, Spec{FileName: "third.csv", Powerlist: &contact.PowerlistOptions{Name: "l", IncludeKnown: true}},
		said(row(number)), said(row("+12065550004")))
	run(t, db, Spec{FileName: "nothing.csv"}, said(row(number)))
	show := func() (lines []string) {
		all, err := db.OnRecord(t.Context(), number)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range all.Contacts {
			lines = append(lines, fmt.Sprint("contact ", c.Phone, " ", textOr(c.FirstName), " ", textOr(c.City), " ", c.Fields, " ", c.Tags))
		}
		for _, p := range all.Places {
			lines = append(lines, fmt.Sprint("place ", p.Name, " ", p.Position))
		}
		for _, im := range all.Imports {
			line := fmt.Sprint(im.FileName, " ", im.Status, " ", im.Created, " ", len(im.Changes))
			for _, row := range im.Rows {
				line += fmt.Sprint(" ", row.Line, " ", row.Consent, " ", textOr(row.ConsentDate), ";")
			}
			lines = append(lines, line)
		}
		for _, l := range all.Lists {
			lines = append(lines, fmt.Sprint("list ", l.List, " ", l.Reason, " ", l.Source, " ", l.By))
		}
		for _, e := range all.Log {
			lines = append(lines, fmt.Sprint(e.Action, " ", e.List, " ", e.By))
		}
		return lines
	}
	same(t, "on record", show(), []string{
		"contact +12065550002 Ann Rome map[k:v] [t]",
		"place l 1",
		"first.csv done true 0 3 [{Opt In Yes}] 2024-05-01;",
		"second.csv done false 4 2 [{Opt In 1}] ; 4 [{Opt In oui}] ;",
		"third.csv done false 0 2 [] ;",
	})
	for _, change := range []SuppressionChange{{By: "ann", Reason: "asked", Source: SourceSingle}} {
		if _, err := db.Suppress(t.Context(), seq(number), change); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := db.Undo(t.Context(), 2, "me", false); err != nil {
		t.Fatal(err)
	}
	same(t, "after an undo", show(), []string{
		"contact +12065550002   map[] []",
		"place l 1",
		"first.csv done true 0 3 [{Opt In Yes}] 2024-05-01;",
		"second.csv undone false 0 2 [{Opt In 1}] ; 4 [{Opt In oui}] ;",
		"third.csv done false 0 2 [] ;",
		"list internal asked command line ann",
		"add internal ann",
	})
	if e, err := db.Erase(t.Context(), number, false); err != nil || e.EvidenceRows != 4 {
		t.Fatalf("erased %v, error %v", e, err)
	}
	same(t, "after an erasure", show(), []string{"list internal asked command line ann", "add internal ann"})
	if all, err := db.OnRecord(t.Context(), "+12065550003"); err != nil || len(all.Imports) != 1 || all.Imports[0].Rows[0].Line != 4 {
		t.Errorf("its neighbour has %v, error %v", all, err)
	}
	same(t, "blocks", table(t, db, "select import_id, first, last from import_evidence order by 1"),
		[]string{"(1,12065550001,12065550003)", "(2,12065550004,12065550004)", "(3,12065550004,12065550004)"})
}

// Under create a file may have one number any number of times: not all lines are kept.
func TestEvidenceOfOneNumber(t *testing.T) {
	e := evidence{im: &Import{}}
	e.block.reset()
	for line := range uint64(3 * maxLines) {
		if err := e.add([]byte("+12065550001"), appendSeen(nil, &item{line: line, columns: make([][]byte, len(columns))})); err != nil {
			t.Fatal(err)
		}
	}
	if e.block.count != maxLines {
		t.Errorf("%d lines are kept, not %d", e.block.count, maxLines)
	}
}
