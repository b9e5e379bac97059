package report

import (
	"io"
	"slices"
	"strconv"
)

// WriteTotals shows the results of several files, a line each, and their total.
func WriteTotals(w io.Writer, results []*Result, s Style) error {
	all := *results[0]
	for _, r := range results[1:] {
		all.Add(r)
	}
	imports := all.Command == "import"
	line := func(r *Result, name string) []string {
		var cells []string
		if imports {
			cells = append(cells, strconv.FormatInt(r.ImportID, 10))
		}
		cells = append(cells, Count(r.Rows), Count(r.Created), Count(r.Updated))
		if all.Merged > 0 {
			cells = append(cells, Count(r.Merged))
		}
		return append(cells, Count(r.SkippedTotal), name)
	}
	header := []string{"rows", "created", "updated"}
	if imports {
		header = slices.Insert(header, 0, "import")
	}
	if all.Merged > 0 {
		header = append(header, "merged")
	}
	rows := [][]string{append(header, "skipped", "file")}
	for _, r := range results {
		rows = append(rows, line(r, listName(r.File)))
	}
	last := line(&all, Plural(int64(len(results)), "file"))
	if imports {
		last[0] = ""
	}
	rows = append(rows, last)
	t := columnTable{rows: rows, left: []int{len(last) - 1}, indent: "  ", gap: columnGap,
		style: func(row, column int) paint {
			if row == len(rows)-1 && column == len(last)-1 {
				return bold
			}
			return ""
		}}
	b := printout{Style: s}
	b.printf("\n%s\n\n", b.paint(bold, "All files"))
	t.write(&b)
	return b.writeTo(w)
}
