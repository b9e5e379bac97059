// Package automata compiles the regular expressions of the phone number
// library's metadata into automata over digits, and its time zone data into
// the same form. It is what writes, and in a test checks, the tables that
// package phone walks; no program needs it to run.
package automata

// node is a state of an automaton: what holds if the digits end here, and
// where each further digit leads.
type node struct {
	label uint16
	next  [10]uint16
}

// store holds the nodes of all automata. Equal nodes are one, so that each
// automaton is minimal and automata share what they have in common. Node 0 has
// label 0 and leads nowhere but to itself: no match, whatever follows.
type store struct {
	nodes []node
	index map[node]uint16
	ends  map[uint16]uint16
}

func newStore() *store {
	return &store{nodes: make([]node, 1), index: map[node]uint16{{}: 0}, ends: map[uint16]uint16{0: 0}}
}

// put returns the number of a node whose successors are known.
func (s *store) put(n node) uint16 {
	if i, ok := s.index[n]; ok {
		return i
	}
	i := s.add(n)
	s.index[n] = i
	return i
}

// end returns the number of the node that has a label, whatever follows.
func (s *store) end(label uint16) uint16 {
	if i, ok := s.ends[label]; ok {
		return i
	}
	n := node{label: label}
	i := s.add(n)
	for d := range n.next {
		n.next[d] = i
	}
	s.nodes[i] = n
	s.ends[label] = i
	return i
}

func (s *store) add(n node) uint16 {
	i := len(s.nodes)
	if i > 0xFFFF {
		panic("automata: more nodes than 16 bits can number")
	}
	s.nodes = append(s.nodes, n)
	return uint16(i)
}
