package contact

import "testing"

// Only a yes that was certainly later wins over a no.
func TestMoments(t *testing.T) {
	tests := []struct {
		yes, no string
		wins    bool
	}{
		{"", "", false},
		{"2024-05-02", "", false},
		{"", "2024-05-01", false},
		{"2024-05-02", "2024-05-01", true},
		{"2024-05-01", "2024-05-01", false},
		{"2024-05-01", "2024-05-02", false},
		{"2024-05-01T10:00:00Z", "2024-05-01", false},
		{"2024-05-01", "2024-05-01T00:00:00Z", false},
		{"2024-05-01T10:00:01Z", "2024-05-01T10:00:00Z", true},
		{"2024-05-01T10:00:00Z", "2024-05-01T10:00:00Z", false},
		{"2024-05-02T00:00:00Z", "2024-05-01", true},
		{"2024-05-02", "2024-05-01T23:59:59Z", true},
		{"2024-05-01T12:00:00+02:00", "2024-05-01T11:00:00Z", false},
		{"soon", "2024-05-01", false},
		{"2024-05-02", "some day", false},
	}
	for _, tt := range tests {
		if got := AgreedAt(tt.yes) > RefusedAt(tt.no); got != tt.wins {
			t.Errorf("a yes of %q wins over a no of %q: %v, want %v", tt.yes, tt.no, got, tt.wins)
		}
	}
}
