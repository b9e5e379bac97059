package source

import (
	"fmt"
	"os"
)

// scratch is a temporary file. Where the system lets go of a name before the
// file, it has none, so that not even a kill leaves it behind.
type scratch struct{ *os.File }

// newScratch makes a file to keep what it says in.
func newScratch(what string) (scratch, error) {
	f, err := os.CreateTemp("", "rollcall-")
	if err != nil {
		return scratch{}, fmt.Errorf("keeping %s: %w", what, err)
	}
	os.Remove(f.Name())
	return scratch{f}, nil
}

func (s scratch) close() error {
	if s.File == nil {
		return nil
	}
	err := s.Close()
	os.Remove(s.Name())
	return err
}
