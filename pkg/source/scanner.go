package source

// scanner goes through text in blocks of 64 bytes and finds where its cells
// end, all of a block at once, in bits of which the lowest stands for the
// block's first byte.
//
// It takes every quote for one that opens or closes a cell, in turn. That holds
// as long as each stands where such a quote can: where it doesn't, or where a
// quoted cell has a line break in it, the scanner tells and sees no further,
// and somebody else, grammar.row, reads the row and says where to go on.
type scanner struct {
	grammar *grammar
	b       []byte
	base    int    // of the block at hand
	stops   uint64 // delimiters and line breaks outside quotes, not passed yet
	odd     uint64 // the first of what the scanner can't make out; no stops are beyond
	quoted  bool   // the block has something to do with quotes
	doubled bool   // doubled quotes were seen

	// What the block before leaves behind.
	inside uint64 // all bits, if it ends within quotes
	closed uint64 // 1, if it ends with a closing quote
	edge   uint64 // where a quote may open a cell because of what is before it
	skip   uint64 // 1, if the next stop is passed already
}

// set starts with a text at a place outside quotes.
func (s *scanner) set(g *grammar, text string, at int) {
	*s = scanner{grammar: g, b: view(text), doubled: s.doubled}
	s.seek(at)
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

// next goes to the block behind. It is false at the end of the text.
func (s *scanner) next() bool {
	if s.base += 64; s.base >= len(s.b) {
		return false
	}
	s.load(^uint64(0))
	return true
}

// load looks at those bytes of the block that a mask names.
func (s *scanner) load(mask uint64) {
	g := s.grammar
	var quotes, delims, breaks uint64
	if s.base+64 <= len(s.b) {
		quotes, delims, breaks = markBlock((*[64]byte)(s.b[s.base:]), g.quote, g.delim)
	} else {
		var last [64]byte
		copy(last[:], s.b[min(s.base, len(s.b)):])
		quotes, delims, breaks = markBlock(&last, g.quote, g.delim)
	}
	if g.quote == 0 {
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
		behind&^(stops|opening) | // text behind a quoted cell
		breaks&inside&mask
	if g.backslash {
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

// passed remembers that the stop behind the one at bit i is passed, too.
func (s *scanner) passed() {
	if s.stops == 0 {
		s.skip = 1
	}
	s.stops &= s.stops - 1
}

// prefixXor has each bit set up to which x has an odd number of bits set.
func prefixXor(x uint64) uint64 {
	x ^= x << 1
	x ^= x << 2
	x ^= x << 4
	x ^= x << 8
	x ^= x << 16
	return x ^ x<<32
}

// markWords is markBlock, eight bytes at a time.
func markWords(b *[64]byte, quote, delim byte) (quotes, delims, breaks uint64) {
	q, d := ones*uint64(quote), ones*uint64(delim)
	for i := 0; i < 64; i += 8 {
		x := word(b[:], i)
		l := x & lows
		quotes |= pack(^(((l^q)+lows)|x)&highs) << i
		delims |= pack(^(((l^d)+lows)|x)&highs) << i
		breaks |= pack(^(((l^lfs)+lows)&((l^crs)+lows)|x)&highs) << i
	}
	return quotes, delims, breaks
}

// pack moves the highest bit of each byte to the lowest eight.
func pack(m uint64) uint64 { return m >> 7 * 0x0102040810204080 >> 56 }
