package header

import "testing"

func TestLacksPhone(t *testing.T) {
	for name, want := range map[string]bool{
		"NO_PHONE": true, "EXCL_PHONE": true, "PHONE_SUPP": true, "OMIT_PHONE": true, "Unlisted Phone": true, "DNP": true, "NOPHONE#2": true, "No phone flag": true,
		"Home Phone": false, "Phone 2": false, "Skip Trace Phone": false, "EXCL_MAIL": false, "No of calls": false, "Hidden": false,
	} {
		if got := Has(name, LacksPhone); got != want {
			t.Errorf("LacksPhone(%q) = %v (%q)", name, got, Words(name))
		}
	}
}
