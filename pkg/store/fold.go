package store

import (
	"bytes"
	"slices"

	"rollcall/pkg/contact"
)

// rowFolder folds the rows of a number into one item, in time and memory that are
// linear in what they say, however many they are.
type rowFolder struct {
	// rows has what was folded of the last rows, which the item shares; live is how
	// many bytes the item had when it last got memory of its own, and taken how many
	// the rows have since.
	rows        []byte
	live, taken int
	// customs and tags are what the item has, once it has more than a few.
	customs map[string]int
	tags    map[string]bool
}

// leastRoom is how many bytes of rows are kept at least before the item, which may
// need few of them, gets memory of its own.
const leastRoom = 64 << 10

// begin is called before the rows of a number are folded.
func (f *rowFolder) begin() {
	f.rows, f.live, f.taken, f.customs, f.tags = f.rows[:0], 0, 0, nil, nil
}

// fold adds what a later row of the same number says, whose encoded form has size
// bytes and goes: of each value the last that says something, tags in the order in
// which they first appear.
func (f *rowFolder) fold(it, later *item, size int) error {
	if f.taken += size; f.taken > max(f.live, leastRoom) {
		if err := f.move(it); err != nil {
			return err
		}
	}
	if cap(f.rows)-len(f.rows) < size {
		f.rows = make([]byte, 0, max(size, leastRoom)) // the item holds on to the one before
	}
	older := contact.IsOlder(string(later.columns[contact.ConsentDate]), string(it.columns[contact.ConsentDate]))
	for i, v := range later.columns {
		if v != nil && !(older && isConsent(i)) {
			it.columns[i] = f.keep(v)
		}
	}
	for _, c := range later.customs {
		f.addCustom(it, c)
	}
	for _, t := range later.tags {
		f.addTag(it, t)
	}
	it.raw = nil
	return nil
}

// move returns an item memory of its own, so that the rows' is free again.
func (f *rowFolder) move(it *item) error {
	own := appendItem(nil, it)
	f.rows, f.live, f.taken = nil, len(own), 0
	return it.decode(own)
}

// keep copies bytes of a row.
func (f *rowFolder) keep(v []byte) []byte {
	start := len(f.rows)
	f.rows = append(f.rows, v...)
	return f.rows[start:len(f.rows):len(f.rows)]
}

// addCustom replaces the value of the same key, or appends.
func (f *rowFolder) addCustom(it *item, c customValue) {
	if f.customs == nil && len(it.customs) > few {
		f.customs = make(map[string]int, 2*len(it.customs))
		for i, o := range it.customs {
			f.customs[string(o.key)] = i
		}
	}
	i, found := 0, false
	if f.customs != nil {
		i, found = f.customs[string(c.key)]
	} else {
		i = slices.IndexFunc(it.customs, func(o customValue) bool { return bytes.Equal(o.key, c.key) })
		found = i >= 0
	}
	if found {
		it.customs[i].json = f.keep(c.json)
		return
	}
	if f.customs != nil {
		f.customs[string(c.key)] = len(it.customs)
	}
	it.customs = append(it.customs, customValue{f.keep(c.key), f.keep(c.json)})
}

// addTag appends a tag that is not there yet.
func (f *rowFolder) addTag(it *item, t []byte) {
	if f.tags == nil && len(it.tags) > few {
		f.tags = make(map[string]bool, 2*len(it.tags))
		for _, o := range it.tags {
			f.tags[string(o)] = true
		}
	}
	if f.tags != nil && f.tags[string(t)] ||
		f.tags == nil && slices.ContainsFunc(it.tags, func(o []byte) bool { return bytes.Equal(o, t) }) {
		return
	}
	if f.tags != nil {
		f.tags[string(t)] = true
	}
	it.tags = append(it.tags, f.keep(t))
}
