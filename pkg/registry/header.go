package registry

import (
	"slices"
	"strings"
)

// maxTitles is the greatest number of lines above the numbers.
const maxTitles = 5

// findHeader takes header and titles from the lines: those before the first with a
// number, or what would be one if its region were known.
func (ls *lines) findHeader() {
	like := 0
	for n := range min(len(ls.queue), maxTitles+1) {
		at := &ls.queue[n]
		if at.bad {
			return
		}
		cells := ls.split(at)
		if ls.holdsNumber(cells) {
			if like == 0 {
				like = n
			}
			break
		}
		if like == 0 && len(cells) > 1 && hasDigits(strings.Join(withoutDates(cells), " "), 7) {
			like = n
		}
	}
	ls.titles(like)
}

// titles removes the first n lines.
func (ls *lines) titles(n int) {
	taken := 0
	for i := range n {
		at := &ls.queue[i]
		cells := ls.split(at)
		// What has the digits of a number, and is none, is a line that cannot be
		// read.
		if hasDigits(strings.Join(withoutDates(cells), " "), 7) && !isHeadRecord(cells) || !hasLetter(at.text) && !strings.HasPrefix(at.text, "#") {
			break
		}
		taken = i + 1
		if len(cells) == 1 {
			ls.entitled(at.text)
		}
		if date, ok := ls.dateIn(at.text); ok {
			ls.dated(date)
		}
	}
	if taken == n && n > 0 {
		if last := slices.Clone(ls.split(&ls.queue[n-1])); !isHeadRecord(last) && (len(last) > 1 || len(ls.split(&ls.queue[n])) == 1) {
			ls.header = last
		}
	}
	ls.queue, ls.titled = ls.queue[taken:], ls.titled+int64(taken)
}

// isHeadRecord reports whether cells are a first record with a mark of its own:
// "H,20261101,0000002".
func isHeadRecord(cells []string) bool {
	switch canonical(cells[0]) {
	case "h", "hdr", "header", "00", "0", "hd":
		return len(cells) > 1
	}
	return false
}

// findNamed finds the columns that the options name.
func (ls *lines) findNamed() error {
	for _, name := range ls.opts.Columns {
		i, err := ls.column(name)
		if err != nil {
			return err
		}
		ls.only = append(ls.only, i)
	}
	for _, c := range ls.opts.Where {
		i, err := ls.column(c.Column)
		if err != nil {
			return err
		}
		k := slices.IndexFunc(ls.where, func(w whereColumn) bool { return w.column == i })
		if k < 0 {
			ls.where = append(ls.where, whereColumn{i, map[string]bool{}})
			k = len(ls.where) - 1
		}
		ls.where[k].values[canonical(c.Value)] = true
	}
	return nil
}

// column finds a column by its header or its position from 1.
func (ls *lines) column(name string) (int, error) {
	for i, h := range ls.header {
		if h == name {
			return i, nil
		}
	}
	for i, h := range ls.header {
		if canonical(h) == canonical(name) && canonical(name) != "" {
			return i, nil
		}
	}
	digits := strings.TrimPrefix(name, "#")
	if n := int(number(digits)); len(digits) < 4 && allDigits(digits, len(digits)) && n > 0 {
		return n - 1, nil
	}
	has := "it has no header; name columns by their place, from 1"
	if ls.header != nil {
		has = "its columns are " + strings.Join(ls.header, ", ")
	}
	return 0, refusal(has, "the file has no column %q", name)
}
