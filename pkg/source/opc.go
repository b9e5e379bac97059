package source

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
)

// A workbook (.xlsx) is a package as ECMA-376 part 2 has it: a zip archive of
// parts, with relationships that say which part is what. Their names differ
// from writer to writer, so only the relationships are relied on.

const (
	// spareUnpacked is how much any package may unpack to.
	spareUnpacked = 128 << 20
	// mostUnpacked is how many bytes a package may unpack to for each byte that
	// it has: workbooks come to 20 or 30, bombs to 1,000.
	mostUnpacked = 200
)

// opc is a package.
type opc struct {
	archive *archive
	parts   map[string]*zip.File // by their names in lower case
	left    int64                // how many bytes may still be unpacked
}

func newPackage(a *archive, z *zip.Reader) *opc {
	p := &opc{archive: a, parts: make(map[string]*zip.File, len(z.File)), left: spareUnpacked + mostUnpacked*a.size}
	for _, f := range z.File {
		p.parts[partName(f.Name)] = f
	}
	return p
}

// partName is a part's name as it is looked up: case, backslashes and a leading
// slash make no difference.
func partName(name string) string {
	name = path.Clean("/" + strings.ReplaceAll(name, `\`, "/"))
	return strings.ToLower(strings.TrimPrefix(name, "/"))
}

func (p *opc) has(name string) bool { return name != "" && p.parts[partName(name)] != nil }

// hasUnder reports whether a part's name starts with one of some prefixes.
func (p *opc) hasUnder(prefixes ...string) bool {
	for name := range p.parts {
		for _, prefix := range prefixes {
			if strings.HasPrefix(name, prefix) {
				return true
			}
		}
	}
	return false
}

// otherKind tells what a zip archive is that is neither a workbook nor a list.
func (p *opc) otherKind() (kind, bool) {
	switch {
	case p.hasUnder("index/document.iwa", "index/calculationengine", "index.zip", "index.apxl"):
		return kind{is: "an Apple Numbers document", hint: "open it in Numbers and choose File > Export To > Excel (.xlsx)"}, true
	case p.has("mimetype"):
		mime, _ := p.read("mimetype", 100)
		if strings.Contains(mime, "spreadsheet") {
			return kind{is: "an OpenDocument spreadsheet (.ods)", hint: "open it in LibreOffice Calc and choose File > Save As > Excel 2007-365 (.xlsx)"}, true
		}
		return kind{is: "an OpenDocument file", hint: saveAsCSV}, true
	case p.has("word/document.xml"):
		return kind{is: "a Word document", hint: saveAsCSV}, true
	case p.has("ppt/presentation.xml"):
		return kind{is: "a PowerPoint presentation", hint: exportCSV}, true
	}
	return kind{}, false
}

// isWorkbook reports whether the package says that it is one.
func (p *opc) isWorkbook() bool {
	return p.has("[Content_Types].xml") || p.has("_rels/.rels") || p.has("xl/workbook.xml") || p.has("xl/workbook.bin")
}

// read returns the beginning of a part.
func (p *opc) read(name string, most int64) (string, error) {
	in, err := p.open(name)
	if err != nil {
		return "", err
	}
	defer in.Close()
	b, err := io.ReadAll(io.LimitReader(in, most))
	return string(b), err
}

// open opens a part. What is read of it counts toward what the package may
// unpack to.
func (p *opc) open(name string) (io.ReadCloser, error) {
	f := p.parts[partName(name)]
	switch {
	case f == nil:
		return nil, p.damaged(name, errors.New("it is missing"))
	case f.Flags&1 != 0:
		return nil, refusedKind(passwordWorkbook)
	}
	in, err := f.Open()
	if err != nil {
		return nil, p.damaged(name, err)
	}
	return &partReader{ReadCloser: in, left: &p.left}, nil
}

// partReader reads a part as long as the package may be unpacked.
type partReader struct {
	io.ReadCloser
	left *int64
}

var errBomb = &RefusedError{
	Message: "the workbook unpacks to far more than a workbook of its size would",
	Hint:    "open it in a spreadsheet program and save the sheet as CSV",
}

func (r *partReader) Read(b []byte) (int, error) {
	if *r.left <= 0 {
		return 0, errBomb
	}
	n, err := r.ReadCloser.Read(b)
	*r.left -= int64(n)
	return n, err
}

// damaged returns the error of a part that cannot be read.
func (p *opc) damaged(part string, err error) error {
	if p.archive.err != nil {
		return p.archive.err // nothing is wrong with the part
	}
	return damage("workbook", part, err)
}

// relationship says that a part is related to another in some way.
type relationship struct{ id, way, target string }

// relationships of a part, and of the package itself for "".
func (p *opc) relationships(part string) ([]relationship, error) {
	dir, base := path.Split(part)
	name := dir + "_rels/" + base + ".rels"
	var all []relationship
	if !p.has(name) {
		return nil, p.damaged(name, errors.New("it is missing"))
	}
	err := p.scan(name, func(t xml.StartElement) {
		if t.Name.Local != "Relationship" || attribute(t, "TargetMode") == "External" {
			return
		}
		target := strings.ReplaceAll(attribute(t, "Target"), `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = path.Join("/", dir, target)
		}
		// ECMA-376 and ISO/IEC 29500 Strict differ in all but the last word.
		way := attribute(t, "Type")
		way = way[strings.LastIndexByte(way, '/')+1:]
		all = append(all, relationship{attribute(t, "Id"), way, strings.TrimPrefix(target, "/")})
	})
	return all, err
}

// target returns the name of the first part that is related in a way, or "".
func target(rs []relationship, way string) string {
	for _, r := range rs {
		if r.way == way {
			return r.target
		}
	}
	return ""
}

// mainPart finds the workbook's part: by the package's relationships, else by
// the types of its parts, else by its name.
func (p *opc) mainPart() (string, error) {
	if p.has("_rels/.rels") {
		rs, err := p.relationships("")
		if err != nil {
			return "", err
		}
		if name := target(rs, "officeDocument"); p.has(name) {
			return name, nil
		}
	}
	found := ""
	if p.has("[Content_Types].xml") {
		err := p.scan("[Content_Types].xml", func(t xml.StartElement) {
			kind := attribute(t, "ContentType")
			if found == "" && strings.Contains(kind, "sheet.") && strings.Contains(kind, ".main+xml") && p.has(attribute(t, "PartName")) {
				found = strings.TrimPrefix(strings.ReplaceAll(attribute(t, "PartName"), `\`, "/"), "/")
			}
		})
		if err != nil {
			return "", err
		}
	}
	for _, name := range []string{"xl/workbook.xml", "workbook.xml", "xl/workbook2.xml", "xl/workbook.bin"} {
		if found == "" && p.has(name) {
			found = name
		}
	}
	return found, nil
}
