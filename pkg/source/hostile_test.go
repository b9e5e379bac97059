package source

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/ulikunitz/xz"
)

// grew returns how many bytes were allocated in a call.
func grew(f func()) int64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return int64(after.TotalAlloc - before.TotalAlloc)
}

// TestHostileWorkbooks reads small files that ask for much, at a size and at
// twice that size: what is allocated grows no more than the input.
func TestHostileWorkbooks(t *testing.T) {
	list := textRows("Name|Phone", "Ann|+1 206 987 0001")
	tests := map[string]func(n int) []byte{
		"escapes": func(n int) []byte { return oneSheet(list + textRows(strings.Repeat("_x0041_", 10_000*n)+"|1")) },
		"sheets that refer to one part": func(n int) []byte {
			var sheets, rels strings.Builder
			for i := range 10_000 * n {
				fmt.Fprintf(&sheets, `<sheet name="s%d" r:id="r%d"/>`, i, i)
				fmt.Fprintf(&rels, `<Relationship Id="r%d" Type="x/worksheet" Target="a.xml"/>`, i)
			}
			return zipped("xl/workbook.xml", `<workbook xmlns:r="r"><sheets>`+sheets.String()+`</sheets></workbook>`,
				"xl/_rels/workbook.xml.rels", `<Relationships>`+rels.String()+`</Relationships>`, "xl/a.xml", sheetXML("", list, ""))
		},
		"the last column alone": func(n int) []byte {
			return oneSheet(list + strings.Repeat(`<row><c r="XFD1" t="str"><v>x</v></c></row>`, 10_000*n))
		},
		"a long text in many cells": func(n int) []byte {
			return handmade{
				sheets: []string{"List", "", sheetXML("", list+strings.Repeat("<row>"+strings.Repeat(`<c t="s"><v>0</v></c>`, 400)+"</row>", n), "")},
				styles: "<styleSheet/>", texts: "<si><t>" + strings.Repeat("x", 8<<20) + "</t></si>",
			}.bytes()
		},
		"merged over everything": func(n int) []byte {
			return handmade{
				sheets: []string{"List", "", sheetXML("", list+strings.Repeat(`<row><c/><c/><c/><c t="str"><v>x</v></c></row>`, 5_000*n), `<mergeCells><mergeCell ref="E2:XFD1048576"/></mergeCells>`)},
				styles: "<styleSheet/>",
			}.bytes()
		},
		"deep tags": func(n int) []byte {
			return oneSheet(list + `<row><c>` + strings.Repeat("<a>", 50_000*n) + strings.Repeat("</a>", 50_000*n) + `</c></row>`)
		},
		"many attributes": func(n int) []byte {
			return oneSheet(list + `<row ` + strings.Repeat(`a="" `, 20_000*n) + `></row>`)
		},
		"many styles": func(n int) []byte {
			return handmade{
				sheets: []string{"List", "", sheetXML("", list, "")},
				styles: `<styleSheet><cellXfs>` + strings.Repeat(`<xf numFmtId="14"/>`, 20_000*n) + `</cellXfs></styleSheet>`,
			}.bytes()
		},
	}
	for name, book := range tests {
		t.Run(name, func(t *testing.T) {
			read := func(content []byte) int64 {
				return grew(func() {
					r, err := Open(context.Background(), "-", bytes.NewReader(content), Options{})
					if err != nil {
						t.Fatal(err)
					}
					defer r.Close()
					for c := range allOf(t, r.Next) {
						for range c.Records() {
						}
					}
				})
			}
			one, two := book(1), book(2)
			read(one) // what is made once is made
			a, b := read(one), read(two)
			if b > 2*a+a/2+(4<<20) {
				t.Errorf("%d bytes allocated, and %d for twice as much", a, b)
			}
			if a > 200<<20 {
				t.Errorf("%d MiB allocated for %d bytes", a>>20, len(one))
			}
		})
	}
}

// TestBombs refuses packages that unpack to far more than workbooks do.
func TestBombs(t *testing.T) {
	list := textRows("Name|Phone", "Ann|+1 206 987 0001")
	texts := handmade{sheets: []string{"List", "", sheetXML("", list, "")}, texts: strings.Repeat("<si><t>"+strings.Repeat("x", 1000)+"</t></si>", 100_000)}
	spaces := func() []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, f := range [][2]string{
			{"xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r"/></sheets></workbook>`},
			{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="r" Type="x/worksheet" Target="a.xml"/></Relationships>`},
		} {
			w, err := z.Create(f[0])
			must(err)
			_, err = io.WriteString(w, f[1])
			must(err)
		}
		w, err := z.Create("xl/a.xml")
		must(err)
		_, err = io.WriteString(w, `<worksheet><sheetData>`+list)
		must(err)
		for range 300 {
			_, err = io.WriteString(w, strings.Repeat(" ", 1<<20))
			must(err)
		}
		_, err = io.WriteString(w, `</sheetData></worksheet>`)
		must(err)
		must(z.Close())
		return b.Bytes()
	}
	for name, content := range map[string][]byte{"texts": texts.bytes(), "a sheet": spaces()} {
		_, _, err := readAll(bytes.NewReader(content), Options{})
		var refused *RefusedError
		if !errors.As(err, &refused) {
			t.Errorf("%s: %d bytes: got %v", name, len(content), err)
		}
	}
}

