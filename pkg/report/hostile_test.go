package report

import (
	"bytes"
	"io"
	"reflect"
	"strings"
	"testing"
	"time"

	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
)

// hostile is what a list or a file's name may hold to play tricks on a
// terminal: clear it, hide or overwrite text, turn its direction round.
const hostile = "x\x1b[2J\x1b]52;c;cm0=\x07\u009b8m\u202egpj\r\b\x9bé\x7f"

// poison puts hostile text into every string of a value, however deep.
func poison(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		poison(v.Elem())
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				poison(v.Field(i))
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			poison(v.Index(i))
		}
	case reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		poison(key)
		poison(value)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
		for _, name := range []string{"first_name", "email", "city"} {
			if v.Type().Key().Kind() == reflect.String {
				v.SetMapIndex(reflect.ValueOf(name), value)
			}
		}
	case reflect.Interface:
		if v.NumMethod() == 0 {
			v.Set(reflect.ValueOf(hostile))
		}
	case reflect.String:
		v.SetString(hostile)
	case reflect.Int64:
		v.SetInt(3)
	case reflect.Bool:
		v.SetBool(true)
	}
}

// Nothing that is shown to a person is obeyed by the terminal, wherever in a
// result hostile text stands.
func TestHostileText(t *testing.T) {
	s := Style{Width: 100}
	var r Result
	var im contact.ImportRecord
	var undo Undo
	var suppressed Suppressed
	var erased Erased
	var in Inspection
	var drift []mapping.Drift
	var number contact.Suppression
	for _, v := range []any{&r, &im, &undo, &suppressed, &erased, &in, &drift, &number} {
		poison(reflect.ValueOf(v).Elem())
	}
	for name, write := range map[string]func(io.Writer) error{
		"result":     func(w io.Writer) error { return WriteResult(w, &r, s) },
		"import":     func(w io.Writer) error { return WriteImport(w, &im, s) },
		"imports":    func(w io.Writer) error { return WriteImports(w, []contact.ImportRecord{im}, s) },
		"undo":       func(w io.Writer) error { return WriteUndo(w, &undo, s) },
		"suppressed": func(w io.Writer) error { return WriteSuppressed(w, &suppressed, s) },
		"erased":     func(w io.Writer) error { return WriteErased(w, &erased, s) },
		"inspection": func(w io.Writer) error { return WriteInspection(w, &in, s) },
		"drift":      func(w io.Writer) error { return WriteDrift(w, "", drift, s) },
		"list": func(w io.Writer) error {
			l := NewSuppressionWriter(w, false)
			l.Write(number)
			return l.Close()
		},
		"list in JSON": func(w io.Writer) error {
			l := NewSuppressionWriter(w, true)
			l.Write(number)
			return l.Close()
		},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			if err := write(&out); err != nil {
				t.Fatal(err)
			}
			text := out.String()
			if i := strings.IndexFunc(text, isDangerous); i >= 0 || strings.Contains(text, "\x9bé") {
				t.Errorf("a terminal would obey this:\n%q", text)
			}
			if !strings.Contains(text, "gpj") && name != "erased" {
				t.Errorf("the text was not shown:\n%s", text)
			}
			if name == "list" && (strings.Count(text, "\n") != 1 || strings.Count(text, "\t") != 3) {
				t.Errorf("a number is no line of four cells: %q", text)
			}
		})
	}
}
