package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"rollcall/pkg/contact"
	"rollcall/pkg/source"
)

// mark is a Cleaner that skips what says so, as if it had no number.
type mark struct{}

func (mark) Clean(rec source.Record, row *contact.Row) {
	switch {
	case rec.Malformed:
		row.Reason = contact.Malformed
	case rec.Cells[len(rec.Cells)-1] == "skip":
		row.Reason = contact.NoPhone
	default:
		row.Contact.Phone = rec.Cells[1]
		row.Warnings = append(row.Warnings, contact.Warning{Code: "seen", Column: "Phone"})
	}
}

// collect is a Sink that keeps all rows, and fails where it is told to.
type collect struct {
	lines         []int64
	cells         []string
	encodeErr     error
	writeErrAfter int
}

func (c *collect) Encode(rows []contact.Row) (any, error) {
	out := &collect{}
	for _, r := range rows {
		out.lines = append(out.lines, r.Line)
		out.cells = append(out.cells, strings.Join(r.Cells, "|"))
	}
	return out, c.encodeErr
}

func (c *collect) Write(_ context.Context, encoded any) error {
	b := encoded.(*collect)
	c.lines, c.cells = append(c.lines, b.lines...), append(c.cells, b.cells...)
	if c.writeErrAfter > 0 && len(c.lines) >= c.writeErrAfter {
		return errFull
	}
	return nil
}

var errFull = errors.New("full")

// list makes a list of n rows of which every third is skipped.
func list(n int) (text string, cells []string) {
	var b strings.Builder
	b.WriteString("Name,Phone,Stage\n")
	for i := range n {
		phone, stage := fmt.Sprintf("206444%04d", i%10000), "open"
		if i%3 == 0 {
			stage = "skip"
		}
		name := fmt.Sprintf("Person %d %s", i, strings.Repeat("x", 270))
		fmt.Fprintf(&b, "%s,%s,%s\n", name, phone, stage)
		cells = append(cells, name+"|"+phone+"|"+stage)
	}
	return b.String(), cells
}

func open(t *testing.T, text string) *source.Reader {
	t.Helper()
	r, err := source.Open(context.Background(), "-", strings.NewReader(text), source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

// Rows come to the sink in file order, each once, however many workers there
// are and however many chunks and batches the list makes.
func TestOrder(t *testing.T) {
	const rows = 8_000
	text, want := list(rows)
	for _, workers := range []int{1, 2, 7} {
		var first, second collect
		var last Progress
		peeked := 0
		tally, err := Run(context.Background(), open(t, text), mark{}, Options{
			Workers:  workers,
			Progress: func(p Progress) { last = p },
			Peek:     func(source.Record) { peeked++ },
		}, &first, &second)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []*collect{&first, &second} {
			if diff := cmp.Diff(want, c.cells); diff != "" {
				t.Fatalf("%d workers (-want +got):\n%.400s", workers, diff)
			}
		}
		if first.lines[0] != 2 || first.lines[rows-1] != rows+1 {
			t.Errorf("lines %d to %d", first.lines[0], first.lines[rows-1])
		}
		if last != (Progress{Offset: int64(len(text)), Rows: rows}) {
			t.Errorf("at last %+v", last)
		}
		if peeked == 0 || peeked >= rows {
			t.Errorf("%d rows were peeked at: not those of the first chunk", peeked)
		}
		noPhone := int64((rows + 2) / 3)
		if tally.Rows != rows || tally.Reasons[contact.NoPhone] != noPhone || tally.Reasons[contact.Accepted] != rows-noPhone {
			t.Errorf("tally %+v", tally)
		}
		wantWarnings := []WarningCount{{Code: "seen", Column: "Phone", Count: rows - noPhone, FirstLine: 3}}
		if diff := cmp.Diff(wantWarnings, tally.Warnings()); diff != "" {
			t.Errorf("warnings (-want +got):\n%s", diff)
		}
	}
}

// A warning counts rows, however many of their cells it is about.
func TestWarningsCountRows(t *testing.T) {
	text := "Name,Phone,City\nJ\x81,2064441001,Z\x8d\nJosé,2064441002,Zür\x81ch\nAnn,2064441003,Zürich\n"
	tally, err := Run(context.Background(), open(t, text), mark{}, Options{}, &collect{})
	if err != nil {
		t.Fatal(err)
	}
	want := []WarningCount{{Code: "seen", Column: "Phone", Count: 3, FirstLine: 2}, {Code: "invalid_bytes", Count: 2, FirstLine: 2}}
	if diff := cmp.Diff(want, tally.Warnings()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// The first error ends a run, whichever goroutine had it, and Run gives it.
func TestErrors(t *testing.T) {
	text, _ := list(8_000)
	broken := errors.New("broken")
	tests := map[string]struct {
		src  Source
		sink *collect
		want error
	}{
		"encode": {open(t, text), &collect{encodeErr: broken}, broken},
		"write":  {open(t, text), &collect{writeErrAfter: 3000}, errFull},
		"read":   {failing{broken}, &collect{}, broken},
		"eof":    {failing{io.EOF}, &collect{}, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := Run(context.Background(), tt.src, mark{}, Options{}, tt.sink); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

type failing struct{ err error }

func (f failing) Next() (*source.Chunk, error) { return nil, f.err }

// After a cancellation nothing more is written, and Run says so.
func TestCancel(t *testing.T) {
	text, _ := list(8_000)
	ctx, cancel := context.WithCancel(context.Background())
	var sink collect
	_, err := Run(ctx, open(t, text), mark{}, Options{Workers: 2, Progress: func(Progress) { cancel() }}, &sink)
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
	if len(sink.lines) == 8_000 {
		t.Error("the whole list was written")
	}
}

// seen notes the lines of the records that it is shown.
type seen struct{ lines []int64 }

func (s *seen) Add(rec source.Record) { s.lines = append(s.lines, rec.Line) }

// A scan shows each record once: the head to the first visitor, the rest in
// order to each of the others.
func TestScan(t *testing.T) {
	const rows = 8_000
	text, _ := list(rows)
	for _, o := range []ScanOptions{{Head: 1000}, {Head: 1}, {Options: Options{Workers: 5}, Head: 50_000}, {Rows: 10, Head: 1000}, {Rows: 7000}} {
		first := &seen{}
		forked, err := Scan(context.Background(), open(t, text), o, first, func() *seen { return &seen{} })
		if err != nil {
			t.Fatal(err)
		}
		all := slices.Clone(first.lines)
		if int64(len(all)) < min(o.Head, rows) && o.Rows == 0 {
			t.Errorf("%+v: the first visitor saw %d rows", o, len(all))
		}
		for _, v := range forked {
			if !slices.IsSorted(v.lines) {
				t.Errorf("%+v: out of order", o)
			}
			all = append(all, v.lines...)
		}
		slices.Sort(all)
		want := rows
		if o.Rows > 0 {
			want = int(o.Rows)
		}
		if len(all) != want || len(slices.Compact(all)) != want || all[0] != 2 {
			t.Errorf("%+v: %d records, %d lines, from line %d", o, len(all), len(slices.Compact(all)), all[0])
		}
	}
	broken := errors.New("broken")
	if _, err := Scan(context.Background(), failing{broken}, ScanOptions{}, &seen{}, func() *seen { return &seen{} }); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}
