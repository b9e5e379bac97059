package store

import (
	"bytes"
	"strconv"

	"rollcall/pkg/contact"
)

// marks are what the database knows of some of the numbers of a list, by the
// place of the number among them: a sorter that is walked along with them.
type marks struct {
	all    sorter
	cursor *cursor
}

// rewind goes to the first mark.
func (m *marks) rewind() (err error) {
	m.all.seal()
	m.cursor, err = m.all.read()
	return err
}

// at gives the mark of the nth number, whose n is at least that of the call
// before, and says whether there is one.
func (m *marks) at(nth int64) (mark []byte, ok bool, err error) {
	for {
		key, mark, ok := m.cursor.peek()
		if !ok || key > uint64(nth) {
			return nil, false, nil
		}
		if key == uint64(nth) {
			return mark, true, nil
		}
		if err := m.cursor.next(); err != nil {
			return nil, false, err
		}
	}
}

// fate is what becomes of a row, or of the rows of one number that are folded.
type fate struct {
	item *item
	// nth is the place of the number among those of the list.
	nth int64
	// rows is how many were folded.
	rows int64
	// blocked is a key of lateDetails where the number must not be called.
	blocked string
	// repeated: an earlier row of the list has the number.
	repeated bool
	// known: a contact has the number; its id is known where it is asked for.
	known bool
	id    int64
}

// fates walks along a list in order of phone and tells what becomes of its
// rows. Under Update the rows of one number come folded into one, unless the
// number must not be called.
type fates struct {
	mode           contact.Duplicates
	rows           *cursor
	blocked, known *marks

	now     fate
	phone   []byte
	item    item
	encoded []byte
	later   item
	spare   []byte
}

// walk begins a walk.
func (m *merge) walk() (*fates, error) {
	rows, err := m.rows.read()
	if err != nil {
		return nil, err
	}
	for _, marks := range []*marks{&m.blocked, &m.known} {
		if err := marks.rewind(); err != nil {
			return nil, err
		}
	}
	f := &fates{mode: m.spec.Duplicates, rows: rows, blocked: &m.blocked, known: &m.known}
	f.now.item = &f.item
	return f, nil
}

// next gives the next fate, which is valid until the call after; nil after the
// last.
func (f *fates) next() (*fate, error) {
	_, encoded, ok := f.rows.peek()
	if !ok {
		return nil, nil
	}
	f.encoded = append(f.encoded[:0], encoded...)
	if err := f.rows.next(); err != nil {
		return nil, err
	}
	if err := f.item.decode(f.encoded); err != nil {
		return nil, err
	}
	now := &f.now
	now.rows = 1
	if now.repeated = f.phone != nil && bytes.Equal(f.phone, f.item.phone); !now.repeated {
		if f.phone != nil {
			now.nth++
		}
		f.phone = append(f.phone[:0], f.item.phone...)
		if err := f.look(); err != nil {
			return nil, err
		}
	}
	if f.mode == contact.Update && now.blocked == "" {
		return now, f.fold()
	}
	return now, nil
}

// look finds what the database knows of a number.
func (f *fates) look() error {
	now := &f.now
	mark, _, err := f.blocked.at(now.nth)
	if err != nil {
		return err
	}
	now.blocked = string(mark)
	if mark, now.known, err = f.known.at(now.nth); err != nil {
		return err
	}
	if now.known {
		now.id, err = strconv.ParseInt(string(mark), 10, 64)
	}
	return err
}

// fold adds the further rows of the number.
func (f *fates) fold() error {
	for {
		_, encoded, ok := f.rows.peek()
		if !ok || !bytes.Equal(phoneOf(encoded), f.phone) {
			return nil
		}
		if err := f.later.decode(encoded); err != nil {
			return err
		}
		f.item.fold(&f.later)
		f.now.rows++
		// What was folded shares memory with the rows, which go: it gets its own.
		f.spare = appendItem(f.spare[:0], &f.item)
		f.encoded, f.spare = f.spare, f.encoded
		if err := f.rows.next(); err != nil {
			return err
		}
		if err := f.item.decode(f.encoded); err != nil {
			return err
		}
	}
}
