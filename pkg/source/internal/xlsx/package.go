package xlsx

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"rollcall/pkg/tempfile"
)

const (
	// spareUnpacked is how much any package may unpack to.
	spareUnpacked = 128 << 20
	// mostUnpacked is how many bytes a package may unpack to for each byte that
	// it has: workbooks come to 20 or 30, bombs to 1,000.
	mostUnpacked = 200
)

// Package is a package as ECMA-376 part 2 has it: a zip archive of parts, with
// relationships that say which part is what. Their names differ from writer to
// writer, so only the relationships are relied on.
type Package struct {
	parts map[string]*zip.File // by their names in lower case
	size  int64                // of the archive
	left  int64                // how many bytes may still be unpacked
}

// NewPackage returns the package that an archive of some bytes may be.
func NewPackage(z *zip.Reader, size int64) *Package {
	p := &Package{parts: make(map[string]*zip.File, len(z.File)), size: size, left: spareUnpacked + mostUnpacked*size}
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

// Has reports whether there is a part of a name.
func (p *Package) Has(name string) bool { return name != "" && p.parts[partName(name)] != nil }

// HasUnder reports whether a part's name starts with one of some prefixes.
func (p *Package) HasUnder(prefixes ...string) bool {
	for name := range p.parts {
		for _, prefix := range prefixes {
			if strings.HasPrefix(name, prefix) {
				return true
			}
		}
	}
	return false
}

// IsWorkbook reports whether the package says that it is one.
func (p *Package) IsWorkbook() bool {
	return p.Has("[Content_Types].xml") || p.Has("_rels/.rels") || p.Has("xl/workbook.xml") || p.Has("xl/workbook.bin")
}

// Head returns the first bytes of a part.
func (p *Package) Head(name string, most int64) (string, error) {
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
func (p *Package) open(name string) (io.ReadCloser, error) {
	f := p.parts[partName(name)]
	switch {
	case f == nil:
		return nil, p.damaged(name, errors.New("it is missing"))
	case f.Flags&1 != 0:
		return nil, ErrPassword
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

func (r *partReader) Read(b []byte) (int, error) {
	if *r.left <= 0 {
		return 0, ErrBomb
	}
	n, err := r.ReadCloser.Read(b)
	*r.left -= int64(n)
	return n, err
}

// damaged returns the error of a part that cannot be read.
func (p *Package) damaged(part string, err error) error {
	if errors.Is(err, ErrBomb) || errors.Is(err, ErrPassword) || errors.As(err, new(*tempfile.Error)) {
		return err
	}
	return &DamagedError{Part: part, Err: err}
}

// relationship is how a part is related to another.
type relationship struct{ id, way, target string }

// relationships of a part, and of the package itself for "".
func (p *Package) relationships(part string) ([]relationship, error) {
	dir, base := path.Split(part)
	name := dir + "_rels/" + base + ".rels"
	var all []relationship
	lost := false
	if !p.Has(name) {
		return nil, p.damaged(name, errors.New("it is missing"))
	}
	err := p.scan(name, func(t xml.StartElement) {
		if t.Name.Local != "Relationship" || attribute(t, "TargetMode") == "External" {
			return
		}
		target := strings.ReplaceAll(attribute(t, "Target"), `\`, "/")
		lost = lost || target == ""
		if !strings.HasPrefix(target, "/") {
			target = path.Join("/", dir, target)
		}
		// ECMA-376 and ISO/IEC 29500 Strict differ in all but the last word.
		way := attribute(t, "Type")
		way = way[strings.LastIndexByte(way, '/')+1:]
		all = append(all, relationship{attribute(t, "Id"), way, strings.TrimPrefix(target, "/")})
	})
	if err == nil && lost {
		err = p.damaged(name, errors.New("it does not say where a part is"))
	}
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

// ofType returns the name of the first part whose type is as asked, or "".
func (p *Package) ofType(is func(kind string) bool) (found string, err error) {
	if !p.Has("[Content_Types].xml") {
		return "", nil
	}
	err = p.scan("[Content_Types].xml", func(t xml.StartElement) {
		if found == "" && is(attribute(t, "ContentType")) && p.Has(attribute(t, "PartName")) {
			found = strings.TrimPrefix(strings.ReplaceAll(attribute(t, "PartName"), `\`, "/"), "/")
		}
	})
	return found, err
}

// related returns the name of the part that is related in a way, or else is of its type, or ""
// if there is none. One that is related, and missing, is an error.
func (p *Package) related(rs []relationship, way, kind string) (string, error) {
	if name := target(rs, way); name != "" {
		if !p.Has(name) {
			return "", p.damaged(name, errors.New("it is missing"))
		}
		return name, nil
	}
	return p.ofType(func(is string) bool { return strings.HasSuffix(is, kind) })
}

// mainPart finds the workbook's part: by the package's relationships, else by
// the types of its parts, else by its name.
func (p *Package) mainPart() (string, error) {
	if p.Has("_rels/.rels") {
		rs, err := p.relationships("")
		if err != nil {
			return "", err
		}
		if name := target(rs, "officeDocument"); p.Has(name) {
			return name, nil
		}
	}
	found, err := p.ofType(func(kind string) bool { return strings.Contains(kind, "sheet.") && strings.Contains(kind, ".main+xml") })
	if err != nil {
		return "", err
	}
	for _, name := range []string{"xl/workbook.xml", "workbook.xml", "xl/workbook2.xml", "xl/workbook.bin"} {
		if found == "" && p.Has(name) {
			found = name
		}
	}
	return found, nil
}
