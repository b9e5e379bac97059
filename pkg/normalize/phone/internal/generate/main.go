// Command generate writes the tables of package phone anew from the phone
// number library that go.mod names. It is run by go generate in that package's
// folder, after the library was updated.
package main

import (
	"fmt"
	"os"

	"rollcall/pkg/normalize/phone/internal/automata"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "generating phone tables:", err)
		os.Exit(1)
	}
}

func run() error {
	zones, err := automata.ZoneData()
	if err != nil {
		return err
	}
	t, err := automata.Build(zones)
	if err != nil {
		return err
	}
	source, err := t.Source()
	if err != nil {
		return err
	}
	if err := os.WriteFile("tables_gen.go", source, 0o644); err != nil {
		return err
	}
	return os.WriteFile("automata.bin", t.Nodes(), 0o644)
}
