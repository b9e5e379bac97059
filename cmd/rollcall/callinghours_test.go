package main

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write what is generated anew")

// rulesHeading begins the part of the topic calling-hours that is made from the
// rules in the program.
const rulesHeading = "\n## The rules\n\n"

// TestCallingHoursTopic holds the topic against the rules in the program.
func TestCallingHoursTopic(t *testing.T) {
	prose, rules, ok := strings.Cut(topicText("calling-hours"), rulesHeading)
	if !ok {
		t.Fatal("the topic has no rules")
	}
	if rules == rulesTable() {
		return
	}
	if *update {
		if err := os.WriteFile("topics/calling-hours.md", []byte(prose+rulesHeading+rulesTable()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Error("topics/calling-hours.md has other rules than the program: go test ./cmd/rollcall -run TestCallingHoursTopic -update")
}
