package rehearsal

import (
	"math/bits"
	"strconv"
)

// PhoneSet is a set of phone numbers in E.164 form. Its at most 15 digits fit
// into 64 bits, and the numbers of a list have most of theirs in common: so it
// keeps the last 16 bits alone, in one small hash table for each beginning,
// which takes three to six bytes a number. The zero value is an empty set.
type PhoneSet struct {
	// blocks is a hash table with open addressing, at most three quarters full;
	// its length is a power of two.
	blocks []block
	used   int
	count  int
	warmed uint16
}

// block holds the numbers that begin alike.
type block struct {
	// key is the number without its last 16 bits, plus 1; 0 is a free place.
	key uint64
	// tails is a hash table as blocks is, of the last 16 bits; 0 is a free
	// place, and zero says whether the number with those bits is there.
	tails []uint16
	count uint16
	zero  bool
}

// NewPhoneSet gives an empty set.
func NewPhoneSet() *PhoneSet { return &PhoneSet{} }

// Add puts an E.164 number into the set and says whether it is new there.
func (s *PhoneSet) Add(e164 string) bool { return s.add(digits(e164)) }

// Has says whether an E.164 number is in the set.
func (s *PhoneSet) Has(e164 string) bool { return s.has(digits(e164)) }

// Len is how many numbers the set has.
func (s *PhoneSet) Len() int { return s.count }

func (s *PhoneSet) add(n uint64) bool {
	if 4*s.used >= 3*len(s.blocks) {
		s.grow()
	}
	b := s.find(n>>16 + 1)
	if b.key == 0 {
		b.key = n>>16 + 1
		s.used++
	}
	if !b.add(uint16(n)) {
		return false
	}
	s.count++
	return true
}

func (s *PhoneSet) has(n uint64) bool {
	if s.used == 0 {
		return false
	}
	b := s.find(n>>16 + 1)
	return b.key != 0 && b.has(uint16(n))
}

// warm reads what add and has will look at for each of numbers. They wait for
// memory one number after the other; here the processor can fetch for many at
// the same time.
func (s *PhoneSet) warm(numbers []uint64) {
	if s.used == 0 {
		return
	}
	shift := 64 - bits.Len(uint(len(s.blocks)-1))
	for _, n := range numbers {
		b := &s.blocks[home(n>>16+1, shift)]
		if len(b.tails) > 0 {
			s.warmed ^= b.tails[b.home(uint16(n))]
		}
	}
}

// home is where the search for a key begins. Multiplying by an odd constant
// spreads neighbouring keys, Fibonacci hashing (Knuth, The Art of Computer
// Programming 3, 6.4).
func home(key uint64, shift int) int { return int(key * 0x9E3779B97F4A7C15 >> shift) }

// find gives the block of a key, or the free place for it.
func (s *PhoneSet) find(key uint64) *block {
	mask := len(s.blocks) - 1
	i := home(key, 64-bits.Len(uint(mask)))
	for s.blocks[i&mask].key != key && s.blocks[i&mask].key != 0 {
		i++
	}
	return &s.blocks[i&mask]
}

func (s *PhoneSet) grow() {
	old := s.blocks
	s.blocks = make([]block, max(16, 2*len(old)))
	for _, b := range old {
		if b.key != 0 {
			*s.find(b.key) = b
		}
	}
}

func (b *block) add(tail uint16) bool {
	if tail == 0 {
		was := b.zero
		b.zero = true
		return !was
	}
	if 4*int(b.count) >= 3*len(b.tails) {
		b.grow()
	}
	at := b.find(tail)
	if *at == tail {
		return false
	}
	*at = tail
	b.count++
	return true
}

func (b *block) has(tail uint16) bool {
	if tail == 0 || b.count == 0 {
		return tail == 0 && b.zero
	}
	return *b.find(tail) == tail
}

// home is where the search for a tail begins.
func (b *block) home(tail uint16) int {
	return int(uint32(tail) * 0x9E3779B1 >> (32 - bits.Len(uint(len(b.tails)-1))))
}

// find gives the place of a tail, or the free place for it.
func (b *block) find(tail uint16) *uint16 {
	mask := len(b.tails) - 1
	i := b.home(tail)
	for b.tails[i&mask] != tail && b.tails[i&mask] != 0 {
		i++
	}
	return &b.tails[i&mask]
}

func (b *block) grow() {
	old := b.tails
	b.tails = make([]uint16, max(4, 2*len(old)))
	for _, t := range old {
		if t != 0 {
			*b.find(t) = t
		}
	}
}

// digits reads "+12065551234" as a number. What is not E.164 cannot come here:
// the numbers were formatted by pkg/normalize/phone.
func digits(e164 string) uint64 {
	n, err := strconv.ParseUint(e164[min(1, len(e164)):], 10, 64)
	if err != nil {
		panic("rehearsal: not an E.164 number")
	}
	return n
}
