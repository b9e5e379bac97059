//go:build unix

package localserver

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// interrupt asks a postmaster for a fast shutdown.
func interrupt(pid int) error { return syscall.Kill(pid, syscall.SIGINT) }

// killGroup ends a program that was started in a session of its own, and all that it started.
func killGroup(pid int) error { return syscall.Kill(-pid, syscall.SIGKILL) }

// collect reports whether a process is no longer there. If it is a child of ours that ended, its remains
// go too.
func collect(pid int) bool {
	if done, err := syscall.Wait4(pid, nil, syscall.WNOHANG, nil); err == nil {
		return done == pid
	}
	return syscall.Kill(pid, 0) == syscall.ESRCH
}

// running reports whether a process is the server of that data folder. A process number in a file may
// since have gone to another program, even another PostgreSQL, or belong to a process that ended and
// was never collected. If that can't be found out, it counts as running.
func running(pid int, data string) bool {
	if pid <= 0 || syscall.Kill(pid, 0) == syscall.ESRCH {
		return false
	}
	if runtime.GOOS != "linux" {
		return runningByPs(pid, data)
	}
	proc := filepath.Join("/proc", strconv.Itoa(pid))
	stat, err := os.ReadFile(filepath.Join(proc, "stat"))
	if err != nil {
		return !os.IsNotExist(err)
	}
	// The state stands after the name, which is in parentheses and may hold any.
	if _, state, ok := bytes.Cut(stat[bytes.LastIndexByte(stat, ')')+1:], []byte(" ")); ok && (state[0] == 'Z' || state[0] == 'X') {
		return false
	}
	// A server works in its data folder; in a container root may not see that.
	if cwd, err := os.Stat(filepath.Join(proc, "cwd")); err == nil {
		info, err := os.Stat(data)
		return err == nil && os.SameFile(cwd, info)
	}
	line, err := os.ReadFile(filepath.Join(proc, "cmdline"))
	if err != nil {
		return true
	}
	return servesData(strings.Split(string(line), "\x00"), data)
}

// servesData judges a command line: only "postgres -D data" can be the server. A PostgreSQL without
// an absolute -D may be.
func servesData(args []string, data string) bool {
	if name := filepath.Base(args[0]); name != "postgres" && name != "postmaster" {
		return false
	}
	i := slices.Index(args, "-D")
	if i < 0 || i+1 >= len(args) || !filepath.IsAbs(args[i+1]) {
		return true
	}
	return filepath.Clean(args[i+1]) == data
}

func runningByPs(pid int, data string) bool {
	out, err := exec.Command("/bin/ps", "-ww", "-o", "stat=", "-o", "command=", "-p", strconv.Itoa(pid)).Output()
	if err != nil {
		return false
	}
	state, command, _ := strings.Cut(strings.TrimSpace(string(out)), " ")
	if strings.HasPrefix(state, "Z") {
		return false
	}
	program, rest, _ := strings.Cut(strings.TrimSpace(command), " -D ")
	return servesData([]string{program}, data) && (rest == "" || rest == data || strings.HasPrefix(rest, data+" "))
}
