package main

import (
	"bytes"
	"cmp"
	"encoding"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"time"

	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/report"
	"rollcall/pkg/store"
)

// The JSON forms of results that have no type of their own elsewhere.
type (
	powerlists struct {
		Powerlists []contact.ListedPowerlist `json:"powerlists"`
	}
	imported struct {
		Imports []contact.ImportRecord `json:"imports"`
	}
	checkedMapping struct {
		File    string          `json:"file"`
		Mapping string          `json:"mapping"`
		Drift   []mapping.Drift `json:"drift"`
	}
	checkedNumbers struct {
		Numbers []report.CheckedNumber `json:"numbers"`
	}
	doNotCallLists struct {
		Lists []contact.DoNotCallList `json:"lists"`
	}
	suppressions struct {
		Suppressions []contact.Suppression `json:"suppressions"`
	}
	databaseURL struct {
		URL string `json:"url"`
	}
	failure struct {
		Error report.Error `json:"error"`
	}
	exportedContact map[string]any
)

// output is what a command prints with -o json, or an event.
type output struct {
	// name is the command's, with a word that distinguishes its forms.
	name string
	form any
	doc  string
}

// outputs are all of them. A test runs each command and holds this list to what
// it prints.
func outputs() []output {
	return []output{
		{"inspect", report.Inspection{}, "inspect FILE"},
		{"map", proposed{}, "map FILE"},
		{"map check", checkedMapping{}, "map FILE --check M.yaml"},
		{"review", report.Result{}, "review FILE"},
		{"import", report.Result{}, "import FILE, and the standard input of --on-done"},
		{"export", powerlists{}, "export without a powerlist"},
		{"export contact", exportedContact{}, "a line of export --format json: the columns and their values"},
		{"export out", report.Exported{}, "export --out FILE"},
		{"lookup", contact.OnRecord{}, "lookup NUMBER"},
		{"history", imported{}, "history"},
		{"history ID", contact.ImportRecord{}, "history ID"},
		{"history prune", report.Pruned{}, "history --prune"},
		{"undo", report.Undo{}, "undo ID"},
		{"suppress add", report.Suppressed{}, "suppress add"},
		{"suppress remove", report.Unsuppressed{}, "suppress remove"},
		{"suppress check", checkedNumbers{}, "suppress check NUMBER..."},
		{"suppress list", suppressions{}, "suppress list"},
		{"suppress lists", doNotCallLists{}, "suppress lists"},
		{"erase", report.Erased{}, "erase --number N"},
		{"db status", report.ServerStatus{}, "db status, db start and db stop, of the private server"},
		{"db status database", report.DatabaseStatus{}, "db status of a database that is named"},
		{"db check", report.DatabaseCheck{}, "db check"},
		{"db url", databaseURL{}, "db url"},
		{"db migrate", report.Migrated{}, "db migrate and db distribute"},
		{"version", versions{}, "version"},
		{"error", failure{}, "any command that fails"},
		{"event import", store.ImportEvent{}, "the payload of NOTIFY rollcall for an import"},
		{"event undo", store.UndoEvent{}, "the payload of NOTIFY rollcall for an undo"},
		{"event suppress", store.SuppressEvent{}, "the payload of NOTIFY rollcall for a change of a do-not-call list"},
		{"event erase", store.EraseEvent{}, "the payload of NOTIFY rollcall for an erasure"},
	}
}

// jsonSchema is a JSON Schema, or a part of one.
type jsonSchema map[string]any

