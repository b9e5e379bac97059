package dryrun

import (
	"cmp"
	"iter"
	"math"
	"math/bits"
	"slices"
	"strconv"
)

// PhoneSet is a set of phone numbers in E.164 form. Its at most 15 digits fit
// into 64 bits, and the numbers of a file have most of theirs in common: so it
// keeps only the last 16 bits, in one small hash table for each beginning,
// which takes three to six bytes a number. The zero value is an empty set.
type PhoneSet struct {
	// blocks is a hash table with open addressing, at most three quarters full;
	// its length is a power of two.
	blocks []block
	used   int
	count  int
	warmed uint16
	// lines: for each number, the line at which it was added first is kept, too.
	lines bool
	// ranges are the ranges that were added whole.
	ranges rangeSet
}

// block has the numbers with the same beginning.
type block struct {
	// key is the number without its last 16 bits, plus 1; 0 is a free place.
	key uint64
	// tails is a hash table as blocks is, of the last 16 bits; 0 is a free
	// place, and zero reports whether the number with those bits is there.
	tails []uint16
	count uint16
	zero  bool
	// lines are the lines of tails, zeroLine that of the number of zero, if lines are
	// kept.
	lines    []uint32
	zeroLine uint32
}

// NewPhoneSet returns an empty set.
func NewPhoneSet() *PhoneSet { return &PhoneSet{} }

// Add puts an E.164 number into the set and reports whether it is new there.
func (s *PhoneSet) Add(e164 string) bool { return s.add(digits(e164)) }

// AddRange puts the numbers from first to last into the set, the digits of E.164
// numbers. It costs the same however many they are; Len does not count them, and
// for Add they are new.
func (s *PhoneSet) AddRange(first, last uint64) {
	if first == last {
		s.add(first)
		return
	}
	s.ranges.add(first, last)
}

// Len returns the number of numbers in the set.
func (s *PhoneSet) Len() int { return s.count }

func (s *PhoneSet) add(n uint64) bool {
	_, added := s.addAt(n, 0)
	return added
}

// addAt adds the number of a line. It returns the line at which the number was added
// first, if the set keeps lines, and reports whether it is this one.
func (s *PhoneSet) addAt(n uint64, line int64) (first int64, added bool) {
	if 4*s.used >= 3*len(s.blocks) {
		s.grow()
	}
	b := s.find(n>>16 + 1)
	if b.key == 0 {
		b.key = n>>16 + 1
		s.used++
	}
	at, added := b.add(uint16(n), s.lines)
	if added {
		s.count++
	}
	if !s.lines {
		return 0, added
	}
	kept := &b.zeroLine
	if at >= 0 {
		kept = &b.lines[at]
	}
	if added {
		*kept = uint32(min(line, math.MaxUint32))
	}
	return int64(*kept), added
}

// all returns the numbers of the set, in no order.
func (s *PhoneSet) all() iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		for i := range s.blocks {
			b := &s.blocks[i]
			if b.key == 0 {
				continue
			}
			first := (b.key - 1) << 16
			if b.zero && !yield(first) {
				return
			}
			for _, tail := range b.tails {
				if tail != 0 && !yield(first|uint64(tail)) {
					return
				}
			}
		}
	}
}

func (s *PhoneSet) has(n uint64) bool {
	if len(s.ranges.all) > 0 && s.ranges.has(n) {
		return true
	}
	if s.used == 0 {
		return false
	}
	b := s.find(n>>16 + 1)
	return b.key != 0 && b.has(uint16(n))
}

// warm reads the memory that add and has will need for the numbers of the rows. They wait
// for it one number after the other; here the processor can fetch for many at the same
// time.
func (s *PhoneSet) warm(rows []candidate) {
	if s.used == 0 {
		return
	}
	shift := 64 - bits.Len(uint(len(s.blocks)-1))
	for i := range rows {
		n := rows[i].number
		b := &s.blocks[home(n>>16+1, shift)]
		if len(b.tails) > 0 {
			s.warmed ^= b.tails[b.home(uint16(n))]
		}
	}
}

// home returns where the search for a key begins. Multiplying by an odd constant
// spreads neighbouring keys, Fibonacci hashing (Knuth, The Art of Computer
// Programming 3, 6.4).
func home(key uint64, shift int) int { return int(key * 0x9E3779B97F4A7C15 >> shift) }

// find returns the block of a key, or the free place for it.
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

