package xlsx

import (
	"encoding/xml"
	"io"
	"path"
	"strconv"
	"strings"
)

// Notes calls see with the row and the text of each note on a cell of a sheet.
func (w *Workbook) Notes(sheet *Entry, see func(row int64, text string)) error {
	if dir, base := path.Split(sheet.part); !w.Has(dir + "_rels/" + base + ".rels") {
		return nil
	}
	rels, err := w.relationships(sheet.part)
	if err != nil {
		return err
	}
	part := target(rels, "comments")
	if !w.Has(part) {
		return nil
	}
	e, err := w.elements(part)
	if err != nil {
		return err
	}
	defer e.in.Close()
	for {
		t, err := e.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return w.damaged(part, err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local != "comment" {
				continue
			}
			text, _, err := e.text("comment")
			if err != nil {
				return w.damaged(part, err)
			}
			ref := strings.TrimLeft(attribute(t, "ref"), "$ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
			if row, err := strconv.ParseInt(ref, 10, 64); err == nil {
				see(row, text[:min(len(text), w.maxCell)])
			}
		case xml.EndElement:
			if t.Name.Local == "comments" {
				return nil
			}
		}
	}
}
