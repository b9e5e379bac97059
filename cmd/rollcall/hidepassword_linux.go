package main

import "unsafe"

// overwrite writes x over text, which must lie in the arguments' own memory:
// on Linux, Go's os.Args point into what the kernel passed, which is what
// /proc/PID/cmdline shows and a program may write to.
func overwrite(text string) {
	bytes := unsafe.Slice(unsafe.StringData(text), len(text))
	for i := range bytes {
		bytes[i] = 'x'
	}
}
