//go:build !windows && !linux

package outfile

import (
	"io/fs"

	"github.com/google/renameio/v2"
)

type pending = *renameio.PendingFile

func newPending(path string, mode fs.FileMode) (pending, error) {
	return renameio.NewPendingFile(path, renameio.WithPermissions(mode), renameio.IgnoreUmask())
}
