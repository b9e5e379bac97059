package source

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
	"github.com/ulikunitz/xz/lzma"
)

// maxWindow is how far back compressed data may refer: so much its
// decompression holds in memory. It is what zstd --long takes without being
// told more.
const maxWindow = 128 << 20

// decompress looks at how the file begins and gives its text; or nil for a
// workbook, of which it has opened a sheet.
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
		text, err = gzip.NewReader(raw)
	case begins("\x28\xb5\x2f\xfd"), len(head) > 3 && head[0]&0xf0 == 0x50 && string(head[1:4]) == "\x2a\x4d\x18":
		r.format.Compression = "zstd"
		text, err = newZstd(raw)
	case begins("BZh") && len(head) > 9 && (string(head[4:10]) == "1AY&SY" || string(head[4:10]) == "\x17rE8P\x90"):
		r.format.Compression = "bzip2"
		text = bzip2.NewReader(raw)
	case begins("\xfd7zXZ\x00"):
		r.format.Compression = "xz"
		text, err = newXZ(raw, head)
	case begins("PK\x03\x04"):
		return r.openZip(raw, sheet)
	default:
		if err := refuseKind(head); err != nil {
			return nil, err
		}
		return raw, nil
	}
	if err != nil {
		return nil, r.failed(err)
	}
	return text, nil
}

func newZstd(raw io.Reader) (io.Reader, error) {
	// The memory limit counts what was decoded, too, and must not cut lists off.
	return zstd.NewReader(raw, zstd.WithDecoderConcurrency(1),
		zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderMaxMemory(1<<62))
}

// newXZ decompresses xz. The library allocates whatever dictionary a block
// asks for; so look at the first block, whose settings later ones share.
func newXZ(raw io.Reader, head []byte) (io.Reader, error) {
	// A stream header of 12 bytes, then the block's: its size, flags, perhaps
	// two numbers, and the filters: LZMA2 is 21 01 and the dictionary's size.
	if len(head) > 24 {
		block := head[12:min(len(head), 12+4*(int(head[12])+1))]
		if i := bytes.Index(block[2:], []byte{0x21, 0x01}); i >= 0 && i+4 < len(block) {
			size, err := lzma.DecodeDictCap(block[i+4])
			if err == nil && size > maxWindow {
				return nil, fmt.Errorf("its dictionary of %d MiB is larger than %d MiB", size>>20, maxWindow>>20)
			}
		}
	}
	return xz.NewReader(raw)
}
