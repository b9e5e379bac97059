package source

import (
	"bytes"
	"encoding/json"
	"strings"

	"rollcall/pkg/lazyregexp"
	"rollcall/pkg/source/internal/bytesearch"
)

// kind is a sort of file that isn't a list in text.
type kind struct {
	magic string // how it begins; what could be text has NUL soon after
	is    string // "a PDF"
	hint  string
}

const (
	saveAsXLSX = "open it in Excel or LibreOffice and choose File > Save As > Excel Workbook (.xlsx)"
	saveAsCSV  = "open it in a spreadsheet program and save it as CSV or .xlsx"
	exportCSV  = "export the data as CSV from the program that wrote it"
	oldOffice  = "a workbook in the old Excel format (.xls), or one with a password"
	unpack     = "unpack it and name the file in it"
)

// kinds that show by how they begin.
var kinds = []kind{
	{"%PDF-", "a PDF", exportCSV},
	{oleMagic, oldOffice, saveAsXLSX + ", without a password"},
	{"\x09\x08\x10\x00\x00\x06\x05\x00", "a workbook in the old Excel format (.xls)", saveAsXLSX},
	{"\x09\x04\x06\x00\x00\x00\x10\x00", "a workbook in the old Excel format (.xls)", saveAsXLSX},
	{"{\\rtf", "a rich text document", saveAsCSV},
	{"SQLite format 3\x00", "an SQLite database", exportCSV},
	{"PAR1", "a Parquet file", exportCSV},
	{"Obj\x01", "an Avro file", exportCSV},
	{"ARROW1\x00\x00", "an Arrow file", exportCSV},
	{"\x89PNG\r\n", "a PNG image", exportCSV},
	{"\xff\xd8\xff", "a JPEG image", exportCSV},
	{"GIF8", "a GIF image", exportCSV},
	{"\x7fELF", "a program", exportCSV},
	{"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", unpack},
	{"Rar!\x1a\x07", "a RAR archive", unpack},
	{"\x04\x22\x4d\x18", "LZ4 data", unpack},
	{"\x1f\x9d", "data from the old compress program", unpack},
	{"LZIP", "lzip data", unpack},
	{"\x1f\x8b", "gzip data in compressed data", unpack},
	{"\x28\xb5\x2f\xfd", "zstd data in compressed data", unpack},
	{"BZh91AY&SY", "bzip2 data in compressed data", unpack},
	{"\xfd7zXZ\x00", "xz data in compressed data", unpack},
	{"PK\x03\x04", "a zip archive or a workbook in compressed data", unpack},
	{"PK\x05\x06", "an empty zip archive", exportCSV},
	{"-----BEGIN PGP MESSAGE", "a PGP message", "decrypt it first"},
	{"\x00\x05\x16\x07", "a Mac resource file, which macOS keeps next to a file as ._NAME", "name the list itself"},
	{"L\x00\x00\x00\x01\x14\x02\x00", "a Windows shortcut", "name the file that it points to"},
	{"\x00\x01\x00\x00Standard ", "an Access database", exportCSV},
	{"!BDN", "an Outlook data file (.pst)", exportCSV},
	{"\x89HDF\r\n", "an HDF5 file", exportCSV},
	{"ORC\x08", "an ORC file", exportCSV},
	{"FEA1\x00", "a Feather file", exportCSV},
	{"$FL2@(#)", "an SPSS file", exportCSV},
	{"<stata_dta>", "a Stata file", exportCSV},
	{"RIFF", "an image or a recording", exportCSV},
	{"OggS\x00", "a recording", exportCSV},
	{"II*\x00", "a TIFF image", exportCSV},
	{"MM\x00*", "a TIFF image", exportCSV},
}

var vCard = kind{is: "a vCard file", hint: "export the contacts as CSV instead"}

// refuseKind refuses what head, the first bytes of a file, shows to be no text.
func refuseKind(head []byte) error {
	for _, k := range kinds {
		if bytes.HasPrefix(head, []byte(k.magic)) && (len(k.magic) > 4 || !isPrintable(k.magic) || bytes.IndexByte(head, 0) >= 0) {
			return refusedKind(k)
		}
	}
	if len(head) > 262 && string(head[257:262]) == "ustar" {
		return refusedKind(kind{is: "a tar archive", hint: unpack})
	}
	return nil
}

func isPrintable(s string) bool {
	return !strings.ContainsFunc(s, func(c rune) bool { return c < ' ' || c > '~' })
}

