package mapping

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"rollcall/pkg/contact"

	"github.com/goccy/go-yaml/ast"
)

// filterValue is a cell by which rows are kept or left out; "" is a blank one.
var filterValue = value{what: "a cell", examples: []string{"open"}, list: true, whole: true, blank: true}

// notKeys are the keys of a filter that leaves rows out.
func notKeys() []key[Filter] {
	return []key[Filter]{{name: "not", doc: "The cells whose rows are left out.", value: filterValue,
		setAll: func(f *Filter, all []string) { f.Values, f.Not = all, true }}}
}

// readOnly reads which rows are imported.
func readOnly(r *reader, n ast.Node, m *Mapping) {
	pairs, ok := r.pairs("only", n, nil)
	if !ok {
		return
	}
	for _, p := range pairs {
		f := Filter{Header: p.key}
		f.Line, f.Col, _ = place(p.node)
		before := len(r.errs.Problems) + r.more
		if _, keys := entries(p.value); keys {
			readKeys(r, "only", notKeys(), p.value, &f)
		} else {
			f.Values = r.texts("only", filterValue, p.value)
		}
		if len(f.Values) == 0 && len(r.errs.Problems)+r.more == before {
			r.add(p.value, "empty_value", fmt.Sprintf("only: %s names no cells", quoted(p.key)), "write "+quoted(p.key)+": [open, new] or {not: [closed]}")
			continue
		}
		m.Only = append(m.Only, f)
	}
}

func onlySchema() object {
	one, many := filterValue.one(), object{"type": "array", "minItems": 1, "items": filterValue.one()}
	not := objectSchema(notKeys(), "not")
	not["properties"].(object)["not"].(object)["anyOf"] = []object{one, many}
	return object{"type": "object", "additionalProperties": object{"anyOf": []object{one, many, not}}}
}

// constantValue is the value that set gives a field.
var constantValue = value{what: "a value", whole: true}

// settable reports whether set can give every contact a value of a target.
func settable(t targetWord) bool { return t.target == Standard }

// readSet reads the values that every contact gets.
func readSet(r *reader, n ast.Node, m *Mapping) {
	pairs, ok := r.pairs("set", n, nil)
	if !ok {
		return
	}
	for _, p := range pairs {
		c := Constant{Target: NewCustom, Key: p.key, Label: labelOf(p.key)}
		c.Line, c.Col, _ = place(p.node)
		t, isTarget := findTarget(p.key)
		_, isField := contact.ParseField(p.key)
		switch {
		case isTarget && settable(t):
			c = Constant{Line: c.Line, Col: c.Col, Target: Standard, Field: t.field}
		case isTarget:
			r.add(p.node, "misplaced_key", fmt.Sprintf("set: %s cannot be the same for every contact", p.key), setInstead[p.key])
			continue
		case isField:
			r.add(p.node, "reserved_key", fmt.Sprintf("set: %s is a field that rollcall fills itself, from the phone number", p.key), "choose another key")
			continue
		case !fieldKey.MatchString(p.key):
			hint := "a key is written as campaign_name"
			if near := keyFor(p.key); near != "" {
				hint = didYouMean(near)
			}
			r.add(p.node, "wrong_form", fmt.Sprintf("set: %s is not the key of a field", quoted(p.key)), hint)
			continue
		}
		if text, ok := r.text("set", constantValue, p.value); ok {
			c.Value = text
			m.Set = append(m.Set, c)
		}
	}
}

// setInstead has what to write instead of a constant.
var setInstead = map[string]string{
	"tags": "write tags: [NAME] beside columns", "country": "write region: CODE",
	"full_name": "set first_name and last_name",
	"consent":   "consent is confirmed on the command line, with --consent",
}

// labelOf makes a label of a field's key: lead_source is Lead source.
func labelOf(key string) string {
	words := strings.ReplaceAll(key, "_", " ")
	return strings.ToUpper(words[:min(len(words), 1)]) + words[min(len(words), 1):]
}

func setSchema() object {
	var standard []string
	for _, t := range targetWords {
		if settable(t) {
			standard = append(standard, t.name)
		}
	}
	properties := object{}
	for _, name := range standard {
		properties[name] = constantValue.describe()
	}
	for _, name := range reservedKeys() {
		if !slices.Contains(standard, name) {
			properties[name] = false
		}
	}
	return object{"type": "object", "properties": properties,
		"patternProperties": object{fieldKey.String(): constantValue.describe()}, "additionalProperties": false}
}

// checkSet gives constants the type of their field, and reports those whose field a column
// fills as well.
func (r *reader) checkSet(m *Mapping) {
	for i := range m.Set {
		s := &m.Set[i]
		for j := range m.Columns {
			c := &m.Columns[j]
			same := s.Target == Standard && (c.Target == Standard && c.Field == s.Field ||
				c.Target == FullName && (s.Field == contact.FirstName || s.Field == contact.LastName)) ||
				s.Target == NewCustom && (c.Target == NewCustom || c.Target == Custom) && c.Key == s.Key
			if same {
				r.addAt(s.Line, s.Col, 1, "two_values", fmt.Sprintf("set: column %s fills this field already", quoted(c.Header)),
					"remove one of the two, or give the column a default")
				break
			}
		}
	}
}

// Cutoff returns the earliest moment that an age of Limits, "18mo", "31d" or "2y", allows at
// now; ok is false if age is not one.
func Cutoff(limit string, now time.Time) (at time.Time, ok bool) {
	if !age.MatchString(limit) {
		return time.Time{}, false
	}
	unit := strings.TrimLeft(limit, "0123456789")
	n, _ := strconv.Atoi(strings.TrimSuffix(limit, unit))
	switch unit {
	case "d":
		return now.AddDate(0, 0, -n), true
	case "mo":
		return monthsBefore(now, n), true
	}
	return monthsBefore(now, 12*n), true
}

// monthsBefore is the same day n months ago, or that month's last day where it
// has fewer.
func monthsBefore(now time.Time, n int) time.Time {
	day := now.Day()
	first := now.AddDate(0, -n, 1-day)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(day, last)-1)
}
