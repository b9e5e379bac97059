package automata

import (
	"fmt"
	"regexp/syntax"
)

// Match is what an automaton for prefixes says of a number's digits: how many
// of them the pattern matches, and which of those its last group holds. It
// fits a label: Match{} is no match.
type Match struct {
	End, GroupStart, GroupEnd int
}

// matched marks a match, which may be of no digits; each place takes five bits.
const matched = 1 << 15

func (m Match) label() uint16 { return matched | uint16(m.End|m.GroupStart<<5|m.GroupEnd<<10) }

// prefix compiles a pattern that is to match at the start of digits, with the
// answer that a backtracking matcher returns: of several matches the one that
// comes first in the pattern, not the longest.
type prefix struct {
	store *store
	prog  *syntax.Prog
	// first and last are the registers of the last group.
	first, last uint32
	memo        map[string]uint16
}

// thread is a place in the pattern, and where the last group began and ended
// on the way there; -1 for nowhere.
type thread struct {
	pc         uint32
	start, end int
}

func buildPrefix(s *store, pattern string) uint16 {
	if pattern == "" {
		return 0
	}
	p := &prefix{store: s, prog: compile(pattern), memo: map[string]uint16{}}
	p.last = uint32(p.prog.NumCap - 1)
	p.first = p.last - 1
	return p.node([]thread{{uint32(p.prog.Start), -1, -1}}, 0, 0)
}

// node returns the node for the threads that have come through so many digits,
// the one that the pattern prefers first, with the label of the best match
// that is after them.
func (p *prefix) node(start []thread, digits int, best uint16) uint16 {
	threads, match := p.run(start, digits, false)
	if match != 0 {
		best = match
	}
	if len(threads) == 0 {
		return p.store.end(best)
	}
	key := fmt.Sprint(threads, digits, best)
	if n, ok := p.memo[key]; ok {
		return n
	}
	n := node{label: best}
	if _, match := p.run(start, digits, true); match != 0 {
		n.label = match
	}
	for digit := range n.next {
		var next []thread
		for _, t := range threads {
			if in := &p.prog.Inst[t.pc]; in.Op != syntax.InstEmptyWidth && in.MatchRune(rune('0'+digit)) {
				next = append(next, thread{in.Out, t.start, t.end})
			}
		}
		n.next[digit] = p.node(next, digits+1, best)
	}
	i := p.store.put(n)
	p.memo[key] = i
	return i
}

// run follows threads up to where they need a digit. A match ends the threads
// that the pattern prefers less. Anchors match only if the digits end here.
func (p *prefix) run(start []thread, digits int, atEnd bool) (waiting []thread, match uint16) {
	seen := map[uint32]bool{}
	stack := make([]thread, 0, len(start))
	for i := len(start) - 1; i >= 0; i-- {
		stack = append(stack, start[i])
	}
	for len(stack) > 0 {
		t := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[t.pc] {
			continue
		}
		seen[t.pc] = true
		switch in := p.prog.Inst[t.pc]; in.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			stack = append(stack, thread{in.Arg, t.start, t.end}, thread{in.Out, t.start, t.end})
		case syntax.InstNop:
			stack = append(stack, thread{in.Out, t.start, t.end})
		case syntax.InstCapture:
			if p.last > 1 && in.Arg == p.first {
				t.start = digits
			} else if p.last > 1 && in.Arg == p.last {
				t.end = digits
			}
			stack = append(stack, thread{in.Out, t.start, t.end})
		case syntax.InstMatch:
			m := Match{End: digits}
			if t.end >= 0 {
				m.GroupStart, m.GroupEnd = t.start, t.end
			}
			return waiting, m.label()
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(in.Arg) != syntax.EmptyEndText {
				panic("automata: an anchor that is not $")
			}
			if atEnd {
				stack = append(stack, thread{in.Out, t.start, t.end})
			} else {
				waiting = append(waiting, t)
			}
		case syntax.InstFail:
		default:
			waiting = append(waiting, t)
		}
	}
	return waiting, 0
}
