package main

import (
	"strings"
	"testing"
)

func TestPasswords(t *testing.T) {
	for arg, want := range map[string]string{
		"--database=postgres://crm:secret@db/crm":                  "secret",
		"postgres:///crm?user=crm&password=secret&sslmode=disable": "secret",
		"host=db password=secret dbname=crm":                       "secret",
		"--database=password = secret dbname=crm":                  "secret",
		`host=db password='a secret \' =' dbname=crm`:              `'a secret \' ='`,
		`host=db sslpassword=a\ secret dbname=crm`:                 `a\ secret`,
		"password='secret dbname=crm":                              "'secret dbname=crm",
		"postgres://crm:se@cr/et@db/crm":                           "se@cr/et",
		"postgres://crm@db/crm":                                    "",
		"postgres://crm@db/crm?sslmode=disable&pass%77ord=secret":  "secret",
		"postgres://crm@db/crm?%50assword=se%20cret&a=b":           "se%20cret",
		"12:30@booth 7":                    "",
		"in /work/postgres:/crm:secret@db": "secret",
	} {
		if got := strings.Join(passwords(arg), "|"); got != want {
			t.Errorf("in %s\n%q is found, not\n%q", arg, got, want)
		}
		if shown := withoutPasswords(arg); strings.Contains(shown, "secret") || want == "" && shown != arg {
			t.Errorf("in %s\nis shown %s", arg, shown)
		}
	}
}

func TestTornDatabase(t *testing.T) {
	for args, torn := range map[string]bool{
		"import a.csv --database host=db|import|a.csv|--database|host=db password=secret": false,
		"import|a.csv|--database|host=db|password=secret|dbname=crm":                      true,
		"import|--database=host=db|user=crm|a.csv":                                        true,
		"import|--database|postgres://db/crm|user=list.csv":                               false,
		"import|user=list.csv|--database|host=db":                                         false,
	} {
		err := checkDatabaseFlag(strings.Split(args, "|"))
		if (err != nil) != torn || err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", args, err)
		}
	}
}
