package store

import (
	"fmt"
	"slices"
	"strings"
)

// import_changes keeps little of a contact's values: those that an import did not change
// once, in after, with a bit in unchanged, and those that it did not name not at all,
// unless they are evidence of the contact's place.

// keptValues returns, of arrays before and after and the bits claimed, what
// import_changes has of them: before, after and unchanged.
func keptValues() string {
	var before, after, unchanged []string
	for i := range columns {
		n := i + 1
		before = append(before, fmt.Sprintf("case when before[%[1]d] is distinct from after[%[1]d] then before[%[1]d] end", n))
		unchanged = append(unchanged, fmt.Sprintf("(before[%[1]d] is not distinct from after[%[1]d])::int << %[2]d", n, i))
		value := fmt.Sprintf("after[%d]", n)
		if i != zipColumn && i != stateColumn && !slices.Contains(derivedColumns, i) {
			value = fmt.Sprintf("case when claimed & %d <> 0 then %s end", 1<<i, value)
		}
		after = append(after, value)
	}
	return "array[" + strings.Join(before, ", ") + "], array[" + strings.Join(after, ", ") + "], (" + strings.Join(unchanged, ") | (") + ")"
}

// valueBefore returns what the i-th column had before the change m.
func valueBefore(m string, i int) string {
	return fmt.Sprintf("case when %[1]s.unchanged & %[2]d <> 0 then %[1]s.after[%[3]d] else %[1]s.before[%[3]d] end", m, 1<<i, i+1)
}

// valuesBefore returns the array of what all columns had before the change m.
func valuesBefore(m string) string {
	parts := make([]string, len(columns))
	for i := range columns {
		parts[i] = valueBefore(m, i)
	}
	return "array[" + strings.Join(parts, ", ") + "]"
}
