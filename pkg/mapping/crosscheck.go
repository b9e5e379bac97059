package mapping

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rollcall/pkg/contact"

	"github.com/goccy/go-yaml/ast"
)

// readPowerlist reads the powerlist, which needs a name.
func readPowerlist(r *reader, n ast.Node, m *Mapping) {
	p := &contact.PowerlistOptions{}
	before := len(r.errs.Problems) + r.more
	readKeys(r, "powerlist", powerlistKeys(), n, p)
	if len(r.errs.Problems)+r.more > before {
		return
	}
	if p.Name == "" {
		r.add(n, "missing_key", "a powerlist needs a name", `write name: "{file} {date}"`)
		return
	}
	if opens, closes, _ := strings.Cut(p.CallWindow, "-"); p.CallWindow != "" && opens >= closes {
		r.add(valueOf(n, "call_window"), "never_open", fmt.Sprintf("call_window: %s is never open", p.CallWindow),
			"a window ends later on the same day, as in 08:00-21:00")
		return
	}
	for _, found := range UnknownPlaceholders(p.Name) {
		r.add(n, "unknown_word", fmt.Sprintf("powerlist: unknown placeholder %s", quoted(found)),
			"use {file} or {date}")
	}
	m.Powerlist = p
}

// UnknownPlaceholders returns what stands in braces in a powerlist's name and is
// neither {file} nor {date}.
func UnknownPlaceholders(name string) []string {
	return slices.DeleteFunc(placeholder.compiled().FindAllString(name, -1), func(s string) bool { return s == "{file}" || s == "{date}" })
}

var placeholder = patternOf(`\{[^{}]*\}`)

var shareValue = value{what: "a percentage", pattern: percents, examples: []string{"95%"}}

// readExpect reads how good phone columns were.
func readExpect(r *reader, n ast.Node, m *Mapping) {
	pairs, ok := r.pairs("expect", n, nil)
	if !ok {
		return
	}
	for _, p := range pairs {
		if text, ok := r.text("expect", shareValue, p.value); ok {
			share, _ := strconv.ParseFloat(strings.TrimSuffix(text, "%"), 64)
			m.Expect = append(m.Expect, Expectation{p.key, share / 100})
			r.expects = append(r.expects, p)
		}
	}
}

// phoneHeaders returns the headers of the columns that are mapped to phone, in
// order and as a set.
func phoneHeaders(m *Mapping) (names []string, has map[string]bool) {
	has = map[string]bool{}
	for _, c := range m.phones() {
		names = append(names, c.Header)
		has[c.Header] = true
	}
	return names, has
}

// checkExpect reports what is expected of columns that are no phones.
func (r *reader) checkExpect(m *Mapping) {
	phones, isPhone := phoneHeaders(m)
	for _, p := range r.expects {
		if isPhone[p.key] || r.brokenColumn {
			continue
		}
		hint := "remove it, or map the column to phone"
		if near, ok := r.nearest(p.key, phones); ok {
			hint = didYouMean(near)
		}
		r.add(p.node, "unknown_column", fmt.Sprintf("expect: %s is not a column mapped to phone", quoted(p.key)), hint)
	}
}

// checkTypes reports columns of one new field that want different types for it.
func (r *reader) checkTypes(m *Mapping) {
	first := map[string]*Column{}
	for i := range m.Columns {
		c := &m.Columns[i]
		if c.Target != NewCustom {
			continue
		}
		if before, ok := first[c.Key]; !ok {
			first[c.Key] = c
		} else if before.Type != c.Type {
			r.addAt(c.Line, c.Col, 1, "two_types", fmt.Sprintf("new field %s is %s here and %s in line %d",
				c.Key, c.Type, before.Type, before.Line), "give both columns one type, or a field each")
		}
	}
}

