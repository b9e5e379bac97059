package report

import (
	"strings"
	"testing"

	"rollcall/pkg/contact"
)

// An estimate does not look like a count.
func TestWritePowerlistsEstimated(t *testing.T) {
	var b strings.Builder
	lists := []contact.ListedPowerlist{
		{Powerlist: contact.Powerlist{Name: "long", DialMode: "manual", Contacts: 998_730}, Dialable: 998_700, CallableNow: 622_209, Estimated: true},
		{Powerlist: contact.Powerlist{Name: "short", DialMode: "ai", Contacts: 12}, Dialable: 11, CallableNow: 0},
	}
	if err := WritePowerlists(&b, lists, Style{}); err != nil {
		t.Fatal(err)
	}
	const want = `powerlist  dial mode  contacts  dialable  callable now
long       manual      998,730  ~998,700      ~620,000
short      ai               12        11             0
~ estimated from a sample; export --exact counts all
`
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}
