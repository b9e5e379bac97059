package rollcall

import (
	"strings"
	"testing"
	"time"

	"rollcall/pkg/mapping"
)

// TestTooLongNames: what no index of the database takes is told of before the
// list is read.
func TestTooLongNames(t *testing.T) {
	for want, o := range map[string]FileOptions{
		"a tag is longer":              {Tags: []string{"a," + strings.Repeat("b", 1001)}},
		"the powerlist's name is long": {Powerlist: strings.Repeat("{file}", 201), File: "leads.csv"},
		"":                             {Tags: []string{strings.Repeat("a", 1000)}, Powerlist: strings.Repeat("{file}", 200), File: "leads.csv"},
	} {
		_, err := o.apply(&mapping.Mapping{}, time.Now())
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("got the error %v, want %q", err, want)
		}
	}
}
