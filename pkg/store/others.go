package store

import (
	"bytes"
	"hash/maphash"
	"slices"
	"strconv"
	"strings"

	"rollcall/pkg/store/internal/extsort"
	"rollcall/pkg/store/internal/pgcopy"
)

// otherNumbers are the further numbers of the file's contacts, and which of them are
// left out because they must not be called.
type otherNumbers struct {
	// some: a row has one.
	some bool
	// all has each with the number of its row, in order of the other number.
	all extsort.Sorter
	// blocked are the places of those that must not be called among those of all.
	blocked matches
	// barred has these with the number of their row, in order of that.
	barred extsort.Sorter
}

// gather collects the further numbers of the file's rows.
func (o *otherNumbers) gather(rows *extsort.Sorter) error {
	if !o.some {
		return nil
	}
	var it item
	var entry []byte
	err := rows.Each(func(_ uint64, row []byte) error {
		if err := it.decode(row); err != nil {
			return err
		}
		for other := range bytes.FieldsSeq(it.columns[othersColumn]) {
			entry = append(appendBytes(entry[:0], other), it.phone...)
			if err := o.all.Add(phoneKey(string(other)), entry); err != nil {
				return err
			}
		}
		return nil
	})
	o.all.Seal()
	return err
}

// behindPhone returns the bytes after the number of an encoded item.
func behindPhone(item []byte) []byte { return item[len(appendBytes(nil, phoneOf(item))):] }

// findBarredOthers finds the further numbers that must not be called: those on a
// do-not-call list that applies, those of a suppression file, and those that a row of
// the file refuses, even if a later yes wins over that.
func (m *merge) findBarredOthers() {
	o := &m.im.others
	if m.err != nil || !o.some {
		return
	}
	o.blocked.all.Reset()
	o.barred.Reset()
	if m.loaded {
		m.exec("drop table if exists pg_temp.others")
	}
	m.exec(`create temporary table others (nth bigint not null, phone text collate "C" not null) on commit drop`)
	var last []byte
	var numbers int64
	m.copySorted(&o.all, "pg_temp.others (nth, phone)", func(t *pgcopy.Row, _ uint64, entry []byte) {
		if other := phoneOf(entry); numbers == 0 || !bytes.Equal(other, last) {
			last = append(last[:0], other...)
			t.Begin(2)
			t.Bigint(numbers)
			t.Text(other)
			numbers++
		}
	})
	m.exec("analyze pg_temp.others")
	from := `select f.nth, 'internal' as why from ` + m.matching("pg_temp.others f", numbers, "suppressions c", "f.phone = c.phone")
	for _, inFile := range m.im.inSuppressFile("pg_temp.others") {
		from += " union select f.nth, 'file' from (" + inFile + ") f"
	}
	m.match(&o.blocked, "select nth, why from ("+from+") b order by nth")
	if lists := m.bindingLists(m.im.spec.Except); m.err == nil && len(lists.ids) > 0 {
		look := listLookup{ctx: m.ctx, tx: m.tx, lists: lists.ids, found: m.blockOthers}
		m.err = o.each(func(nth int64, other, _ []byte) error {
			if n, ok := digitsOf(other); ok {
				return look.ask(n, nth)
			}
			return nil
		})
		if m.err == nil {
			m.err = look.flush()
		}
	}
	if m.err == nil {
		m.err = o.bar(m.im)
	}
}

// each calls do for each further number, with its place among them and the number of its
// row.
func (o *otherNumbers) each(do func(nth int64, other, phone []byte) error) error {
	nth := int64(-1)
	var last []byte
	return o.all.Each(func(_ uint64, entry []byte) error {
		other := phoneOf(entry)
		if nth < 0 || !bytes.Equal(other, last) {
			last = append(last[:0], other...)
			nth++
		}
		return do(nth, other, behindPhone(entry))
	})
}

// blockOthers marks further numbers that are on a list as blocked.
func (m *merge) blockOthers(numbers []listedNumber) error {
	for _, n := range numbers {
		maphash.WriteComparable(&m.seen, n)
		if err := m.im.others.blocked.all.Add(uint64(n.nth), nil); err != nil {
			return err
		}
	}
	return nil
}

