package xlsx

import "testing"

func TestWithoutCrossed(t *testing.T) {
	for _, c := range []struct {
		text    string
		crossed [][2]int
		want    string
	}{
		{"312-944-7255 414-238-6631", [][2]int{{0, 13}}, "414-238-6631"},
		{"312-944-7255 414-238-6631", [][2]int{{0, 4}, {4, 13}}, "414-238-6631"},
		{"312-944-7255", [][2]int{{0, 12}}, "312-944-7255"},
		{"do not call, ok now", [][2]int{{0, 11}}, "do not call, ok now"},
		{"Ann Lee", nil, "Ann Lee"},
		{"Yes No", [][2]int{{4, 6}}, "Yes"},
		{"Yes / No", [][2]int{{0, 3}}, "No"},
		{"DNC ok", [][2]int{{0, 3}}, "DNC ok"},
		{"Bob", [][2]int{{0, 2}}, "Bob"},
	} {
		if got := withoutCrossed(c.text, c.crossed, func(words string) bool { return words == "DNC" }); got != c.want {
			t.Errorf("%q without %v: got %q, want %q", c.text, c.crossed, got, c.want)
		}
	}
}

func TestUnstacked(t *testing.T) {
	for text, want := range map[string]string{"L\nE\nA\nD": "LEAD", "D\nO\n \nN\nO\nT\n\nC\nA\nL\nL": "DO NOT CALL", "A\nB": "A\nB", "Ann\nB\nC": "Ann\nB\nC", "no": "no"} {
		if got := unstacked(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}
