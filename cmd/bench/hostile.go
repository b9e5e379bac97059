package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"time"
)

// stalls are files made to stall the program, and what reads them. Each is made
// in the size n and in 4n: the work must grow as the size does, or end with a limit.
var stalls = []struct {
	name string
	args string // file is the file that is made
	n    int
	file func(n int) []byte
}{
	{"headers that are alike", "inspect file", 3000, row("Phone", ",a", "\n206-739-1001\n")},
	{"headers that are alike", "map file", 3000, row("Phone", ",a", "\n206-739-1001\n")},
	{"headers that are alike", "review file -m m.yaml --offline", 3000, row("Phone,Name", ",a", "\n206-739-1001\n")},
	{"headers that differ", "inspect file", 3000, each("Phone", ",c%d", "\n206-739-1001\n")},
	{"headers that differ", "map file --check m.yaml", 3000, each("Phone,Name", ",c%d", "\n206-739-1001\n")},
	{"headers that differ", "inspect file -m m.yaml", 3000, each("Phone,Name", ",c%d", "\n206-739-1001\n")},
	{"headers of phones", "map file", 2000, each("Phone", ",Phone %d", "\n206-739-1001\n")},
	{"headers of refusals", "map file", 2000, each("Phone", ",Do not call %d", "\n206-739-1001\n")},
	{"too many headers", "inspect file", 20000, row("Phone", ",a", "\n206-739-1001\n")},
	{"a long header", "map file", 5000, row("Phone,", "no ", "\n206-739-1001,x\n")},
	{"a long header", "map file", 500, row("Phone,", "I consent to be called and not texted unless ", "\n206-739-1001,x\n")},
	{"a long cell", "map file", 8000, row("Phone,Name\n206-739-1001,", "a.", "\n")},
	{"a long name", "review file -m proper.yaml --offline", 16000, row("Phone,Name\n206-739-1001,aa", "''''", "\n")},
	{"a long phone", "review file -m m.yaml --offline", 10000, row("Phone,Name\n", "(a1 ", ",x\n206-739-1001,y\n")},
	{"numbers in a cell", "review file -m m.yaml --offline", 4000, row("Phone,Name\n", "206-739-1001 / ", ",x\n206-739-1001,y\n")},
	{"blank lines", "inspect file", 1 << 18, row("Phone,Name\n206-739-1001,a\n", "\n", "")},
	{"quotes", "inspect file", 1 << 17, row("Phone,Name\n", `"`, "\n206-739-1001,a\n")},
	{"quotes that never close", "inspect file", 10000, row("Phone,Name\n", "206-739-1001,\"a\n", "")},
	{"delimiters", "inspect file", 20000, row("Phone,Name\n", ";|,\t", "\n206-739-1001,a\n")},
	{"lines above the header", "inspect file", 8000, row("", "Report of things\n", "Phone,Name\n206-739-1001,a\n")},
	{"answers that differ", "inspect file", 5000, each("Phone,Consent\n", "206-739-1001,yes but w%d\n", "")},
	{"a do-not-call line of text", "review list.csv -m m.yaml --offline --suppress file", 4000, row("", "not a number, ", "\n206-739-1001\n")},
	{"a do-not-call line of numbers", "review list.csv -m m.yaml --offline --suppress file", 8000, row("", "206-739-1001 ", "\n206-739-1001\n")},
	{"a do-not-call line of areas", "review list.csv -m m.yaml --offline --suppress file", 16000, row("", "206,", "\n206-739-1001\n")},
	{"a mapping of <", "review list.csv -m file --offline", 1 << 15, row("", "<", "")},
	{"a mapping of -", "review list.csv -m file --offline", 1 << 13, row("", "-\n", "")},
	{"a mapping of [", "review list.csv -m file --offline", 1 << 14, row("", "[", "")},
	{"a mapping of keys", "review list.csv -m file --offline", 6000, row("", "a: b\n", "")},
	{"a mapping of keys without values", "review list.csv -m file --offline", 6000, row("", "a:\n", "")},
	{"a mapping of absent columns", "review list.csv -m file --offline", 6000, each("version: 1\nregion: US\ncolumns:\n  Phone: phone\n", "  c%d: ignore\n", "")},
	{"a mapping of absent columns", "map list.csv --check file", 6000, each("version: 1\nregion: US\ncolumns:\n  Phone: phone\n", "  c%d: ignore\n", "")},
	{"a mapping of tags", "review list.csv -m file --offline", 4000, each("version: 1\nregion: US\ncolumns: {Phone: phone}\ntags: [a", ",t%d", "]\n")},
	{"settings", "review list.csv -m m.yaml --offline --config file", 4000, each("", "c%d: a\n", "")},
	{"settings of -", "review list.csv -m m.yaml --offline --config file", 1 << 13, row("", "-\n", "")},
	{"escapes in a cell", "inspect file.xlsx", 40000, sheet(row(`<row><c t="inlineStr"><is><t>Phone</t></is></c></row><row><c t="inlineStr"><is><t>`, "_x0041_", "</t></is></c></row>"))},
	{"runs of a cell", "inspect file.xlsx", 40000, sheet(row(`<row><c t="inlineStr"><is><t>Phone</t></is></c></row><row><c t="inlineStr"><is>`, "<r><t>a</t></r>", "</is></c></row>"))},
	{"rows of the last column", "inspect file.xlsx", 20000, sheet(each(`<row><c t="inlineStr"><is><t>Phone</t></is></c></row>`, `<row><c r="XFD%d"><v>1</v></c></row>`, ""))},
	{"elements in elements", "inspect file.xlsx", 30000, sheet(row("", "<a>", ""))},
	{"attributes", "inspect file.xlsx", 20000, sheet(each("<row><c ", `a%d="1" `, "><v>1</v></c></row>"))},
}

