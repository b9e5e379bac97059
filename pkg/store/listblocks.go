package store

import (
	"encoding/binary"
	"math/bits"

	"rollcall/pkg/store/internal/pgcopy"
)

// A list of numbers is kept in blocks. A dense block is a bitmap of 10,000
// numbers, 1,250 bytes, which is less than what PostgreSQL moves out of a row: to
// look a number up costs one step of the index and get_bit. A sparse one has
// its numbers as an array; where numbers are rare, 50,000 share a row.
//
//	list_blocks.block   what it covers             members
//	n >= 0              n*10000 … n*10000+9999     bits, or few: the number less n*10000
//	n < 0               m*50000 … m*50000+49999    few: the number less m*50000, less 25000
//	                    for m = -1-n
const (
	blockSize = 10_000
	groupSize = 50_000
	groupHalf = groupSize / 2
	blocks    = groupSize / blockSize
	// bitmapBytes is the size of a bitmap.
	bitmapBytes = blockSize / 8
	// mostSparse is how many numbers an array has at most, so that its row is no
	// larger than one of a bitmap.
	mostSparse = 600
	// mostWide is how many the array of 50,000 has at most: what is larger than
	// about 2,000 bytes would be moved out of its row.
	mostWide = 900
	// rowOverhead is about what a row takes in addition to its numbers: its header, its
	// keys, its place in the page and in the index.
	rowOverhead = 90
)

// numberGroup is the numbers of a list from a multiple of 50,000 on.
type numberGroup struct {
	first uint64 // divided by groupSize
	bits  [groupSize/64 + 1]uint64
}

func (g *numberGroup) reset(first uint64) {
	g.first = first
	clear(g.bits[:])
}

// set puts in a number, by its place in the group.
func (g *numberGroup) set(at int) { g.bits[at>>6] |= 1 << (at & 63) }

// setAll puts in the numbers from a place to another.
func (g *numberGroup) setAll(from, to int) {
	for word := from >> 6; word <= to>>6; word++ {
		g.bits[word] |= between(word, from, to)
	}
}

// clearAll takes out the numbers from a place to another.
func (g *numberGroup) clearAll(from, to int) {
	for word := from >> 6; word <= to>>6; word++ {
		g.bits[word] &^= between(word, from, to)
	}
}

// between is the bits of a word that stand for places from one to another.
func between(word, from, to int) uint64 {
	low, high := max(from-word<<6, 0), min(to-word<<6, 63)
	return ^uint64(0) << low & (^uint64(0) >> (63 - high))
}

// count returns how many numbers there are from a place on, below another.
func (g *numberGroup) count(from, to int) int {
	n := 0
	for at := from; at < to; {
		word := g.bits[at>>6] >> (at & 63)
		width := min(64-at&63, to-at)
		if width < 64 {
			word &= 1<<width - 1
		}
		n += bits.OnesCount64(word)
		at += width
	}
	return n
}

func (g *numberGroup) total() int {
	n := 0
	for _, w := range g.bits {
		n += bits.OnesCount64(w)
	}
	return n
}

// union puts in the numbers of o, and returns how many were new.
func (g *numberGroup) union(o *numberGroup) (added int) {
	for i, w := range o.bits {
		added += bits.OnesCount64(w &^ g.bits[i])
		g.bits[i] |= w
	}
	return added
}

// subtract takes out the numbers of o, and returns how many were there.
func (g *numberGroup) subtract(o *numberGroup) (removed int) {
	for i, w := range o.bits {
		removed += bits.OnesCount64(w & g.bits[i])
		g.bits[i] &^= w
	}
	return removed
}

// keys are those that blocks of the group may have.
func (g *numberGroup) keys(into []int64) []int64 {
	into = append(into, wideKey(g.first))
	for i := range uint64(blocks) {
		into = append(into, int64(g.first*blocks+i))
	}
	return into
}

func wideKey(group uint64) int64 { return -1 - int64(group) }

// groupOf is the group that a block's key belongs to.
func groupOf(key int64) uint64 {
	if key < 0 {
		return uint64(-1 - key)
	}
	return uint64(key) / blocks
}

// take puts in what a row has.
func (g *numberGroup) take(key int64, bitmap []byte, few []int16) {
	switch {
	case key < 0:
		for _, at := range few {
			g.set(int(at) + groupHalf)
		}
	case bitmap != nil:
		base := int(uint64(key)%blocks) * blockSize
		for i, b := range bitmap[:min(len(bitmap), bitmapBytes)] {
			for ; b != 0; b &= b - 1 {
				g.set(base + i*8 + bits.TrailingZeros8(b))
			}
		}
	default:
		base := int(uint64(key)%blocks) * blockSize
		for _, at := range few {
			g.set(base + int(at))
		}
	}
}

// write appends the rows of the group: list, block, how many, bits, few.
func (g *numberGroup) write(t *pgcopy.Row, list int64) {
	total := g.total()
	if total == 0 {
		return
	}
	var counts [blocks]int
	narrow := 0
	for i := range counts {
		if counts[i] = g.count(i*blockSize, (i+1)*blockSize); counts[i] > 0 {
			narrow += rowOverhead + min(bitmapBytes, 24+2*counts[i])
		}
	}
	if total <= mostWide && rowOverhead+24+2*total <= narrow {
		g.row(t, list, wideKey(g.first), total)
		t.Null()
		g.few(t, 0, groupSize, groupHalf, total)
		return
	}
	for i, n := range counts {
		if n == 0 {
			continue
		}
		g.row(t, list, int64(g.first*blocks)+int64(i), n)
		if n <= mostSparse {
			t.Null()
			g.few(t, i*blockSize, (i+1)*blockSize, i*blockSize, n)
			continue
		}
		var bitmap [bitmapBytes]byte
		g.bitmap(bitmap[:], i*blockSize)
		t.Text(bitmap[:])
		t.Null()
	}
}

// bitmap writes the bits of a block as get_bit reads them.
func (g *numberGroup) bitmap(into []byte, from int) {
	for i := range into {
		at := from + i*8
		shift := at & 63
		b := g.bits[at>>6] >> shift
		if shift > 56 {
			b |= g.bits[at>>6+1] << (64 - shift)
		}
		into[i] = byte(b)
	}
}

func (g *numberGroup) row(t *pgcopy.Row, list, key int64, n int) {
	t.Begin(5)
	t.Bigint(list)
	t.Bigint(key)
	t.Text(binary.BigEndian.AppendUint32(nil, uint32(n)))
}

// smallintOID is the type smallint in pg_type.
const smallintOID = 21

// few writes the n numbers from a place on, below another, as a smallint[].
func (g *numberGroup) few(t *pgcopy.Row, from, to, less, n int) {
	b := make([]byte, 0, 20+6*n)
	for _, v := range [...]uint32{1, 0, smallintOID, uint32(n), 1} {
		b = binary.BigEndian.AppendUint32(b, v)
	}
	for at := from; at < to; {
		word := g.bits[at>>6] >> (at & 63)
		if word == 0 {
			at = (at>>6 + 1) << 6
			continue
		}
		if at += bits.TrailingZeros64(word); at >= to {
			break
		}
		b = binary.BigEndian.AppendUint32(b, 2)
		b = binary.BigEndian.AppendUint16(b, uint16(int16(at-less)))
		at++
	}
	t.Text(b)
}
