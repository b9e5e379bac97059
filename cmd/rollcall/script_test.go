package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/rogpeppe/go-internal/testscript"

	"rollcall/pkg/localserver/pgtest"
)

// The program itself is a command of the stories, run as a process of its own.
func TestMain(m *testing.M) {
	completionPatience = time.Minute
	testscript.Main(m, map[string]func(){"rollcall": main})
}

// TestScript plays the stories in testdata/script, each against a database of
// its own. They can use:
//
//	sql QUERY          prints the rows, columns joined by |, to stdout
//	json KEY VALUE     compares a value of the JSON that was printed last
//	exits CODE COMMAND runs a command that ends with an exit code but 0
//	copy NAME FILE     copies a file of the project's testdata or mappings
//	interrupt COMMAND  sends Ctrl-C to a command that began to import an endless list
//	nodatabase         takes the story's database away from the environment
func TestScript(t *testing.T) {
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("ROLLCALL_DATABASE_URL", pgtest.Database(env.T().(testing.TB), nil))
			// The account that the server runs as, when root tests, cannot get
			// into the story's folder.
			private, err := os.MkdirTemp("", "rollcall-story-")
			if err != nil {
				return err
			}
			env.Defer(func() { os.RemoveAll(private) })
			if err := os.Chmod(private, 0o755); err != nil {
				return err
			}
			env.Setenv("ROLLCALL_DATA_DIR", filepath.Join(private, "data"))
			env.Setenv("PROJECT", root)
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"sql":        cmdSQL,
			"exits":      cmdExits,
			"json":       cmdJSON,
			"copy":       cmdCopy,
			"interrupt":  cmdInterrupt,
			"nodatabase": func(ts *testscript.TestScript, _ bool, _ []string) { ts.Setenv("ROLLCALL_DATABASE_URL", "") },
		},
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("UPDATE") != "",
	})
}

func cmdExits(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	if !errors.As(err, &exit) || fmt.Sprint(exit.ExitCode()) != args[0] {
		ts.Fatalf("exits: %v, and not %s", err, args[0])
	}
}

func cmdSQL(ts *testscript.TestScript, neg bool, args []string) {
	conn, err := pgx.Connect(context.Background(), ts.Getenv("ROLLCALL_DATABASE_URL"))
	ts.Check(err)
	defer conn.Close(context.Background())
	rows, err := conn.Query(context.Background(), strings.Join(args, " "))
	ts.Check(err)
	defer rows.Close()
	for rows.Next() {
		values, err := rows.Values()
		ts.Check(err)
		texts := make([]string, len(values))
		for i, v := range values {
			if texts[i] = fmt.Sprint(v); v == nil {
				texts[i] = ""
			}
		}
		fmt.Fprintln(ts.Stdout(), strings.Join(texts, "|"))
	}
	if err := rows.Err(); (err != nil) != neg {
		ts.Fatalf("sql: %v", err)
	}
}

// cmdJSON takes keys joined by dots: "skipped.no_phone", "new_fields.0".
func cmdJSON(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: json KEY VALUE")
	}
	var value any
	d := json.NewDecoder(strings.NewReader(ts.ReadFile("stdout")))
	d.UseNumber()
	ts.Check(d.Decode(&value))
	for key := range strings.SplitSeq(args[0], ".") {
		switch v := value.(type) {
		case map[string]any:
			value = v[key]
		case []any:
			var i int
			if _, err := fmt.Sscan(key, &i); err != nil || i >= len(v) {
				ts.Fatalf("json: no element %s", key)
			}
			value = v[i]
		default:
			ts.Fatalf("json: nothing at %s of %s", key, args[0])
		}
	}
	got := fmt.Sprint(value)
	if _, scalar := value.(string); !scalar {
		text, err := json.Marshal(value)
		ts.Check(err)
		got = string(text)
	}
	if (got == args[1]) == neg {
		ts.Fatalf("json: %s is %s", args[0], got)
	}
}

// cmdInterrupt feeds the command rows without end on its standard input. The
// command has to log that it began the import, and has to end with 130.
func cmdInterrupt(ts *testscript.TestScript, _ bool, args []string) {
	program, err := exec.LookPath(args[0])
	ts.Check(err)
	cmd := exec.Command(program, args[1:]...)
	cmd.Dir = ts.MkAbs(".")
	for _, name := range []string{"HOME", "PATH", "ROLLCALL_DATABASE_URL", "ROLLCALL_DATA_DIR"} {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	in, err := cmd.StdinPipe()
	ts.Check(err)
	said, err := cmd.StderrPipe()
	ts.Check(err)
	ts.Check(cmd.Start())
	fed := make(chan struct{})
	go func() {
		defer close(fed)
		_, err := io.WriteString(in, "Phone\n")
		for i := 0; err == nil; i++ { // until the command has ended
			_, err = fmt.Fprintf(in, "206-444-%04d\n", i%10000)
		}
	}()
	for lines := bufio.NewScanner(said); lines.Scan(); {
		fmt.Fprintln(ts.Stderr(), lines.Text())
		if strings.Contains(lines.Text(), "began the import") {
			ts.Check(cmd.Process.Signal(os.Interrupt))
		}
	}
	err = cmd.Wait()
	<-fed
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted {
		ts.Fatalf("interrupt: %v, and not %d", err, exitInterrupted)
	}
}

func cmdCopy(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: copy PROJECTFILE FILE")
	}
	text, err := os.ReadFile(filepath.Join(ts.Getenv("PROJECT"), args[0]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), text, 0o600))
}
