package phone

import "testing"

// TestServiceTypes holds the types of numbers of services, by which a mapping refuses
// them, in their own country and with their country code.
func TestServiceTypes(t *testing.T) {
	p := NewParser(Options{Refuse: []string{"premium_rate", "shared_cost", "uan", "pager", "voicemail"}})
	for _, c := range []struct {
		region string
		cells  []string
	}{
		{"AU", []string{"1300 123 456", "13 12 34", "+61 1300 123 456", "1900 123 456"}},
		{"BR", []string{"4004-1234", "0300 789 1234", "0900 123 4567"}},
		{"GB", []string{"0843 456 7890", "0871 234 5678", "0909 876 5432", "+44 871 234 5678"}},
		{"DE", []string{"0180 5 123456", "0900 1 234567", "+49 180 5 123456"}},
		{"FR", []string{"0810 12 34 56", "0820 12 34 56", "0892 12 34 56", "+33 892 12 34 56"}},
		{"IT", []string{"199 123 456", "892 123", "+39 199 123 456"}},
		{"ES", []string{"901 123 456", "902 123 456", "806 123 456", "+34 902 123 456"}},
		{"NL", []string{"0900 1234567", "+31 900 1234567"}},
		{"CH", []string{"0848 123 456", "0900 123 456", "+41 848 123 456"}},
		{"US", []string{"900-234-5678", "+1 900 234 5678"}},
	} {
		for _, cell := range c.cells {
			if r := p.Parse(cell, c.region); r.OK() {
				t.Errorf("Parse(%q, %q) is dialed as %s, of type %v", cell, c.region, r.E164, r.Type)
			}
		}
	}
	for cell, region := range map[string]string{"0412 345 678": "AU", "0800 330 1000": "DE", "06 12 34 56 78": "FR", "800-356-9377": "US", "07911 123456": "GB"} {
		if r := p.Parse(cell, region); !r.OK() {
			t.Errorf("Parse(%q, %q): %v", cell, region, r.Problem)
		}
	}
}
