package source

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
)

// oleMagic begins compound files, in which old Office programs keep documents,
// and new ones those that have a password ([MS-CFB]).
const oleMagic = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

var passwordWorkbook = kind{
	is:   "a workbook with a password",
	hint: "open it in Excel with its password, clear that in File > Info > Protect Workbook > Encrypt with Password, and save it as .xlsx",
}

// refuseOLE refuses a compound file as what the names of its streams show it to
// be.
func refuseOLE(raw *bufio.Reader) error {
	names := oleDirectory(raw)
	has := func(name string) bool { return bytes.Contains(names, utf16Name(name)) }
	switch {
	case has("EncryptedPackage"):
		return refusedKind(passwordWorkbook)
	case has("Workbook"), has("Book"):
		return refusedKind(kind{is: "a workbook in the old Excel format (.xls)", hint: saveAsXLSX})
	case has("WordDocument"):
		return refusedKind(kind{is: "a Word document", hint: saveAsCSV})
	case has("__properties_version1.0"):
		return refusedKind(kind{is: "an Outlook message", hint: "save the attached file and name that"})
	}
	return refusedKind(kind{is: oldOffice, hint: saveAsXLSX + ", without a password"})
}

// oleDirectory returns the first sector of the directory, which has the names
// of the streams, or nothing.
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
	// Sectors behind the first mostly belong to it as well.
	names, _ := io.ReadAll(io.LimitReader(raw, 4*size))
	return names
}

// utf16Name is a name as directories have it, with what ends it.
func utf16Name(name string) []byte {
	var b []byte
	for _, c := range name + "\x00" {
		b = binary.LittleEndian.AppendUint16(b, uint16(c))
	}
	return b
}
