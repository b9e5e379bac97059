package syntax

// scanner goes through text in blocks of 64 bytes and finds the ends of its cells, for a whole
// block at once, as bits of which the lowest stands for the first byte.
//
// It assumes that quotes open and close cells in turn. If a quote is where neither can happen,
// or a quoted cell has a line break, the scanner stops there; Grammar.Row reads that row and
// the scanner goes on after it.
type scanner struct {
	grammar *Grammar
	b       []byte
	base    int    // of the block at hand
	stops   uint64 // delimiters and line breaks outside quotes, not passed yet
	odd     uint64 // the first of what the scanner can't make out; no stops are beyond
	quoted  bool   // the block has something to do with quotes
	doubled bool   // doubled quotes were seen

	marks     [marked]marks // of the blocks from marksBase on
	marksBase int
	marksLen  int

	// What the block before leaves behind.
	inside uint64 // all bits, if it ends within quotes
	closed uint64 // 1, if it ends with a closing quote
	edge   uint64 // where a quote may open a cell because of what is before it
	skip   uint64 // 1, if the next stop is passed already
}

// seek goes to a place outside quotes.
func (s *scanner) seek(at int) {
	s.base = at &^ 63
	s.inside, s.closed, s.edge, s.skip = 0, 0, 0, 0
	if at == 0 || s.grammar.endsCell(s.b[at-1]) {
		s.edge = 1 << (at & 63)
	}
	s.load(^uint64(0) << (at & 63))
}

// next goes to the next block. It is false at the end of the text.
func (s *scanner) next() bool {
	if s.base += 64; s.base >= len(s.b) {
		return false
	}
	s.load(^uint64(0))
	return true
}

// marksAt returns the marks of the current block; it computes those of several blocks at once.
func (s *scanner) marksAt() marks {
	if k := (s.base - s.marksBase) >> 6; s.base >= s.marksBase && k < s.marksLen {
		return s.marks[k]
	}
	g := s.grammar
	s.marksBase, s.marksLen = s.base, min((len(s.b)-s.base)>>6, marked)
	if s.marksLen > 0 {
		markBlocks(&s.marks, &s.b[s.base], s.marksLen, g.Quote, g.Delim)
	} else {
		var last [64]byte
		copy(last[:], s.b[min(s.base, len(s.b)):])
		s.marksLen = 1
		markBlocks(&s.marks, &last[0], 1, g.Quote, g.Delim)
	}
	return s.marks[0]
}

// load looks at the bytes of the block in a mask.
func (s *scanner) load(mask uint64) {
	g, m := s.grammar, s.marksAt()
	quotes, delims, breaks := m.quotes, m.delims, m.breaks
	if g.Quote == 0 {
		quotes = 0
	}
	stops := (delims | breaks) & mask
	quotes &= mask
	if s.quoted = quotes|s.inside|s.closed != 0; !s.quoted {
		s.odd, s.stops = 0, stops&^s.skip
		s.edge, s.skip = stops>>63, 0
		return
	}
	inside := prefixXor(quotes) ^ s.inside
	opening, closing := quotes&inside, quotes&^inside
	stops &^= inside
	behind := closing<<1 | s.closed
	odd := opening&^((stops|closing)<<1|s.edge) | // a quote within a cell
		behind&^(stops|opening) | // text after a quoted cell
		breaks&inside&mask
	if g.Backslash {
		odd |= quotes
	}
	s.doubled = s.doubled || behind&opening != 0
	s.inside = uint64(int64(inside) >> 63)
	s.closed = closing >> 63
	s.edge = (stops | closing) >> 63
	s.odd = odd & -odd
	if odd != 0 {
		stops &= s.odd - 1
	}
	s.stops, s.skip = stops&^s.skip, 0
}

// passed remembers that the stop after the one at bit i is passed, too.
func (s *scanner) passed() {
	if s.stops == 0 {
		s.skip = 1
	}
	s.stops &= s.stops - 1
}

// prefixXor sets each bit up to which x has an odd number of bits set.
func prefixXor(x uint64) uint64 {
	x ^= x << 1
	x ^= x << 2
	x ^= x << 4
	x ^= x << 8
	x ^= x << 16
	return x ^ x<<32
}
