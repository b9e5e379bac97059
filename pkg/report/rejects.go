package report

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"context"

	"rollcall/pkg/contact"
	"rollcall/pkg/outfile"
	"rollcall/pkg/source"
)

// Rejects writes the rows that are not imported: a CSV of the original
// columns, then _line, _reason and _detail, in file order, UTF-8 with commas,
// with formula cells made harmless (source.EscapeFormula). It is a
// pipeline.Sink for the rows that the cleaning skips; those that are skipped
// later come through Late or Finish. The file appears whole, with Commit.
type Rejects struct {
	path   string
	header []string
	width  int // how many cells the records have
	early  *spool
	late   *spool
	file   *outfile.File
}

// NewRejects prepares to write path, for records with the given header; of a
// list that is a rejects file itself, the columns that made it one are left
// out. It fails where the folder cannot be written to, before anything is read.
func NewRejects(path string, header []string) (*Rejects, error) {
	r := &Rejects{path: path, header: source.WithoutRejectsColumns(header), width: len(header)}
	err := outfile.Check(path)
	if err == nil {
		r.early, err = newSpool(filepath.Dir(path))
	}
	if err == nil {
		r.late, err = newSpool(filepath.Dir(path))
	}
	if err != nil {
		r.Close()
		return nil, fmt.Errorf("preparing the rejects file %s: %w", path, err)
	}
	return r, nil
}

// AppendCells appends cells as one CSV line without its end.
func AppendCells(dst []byte, cells []string) []byte {
	for i, c := range cells {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendCell(dst, source.EscapeFormula(c))
	}
	return dst
}

func appendCell(dst []byte, cell string) []byte {
	if !strings.ContainsAny(cell, ",\"\r\n") && strings.TrimSpace(cell) == cell {
		return append(dst, cell...)
	}
	dst = append(dst, '"')
	for {
		i := strings.IndexByte(cell, '"')
		if i < 0 {
			break
		}
		dst = append(append(dst, cell[:i]...), `""`...)
		cell = cell[i+1:]
	}
	return append(append(dst, cell...), '"')
}

// Encode writes the skipped rows of a batch as spool entries.
func (r *Rejects) Encode(rows []contact.Row) (any, error) {
	var out, raw []byte
	for i := range rows {
		if row := &rows[i]; row.Reason != contact.Accepted {
			raw = AppendCells(raw[:0], r.fit(row.Cells))
			out = appendEntry(out, contact.Reject{Line: row.Line, Reason: row.Reason, Detail: row.Detail, Raw: raw})
		}
	}
	return out, nil
}

// fit gives cells as many as the header has. A malformed row may have more:
// they go into the last column, so that nothing is lost.
func (r *Rejects) fit(cells []string) []string {
	n := len(r.header)
	switch {
	case len(cells) == r.width:
		return cells[:n:n]
	case len(cells) > n && n > 0:
		last := strings.Join(cells[n-1:], ",")
		return append(cells[:n-1:n-1], last)
	}
	return append(cells[:len(cells):len(cells)], make([]string, max(0, n-len(cells)))...)
}

// Write stores what Encode gave.
func (r *Rejects) Write(_ context.Context, encoded any) error { return r.early.write(encoded.([]byte)) }

// Late takes a row that the sink skips, in file order, with what Raw made of its cells.
func (r *Rejects) Late(reject contact.Reject) error {
	return r.late.write(appendEntry(nil, reject))
}

// Raw encodes a record's cells for Late.
func (r *Rejects) Raw(cells []string) []byte { return AppendCells(nil, r.fit(cells)) }

// Finish writes the file beside its place, merged by line from the rows that
// came so far and from late, which may be nil.
func (r *Rejects) Finish(late iter.Seq2[contact.Reject, error]) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("writing the rejects file %s: %w", r.path, err)
		}
	}()
	r.file, err = outfile.Create(r.path, outfile.Private)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(r.file, 1<<16)
	line := AppendCells(nil, r.header)
	if len(r.header) > 0 {
		line = append(line, ',')
	}
	w.Write(append(line, "_line,_reason,_detail\n"...))
	if late == nil {
		late = r.late.all()
	}
	for reject, err := range merge(r.early.all(), late) {
		if err != nil {
			return err
		}
		w.Write(appendReject(line[:0], reject))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return r.file.Sync()
}