// add adds a tail. It returns its place among tails, or -1 for the tail 0.
func (b *block) add(tail uint16, lines bool) (at int, added bool) {
	if tail == 0 {
		was := b.zero
		b.zero = true
		return -1, !was
	}
	if 4*int(b.count) >= 3*len(b.tails) {
		b.grow(lines)
	}
	at = b.find(tail)
	if b.tails[at] == tail {
		return at, false
	}
	b.tails[at] = tail
	b.count++
	return at, true
}

func (b *block) has(tail uint16) bool {
	if tail == 0 || b.count == 0 {
		return tail == 0 && b.zero
	}
	return b.tails[b.find(tail)] == tail
}

// home returns where the search for a tail begins.
func (b *block) home(tail uint16) int {
	return int(uint32(tail) * 0x9E3779B1 >> (32 - bits.Len(uint(len(b.tails)-1))))
}

// find returns the place of a tail, or the free place for it.
func (b *block) find(tail uint16) int {
	mask := len(b.tails) - 1
	i := b.home(tail)
	for b.tails[i&mask] != tail && b.tails[i&mask] != 0 {
		i++
	}
	return i & mask
}

func (b *block) grow(lines bool) {
	old, oldLines := b.tails, b.lines
	b.tails = make([]uint16, max(4, 2*len(old)))
	if lines {
		b.lines = make([]uint32, len(b.tails))
	}
	for i, t := range old {
		if t == 0 {
			continue
		}
		at := b.find(t)
		b.tails[at] = t
		if lines {
			b.lines[at] = oldLines[i]
		}
	}
}

// digits reads "+12065551234" as a number. The argument is always in E.164 form, since
// pkg/normalize/phone has formatted it.
func digits(e164 string) uint64 {
	if len(e164) < 2 || len(e164) > maxE164 {
		panic("dryrun: not an E.164 number")
	}
	const eight, all = 8, 100_000_000
	if low := len(e164) - eight; low > 0 {
		if n, ok := eightDigits(e164[low:]); ok {
			if low == 1 {
				return n
			}
			return digits(e164[:low])*all + n
		}
	}
	var n uint64
	for i := 1; i < len(e164); i++ {
		digit := e164[i] - '0'
		if digit > 9 {
			panic("dryrun: not an E.164 number")
		}
		n = n*10 + uint64(digit)
	}
	return n
}

// eightDigits reads eight digits at once: neighbours are added up to pairs, these to
// fours, and these to the number.
func eightDigits(s string) (n uint64, ok bool) {
	_ = s[7]
	x := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	const each, high = 0x0101010101010101, 0xf0f0f0f0f0f0f0f0
	if x&high != '0'*each || (x+6*each)&high != '0'*each {
		return 0, false
	}
	x -= '0' * each
	x = x*10 + x>>8
	const pairs = 0x000000ff000000ff
	return ((x&pairs)*(1_000_000<<32+100) + (x>>16&pairs)*(10_000<<32+1)) >> 32, true
}

// maxE164 is the number of bytes of plus and digits that fit into 64 bits.
const maxE164 = 20

// e164 is the inverse of digits.
func e164(n uint64) string { return "+" + strconv.FormatUint(n, 10) }

// rangeSet is a set of numbers by their ranges.
type rangeSet struct {
	all []numberRange
	// merged is how many of all, from the first on, are in order and do not overlap.
	merged int
}

// numberRange is the numbers from first to last.
type numberRange struct{ first, last uint64 }

// fewRanges is the number of ranges that are added before they are merged.
const fewRanges = 1 << 12

// add puts in the numbers from first to last. Ranges that repeat take no memory
// for long.
func (s *rangeSet) add(first, last uint64) {
	if s.all = append(s.all, numberRange{first, last}); len(s.all) >= max(fewRanges, 2*s.merged) {
		s.merge()
	}
}

// has reports whether a number is in the set.
func (s *rangeSet) has(n uint64) bool {
	if s.merged < len(s.all) {
		s.merge()
	}
	at, found := slices.BinarySearchFunc(s.all, n, func(r numberRange, n uint64) int { return cmp.Compare(r.first, n) })
	return found || at > 0 && n <= s.all[at-1].last
}

// merge puts the ranges in order and joins those that overlap.
func (s *rangeSet) merge() {
	slices.SortFunc(s.all, func(a, b numberRange) int { return cmp.Compare(a.first, b.first) })
	kept := s.all[:0]
	for _, r := range s.all {
		if n := len(kept); n > 0 && r.first <= kept[n-1].last+1 {
			kept[n-1].last = max(kept[n-1].last, r.last)
			continue
		}
		kept = append(kept, r)
	}
	s.all, s.merged = kept, len(kept)
}
