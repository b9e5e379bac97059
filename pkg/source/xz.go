package source

import (
	"encoding/binary"
	"errors"
	"io"

	"github.com/ulikunitz/xz"
	"github.com/ulikunitz/xz/lzma"
)

// newXZ decompresses xz. The library allocates any dictionary that a block asks for, so each
// block is checked before the library gets it.
func newXZ(raw io.Reader) (io.Reader, error) {
	return xz.NewReader(&xzGuard{from: raw, step: xzStream, need: 12, allowed: 4 * maxWindow})
}

// xzGuard reads xz data and follows their frames: a stream has a header of 12
// bytes, blocks, an index and a footer; a block has a header with the size of
// its dictionary, and chunks that say how long they are.
type xzGuard struct {
	from io.Reader
	step xzStep
	held []byte // of the frame at hand, as far as it was read
	need int    // how many bytes the frame has
	pass int64  // how many bytes to pass over
	// padded are the bytes of a block or index so far, which are filled up to 4.
	padded int64
	check  int64 // how many bytes follow a block to check it
	// number is one of the index, as far as it was read, and numbers how many of
	// them are still to come.
	number  uint64
	shift   uint
	numbers int64
	// allowed is how much all dictionaries may still take. Small blocks with
	// large ones would take long to make room for.
	allowed int64
}

type xzStep int

const (
	xzStream     xzStep = iota // at a stream's header or the padding before it
	xzBlockSize                // at the first byte of a block's header
	xzBlock                    // within a block's header
	xzChunk                    // at the first byte of a chunk
	xzChunkSizes               // within a chunk's header
	xzIndex                    // after the last block
)

// dictionaryShare is how many bytes of dictionaries are allowed for each byte of data.
const dictionaryShare = 4096

var errXZFrame = errors.New("its frames are not those of xz")

func (g *xzGuard) Read(b []byte) (int, error) {
	n, err := g.from.Read(b)
	if wrong := g.follow(b[:n]); wrong != nil {
		return 0, wrong
	}
	return n, err
}

// follow goes through the next bytes.
func (g *xzGuard) follow(b []byte) error {
	g.allowed = min(g.allowed+int64(len(b))*dictionaryShare, 1<<62)
	for len(b) > 0 {
		if n := min(g.pass, int64(len(b))); n > 0 {
			g.pass -= n
			b = b[n:]
			continue
		}
		g.held = append(g.held, b[0])
		b = b[1:]
		if len(g.held) < g.need {
			continue
		}
		if err := g.frame(g.held); err != nil {
			return err
		}
	}
	return nil
}

// expect makes a step begin with a frame of so many bytes.
func (g *xzGuard) expect(step xzStep, need int) { g.step, g.need, g.held = step, need, g.held[:0] }

// frame adds what was read for a step, and goes on to the next.
func (g *xzGuard) frame(f []byte) error {
	switch g.step {
	case xzStream:
		if f[0] == 0 { // padding of 4 zeros between streams
			copy(f, f[4:])
			g.held = f[:8]
			return nil
		}
		// The library checks the rest.
		g.check = []int64{0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64}[f[7]&0x0f]
		g.expect(xzBlockSize, 1)
	case xzBlockSize:
		if f[0] == 0 {
			g.padded, g.numbers = 1, 0
			g.expect(xzIndex, 1)
			break
		}
		g.step, g.need = xzBlock, 4*(int(f[0])+1)
	case xzBlock:
		if err := g.dictionary(f); err != nil {
			return err
		}
		g.padded = 0
		g.expect(xzChunk, 1)
	case xzChunk:
		g.padded++
		switch {
		case f[0] == 0:
			g.pass = -g.padded&3 + g.check
			g.expect(xzBlockSize, 1)
		case f[0] < 0x80:
			g.step, g.need = xzChunkSizes, 3
		default:
			g.step, g.need = xzChunkSizes, 5
		}
	case xzChunkSizes:
		g.padded += int64(g.need - 1)
		switch {
		case f[0] < 0x80: // not compressed: its size, less one
			g.pass = int64(binary.BigEndian.Uint16(f[1:])) + 1
		default: // the size of what is compressed follows that of the result
			g.pass = int64(binary.BigEndian.Uint16(f[3:])) + 1
			if f[0] >= 0xc0 { // new properties
				g.pass++
			}
		}
		g.padded += g.pass
		g.expect(xzChunk, 1)
	case xzIndex:
		g.held = f[:0]
		return g.index(f[0])
	}
	return nil
}

// dictionary checks the size that a block's header asks for. Two numbers of several bytes each
// may come between its flags and its filters.
func (g *xzGuard) dictionary(header []byte) error {
	rest := header[2:]
	for _, flag := range []byte{0x40, 0x80} {
		if header[1]&flag != 0 {
			_, n := binary.Uvarint(rest)
			if n <= 0 {
				return errXZFrame
			}
			rest = rest[n:]
		}
	}
	if header[1]&3 != 0 || len(rest) < 3 || rest[0] != 0x21 || rest[1] != 1 {
		return errors.New("it has filters other than LZMA2")
	}
	size, err := lzma.DecodeDictCap(rest[2])
	switch {
	case err != nil:
		return errXZFrame
	case size > maxWindow:
		return errWindow
	}
	if g.allowed -= size; g.allowed < 0 {
		return &RefusedError{Message: "the xz data has far larger dictionaries than it needs", Hint: errWindow.Hint}
	}
	return nil
}

// index goes through the index to the end of the footer. The index is a count and two numbers
// for each block, padded to 4 bytes, and a checksum.
func (g *xzGuard) index(b byte) error {
	g.padded++
	g.number |= uint64(b&0x7f) << g.shift
	if g.shift += 7; b >= 0x80 {
		if g.shift > 56 {
			return errXZFrame
		}
		return nil
	}
	if g.numbers--; g.numbers < 0 {
		g.numbers = 2 * int64(g.number&(1<<61-1))
	}
	g.number, g.shift = 0, 0
	if g.numbers == 0 {
		const checksum, footer = 4, 12
		g.pass = -g.padded&3 + checksum + footer
		g.expect(xzStream, 12)
	}
	return nil
}
