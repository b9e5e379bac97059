package xlsx

import (
	"encoding/xml"
	"slices"
	"strconv"
	"strings"

	"rollcall/pkg/lazyregexp"
)

// Drawn is what kind of thing is drawn on a sheet.
type Drawn int

const (
	_ Drawn = iota
	// DrawnPicture is a picture.
	DrawnPicture
	// DrawnShape is a shape without a text.
	DrawnShape
	// DrawnLine is a line, a cross or what was drawn by hand.
	DrawnLine
	// DrawnControl is a control that people answer by, such as a check box.
	DrawnControl
)

// Drawing is something drawn over cells of a sheet: from a row and column to others, with
// rows from 1 and columns from 0 up. What it says is in no cell.
type Drawing struct {
	Is                 Drawn
	Row, LastRow       int64
	Column, LastColumn int
}

// AltText is where the text stands that says what a drawing shows.
const AltText = "the alternative text of a drawing"

// crosses are the shapes by which people cross out a row, or mark it.
var crosses = []string{"line", "lineInv", "mathMultiply", "mathMinus", "noSmoking", "straightConnector1"}

// drawingReader reads a part with drawings, or controls.
type drawingReader struct {
	*elements
	see  func(Remark)
	draw func(Drawing)
	now  *Drawing // the one that is read
	text bool     // it has a text of more than a character or two
}

// longestMark is how many bytes a text has at most that is a mark: "✗", "No".
const longestMark = 3

// readDrawings calls see with the texts of a part of drawings, and draw with what else they
// show.
func (w *Workbook) readDrawings(part string, see func(Remark), draw func(Drawing)) error {
	r := &drawingReader{see: see, draw: draw}
	return w.each(part, func(e *elements, t xml.Token) error {
		r.elements = e
		switch t := t.(type) {
		case xml.StartElement:
			return r.start(t)
		case xml.EndElement:
			if name := t.Name.Local; (name == "twoCellAnchor" || name == "oneCellAnchor") && r.now != nil {
				if r.now.Is != 0 && !r.text {
					r.draw(*r.now)
				}
				r.now = nil
			}
		}
		return nil
	})
}

func (r *drawingReader) start(t xml.StartElement) error {
	switch name := t.Name.Local; name {
	case "twoCellAnchor", "oneCellAnchor":
		r.now, r.text = &Drawing{}, false
	case "from", "to":
		return r.corner(name)
	case "p":
		text, err := r.within(name)
		if err != nil {
			return err
		}
		r.text = r.text || len(text) > longestMark
		r.see(Remark{"a text box", 0, -1, text})
	case "cNvPr":
		r.see(Remark{AltText, 0, -1, attribute(t, "title") + "\n" + attribute(t, "descr")})
	default:
		r.shape(t)
	}
	return nil
}

// shape notes what is drawn.
func (r *drawingReader) shape(t xml.StartElement) {
	if r.now == nil {
		return
	}
	switch t.Name.Local {
	case "pic":
		r.now.Is = max(r.now.Is, DrawnPicture)
	case "sp":
		r.now.Is = max(r.now.Is, DrawnShape)
	case "cxnSp", "contentPart":
		r.now.Is = DrawnLine
	case "prstGeom":
		if slices.Contains(crosses, attribute(t, "prst")) {
			r.now.Is = DrawnLine
		}
	case "headEnd", "tailEnd": // an arrow points at something
		if kind := attribute(t, "type"); kind != "" && kind != "none" {
			r.now.Is = min(r.now.Is, DrawnShape)
		}
	}
}

// corner reads the cell in which a drawing begins or ends.
func (r *drawingReader) corner(end string) error {
	var row int64
	var column int
	within := false // not just where its column begins
	for {
		t, err := r.next()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			name := t.Name.Local
			text, err := r.within(name)
			if err != nil {
				return err
			}
			n, _ := strconv.ParseInt(text, 10, 64)
			switch name {
			case "col":
				column = int(min(max(n, 0), maxColumns))
			case "row":
				row = min(max(n, 0), maxRows) + 1
			case "colOff":
				within = n > 0
			}
		case xml.EndElement:
			if t.Name.Local == end {
				if r.now != nil {
					r.now.reach(end, row, column, within)
				}
				return nil
			}
		}
	}
}

// reach notes a corner of a drawing. One that ends where a column begins is not in it.
func (d *Drawing) reach(name string, row int64, column int, within bool) {
	if name == "from" {
		d.Row, d.Column, d.LastRow, d.LastColumn = row, column, row, column
		return
	}
	d.LastRow, d.LastColumn = max(d.Row, row), max(d.Column, column)
	if !within && column > d.Column {
		d.LastColumn--
	}
}

// answering are the kinds of controls that people answer by, as ctrlProps and VML name them.
var answering = []string{"checkbox", "radio", "drop", "list", "editbox", "edit", "spin", "scroll"}

// labels matches the names that Excel gives controls which answer nothing: "Button 1", but not
// "Check Box 3".
var labels = lazyregexp.New(`(?i)^(label|(command ?)?button|group ?box|frame|image|spacer)( ?\d|\b)`)

// readVML calls see with the labels of controls in a part of VML, and draw with the controls
// that people answer by.
func (w *Workbook) readVML(part string, see func(Remark), draw func(Drawing)) error {
	label, kind := "", ""
	var at Drawing
	return w.each(part, func(e *elements, t xml.Token) (err error) {
		start, ok := t.(xml.StartElement)
		if !ok {
			if end, is := t.(xml.EndElement); is && end.Name.Local == "ClientData" {
				if kind != "note" && label != "" {
					see(Remark{"the label of a control", 0, -1, label})
				}
				if slices.Contains(answering, kind) && at.Row > 0 {
					at.Is = DrawnControl
					draw(at)
				}
				label, kind, at = "", "", Drawing{}
			}
			return nil
		}
		switch name := start.Name.Local; name {
		case "textbox":
			label, err = e.within(name)
		case "shape", "imagedata":
			if alt := attribute(start, "alt"); alt != "" {
				see(Remark{AltText, 0, -1, alt})
			}
		case "ClientData":
			kind = strings.ToLower(attribute(start, "ObjectType"))
		case "Anchor":
			var text string
			text, err = e.within(name)
			at = anchored(text)
		}
		return err
	})
}

// anchored returns where VML says that a control is: its first column, the distance from
// there, its first row, and so on.
func anchored(text string) (d Drawing) {
	var n [8]int64
	for i, part := range strings.Split(text, ",") {
		if i < len(n) {
			n[i], _ = strconv.ParseInt(strings.TrimSpace(part), 10, 64)
		}
	}
	d.reach("from", min(max(n[2], 0), maxRows)+1, int(min(max(n[0], 0), maxColumns)), true)
	d.reach("to", min(max(n[6], 0), maxRows)+1, int(min(max(n[4], 0), maxColumns)), n[5] > 0)
	return d
}
