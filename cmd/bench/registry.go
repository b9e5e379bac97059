package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"

	"github.com/jackc/pgx/v5"
)

// registries are how many of a hundred numbers are on the registry: as many as of the
// whole country, and few of them all over it.
var registries = []struct {
	name  string
	share int
	most  float64 // the ratio
}{
	{"of whole area codes", 70, 0.1},
	{"scattered", 2, 0},
}

// measureRegistry loads a registry, and the same numbers into a table of their own.
func measureRegistry(ctx context.Context, b *bench) (table, error) {
	psql, err := exec.LookPath("psql")
	if err != nil {
		return nil, err
	}
	var t table
	for _, r := range registries {
		n := 5 * b.rows
		path, err := b.registry(n, r.share)
		if err != nil {
			return nil, err
		}
		const listed, copied = "listed", "copied"
		load := command{
			before: b.fresh(listed, template), server: b.serverTime,
			args: []string{b.program, "suppress", "add", path, "--list", "national-dnc", "--progress", "none", "--database", b.server.SetupURL(listed)},
		}
		bare := command{
			before: func(ctx context.Context) error {
				if err := b.fresh(copied, template)(ctx); err != nil {
					return err
				}
				return b.ask(ctx, copied, "create table numbers (phone text primary key)", nil)
			},
			server: b.serverTime,
			args:   []string{psql, "-X", "-q", b.server.SetupURL(copied), "-c", `\copy numbers from '` + path + `'`},
		}
		all, err := compare(ctx, few(b.turns), load, bare)
		if err != nil {
			return nil, err
		}
		var size int64
		if err := b.ask(ctx, listed, "select pg_total_relation_size('list_blocks')", &size); err != nil {
			return nil, err
		}
		v := versus(all[0], all[1]).as(r.most, "registry of %s numbers %s, beside `\\copy` of them into a table with primary key; %.1f bytes a number",
			count(n), r.name, float64(size)/float64(n))
		v.memory = peak(all[0])
		t = append(t, v)
	}
	return t, nil
}

// ask runs a statement in a database, and reads the value it returns into answer where
// that is not nil.
func (b *bench) ask(ctx context.Context, database, sql string, answer any) error {
	conn, err := pgx.Connect(ctx, b.server.SetupURL(database))
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	if answer == nil {
		_, err = conn.Exec(ctx, sql)
		return err
	}
	return conn.QueryRow(ctx, sql).Scan(answer)
}

// registry makes a file of n numbers in order, so many of a hundred that there are.
func (b *bench) registry(n, share int) (string, error) {
	path := b.path(fmt.Sprintf("registry-%d-%d.txt", n, share))
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	out := bufio.NewWriterSize(f, 1<<20)
	areas := areaCodes()
	var line []byte
	for i := 0; n > 0; i++ {
		if d := roll(uint64(i), 3); d.next()%100 >= uint64(share) {
			continue
		}
		line = append(append(line[:0], "+1"...), areas[i/7_800_000]...)
		line = strconv.AppendInt(line, int64(2_200_000+i%7_800_000), 10)
		out.Write(append(line, '\n'))
		n--
	}
	if err := out.Flush(); err != nil {
		return "", err
	}
	return path, f.Close()
}
