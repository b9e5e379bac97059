package report

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"iter"
	"os"

	"rollcall/pkg/contact"
)

// merge returns the rejects of both, each in order of line, in order of line.
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

// newSpool makes one in dir, readable only by the user. Its name is
// removed at once if the system allows it, so that a killed program leaves no personal
// data behind.
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
