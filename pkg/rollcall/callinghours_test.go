package rollcall

import (
	"strings"
	"testing"
	"time"

	"rollcall/pkg/store"
)

func TestWindowWarning(t *testing.T) {
	for window, want := range map[string]string{
		"": "", "09:00-20:00": "", "08:00-21:00": "",
		"00:00-23:59": "so the window is 08:00-21:00", "07:00-12:00": "so the window is 08:00-12:00", "20:00-22:00": "so the window is 20:00-21:00",
		"05:00-07:00": "nobody on this powerlist may ever be called", "21:00-23:00": "nobody on this powerlist may ever be called",
	} {
		w, ok := windowWarning(window)
		if ok != (want != "") || !strings.Contains(w.Message, want) || ok && w.Code != "call_window_narrowed" {
			t.Errorf("%q: %+v, want %q", window, w, want)
		}
	}
}

func TestDescribeClocks(t *testing.T) {
	server := -8 * time.Hour
	d := store.ClockDifference{Zone: "America/Vancouver", From: time.Date(2026, 12, 6, 1, 2, 3, 0, time.UTC), Program: -7 * time.Hour, Server: &server}
	if got, want := describeClocks([]store.ClockDifference{d, d}), "the database server's time zone data differs from this program's for America/Vancouver and 1 other zone: "+
		"in America/Vancouver on 2026-12-06 the server has UTC-8, the program UTC-7"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	d.Server, d.Program = nil, -210*time.Minute
	if got := describeClocks([]store.ClockDifference{d}); !strings.HasSuffix(got, "the server has no such zone, the program UTC-3:30") {
		t.Error(got)
	}
}
