package store

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"rollcall/pkg/contact"
	"rollcall/pkg/store/internal/extsort"
	"rollcall/pkg/store/internal/pgcopy"
)

// A refusalRecord is a refusal of the file in its encoded form, for a
// sorter: the length and bytes of the number, the line, the contact.Moment, the
// contact.Record in one byte, and the words of the refusal.
type refusalRecord struct {
	phone  []byte
	line   uint64
	at     contact.Moment
	record contact.Record
	words  []byte
}

func appendRefusal[T string | []byte](dst []byte, phone T, line uint64, at contact.Moment, record contact.Record, words T) []byte {
	dst = appendBytes(dst, phone)
	dst = binary.AppendUvarint(dst, line)
	dst = binary.AppendUvarint(dst, uint64(at))
	return append(append(dst, byte(record)), words...)
}

// decode reads an encoded refusal, whose parts it then shares.
func (f *refusalRecord) decode(encoded []byte) error {
	r := itemReader{encoded}
	f.phone = r.take(r.number())
	f.line = r.number()
	f.at = contact.Moment(r.number())
	record := r.take(1)
	if r.bytes == nil {
		return errBrokenItem
	}
	f.record, f.words = contact.Record(record[0]), r.bytes
	return nil
}

// refusals reads the refusals of the file in order of phone.
type refusals struct {
	cursor *extsort.Cursor
	// now is the refusal of the last number looked up, or of one after it.
	now     refusalRecord
	encoded []byte
	ended   bool
}

// walkRefusals begins to read the refused numbers, each of which comes once.
func (im *Import) walkRefusals() (*refusals, error) {
	r := &refusals{ended: im.refusedNumbers == 0}
	if r.ended {
		return r, nil
	}
	var err error
	if r.cursor, err = im.refused.Read(); err != nil {
		return nil, err
	}
	return r, r.next()
}

func (r *refusals) next() error {
	_, encoded, ok := r.cursor.Peek()
	if r.ended = !ok; r.ended {
		return nil
	}
	r.encoded = append(r.encoded[:0], encoded...)
	if err := r.cursor.Next(); err != nil {
		return err
	}
	return r.now.decode(r.encoded)
}

