// Package page shows figures as a document: one self-contained HTML file, or Markdown for a
// pull request or a step summary. It knows nothing of contacts, and trusts no text that it
// is given.
package page

import (
	_ "embed"
	"html/template"
	"io"
	"sync"
)

// Page is a document, from its head down.
type Page struct {
	// Kind is what the page is, shown over the title: "Review".
	Kind    string
	Title   string
	Verdict Verdict
	Tiles   []Tile
	// Split is one bar, divided; nil for none.
	Split    *Split
	Sections []Section
	// Footer is one small line at the end.
	Footer string
}

// Tone is what a colour means; each has one meaning.
type Tone string

// The tones.
const (
	Good      Tone = "good"      // is, or would be, imported
	Changed   Tone = "changed"   // imported too, into what was there already
	Attention Tone = "attention" // left out, or worth a look
	Bad       Tone = "bad"       // refused
	Plain     Tone = "plain"     // a measure without a judgement
)

// Verdict is the outcome in one sentence, and what to do about it.
type Verdict struct {
	Tone Tone
	Text string
	Hint string
	// Command is the command to type next, or empty.
	Command string
}

// Tile is one large figure.
type Tile struct {
	Label string
	Value string
	Note  string
	Tone  Tone
}

// Split is a whole and its parts.
type Split struct {
	Title string
	Whole int64
	Parts []Part
}

// Part is one part of a Split. Value is Count as it is written.
type Part struct {
	Label string
	Count int64
	Value string
	Tone  Tone
}

// Section is a part of the page. What is empty is left out.
type Section struct {
	Title string
	// Note is the text under the title.
	Note string
	// Wide sections take the whole width of a wide window.
	Wide    bool
	Bars    []Bar
	Facts   []Fact
	Table   *Table
	Notices []string
	// Quote is a text that was agreed to, word by word.
	Quote string
}

// Bar is a measure between 0 and 1.
type Bar struct {
	Label string
	// Gloss is smaller text next to the label.
	Gloss string
	// Value is the measure as it is written, Share its length.
	Value string
	Share float64
	Tone  Tone
	// Details break the bar down.
	Details []Detail
}

// Detail is one line under a bar.
type Detail struct {
	Text  string
	Value string
}

// Fact is a name and its value.
type Fact struct {
	Name   string
	Values []Value
	// Code is for what is compared letter by letter: hashes, commands.
	Code bool
}

// Value is one value of a fact. Mark says something about it: "new".
type Value struct {
	Text string
	Mark string
}

// Table has as many cells in each row as Columns.
type Table struct {
	Columns []string
	Rows    [][]string
}

// Groups returns the sections in runs: runs of several are set in two columns.
func (p *Page) Groups() (groups [][]Section) {
	narrow := false
	for _, s := range p.Sections {
		if last := len(groups) - 1; narrow && !s.Wide {
			groups[last] = append(groups[last], s)
		} else {
			groups = append(groups, []Section{s})
		}
		narrow = !s.Wide
	}
	return groups
}

// Percent returns a share as a length for SVG, rounded to what is visible; a share above 0
// is visible.
func (b Bar) Percent() float64 { return percent(b.Share) }

func percent(share float64) float64 {
	switch {
	case !(share > 0): // NaN too
		return 0
	case share >= 1:
		return 100
	}
	return max(0.6, float64(int(share*1000+0.5))/10)
}

// Slice is a part's place in its split, in percent.
type Slice struct {
	Part
	From, Width float64
}

// Slices lays the parts out one after the other, without empty ones.
func (s *Split) Slices() []Slice {
	var list []Slice
	from := 0.0
	for _, p := range s.Parts {
		if p.Count <= 0 || s.Whole <= 0 {
			continue
		}
		width := 100 * float64(p.Count) / float64(s.Whole)
		list = append(list, Slice{p, from, width})
		from += width
	}
	return list
}

//go:embed page.html
var pageHTML string

//go:embed page.css
var pageCSS string

// pageTemplate escapes by context everything except the style, which is ours.
var pageTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Funcs(template.FuncMap{
		"style": func() template.CSS { return template.CSS(pageCSS) },
	}).Parse(pageHTML))
})

// WriteHTML writes the page as one self-contained file: it can be mailed, printed, and
// opened without a network.
func (p *Page) WriteHTML(w io.Writer) error { return pageTemplate().Execute(w, p) }
