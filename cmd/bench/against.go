package main

import (
	"bufio"
	"context"
	"fmt"
	"slices"
)

// kind is a kind of list by which programs are compared that read it in different
// ways: what one look at each cell costs shows in one of them.
type kind struct {
	name    string
	header  string
	columns string // of the mapping
	row     func(g *generator, i int) []string
}

var kinds = []kind{
	{
		"numbers as people write them", "Phone,First Name,Opt In", "{Phone: phone, First Name: first_name, Opt In: consent}",
		func(g *generator, i int) []string {
			return []string{g.phone(g.number(i)), pick(g, firstNames), "yes"}
		},
	},
	{
		"answers, a no in a tenth", "Name,Phone,Opt In,State", "{Name: full_name, Phone: phone, Opt In: consent, State: state}",
		func(g *generator, i int) []string {
			// A tenth of the numbers comes twice: a late no counts for the row above.
			return []string{pick(g, firstNames) + " " + pick(g, lastNames), g.phone(g.number(i - i%10/9)), pick(g, []string{"yes", "Yes", "opted in", "", "y", "true", "YES", "1", "opted-in", "no"}), pick(g, places).state}
		},
	},
	{
		"refusals", "Name,Phone,Do Not Call,Status", "{Name: full_name, Phone: phone, Do Not Call: {target: consent, means: opt_out}, Status: {new_field: status}}",
		func(g *generator, i int) []string {
			return []string{pick(g, firstNames) + " " + pick(g, lastNames), g.phone(g.number(i)), pick(g, []string{"", "", "no", "yes", "N"}), pick(g, []string{"new", "open", "closed won", ""})}
		},
	},
	{
		"words beside numbers", "First Name,Phone,Opt In", "{First Name: first_name, Phone: phone, Opt In: consent}",
		func(g *generator, i int) []string {
			n := g.phone(g.number(i))
			return []string{pick(g, firstNames), pick(g, []string{n, n, n + " (cell)", "cell: " + n, n + " x12", "Home " + n}), "yes"}
		},
	},
	{
		"numbers of several countries", "Last Name,Phone,Country,Opt In", "{Last Name: last_name, Phone: phone, Country: country, Opt In: consent}",
		func(g *generator, i int) []string {
			p := pick(g, [][2]string{{"+44 20 7946 %04d", "GB"}, {"030 1234%04d", "DE"}, {"+33 1 42 68 %04d", "FR"}, {"+61 2 9374 %04d", "AU"}, {"+52 55 5123 %04d", "MX"}})
			return []string{pick(g, lastNames), fmt.Sprintf(p[0], i%10_000), p[1], "yes"}
		},
	},
}

// write writes a list of a kind.
func (k kind) write(out *bufio.Writer, rows int) {
	out.WriteString(k.header + "\n")
	g := generator{areas: areaCodes()}
	var line []byte
	for i := range rows {
		g.dice = roll(uint64(i), 3)
		line = line[:0]
		for n, cell := range k.row(&g, i) {
			if n > 0 {
				line = append(line, ',')
			}
			line = appendCell(line, cell)
		}
		out.Write(append(line, '\n'))
	}
}

// measureAgainst compares reviews of lists of each kind with those of an older
// program.
func measureAgainst(ctx context.Context, b *bench) (t table) {
	compareReviews := func(name, path, mapping string) {
		review := func(program string) command {
			return command{args: []string{program, "review", path, "-m", mapping, "--offline", "--progress", "none", "-o", "json"}}
		}
		all := b.compare(ctx, 2*b.turns, review(b.program), review(b.against))
		t = append(t, lowest(all[0], all[1]).as(1.05, "review of %s, beside %s: least times", name, b.against))
	}
	l := list{rows: b.rows / 4}
	compareReviews(count(l.rows)+" rows", b.list(l), b.mapping)
	for i, k := range kinds {
		path := b.file(fmt.Sprintf("kind-%d-%d.csv", i, l.rows), func(out *bufio.Writer) { k.write(out, l.rows) })
		mapping := b.file(fmt.Sprintf("kind-%d.yaml", i), func(out *bufio.Writer) {
			out.WriteString("version: 1\nregion: US\ncolumns: " + k.columns + "\n")
		})
		compareReviews(count(l.rows)+" rows, "+k.name, path, mapping)
	}
	return t
}

// lowest compares the least that two commands took in any turn: what a busy
// machine adds is in none of them.
func lowest(of, to []cost) result {
	elapsed := func(all []cost) float64 {
		return slices.MinFunc(all, func(a, b cost) int { return int(a.elapsed - b.elapsed) }).elapsed.Seconds()
	}
	cpu := func(all []cost) float64 {
		return slices.MinFunc(all, func(a, b cost) int { return int(a.cpu - b.cpu) }).cpu.Seconds()
	}
	return result{of: elapsed(of), to: elapsed(to), ratio: elapsed(of) / elapsed(to), cpu: cpu(of) / cpu(to)}
}
