// Package filetype recognizes files that are no lists by their bytes: images, databases,
// documents, mail, logs. It knows nothing of what becomes of them.
package filetype

import (
	"bytes"
	"encoding/json"
	"strings"

	"rollcall/pkg/lazyregexp"
)

// Kind is a kind of file that is not a list.
type Kind struct {
	magic string // the first bytes; a printable one needs a NUL soon after
	Is    string // in words: "a PDF"
	Hint  string // what to do instead
}

// What to do with a file of another kind.
const (
	SaveAsXLSX = "open it in Excel or LibreOffice and choose File > Save As > Excel Workbook (.xlsx)"
	SaveAsCSV  = "open it in a spreadsheet program and save it as CSV or .xlsx"
	ExportCSV  = "export the data as CSV from the program that wrote it"
	oldOffice  = "a workbook in the old Excel format (.xls), or one with a password"
	Unpack     = "unpack it and name the file in it"
)

// kinds are those that their first bytes show.
var kinds = []Kind{
	{"%PDF-", "a PDF", ExportCSV},
	{OLEMagic, oldOffice, SaveAsXLSX + ", without a password"},
	{"\x09\x08\x10\x00\x00\x06\x05\x00", "a workbook in the old Excel format (.xls)", SaveAsXLSX},
	{"\x09\x04\x06\x00\x00\x00\x10\x00", "a workbook in the old Excel format (.xls)", SaveAsXLSX},
	{"{\\rtf", "a rich text document", SaveAsCSV},
	{"SQLite format 3\x00", "an SQLite database", ExportCSV},
	{"PAR1", "a Parquet file", ExportCSV},
	{"Obj\x01", "an Avro file", ExportCSV},
	{"ARROW1\x00\x00", "an Arrow file", ExportCSV},
	{"\x89PNG\r\n", "a PNG image", ExportCSV},
	{"\xff\xd8\xff", "a JPEG image", ExportCSV},
	{"GIF8", "a GIF image", ExportCSV},
	{"\x7fELF", "a program", ExportCSV},
	{"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", Unpack},
	{"Rar!\x1a\x07", "a RAR archive", Unpack},
	{"\x04\x22\x4d\x18", "LZ4 data", Unpack},
	{"\x1f\x9d", "data from the old compress program", Unpack},
	{"LZIP", "lzip data", Unpack},
	{"\x1f\x8b", "gzip data in compressed data", Unpack},
	{"\x28\xb5\x2f\xfd", "zstd data in compressed data", Unpack},
	{"BZh91AY&SY", "bzip2 data in compressed data", Unpack},
	{"\xfd7zXZ\x00", "xz data in compressed data", Unpack},
	{"PK\x03\x04", "a zip archive or a workbook in compressed data", Unpack},
	{"PK\x05\x06", "an empty zip archive", ExportCSV},
	{"-----BEGIN PGP MESSAGE", "a PGP message", "decrypt it first"},
	{"\x00\x05\x16\x07", "a Mac resource file, which macOS keeps next to a file as ._NAME", "name the list itself"},
	{"L\x00\x00\x00\x01\x14\x02\x00", "a Windows shortcut", "name the file that it points to"},
	{"\x00\x01\x00\x00Standard ", "an Access database", ExportCSV},
	{"!BDN", "an Outlook data file (.pst)", ExportCSV},
	{"\x89HDF\r\n", "an HDF5 file", ExportCSV},
	{"ORC\x08", "an ORC file", ExportCSV},
	{"FEA1\x00", "a Feather file", ExportCSV},
	{"$FL2@(#)", "an SPSS file", ExportCSV},
	{"<stata_dta>", "a Stata file", ExportCSV},
	{"RIFF", "an image or a recording", ExportCSV},
	{"OggS\x00", "a recording", ExportCSV},
	{"II*\x00", "a TIFF image", ExportCSV},
	{"MM\x00*", "a TIFF image", ExportCSV},
}

var vCard = Kind{Is: "a vCard file", Hint: "export the contacts as CSV instead"}

// OfHead returns what the first bytes of a file show it to be, if that is no text.
func OfHead(head []byte) (k Kind, ok bool) {
	for _, k := range kinds {
		if bytes.HasPrefix(head, []byte(k.magic)) && (len(k.magic) > 4 || !isPrintable(k.magic) || bytes.IndexByte(head, 0) >= 0) {
			return k, true
		}
	}
	if len(head) > 262 && string(head[257:262]) == "ustar" {
		return Kind{Is: "a tar archive", Hint: Unpack}, true
	}
	if isLock(head) {
		return Kind{Is: "the lock file of a workbook that is open in Excel", Hint: "name the workbook itself"}, true
	}
	return Kind{}, false
}

// isLock reports whether a file is what Excel keeps beside one that is open: the length of
// the user's name and the name in 55 bytes, then both in UTF-16.
func isLock(file []byte) bool {
	const size, second = 165, 55
	if len(file) != size || file[0] == 0 || file[0] >= second || file[second] != file[0] || file[second+1] != 0 {
		return false
	}
	return len(bytes.TrimRight(file[1+file[0]:second], " ")) == 0
}

func isPrintable(s string) bool {
	return !strings.ContainsFunc(s, func(c rune) bool { return c < ' ' || c > '~' })
}

var (
	markup = lazyregexp.New(`(?i)^<(!doctype\s+html|html|head|body|table|meta|style|script|div|p|h\d)\b`)
	// failure matches what a program writes in place of a list or above it: its messages in
	// HTML, a store's answer in XML.
	failure = lazyregexp.New(`(?i)^(<\?xml[^>]*>\s*)?(<br\s*/?>\s*<b>(notice|warning|fatal error|deprecated|parse error)|<\w*:?(error|fault|exception)\b)`)
	xmlTag  = lazyregexp.New(`^<(\?xml|!DOCTYPE|!--|[A-Za-z][\w:.-]*(\s[^<>]*)?/?>\s*<)`)
)

// WebPage is what OfMarkup calls a web page.
const WebPage = "a web page (HTML)"

// OfMarkup returns what the beginning of text shows it to be: HTML, XML, JSON, a vCard.
func OfMarkup(head []byte) (k Kind, ok bool) {
	if len(head) > 4096 {
		head = head[:4096]
	}
	s := strings.TrimLeft(string(head), " \t\r\n\ufeff\x00")
	switch {
	case failure().MatchString(s):
		return Kind{Is: "an error message, or begins with one", Hint: "see what it says, and export or download the list again"}, true
	case markup().MatchString(s):
		return Kind{Is: WebPage, Hint: "a login page or an error may have been saved instead of the file; if it opens in a spreadsheet program, save it as CSV from there"}, true
	case xmlTag().MatchString(s):
		return Kind{Is: "XML", Hint: SaveAsCSV}, true
	case len(s) >= 11 && strings.EqualFold(s[:11], "BEGIN:VCARD"):
		return vCard, true
	case isJSON(s):
		return Kind{Is: "JSON", Hint: "export the data as CSV, or convert it with a tool such as jq (@csv)"}, true
	}
	return Kind{}, false
}

// IsHTML reports whether text begins as a web page does.
func IsHTML(head []byte) bool { return markup().Match(head) }

// isJSON reports whether s begins as meaningful JSON does.
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
