package main

import (
	"bufio"
	"context"
	"slices"
	"strings"
)

// measureUndo takes imports back among so many contacts: one of a tenth of the rows,
// half of which are known, a small one that makes a field, and then that of all the others.
func measureUndo(ctx context.Context, b *bench) table {
	var t table
	for _, rows := range []int{b.rows / 2, b.rows, 2 * b.rows, 5 * b.rows} {
		all := b.list(list{rows: rows})
		added := list{rows: b.rows / 10, first: rows - b.rows/20}
		addedPath := b.list(added)
		fill := b.imports(all, template, "--powerlist", "all")
		add := b.imports(addedPath, template, "--duplicates", "update", "--powerlist", "added")
		add.before = nil
		// One that makes a field of its own: nobody's contacts may have it, or it stays.
		field := b.imports(b.list(list{rows: b.rows / 100, first: 10 * b.rows}), template, "--powerlist", "field")
		field.args[slices.Index(field.args, b.mapping)] = b.file("field.yaml", func(out *bufio.Writer) {
			out.WriteString(strings.Replace(mappingText, "new_field: lead_source", "new_field: origin", 1))
		})
		field.before = nil
		undo := func(id string) command {
			return command{args: []string{b.program, "undo", id, "-o", "json", "--progress", "none", "--database", b.server.SetupURL("imported")}, server: b.serverTime}
		}
		var costs [6]cost
		for i, c := range []command{fill, add, undo("2"), field, undo("3"), undo("1")} {
			costs[i] = b.run(ctx, c)
		}
		t = append(t,
			versus([]cost{costs[2]}, []cost{costs[1]}).as(3, "undo of an update by %s rows among %s, beside that", count(added.rows), count(rows)),
			versus([]cost{costs[4]}, []cost{costs[3]}).as(0, "undo of an import of %s rows with a new field among %s, beside that", count(b.rows/100), count(rows)),
			versus([]cost{costs[5]}, []cost{costs[0]}).as(3, "undo of an import of %s rows, beside that", count(rows)))
	}
	return t
}
