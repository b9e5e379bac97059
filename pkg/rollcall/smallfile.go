package rollcall

import (
	"errors"
	"fmt"
	"io"
	"os"
)

// maxPlan is how many bytes a plan may have: the names of its fields and tags
// are of a mapping, which has fewer.
const maxPlan = 16 << 20

var errTooLarge = errors.New("the file is too large")

// readSmall reads a file of at most most bytes. A larger one, or a device that
// never ends, is an error that wraps errTooLarge.
func readSmall(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(text)) > most {
		err = fmt.Errorf("%w: more than %d bytes", errTooLarge, most)
	}
	return text, err
}
