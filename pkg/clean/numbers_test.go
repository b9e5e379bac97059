package clean

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/source"
)

// numbersOf reads a file of numbers.
func numbersOf(t interface{ Fatal(...any) }, text, region string) (numbers []string, stats NumberStats, err error) {
	lines, err := source.OpenLines(context.Background(), "-", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	defer lines.Close()
	for number, err := range Numbers(lines, phone.NewParser(phone.Options{}), region, &stats) {
		if err != nil {
			return numbers, stats, err
		}
		numbers = append(numbers, number)
	}
	return numbers, stats, nil
}

func TestNumbers(t *testing.T) {
	tests := []struct {
		name, region, text string
		want               string // without +, "unreadable lines/the first" behind a slash
	}{
		{"one a line", "US", "206-444-1001\n\n(206) 444-1002\n+1 206 444 1003\n", "12064441001 12064441002 12064441003"},
		{"no line end", "US", "2064441001", "12064441001"},
		{"E.164 needs no region", "", "+12064441001\n+442079460018\n", "12064441001 442079460018"},
		{"lines that hold none", "US", "2064441001\nnobody\n12\n2064441002\n", "12064441001 12064441002 / 2 2"},
		{"header alone in its line", "US", "Phone\n2064441001\n", "12064441001"},
		{"header and names", "US", "\ufeffName,Phone\nAnn,206-444-1001\n\"Bee, Bob\",\"(206) 444-1002\"\nCy,\n", "12064441001 12064441002 / 1 4"},
		{"title above the header", "US", "Do not call\nPhone;Name\n2064441001;Ann\n", "12064441001 / 1 2"},
		{"every phone column", "US", "Mobile,Landline,Work\n2064441001,2064441002,2064441003\n", "12064441001 12064441002 12064441003"},
		{"columns of something else", "US", "Order ID,Phone,created_at\n2064441009,2064441001,2024441001\n", "12064441001"},
		{"phone words overrule", "US", "Account Phone,Phone Date\n2064441001,2064441002\n", "12064441001 12064441002"},
		{"several in a cell", "US", "\"206-444-1001 / 206-444-1002\"\n2064441003 or 2064441004\n2064441005 2064441006 2064441007\n",
			"12064441001 12064441002 12064441003 12064441004 12064441005 12064441006 12064441007"},
		{"one number twice in a line", "US", "206-444-1001,+12064441001\n", "12064441001"},
		{"extension and note", "US", "206-444-1001 x12\n2064441002 (cell)\n", "12064441001 12064441002"},
		{"registry", "", "206,4441001\n206,4441002\n", "12064441001 12064441002"},
		{"registry beside US", "CA", "206,4441001\r\n", "12064441001"},
		{"registry with tabs and quotes", "US", "\"206\"\t\"4441001\"\t2026-01-02\n", "12064441001"},
		{"no registry elsewhere", "FR", "206,4441001\n+33142685300\n", "33142685300 / 1 1"},
		{"all delimiters", "US", "a|2064441001\nb;2064441002\nc\t2064441003\n", "12064441001 12064441002 12064441003"},
		{"quote that never closes", "US", "\"2064441001\n2064441002\"\n\"x\"y,2064441003\n", "12064441001 12064441002 12064441003"},
		{"our own list", "DE", "+12064441001\topted out\timport 1\t2026-11-23T10:00:00Z\n+493012345678\t\t\t2026-11-23\n", "12064441001 493012345678"},
		{"spreadsheet damage", "US", "2.064441001E+09\n\"=\"\"2064441002\"\"\"\n'2064441003\n2.06444E+09\n", "12064441001 12064441002 12064441003 / 1 4"},
		{"full-width digits", "US", "２０６４４４１００１\n", "12064441001"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			numbers, stats, err := numbersOf(t, tt.text, tt.region)
			if err != nil {
				t.Fatal(err)
			}
			got := strings.ReplaceAll(strings.Join(numbers, " "), "+", "")
			if stats.Unreadable > 0 {
				got += fmt.Sprintf(" / %d %d", stats.Unreadable, stats.FirstUnreadable)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if stats.Numbers != int64(len(numbers)) {
				t.Errorf("%d numbers are counted, %d were given", stats.Numbers, len(numbers))
			}
		})
	}
}

// A file without a number is refused, and says what may be wrong.
func TestNoNumbers(t *testing.T) {
	for _, tt := range []struct{ text, region, want string }{
		{"", "US", "empty"},
		{"\n\n", "US", "empty"},
		{"Phone\n", "US", "no line"},
		{"2064441001\n", "", "--region"},
		{"hello\nworld\n", "US", "no line"},
	} {
		numbers, _, err := numbersOf(t, tt.text, tt.region)
		var refused *source.RefusedError
		if !errors.As(err, &refused) || !strings.Contains(refused.Message+refused.Hint, tt.want) {
			t.Errorf("%q: got %v and %v, want a refusal with %q", tt.text, numbers, err, tt.want)
		}
	}
}

// What ends the reading ends the numbers, as an error: half a list must never
// pass for a whole one.
func TestNumbersCutOff(t *testing.T) {
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	for i := range 500_000 {
		fmt.Fprintf(w, "206%07d\n", i*7919%10_000_000)
	}
	w.Close()
	lines, err := source.OpenLines(t.Context(), "-", bytes.NewReader(zipped.Bytes()[:zipped.Len()/2]))
	if err != nil {
		t.Fatal(err)
	}
	defer lines.Close()
	var stats NumberStats
	var last error
	for _, err := range Numbers(lines, phone.NewParser(phone.Options{}), "US", &stats) {
		last = err
	}
	if last == nil || !errors.Is(last, io.ErrUnexpectedEOF) {
		t.Errorf("got %v, want an error", last)
	}
}

// A number is found wherever it stands in a line, among whatever.
func TestNumberIsFound(t *testing.T) {
	cell := rapid.SampledFrom([]string{"", "Ann", `"Bee, Bob"`, "ann@example.com", "x y", `a "b" c`, "12", "2026-01-02", "—"})
	delim := rapid.SampledFrom([]string{",", ";", "\t", "|"})
	rapid.Check(t, func(t *rapid.T) {
		d := delim.Draw(t, "delimiter")
		number := rapid.Map(rapid.IntRange(2_000_000, 5_549_999), func(n int) string { return fmt.Sprintf("206%07d", n) }).
			Filter(func(n string) bool { return phone.NewParser(phone.Options{}).Parse(n, "US").OK() }).Draw(t, "number")
		cells := rapid.SliceOfN(cell, 0, 4).Draw(t, "before")
		cells = append(cells, number)
		cells = append(cells, rapid.SliceOfN(cell, 0, 4).Draw(t, "behind")...)
		line := strings.Join(cells, d)
		numbers, _, err := numbersOf(t, line+"\n", "US")
		if err != nil || len(numbers) != 1 || numbers[0] != "+1"+number {
			t.Fatalf("%q: got %v, %v", line, numbers, err)
		}
	})
}

// Whatever a file holds, reading it ends, and what comes is numbers.
func FuzzNumbers(f *testing.F) {
	for _, seed := range []string{"206,4441001\n", "Phone\n+12064441001\n", "\"a\"\"b\",2064441001", "2064441001 / 2064441002", "\x00\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		lines, err := source.OpenLines(context.Background(), "-", strings.NewReader(text))
		if err != nil {
			return
		}
		defer lines.Close()
		var stats NumberStats
		n := int64(0)
		for number, err := range Numbers(lines, phone.NewParser(phone.Options{}), "US", &stats) {
			if err != nil {
				break
			}
			if n++; len(number) < 4 || number[0] != '+' {
				t.Errorf("%q is no number", number)
			}
		}
		if n != stats.Numbers {
			t.Errorf("%d numbers are counted, %d were given", stats.Numbers, n)
		}
	})
}

func BenchmarkNumbers(b *testing.B) {
	var plain, registry strings.Builder
	for i := range 1_000_000 {
		fmt.Fprintf(&plain, "+1206%07d\n", 2_000_000+i*3)
		fmt.Fprintf(&registry, "206,%07d\n", 2_000_000+i*3)
	}
	p := phone.NewParser(phone.Options{})
	for name, text := range map[string]string{"plain": plain.String(), "registry": registry.String()} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for range b.N {
				lines, err := source.OpenLines(b.Context(), "-", strings.NewReader(text))
				if err != nil {
					b.Fatal(err)
				}
				var stats NumberStats
				for _, err := range Numbers(lines, p, "US", &stats) {
					if err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1e6, "ns/number")
			}
		})
	}
}
