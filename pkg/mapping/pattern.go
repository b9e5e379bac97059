package mapping

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is compiled when it is first asked for: most
// commands read no mapping, and most mappings need few of them.
type pattern struct {
	text string
	// is reports whether a text matches, where that is told without the expression.
	is   func(text string) bool
	once sync.Once
	re   *regexp.Regexp
}

func patternOf(text string) *pattern { return &pattern{text: text} }

func (p *pattern) compiled() *regexp.Regexp {
	p.once.Do(func() { p.re = regexp.MustCompile(p.text) })
	return p.re
}

// MatchString reports whether a text matches.
func (p *pattern) MatchString(text string) bool {
	if p.is != nil {
		return p.is(text)
	}
	return p.compiled().MatchString(text)
}

// String returns the text of the expression.
func (p *pattern) String() string { return p.text }
