package filetype

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"strings"

	"rollcall/pkg/source/internal/xlsx"
)

// OLEMagic begins compound files: documents of old Office programs, and of new ones those with
// a password ([MS-CFB]).
const OLEMagic = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// PasswordWorkbook is a workbook that only its password opens.
var PasswordWorkbook = Kind{
	Is:   "a workbook with a password",
	Hint: "open it in Excel with its password, clear that in File > Info > Protect Workbook > Encrypt with Password, and save it as .xlsx",
}

// OfOLE returns what the names of its streams show a compound file to be.
func OfOLE(raw *bufio.Reader) Kind {
	names := oleDirectory(raw)
	has := func(name string) bool { return bytes.Contains(names, UTF16Name(name)) }
	switch {
	case has("EncryptedPackage"):
		return PasswordWorkbook
	case has("Workbook"), has("Book"):
		return Kind{Is: "a workbook in the old Excel format (.xls)", Hint: SaveAsXLSX}
	case has("WordDocument"):
		return Kind{Is: "a Word document", Hint: SaveAsCSV}
	case has("__properties_version1.0"):
		return Kind{Is: "an Outlook message", Hint: "save the attached file and name that"}
	}
	return Kind{Is: oldOffice, Hint: SaveAsXLSX + ", without a password"}
}

// oleDirectory returns the first sector of the directory, with the names of the streams, or
// nothing.
func oleDirectory(raw io.Reader) []byte {
	header := make([]byte, 512)
	if _, err := io.ReadFull(raw, header); err != nil {
		return nil
	}
	shift := binary.LittleEndian.Uint16(header[30:])
	if shift != 9 && shift != 12 {
		return nil
	}
	size := int64(1) << shift
	at := (int64(binary.LittleEndian.Uint32(header[48:])) + 1) * size
	if _, err := io.CopyN(io.Discard, raw, at-int64(len(header))); err != nil {
		return nil
	}
	// Sectors after the first mostly belong to it as well.
	names, _ := io.ReadAll(io.LimitReader(raw, 4*size))
	return names
}

// UTF16Name returns a name as it stands in the directory of a compound file, with its NUL.
func UTF16Name(name string) []byte {
	var b []byte
	for _, c := range name + "\x00" {
		b = binary.LittleEndian.AppendUint16(b, uint16(c))
	}
	return b
}

// OfPackage returns what a zip archive is if it is another document than a workbook.
func OfPackage(p *xlsx.Package) (Kind, bool) {
	switch {
	case p.HasUnder("index/document.iwa", "index/calculationengine", "index.zip", "index.apxl"):
		return Kind{Is: "an Apple Numbers document", Hint: "open it in Numbers and choose File > Export To > Excel (.xlsx)"}, true
	case p.Has("mimetype"):
		mime, _ := p.Head("mimetype", 100)
		if strings.Contains(mime, "spreadsheet") {
			return Kind{Is: "an OpenDocument spreadsheet (.ods)", Hint: "open it in LibreOffice Calc and choose File > Save As > Excel 2007-365 (.xlsx)"}, true
		}
		return Kind{Is: "an OpenDocument file", Hint: SaveAsCSV}, true
	case p.Has("word/document.xml"):
		return Kind{Is: "a Word document", Hint: SaveAsCSV}, true
	case p.Has("ppt/presentation.xml"):
		return Kind{Is: "a PowerPoint presentation", Hint: ExportCSV}, true
	}
	return Kind{}, false
}
