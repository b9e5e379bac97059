//go:build unix && !linux

package outfile

import "golang.org/x/sys/unix"

// folderFlag opens a folder to get at what is in it.
const folderFlag = unix.O_RDONLY

// openUnnamed fails: there are no files without a name here.
func openUnnamed(int, uint32) (int, error) { return -1, unix.EOPNOTSUPP }
