package main

import (
	"bufio"
	"context"
	"fmt"
)

// measures are all there are, in the order of the table.
var measures = []struct {
	name    string
	measure func(context.Context, *bench) table
}{
	{"review", measureReview},
	{"against", measureAgainst},
	{"inspect", measureInspect},
	{"phone", measurePhone},
	{"import", measureImport},
	{"growth", measureGrowth},
	{"existing", measureExisting},
	{"memory", measureMemory},
	{"suppression", measureSuppression},
	{"registry", measureRegistry},
	{"undo", measureUndo},
	{"poll", measurePoll},
	{"stalls", measureStalls},
}

// comparable is how many rows the lists have that are read by others as well.
func (b *bench) comparable() list { return list{rows: min(b.rows, 1_000_000)} }

func measureReview(ctx context.Context, b *bench) table {
	l := b.comparable()
	path := b.list(l)
	all := b.compare(ctx, 2*b.turns, b.review(path), command{args: []string{b.self, passArg, path}})
	return table{
		versus(all[0], all[1]).as(2, "review of %s rows, beside a bare encoding/csv pass (ReuseRecord)", count(l.rows)),
	}
}

func measureInspect(ctx context.Context, b *bench) table {
	l := b.comparable()
	path := b.list(l)
	inspect := command{args: []string{b.program, "inspect", path, "--progress", "none", "-o", "json"}, env: b.noDatabase()}
	all := b.compare(ctx, b.turns, inspect, b.review(path))
	return table{
		versus(all[0], all[1]).as(2, "inspect of %s rows, beside their review", count(l.rows)),
	}
}

func measureImport(ctx context.Context, b *bench) table {
	l := b.comparable()
	path := b.list(l)
	imports := b.imports(path, template)
	// The first import gives the clean rows.
	b.run(ctx, imports)
	clean := b.path("clean.tsv")
	b.exportClean(ctx, clean)
	all := b.compare(ctx, b.turns, imports, b.copyCommand(clean))
	return table{
		versus(all[0], all[1]).as(1, "import of %s rows into an empty database, with tags and powerlist, beside `\\copy` of the clean rows", count(l.rows)),
	}
}

func measureGrowth(ctx context.Context, b *bench) table {
	small, large := list{rows: b.rows / 10}, list{rows: b.rows}
	smallPath := b.list(small)
	largePath := b.list(large)
	var t table
	for _, m := range []struct {
		name string
		of   func(path string) command
	}{
		{"import", func(path string) command { return b.imports(path, template) }},
		{"review", func(path string) command { return b.review(path) }},
	} {
		all := b.compare(ctx, few(b.turns), m.of(largePath), m.of(smallPath))
		t = append(t, versus(all[0], all[1]).as(11, "%s of %s rows, beside that of %s", m.name, count(large.rows), count(small.rows)))
	}
	return t
}

// measureExisting imports a list into contacts that are there already; a tenth
// of it is known.
func measureExisting(ctx context.Context, b *bench) table {
	existing := list{rows: b.rows}
	added := list{rows: b.rows / 10, first: b.rows - b.rows/100}
	existingPath := b.list(existing)
	addedPath := b.list(added)
	const full = "filled"
	fill := b.imports(existingPath, template)
	fill.args = append(fill.args, "--database", b.server.SetupURL(full), "--powerlist", "first")
	fill.before = b.fresh(full, template)
	b.run(ctx, fill)
	defer b.drop(ctx, full)
	all := b.compare(ctx, few(b.turns), b.imports(addedPath, full), b.imports(addedPath, template))
	return table{
		versus(all[0], all[1]).as(1.5, "import of %s rows into %s existing, beside into none", count(added.rows), count(existing.rows)),
	}
}

func measureMemory(ctx context.Context, b *bench) table {
	var t table
	for _, rows := range []int{b.rows / 20, b.rows * 2 / 5, b.rows} {
		path := b.list(list{rows: rows})
		all := b.compare(ctx, few(b.turns), b.imports(path, template), b.review(path))
		t = append(t,
			result{what: fmt.Sprintf("memory of an import of %s rows", count(rows)), memory: peak(all[0]), most: 128},
			result{what: fmt.Sprintf("memory of a review of %s rows", count(rows)), memory: peak(all[1]), most: 256})
	}
	return t
}

func measureSuppression(ctx context.Context, b *bench) table {
	l := b.comparable()
	path := b.list(l)
	var t table
	for _, numbers := range []int{b.rows / 10, b.rows} {
		file := b.numbers(numbers)
		for _, m := range []struct {
			name          string
			with, without command
		}{
			{"import", b.imports(path, template, "--suppress", file), b.imports(path, template)},
			{"review", b.review(path, "--suppress", file), b.review(path)},
		} {
			all := b.compare(ctx, few(b.turns), m.with, m.without)
			r := versus(all[0], all[1]).as(0, "%s of %s rows with --suppress of %s numbers, beside without", m.name, count(l.rows), count(numbers))
			r.memory = peak(all[0])
			t = append(t, r)
		}
	}
	return t
}

// numbers makes a file of numbers, some of which are the first persons'.
func (b *bench) numbers(n int) string {
	return b.file(fmt.Sprintf("numbers-%d.txt", n), func(out *bufio.Writer) {
		g := generator{areas: areaCodes()}
		for i := range n {
			out.WriteString("+1" + g.number(i*7) + "\n")
		}
	})
}

// few is how often what takes long is measured.
func few(turns int) int { return (turns + 1) / 2 }

// noDatabase keeps a command from looking for one.
func (b *bench) noDatabase() []string {
	return []string{"ROLLCALL_DATABASE_URL=", "PGHOST=", "PGSERVICE=", "ROLLCALL_DATA_DIR=" + b.path("none")}
}
