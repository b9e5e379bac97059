//go:build unix

package localserver

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// What goes wrong with a statement is for who gave it: the server's log, which stays, quotes neither
// rows nor values, be it that a row is refused, that a value is none, or that the server is killed in
// the middle.
func TestLogHoldsNoValues(t *testing.T) {
	t.Parallel()
	const canary = "canary-4711"
	dir := dataDir(t)
	s := mustStart(t, options(dir))
	conn := connect(t, s.URL(""))
	run := func(sql string) error {
		_, err := conn.Exec(t.Context(), sql).ReadAll()
		return err
	}
	if err := run("create table person (name text primary key check (length(name) < 20), age int)"); err != nil {
		t.Fatal(err)
	}
	for _, sql := range []string{
		"insert into person values ('" + canary + canary + "')",
		"insert into person values ('" + canary + "'), ('" + canary + "')",
		"insert into person values ('x', '" + canary + "')",
		"copy person from program 'echo " + canary + "-4711-4711-4711-4711'",
		"select '" + canary + "' from nowhere",
	} {
		if err := run(sql); err == nil {
			t.Errorf("%s: no error", sql)
		}
	}
	killer := connect(t, s.URL(""))
	done := make(chan error)
	go func() { done <- run("select pg_sleep(60), '" + canary + "'") }()
	for range 100 {
		_, err := killer.Exec(t.Context(), "select pg_terminate_backend(pid) from pg_stat_activity where query like 'select pg_sleep%' and state = 'active'").ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		select {
		case <-done:
			log, err := os.ReadFile(filepath.Join(dir, "server.log"))
			if err != nil {
				t.Fatal(err)
			}
			if text := string(log); strings.Contains(text, canary) || !strings.Contains(text, "terminating connection") {
				t.Errorf("the log says:\n%s", text)
			}
			return
		case <-time.After(50 * time.Millisecond):
		}
	}
	t.Error("the statement was not ended")
}
