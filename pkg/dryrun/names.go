package dryrun

import (
	"maps"
	"strings"
	"sync"
	"sync/atomic"
)

// names are the time zones and the tags of a file, each with its position: rows name the
// same few again and again.
type names struct {
	// byZone is replaced, never changed: reading it takes no lock.
	byZone atomic.Pointer[map[string]zoneID]
	mu     sync.Mutex // of who replaces it
	// Only Write uses byTag and tagged.
	byTag  map[string]uint32
	tagged []string
}

// zoneID is the position of a value of TimeZone among those of the file.
type zoneID uint16

// unknownZone is for a contact that can be anywhere, severalZones for one that can be in
// more than one zone.
const (
	unknownZone zoneID = iota
	severalZones
)

func newNames() *names {
	n := &names{byTag: map[string]uint32{}}
	n.byZone.Store(&map[string]zoneID{"": unknownZone, " ": severalZones})
	return n
}

// zone returns the position of a value of TimeZone.
func (n *names) zone(value string) zoneID {
	if strings.IndexByte(value, ' ') >= 0 {
		return severalZones
	}
	if id, ok := (*n.byZone.Load())[value]; ok {
		return id
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	known := *n.byZone.Load()
	id, ok := known[value]
	if !ok {
		more := maps.Clone(known)
		id = zoneID(len(more))
		more[strings.Clone(value)] = id
		n.byZone.Store(&more)
	}
	return id
}

// tags returns the positions of tags.
func (n *names) tags(tags []string) []uint32 {
	ids := make([]uint32, len(tags))
	for i, tag := range tags {
		id, ok := n.byTag[tag]
		if !ok {
			id = uint32(len(n.tagged))
			tag = strings.Clone(tag)
			n.byTag[tag] = id
			n.tagged = append(n.tagged, tag)
		}
		ids[i] = id
	}
	return ids
}