// TestXZStreams refuses large dictionaries in later streams and blocks, and
// those that are many.
func TestXZStreams(t *testing.T) {
	stream := func(s string) []byte {
		return compressed(s, func(w io.Writer) io.WriteCloser {
			z, err := xz.NewWriter(w)
			must(err)
			return z
		})
	}
	with := func(b []byte, size byte) []byte {
		b = bytes.Clone(b)
		b[bytes.Index(b, []byte{0x21, 0x01})+2] = size
		return b
	}
	first, more := stream(people), stream("Cy,+1 206 555 0102,Yakima\n")
	_, records, err := readAll(bytes.NewReader(bytes.Join([][]byte{first, make([]byte, 8), more, more}, nil)), Options{})
	if err != nil || len(records) != 4 {
		t.Errorf("good streams: got %d records, %v", len(records), err)
	}
	for name, content := range map[string][]byte{
		"a large one":  bytes.Join([][]byte{first, with(more, 40)}, nil),
		"behind zeros": bytes.Join([][]byte{first, make([]byte, 4), with(more, 36)}, nil),
	} {
		_, _, err := readAll(bytes.NewReader(content), Options{})
		if !errors.Is(err, errWindow) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestBehindGzip(t *testing.T) {
	for name, tt := range map[string]struct {
		behind string
		rows   int
	}{
		"zeros": {strings.Repeat("\x00", 1000), 2}, "a line end": {"\r\n", 2},
		"another run": {string(gzipped("Cy,1,Yakima\n")), 3},
		"rows":        {"Cy,1,Yakima\n", -1}, "noise": {"\x1f\x8c", -1},
	} {
		_, records, err := readAll(bytes.NewReader(append(gzipped(people), tt.behind...)), Options{})
		if tt.rows < 0 {
			if _, ok := errors.AsType[*RefusedError](err); !ok {
				t.Errorf("%s: got %v", name, err)
			}
		} else if err != nil || len(records) != tt.rows {
			t.Errorf("%s: got %d records, %v", name, len(records), err)
		}
	}
}

// TestRowsBeforeDamage reads damaged data in chunks of every size: the whole
// rows before the damage are the same.
func TestRowsBeforeDamage(t *testing.T) {
	var list strings.Builder
	list.WriteString("Name,Phone,City\n")
	for i := range 30_000 {
		fmt.Fprintf(&list, "Ann %d,+1 206 987 %04d,\"Sea\nttle\"\n", i, i%10_000)
	}
	whole := gzipped(list.String())
	bz, err := base64.StdEncoding.DecodeString(bzip2Large)
	must(err)
	for name, content := range map[string][]byte{
		"gzip cut off":  whole[:len(whole)*9/10],
		"gzip damaged":  damaged(bytes.Clone(whole), len(whole)*9/10),
		"gzip sum":      damaged(bytes.Clone(whole), len(whole)-6),
		"bzip2 block":   damaged(bytes.Clone(bz), len(bz)*3/4),
		"bzip2 sum":     damaged(bytes.Clone(bz), len(bz)-3),
		"bzip2 cut off": bz[:len(bz)*3/4],
	} {
		want := ""
		for _, chunk := range []int{1 << 20, 256 << 10, 10_000, 999} {
			r, err := openSized(context.Background(), "-", &pieces{bytes.NewReader(content), 3}, Options{}, sizes{chunk, 1 << 20, 1 << 20})
			got := tell(r, err)
			if want == "" {
				want = got
			}
			if n := strings.Count(got, "\n"); got != want || n < 1000 || !strings.Contains(got, "refused") {
				t.Errorf("%s: in chunks of %d: %d lines, not %d", name, chunk, n, strings.Count(want, "\n"))
			}
		}
	}
}

// bzip2Large is a list of 60,000 rows in two blocks of bzip2, which Go can't
// write.
const bzip2Large = "QlpoOTFBWSZTWVfy5ogEBPDfgAAQQAxzADgBTAA6Z4QgMAGYABRoaAAAAo0NAAAAJqqJqPFM1Gho9TyTz8wIkvECJL2gRJagRJdQIksdQIkuAIkvECJL1u0CJLaBElhAiS0gRJdoESXQCJLYCJLKBElpAiSyAiS1gIksAIkugESWyBEll0wQIkuIESX5AiS++sCJLmBEl3gRJcwIku+e8CJLffzAiS0gRJaZgRJY7gRJf0CJLiBElznAiSzgRJecf8xQVkmU1n53uKQAMxiX4AAEEAMcwAwAAwAOgeEADABWABRoyBo0yNCjRkDRpkaCaqkZGmQZMj1KEG0oQeFQgzVCDRUIM1Qg4VCDaUINZQg8yhBhKEHaUINVQg1xVCDyqEGUoQZyhBkqEGkqEGCoQdVQg7FQgxpQg4lCDeUIPUoQcyhB8lCDmUIOJQg/ShBjKEG6oQcKhBzKEH6UIMpQgzlCD+LuSKcKEgrHZfAA"
