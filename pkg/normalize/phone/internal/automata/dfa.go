package automata

import (
	"regexp/syntax"
	"slices"
)

// maxNational is the most digits that a national number has in the library,
// and thus in its patterns.
const maxNational = 17

// dfa is a pattern that has to match all digits, as a deterministic
// automaton whose states are found as they are needed. State 0 matches
// nothing, state 1 is where it begins.
type dfa struct {
	prog    *syntax.Prog
	threads [][]uint32 // of each state: the instructions that wait for a digit
	matches []bool
	next    [][10]int
	index   map[string]int
}

func newDFA(pattern string) *dfa {
	w := &dfa{prog: compile(pattern), index: map[string]int{}}
	w.state(nil)
	w.state([]uint32{uint32(w.prog.Start)})
	return w
}

func compile(pattern string) *syntax.Prog {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		panic(err)
	}
	prog, err := syntax.Compile(re.Simplify())
	if err != nil {
		panic(err)
	}
	return prog
}

// state returns the state in which the given instructions are to be run.
func (w *dfa) state(start []uint32) int {
	var threads []uint32
	matches := false
	seen := map[uint32]bool{}
	for len(start) > 0 {
		pc := start[len(start)-1]
		start = start[:len(start)-1]
		if seen[pc] {
			continue
		}
		seen[pc] = true
		switch in := w.prog.Inst[pc]; in.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			start = append(start, in.Out, in.Arg)
		case syntax.InstCapture, syntax.InstNop:
			start = append(start, in.Out)
		case syntax.InstMatch:
			matches = true
		case syntax.InstFail:
		case syntax.InstEmptyWidth:
			panic("automata: an anchor within a pattern for whole numbers")
		default:
			threads = append(threads, pc)
		}
	}
	slices.Sort(threads)
	threads = slices.Compact(threads)
	key := threadKey(threads, matches)
	if i, ok := w.index[key]; ok {
		return i
	}
	i := len(w.threads)
	w.index[key] = i
	w.threads = append(w.threads, threads)
	w.matches = append(w.matches, matches)
	w.next = append(w.next, [10]int{-1, -1, -1, -1, -1, -1, -1, -1, -1, -1})
	return i
}

func threadKey(threads []uint32, matches bool) string {
	key := make([]byte, 1, 1+2*len(threads))
	if matches {
		key[0] = 1
	}
	for _, pc := range threads {
		key = append(key, byte(pc), byte(pc>>8))
	}
	return string(key)
}

func (w *dfa) step(state, digit int) int {
	if next := w.next[state][digit]; next >= 0 {
		return next
	}
	var start []uint32
	for _, pc := range w.threads[state] {
		if in := &w.prog.Inst[pc]; in.MatchRune(rune('0' + digit)) {
			start = append(start, in.Out)
		}
	}
	next := w.state(start)
	w.next[state][digit] = next
	return next
}

// product walks several patterns at once and labels each number by those that
// match it.
type product struct {
	store    *store
	patterns []*dfa
	index    map[string]int // of a pattern's text
	// label is asked for the label of a number of the given length, in the
	// given states of the patterns.
	label func(states []int, length int) uint16
	memo  map[string]uint16
}

func newProduct(s *store) *product {
	return &product{store: s, index: map[string]int{}, memo: map[string]uint16{}}
}

// pattern returns the place of a pattern in the states; -1 for none.
func (p *product) pattern(text string) int {
	if text == "" {
		return -1
	}
	i, ok := p.index[text]
	if !ok {
		i = len(p.patterns)
		p.index[text] = i
		p.patterns = append(p.patterns, newDFA(text))
	}
	return i
}

// matches reports whether the pattern at a place matches in the given states.
func (p *product) matches(pattern int, states []int) bool {
	return pattern >= 0 && p.patterns[pattern].matches[states[pattern]]
}

// build returns the automaton's first node.
func (p *product) build() uint16 {
	states := make([]int, len(p.patterns))
	for i := range states {
		states[i] = 1
	}
	return p.node(states, 0)
}

func (p *product) node(states []int, length int) uint16 {
	key := []byte{byte(length)}
	for i, state := range states {
		if state != 0 {
			key = append(key, byte(i), byte(i>>8), byte(state), byte(state>>8))
		}
	}
	if len(key) == 1 {
		return 0
	}
	if n, ok := p.memo[string(key)]; ok {
		return n
	}
	n := node{label: p.label(states, length)}
	if length < maxNational {
		next := make([]int, len(states))
		for digit := range n.next {
			for i, state := range states {
				next[i] = 0
				if state != 0 {
					next[i] = p.patterns[i].step(state, digit)
				}
			}
			n.next[digit] = p.node(next, length+1)
		}
	}
	i := p.store.put(n)
	p.memo[string(key)] = i
	return i
}
