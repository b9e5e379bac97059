//go:build unix

package main

import (
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// foreign explains why somebody else could have written a file or folder,
// or nothing.
func foreign(st fs.FileInfo) string {
	owner, ok := st.Sys().(*syscall.Stat_t)
	switch {
	case !ok:
		return "does not say who owns it"
	case owner.Uid != 0 && int(owner.Uid) != os.Getuid():
		return fmt.Sprintf("belongs to another user (%d)", owner.Uid)
	case st.Mode().Perm()&0o022 != 0:
		return fmt.Sprintf("can be written by others (mode %03o)", st.Mode().Perm())
	}
	return ""
}
