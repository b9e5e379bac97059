package xlsx

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// maxFormats bounds how many formats and styles a workbook can have. Excel
// takes 65,490 styles.
const maxFormats = 1 << 17

// Highlight is how a cell is marked: by its fill, by the color of its text, by a line through
// it. Fills and colors that look alike have one number; 0 is none.
type Highlight struct {
	Fill, Font int32
	Struck     bool
	// FillColors and FontColors are the names of their colors, if known.
	FillColors, FontColors Colors
	// Named: the name of the cell's style says something that matters; see Open.
	Named bool
}

// Alone returns the most striking of the marks.
func (h Highlight) Alone() Highlight {
	switch {
	case h.Fill != 0:
		return Highlight{Fill: h.Fill}
	case h.Struck:
		return Highlight{Struck: true}
	}
	return Highlight{Font: h.Font, Named: h.Named}
}

// Has reports whether a mark, as Alone returns it, is one of these.
func (h Highlight) Has(mark Highlight) bool {
	return mark.Fill != 0 && h.Fill == mark.Fill || mark.Struck && h.Struck || mark.Font != 0 && h.Font == mark.Font
}

// HighlightedCell is a cell, with a value or without, that is marked.
type HighlightedCell struct {
	Column    int
	Highlight Highlight
}

// readStyles reads how numbers are shown, and how cells are marked.
func (w *Workbook) readStyles(name string) error {
	if !w.Has(name) {
		return nil
	}
	codes := map[int]string{}
	e, err := w.elements(name)
	if err != nil {
		return err
	}
	defer e.in.Close()
	var m highlightStyles
	var named []string // what each cell's format refers to among the styles with names
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
			case t.Name.Local == "strike" && m.in == "":
				w.PaintsLines = w.PaintsLines || isOn(t) // in a format under a condition
			case t.Name.Local == "numFmt" && len(codes) < maxFormats:
				if code := attribute(t, "formatCode"); len(code) <= maxFormatCode {
					codes[id] = code
				}
			case t.Name.Local == "xf" && inCells && len(w.numbers.formats) < maxFormats:
				w.numbers.formats = append(w.numbers.formats, id)
				w.highlights = append(w.highlights, m.of(t))
				named = append(named, attribute(t, "xfId"))
				w.fonts = append(w.fonts, m.fontOf(t).symbols)
				w.symbols = w.symbols || w.fonts[len(w.fonts)-1] != nil
				w.marks = w.marks || w.highlights[len(w.highlights)-1] != Highlight{}
				w.struck = w.struck || w.highlights[len(w.highlights)-1].Struck
			case t.Name.Local == "cellStyle" && attribute(t, "builtinId") == "" && w.numbers.says(attribute(t, "name")):
				for i, of := range named {
					if of == attribute(t, "xfId") {
						w.highlights[i].Named, w.marks, w.struck = true, true, true
					}
				}
			default:
				m.start(t)
			}
		case xml.EndElement:
			m.end(t.Name.Local)
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

// Strikes reports whether a line may go through the text of some cells, or their style has a
// name that matters.
func (w *Workbook) Strikes() bool { return w.struck }

// highlight returns the highlight of a cell's style.
func (w *Workbook) highlight(style string) Highlight {
	n, err := strconv.Atoi(style)
	if err != nil || n < 0 || n >= len(w.highlights) {
		return Highlight{}
	}
	return w.highlights[n]
}

// symbolsOf returns the font of a cell's style if it shows symbols.
func (w *Workbook) symbolsOf(style string) symbolFont {
	n, err := strconv.Atoi(style)
	if !w.symbols || err != nil || n < 0 || n >= len(w.fonts) {
		return nil
	}
	return w.fonts[n]
}

// highlightStyles are the fills and fonts of a workbook, as far as they were read.
type highlightStyles struct {
	in      string   // "fills", "fonts" or "borders"
	fills   []string // what each looks like; empty where nothing is filled
	fonts   []fontStyle
	crossed []bool // whether each border goes through the cell
	fill    string
	font    fontStyle
	cross   bool
	seen    map[string]int32
}

// fontStyle is what matters of a font: whether a line goes through the text or below it, its
// color, and what its letters show if they are symbols.
type fontStyle struct {
	struck, under bool
	color         string
	name, charset string
	symbols       symbolFont
}

// fontOf returns the font of a cell's format.
func (m *highlightStyles) fontOf(xf xml.StartElement) fontStyle {
	if n, err := strconv.Atoi(attribute(xf, "fontId")); err == nil && n >= 0 && n < len(m.fonts) {
		return m.fonts[n]
	}
	return fontStyle{}
}

