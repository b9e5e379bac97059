package main

import (
	"bufio"
	"bytes"
	"context"
	"strings"
	"testing"

	"rollcall/pkg/clean"
	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/pipeline"
	"rollcall/pkg/source"
)

func text(t *testing.T, l list) string {
	t.Helper()
	var b bytes.Buffer
	out := bufio.NewWriter(&b)
	l.write(out)
	if err := out.Flush(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The same list has the same rows, and a longer one begins with them, so that
// figures can be compared.
func TestListsAreTheSame(t *testing.T) {
	short, long := text(t, list{rows: 500}), text(t, list{rows: 1000})
	if !strings.HasPrefix(long, short) || long != text(t, list{rows: 1000}) {
		t.Error("the same list has other rows")
	}
	if other := text(t, list{rows: 500, first: 1000}); strings.Contains(long, strings.Split(other, "\n")[7]) {
		t.Error("lists of other persons have the same rows")
	}
}

// The lists are as dirty as they are meant to be.
func TestListsAreDirty(t *testing.T) {
	const rows = 20_000
	m, err := mapping.Parse("mapping.yaml", []byte(mappingText))
	if err != nil {
		t.Fatal(err)
	}
	r, err := source.Open(t.Context(), "-", strings.NewReader(text(t, list{rows: rows})), source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	match, err := m.Match(r.Header())
	if err != nil {
		t.Fatal(err)
	}
	seen := &numbers{}
	c := clean.New(m, match, r.Header(), phone.NewParser(phone.Options{}), clean.Facts{})
	tally, err := pipeline.Run(t.Context(), r, c, pipeline.Options{}, seen)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		what     string
		n        int64
		from, to float64
	}{
		{"accepted", tally.Reasons[contact.Accepted], 0.85, 0.9},
		{"malformed", tally.Reasons[contact.Malformed], 0.0002, 0.002},
		{"no phone", tally.Reasons[contact.NoPhone], 0.005, 0.03},
		{"invalid phone", tally.Reasons[contact.InvalidPhone], 0.03, 0.08},
		{"no consent", tally.Reasons[contact.NoConsent], 0.04, 0.08},
		{"repeated", seen.repeated, 0.02, 0.08},
		{"with an extension", seen.extensions, 0.005, 0.03},
		{"with tags", seen.tags, 0.3, 0.8},
		{"area codes", int64(len(seen.areas)), 0.01, 0.05},
	} {
		if share := float64(tt.n) / rows; tally.Rows != rows || share < tt.from || share > tt.to {
			t.Errorf("%s: %d of %d rows, want %g to %g of them", tt.what, tt.n, tally.Rows, tt.from, tt.to)
		}
	}
}

// numbers is a sink that looks at what was cleaned.
type numbers struct {
	all                        map[string]bool
	areas                      map[string]bool
	repeated, extensions, tags int64
}

func (n *numbers) Encode(rows []contact.Row) (any, error) {
	var contacts []contact.Contact
	for i := range rows {
		if rows[i].Reason == contact.Accepted {
			c := rows[i].Contact
			c.Tags = append([]string{}, c.Tags...)
			contacts = append(contacts, c)
		}
	}
	return contacts, nil
}

func (n *numbers) Write(_ context.Context, encoded any) error {
	if n.all == nil {
		n.all, n.areas = map[string]bool{}, map[string]bool{}
	}
	for _, c := range encoded.([]contact.Contact) {
		if n.all[c.Phone] {
			n.repeated++
		}
		n.all[c.Phone], n.areas[c.Phone[:5]] = true, true
		if c.Values[contact.PhoneExt] != "" {
			n.extensions++
		}
		if len(c.Tags) > 0 {
			n.tags++
		}
	}
	return nil
}
