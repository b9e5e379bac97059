package main

import "context"

// measureUndo takes imports back among so many contacts: one of a tenth of the rows,
// half of which are known, and then that of all the others.
func measureUndo(ctx context.Context, b *bench) table {
	var t table
	for _, rows := range []int{b.rows / 2, b.rows, 2 * b.rows, 5 * b.rows} {
		all := b.list(list{rows: rows})
		added := list{rows: b.rows / 10, first: rows - b.rows/20}
		addedPath := b.list(added)
		fill := b.imports(all, template, "--powerlist", "all")
		add := b.imports(addedPath, template, "--duplicates", "update", "--powerlist", "added")
		add.before = nil
		undo := func(id string) command {
			return command{args: []string{b.program, "undo", id, "-o", "json", "--progress", "none", "--database", b.server.SetupURL("imported")}, server: b.serverTime}
		}
		var costs [4]cost
		for i, c := range []command{fill, add, undo("2"), undo("1")} {
			costs[i] = b.run(ctx, c)
		}
		t = append(t,
			versus([]cost{costs[2]}, []cost{costs[1]}).as(3, "undo of an update by %s rows among %s, beside that", count(added.rows), count(rows)),
			versus([]cost{costs[3]}, []cost{costs[0]}).as(3, "undo of an import of %s rows, beside that", count(rows)))
	}
	return t
}
