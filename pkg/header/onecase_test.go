package header

import (
	"strings"
	"testing"
)

// Databases write headers in one letter case and without spaces.
func TestOneLetterCase(t *testing.T) {
	for spaced, want := range map[string]Concept{
		"is DNC": Refusal, "DNC Status": Refusal, "Do Not Dial": Refusal, "No Phone Calls": Refusal, "Dont Phone": Refusal,
		"TPS Status": Refusal, "Suppression Flag": Refusal, "Opt Out Timestamp": Refusal, "Has Opted Out Of Call": Refusal, "Removal Date": Refusal,
		"Is Deceased": Refusal, "Consent Revoked On": Refusal, "Keine Werbeanrufe": Refusal, "No desea llamadas": Refusal, "Ne plus appeler": Refusal,
		"Allow Phone": Consent, "OK to Contact": Consent, "Can Call": Consent, "GDPR Consent": Consent, "Accepts Calls": Consent, "Voice Opt In": Consent,
		"Anrufen erlaubt": Consent, "Accetta chiamate": Consent,
	} {
		together := strings.ReplaceAll(spaced, " ", "")
		for _, h := range []string{spaced, strings.ToLower(together), strings.ToUpper(together)} {
			if got := Read(h).Concept; got != want {
				t.Errorf("%q: %q, want %q (%q)", h, got, want, Words(h))
			}
		}
	}
	for h, want := range map[string]Concept{
		"DnC": Refusal, "dNC": Refusal, "DNCflag": Refusal, "REMOVEflag": Refusal, "UnSub": Refusal, "Do-Not-CaLL": Refusal, "hasOptedOUT": Refusal, "NOcalls": Refusal,
		"OPTin": Consent, "ConSent": Consent, "CALLok": Consent, "mAY wE cALL": Consent, "FIRSTname": FirstName, "LastNAME": LastName, "HOMEphone": Phone, "ZIPcode": Zip,
	} {
		if got := Read(h).Concept; got != want {
			t.Errorf("%q: %q, want %q (%q)", h, got, want, Words(h))
		}
	}
	for _, h := range []string{"nobel", "contractdate", "industry", "businessname", "discount", "callbackdate", "recording", "agreementid", "province", "accountowner"} {
		if got := Read(h).Concept; got == Refusal || got == Consent {
			t.Errorf("%q: %q (%q)", h, got, Words(h))
		}
	}
}
