package xlsx

import (
	"encoding/xml"
	"errors"
	"path"
	"regexp"
	"slices"
	"strings"

	"rollcall/pkg/lazyregexp"
)

// Remark is a text of a sheet that stands in none of its cells: a comment, what a program
// shows for an input, a text box, a page header, the name of a table, the title of the
// document.
type Remark struct {
	// Where says in words where it stands.
	Where string
	// Row and Column are of the cell that has the comment, and Column is the first that has
	// the input message, from 0 up; Row is 0 where no one row is meant, Column -1.
	Row    int64
	Column int
	Text   string
}

// Remarks calls see with the remarks on a sheet that have parts of their own, and draw with
// what is drawn over its cells.
func (w *Workbook) Remarks(sheet *Entry, see func(Remark), draw func(Drawing)) error {
	var rels []relationship
	var err error
	if dir, base := path.Split(sheet.part); w.Has(dir + "_rels/" + base + ".rels") {
		if rels, err = w.relationships(sheet.part); err != nil {
			return err
		}
	}
	for _, id := range sheet.drawings {
		if !slices.ContainsFunc(rels, func(r relationship) bool { return r.id == id }) {
			return w.damaged(sheet.part, errors.New("it does not say which part has its comments or drawings"))
		}
	}
	for _, r := range rels {
		comments := r.way == "comments" || r.way == "threadedComment"
		if !w.Has(r.target) && !comments {
			continue
		}
		switch r.way {
		case "comments", "threadedComment": // the sheet has some if it has this part
			err = w.eachText(r.target, []string{"comment", "threadedComment"}, w.onCell(see))
		case "drawing":
			err = w.readDrawings(r.target, see, draw)
		case "vmlDrawing":
			err = w.readVML(r.target, see, draw)
		case "table":
			err = w.scan(r.target, func(t xml.StartElement) {
				if t.Name.Local == "table" {
					see(Remark{"the name of a table", 0, -1, spaced(attribute(t, "displayName"))})
				}
			})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Names calls see with the names that the workbook gives to rows of a sheet, or to parts of
// them, for each row.
func (w *Workbook) Names(sheet *Entry, see func(Remark)) error {
	return w.eachText(w.main, []string{"definedName"}, func(start xml.StartElement, text string) {
		name := spaced(attribute(start, "name"))
		for part := range strings.SplitSeq(text, ",") {
			of, ref, _ := strings.Cut(part, "!")
			if !strings.EqualFold(strings.ReplaceAll(strings.Trim(of, "'"), "''", "'"), sheet.Name) || strings.HasPrefix(name, " xlnm") {
				continue
			}
			if !strings.Contains(ref, ":") {
				ref += ":" + ref
			}
			m, ok := mergedRange(ref)
			for row := m.top; ok && row <= m.bottom && (m.from < m.to || m.top == m.bottom); row++ {
				see(Remark{"the name of cells " + ref, row, m.from, name})
			}
		}
	})
}

// titles are the properties of a document that say what it is.
var titles = []string{"title", "subject", "description", "keywords", "category", "contentStatus"}

// Titles calls see with what the properties of the document say that it is.
func (w *Workbook) Titles(see func(Remark)) error {
	if !w.Has("_rels/.rels") {
		return nil
	}
	rels, err := w.relationships("")
	if part := target(rels, "core-properties"); err == nil && w.Has(part) {
		return w.eachText(part, titles, func(start xml.StartElement, text string) {
			see(Remark{"the " + start.Name.Local + " in the document's properties", 0, -1, text})
		})
	}
	return err
}

// onCell returns what calls see with a comment on a cell.
func (w *Workbook) onCell(see func(Remark)) func(xml.StartElement, string) {
	return func(t xml.StartElement, text string) {
		ref, _, _ := strings.Cut(strings.ReplaceAll(attribute(t, "ref"), "$", ""), ":")
		where := "a comment"
		if rowOf(ref) > 0 {
			where = "the comment on cell " + ref
		}
		see(Remark{where, rowOf(ref), columnOf(ref), text})
	}
}

// eachText calls see with the text of each element of a part that has one of some names.
func (w *Workbook) eachText(part string, names []string, see func(start xml.StartElement, text string)) error {
	return w.each(part, func(e *elements, t xml.Token) error {
		start, ok := t.(xml.StartElement)
		if !ok || !slices.Contains(names, start.Name.Local) {
			return nil
		}
		text, err := e.within(start.Name.Local)
		if err == nil {
			see(start, text[:min(len(text), w.maxCell)])
		}
		return err
	})
}

// within returns all text up to the end of an element.
func (e *elements) within(end string) (string, error) {
	var text strings.Builder
	for {
		t, err := e.next()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.CharData:
			if text.Len() <= maxText {
				text.Write(t)
			}
		case xml.EndElement:
			if t.Name.Local == end {
				return unescapeText(strings.TrimSpace(text.String())), nil
			}
		}
	}
}

// tailReader reads what stands after the rows of a sheet: it calls merge with each range of
// merged cells, see with input messages, tips of links, page headers and footers, and draw
// with controls.
type tailReader struct {
	drawingReader
	merge func(mergedCells)
	input *Remark // the one that is read
	// drawings are the IDs of the parts with what is drawn.
	drawings []string
	// paints: some cells look otherwise under a condition; it is about the cells of columns
	// paintedBy, unless it is not known which. painting are the cells of the conditions read.
	paints    bool
	paintedBy []int
	painting  string
}

func (r *tailReader) read() error {
	for {
		t, err := r.next()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			err = r.start(t)
		case xml.EndElement:
			switch t.Name.Local {
			case "control":
				if r.now != nil && r.now.Is != 0 && r.now.Row > 0 {
					r.draw(*r.now)
				}
				r.now = nil
			case "dataValidation":
				if r.input != nil {
					r.see(*r.input)
				}
				r.input = nil
			case "worksheet":
				return nil
			}
		}
		if err != nil {
			return err
		}
	}
}

func (r *tailReader) start(t xml.StartElement) (err error) {
	var text string
	switch name := t.Name.Local; name {
	case "mergeCell":
		if m, ok := mergedRange(attribute(t, "ref")); ok {
			r.merge(m)
		}
	case "hyperlink":
		ref, _, _ := strings.Cut(strings.ReplaceAll(attribute(t, "ref"), "$", ""), ":")
		if tip := attribute(t, "tooltip"); tip != "" && rowOf(ref) > 0 {
			r.see(Remark{"the tip of the link on cell " + ref, rowOf(ref), columnOf(ref), tip})
		}
	case "drawing", "legacyDrawing":
		for _, a := range t.Attr {
			if a.Name.Local == "id" && a.Name.Space != "" && len(r.drawings) < maxColumns {
				r.drawings = append(r.drawings, a.Value)
			}
		}
	case "conditionalFormatting":
		r.painting = attribute(t, "sqref")
	case "cfRule":
		if attribute(t, "dxfId") != "" {
			r.paints = true
			return r.condition(attribute(t, "type"))
		}
	case "control":
		r.now = &Drawing{}
		if !labels().MatchString(attribute(t, "name")) {
			r.now.Is = DrawnControl
		}
	case "from", "to":
		return r.corner(name)
	case "dataValidation":
		r.input = &Remark{Column: -1, Text: attribute(t, "promptTitle") + "\n" + attribute(t, "prompt") + "\n" + attribute(t, "error")}
		r.input.covers(attribute(t, "sqref"))
	case "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter":
		if text, err = r.within(name); err == nil {
			r.see(Remark{"the page " + strings.ToLower(name[len(name)-6:]), 0, -1, pageCodes.ReplaceAllString(text, "\n")})
		}
	case "sqref":
		if text, err = r.within(name); err == nil && r.input != nil {
			r.input.covers(text)
		}
	}
	return err
}

// cellsIn matches the cells of a condition, and plainly one that only compares them.
var cellsIn, plainly = lazyregexp.New(`\$?([A-Z]{1,3})\$?[0-9]+`), lazyregexp.New(`(?i)^(\s|[=<>&,()]|"[^"]*"|\$?[A-Z]{1,3}\$?[0-9]+|-?[0-9.]+|AND|OR|NOT|TRUE|FALSE|UPPER|LOWER|TRIM|ISBLANK|LEN)*$`)

// condition reads the end of a rule, and notes which columns it is about.
func (r *tailReader) condition(kind string) error {
	formula, err := r.within("cfRule")
	if err != nil {
		return err
	}
	switch kind {
	case "expression":
		if !plainly().MatchString(formula) {
			formula = ""
		}
	case "cellIs", "containsText", "beginsWith", "endsWith", "notContainsBlanks", "containsBlanks":
		if formula = r.painting; strings.Contains(formula, ":") {
			from, to, _ := strings.Cut(formula, ":")
			if columnOf(from) != columnOf(to) {
				formula = ""
			}
		}
	default:
		formula = ""
	}
	cells := cellsIn().FindAllStringSubmatch(formula, maxConditions)
	if len(cells) == 0 || len(r.paintedBy) > maxConditions {
		r.paintedBy = append(r.paintedBy[:0:0], -1)
		return nil
	}
	for _, c := range cells {
		r.paintedBy = append(r.paintedBy, columnOf(c[1]))
	}
	return nil
}

// maxConditions is how many cells of conditions are looked at.
const maxConditions = 1000

// covers notes for which cells a remark is shown.
func (r *Remark) covers(sqref string) {
	if first, _, _ := strings.Cut(strings.TrimSpace(sqref), " "); first != "" {
		r.Where, r.Column = "the input message of cells "+first, columnOf(first)
	}
}

// pageCodes matches the codes in page headers: "&C", "&P", `&"Arial,Bold"`, "&K00FF00", "&12".
var pageCodes = regexp.MustCompile(`&("[^"]*"|K[0-9A-F]{6}|\d+|[A-Za-z])`)

// camel matches where a word begins in a name without spaces.
var camel = regexp.MustCompile(`([a-z])([A-Z0-9])`)

// spaced returns the name of a table as words.
func spaced(name string) string {
	return camel.ReplaceAllString(strings.ReplaceAll(name, "_", " "), "$1 $2")
}