// outputSchema returns the JSON Schema (draft 2020-12) of all outputs, each under
// $defs by its name.
func outputSchema() []byte {
	defs := jsonSchema{}
	for _, o := range outputs() {
		s := defs.of(reflect.TypeOf(o.form))
		defs[o.name] = jsonSchema{"description": o.doc, "$ref": s["$ref"]}
		if s["$ref"] == nil {
			s["description"] = o.doc
			defs[o.name] = s
		}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(jsonSchema{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"title":   "rollcall: results of the commands with -o json, and events",
		"$defs":   defs,
	})
	if err != nil {
		panic(err) // maps of strings, lists and booleans can be written
	}
	return b.Bytes()
}

// of returns the schema of a type, and adds those of the structs in it to defs, each
// once.
func (defs jsonSchema) of(t reflect.Type) jsonSchema {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return jsonSchema{"type": "string", "format": "date-time"}
	case t.Kind() != reflect.Pointer && t.Implements(reflect.TypeFor[encoding.TextMarshaler]()):
		return jsonSchema{"type": "string"}
	case t == reflect.TypeFor[contact.Skipped]():
		return skippedSchema()
	case t == reflect.TypeFor[report.Sample]():
		return jsonSchema{"type": "object", "required": []string{"phone"}, "properties": jsonSchema{"phone": jsonSchema{"type": "string"}}}
	}
	switch t.Kind() {
	case reflect.Struct:
		return defs.ofStruct(t)
	case reflect.Pointer:
		return jsonSchema{"anyOf": []jsonSchema{defs.of(t.Elem()), {"type": "null"}}}
	case reflect.Slice:
		return jsonSchema{"type": "array", "items": defs.of(t.Elem())}
	case reflect.Map:
		return jsonSchema{"type": "object", "additionalProperties": defs.of(t.Elem())}
	case reflect.Bool:
		return jsonSchema{"type": "boolean"}
	case reflect.String:
		return jsonSchema{"type": "string"}
	case reflect.Float64:
		return jsonSchema{"type": "number"}
	case reflect.Interface:
		return jsonSchema{}
	}
	return jsonSchema{"type": "integer"}
}

// skippedSchema returns the schema of the rows skipped by reason.
func skippedSchema() jsonSchema {
	properties := jsonSchema{}
	for _, key := range skippedKeys() {
		properties[key] = jsonSchema{"type": "integer"}
	}
	return jsonSchema{"type": "object", "properties": properties, "required": skippedKeys()}
}

// ofStruct returns a reference to the schema of a struct.
func (defs jsonSchema) ofStruct(t reflect.Type) jsonSchema {
	name := strings.ReplaceAll(t.String(), "main.", "rollcall.")
	ref := jsonSchema{"$ref": "#/$defs/" + name}
	if defs[name] != nil {
		return ref
	}
	o := jsonSchema{"type": "object"}
	defs[name] = o
	properties, required := jsonSchema{}, []string{}
	defs.properties(t, properties, &required)
	slices.Sort(required)
	o["properties"], o["required"] = properties, required
	return ref
}

// properties adds the keys of a struct.
func (defs jsonSchema) properties(t reflect.Type, properties jsonSchema, required *[]string) {
	for _, f := range fields(t) {
		key := jsonKey(f)
		_, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		optional := strings.HasPrefix(options, "omit")
		form := f.Type
		if optional && form.Kind() == reflect.Pointer {
			form = form.Elem() // it is left out instead of null
		} else if !optional {
			*required = append(*required, key)
		}
		properties[key] = defs.of(form)
	}
}

// fields returns those of a struct, and of structs that are embedded in it, that
// encoding/json sees: of two with one key that of the outer struct.
func fields(t reflect.Type) (all []reflect.StructField) {
	own := map[string]bool{}
	for i := range t.NumField() {
		own[jsonKey(t.Field(i))] = true
	}
	for i := range t.NumField() {
		f := t.Field(i)
		switch key := jsonKey(f); {
		case key == "-":
		case f.Anonymous && f.Tag.Get("json") == "":
			all = append(all, slices.DeleteFunc(fields(f.Type), func(f reflect.StructField) bool { return own[jsonKey(f)] })...)
		case f.IsExported():
			all = append(all, f)
		}
	}
	return all
}

// jsonKey returns the key that encoding/json has for a field.
func jsonKey(f reflect.StructField) string {
	tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return cmp.Or(tag, f.Name)
}

// skippedKeys are the keys of contact.Skipped.
func skippedKeys() (names []string) {
	for reason := range new(contact.Skipped).All() {
		names = append(names, reason.String())
	}
	return names
}
