package page

import (
	_ "embed"
	"html/template"
	"io"
	"sync"
)

//go:embed page.html
var pageHTML string

//go:embed page.css
var pageCSS string

// pageTemplate escapes by context all that it is given; the style alone is
// ours.
var pageTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Funcs(template.FuncMap{
		"style": func() template.CSS { return template.CSS(pageCSS) },
	}).Parse(pageHTML))
})

// WriteHTML writes the page as one file that asks for nothing else: it may be
// mailed, printed, and opened without a network.
func (p *Page) WriteHTML(w io.Writer) error { return pageTemplate().Execute(w, p) }
