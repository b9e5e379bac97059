package contact

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// fill sets everything in v to something.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int64:
		v.SetInt(1)
	case reflect.Uint8, reflect.Uint16:
		v.SetUint(1)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0))
	default:
		panic("a row has something new: " + v.Kind().String())
	}
}

// A row that is reset is empty, whatever was in it, and keeps the memory that
// rows fill by appending.
func TestReset(t *testing.T) {
	var row Row
	fill(reflect.ValueOf(&row).Elem())
	row.Reset()
	if d := cmp.Diff(Row{}, row, cmpopts.EquateEmpty()); d != "" {
		t.Errorf("what Reset leaves (-want +got):\n%s", d)
	}
	if cap(row.Contact.Custom) == 0 || cap(row.Contact.Tags) == 0 || cap(row.Warnings) == 0 {
		t.Error("Reset gave memory away")
	}
}
