package source

import (
	"bytes"
	"context"
	"io"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
	"golang.org/x/text/encoding/charmap"
)

// brief says of each record its line, what is wrong, and its first cell.
func brief(records []Record) string {
	var b strings.Builder
	for _, r := range records {
		if len(r.Cells) > 0 {
			r.Cells = r.Cells[:1]
		}
		b.WriteString(rowsOf([]Record{r}))
	}
	return b.String()
}

func TestLargeCellsAndRows(t *testing.T) {
	const mib = 1 << 20
	x := func(n int) string { return strings.Repeat("x", n) }
	lines := func(n int) string { return strings.Repeat("line of a note\n", n/15) }
	tests := map[string]struct{ row, want string }{
		"a cell that may be": {"a," + x(mib), "2: a\n3: b\n"},
		"a cell too large":   {"a," + x(mib+1), "2: a <cell_too_large 2> malformed\n3: b\n"},
		"a quoted cell too large": {
			`a,"` + x(2*mib) + `"`, "2: a <cell_too_large 2> malformed\n3: b\n",
		},
		"a cell of lines too large": {
			`a,"` + lines(2*mib) + `"`, "2: a <cell_too_large 2> malformed\n139813: b\n",
		},
		"a row that may be": {
			"a," + strings.Repeat(x(mib)+",", 15), "2: a\n3: b\n",
		},
		"a row too large": {
			"a," + strings.Repeat(x(mib)+",", 17), "2:  <row_too_large> malformed\n3: b\n",
		},
		"a row of one cell too large": {
			"a," + x(40*mib), "2:  <row_too_large> malformed\n3: b\n",
		},
		"a row of one quoted cell too large": {
			`a,"` + x(40*mib) + `"`, "2:  <row_too_large> malformed\n3: b\n",
		},
		"a row too large that isn't the first": {
			"a,1\nc,2" + strings.Repeat(",", 14) + "\na," + x(20*mib), "2: a\n3: c\n4:  <row_too_large> malformed\n5: b\n",
		},
		"a quote never closed, with much below": {
			`a,"1` + strings.Repeat("\nc,"+x(1020), 20<<10), "",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			header := "Name,Note" + strings.Repeat(",More", 14) + "\n"
			in := header + tt.row + "\nb,2\n"
			_, records, err := readAll(strings.NewReader(in), Options{})
			if err != nil {
				t.Fatal(err)
			}
			for i := range records {
				if p := records[i].Problems; len(p) > 0 && p[len(p)-1].Code == "short_row" {
					records[i].Problems = p[:len(p)-1]
				}
			}
			if tt.want == "" {
				if n := 20<<10 + 2; len(records) != n {
					t.Fatalf("got %d rows, want %d", len(records), n)
				}
				tt.want = "2: a <unclosed_quote> malformed\n3: c\n"
				records = records[:2]
			}
			if diff := cmp.Diff(tt.want, brief(records)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestBomb decompresses 256 MiB of one cell. It must take no more memory than a
// row may.
func TestBomb(t *testing.T) {
	member := gzipped(strings.Repeat("x", 16<<20))
	bomb := []io.Reader{bytes.NewReader(gzipped(people))}
	for range 16 {
		bomb = append(bomb, bytes.NewReader(member))
	}
	bomb = append(bomb, bytes.NewReader(gzipped("\nCy,2,Yakima\n")))
	runtime.GC()
	var before, peak runtime.MemStats
	runtime.ReadMemStats(&before)
	r, err := Open(context.Background(), "-", io.MultiReader(bomb...), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var got []Record
	for c := range allOf(t, r.Next) {
		for rec := range c.Records() {
			rec.Cells = append([]string(nil), rec.Cells...)
			got = append(got, rec)
		}
		var now runtime.MemStats
		runtime.ReadMemStats(&now)
		if now.Sys > peak.Sys {
			peak = now
		}
	}
	if diff := cmp.Diff("2: Ann\n3: Bob\n4:  <row_too_large> malformed\n5: Cy\n", brief(got)); diff != "" {
		t.Error(diff)
	}
	if grown := (int64(peak.Sys) - int64(before.Sys)) >> 20; grown > 200 {
		t.Errorf("it took %d MiB", grown)
	}
}

// TestLargeWindows refuses data whose decompression would take much memory.
func TestLargeWindows(t *testing.T) {
	wide := compressed(people, func(w io.Writer) io.WriteCloser {
		z, err := zstd.NewWriter(w, zstd.WithWindowSize(512<<20))
		must(err)
		_, err = io.WriteString(z, people)
		must(err)
		must(z.Flush()) // else the frame says how small it is
		return z
	})
	deep := compressed(people, func(w io.Writer) io.WriteCloser {
		z, err := xz.NewWriter(w)
		must(err)
		return z
	})
	size := bytes.Index(deep, []byte{0x21, 0x01}) + 2
	deep[size] = 40 // 4 GiB
	for name, content := range map[string][]byte{"zstd": wide, "xz": deep} {
		_, _, err := readAll(bytes.NewReader(content), Options{})
		if err != errWindow {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// TestChunksInParallel parses the chunks of a list on several goroutines.
func TestChunksInParallel(t *testing.T) {
	list := "Name,Phone\n" + strings.Repeat("Ann,206-444-1001\n\"Bob \"\"B\"\"\",206-444-1002\n", 20_000) + strings.Repeat("J\xfcrgen,206-444-1003\n", 20_000)
	r, err := Open(context.Background(), "-", strings.NewReader(list), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var wait sync.WaitGroup
	var rows atomic.Int64
	for c := range allOf(t, r.Next) {
		wait.Go(func() {
			for range c.Records() {
				rows.Add(1)
			}
			c.Release()
		})
	}
	wait.Wait()
	if want := int64(strings.Count(list, "\n") - 1); rows.Load() != want {
		t.Errorf("got %d rows, want %d", rows.Load(), want)
	}
}

func TestEncodingThatShowsLate(t *testing.T) {
	ascii := "Name,Phone\n" + strings.Repeat("Ann,+1 206 555 0100\n", 50_000)
	tests := map[string]struct {
		late     []byte
		encoding string
		want     string
		bad      int
	}{
		"utf-8":        {[]byte("Jürgen,1\nZoë,2\n"), "utf-8", "Zoë", 0},
		"windows-1252": {encode("Jürgen,1\nZoë,2\n", charmap.Windows1252), "windows-1252", "Zoë", 0},
		"macintosh":    {encode("Jürgen Müller,1\nZoë,2\n", charmap.Macintosh), "macintosh", "Zoë", 0},
		"damage":       {[]byte("J\xffrgen,1\nJürgen,1\nZo\xeb,2\n"), "utf-8", "Zo\ufffd", 2},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r, records, err := readAll(io.MultiReader(strings.NewReader(ascii), bytes.NewReader(tt.late)), Options{})
			if err != nil {
				t.Fatal(err)
			}
			bad := 0
			for _, rec := range records {
				bad += len(rec.Problems)
			}
			last := records[len(records)-1].Cells[0]
			if r.Format().Encoding != tt.encoding || last != tt.want || bad != tt.bad {
				t.Errorf("got %s, %q and %d problems, want %s, %q and %d", r.Format().Encoding, last, bad, tt.encoding, tt.want, tt.bad)
			}
		})
	}
}
