package report

import (
	"fmt"
	"io"

	"rollcall/pkg/contact"
)

// WritePowerlists lists powerlists, one a line.
func WritePowerlists(w io.Writer, lists []contact.ListedPowerlist, s Style) error {
	if len(lists) == 0 {
		_, err := io.WriteString(w, "no powerlists yet\n")
		return err
	}
	rows := [][]string{{"powerlist", "dial mode", "contacts", "dialable", "callable now"}}
	estimated := false
	for _, l := range lists {
		count := Count
		if l.Estimated {
			estimated, count = true, func(n int64) string { return approximate(n, l.Contacts) }
		}
		now := count(l.CallableNow)
		if l.CallableNext != nil {
			now = "from " + l.CallableNext.Local().Format("Mon 15:04")
		}
		rows = append(rows, []string{Cell(l.Name), Cell(l.DialMode), Count(l.Contacts), count(l.Dialable), now})
	}
	b := printout{Style: s}
	t := columnTable{rows: rows, left: []int{0, 1}, gap: columnGap}
	t.write(&b)
	if estimated {
		b.WriteString(b.paint(faint, "~ estimated from a sample; export --exact counts all") + "\n")
	}
	return b.writeTo(w)
}

// approximate writes an estimated part of a whole to two digits, since more are not known,
// unless it is nearly the whole.
func approximate(n, all int64) string {
	if 50*(all-n) < all {
		return "~" + Count(n)
	}
	unit := int64(1)
	for n/unit >= 100 {
		unit *= 10
	}
	return "~" + Count((n+unit/2)/unit*unit)
}

// Exported is the result of an export to a file.
type Exported struct {
	File   string `json:"file"`
	Format string `json:"format"`
	// Powerlist is its name, or null.
	Powerlist *string  `json:"powerlist"`
	Columns   []string `json:"columns"`
	Contacts  int64    `json:"contacts"`
	// Replaced: there was a file of that name before.
	Replaced bool `json:"replaced"`
}

// WriteExported shows a person what was exported.
func WriteExported(w io.Writer, e *Exported) error {
	from := ""
	if e.Powerlist != nil {
		from = fmt.Sprintf(" of %q", Cell(*e.Powerlist))
	}
	instead := ""
	if e.Replaced {
		instead = ", replacing the existing file"
	}
	_, err := fmt.Fprintf(w, "wrote %s%s to %s%s\n", Plural(e.Contacts, "contact"), from, Cell(e.File), instead)
	return err
}
