package rollcall

import (
	"rollcall/pkg/mapping"
)

// checkEffect refuses the words of a mapping that review and import do not act on:
// to pass one over would do something else than the file says.
func checkEffect(m *mapping.Mapping) error {
	word := ""
	for i := range m.Columns {
		if m.Columns[i].ReplaceTags {
			word = "update: replace, of tags,"
		}
	}
	if word == "" {
		return nil
	}
	return UsageError("Remove it from the mapping.", "%s: %s has no effect in this version, and is refused rather than passed over", m.Name, word)
}