// of returns the refusal of a number, or nil; the number must not be before the one
// looked up last.
func (r *refusals) of(phone []byte) (*refusalRecord, error) {
	for !r.ended {
		switch order := comparePhones(r.now.phone, phone); {
		case order == 0:
			return &r.now, nil
		case order > 0:
			return nil, nil
		}
		if err := r.next(); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// comparePhones compares numbers in the order of a sorter of items.
func comparePhones(a, b []byte) int {
	if ka, kb := phoneKey(string(a)), phoneKey(string(b)); ka != kb {
		if ka < kb {
			return -1
		}
		return 1
	}
	return bytes.Compare(a, b)
}

// holds reports whether the refusal wins over the yes of an accepted row.
func (f *refusalRecord) holds(it *item) bool {
	return f != nil && contact.AgreedAt(string(it.columns[contact.ConsentDate])) <= f.at
}

// settleRefusals makes refused from the refusals of the file: each number once, with its
// strongest refusal, the first of equal ones in the file; and the table refused of those
// numbers whose refusal no row's yes wins over.
func (m *merge) settleRefusals() {
	im := m.im
	if m.err != nil || im.allRefusals == 0 {
		return
	}
	var each, rows *extsort.Cursor
	if each, m.err = im.refusals.Read(); m.err == nil {
		rows, m.err = im.rows.Read()
	}
	m.exec(`create temporary table refused (phone text collate "C" not null, record smallint not null, words text not null) on commit drop`)
	if m.err != nil {
		return
	}
	strongest := strongestRefusals{each: each, rows: rows}
	var encoded []byte
	im.refusedNumbers = 0
	im.recorded = m.copy("pg_temp.refused (phone, record, words)", func(t *pgcopy.Row) (bool, error) {
		f, err := strongest.next()
		if f == nil || err != nil {
			return false, err
		}
		im.refusedNumbers++
		encoded = appendRefusal(encoded[:0], f.phone, f.line, f.at, f.record, f.words)
		if err := im.refused.Add(phoneKey(string(f.phone)), encoded); err != nil {
			return false, err
		}
		if agreed, err := strongest.agreed(); agreed || err != nil {
			return err == nil, err
		}
		t.Begin(3)
		t.Text(f.phone)
		t.Smallint(int16(f.record))
		t.Text(f.words)
		return true, nil
	})
	im.refused.Seal()
	m.exec("analyze pg_temp.refused")
}

// strongestRefusals reads the refusals of the file and its accepted rows, number by
// number.
type strongestRefusals struct {
	each, rows *extsort.Cursor
	// of is the strongest refusal of the current number, with the record of all of them;
	// kept has its bytes.
	of   refusalRecord
	kept []byte
	row  []byte
	it   item
}

// next joins the refusals of the next number; it returns nil after the last.
func (s *strongestRefusals) next() (*refusalRecord, error) {
	_, first, ok := s.each.Peek()
	if !ok {
		return nil, nil
	}
	s.kept = append(s.kept[:0], first...)
	if err := s.of.decode(s.kept); err != nil {
		return nil, err
	}
	record := s.of.record
	var f refusalRecord
	for {
		if err := s.each.Next(); err != nil {
			return nil, err
		}
		_, next, ok := s.each.Peek()
		if !ok || !bytes.Equal(phoneOf(next), s.of.phone) {
			s.of.record = record
			return &s.of, nil
		}
		if err := f.decode(next); err != nil {
			return nil, err
		}
		if record = max(record, f.record); f.at > s.of.at {
			s.kept = append(s.kept[:0], next...)
			if err := s.of.decode(s.kept); err != nil {
				return nil, err
			}
		}
	}
}

// agreed reports whether the yes of a row wins over the refusal of the current number.
func (s *strongestRefusals) agreed() (bool, error) {
	for {
		_, next, ok := s.rows.Peek()
		if !ok {
			return false, nil
		}
		order := comparePhones(phoneOf(next), s.of.phone)
		if order > 0 {
			return false, nil
		}
		if order == 0 {
			s.row = append(s.row[:0], next...)
			if err := s.it.decode(s.row); err != nil {
				return false, err
			}
			if !s.of.holds(&s.it) {
				return true, nil
			}
		}
		if err := s.rows.Next(); err != nil {
			return false, err
		}
	}
}

// recordRefusals puts the numbers of people who say no on the do-not-call list, as far
// as the mapping says so.
func (m *merge) recordRefusals() {
	if m.im.recorded == 0 {
		return
	}
	refused := "pg_temp.refused r"
	if m.im.db.puts() {
		m.exec("insert into " + beside + " (nth, phone) select -1 - record, phone from pg_temp.refused")
		refused = "(select phone, -1 - nth as record from " + beside + " where nth < 0) r"
	}
	known := m.exec(`create temporary table refused_known on commit drop as
		select distinct r.phone, r.record from `+m.matching(refused, m.im.recorded, "contacts c", "r.phone = c.phone")+`
		where r.record < $1`, int16(contact.RecordAll))
	suppressed, still, conflict := "suppressions", "where", " on conflict (phone) do nothing"
	if m.im.db.distributed {
		// For conflicts Citus opens a connection for each shard.
		suppressed, still, conflict = "pg_temp.opted_out", "left join pg_temp.opted_out s on s.phone = r.phone where s.phone is null and", ""
		m.exec("create temporary table opted_out on commit drop as select s.phone from " + m.matching(refused, m.im.recorded, "suppressions s", "r.phone = s.phone"))
	}
	source := fmt.Sprintf("import %d", m.im.id)
	m.im.outcome.OptOuts = m.exec(`insert into suppressions (phone, reason, source, created_at)
		select r.phone, coalesce(nullif(r.words, ''), 'opted out'), $1, $2::timestamptz
		from pg_temp.refused r left join pg_temp.refused_known k on k.phone = r.phone `+still+`
		(r.record = $3 or r.record = $4 and k.phone is not null)
		order by r.phone`+conflict,
		source, m.im.at, int16(contact.RecordAll), int16(contact.RecordKnown))
	if hasCode(m.err, codeUnique) { // another program put one there
		m.err = errMoved
	}
	if n := m.im.outcome.OptOuts; n > 0 {
		m.exec(`insert into suppression_log (action, numbers, added, source, reason, done_by, as_of, created_at)
			values ('opt_out', $1, $1, $2, 'opted out', $3, $4, $4)`, n, source, storable(m.im.spec.Consent.By), m.im.at)
	}
	if known == 0 {
		return
	}
	var all, on int64
	m.query("select count(*) from pg_temp.refused_known where record = $1", []any{int16(contact.RecordNone)}, &all)
	m.query("select count(*) from "+suppressed+` s join pg_temp.refused_known k on k.phone = s.phone
		where k.record = $1`, []any{int16(contact.RecordNone)}, &on)
	m.im.outcome.KnownRefuse = all - on
}
