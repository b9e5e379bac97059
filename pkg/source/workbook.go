package source

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// A workbook (.xlsx) is a zip archive of XML parts, as ECMA-376 and ISO/IEC
// 29500 have them. They are read here as they are stored: a library that gives
// cells as they are displayed takes numbers through floats and dates through
// formats that differ from country to country, and it reads past damage.

// maxPart bounds what the parts may take that are held in memory: the list of
// sheets and the formats of cells.
const maxPart = 32 << 20

// maxText bounds a text or tag. Excel's own texts have 32,767 characters.
const maxText = 16 << 20

type workbook struct {
	name  string // for errors
	parts map[string]*zip.File
}

// has says whether there is a part; its name's case doesn't matter.
func (w *workbook) has(name string) bool { return w.parts[strings.ToLower(name)] != nil }

func (w *workbook) open(name string) (io.ReadCloser, error) {
	f := w.parts[strings.ToLower(name)]
	if f == nil {
		return nil, w.damaged(name, errors.New("it is missing"))
	}
	in, err := f.Open()
	if err != nil {
		return nil, w.damaged(name, err)
	}
	return in, nil
}

// unmarshal reads a part as a whole.
func (w *workbook) unmarshal(name string, to any) error {
	in, err := w.open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := xml.NewDecoder(io.LimitReader(in, maxPart)).Decode(to); err != nil {
		return w.damaged(name, err)
	}
	return nil
}

func (w *workbook) damaged(part string, err error) error {
	return fmt.Errorf("reading %s: the workbook is damaged: %s: %w", w.name, part, err)
}

type relationships struct {
	Relationship []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	}
}

// target gives the name of the first part that is related to the workbook in a
// way, by an id if that isn't empty.
func (rs *relationships) target(way, id string) string {
	for _, r := range rs.Relationship {
		if strings.HasSuffix(r.Type, "/"+way) && (id == "" || r.ID == id) {
			if rest, ok := strings.CutPrefix(r.Target, "/"); ok {
				return rest
			}
			return path.Join("xl", r.Target)
		}
	}
	return ""
}

// sheetEntry is how a workbook lists its sheets.
type sheetEntry struct {
	Name  string `xml:"name,attr"`
	ID    string `xml:"id,attr"`
	State string `xml:"state,attr"`
	part  string
}

// openWorkbook opens the sheet that is asked for, or the first that is shown.
func (r *Reader) openWorkbook(z *zip.Reader, want string) error {
	w := &workbook{name: r.input.name, parts: map[string]*zip.File{}}
	for _, f := range z.File {
		w.parts[strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))] = f
	}
	var book struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []sheetEntry `xml:"sheets>sheet"`
	}
	var rels relationships
	if err := w.unmarshal("xl/workbook.xml", &book); err != nil {
		return err
	}
	if err := w.unmarshal("xl/_rels/workbook.xml.rels", &rels); err != nil {
		return err
	}
	var sheets []sheetEntry
	for _, s := range book.Sheets {
		if s.part = rels.target("worksheet", s.ID); s.part != "" {
			sheets = append(sheets, s)
		}
	}
	entry, err := chooseSheet(sheets, want)
	if err != nil {
		return err
	}
	s := &sheet{workbook: w, part: entry.part}
	s.numbers.date1904 = book.Properties.Date1904 == "1" || book.Properties.Date1904 == "true"
	if name := rels.target("styles", ""); w.has(name) {
		var styles styleSheet
		if err := w.unmarshal(name, &styles); err != nil {
			return err
		}
		s.numbers.formats = styles.formats()
	}
	r.sheet = s
	r.format.Sheet, r.format.Encoding = entry.Name, "utf-8"
	if name := rels.target("sharedStrings", ""); w.has(name) {
		if err := s.readTexts(name); err != nil {
			return err
		}
	}
	return s.start()
}

func chooseSheet(sheets []sheetEntry, want string) (sheetEntry, error) {
	var names []string
	for _, s := range sheets {
		if want == "" && s.State == "" || want == "" && s.State == "visible" || strings.EqualFold(s.Name, want) {
			return s, nil
		}
		names = append(names, s.Name)
	}
	switch {
	case len(sheets) == 0:
		return sheetEntry{}, &RefusedError{Message: "the workbook has no sheet with cells", Hint: "check that it is the right file"}
	case want == "":
		return sheets[0], nil
	}
	return sheetEntry{}, &RefusedError{
		Message: fmt.Sprintf("the workbook has no sheet %q", want),
		Hint:    "its sheets are " + strings.Join(names, ", "),
	}
}

// guard is an error instead of endless XML: encoding/xml holds a whole text or
// tag in memory, however long.
type guard struct {
	in   io.Reader
	left int
}

var errTokenTooLong = errors.New("a text in it is larger than 16 MiB")

func (g *guard) Read(b []byte) (int, error) {
	if g.left <= 0 {
		return 0, errTokenTooLong
	}
	n, err := g.in.Read(b[:min(len(b), g.left)])
	g.left -= n
	return n, err
}

// elements reads the XML of one part, tag by tag.
type elements struct {
	guard guard
	in    io.ReadCloser
	xml   *xml.Decoder
}

func (w *workbook) elements(part string) (*elements, error) {
	in, err := w.open(part)
	if err != nil {
		return nil, err
	}
	e := &elements{in: in, guard: guard{in: in}}
	e.xml = xml.NewDecoder(&e.guard)
	return e, nil
}

// next gives the next tag or text. The part must not end before end was seen.
func (e *elements) next() (xml.Token, error) {
	e.guard.left = maxText
	t, err := e.xml.RawToken()
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return t, err
}

// finish reads the rest, by which the archive's checksum is checked.
func (e *elements) finish() error {
	_, err := io.Copy(io.Discard, e.in)
	return errors.Join(err, e.in.Close())
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}
