package interop

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"rollcall/pkg/report/page"
)

// withText is a page that has every part, with s wherever text can stand.
func withText(s string) *page.Page {
	return &page.Page{
		Kind: s, Title: s, Footer: s,
		Verdict: page.Verdict{Tone: page.Good, Text: s, Hint: s, Command: s},
		Tiles:   []page.Tile{{Label: s, Value: s, Note: s, Tone: page.Attention}},
		Split:   &page.Split{Title: s, Whole: 2, Parts: []page.Part{{Label: s, Count: 1, Value: s, Tone: page.Good}}},
		Sections: []page.Section{
			{Title: s, Note: s, Quote: s, Notices: []string{s},
				Bars:  []page.Bar{{Label: s, Gloss: s, Value: s, Share: 0.5, Tone: page.Plain, Details: []page.Detail{{Text: s, Value: s}}}},
				Facts: []page.Fact{{Name: s, Values: []page.Value{{Text: s, Mark: s}}}, {Name: s, Code: true, Values: []page.Value{{Text: s}}}}},
			{Title: s, Wide: true, Table: &page.Table{Columns: []string{s, s}, Rows: [][]string{{s, s}}}},
		},
	}
}

// attack is text that tries to be more than text.
func attack() *rapid.Generator[string] {
	return rapid.Map(rapid.SliceOfN(rapid.SampledFrom([]string{
		"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "</style>", "</title>", "-->", "<!--", "{{.}}",
		"\"", "'", ">", "<", "&", "&lt;", "`", "``", "|", "\\", "\\|", "\n", "\r\n", "\n\n", "\t", " ", "a", "Z9", "é", "0", "\x00", "\x1b[31m",
		"*", "**", "_", "__", "~~", "#", "# ", "> ", "- ", "1. ", "+", "=", "---", "[x](http://e.example)", "![x](http://e.example/i.png)", "[x]: http://e.example",
		"http://e.example", "www.e.example", "a@e.example", "@octocat", "#12", ":smile:", "$x$", "<a href=http://e.example>", "<http://e.example>", "&#64;",
	}), 1, 6), func(parts []string) string { return strings.Join(parts, "") })
}

// skeleton returns the elements of a document with their attributes, without
// the text and without the attributes in which text may stand.
func skeleton(t rapid.TB, doc []byte) string {
	root, err := html.Parse(bytes.NewReader(doc))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch n.Type {
		case html.ElementNode:
			b.WriteString("<" + n.Data)
			for _, a := range n.Attr {
				if b.WriteString(" " + a.Key); a.Key != "aria-label" {
					b.WriteString("=" + a.Val)
				}
			}
			b.WriteString(">")
		case html.CommentNode:
			b.WriteString("<!-- -->")
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if n.Type == html.ElementNode {
			b.WriteString("</>\n")
		}
	}
	walk(root)
	return b.String()
}

func writeHTML(t rapid.TB, p *page.Page) []byte {
	var b bytes.Buffer
	if err := p.WriteHTML(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Whatever the texts are, the page has the elements that it has with harmless
// ones.
func TestTextStaysTextInHTML(t *testing.T) {
	want := skeleton(t, writeHTML(t, withText("x")))
	rapid.Check(t, func(t *rapid.T) {
		if diff := cmp.Diff(want, skeleton(t, writeHTML(t, withText(attack().Draw(t, "text"))))); diff != "" {
			t.Fatalf("-harmless +got:\n%s", diff)
		}
	})
}

// The page asks for nothing from elsewhere, and runs nothing.
func TestHTMLStandsAlone(t *testing.T) {
	root, err := html.Parse(bytes.NewReader(writeHTML(t, withText("x"))))
	if err != nil {
		t.Fatal(err)
	}
	seen, css := 0, ""
	for n := range root.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data == "style" {
			css += n.Data
		}
		if n.Type != html.ElementNode {
			continue
		}
		seen++
		switch n.Data {
		case "script", "iframe", "object", "embed", "img", "form", "base", "a":
			t.Errorf("there is a <%s>", n.Data)
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || (a.Key == "src" || a.Key == "href") && !strings.HasPrefix(a.Val, "data:") {
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
		}
	}
	if seen < 50 {
		t.Errorf("only %d elements: is the page whole?", seen)
	}
	if css == "" || strings.Contains(css, "url(") || strings.Contains(css, "@import") {
		t.Error("the style asks for other files")
	}
}

// renderMarkdown shows Markdown as GitHub does, as far as goldmark does.
func renderMarkdown(t rapid.TB, p *page.Page) []byte {
	var source, doc bytes.Buffer
	if err := p.WriteMarkdown(&source); err != nil {
		t.Fatal(err)
	}
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert(source.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	return doc.Bytes()
}

// As in HTML. Which of <code> and a code span holds a text is no difference
// to goldmark, which leaves the inline HTML out.
func TestTextStaysTextInMarkdown(t *testing.T) {
	shape := func(t rapid.TB, text string) string {
		s := skeleton(t, renderMarkdown(t, withText(text)))
		for _, inline := range []string{"<code>", "<!-- -->", "</>\n"} {
			s = strings.ReplaceAll(s, inline, "")
		}
		return s
	}
	want := shape(t, "x")
	rapid.Check(t, func(t *rapid.T) {
		text := attack().Filter(func(s string) bool { return strings.TrimSpace(s) != "" }).Draw(t, "text")
		if diff := cmp.Diff(want, shape(t, text)); diff != "" {
			t.Fatalf("-harmless +got:\n%s", diff)
		}
	})
}

// What is escaped is read as it was meant.
func TestMarkdownCellsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := attack().Draw(t, "cell")
		m := `a|b\|c` + "`" + cell // always one that needs care
		doc := renderMarkdown(t, &page.Page{Sections: []page.Section{{Title: "x", Facts: []page.Fact{{Name: "n", Values: []page.Value{{Text: m}}}}}}})
		root, err := html.Parse(bytes.NewReader(doc))
		if err != nil {
			t.Fatal(err)
		}
		var got string
		for n := range root.Descendants() {
			if n.Type == html.TextNode && n.Parent.Data == "td" {
				got += n.Data
			}
		}
		if plain(got) != plain("n"+m) {
			t.Fatalf("%q came back as %q", m, got)
		}
	})
}

// plain leaves out what Markdown can't keep: how white space was written,
// control characters, and the spaces of no width that we put in.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\u200b' || r == '\uFFFD' || r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 127:
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), "")
}
