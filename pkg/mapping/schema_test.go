package mapping

import (
	"flag"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
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
