package remark

import "testing"

// TestLimitsRows has lines between rows that take something from some of them, and others.
func TestLimitsRows(t *testing.T) {
	for line, want := range map[string]bool{
		"entries below failed verification, kept for audit only":                                    true,
		"The following three people are not customers any more":                                     true,
		"Die folgenden Nummern sind veraltet":                                                       true,
		"Los siguientes no confirmaron":                                                             true,
		"Kids (ages 4 to 12)":                                                                       true,
		"~~~ folks below told us to quit ringing them ~~~":                                          true,
		"PS please leave out Delphine Quigley this time, who asked us to stop calling. Thanks! Bev": true,
		"Please review before Friday":                                                               false,
		"Minors":                                                                                    true,
		"Skip 212 555 0100 and 212 555 0101":                                                        true,
		"212 555 0100 belongs to his mother":                                                        true,
		"The data above is confidential and not to be shared":                                       false,
		"Seniors (ages 65-80)":                                                                      false,
		"More customers":                                                                            false,
		"To be removed, call 212 555 0100":                                                          false,
		"Questions? 212 555 0100":                                                                   false,
		"12 records exported (2 duplicates removed)":                                                false,
		"Continued on the following page":                                                           false,
	} {
		if got := LimitsRows(line); got != want {
			t.Errorf("%q: %v, want %v", line, got, want)
		}
	}
}
