//go:build unix

package pgtest

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gofrs/flock"

	"rollcall/pkg/localserver"
)

// serveVariable makes the test binary start its server, say so and wait for its end.
const serveVariable = "PGTEST_TEST_SERVE"

func TestMain(m *testing.M) {
	if os.Getenv(serveVariable) != "" {
		s, err := startPrivate(context.Background())
		if err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
		fmt.Println(s.URL(""))
		io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// tempDir returns a folder for temporary files that every account can enter.
func tempDir(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, path := range []string{dir, filepath.Dir(dir)} {
		if err := os.Chmod(path, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// serve runs another test binary that keeps its temporary files in temp, and returns it with its
// server running. It ends when its input does.
func serve(t *testing.T, temp string) (*exec.Cmd, io.Closer) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), serveVariable+"=1", "TMPDIR="+temp)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || strings.HasPrefix(line, "error:") {
		t.Fatalf("the other test binary: %s %v", line, err)
	}
	return cmd, in
}

func entries(t *testing.T, dir string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

func TestServerGoesWithItsTestBinary(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(cmd *exec.Cmd, in io.Closer) error{
		"done":   func(_ *exec.Cmd, in io.Closer) error { return in.Close() },
		"killed": func(cmd *exec.Cmd, _ io.Closer) error { return cmd.Process.Kill() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			temp := tempDir(t)
			cmd, in := serve(t, temp)
			if len(entries(t, temp)) == 0 {
				t.Fatal("the server isn't where it was to be")
			}
			if err := end(cmd, in); err != nil {
				t.Fatal(err)
			}
			cmd.Wait()
			for last := time.Now().Add(time.Minute); len(entries(t, temp)) > 0; time.Sleep(time.Millisecond) {
				if time.Now().After(last) {
					t.Fatalf("still there: %q", entries(t, temp))
				}
			}
		})
	}
}

func TestSweep(t *testing.T) {
	t.Parallel()
	temp := tempDir(t)
	// One that nobody cleared up, its server still running; then one whose test binary is at work.
	dead := filepath.Join(temp, prefix+"dead")
	s, err := localserver.Start(t.Context(), localserver.Options{
		Dir: dead, Binaries: localserver.SystemBinaries(os.Getenv("PATH")), NoSync: true, Keep: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	alive := filepath.Join(temp, prefix+"alive")
	if err := os.Mkdir(alive, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{dead, alive} {
		if err := os.WriteFile(dir+lockSuffix, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	lock := flock.New(alive + lockSuffix)
	if err := lock.Lock(); err != nil {
		t.Fatal(err)
	}
	defer lock.Unlock()

	sweep(t.Context(), temp)
	want := []string{alive, alive + lockSuffix}
	if got := entries(t, temp); strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("left are %q, want %q", got, want)
	}
}

// All test binaries of a run work at the same time.
func TestBinariesAtOnceHaveTheirOwn(t *testing.T) {
	t.Parallel()
	temp := tempDir(t)
	a, inA := serve(t, temp)
	b, inB := serve(t, temp)
	folders := 0
	for _, path := range entries(t, temp) {
		if !strings.HasSuffix(path, lockSuffix) {
			folders++
		}
	}
	if folders != 2 {
		t.Errorf("two test binaries made %d servers", folders)
	}
	inA.Close()
	inB.Close()
	a.Wait()
	b.Wait()
	for last := time.Now().Add(time.Minute); len(entries(t, temp)) > 0; time.Sleep(time.Millisecond) {
		if time.Now().After(last) {
			t.Fatalf("still there: %q", entries(t, temp))
		}
	}
}
