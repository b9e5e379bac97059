package source

import (
	"bufio"
	"bytes"
	"compress/bzip2"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
)

// maxWindow is how far back compressed data may refer, which is what its
// decompression holds in memory.
const maxWindow = 128 << 20

// decompress looks at how the file begins.
func (r *Reader) decompress(raw *bufio.Reader) error {
	head, err := raw.Peek(8)
	if len(head) == 0 && err != nil && r.input.read == 0 {
		// An empty file, or one that can't be read: fill says which.
		r.format.Compression, r.text = "none", raw
		return nil
	}
	begins := func(magic string) bool { return bytes.HasPrefix(head, []byte(magic)) }
	switch {
	case begins("\x1f\x8b"):
		r.format.Compression = "gzip"
		z, err := gzip.NewReader(raw)
		if err != nil {
			return r.failed(err)
		}
		r.text = z
	case begins("\x28\xb5\x2f\xfd"):
		r.format.Compression = "zstd"
		z, err := zstd.NewReader(raw, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return r.failed(err)
		}
		r.text = z
	case begins("BZh"):
		r.format.Compression = "bzip2"
		r.text = bzip2.NewReader(raw)
	case begins("\xfd7zXZ\x00"):
		r.format.Compression = "xz"
		z, err := xz.NewReader(raw)
		if err != nil {
			return r.failed(err)
		}
		r.text = z
	default:
		r.format.Compression, r.text = "none", raw
	}
	return nil
}
