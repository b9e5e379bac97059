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
		"12:30@booth 7":                                            "",
	} {
		if got := strings.Join(passwords(arg), "|"); got != want {
			t.Errorf("in %s\n%q is found, not\n%q", arg, got, want)
		}
	}
}
