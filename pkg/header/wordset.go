package header

import (
	"strings"
	"sync"
)

// wordSet is a set of words. It is read when it is first asked for: most commands
// read no header.
type wordSet struct {
	text string
	once sync.Once
	set  map[string]bool
}

func newWordSet(text string) *wordSet { return &wordSet{text: text} }

func (s *wordSet) has(word string) bool { return s.words()[word] }

func (s *wordSet) words() map[string]bool {
	s.once.Do(func() {
		s.set = make(map[string]bool, strings.Count(s.text, " "))
		for w := range strings.FieldsSeq(s.text) {
			s.set[w] = true
		}
	})
	return s.set
}
