package mapping

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestConsentLists holds that what is proposed for the lists of
// testdata/consent keeps out who may not be called, and nobody else.
func TestConsentLists(t *testing.T) {
	files, err := filepath.Glob("../../testdata/consent/*.csv")
	if err != nil || len(files) < 40 {
		t.Fatalf("%d lists: %v", len(files), err)
	}
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(f).ReadAll()
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		const at, may = 2, 3 // the column that is tried, and who may be called
		var cells [][]string
		for _, row := range rows[1:] {
			cells = append(cells, row[:may])
		}
		s := Suggest(profileOf(rows[0][:may], cells), SuggestOptions{}).Columns[at]
		for _, row := range rows[1:] {
			in := "yes"
			for _, use := range s.uses() {
				if use.Target != Consent {
					continue
				}
				switch use.verdict(row[at]) {
				case "refuses", "no", "not a yes":
					in = "no"
				}
			}
			if in != row[may] {
				t.Errorf("%s: %s %q: %s, want %s by %s", filepath.Base(file), rows[0][at], row[at], in, row[may], s.Suggested())
				break
			}
		}
	}
}

// TestConsentBesideOthers holds which columns decide where one says who agreed, and others
// say when, to what, or whom else to call.
func TestConsentBesideOthers(t *testing.T) {
	for _, c := range []struct {
		header, cells, want string
	}{
		{"Acepta llamadas comerciales|Fecha consentimiento", "Sí|25/02/2024;No|24/03/2024;Sí|", "{target: consent, allow: [sí]}|consent_date"},
		{"Newsletter|Fecha consentimiento", "Sí|25/02/2024;No|24/03/2024;Sí|", "{new_field: newsletter, label: Newsletter, type: boolean}|[{target: consent, allow: date}, consent_date]"},
		{"Consent to be called (Consent)|Consent to be called (Text)", "Checked|I agree that Ace may call me;Not Checked|I agree that Ace may call me;Checked|I agree that Ace may call me", "{target: consent, allow: [checked]}|ignore"},
		{"Consent to be called (Text)", "I agree that Ace may call me;I agree that Ace may call me;I agree that Ace may call me", "{target: consent, allow: [i agree that ace may call me]}"},
		{"DND Calls|Tags", "Active|a;Inactive|b;Inactive|a", "{target: consent, means: opt_out, allow: [inactive]}|tags"},
		{"DND Calls|Tags", "Active|a;Inactive|b;Paused|a", "{target: consent, means: opt_out}|tags"},
		{"Contact|Deceased Name|Date of Death", "Ann Owens|Cy Owens|01/02/2026;Bob Keller|Eva Keller|03/04/2026;Carla Reyes|Luis Reyes|05/06/2026",
			"full_name|{new_field: deceased_name, label: Deceased Name, type: text}|{new_field: date_of_death, label: Date of Death, type: date}"},
		{"Contact|Deceased Name", "Ann Owens|Ann Owens;Bob Keller|;Carla Reyes|", "full_name|{target: consent, means: opt_out}"},
		{"May we call you?|Name of someone we can call in an emergency", "Yes|Ann Owens;No|Bob Keller;Yes|Carla Reyes", "consent|{new_field: name_of_someone_we_can_call_in_an_emergency, label: \"Name of someone we can call in an emerge…\", type: text}"},
	} {
		var rows [][]string
		for i, cells := range strings.Split(c.cells, ";") {
			rows = append(rows, append([]string{cellsOf("*", 0)(i)}, strings.Split(cells, "|")...))
		}
		var got []string
		for _, col := range Suggest(profileOf(append([]string{"Phone"}, strings.Split(c.header, "|")...), rows), SuggestOptions{}).Columns[1:] {
			got = append(got, col.Suggested())
		}
		if got := strings.Join(got, "|"); got != c.want {
			t.Errorf("%s:\n%s, want\n%s", c.header, got, c.want)
		}
	}
}