func refusedKind(k kind) error {
	return &RefusedError{Message: "this is " + k.is + ", not a list in text", Hint: k.hint}
}

var (
	markup = lazyregexp.New(`(?i)^<(!doctype\s+html|html|head|body|table|meta|style|script|div|p|h\d)\b`)
	// failure matches what a program writes in place of a list or above it: its messages in
	// HTML, a store's answer in XML.
	failure = lazyregexp.New(`(?i)^(<\?xml[^>]*>\s*)?(<br\s*/?>\s*<b>(notice|warning|fatal error|deprecated|parse error)|<\w*:?(error|fault|exception)\b)`)
	xmlTag  = lazyregexp.New(`^<(\?xml|!DOCTYPE|!--|[A-Za-z][\w:.-]*(\s[^<>]*)?/?>\s*<)`)
)

// refuseMarkup refuses text that is of another kind than lists are.
func refuseMarkup(head []byte) error {
	if len(head) > 4096 {
		head = head[:4096]
	}
	s := strings.TrimLeft(string(head), " \t\r\n\ufeff\x00")
	switch {
	case failure().MatchString(s):
		return refusedKind(kind{is: "an error message, or begins with one", hint: "see what it says, and export or download the list again"})
	case markup().MatchString(s):
		return refusedKind(kind{is: "a web page (HTML)", hint: "a login page or an error may have been saved instead of the file; if it opens in a spreadsheet program, save it as CSV from there"})
	case xmlTag().MatchString(s):
		return refusedKind(kind{is: "XML", hint: saveAsCSV})
	case len(s) >= 11 && strings.EqualFold(s[:11], "BEGIN:VCARD"):
		return refusedKind(vCard)
	case isJSON(s):
		return refusedKind(kind{is: "JSON", hint: "export the data as CSV, or convert it with a tool such as jq (@csv)"})
	}
	return nil
}

// isJSON reports whether s begins as JSON that means anything does.
func isJSON(s string) bool {
	if s == "" || s[0] != '{' && s[0] != '[' {
		return false
	}
	d := json.NewDecoder(strings.NewReader(s))
	for n := 0; ; n++ {
		if _, err := d.Token(); err != nil {
			// The text may end within a value.
			return n >= 4 || n >= 2 && !d.More()
		}
	}
}

// minControls is how many control characters text has at least that is refused
// for them: a hostile cell may hold each of them once.
const minControls = 32

// refuseNoise refuses bytes that no text has in such number. Escapes and bells
// don't count: colours of a terminal end up in text.
func refuseNoise(head []byte) error {
	head = withoutTail(head[:min(len(head), 64<<10)])
	noise, zeros := 0, 0
	for i := 0; i < len(head); i++ {
		if i+8 <= len(head) && bytesearch.AllPrintable(bytesearch.Word(head, i)) {
			i += 7
			continue
		}
		switch c := head[i]; {
		case c == 0:
			zeros++
		case c == 0x01, c == 0x14, c == recordSeparator, c == unitSeparator:
			// Some programs separate cells and rows by them.
		case c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\a' && c != 0x1b, c == 0x7f:
			noise++
		}
	}
	if noise > minControls && noise*25 > len(head) || zeros*3 > len(head) {
		return refusedKind(kind{is: "binary data", hint: exportCSV})
	}
	return nil
}

// withoutTail returns text without the bytes behind its last lines that are no text:
// what a disk or a transfer has left there. What stands before them must be lines.
func withoutTail(b []byte) []byte {
	lines := 0
	for at := 0; at < len(b); lines++ {
		n := bytes.IndexByte(b[at:], '\n') + 1
		if n == 0 {
			n = len(b) - at
		}
		if line := b[at : at+n]; lines > 1 && isDebris(line) {
			return b[:at]
		}
		at += n
	}
	return b
}

// isDebris reports whether a line has bytes that no text has, so many that nothing in
// it can be trusted.
func isDebris(line []byte) bool { return areDebris(controls(line), len(line)) }

func areDebris(controls, size int) bool { return controls > 2 && 16*controls > size }

// controls counts the control characters that neither text has nor separates cells.
func controls(b []byte) (n int) {
	for i := 0; i < len(b); i++ {
		if i+8 <= len(b) && bytesearch.AllPrintable(bytesearch.Word(b, i)) {
			i += 7
			continue
		}
		if c := b[i]; c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != 0x1b && (c < 0x1c || c > 0x1f) && c != 0x01 && c != 0x14 {
			n++
		}
	}
	return n
}
