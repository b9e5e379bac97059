package mapping

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

var update = flag.Bool("update", false, "write the generated files anew")

const schemaFile = "../../mappings/mapping.schema.json"

// TestSchemaFile holds mappings/mapping.schema.json equal to the code.
func TestSchemaFile(t *testing.T) {
	if *update {
		if err := os.WriteFile(schemaFile, Schema(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(Schema()), string(have)); diff != "" {
		t.Errorf("%s is not what the code says; go test ./pkg/mapping -update writes it: %s", schemaFile, diff)
	}
}

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
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
	texts := map[string][]byte{"everything": []byte(everything), "the least": []byte("columns: {Tel: phone}\n")}
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
		if _, err := Parse(name, text); err != nil {
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
		if _, err := Parse("m.yaml", []byte(text)); err == nil {
			t.Errorf("Parse takes %q", text)
		}
		if err := s.Validate(instance(t, []byte(text))); err == nil {
			t.Errorf("the schema takes %q", text)
		}
	}
}
