package source

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"rollcall/pkg/source/internal/filetype"
)

// maxWindow is how far back compressed data may refer, and with that the memory that
// decompression takes. It is the default limit of zstd --long.
const maxWindow = 128 << 20

var errWindow = refuseFile(0, "compress it with the usual settings, or unpack it",
	"the file was compressed with a window or dictionary of more than %d MiB", maxWindow>>20)

// decompress detects the compression and returns the text, or nil for a workbook, of which it
// has opened a sheet.
func (r *Reader) decompress(raw *bufio.Reader, sheet string) (io.Reader, error) {
	head, short := raw.Peek(512)
	if short != nil && short != io.EOF {
		return nil, short
	}
	begins := func(magic string) bool { return bytes.HasPrefix(head, []byte(magic)) }
	r.format.Compression = "none"
	var text io.Reader
	var err error
	switch {
	case begins("\x1f\x8b"):
		r.format.Compression = "gzip"
		text, err = newGzip(raw)
	case begins("\x28\xb5\x2f\xfd"), len(head) > 3 && head[0]&0xf0 == 0x50 && string(head[1:4]) == "\x2a\x4d\x18":
		r.format.Compression = "zstd"
		text, err = newZstd(raw)
	case begins("BZh") && len(head) > 9 && (string(head[4:10]) == "1AY&SY" || string(head[4:10]) == "\x17rE8P\x90"):
		r.format.Compression = "bzip2"
		text = bzip2.NewReader(raw)
	case begins("\xfd7zXZ\x00"):
		r.format.Compression = "xz"
		text, err = newXZ(raw)
	case begins("PK\x03\x04"):
		return r.openZip(raw, sheet)
	case begins(filetype.OLEMagic):
		return nil, refuseKind(filetype.OfOLE(raw), true)
	default:
		if err := refuseKind(filetype.OfHead(head)); err != nil {
			return nil, err
		}
		return raw, nil
	}
	if err != nil {
		return nil, r.failed(err)
	}
	return text, nil
}

// failed returns the error of data that cannot be decompressed, unless the file itself cannot
// be read.
func (r *Reader) failed(err error) error {
	switch {
	case r.input.err != nil:
		return r.input.err
	case r.archive != nil && r.archive.err != nil:
		return r.archive.err
	}
	return damage(r.format.Compression+" data", "", err)
}

// damage returns the error of a damaged file, with the damaged part if it is known.
func damage(what, part string, err error) error {
	problem := "damaged"
	var refused *RefusedError
	switch {
	case errors.As(err, &refused):
		return err
	case errors.Is(err, zstd.ErrWindowSizeExceeded):
		return errWindow
	case errors.Is(err, io.ErrUnexpectedEOF):
		problem = "cut off"
	}
	if part != "" {
		part += ": "
	}
	return &RefusedError{
		Message: fmt.Sprintf("the %s is %s: %s%v", what, problem, part, err),
		Hint:    "copy or download the file again, or ask for it again",
		err:     err,
	}
}

func newZstd(raw io.Reader) (io.Reader, error) {
	// The memory limit counts what was decoded, too, and must not cut lists off.
	return zstd.NewReader(raw, zstd.WithDecoderConcurrency(1),
		zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderMaxMemory(1<<62))
}

// gzipMembers decompresses gzip data, which may be several members in a row.
type gzipMembers struct {
	raw *bufio.Reader
	run *gzip.Reader
}

func newGzip(raw *bufio.Reader) (io.Reader, error) {
	run, err := gzip.NewReader(raw)
	if err != nil {
		return nil, err
	}
	run.Multistream(false)
	return &gzipMembers{raw: raw, run: run}, nil
}

var errBehindGzip = errors.New("other bytes follow it, which may be rows of the list")

func (g *gzipMembers) Read(b []byte) (int, error) {
	for {
		n, err := g.run.Read(b)
		if err != io.EOF {
			return n, err
		}
		if n > 0 {
			return n, nil
		}
		if err := g.another(); err != nil {
			return 0, err
		}
	}
}

// another goes to the next gzip member. Zeros may follow the last one, as on tapes and block
// devices.
func (g *gzipMembers) another() error {
	for {
		head, err := g.raw.Peek(2)
		switch {
		case err == nil && head[0] == 0x1f && head[1] == 0x8b:
			if err := g.run.Reset(g.raw); err != nil {
				return err
			}
			g.run.Multistream(false)
			return nil
		case len(head) == 0:
			return err
		case head[0] != 0 && head[0] != '\n' && head[0] != '\r':
			return errBehindGzip
		}
		g.raw.Discard(1)
	}
}
