package mapping

import (
	"slices"

	"github.com/goccy/go-yaml/ast"

	"rollcall/pkg/contact"
)

// columnKeys are the keys of a column's long form.
func columnKeys() []key[Column] { return slices.Concat(targetKeys(), consentKeys(), cellKeys()) }

// targetKeys say where a column goes.
func targetKeys() []key[Column] {
	return []key[Column]{
		{name: "target", doc: "Where the column goes.",
			value: value{what: "a target", words: targetOnly()},
			set:   func(c *Column, s string) { c.setTarget(s) }},
		{name: "field", doc: "The key of a custom field that exists already, or the name of a standard field.",
			value: value{what: "the key of a field", pattern: fieldKey, examples: []string{"lead_source"}, meant: keyFor},
			set: func(c *Column, s string) {
				if !c.setTarget(s) {
					c.Target, c.Key = Custom, s
				}
			}},
		{name: "new_field", doc: "The key of a custom field, which is created if it does not exist.",
			value: value{what: "the key of a field", pattern: fieldKey, examples: []string{"lead_source"}, meant: keyFor},
			set:   func(c *Column, s string) { c.Target, c.Key = NewCustom, s }},
		{name: "label", doc: "For a new field: its name as people see it; default: the header. For a phone column: the column of the file that says what kind of number it is; a fax is not dialed.",
			value: value{what: "a label", pattern: notBlank, examples: []string{"Lead Source"}, whole: true},
			set:   func(c *Column, s string) { c.Label = s }},
		{name: "type", doc: "The new field's type; default: text.",
			value: value{what: "a type of field", words: []word{{"text", "Any text (default)."}, {"number", "A number."},
				{"date", "A date, with or without a time."}, {"boolean", "Yes or no."}}, meant: typeMeant},
			set: func(c *Column, s string) { c.Type, _ = contact.ParseType(s) }},
		{name: "update", doc: "What the column does to a contact that exists already, under duplicates: update.",
			value: value{what: "a way to update", words: []word{
				{"overwrite", "Replace what is there (default)."}, {"fill", "Fill what is blank."},
				{"never", "Keep what is there."}, replaceTags}},
			set: func(c *Column, s string) {
				c.Update, _ = contact.ParsePolicy(s)
				c.ReplaceTags = s == replaceTags.name
			}},
		{name: "surnames_first", doc: "Whether full names begin with the last name, without a comma.",
			value: boolValue("They do: Lee Ann.", "They do not, unless the header says so (default)."),
			set:   func(c *Column, s string) { c.SurnamesFirst = s == "true" }},
		{name: "date_order", doc: "How to read this column's dates.", value: dateOrderValue,
			set: func(c *Column, s string) { c.DateOrder = DateOrder(s) }},
	}
}

// consentKeys say how a column decides who is called.
func consentKeys() []key[Column] {
	return []key[Column]{
		{name: "means", doc: "What a consent column says.",
			value: value{what: "a meaning of a consent column", words: []word{
				{"opt_in", "Who agreed to be called: only a yes lets a row in (default)."},
				{"opt_out", "Who must not be called: anything but a blank, a no or a clearance is a refusal."},
				{"status", "Something else, but a cell with words of refusal, such as do not call, is a refusal."},
				{"age", "How old somebody is: an age below 18, a date of birth less than 18 years ago, a word for a minor and the words of deny keep a row out, but are not a refusal."}}},
			set: func(c *Column, s string) { c.Means = Means(slices.Index(meansNames[:], s)) }},
		{name: "allow", doc: "Further words in a consent column that let a row in, besides yes, true, 1, y, consent and opted-in; date for any date that is not in the future, any for anything that is neither a no nor blank, none for nothing.",
			value:  value{what: "a word", examples: []string{"oui", "date", "any"}, list: true, whole: true, blank: true},
			setAll: setAllow},
		{name: "deny", doc: "Further words in a consent column that are a refusal.",
			value:  value{what: "a word", pattern: notBlank, examples: []string{"bad lead"}, list: true, whole: true},
			setAll: func(c *Column, all []string) { c.Deny = all }},
		{name: "record_opt_outs", doc: "Which numbers of people who say no in this column go on the internal do-not-call list. Default: all under opt_out and status, known under opt_in.",
			value: value{what: "a choice of numbers", words: []word{{"all", "All of them."}, {"known", "Those that a contact has already."},
				{"none", "None: the rows are only skipped."}, {"true", "The same as all."}, {"false", "The same as none."}}},
			set: setRecord},
		{name: "for", doc: "The phone column that a consent column is about, which may be one that is ignored; without it, a no applies to all numbers of the row.",
			value: value{what: "a column", pattern: notBlank, examples: []string{"Mobile"}, whole: true},
			set:   func(c *Column, s string) { c.For = s }},
	}
}

