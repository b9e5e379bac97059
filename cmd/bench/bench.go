package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/localserver"
)

// bench is what the measures share: lists, made when they are first asked for,
// and a server.
type bench struct {
	options
	mapping string
	self    string // this program
	// temporary: the folder goes when the measuring is done.
	temporary bool
	server    *localserver.Server
	admin     *pgx.Conn
	// err is the first error of what follows: after it nothing is made, run or asked.
	err error
}

// newBench starts a server of default settings: fsync and synchronous_commit
// are on.
func newBench(ctx context.Context, o options) (_ *bench, err error) {
	b := &bench{options: o}
	defer func() {
		if err != nil {
			err = errors.Join(err, b.Close())
		}
	}()
	if b.program, err = exec.LookPath(o.program); err != nil {
		return nil, fmt.Errorf("%w: build it with: make build", err)
	}
	if b.program, err = filepath.Abs(b.program); err != nil {
		return nil, err
	}
	if b.self, err = os.Executable(); err != nil {
		return nil, err
	}
	if b.folder == "" {
		if b.folder, err = os.MkdirTemp("", "rollcall-bench-*"); err != nil {
			return nil, err
		}
		b.temporary = true
	}
	// The server's user is another one where this runs as root.
	if err := os.MkdirAll(b.folder, 0o755); err != nil {
		return nil, err
	}
	if err := os.Chmod(b.folder, 0o755); err != nil {
		return nil, err
	}
	b.mapping = b.path("mapping.yaml")
	if err := os.WriteFile(b.mapping, []byte(mappingText), 0o644); err != nil {
		return nil, err
	}
	if o.against != "" {
		return b, nil // reviews need no server
	}
	b.server, err = localserver.Start(ctx, localserver.Options{
		Dir: b.path("server"), Binaries: localserver.SystemBinaries(os.Getenv("PATH")),
	})
	if err != nil {
		return nil, err
	}
	if b.admin, err = pgx.Connect(ctx, b.server.SetupURL("postgres")); err != nil {
		return nil, err
	}
	return b, b.makeTemplate(ctx)
}

// Close stops the server, and removes what nobody asked to keep.
func (b *bench) Close() error {
	var err error
	if b.admin != nil {
		err = b.admin.Close(context.Background())
	}
	if b.server != nil {
		err = errors.Join(err, b.server.Close())
	}
	if b.temporary {
		err = errors.Join(err, os.RemoveAll(b.folder))
	}
	return err
}

func (b *bench) path(name string) string { return filepath.Join(b.folder, name) }

// list returns the path of a list.
func (b *bench) list(l list) string {
	return b.file(fmt.Sprintf("list-%d-%d.csv", l.rows, l.first), l.write)
}

// file returns the path of a file, which is written where it is not there yet.
func (b *bench) file(name string, write func(out *bufio.Writer)) string {
	path := b.path(name)
	if _, err := os.Stat(path); err != nil && b.err == nil {
		b.err = writeFile(path, write)
	}
	return path
}

// writeFile writes a file; half of one never has its name.
func writeFile(path string, write func(out *bufio.Writer)) error {
	f, err := os.Create(path + ".new")
	if err != nil {
		return err
	}
	defer f.Close()
	out := bufio.NewWriterSize(f, 1<<20)
	write(out)
	if err := errors.Join(out.Flush(), f.Close()); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// run runs a command once.
func (b *bench) run(ctx context.Context, c command) (took cost) {
	if b.err == nil {
		took, b.err = c.run(ctx)
	}
	return took
}

// compare runs commands in turns and returns the costs of each.
func (b *bench) compare(ctx context.Context, turns int, commands ...command) [][]cost {
	all := make([][]cost, len(commands))
	for turn := range turns {
		for i := range commands {
			i = (i + turn) % len(commands) // each goes first as often as the others
			all[i] = append(all[i], b.run(ctx, commands[i]))
		}
	}
	return all
}

// template is the database that has the tables and nothing in them.
const template = "empty"

func (b *bench) makeTemplate(ctx context.Context) error {
	if err := b.do(ctx, "drop database if exists "+template); err != nil {
		return err
	}
	if err := b.do(ctx, "create database "+template); err != nil {
		return err
	}
	migrate := command{args: []string{b.program, "db", "migrate", "--database", b.server.SetupURL(template)}}
	_, err := migrate.run(ctx)
	return err
}

// do runs statements of their own transactions.
func (b *bench) do(ctx context.Context, statements ...string) error {
	for _, s := range statements {
		if _, err := b.admin.Exec(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	return nil
}

// connected does something with a connection to a database.
func (b *bench) connected(ctx context.Context, database string, do func(*pgx.Conn) error) {
	if b.err != nil {
		return
	}
	conn, err := pgx.Connect(ctx, b.server.SetupURL(database))
	if err != nil {
		b.err = err
		return
	}
	defer conn.Close(ctx)
	b.err = do(conn)
}

// ask runs a statement in a database, and reads the value it returns into answer where
// that is not nil.
func (b *bench) ask(ctx context.Context, database, sql string, answer any) {
	b.connected(ctx, database, func(conn *pgx.Conn) (err error) {
		if answer == nil {
			_, err = conn.Exec(ctx, sql)
			return err
		}
		return conn.QueryRow(ctx, sql).Scan(answer)
	})
}

// fresh makes the database name a copy of another one. The checkpoint after
// it leaves nothing to be written that is not of what is measured.
func (b *bench) fresh(name, of string) func(context.Context) error {
	return func(ctx context.Context) error {
		return b.do(ctx, "drop database if exists "+name, "create database "+name+" template "+of, "checkpoint")
	}
}

// drop ends a database that is not needed any more.
func (b *bench) drop(ctx context.Context, name string) error {
	return b.do(ctx, "drop database if exists "+name)
}

// review is a review of a list.
func (b *bench) review(list string, more ...string) command {
	return command{args: append([]string{b.program, "review", list, "-m", b.mapping, "--offline", "--progress", "none", "-o", "json"}, more...)}
}

// imports is an import of a list into a copy of the database of.
func (b *bench) imports(list, of string, more ...string) command {
	const name = "imported"
	return command{
		before: b.fresh(name, of),
		server: b.serverTime,
		args: append([]string{b.program, "import", list, "-m", b.mapping, "--consent", "--progress", "none", "-o", "json",
			"--database", b.server.SetupURL(name)}, more...),
	}
}

// count writes a number with its unit: "500k", "10M".
func count(n int) string {
	switch {
	case n >= 1_000_000 && n%100_000 == 0:
		return strconv.FormatFloat(float64(n)/1e6, 'f', -1, 64) + "M"
	case n >= 1_000 && n%100 == 0:
		return strconv.FormatFloat(float64(n)/1e3, 'f', -1, 64) + "k"
	}
	return strconv.Itoa(n)
}
