//go:build unix

package pgtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/gofrs/flock"

	"rollcall/pkg/localserver"
)

// prefix is how the folders of test binaries' servers begin. Next to each lies a file of its name and
// lockSuffix, which the binary holds locked from before the folder is there until it ends.
const (
	prefix     = "rollcall-pgtest-"
	lockSuffix = ".lock"
)

// held keeps the files that the test binary holds until its end, which is what ends the server.
var held []any

// startPrivate starts the test binary's own server.
func startPrivate(ctx context.Context) (*localserver.Server, error) {
	temp := tempFolder()
	sweep(ctx, temp)
	lock, err := os.CreateTemp(temp, prefix+"*"+lockSuffix)
	if err != nil {
		return nil, err
	}
	defer lock.Close()
	alive := flock.New(lock.Name())
	if err := alive.Lock(); err != nil {
		return nil, err
	}
	dir := strings.TrimSuffix(lock.Name(), lockSuffix)
	tether, err := clearWhenDone(dir)
	if err != nil {
		return nil, err
	}
	held = append(held, alive, tether)
	return localserver.Start(ctx, localserver.Options{
		Dir:      dir,
		Binaries: localserver.SystemBinaries(os.Getenv("PATH")),
		NoSync:   true,
	})
}

// tempFolder returns the folder for servers: one in memory where that has room, since making and
// dropping databases is mostly the making of files.
func tempFolder() string {
	const memory, room = "/dev/shm", 4 << 30
	var at syscall.Statfs_t
	if os.Getenv("TMPDIR") == "" && syscall.Statfs(memory, &at) == nil && at.Bavail*uint64(at.Bsize) >= room {
		return memory
	}
	return os.TempDir()
}

// clearUp waits until its input ends, then stops the server and removes its folder, $1. It is given
// half a minute, then what is left is the next run's.
const clearUp = `
cat >/dev/null
pid=$(sed -n 1p "$1/data/postmaster.pid" 2>/dev/null)
socket=$(sed -n 5p "$1/data/postmaster.pid" 2>/dev/null)
[ -z "$pid" ] || kill -INT "$pid"
tries=0
while [ -e "$1/data/postmaster.pid" ]; do
	tries=$((tries + 1))
	[ "$tries" -lt 300 ] || exit 1
	sleep 0.1
done
[ -z "$socket" ] || rmdir "$socket"
rm -rf "$1" "$1` + lockSuffix + `"
`

// clearWhenDone starts what clears up when the returned end of a pipe closes, which it does with the
// test binary at the latest. The shell holds none of the binary's outputs: go test would wait for it.
func clearWhenDone(dir string) (*os.File, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	cmd := exec.Command("/bin/sh", "-c", clearUp, "sh", dir)
	cmd.Stdin = r
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		return nil, errors.Join(err, w.Close())
	}
	return w, cmd.Process.Release()
}

// sweep removes the servers of test binaries that ended without: those of ours whose lock is free.
// Whatever goes wrong is no reason not to run the tests.
func sweep(ctx context.Context, temp string) {
	locks, _ := filepath.Glob(filepath.Join(temp, prefix+"*"+lockSuffix))
	for _, path := range locks {
		dir := strings.TrimSuffix(path, lockSuffix)
		info, err := os.Lstat(dir)
		if err != nil || !info.IsDir() || int(info.Sys().(*syscall.Stat_t).Uid) != os.Geteuid() {
			continue
		}
		lock := flock.New(path)
		if free, err := lock.TryLock(); err != nil || !free {
			continue
		}
		if err := localserver.Stop(ctx, dir); err != nil {
			fmt.Fprintf(os.Stderr, "pgtest: clearing up after an earlier run: %v\n", err)
		} else {
			os.RemoveAll(dir)
			os.Remove(path)
		}
		lock.Unlock()
	}
}
