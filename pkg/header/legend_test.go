package header

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCutLegend(t *testing.T) {
	for _, tt := range []struct {
		header, name string
		legend       []Code
	}{
		{"Consent (1 = yes, 2 = no)", "Consent", []Code{{"1", "yes"}, {"2", "no"}}},
		{"Consent: 1=granted, 0=refused", "Consent", []Code{{"1", "granted"}, {"0", "refused"}}},
		{"Telemarketing consent 1=Yes 2=No 3=Unknown", "Telemarketing consent", []Code{{"1", "Yes"}, {"2", "No"}, {"3", "Unknown"}}},
		{"OK to phone? 0 - no, 1 - yes", "OK to phone", []Code{{"0", "no"}, {"1", "yes"}}},
		{"Autorización (1: autoriza, 2: no autoriza)", "Autorización", []Code{{"1", "autoriza"}, {"2", "no autoriza"}}},
		{"Phone flag (blank = ok, X = do not call)", "Phone flag", []Code{{"blank", "ok"}, {"X", "do not call"}}},
		{"Status (A active, D do not call, W wrong number)", "Status", []Code{{"A", "active"}, {"D", "do not call"}, {"W", "wrong number"}}},
		{"Consent (yes=1, no=2)", "Consent", []Code{{"1", "yes"}, {"2", "no"}}},
		{"Consent yes=1 no=0", "Consent", []Code{{"1", "yes"}, {"0", "no"}}},
		{"Consent (Y means agreed) for calls", "Consent for calls", []Code{{"Y", "agreed"}}},
		{"Permission code (01=call+email, 02=email only and 03=none)", "Permission code", []Code{{"01", "call+email"}, {"02", "email only"}, {"03", "none"}}},
		{"Call OK (+ = yes, - = no)", "Call OK", []Code{{"+", "yes"}, {"-", "no"}}},
		{"Flag [DNC -> do not call]", "Flag", []Code{{"DNC", "do not call"}}},
		{"Einwilligung (J=ja/N=nein)", "Einwilligung", []Code{{"J", "ja"}, {"N", "nein"}}},
		// None of these has one.
		{"Y=OK to call", "Y=OK to call", nil},
		{"Consent=Y", "Consent=Y", nil},
		{"Call OK=Y", "Call OK=Y", nil},
		{"E-mail opt-in", "E-mail opt-in", nil},
		{"Phone 1 - Home", "Phone 1 - Home", nil},
		{"Q1: May we call - or text - you?", "Q1: May we call - or text - you?", nil},
		{"Consent (Y/N)", "Consent (Y/N)", nil},
		{"Opt-in (SMS, phone)", "Opt-in (SMS, phone)", nil},
		{"DNC=1", "DNC=1", nil},
	} {
		name, legend := CutLegend(tt.header)
		if diff := cmp.Diff(tt.legend, legend); name != tt.name || diff != "" {
			t.Errorf("CutLegend(%q) = %q %v, want %q\n%s", tt.header, name, legend, tt.name, diff)
		}
	}
}

func FuzzCutLegend(f *testing.F) {
	f.Add("Consent (1 = yes, 2 = no)")
	f.Add("yes=1 no=\xff(=→ means ")
	f.Fuzz(func(t *testing.T, header string) {
		name, legend := CutLegend(header)
		if legend == nil && name != header {
			t.Errorf("CutLegend(%q) cut %q without a legend", header, name)
		}
	})
}
