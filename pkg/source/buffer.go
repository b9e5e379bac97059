package source

import (
	"io"

	"rollcall/pkg/source/internal/bytesearch"
	"rollcall/pkg/source/internal/syntax"
)

// cut finds the end of the next chunk in buf: a small part of it is enough, unless its first
// row needs more.
func (r *Reader) cut() (end int, large bool) {
	if len(r.buf) > r.chunk {
		if end, _ := r.list.grammar.Cut(bytesearch.String(r.buf[:r.chunk]), false); end > 0 {
			return end, false
		}
	}
	return r.list.grammar.Cut(bytesearch.String(r.buf), r.ended)
}

// take makes a chunk of the first n bytes, or nil of what is blank.
func (r *Reader) take(n int) *Chunk {
	s := bytesearch.String(r.buf[:n])
	line := r.line
	r.line += syntax.CountBreaks(s)
	r.drop(n)
	if !r.rows && r.list.blank(s) {
		return nil
	}
	last := len(s) > 0 && r.ended && len(r.buf) == 0
	r.cutOff = last && s[len(s)-1] != '\n' && s[len(s)-1] != '\r' && r.list.columns > 1
	return &Chunk{
		text: s, line: line, offset: r.offset(), list: &r.list, charset: r.charset, ascii: r.undecided,
		cut: r.cutOff,
	}
}

// drop removes the first n bytes of buf, which are not written to any more.
func (r *Reader) drop(n int) {
	r.buf = r.buf[n:]
	r.size = r.chunk
	r.asciiTo = max(0, r.asciiTo-n)
}

// skipRow skips a row that is too large to hold, up to the first line break after the size
// limit.
func (r *Reader) skipRow() (*Chunk, error) {
	rec := Record{Line: r.line}
	most := r.list.grammar.MaxRow
	rec.limit(most, &r.list)
	r.line += syntax.CountBreaks(bytesearch.String(r.buf[:most]))
	if r.buf[most-1] == '\r' && r.buf[most] == '\n' {
		r.line-- // both are one line break, which is counted
	}
	r.drop(most)
	for {
		if err := r.fill(); err != nil {
			return nil, err
		}
		s := bytesearch.String(r.buf)
		i := bytesearch.IndexBreak(s, 0)
		if end, ok := syntax.BreakEnd(s, i, r.ended); ok {
			r.line += syntax.CountBreaks(s[i:end])
			r.drop(end)
			return &Chunk{records: []Record{rec}, offset: r.offset(), list: &r.list}, nil
		}
		r.drop(i) // and keep a CR that an LF may follow
	}
}

// offset is how much of the file was read.
func (r *Reader) offset() int64 {
	if a := r.archive; a != nil && a.spool == nil {
		if r.sheetsSize > 0 {
			return int64(float64(a.size) * min(1, float64(a.read-r.sheetsFrom)/float64(r.sheetsSize)))
		}
		return min(a.read, a.size)
	}
	return r.input.read
}

// fill reads until buf holds size bytes, or the text ends.
func (r *Reader) fill() error {
	if len(r.buf) >= r.size || r.ended {
		return nil
	}
	// Chunks hold on to the memory that they were read into.
	r.buf = append(make([]byte, 0, r.size), r.buf...)
	for len(r.buf) < r.size && !r.ended {
		n, err := r.text.Read(r.buf[len(r.buf):r.size])
		r.buf = r.buf[:len(r.buf)+n]
		switch {
		case err == io.EOF:
			r.ended = true
		case err != nil:
			return r.failed(err)
		}
	}
	return nil
}
