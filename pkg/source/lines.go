package source

import (
	"bufio"
	"context"
	"io"
	"time"
)

// anyWidth is the number of columns of what has none: a record keeps the cells
// that it has.
const anyWidth = -1

// OpenLines opens a file of which only the lines are wanted, as a list of
// numbers is: nothing is taken for a header or a quote, so that damage to one
// line cannot reach another. Each record is a line in one cell, or of a
// workbook a row in the cells that it has; blank lines are left out, and there
// may be no line at all. Compression and encoding are found out as for any
// list. The caller closes the Reader.
func OpenLines(ctx context.Context, name string, stdin io.Reader) (*Reader, error) {
	in, err := openInput(ctx, name, stdin)
	if err != nil {
		return nil, err
	}
	r := newReader(in, standard)
	r.rows = true // there needn't be any
	r.list.shape.columns = anyWidth
	// The unit separator is what no text has.
	r.list.grammar.delim, r.list.grammar.width = 0x1f, 1
	if err := r.detectLines(); err != nil {
		r.Close()
		return nil, err
	}
	return r, nil
}

// detectLines finds out how the file is written, and refuses what is no text.
func (r *Reader) detectLines() (err error) {
	if r.text, err = r.decompress(bufio.NewReaderSize(r.input, 64<<10), ""); err != nil || r.sheet != nil {
		return err
	}
	if err := r.fill(); err != nil {
		return err
	}
	if r.format.Compression != "none" {
		if err := refuseKind(r.buf); err != nil {
			return err
		}
	}
	if err := r.decode(Options{}); err != nil {
		return err
	}
	if err := refuseMarkup(r.buf); err != nil {
		return err
	}
	if err := refuseNoise(r.buf); err != nil {
		return err
	}
	return refuseOtherText(text(r.buf[:min(len(r.buf), sampleBytes)]), r.ended && len(r.buf) <= sampleBytes)
}

// Modified tells when the file was last changed, as the file system has it; the
// zero time where the list is no file.
func (r *Reader) Modified() time.Time { return r.input.mtime }
