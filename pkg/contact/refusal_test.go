package contact

import (
	"testing"
	"time"
)

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

func TestParseDayEqualsCalendar(t *testing.T) {
	for day := time.Date(1, 12, 30, 0, 0, 0, 0, time.UTC); day.Year() < 2500; day = day.AddDate(0, 0, 1) {
		date := day.Format(time.DateOnly)
		want, _, _, _ := parseMoment(date)
		if got, ok := parseDay(date); ok && got != want || !ok && day.Day() <= 28 && day.Year() > 1 {
			t.Fatalf("%s: %d %v, want %d", date, got, ok, want)
		}
	}
	for _, date := range []string{"2024-00-10", "2024-13-10", "2024-01-00", "2024-02-30", "2024-1-100", "2024/01/10", "20240110", "2O24-01-10", "2024-01-1x"} {
		if day, ok := parseDay(date); ok {
			t.Errorf("%q is day %d", date, day)
		}
	}
}
