package report

import (
	"fmt"

	"rollcall/pkg/report/page"
)

// maxMarked is the number of names that a page lists.
const maxMarked = 40

// marked lists names, with a mark at those that are new.
func marked(name string, values, added []string) page.Fact {
	f := page.Fact{Name: name}
	isNew := map[string]bool{}
	for _, v := range added {
		isNew[v] = true
	}
	for i, v := range values {
		if i == maxMarked {
			f.Values = append(f.Values, page.Value{Text: fmt.Sprintf("and %s more", Count(int64(len(values)-maxMarked)))})
			break
		}
		value := page.Value{Text: Cell(v)}
		if isNew[v] {
			value.Mark = "new"
		}
		f.Values = append(f.Values, value)
	}
	return f
}

func pageFact(name, value string) page.Fact {
	if value == "" {
		return page.Fact{Name: name}
	}
	return page.Fact{Name: name, Values: []page.Value{{Text: value}}}
}

func codeFact(name, value string) page.Fact {
	f := pageFact(name, value)
	f.Code = true
	return f
}

// withValues leaves out the facts without a value.
func withValues(facts []page.Fact) (list []page.Fact) {
	for _, f := range facts {
		if len(f.Values) > 0 {
			list = append(list, f)
		}
	}
	return list
}