// bar makes barred from those that are blocked, or that a row of the import refuses.
func (o *otherNumbers) bar(im *Import) error {
	if err := o.blocked.rewind(); err != nil {
		return err
	}
	refused, err := im.walkRefusals()
	if err != nil {
		return err
	}
	var entry []byte
	err = o.each(func(nth int64, other, phone []byte) error {
		_, bars, err := o.blocked.at(nth)
		if err != nil {
			return err
		}
		if !bars {
			refusal, err := refused.of(other)
			if err != nil || refusal == nil {
				return err
			}
		}
		entry = append(appendBytes(entry[:0], phone), other...)
		return o.barred.Add(phoneKey(string(phone)), entry)
	})
	o.barred.Seal()
	return err
}

// barredOthers reads the barred numbers along with the rows.
type barredOthers struct {
	cursor *extsort.Cursor // nil where no row has further numbers
	// of are those of the rows' number, and set the same once they are more than a
	// few.
	of  [][]byte
	set map[string]bool
}

// walk begins a walk along with the rows.
func (o *otherNumbers) walk() (b barredOthers, err error) {
	if o.some {
		b.cursor, err = o.barred.Read()
	}
	return b, err
}

// find finds those of a number, which must be after the number before.
func (b *barredOthers) find(phone []byte) error {
	b.of, b.set = b.of[:0], nil
	for b.cursor != nil {
		_, entry, ok := b.cursor.Peek()
		if !ok {
			return nil
		}
		order := comparePhones(phoneOf(entry), phone)
		if order > 0 {
			return nil
		}
		if order == 0 {
			b.of = append(b.of, bytes.Clone(behindPhone(entry)))
		}
		if err := b.cursor.Next(); err != nil {
			return err
		}
	}
	return nil
}

// leaveOut removes the barred ones from an item.
func (b *barredOthers) leaveOut(it *item) {
	said := it.columns[othersColumn]
	if len(b.of) == 0 || said == nil {
		return
	}
	if b.set == nil && len(b.of) > few {
		b.set = make(map[string]bool, len(b.of))
		for _, o := range b.of {
			b.set[string(o)] = true
		}
	}
	var kept []byte
	for other := range bytes.FieldsSeq(said) {
		if b.set[string(other)] || b.set == nil && slices.ContainsFunc(b.of, func(o []byte) bool { return bytes.Equal(o, other) }) {
			continue
		}
		if kept != nil {
			kept = append(kept, ' ')
		}
		kept = append(kept, other...)
	}
	it.columns[othersColumn] = kept
}

// eraseOther removes a number from the further numbers of other people's contacts, and
// from what is kept of them for undo, and returns from how many contacts.
func (s *transaction) eraseOther(phone string) int64 {
	// The words of the index, so that the server uses it.
	number := hiddenPhone("$1")
	has := "string_to_array(other_phones, ' ') @> array[" + number + "] and other_phones is not null"
	without := func(text string) string {
		return "nullif(array_to_string(array_remove(string_to_array(" + text + ", ' '), " + number + "), ' '), '')"
	}
	// An undo must not see it either. The new values are computed first, since Citus
	// accepts only immutable functions in an update.
	n := s.exec(`with n as materialized (
			select n.phone, n.id, n.other_phones, n.import_digest = n.was as intact, `+digestSQL("n")+` as digest
			from (select phone, id, import_digest, `+digestSQL("contacts")+` as was, `+strings.Join(digested, ", ")+`, fields, tags,
					`+without("other_phones")+` as other_phones
				from contacts where `+has+`) n
		)
		update contacts c set other_phones = n.other_phones, import_digest = case when n.intact then n.digest else c.import_digest end
		from n where n.phone = c.phone and n.id = c.id`, hidden(phone))
	place := "[" + strconv.Itoa(othersColumn+1) + "]"
	for _, value := range []string{"before" + place, "after" + place} { // each where it is there: before may be shorter
		s.exec(`with n as materialized (
				select import_id, phone, contact_id, `+without(value)+` as others from import_changes
				where string_to_array(`+value+`, ' ') @> array[`+number+`]
			)
			update import_changes x set `+value+` = n.others
			from n where n.import_id = x.import_id and n.phone = x.phone and n.contact_id = x.contact_id`, hidden(phone))
	}
	return n
}
