package phone

import (
	"bytes"
	"os"
	"testing"

	"rollcall/pkg/normalize/phone/internal/automata"
)

// TestTables holds the generated tables equal to the library that go.mod
// names. After an update of the library, go generate makes it pass.
func TestTables(t *testing.T) {
	zones, err := automata.ZoneData()
	if err != nil {
		t.Fatal(err)
	}
	tables, err := automata.Build(zones)
	if err != nil {
		t.Fatal(err)
	}
	source, err := tables.Source()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]byte{"tables_gen.go": source, "automata.bin": tables.Nodes()} {
		got, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what the library's metadata give: run go generate", name)
		}
	}
}
