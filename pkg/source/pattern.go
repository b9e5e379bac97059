package source

import (
	"regexp"
	"sync"
)

// pattern returns a regular expression that is compiled when it is first asked for:
// most commands read no list, and most lists need few of the patterns.
func pattern(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}
