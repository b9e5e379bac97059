package xlsx

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Workbook is what all its sheets share. Nothing of it is kept open but the
// archive, which is its owner's, and a temporary file of many texts.
type Workbook struct {
	// Sheets are those that may have cells, in the workbook's order; at least one.
	Sheets []Entry
	// PaintsLines: under a condition, a line goes through the text of cells.
	PaintsLines bool

	*Package
	main       string // its part
	maxCell    int
	texts      sharedStrings
	numbers    numbers
	highlights []Highlight  // by a cell's style
	marks      bool         // one of them is not 0
	struck     bool         // one of them is struck through
	fonts      []symbolFont // by a cell's style
	symbols    bool         // one of them shows symbols
	textless   bool         // a cell refers to a text, and there are none
	// recalculate: the results of formulas are not known yet, and those stored as 0 do not
	// count.
	recalculate bool
	handedOn    int64 // bytes of cells, so far
}

// Entry is how a workbook lists a sheet.
type Entry struct {
	Name string
	// Hidden: the sheet is not shown.
	Hidden bool

	part string
	// drawings are the IDs by which the sheet names what is drawn on it; known after ReadTail.
	drawings []string
}

// Open reads what the sheets of a workbook share: their names, how numbers are
// shown, and texts. Of a cell of more than maxCell bytes no more than maxCell+1 are
// returned. A number has the words that its format shows where says finds that they matter.
// The caller closes the workbook.
func Open(p *Package, maxCell int, says func(words string) bool) (*Workbook, error) {
	main, err := p.mainPart()
	switch {
	case err != nil:
		return nil, err
	case main == "":
		return nil, ErrNoWorkbook
	case strings.HasSuffix(strings.ToLower(main), ".bin"):
		return nil, ErrBinary
	}
	w := &Workbook{Package: p, main: main, maxCell: maxCell, numbers: numbers{says: says}}
	rels, err := p.relationships(main)
	if err != nil {
		return nil, err
	}
	if err := w.readSheets(main, rels); err != nil {
		return nil, err
	}
	styles, err := p.related(rels, "styles", ".styles+xml")
	if err != nil {
		return nil, err
	}
	if err := w.readStyles(styles); err != nil {
		return nil, err
	}
	if name := target(rels, "sharedStrings"); w.Has(name) {
		if err := w.readTexts(name); err != nil {
			w.Close()
			return nil, err
		}
	}
	return w, nil
}

// Close lets go of the texts.
func (w *Workbook) Close() error {
	if w == nil {
		return nil
	}
	return w.texts.close()
}

// Textless reports whether cells that were read so far refer to texts and the workbook has
// none.
func (w *Workbook) Textless() bool { return w.textless }

// Unshown returns how many numbers so far have a format that the workbook does not
// say, so that dates among them are numbers of days.
func (w *Workbook) Unshown() int64 { return w.numbers.unknown }

// Stored returns how many bytes a sheet takes in the archive.
func (w *Workbook) Stored(e *Entry) int64 {
	if f := w.parts[partName(e.part)]; f != nil {
		return int64(f.CompressedSize64)
	}
	return 0
}

// readSheets reads the list of sheets. Each part counts once, however many
// sheets refer to it.
func (w *Workbook) readSheets(main string, rels []relationship) error {
	parts := make(map[string]string, len(rels)) // by id
	for _, r := range rels {
		if r.way == "worksheet" {
			parts[r.id] = r.target
		}
	}
	seen := map[string]bool{}
	lost := ""
	err := w.scan(main, func(t xml.StartElement) {
		switch t.Name.Local {
		case "workbookPr":
			w.numbers.date1904 = isTrue(attribute(t, "date1904"))
		case "calcPr":
			w.recalculate = isTrue(attribute(t, "fullCalcOnLoad"))
		case "sheet":
			s := Entry{Name: attribute(t, "name")}
			switch attribute(t, "state") {
			case "hidden", "veryHidden":
				s.Hidden = true
			}
			for _, a := range t.Attr {
				if a.Name.Local == "id" && a.Name.Space != "" {
					if s.part = parts[a.Value]; !slices.ContainsFunc(rels, func(r relationship) bool { return r.id == a.Value }) {
						lost = s.Name
					}
				}
			}
			if s.part != "" && !seen[partName(s.part)] {
				seen[partName(s.part)] = true
				w.Sheets = append(w.Sheets, s)
			}
		}
	})
	if err == nil && len(w.Sheets) == 0 {
		return ErrNoSheet
	}
	if err == nil && lost != "" {
		err = w.damaged(main, fmt.Errorf("it does not say which part is sheet %q", lost))
	}
	return err
}

// readTexts reads the texts that cells refer to by number.
func (w *Workbook) readTexts(name string) error {
	e, err := w.elements(name)
	if err != nil {
		return err
	}
	defer e.in.Close()
	e.says = w.numbers.says
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
			text, struck, err := e.text("si")
			if err != nil {
				return w.damaged(name, err)
			}
			if struck {
				w.texts.strike()
			}
			// What is larger than a cell may be is reported, not handed on.
			if err := w.texts.add(text[:min(len(text), w.maxCell+1)]); err != nil {
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
