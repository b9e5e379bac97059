package automata

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// trie holds what the prefixes of international numbers say.
type trie struct {
	label uint16
	next  [10]*trie
}

// zones reads the library's time zones and compiles them.
func (b *builder) zones(data []byte) (uint16, [][]string, error) {
	prefixes, err := readZones(data)
	if err != nil {
		return 0, nil, fmt.Errorf("reading time zones: %w", err)
	}
	var sets [][]string
	index := map[string]uint16{}
	root := &trie{}
	for _, p := range prefixes {
		key := strings.Join(p.zones, " ")
		if index[key] == 0 {
			sets = append(sets, p.zones)
			index[key] = uint16(len(sets))
		}
		at := root
		for _, digit := range p.digits {
			next := &at.next[digit-'0']
			if *next == nil {
				*next = &trie{}
			}
			at = *next
		}
		at.label = index[key]
	}
	return b.trie(root), sets, nil
}

func (b *builder) trie(t *trie) uint16 {
	if t == nil {
		return 0
	}
	n := node{label: t.label}
	for digit, next := range t.next {
		n.next[digit] = b.trie(next)
	}
	return b.store.put(n)
}

type zonePrefix struct {
	digits string
	zones  []string
}

// readZones decodes the library's file: gzip; the size of all names and the
// names, a line each; then how many prefixes there are, and for each its
// distance from the last as a varint and a counted list of places among the
// names. Numbers are little-endian.
func readZones(data []byte) ([]zonePrefix, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(z)
	if err != nil {
		return nil, err
	}
	r := zoneReader{bytes.NewReader(raw), nil}
	text := make([]byte, r.number(4))
	if _, err := io.ReadFull(r, text); err != nil {
		return nil, err
	}
	names := strings.Split(string(text), "\n")
	prefixes := make([]zonePrefix, r.number(4))
	prefix := uint64(0)
	for i := range prefixes {
		distance, err := binary.ReadUvarint(r)
		if err != nil {
			return nil, err
		}
		prefix += distance
		prefixes[i].digits = strconv.FormatUint(prefix, 10)
		prefixes[i].zones = make([]string, r.number(1))
		for j := range prefixes[i].zones {
			prefixes[i].zones[j] = names[r.number(2)]
		}
	}
	return prefixes, r.err
}

type zoneReader struct {
	*bytes.Reader
	err error
}

// number reads a number of so many bytes, or 0 once something went wrong.
func (r *zoneReader) number(size int) int {
	var b [8]byte
	if _, err := io.ReadFull(r, b[:size]); err != nil && r.err == nil {
		r.err = err
	}
	return int(binary.LittleEndian.Uint64(b[:]))
}

// ZoneData reads the file from the folder of the library that go.mod names.
func ZoneData() ([]byte, error) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/nyaruka/phonenumbers/v2").Output()
	if err != nil {
		return nil, fmt.Errorf("finding the phone number library: %w", err)
	}
	return os.ReadFile(filepath.Join(strings.TrimSpace(string(out)), "timezone", "data", "prefix_to_timezone.xml.gz"))
}
