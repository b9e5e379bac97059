package outfile

import "golang.org/x/sys/unix"

// folderFlag opens a folder to get at what is in it, even where its list of names may not be read.
const folderFlag = unix.O_PATH

// openUnnamed makes a file without a name (open(2), O_TMPFILE): however long the program waits with
// it, a kill leaves nothing behind.
func openUnnamed(folder int, mode uint32) (int, error) {
	return unix.Openat(folder, ".", unix.O_TMPFILE|unix.O_RDWR|unix.O_CLOEXEC, mode)
}
