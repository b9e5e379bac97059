package rollcall

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWithoutPassword(t *testing.T) {
	for address, want := range map[string]string{
		"postgres://crm:secret@db.example/crm?sslmode=require":    "postgres://crm@db.example/crm?sslmode=require",
		"postgresql://crm:secret@a,b:5433/crm":                    "postgresql://crm@a,b:5433/crm",
		"postgres:///crm?host=/run/pg&password=secret":            "postgres:///crm?host=%2Frun%2Fpg",
		"postgres://db.example/crm?sslpassword=secret&PASSWORD=s": "postgres://db.example/crm",
		"postgres://crm:se%zzcret@db.example/crm":                 "",
		"postgres://crm:s@ecr@et@db.example/crm":                  "",
		"jdbc:postgresql://db/crm?user=u&password=secret":         "",
		"postgres://crm:se/cr@et@db.example/crm":                  "",
		"postgres://crm:12/34@db.example/crm":                     "",
		"postgres://crm:12?34@db.example/crm":                     "",
		"postgres://crm:12#34@db.example/crm":                     "",
		"crm:secret@db.example/crm":                               "",
		"mysql://crm:secret@db.example/crm":                       "",
		"host=/run/pg dbname=crm":                                 "host=/run/pg dbname=crm",
		"host=db password=secret dbname=crm":                      "host=db dbname=crm",
		`host = db password = 'a secret \' =' dbname='c r m'`:     "host=db dbname='c r m'",
		`password=a\ secret sslpassword=secret user=crm`:          "user=crm",
		"host=db password='secret dbname=crm":                     "",
		"secret":                                                  "",
		"":                                                        "",
	} {
		if got := WithoutPassword(address); got != want {
			t.Errorf("of %s\n%q stays, not\n%q", address, got, want)
		}
	}
}

// What could be a piece of a password is nowhere looked up or shown.
func TestCheckURL(t *testing.T) {
	for address, wrong := range map[string]bool{
		"postgres://crm:12/34@db.example/crm": true,
		"postgres://crm:12?34@db.example/crm": true,
		"postgres://crm:12#34@db.example/crm": true,
		"postgres://crm:s@e@db.example/crm":   true,
		"postgres://crm:@e@db.example/crm":    true,
		"postgres://crm:12@db.example/c@rm":   true,
		"postgres://crm:12@db.example/crm":    false,
		"postgres://db.example/c@rm":          true,
		"postgres://db.example/crm":           false,
		"host=db.example password=a/b@c":      false,
		"":                                    false,
	} {
		if err := checkURL(address); (err != nil) != wrong {
			t.Errorf("of %q: %v", address, err)
		}
	}
}

// A server's error may have megabytes, and as many lines.
func TestLongErrors(t *testing.T) {
	long := errors.New(strings.Repeat("€\n", 1<<20))
	for _, err := range []error{long, fmt.Errorf("reading: %w", &unreachable{long}), errors.Join(long, long)} {
		if _, e := Explain(err); len(e.Message) > mostText+100 || !strings.Contains(e.Message, "more)") || !utf8.ValidString(e.Message) {
			t.Errorf("%d bytes are shown", len(e.Message))
		}
	}
}
