//go:build !unix

package main

import "os"

// peakMemory is the most memory that a process had resident, in bytes, or 0
// where the system does not tell.
func peakMemory(*os.ProcessState) int64 { return 0 }
