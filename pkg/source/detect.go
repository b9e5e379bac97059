package source

import (
	"bufio"
)

// detect finds out how the file is written, and reads its header.
func (r *Reader) detect(o Options) error {
	raw := bufio.NewReaderSize(r.input, 64<<10)
	if err := r.decompress(raw); err != nil {
		return err
	}
	if err := r.fill(); err != nil {
		return err
	}
	if err := r.decode(o); err != nil {
		return err
	}
	return r.structure(o)
}
