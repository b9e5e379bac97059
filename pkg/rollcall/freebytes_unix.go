//go:build linux || darwin || freebsd

package rollcall

import "golang.org/x/sys/unix"

// freeBytes returns the room that is left in a folder's file system, and whether it
// is known.
func freeBytes(dir string) (uint64, bool) {
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		return 0, false
	}
	return uint64(max(st.Bavail, 0)) * uint64(st.Bsize), true
}