func (m *highlightStyles) start(t xml.StartElement) {
	switch name := t.Name.Local; {
	case name == "fills" || name == "fonts" || name == "borders":
		m.in = name
	case m.in == "borders" && name == "diagonal":
		kind := attribute(t, "style")
		m.cross = kind != "" && kind != "none"
	case m.in == "fonts" && name == "strike":
		m.font.struck = isOn(t)
	case m.in == "fonts" && name == "u":
		m.font.under = attribute(t, "val") != "none"
	case m.in == "fonts" && name == "color":
		m.font.color = colorOf(t)
	case m.in == "fonts" && name == "name":
		m.font.name = attribute(t, "val")
	case m.in == "fonts" && name == "charset":
		m.font.charset = attribute(t, "val")
	case m.in == "fills" && name == "patternFill":
		if p := attribute(t, "patternType"); p != "none" && p != "gray125" && p != "" {
			m.fill = p
		}
	case m.in == "fills" && name == "gradientFill":
		m.fill = name
	case m.in == "fills" && (name == "fgColor" || name == "color") && m.fill != "":
		switch color := colorOf(t); color {
		case "FFFFFF", "theme 0 ", "theme 0 0", "indexed 64":
			m.fill = "" // white, as all paper is
		default:
			m.fill += " " + color
		}
	}
}

// colorOf returns the color that an element sets.
func colorOf(t xml.StartElement) string {
	const digits = 6 // behind those of opacity, which mean nothing
	if theme := attribute(t, "theme"); theme != "" {
		return "theme " + theme + " " + attribute(t, "tint")
	}
	if color := strings.ToUpper(attribute(t, "rgb")); color != "" {
		return color[max(0, len(color)-digits):]
	}
	indexed := attribute(t, "indexed")
	if n, err := strconv.Atoi(indexed); err == nil && n >= 0 && n < 2*len(basicColors) {
		return basicColors[n%len(basicColors)]
	}
	return "indexed " + indexed
}

// basicColors are the first colors that have a number, which the next eight repeat (ECMA-376
// part 1, 18.8.27).
var basicColors = [...]string{"000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF"}

// colored returns the color of a font, or "" for black, and for links, which are blue and
// underlined.
func (f *fontStyle) colored() string {
	switch f.color {
	case "000000", "theme 1 ", "theme 1 0", "indexed 64", "indexed ":
		return ""
	}
	if f.under {
		return ""
	}
	return f.color
}

// isOn reports whether an element sets what it names.
func isOn(t xml.StartElement) bool { return attribute(t, "val") == "" || isTrue(attribute(t, "val")) }

func (m *highlightStyles) end(name string) {
	switch {
	case name == "fills" || name == "fonts" || name == "borders":
		m.in = ""
	case m.in == "borders" && name == "border" && len(m.crossed) < maxFormats:
		m.crossed, m.cross = append(m.crossed, m.cross), false
	case m.in == "fills" && name == "fill" && len(m.fills) < maxFormats:
		m.fills, m.fill = append(m.fills, m.fill), ""
	case m.in == "fonts" && name == "font" && len(m.fonts) < maxFormats:
		m.font.symbols = fontOfSymbols(m.font.name, m.font.charset)
		m.font.name, m.font.charset = "", ""
		m.fonts, m.font = append(m.fonts, m.font), fontStyle{}
	}
}

// of returns the highlight of a cell's format.
func (m *highlightStyles) of(xf xml.StartElement) (h Highlight) {
	font := m.fontOf(xf)
	h.Struck, h.Font = font.struck, m.look("font ", font.colored())
	if h.Font != 0 {
		h.FontColors = namesOf(font.color)
	}
	if n, err := strconv.Atoi(attribute(xf, "fillId")); err == nil && n >= 0 && n < len(m.fills) {
		if h.Fill = m.look("fill ", m.fills[n]); h.Fill != 0 {
			h.FillColors = namesOf(m.fills[n])
		}
	}
	if n, err := strconv.Atoi(attribute(xf, "borderId")); err == nil && n >= 0 && n < len(m.crossed) && m.crossed[n] {
		h.Struck = true // a line goes from corner to corner
	}
	return h
}

// look returns the number of what something looks like, or 0 for nothing.
func (m *highlightStyles) look(kind, is string) int32 {
	if is == "" {
		return 0
	}
	if m.seen == nil {
		m.seen = map[string]int32{}
	}
	if m.seen[kind+is] == 0 {
		m.seen[kind+is] = int32(len(m.seen) + 1)
	}
	return m.seen[kind+is]
}
