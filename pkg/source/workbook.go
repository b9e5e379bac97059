package source

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Workbooks are read here as they are stored: a library that gives cells as
// they are displayed takes numbers through floats and dates through formats
// that differ from country to country, and it reads past damage.

// workbook is what all its sheets share.
type workbook struct {
	*opc
	texts   texts
	numbers numbers
	sheets  []sheetEntry
	// recalculate: the results of formulas are not known yet, and those that
	// are stored as 0 are none.
	recalculate bool
	handedOn    int64 // bytes of cells, so far
}

// sheetEntry is how a workbook lists a sheet.
type sheetEntry struct {
	name   string
	hidden bool
	part   string
}

// openWorkbook opens the sheet that is asked for, else the one that has the
// list.
func (r *Reader) openWorkbook(p *opc, want string) error {
	main, err := p.mainPart()
	switch {
	case err != nil:
		return err
	case main == "":
		return refusedKind(kind{is: "an Office document that has no workbook", hint: saveAsCSV})
	case strings.HasSuffix(strings.ToLower(main), ".bin"):
		return refusedKind(kind{is: "a binary workbook (.xlsb)", hint: saveAsXLSX})
	}
	w := &workbook{opc: p}
	r.workbook = w
	rels, err := p.relationships(main)
	if err != nil {
		return err
	}
	if err := w.readSheets(main, rels); err != nil {
		return err
	}
	if err := w.readStyles(target(rels, "styles")); err != nil {
		return err
	}
	if name := target(rels, "sharedStrings"); w.has(name) {
		if err := w.readTexts(name); err != nil {
			return err
		}
	}
	r.format.Encoding = "utf-8"
	if r.sheet, err = r.chooseSheet(want); err != nil {
		return err
	}
	p.archive.read = 0 // the sheet itself is still to be read
	return nil
}

// readSheets reads the list of sheets. Each part counts once, however many
// sheets refer to it.
func (w *workbook) readSheets(main string, rels []relationship) error {
	parts := make(map[string]string, len(rels)) // by id
	for _, r := range rels {
		if r.way == "worksheet" {
			parts[r.id] = r.target
		}
	}
	seen := map[string]bool{}
	err := w.scan(main, func(t xml.StartElement) {
		switch t.Name.Local {
		case "workbookPr":
			w.numbers.date1904 = isTrue(attribute(t, "date1904"))
		case "calcPr":
			w.recalculate = isTrue(attribute(t, "fullCalcOnLoad"))
		case "sheet":
			s := sheetEntry{name: attribute(t, "name")}
			switch attribute(t, "state") {
			case "hidden", "veryHidden":
				s.hidden = true
			}
			for _, a := range t.Attr {
				if a.Name.Local == "id" && a.Name.Space != "" {
					s.part = parts[a.Value]
				}
			}
			if s.part != "" && !seen[partName(s.part)] {
				seen[partName(s.part)] = true
				w.sheets = append(w.sheets, s)
			}
		}
	})
	if err == nil && len(w.sheets) == 0 {
		err = &RefusedError{Message: "the workbook has no sheet with cells", Hint: "check that it is the right file"}
	}
	return err
}

// maxFormats bounds how many formats and styles a workbook can have. Excel
// takes 65,490 styles.
const maxFormats = 1 << 17

// readStyles reads how numbers are shown.
func (w *workbook) readStyles(name string) error {
	if !w.has(name) {
		return nil
	}
	codes := map[int]string{}
	e, err := w.elements(name)
	if err != nil {
		return err
	}
	defer e.in.Close()
	for inCells := false; ; {
		t, err := e.next()
		if err != nil {
			return w.damaged(name, err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			id, _ := strconv.Atoi(attribute(t, "numFmtId"))
			switch {
			case t.Name.Local == "cellXfs":
				inCells = true
			case t.Name.Local == "numFmt" && len(codes) < maxFormats:
				if code := attribute(t, "formatCode"); len(code) <= maxFormatCode {
					codes[id] = code
				}
			case t.Name.Local == "xf" && inCells && len(w.numbers.formats) < maxFormats:
				w.numbers.formats = append(w.numbers.formats, id)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "cellXfs":
				inCells = false
			case "styleSheet":
				w.numbers.setCodes(codes)
				return nil
			}
		}
	}
}

// readTexts reads the texts that cells refer to by number.
func (w *workbook) readTexts(name string) error {
	e, err := w.elements(name)
	if err != nil {
		return err
	}
	defer e.in.Close()
	w.texts.most = spareTexts + mostTexts*int64(w.parts[partName(name)].CompressedSize64)
	for {
		t, err := e.next()
		if err != nil {
			return w.damaged(name, err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local != "si" {
				continue
			}
			text, err := e.text("si")
			if err != nil {
				return w.damaged(name, err)
			}
			// What is larger than a cell may be is told of, not handed on.
			if err := w.texts.add(text[:min(len(text), standard.cell+1)]); err != nil {
				return w.damaged(name, err)
			}
		case xml.EndElement:
			if t.Name.Local == "sst" {
				if _, err := io.Copy(io.Discard, e.in); err != nil {
					return w.damaged(name, err)
				}
				return w.texts.complete()
			}
		}
	}
}

// sheetNamed returns the sheet of a name, whose case doesn't matter.
func (w *workbook) sheetNamed(name string) (*sheetEntry, error) {
	var names []string
	for i := range w.sheets {
		if strings.EqualFold(w.sheets[i].name, name) {
			return &w.sheets[i], nil
		}
		names = append(names, w.sheets[i].name)
	}
	return nil, &RefusedError{
		Message: fmt.Sprintf("the workbook has no sheet %q", name),
		Hint:    "its sheets are " + strings.Join(firstFew(names), ", "),
	}
}

// fewNames is how many names a message has.
const fewNames = 10

// firstFew returns the first names, and how many more there are.
func firstFew(names []string) []string {
	if more := len(names) - fewNames; more > 1 {
		return append(slices.Clone(names[:fewNames]), fmt.Sprintf("and %d more", more))
	}
	return names
}
