package store

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"strings"
	"unicode/utf8"

	"rollcall/pkg/contact"
	"rollcall/pkg/store/internal/pgcopy"
)

// The evidence of an import: for each number that it stored or put on its
// powerlist, the lines of the file that say so, with what the consent columns, the
// consent date and its source say there. It lies in the table import_evidence in
// blocks of many numbers, about six bytes a row where cells repeat:
//
//	version  1
//	texts    their number, then each: length and bytes
//	rows     each: the number, less that of the row before; the line; which of the
//	         texts the consent cells are, the date and the source, 0 for none
//
// Numbers are unsigned varints. A block never ends between two rows of a number.

const (
	evidenceVersion = 1
	// blockRows and blockBytes are the size of a full block.
	blockRows  = 4096
	blockBytes = 64 << 10
	// maxAnswer is the number of bytes of a cell that are kept.
	maxAnswer = 200
	// maxLines is the number of lines kept for one number, which under create can be
	// in any number of rows.
	maxLines = 1000
	// answerSeparator separates the cells of a row.
	answerSeparator = "\x1f"
)

// appendAnswers appends what the consent columns of a row say, after their length.
func appendAnswers(dst []byte, columns []ConsentColumn, cells []string) []byte {
	if len(columns) == 0 {
		return append(dst, 0)
	}
	var short [256]byte
	text := short[:0]
	for i, c := range columns {
		if i > 0 {
			text = append(text, answerSeparator...)
		}
		if c.At >= len(cells) {
			continue
		}
		cell := strings.TrimSpace(cells[c.At])
		if len(cell) > maxAnswer {
			cell = cell[:maxAnswer]
			for len(cell) > 0 && !utf8.ValidString(cell[max(0, len(cell)-utf8.UTFMax):]) && len(cell) > maxAnswer-utf8.UTFMax {
				cell = cell[:len(cell)-1]
			}
		}
		if strings.Contains(cell, answerSeparator) {
			cell = strings.ReplaceAll(cell, answerSeparator, " ")
		}
		text = append(text, cell...)
	}
	return appendBytes(dst, text)
}

// appendSeen appends what evidence keeps of a row: to the rows of its number.
func appendSeen(dst []byte, it *item) []byte {
	dst = binary.AppendUvarint(dst, it.line)
	dst = appendBytes(dst, it.answers)
	dst = appendBytes(dst, it.columns[consentDateColumn])
	return appendBytes(dst, it.columns[consentSourceColumn])
}

// evidenceBlock is a block that is being filled, with numbers in their order.
type evidenceBlock struct {
	texts  []byte
	known  map[string]uint64
	rows   []byte
	count  int
	number uint64 // the last
	first  uint64
	// last are the texts of the row before, which the next mostly has too.
	last [3]struct {
		text []byte
		nth  uint64
	}
}

// reset begins a block.
func (b *evidenceBlock) reset() {
	b.texts, b.rows, b.count, b.number, b.first = b.texts[:0], b.rows[:0], 0, 0, 0
	clear(b.known)
	for i := range b.last {
		b.last[i].text, b.last[i].nth = b.last[i].text[:0], 0
	}
}

// full reports whether the next number belongs into another block.
func (b *evidenceBlock) full() bool {
	return b.count >= blockRows || len(b.texts)+len(b.rows) >= blockBytes
}

// add adds a row of a number that is not lower than the last.
func (b *evidenceBlock) add(number, line uint64, texts [3][]byte) {
	if b.count == 0 {
		b.first = number
	}
	b.rows = binary.AppendUvarint(b.rows, number-b.number)
	b.rows = binary.AppendUvarint(b.rows, line)
	for i, text := range texts {
		b.rows = binary.AppendUvarint(b.rows, b.nth(i, text))
	}
	b.number = number
	b.count++
}

// nth returns which of the block's texts a text is.
func (b *evidenceBlock) nth(i int, text []byte) uint64 {
	last := &b.last[i]
	if len(text) == 0 {
		return 0
	}
	if last.nth != 0 && string(last.text) == string(text) {
		return last.nth
	}
	nth, ok := b.known[string(text)]
	if !ok {
		if b.known == nil {
			b.known = map[string]uint64{}
		}
		nth = uint64(len(b.known)) + 1
		b.known[string(text)] = nth
		b.texts = appendBytes(b.texts, text)
	}
	last.text, last.nth = append(last.text[:0], text...), nth
	return nth
}

// encode appends the block as the table has it.
func (b *evidenceBlock) encode(dst []byte) []byte {
	dst = append(dst, evidenceVersion)
	dst = binary.AppendUvarint(dst, uint64(len(b.known)))
	return append(append(dst, b.texts...), b.rows...)
}

var errBrokenEvidence = errors.New("a block of import_evidence cannot be read")

// readEvidence calls each for the rows of a block, in their order.
func readEvidence(block []byte, each func(number, line uint64, texts [3][]byte)) error {
	if len(block) == 0 || block[0] != evidenceVersion {
		return errBrokenEvidence
	}
	r := itemReader{block[1:]}
	n := r.number()
	if n > uint64(len(block)) {
		return errBrokenEvidence
	}
	all := make([][]byte, 1, n+1)
	for range n {
		all = append(all, r.take(r.number()))
	}
	var number uint64
	for len(r.bytes) > 0 {
		number += r.number()
		line := r.number()
		var texts [3][]byte
		for i := range texts {
			nth := r.number()
			if nth >= uint64(len(all)) {
				return errBrokenEvidence
			}
			texts[i] = all[nth]
		}
		if r.bytes == nil {
			break
		}
		each(number, line, texts)
	}
	if r.bytes == nil {
		return errBrokenEvidence
	}
	return nil
}

