package mapping

import (
	"os"
	"path/filepath"
	"testing"
)

// TestFaxLabels holds that a label that says fax is no status of the person's
// other numbers.
func TestFaxLabels(t *testing.T) {
	path := filepath.Join(t.TempDir(), "fax.csv")
	const list = "Name,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\n" +
		"Ann,Home Fax,212-736-5000,Mobile,312-922-9410\nBob,Work Fax,415-981-3000,,\n"
	if err := os.WriteFile(path, []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range Suggest(profileFile(t, path), SuggestOptions{}).Columns {
		if c.Target == Consent || c.Also != nil {
			t.Errorf("%s is proposed as consent", c.Header)
		}
	}
}
