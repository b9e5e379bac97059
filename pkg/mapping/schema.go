package mapping

import (
	"bytes"
	"encoding/json"
	"slices"

	"rollcall/pkg/contact"
)

// object is a JSON Schema, or a part of one.
type object map[string]any

// Schema returns the JSON Schema (draft 2020-12) of the mapping file, for editors. It is made
// from the tables that Parse reads by. Only Parse checks what involves several keys, such as
// the need for a phone column.
func Schema() []byte {
	root := objectSchema(rootKeys(), "columns")
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = "rollcall mapping"
	root["description"] = "Which column of a file goes to which field of a contact, and how the file is imported."
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(root); err != nil {
		panic(err) // maps of strings, lists and booleans can be written
	}
	return b.Bytes()
}

// objectSchema is the schema of a value that has keys.
func objectSchema[T any](keys []key[T], required ...string) object {
	properties := object{}
	for _, k := range keys {
		properties[k.name] = k.describe()
	}
	o := object{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		o["required"] = required
	}
	return o
}

// describe is the schema of one key's value.
func (k key[T]) describe() object {
	var o object
	if k.schema != nil {
		o = k.schema()
	} else {
		o = k.value.describe()
	}
	o["description"] = k.doc
	return o
}

// describe is the schema of a value.
func (v value) describe() object {
	one := v.one()
	if !v.list {
		return one
	}
	return object{"anyOf": []object{one, {"type": "array", "items": one}}}
}

// one is the schema of a single text. Numbers and booleans without quotes are read as the text
// that is written, so they are allowed where such a text is.
func (v value) one() object {
	switch {
	case v.words != nil:
		return v.choice()
	case v.pattern == notBlank:
		return object{"type": []string{"string", "number", "boolean"}, "pattern": v.pattern.String(), "examples": v.examples}
	case v.pattern != nil && v.whole:
		o := object{"type": []string{"string", "integer"}, "minimum": v.least, "pattern": v.pattern.String(), "examples": v.examples}
		if v.most > 0 {
			o["maximum"] = v.most
		}
		return o
	case v.pattern != nil:
		return object{"type": "string", "pattern": v.pattern.String(), "examples": v.examples}
	case v.blank:
		return object{"type": []string{"string", "number", "boolean"}}
	}
	o := object{"type": []string{"string", "number", "boolean"}, "minLength": 1}
	if v.examples != nil {
		o["examples"] = v.examples
	}
	return o
}

// choice is the schema of words to choose from, each with what it means.
func (v value) choice() object {
	var words []any
	var meanings []string
	for _, w := range v.words {
		words = append(words, w.name)
		meanings = append(meanings, w.doc)
		switch w.name { // as YAML has them without quotes
		case "1":
			words = append(words, 1)
			meanings = append(meanings, w.doc)
		case "true", "false":
			words = append(words, w.name == "true")
			meanings = append(meanings, w.doc)
		}
	}
	o := object{"enum": words}
	for _, m := range meanings {
		if m != "" {
			o["enumDescriptions"] = meanings
			break
		}
	}
	return o
}

// columnsSchema is the schema of columns: a target, or one of the long forms, each with its
// keys.
func columnsSchema() object {
	targets := value{words: targetOnly()}.describe()
	long := func(first string, belong Column, words []word) object {
		o := object{}
		properties := object{}
		for _, k := range columnKeys() {
			if k.name == first || k.name != "target" && k.name != "field" && k.name != "new_field" && belongs(k.name, belong) {
				d := k.describe()
				if k.name == "update" {
					d = updateFor(k.value, belong.Target).describe()
					d["description"] = k.doc
				}
				if k.name == first && words != nil {
					d = value{words: words}.describe()
					d["description"] = k.doc
				}
				properties[k.name] = d
			}
		}
		o["type"], o["properties"], o["additionalProperties"], o["required"] = "object", properties, false, []string{first}
		return o
	}
	forms := []object{targets}
	for _, set := range targetSets() {
		forms = append(forms, long("target", set.example, set.words))
		forms = append(forms, long("field", set.example, set.words))
	}
	custom := long("field", Column{Target: Custom}, nil)
	custom["properties"].(object)["field"].(object)["not"] = object{"enum": Targets()}
	forms = append(forms, custom)
	created := long("new_field", Column{Target: NewCustom}, nil)
	created["properties"].(object)["date_order"] = dateOrderValue.describe()
	created["properties"].(object)["new_field"].(object)["not"] = object{"enum": reservedKeys()}
	created["dependentSchemas"] = object{"date_order": object{"properties": object{"type": object{"const": contact.Date.String()}}, "required": []string{"type"}}}
	forms = append(forms, created)
	ignored := object{"anyOf": []object{{"const": "ignore"}, {"type": "object", "properties": object{"target": object{"const": "ignore"}}, "required": []string{"target"}}}}
	forms = append(forms, object{"type": "array", "minItems": 1, "items": object{"anyOf": slices.Clone(forms)},
		"if": object{"minItems": 2}, "then": object{"items": object{"not": ignored}},
		"description": "A column with several uses."})
	column := object{"anyOf": forms, "description": "Where the column goes: a target, or {target: NAME, …}, {field: KEY} for a custom field that exists, {new_field: KEY, label: TEXT, type: TYPE}."}
	return object{"type": "object", "minProperties": 1, "additionalProperties": column}
}

// updateFor is the way to update of a target: tags have one of their own.
func updateFor(v value, t Target) value {
	v.words = slices.DeleteFunc(slices.Clone(v.words), func(w word) bool { return (w.name == replaceTags.name) != (t == Tags) })
	return v
}

// targetSet are targets that take the same keys in the long form.
type targetSet struct {
	example Column
	words   []word
}

// targetSets sorts the targets by the keys that they take.
func targetSets() []targetSet {
	var sets []targetSet
	byKeys := map[string]int{}
	for _, t := range targetWords {
		c := Column{Target: t.target, Field: t.field}
		keys := ""
		if t.target == Tags {
			keys = "tags " // its update is another
		}
		for _, k := range columnKeys() {
			if belongs(k.name, c) {
				keys += k.name + " "
			}
		}
		at, ok := byKeys[keys]
		if !ok {
			at = len(sets)
			byKeys[keys] = at
			sets = append(sets, targetSet{example: c})
		}
		sets[at].words = append(sets[at].words, t.word)
	}
	return sets
}
