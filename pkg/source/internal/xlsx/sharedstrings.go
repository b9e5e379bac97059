package xlsx

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"

	"rollcall/pkg/tempfile"
)

// textsInMemory is how many bytes of a workbook's texts are held in memory.
const textsInMemory = 64 << 20

const (
	// spareTexts is how many bytes any workbook's texts may have.
	spareTexts = 64 << 20
	// mostTexts is how many they may have for each byte that they are stored in:
	// texts come to 10, bombs to 1,000.
	mostTexts = 50
)

// sharedStrings are the texts that a workbook's cells refer to by number. Many of them
// go to a temporary file.
type sharedStrings struct {
	held  []string
	bytes int
	// file has the texts one after another, ends where each ends.
	file, ends *spill
	count      int
	most       int64 // how many bytes they may have; 0 is any
	total      int64
	struck     map[string]bool // the numbers of those that a line goes through
}

// textSize is the memory for a text besides its bytes.
const textSize = 16

// spill is a temporary file that is written once and then read.
type spill struct {
	*tempfile.File
	out  *bufio.Writer
	size int64
}

func newSpill() (*spill, error) {
	f, err := tempfile.Create("a workbook's texts")
	if err != nil {
		return nil, err
	}
	return &spill{File: f, out: bufio.NewWriterSize(f, 64<<10)}, nil
}

func (s *spill) close() error {
	if s == nil {
		return nil
	}
	return s.File.Close()
}

func (t *sharedStrings) add(text string) error {
	t.count++
	if t.total += int64(len(text)) + textSize; t.most > 0 && t.total > t.most {
		return ErrBomb
	}
	if t.file != nil {
		return t.write(text)
	}
	t.held = append(t.held, text)
	if t.bytes += len(text) + textSize; t.bytes <= textsInMemory {
		return nil
	}
	var err error
	if t.file, err = newSpill(); err != nil {
		return err
	}
	if t.ends, err = newSpill(); err != nil {
		return err
	}
	for _, text := range t.held {
		if err := t.write(text); err != nil {
			return err
		}
	}
	t.held = nil
	return nil
}

// strike notes that a line goes through the text that is added next.
func (t *sharedStrings) strike() {
	if t.struck == nil {
		t.struck = map[string]bool{}
	}
	t.struck[strconv.Itoa(t.count)] = true
}

func (t *sharedStrings) write(text string) error {
	t.file.size += int64(len(text))
	_, err := t.file.out.WriteString(text)
	_, err2 := t.ends.out.Write(binary.LittleEndian.AppendUint64(nil, uint64(t.file.size)))
	if err = errors.Join(err, err2); err != nil {
		return fmt.Errorf("keeping a workbook's texts: %w", err)
	}
	return nil
}

// complete ends the adding.
func (t *sharedStrings) complete() error {
	if t.file == nil {
		return nil
	}
	return errors.Join(t.file.out.Flush(), t.ends.out.Flush())
}

// get returns a text by its number, from 0 up.
func (t *sharedStrings) get(n int) (string, error) {
	if n < 0 || n >= t.count {
		return "", fmt.Errorf("there is no text %d", n)
	}
	if t.file == nil {
		return t.held[n], nil
	}
	var b [16]byte
	from, ends := b[:8], b[8:]
	if n > 0 {
		if _, err := t.ends.ReadAt(b[:], int64(n-1)*8); err != nil {
			return "", err
		}
	} else if _, err := t.ends.ReadAt(ends, 0); err != nil {
		return "", err
	}
	start, end := binary.LittleEndian.Uint64(from), binary.LittleEndian.Uint64(ends)
	s := make([]byte, end-start)
	if _, err := t.file.ReadAt(s, int64(start)); err != nil {
		return "", err
	}
	return string(s), nil
}

func (t *sharedStrings) close() error { return errors.Join(t.file.close(), t.ends.close()) }
