package store

import "rollcall/pkg/store/internal/extsort"

// matches are what the database knows of some of the file's numbers, by the place of
// the number among them: a sorter that is read along with them.
type matches struct {
	all    extsort.Sorter
	cursor *extsort.Cursor
}

// rewind goes to the first match.
func (m *matches) rewind() (err error) {
	m.all.Seal()
	m.cursor, err = m.all.Read()
	return err
}

// at returns the match of the nth number, whose n is at least that of the call
// before, and reports whether there is one.
func (m *matches) at(nth int64) (match []byte, ok bool, err error) {
	for {
		key, match, ok := m.cursor.Peek()
		if !ok || key > uint64(nth) {
			return nil, false, nil
		}
		if key == uint64(nth) {
			return match, true, nil
		}
		if err := m.cursor.Next(); err != nil {
			return nil, false, err
		}
	}
}