// row repeats a text between two others.
func row(head, text, end string) func(int) []byte {
	return func(n int) []byte { return []byte(head + strings.Repeat(text, n) + end) }
}

// each is row for a text with a number in it.
func each(head, format, end string) func(int) []byte {
	return func(n int) []byte {
		text := []byte(head)
		for i := range n {
			text = fmt.Appendf(text, format, i+2)
		}
		return append(text, end...)
	}
}

// sheet makes a workbook of the rows of its only worksheet.
func sheet(rows func(int) []byte) func(int) []byte {
	return func(n int) []byte {
		const main, office = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, part := range []struct {
			name string
			text []byte
		}{
			{"[Content_Types].xml", []byte(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`)},
			{"xl/workbook.xml", []byte(`<workbook xmlns="` + main + `" xmlns:r="` + office + `"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`)},
			{"xl/_rels/workbook.xml.rels", []byte(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="` + office + `/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`)},
			{"xl/worksheets/sheet1.xml", bytes.Join([][]byte{[]byte(`<worksheet xmlns="` + main + `"><sheetData>`), rows(n), []byte(`</sheetData></worksheet>`)}, nil)},
		} {
			if w, err := z.Create(part.name); err == nil { // a buffer takes all
				w.Write(part.text)
			}
		}
		z.Close()
		return b.Bytes()
	}
}

// measureStalls compares the processor time of the whole program for hostile files of
// two sizes.
func measureStalls(ctx context.Context, b *bench) table {
	const times = 4 // how much larger the second file is
	for name, text := range map[string]string{
		"m.yaml":      "version: 1\nregion: US\ncolumns: {Phone: phone, Name: first_name}\n",
		"proper.yaml": "version: 1\nregion: US\nnames: proper\ncolumns: {Phone: phone, Name: first_name}\n",
		"list.csv":    "Phone,Name\n206-739-1001,Ann\n",
	} {
		b.file(name, func(out *bufio.Writer) { out.WriteString(text) })
	}
	start := b.work(ctx, "review list.csv -m m.yaml --offline")
	var all table
	for _, s := range stalls {
		var took [2]cost
		var size [2]int
		for i, n := range []int{s.n, times * s.n} {
			text := s.file(n)
			size[i] = len(text)
			name := "file"
			if strings.Contains(s.args, "file.xlsx") {
				name += ".xlsx"
			}
			os.Remove(b.path(name))
			b.file(name, func(out *bufio.Writer) { out.Write(text) })
			took[i] = b.work(ctx, s.args)
			took[i].elapsed = max(took[i].cpu-start.cpu, 50*time.Millisecond) // less is noise
		}
		r := versus(took[1:], took[:1])
		r.cpu, r.memory = 0, took[1].memory
		all = append(all, r.as(2*times, "%s: `%s`, processor time of %d kB beside %d kB", s.name, s.args, size[1]>>10, size[0]>>10))
	}
	return all
}

// work runs the program in the folder of the lists, without a database; that it refuses
// the file is no error.
func (b *bench) work(ctx context.Context, args string) cost {
	return b.run(ctx, command{args: append([]string{b.program}, strings.Fields(args)...), env: b.noDatabase(), dir: b.path("."), mayFail: true})
}