func appendReject(dst []byte, reject contact.Reject) []byte {
	dst = append(append(dst, reject.Raw...), ',')
	dst = strconv.AppendInt(dst, reject.Line, 10)
	dst = append(append(append(dst, ','), reject.Reason.String()...), ',')
	return append(appendCell(dst, source.EscapeFormula(reject.Detail)), '\n')
}

// Commit puts the file in its place, over one that is there.
func (r *Rejects) Commit() error {
	if err := r.file.Commit(); err != nil {
		return fmt.Errorf("writing the rejects file %s: %w", r.path, err)
	}
	return nil
}

// Close removes what is not needed any more; without Commit, everything.
func (r *Rejects) Close() {
	for _, s := range []*spool{r.early, r.late} {
		if s != nil {
			s.close()
		}
	}
	if r.file != nil {
		r.file.Close() // does nothing after Commit
	}
}

// merge gives the rejects of both, each in order of line, in order of line.
func merge(a, b iter.Seq2[contact.Reject, error]) iter.Seq2[contact.Reject, error] {
	return func(yield func(contact.Reject, error) bool) {
		nextB, stop := iter.Pull2(b)
		defer stop()
		rb, errB, okB := nextB()
		for ra, err := range a {
			for err == nil && okB && errB == nil && rb.Line < ra.Line {
				if !yield(rb, nil) {
					return
				}
				rb, errB, okB = nextB()
			}
			if !yield(ra, err) || err != nil {
				return
			}
		}
		for ; okB; rb, errB, okB = nextB() {
			if !yield(rb, errB) || errB != nil {
				return
			}
		}
	}
}

// spool is an unnamed temporary file of rejects.
type spool struct {
	file *os.File
	w    *bufio.Writer
}

// newSpool makes one in dir, readable by the user alone. Its name is taken
// away at once where the system allows it, so that a killed program leaves no
// personal data behind.
func newSpool(dir string) (*spool, error) {
	f, err := os.CreateTemp(dir, ".rollcall-rejects-*")
	if err != nil {
		return nil, err
	}
	os.Remove(f.Name()) // fails on Windows, where close does it
	return &spool{file: f, w: bufio.NewWriterSize(f, 1<<16)}, nil
}

func (s *spool) write(entries []byte) error {
	_, err := s.w.Write(entries)
	return err
}

func (s *spool) close() {
	s.file.Close()
	os.Remove(s.file.Name())
}

// An entry is line, reason, and the lengths and bytes of detail and raw.
func appendEntry(dst []byte, r contact.Reject) []byte {
	dst = binary.AppendUvarint(dst, uint64(r.Line))
	dst = append(dst, byte(r.Reason))
	dst = append(binary.AppendUvarint(dst, uint64(len(r.Detail))), r.Detail...)
	return append(binary.AppendUvarint(dst, uint64(len(r.Raw))), r.Raw...)
}

// all reads the spool from its start. A Reject's Raw is valid until the next.
func (s *spool) all() iter.Seq2[contact.Reject, error] {
	return func(yield func(contact.Reject, error) bool) {
		if err := s.w.Flush(); err != nil {
			yield(contact.Reject{}, err)
			return
		}
		if _, err := s.file.Seek(0, io.SeekStart); err != nil {
			yield(contact.Reject{}, err)
			return
		}
		in := bufio.NewReaderSize(s.file, 1<<16)
		var detail, raw []byte
		for {
			line, err := binary.ReadUvarint(in)
			if errors.Is(err, io.EOF) {
				return
			}
			var reason byte
			if err == nil {
				reason, err = in.ReadByte()
			}
			if err == nil {
				detail, err = readBytes(in, detail)
			}
			if err == nil {
				raw, err = readBytes(in, raw)
			}
			if !yield(contact.Reject{Line: int64(line), Reason: contact.Reason(reason), Detail: string(detail), Raw: raw}, err) || err != nil {
				return
			}
		}
	}
}

func readBytes(in *bufio.Reader, buf []byte) ([]byte, error) {
	n, err := binary.ReadUvarint(in)
	if err != nil {
		return nil, err
	}
	if uint64(cap(buf)) < n {
		buf = make([]byte, n)
	}
	buf = buf[:n]
	_, err = io.ReadFull(in, buf)
	return buf, err
}