// checkFields reports columns of one field that have different update modes, or of which only
// some are joined.
func (r *reader) checkFields(m *Mapping) {
	first := map[string]*Column{}
	for i := range m.Columns {
		c := &m.Columns[i]
		updates, joins := false, false
		for _, field := range c.fills() {
			before, ok := first[field]
			if !ok {
				first[field] = c
				continue
			}
			if !updates && before.Update != c.Update {
				updates = true
				r.addAt(c.Line, c.Col, 1, "two_updates", fmt.Sprintf("%s has update: %s here and %s in line %d",
					field, c.Update, before.Update, before.Line), "give both columns one update, or a field each")
			}
			if !joins && (before.Join == nil) != (c.Join == nil) {
				joins = true
				r.addAt(c.Line, c.Col, 1, "two_joins", fmt.Sprintf("%s is joined here and not in line %d, or the other way round",
					field, before.Line), "give all columns of the field a join, or none")
			}
		}
	}
}

// checkNames reports aliases that are the name of two columns, and phones that
// a consent column is for and that the mapping neither dials nor ignores.
func (r *reader) checkNames(m *Mapping) {
	owner := map[string]*Column{}
	for i := range m.Columns {
		owner[m.Columns[i].Header] = &m.Columns[i]
	}
	phones, isPhone := phoneHeaders(m)
	for i := range m.Columns {
		c := &m.Columns[i]
		for _, alias := range c.Aliases {
			if o := owner[alias]; o != nil && o.Header != c.Header {
				r.addAt(c.Line, c.Col, 1, "repeated_alias", fmt.Sprintf("alias %s is a name of column %s, in line %d",
					quoted(alias), quoted(o.Header), o.Line), "remove one of the two")
				continue
			}
			owner[alias] = c
		}
		if o := owner[c.For]; c.For == "" || isPhone[c.For] || o != nil && o.Target == Ignore || r.brokenColumn {
			continue
		}
		hint := "name a column that is mapped to phone, or to ignore if its numbers are not dialed"
		if near, ok := r.nearest(c.For, phones); ok {
			hint = didYouMean(near)
		}
		r.addAt(c.Line, c.Col, 1, "unknown_column", fmt.Sprintf("for: %s is not a column mapped to phone or ignore", quoted(c.For)), hint)
	}
}

// fills returns the names of the fields that a column fills and that an update
// may change.
func (c *Column) fills() []string {
	switch c.Target {
	case FullName:
		return []string{contact.FirstName.String(), contact.LastName.String()}
	case Standard:
		return []string{c.Field.String()}
	case Custom, NewCustom:
		return []string{"field " + c.Key}
	}
	return nil
}

// checkWhole checks what involves more than one key.
func (r *reader) checkWhole(body ast.Node, m *Mapping) {
	r.checkExpect(m)
	r.checkTypes(m)
	r.checkFields(m)
	r.checkNames(m)
	r.checkSet(m)
	if i := slices.Index(m.Except, internalList); i >= 0 {
		r.add(valueOf(valueOf(body, "suppress"), "except"), "misplaced_key", "except: the internal do-not-call list always applies", "remove it")
	}
	line, column, width := 1, 1, 1
	if node := columnsKey(body); node != nil {
		line, column, width = place(node)
	}
	if len(m.phones()) > 0 || r.brokenColumn {
		return
	}
	if len(m.Columns) == 0 {
		r.addAt(line, column, width, "no_columns", "the mapping names no columns", "rollcall map FILE proposes some")
	} else {
		r.addAt(line, column, width, "no_phone", "no column is mapped to phone: we can't dial without one",
			"map the column that holds the numbers to phone")
	}
}

// valueOf finds what a key of a node says, or returns the node itself.
func valueOf(n ast.Node, key string) ast.Node {
	values, _ := entries(n)
	for _, v := range values {
		if keyText(v.Key) == key {
			return v.Value
		}
	}
	return n
}

// columnsKey finds the node of the key columns.
func columnsKey(body ast.Node) ast.Node {
	m, ok := body.(*ast.MappingNode)
	if !ok {
		return nil
	}
	for _, v := range m.Values {
		if keyText(v.Key) == "columns" {
			return v.Key
		}
	}
	return nil
}

// phones returns the phone columns, in the order in which they are tried.
func (m *Mapping) phones() []Column { return m.with(Phone) }

func (m *Mapping) with(t Target) []Column {
	var found []Column
	for _, c := range m.Columns {
		if c.Target == t {
			found = append(found, c)
		}
	}
	return found
}