// cellKeys say where a file has a column, and what becomes of its cells.
func cellKeys() []key[Column] {
	return []key[Column]{
		{name: "aliases", doc: "The column's names in other files.",
			value:  value{what: "the name of a column", pattern: notBlank, examples: []string{"Telephone"}, list: true, whole: true},
			setAll: func(c *Column, all []string) { c.Aliases = all }},
		{name: "optional", doc: "Whether a file may lack the column.",
			value: boolValue("It may.", "A file without it is refused (default)."),
			set:   func(c *Column, s string) { c.Optional = s == "true" }},
		{name: "default", doc: "The value where the cell is blank, or the file lacks the column.",
			value: value{what: "a value", whole: true, examples: []string{"NY"}},
			set:   func(c *Column, s string) { c.Default = s }},
		{name: "join", doc: "The text between the cells of several columns with the same target, which are joined in order. Without it, the first one that is not blank is used.",
			value: value{what: "a text", blank: true, examples: []string{`" "`}},
			set:   func(c *Column, s string) { c.Join = &s }},
		{name: "values", doc: "Replacements for whole cells, in any case.",
			read: readValues, schema: func() object {
				return object{"type": "object", "additionalProperties": translated.describe()}
			}},
	}
}

// setAllow sorts the words of allow: date, until, any and none are not words of the list.
func setAllow(c *Column, all []string) {
	for _, text := range all {
		switch {
		case text == "date":
			c.AllowDate = true
		case text == "any":
			c.AllowAny = true
		case text == "until":
			c.AllowUntil = true
		case text == "none" && len(all) == 1:
			c.AllowNone = true
		default:
			c.Allow = append(c.Allow, text)
		}
	}
}

func setRecord(c *Column, text string) {
	switch text {
	case "true":
		text = contact.RecordAll.String()
	case "false":
		text = contact.RecordNone.String()
	}
	c.Record, c.RecordGiven = contact.ParseRecord(text)
}

// readValues reads what whole cells are translated to.
func readValues(r *reader, n ast.Node, c *Column) {
	pairs, ok := r.pairs("values", n, nil)
	if !ok {
		return
	}
	c.Values = make(map[string]string, len(pairs))
	for _, p := range pairs {
		if text, ok := r.text("values", translated, p.value); ok {
			c.Values[p.key] = text
		}
	}
}

// setTarget sets the target that a word names, and reports whether it is one.
func (c *Column) setTarget(name string) bool {
	t, ok := findTarget(name)
	if ok {
		c.Target, c.Field = t.target, t.field
	}
	return ok
}

func targetOnly() []word {
	words := make([]word, len(targetWords))
	for i, t := range targetWords {
		words[i] = t.word
	}
	return words
}

// belongs reports whether a key of the long form means anything for a target.
func belongs(name string, c Column) bool {
	switch name {
	case "label":
		return c.Target == NewCustom || c.Target == Phone
	case "type":
		return c.Target == NewCustom
	case "surnames_first":
		return c.Target == FullName
	case "update":
		return c.fillsField() || c.Target == Tags
	case "join":
		return c.fillsField() || c.Target == Phone
	case "default":
		return c.fillsField() || c.Target == Tags || c.Target == Country
	case "values":
		return c.fillsField() || c.Target == Tags || c.Target == Country || c.Target == Consent
	case "aliases", "optional":
		return c.Target != Ignore
	case "date_order":
		return c.Target == Standard && c.Field == contact.ConsentDate || c.Target == Custom ||
			c.Target == NewCustom && c.Type == contact.Date
	case "means", "allow", "deny", "record_opt_outs", "for":
		return c.Target == Consent
	}
	return true
}
