package report

import "testing"

func TestLastSuccessOfOtherFiles(t *testing.T) {
	for _, text := range []string{"", "x", lastSuccess, lastSuccess + "{", lastSuccess + "{} soon", "# HELP " + lastSuccess} {
		if at := LastSuccess([]byte(text)); !at.IsZero() {
			t.Errorf("%q: %v", text, at)
		}
	}
}
