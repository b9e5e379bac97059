package interop

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"rollcall/pkg/mapping"
)

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(mapping.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("mapping.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("mapping.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// instance is a YAML text as an editor's validator sees it.
func instance(t *testing.T, text []byte) any {
	t.Helper()
	doc, ok := mayInstance(string(text))
	if !ok {
		t.Fatalf("no YAML: %s", text)
	}
	return doc
}

// mayInstance is instance, and false for a text that is no YAML.
func mayInstance(text string) (any, bool) {
	j, err := yaml.YAMLToJSON([]byte(text))
	if err != nil {
		return nil, false
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(j))
	return doc, err == nil
}

// TestSchemaAccepts holds that an editor finds nothing wrong with mappings that
// Parse takes: the project's own, those of the corpus, one with everything.
func TestSchemaAccepts(t *testing.T) {
	s := compiled(t)
	everything, err := os.ReadFile("../mapping/testdata/everything.yaml")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string][]byte{"everything": everything, "the least": []byte("columns: {Tel: phone}\n")}
	for _, pattern := range []string{"../../mappings/*.yaml", "../../testdata/headers/*.yaml"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no mappings in %s: %v", pattern, err)
		}
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			texts[f] = text
		}
	}
	for name, text := range texts {
		if _, err := mapping.Parse(name, text); err != nil {
			t.Errorf("Parse: %v", err)
		}
		if err := s.Validate(instance(t, text)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSchemaRefuses holds that an editor marks what Parse refuses, as far as
// one key can tell.
func TestSchemaRefuses(t *testing.T) {
	s := compiled(t)
	const phone = "columns: {Tel: phone}\n"
	for _, text := range []string{
		"version: 1\n", "columns: {}\n", "columns: [a]\n", phone + "version: 2\n", phone + "region: usa\n", phone + "colums: {}\n",
		phone + "duplicates: merge\n", phone + "unmapped: warn\n", phone + "tags: {a: b}\n", phone + "tags: ['']\n", phone + "limits: {max_skipped: 120%}\n",
		phone + "limits: {max_skiped: 20%}\n", phone + "limits: {suppression_max_age: 31}\n", phone + "phones: {refuse: [premium]}\n",
		phone + "powerlist: {dial_mode: ai}\n", phone + "powerlist: {name: x, dial_mode: auto}\n", phone + "powerlist: {name: x, call_window: 8-21}\n",
		phone + "source: {delimiter: '::::::'}\n", phone + "source: {skip_lines: -1}\n", phone + "source: {encoding: klingon}\n", phone + "expect: {Tel: 2}\n",
		phone + "clear: ''\n", phone + "date_order: DMY\n", "columns: {Tel: fone}\n", "columns: {Tel: }\n", "columns: {Tel: {}}\n", "columns: {Tel: {target: fone}}\n",
		"columns: {Tel: {target: phone, update: fill}}\n", "columns: {Tel: {target: zip, means: opt_out}}\n", "columns: {Tel: {field: x, label: y}}\n",
		"columns: {Tel: {target: zip, field: zip}}\n", "columns: {Tel: {new_field: email}}\n", "columns: {Tel: {new_field: Foo}}\n", "columns: {Tel: {new_field: foo, type: int}}\n",
		"columns: {Tel: {field: phone, update: fill}}\n", "columns: {Tel: {target: consent, means: out}}\n", "columns: {Tel: {target: consent, record_opt_outs: maybe}}\n",
		"columns: {Tel: phone, A: {target: tags, update: fill}}\n", "columns: {Tel: phone, A: {target: zip, update: replace}}\n", "columns: {Tel: phone, A: []}\n",
		"columns: {Tel: phone, A: [zip, zap]}\n", "columns: {Tel: phone, A: {target: zip, values: x}}\n", "columns: {Tel: phone, A: {target: ignore, optional: true}}\n",
		phone + "only: [A]\n", phone + "only: {A: {nott: x}}\n", phone + "set: {consent: 'yes'}\n", phone + "set: {Lead Source: x}\n", phone + "set: {phone_ext: 1}\n",
		phone + "phones: {plus: always}\n", phone + "powerlist: {name: x, include_known: maybe}\n", phone + "limits: {consent_max_age: 18}\n", phone + "source: {widths: [-1]}\n",
	} {
		if _, err := mapping.Parse("m.yaml", []byte(text)); err == nil {
			t.Errorf("Parse takes %q", text)
		}
		if err := s.Validate(instance(t, []byte(text))); err == nil {
			t.Errorf("the schema takes %q", text)
		}
	}
}

// candidates are values as people write them, right and wrong, for any key.
var candidates = []string{
	`""`, `" "`, `x`, `X`, `"x y"`, `~`, `0`, `1`, `2`, `-1`, `1.5`, `100`, `1e3`, `true`, `false`, `yes`, `no`, `"true"`, `"1"`, `True`, `2024-01-01`,
	`[]`, `[x]`, `[""]`, `[x, x]`, `[1, true]`, `[~]`, `[[x]]`, `[{a: b}]`, `{}`, `{a: b}`, `{a: [b]}`, `{a: ~}`, `"a\nb"`, `é`, `"\t"`,
	`20%`, `120%`, `20.5%`, `31d`, `18mo`, `2y`, `0d`, `1w`, `12`, `"08:00-21:00"`, `"8-21"`, `US`, `us`, `USA`, `Germany`, `"49"`, `mdy`, `DMY`, `auto`, `comma`, `";"`, `"::"`, `"\t"`, `"'"`, `utf-8`, `UTF8`, `latin1`,
	`phone`, `zip`, `email`, `consent`, `tags`, `ignore`, `lead_source`, `Lead Source`, `phone_ext`, `text`, `date`, `int`, `all`, `none`, `known`, `implied`, `{not: [x]}`, `{not: []}`, `{nott: x}`, `{Tel: 97%}`, `{Tel: 0.9}`, `{Tel: 2}`, `{email: x}`, `{phone: x}`, `{name: x}`,
}

// differs are the keys of which the schema cannot tell, with a reason each.
var differs = map[string]string{
	"target: consent for": "it must be a phone column of the mapping",
	"powerlist.name":      "its placeholders are looked at by the loader",
	"source.encoding":     "the loader takes other names of an encoding, editors show the usual ones",
}

// wordsOf returns the values that a part of the schema lists, as YAML, one and in
// lists, written otherwise too.
func wordsOf(schema any) (words []string) {
	switch s := schema.(type) {
	case map[string]any:
		for _, list := range []any{s["enum"], s["examples"]} {
			values, _ := list.([]any)
			for _, v := range values {
				w := strings.Trim(fmt.Sprint(v), `"`)
				if _, isText := v.(string); isText && strings.ContainsAny(w, `"'\:{`) || w == "" {
					b, _ := json.Marshal(w)
					w = string(b)
				}
				words = append(words, w, "["+w+"]", "["+w+", "+w+"]", strings.ToUpper(w), `"`+strings.Trim(w, `"`)+`"`)
			}
		}
		for _, key := range []string{"anyOf", "items"} {
			words = append(words, wordsOf(s[key])...)
		}
	case []any:
		for _, part := range s {
			words = append(words, wordsOf(part)...)
		}
	}
	return words
}

// part follows keys into a JSON document.
func part(doc any, keys ...string) map[string]any {
	for _, k := range keys {
		doc = doc.(map[string]any)[k]
	}
	m, _ := doc.(map[string]any)
	return m
}

// TestSchemaEqualsLoader holds that of each key an editor takes the same values as
// Parse does: its own words and those of all other keys, in every form that YAML
// has.
func TestSchemaEqualsLoader(t *testing.T) {
	s := compiled(t)
	var doc any
	if err := json.Unmarshal(mapping.Schema(), &doc); err != nil {
		t.Fatal(err)
	}
	try := func(key, text string, values ...[]string) {
		for _, v := range slices.Concat(values...) {
			text := fmt.Sprintf(text, v)
			instance, ok := mayInstance(text)
			if !ok {
				continue
			}
			_, err := mapping.Parse("m.yaml", []byte(text))
			if schemaErr := s.Validate(instance); (err == nil) != (schemaErr == nil) && differs[key] == "" {
				t.Errorf("%s %s: the loader says %v, the schema %v", key, v, err, schemaErr)
			}
		}
	}
	const phone = "columns: {Tel: phone}\n"
	for key, schema := range part(doc, "properties") {
		if key != "columns" {
			try(key, phone+key+": %s\n", candidates, wordsOf(schema))
		}
		for inner, schema := range part(schema, "properties") {
			text := phone + key + ": {" + inner + ": %s}\n"
			if key == "powerlist" && inner != "name" {
				text = phone + "powerlist: {name: x, " + inner + ": %s}\n"
			}
			try(key+"."+inner, text, candidates, wordsOf(schema))
		}
	}
	try("only", phone+"only: {A: %s}\n", candidates)
	try("set key", phone+"set: {campaign: %s}\n", candidates)
	try("column", "columns: {Tel: phone, A: %s}\n", candidates)
	try("column list", "columns: {Tel: phone, A: [%s, {new_field: foo}]}\n", candidates)

	forms := part(doc, "properties", "columns", "additionalProperties")["anyOf"].([]any)
	words := map[string][]string{} // of every key of a column
	for _, form := range forms {
		for key, schema := range part(form, "properties") {
			words[key] = append(words[key], wordsOf(schema)...)
		}
	}
	if len(words) < 15 {
		t.Fatalf("a column has the keys %q", slices.Sorted(maps.Keys(words)))
	}
	tried := map[string]bool{}
	for _, kind := range []string{"target: phone", "target: full_name", "target: zip", "target: consent_date", "target: country", "target: consent", "target: tags", "target: ignore",
		"field: foo", "new_field: foo", "new_field: foo, type: date"} {
		own := keysOf(t, s, kind, words)
		for key, words := range words {
			if strings.Contains(kind, key+":") {
				continue
			}
			values := candidates
			// Its values are looked at in one kind of column, where it belongs in several.
			if !own[key] || tried[key] && key != "update" && key != "date_order" && key != "label" {
				values = []string{"x", "true", "{a: b}"}
			}
			tried[key] = tried[key] || own[key]
			slices.Sort(words)
			try(kind+" "+key, "columns: {Tel: phone, A: {"+kind+", "+key+": %s}}\n", values, slices.Compact(words))
		}
	}
}

// keysOf returns the keys that a kind of column may have: each with some value.
func keysOf(t *testing.T, s *jsonschema.Schema, kind string, words map[string][]string) map[string]bool {
	own := map[string]bool{}
	for key, words := range words {
		for _, v := range append([]string{"x", "true", "{a: b}"}, words...) {
			doc, ok := mayInstance(fmt.Sprintf("columns: {Tel: phone, A: {%s, %s: %s}}\n", kind, key, v))
			own[key] = own[key] || ok && s.Validate(doc) == nil
		}
	}
	return own
}
