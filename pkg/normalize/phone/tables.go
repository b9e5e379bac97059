package phone

import (
	_ "embed"
	"encoding/binary"
	"sync"
)

//go:generate go run ./internal/generate

// MetadataVersion is the release of Google's phone number metadata by which
// numbers are judged.
const MetadataVersion = metadataVersion

// plan is what reading a number takes of one region's metadata. See
// internal/automata for the fields.
type plan struct {
	region                           string
	callingCode                      int
	international, national, general uint16
	transform                        string
	hasTransform                     bool
	lengths, local                   uint32
}

// code is a country calling code.
type code struct {
	number  int
	regions []string
	verdict uint16
}

//go:embed automata.bin
var automataBytes string

// node is a state of an automaton: where each digit leads, and at place 10 the
// label of the number that ends here. The places after that keep a node
// within one line of the processor's cache.
type node [16]uint16

const labelPlace = 10

// tables is the generated tables with the indexes by which they are found.
type tables struct {
	nodes []node
	// byRegion returns the plan for the two letters of a region.
	byRegion [26 * 26]*plan
	// byCode returns a calling code and the plan of its main region.
	byCode [1000]struct {
		*code
		main *plan
	}
}

// loadTables unpacks the tables, once.
var loadTables = sync.OnceValue(func() *tables {
	const size = 2 * (labelPlace + 1)
	t := &tables{nodes: make([]node, len(automataBytes)/size)}
	raw := []byte(automataBytes)
	for i := range t.nodes {
		// Two bytes a place, several places at a time.
		n, b := &t.nodes[i], raw[i*size:(i+1)*size]
		w, x, y := binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[8:]), binary.LittleEndian.Uint64(b[size-8:])
		n[0], n[1], n[2], n[3] = uint16(w), uint16(w>>16), uint16(w>>32), uint16(w>>48)
		n[4], n[5], n[6], n[7] = uint16(x), uint16(x>>16), uint16(x>>32), uint16(x>>48)
		n[8], n[9], n[labelPlace] = uint16(y>>16), uint16(y>>32), uint16(y>>48)
	}
	for i := range plans {
		p := &plans[i]
		if p.region == nonGeographic {
			t.byCode[p.callingCode].main = p
		} else {
			t.byRegion[regionIndex(p.region)] = p
		}
	}
	for i := range codes {
		c := &codes[i]
		t.byCode[c.number].code = c
		if p := t.plan(c.regions[0]); p != nil {
			t.byCode[c.number].main = p
		}
	}
	return t
})

// regionIndex returns the place of a region in tables.byRegion, or -1.
func regionIndex(region string) int {
	if len(region) != 2 || region[0] < 'A' || region[0] > 'Z' || region[1] < 'A' || region[1] > 'Z' {
		return -1
	}
	return int(region[0]-'A')*26 + int(region[1]-'A')
}

// plan returns the plan of a region, or nil.
func (t *tables) plan(region string) *plan {
	if i := regionIndex(region); i >= 0 {
		return t.byRegion[i]
	}
	return nil
}

// label walks all the digits and returns the label at which they end.
func (t *tables) label(from uint16, digits []byte) uint16 {
	nodes := t.nodes
	for _, d := range digits {
		from = nodes[from][d&15]
	}
	return nodes[from][labelPlace]
}

// prefix walks digits as far as they can decide, and returns what an automaton
// for prefixes says of them.
func (t *tables) prefix(from uint16, digits []byte) (m match, ok bool) {
	nodes := t.nodes
	for _, d := range digits {
		next := nodes[from][d&15]
		if next == from {
			break // what follows does not matter
		}
		from = next
	}
	label := nodes[from][labelPlace]
	return match{int(label & 31), int(label >> 5 & 31), int(label >> 10 & 31)}, label != 0
}

// match returns how many digits a prefix has, and which of them its last group
// holds.
type match struct{ end, groupStart, groupEnd int }

// codeOf finds the calling code at the start of digits. None begins with 0,
// and none with another.
func (t *tables) codeOf(digits []byte) (number, length int) {
	if len(digits) == 0 || digits[0] == '0' {
		return 0, 0
	}
	for i := 0; i < len(digits) && i < 3; i++ {
		if !isDigit(digits[i]) {
			return 0, 0
		}
		number = number*10 + int(digits[i]-'0')
		if t.byCode[number].code != nil {
			return number, i + 1
		}
	}
	return 0, 0
}
