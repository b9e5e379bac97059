package phone

import (
	"maps"
	"sync/atomic"
	"unicode/utf8"

	"rollcall/pkg/normalize"
)

// notes remembers what the words of cells say: a list has the same few beside its
// numbers. Any number of goroutines may use one.
type notes struct {
	// known is by the shape of the cells. It is replaced, never changed: reading it
	// takes no lock.
	known atomic.Pointer[map[string]normalize.Note]
}

// So many shapes are remembered, and none that has more bytes.
const (
	maxShapes = 256
	maxShape  = 64
)

// of is normalize.NoteOf. Which words refuse is never remembered: numbers may be
// among them.
func (n *notes) of(cell string) normalize.Note {
	var buf [maxShape]byte
	shape, ok := appendShape(buf[:0], cell)
	if !ok {
		return normalize.NoteOf(cell)
	}
	known := n.known.Load()
	if known != nil {
		if note, ok := (*known)[string(shape)]; ok {
			return note
		}
	}
	note := normalize.NoteOf(cell)
	if note.Refusal != "" || known != nil && len(*known) >= maxShapes {
		return note
	}
	// Where two goroutines come here at once, one of them finds out again.
	more := map[string]normalize.Note{string(shape): note}
	if known != nil {
		maps.Copy(more, *known)
	}
	n.known.Store(&more)
	return note
}

// appendShape appends a cell of ASCII without what does not matter for its words:
// which digits the numbers of three and more have. Years are told from others.
func appendShape(dst []byte, cell string) (shape []byte, ok bool) {
	if len(cell) > maxShape {
		return nil, false
	}
	for i := 0; i < len(cell); i++ {
		c := cell[i]
		if c >= utf8.RuneSelf {
			return nil, false
		}
		if !isDigit(c) {
			dst = append(dst, c)
			continue
		}
		start := i
		for i+1 < len(cell) && isDigit(cell[i+1]) {
			i++
		}
		number := cell[start : i+1]
		keep := 0
		switch {
		case len(number) < 3:
			keep = len(number)
		case len(number) == 4 && (number[:2] == "19" || number[:2] == "20"):
			keep = 2
		}
		dst = append(dst, number[:keep]...)
		for range number[keep:] {
			dst = append(dst, '5')
		}
	}
	return dst, true
}
