package calling

import (
	"maps"
	"slices"
	"strings"
	"sync"
)

// set stands for a set of names, of zones or of jurisdictions: its place in an
// interner. The empty set is 0.
type set uint16

// interner keeps sets of names, each once, and remembers what two come to
// together. There are some thousands of sets at most.
type interner struct {
	mu     sync.RWMutex
	byText map[string]set
	texts  []string // names in order, with a space between
	common map[[2]set]set
	joint  map[[2]set]set
}

func newInterner() *interner {
	return &interner{byText: map[string]set{"": 0}, texts: []string{""}, common: map[[2]set]set{}, joint: map[[2]set]set{}}
}

// of returns the set of names, which need not be in order.
func (in *interner) of(names ...string) set {
	names = slices.Clone(names)
	slices.Sort(names)
	text := strings.Join(slices.Compact(names), " ")
	in.mu.Lock()
	defer in.mu.Unlock()
	s, ok := in.byText[text]
	if !ok {
		s = set(len(in.texts))
		in.byText[text] = s
		in.texts = append(in.texts, text)
	}
	return s
}

func (in *interner) text(s set) string {
	in.mu.RLock()
	defer in.mu.RUnlock()
	return in.texts[s]
}

// and returns what two sets have in common.
func (in *interner) and(a, b set) set { return in.combine(in.common, a, b, both) }

// or returns what either of two sets has.
func (in *interner) or(a, b set) set { return in.combine(in.joint, a, b, either) }

func (in *interner) combine(known map[[2]set]set, a, b set, how func(a, b []string) []string) set {
	if a == b {
		return a
	}
	pair := [2]set{min(a, b), max(a, b)}
	in.mu.RLock()
	s, ok := known[pair]
	textA, textB := in.texts[a], in.texts[b]
	in.mu.RUnlock()
	if ok {
		return s
	}
	s = in.of(how(strings.Fields(textA), strings.Fields(textB))...)
	in.mu.Lock()
	known[pair] = s
	in.mu.Unlock()
	return s
}

func both(a, b []string) []string {
	return slices.DeleteFunc(a, func(name string) bool { return !slices.Contains(b, name) })
}

func either(a, b []string) []string {
	all := map[string]bool{}
	for _, name := range append(a, b...) {
		all[name] = true
	}
	return slices.Collect(maps.Keys(all))
}