// evidence collects what an import keeps of the rows that it stores, in order of
// phone.
type evidence struct {
	im    *Import
	block evidenceBlock
	// lines is the number of lines kept of the current number.
	lines int
	nth   uint64
	spare []byte
}

// add adds the rows of a number, as appendSeen wrote them.
func (e *evidence) add(phone, seen []byte) error {
	number, ok := digitsOf(phone)
	if !ok {
		return nil
	}
	if e.block.full() && number != e.block.number {
		if err := e.flush(); err != nil {
			return err
		}
	}
	if number != e.block.number {
		e.lines = 0
	}
	r := itemReader{seen}
	for ; len(r.bytes) > 0 && e.lines < maxLines; e.lines++ {
		line := r.number()
		e.block.add(number, line, [3][]byte{r.take(r.number()), r.take(r.number()), r.take(r.number())})
	}
	return nil
}

// flush ends a block.
func (e *evidence) flush() error {
	if e.block.count == 0 {
		return nil
	}
	e.spare = binary.BigEndian.AppendUint64(e.spare[:0], e.block.first)
	e.spare = binary.BigEndian.AppendUint64(e.spare, e.block.number)
	e.spare = e.block.encode(e.spare)
	e.block.reset()
	e.nth++
	return e.im.evidence.Add(e.nth, e.spare)
}

// keepEvidence writes what was collected.
func (m *merge) keepEvidence(e *evidence) {
	if m.err == nil {
		m.err = e.flush()
	}
	m.copySorted(&m.im.evidence, "import_evidence (import_id, first, last, rows)", func(t *pgcopy.Row, _ uint64, block []byte) {
		t.Begin(4)
		t.Bigint(m.im.id)
		t.Bigint(int64(binary.BigEndian.Uint64(block)))
		t.Bigint(int64(binary.BigEndian.Uint64(block[8:])))
		t.Text(block[16:])
	})
}

// evidenceOf returns the rows of a number, by import, of all imports that keep
// some.
func (s *transaction) evidenceOf(phone string) map[int64][]contact.EvidenceRow {
	found := map[int64][]contact.EvidenceRow{}
	s.eachBlock(phone, func(id int64, wanted uint64, block []byte) error {
		return readEvidence(block, func(number, line uint64, texts [3][]byte) {
			if number != wanted {
				return
			}
			row := contact.EvidenceRow{Line: int64(line), ConsentDate: textOrNull(string(texts[1])), ConsentSource: textOrNull(string(texts[2]))}
			if texts[0] != nil {
				for cell := range strings.SplitSeq(storable(string(texts[0])), answerSeparator) {
					row.Consent = append(row.Consent, contact.EvidenceCell{Cell: cell})
				}
			}
			found[id] = append(found[id], row)
		})
	})
	return found
}

// eachBlock calls each for the blocks that may have a number, one of each import.
func (s *transaction) eachBlock(phone string, each func(id int64, number uint64, block []byte) error) {
	number, ok := digitsOf(phone)
	if !ok {
		return
	}
	var id int64
	var text string
	// The first block of an import that ends after the number is the only one that
	// can have it.
	s.each(`select i.id, encode(e.rows, 'hex') from imports i cross join lateral (
			select * from import_evidence e where e.import_id = i.id and e.last >= `+hiddenNumber("$1::bytea")+` order by e.last limit 1) e
		where e.first <= `+hiddenNumber("$1::bytea")+` order by i.id`, []any{hiddenDigits(number)}, []any{&id, &text}, func() error {
		block, err := hex.DecodeString(text)
		if err == nil {
			err = each(id, number, block)
		}
		return err
	})
}

// eraseEvidence takes a number out of all blocks, and returns how many rows that
// was.
func (s *transaction) eraseEvidence(phone string) (erased int64) {
	type rewritten struct {
		id   int64
		last uint64
		evidenceBlock
	}
	var all []*rewritten
	s.eachBlock(phone, func(id int64, wanted uint64, block []byte) error {
		r := &rewritten{id: id}
		was := erased
		err := readEvidence(block, func(number, line uint64, texts [3][]byte) {
			if r.last = number; number == wanted {
				erased++
				return
			}
			r.add(number, line, texts)
		})
		if erased > was {
			all = append(all, r)
		}
		return err
	})
	for _, r := range all {
		if r.count == 0 {
			s.exec("delete from import_evidence where import_id = $1 and last = "+hiddenNumber("$2::bytea"), r.id, hiddenDigits(r.last))
			continue
		}
		s.exec(`update import_evidence set first = `+hiddenNumber("$3::bytea")+`, last = `+hiddenNumber("$4::bytea")+`, rows = $5::bytea
			where import_id = $1 and last = `+hiddenNumber("$2::bytea"),
			r.id, hiddenDigits(r.last), hiddenDigits(r.first), hiddenDigits(r.number), r.encode(nil))
	}
	return erased
}
