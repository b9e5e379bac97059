// Package lazyregexp compiles regular expressions on first use: most commands read no list,
// and most lists need few of the patterns.
package lazyregexp

import (
	"regexp"
	"sync"
)

// New returns a function that returns the regular expression, compiled on the first call. That
// call panics if the text is not one.
func New(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}
