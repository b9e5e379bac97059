package rollcall

import (
	"strings"
	"testing"
)

func TestTLSWarning(t *testing.T) {
	for _, name := range []string{"PGSSLMODE", "PGHOST", "PGSSLROOTCERT", "PGSERVICE"} {
		t.Setenv(name, "")
	}
	for address, want := range map[string]string{
		"postgres://db.example/crm":                      "plain text",
		"postgres://db.example/crm?sslmode=prefer":       "plain text",
		"postgres://db.example/crm?sslmode=disable":      "plain text",
		"postgres://192.0.2.1/crm":                       "plain text",
		"postgres://db.example/crm?sslmode=require":      "not checked",
		"postgres://db.example/crm?sslmode=verify-full":  "",
		"postgres://localhost/crm":                       "",
		"postgres://127.0.0.1:5433/crm":                  "",
		"postgres://[::1]/crm":                           "",
		"postgres:///crm?host=/run/pg":                   "",
		"host=localhost,db.example dbname=crm":           "plain text",
		"host=db.example dbname=crm sslmode=verify-full": "",
		"nonsense": "",
	} {
		got := tlsWarning(address)
		if want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("of %q: %q, want %q", address, got, want)
		}
	}
}
