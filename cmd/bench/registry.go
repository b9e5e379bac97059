package main

import (
	"bufio"
	"context"
	"fmt"
	"os/exec"
	"strconv"
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
func measureRegistry(ctx context.Context, b *bench) table {
	psql, err := exec.LookPath("psql")
	b.err = err
	var t table
	for _, r := range registries {
		n := 5 * b.rows
		path := b.registry(n, r.share)
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
				b.ask(ctx, copied, "create table numbers (phone text primary key)", nil)
				return b.err
			},
			server: b.serverTime,
			args:   []string{psql, "-X", "-q", b.server.SetupURL(copied), "-c", `\copy numbers from '` + path + `'`},
		}
		all := b.compare(ctx, few(b.turns), load, bare)
		var size int64
		b.ask(ctx, listed, "select pg_total_relation_size('list_blocks')", &size)
		v := versus(all[0], all[1]).as(r.most, "registry of %s numbers %s, beside `\\copy` of them into a table with primary key; %.1f bytes a number",
			count(n), r.name, float64(size)/float64(n))
		v.memory = peak(all[0])
		t = append(t, v)
	}
	return t
}

// registry makes a file of n numbers in order, so many of a hundred that there are.
func (b *bench) registry(n, share int) string {
	return b.file(fmt.Sprintf("registry-%d-%d.txt", n, share), func(out *bufio.Writer) {
		areas := areaCodes()
		var line []byte
		for i, left := 0, n; left > 0; i++ {
			if d := roll(uint64(i), 3); d.next()%100 >= uint64(share) {
				continue
			}
			line = append(append(line[:0], "+1"...), areas[i/7_800_000]...)
			line = strconv.AppendInt(line, int64(2_200_000+i%7_800_000), 10)
			out.Write(append(line, '\n'))
			left--
		}
	})
}
