package clean

import (
	"testing"

	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/source"
)

// cleanOne cleans one record by a mapping.
func cleanOne(t *testing.T, text string, header, cells []string) contact.Row {
	t.Helper()
	m, err := mapping.Parse("m.yaml", []byte("version: 1\nregion: US\n"+text))
	if err != nil {
		t.Fatal(err)
	}
	match, err := m.Match(header)
	if err != nil {
		t.Fatal(err)
	}
	var row contact.Row
	New(m, match, header, phone.NewParser(phone.Options{}), Facts{}).Clean(source.Record{Cells: cells}, &row)
	return row
}

// The words of a mapping have their effect.
func TestMappingWords(t *testing.T) {
	reason := func(r contact.Row) string { return r.Reason.String() }
	field := func(f contact.Field) func(contact.Row) string {
		return func(r contact.Row) string { return r.Contact.Values[f] }
	}
	custom := func(r contact.Row) string {
		text := ""
		for _, c := range r.Contact.Custom {
			text += c.Key + "=" + c.Text + " "
		}
		return text
	}
	dialed := func(r contact.Row) string { return r.Contact.Phone }
	refused := func(r contact.Row) string {
		text := ""
		for _, f := range r.Refusals {
			text += f.Phone + " " + f.Record.String() + " " + f.Date + ";"
		}
		return text
	}
	const number, other = "212-736-5000", "212-736-5001"
	for name, test := range map[string]struct {
		mapping       string
		header, cells []string
		see           func(contact.Row) string
		want          string
	}{
		"only keeps":             {"only: {Status: [open, new]}\ncolumns: {Phone: phone}", []string{"Phone", "Status"}, []string{number, "OPEN "}, reason, "accepted"},
		"only leaves out":        {"only: {Status: [open, new]}\ncolumns: {Phone: phone}", []string{"Phone", "Status"}, []string{number, "closed"}, reason, "filtered"},
		"only, a blank":          {"only: {Status: [open]}\ncolumns: {Phone: phone}", []string{"Phone", "Status"}, []string{number, ""}, reason, "filtered"},
		"only not":               {"only: {Country: {not: [CA]}}\ncolumns: {Phone: phone}", []string{"Phone", "Country"}, []string{number, "ca"}, reason, "filtered"},
		"only comes first":       {"only: {Status: [open]}\ncolumns: {Phone: phone}", []string{"Phone", "Status"}, []string{"", "closed"}, reason, "filtered"},
		"a filtered refusal":     {"only: {Status: [open]}\ncolumns: {Phone: phone, DNC: {target: consent, means: opt_out}}", []string{"Phone", "Status", "DNC"}, []string{number, "closed", "Y"}, refused, "+12127365000 all ;"},
		"default":                {"columns: {Phone: phone, State: {target: state, default: NY}}", []string{"Phone", "State"}, []string{number, "n/a"}, field(contact.State), "NY"},
		"default, not needed":    {"columns: {Phone: phone, State: {target: state, default: NY}}", []string{"Phone", "State"}, []string{number, "WA"}, field(contact.State), "WA"},
		"default of a missing":   {"columns: {Phone: phone, State: {target: state, optional: true, default: NY}}", []string{"Phone"}, []string{number}, field(contact.State), "NY"},
		"values":                 {"columns: {Phone: phone, Gender: {new_field: gender, values: {M: male, F: female}}}", []string{"Phone", "Gender"}, []string{number, "f"}, custom, "gender=female "},
		"join":                   {"columns: {Phone: phone, No: {target: address, join: \" \"}, Street: {target: address, join: \" \"}}", []string{"Phone", "Street", "No"}, []string{number, "Main St", "12"}, field(contact.Address), "12 Main St"},
		"join, one blank":        {"columns: {Phone: phone, No: {target: address, join: \" \"}, Street: {target: address, join: \" \"}}", []string{"Phone", "Street", "No"}, []string{number, "Main St", ""}, field(contact.Address), "Main St"},
		"set":                    {"set: {consent_source: web, campaign: expo}\ncolumns: {Phone: phone}", []string{"Phone"}, []string{number}, custom, "campaign=expo "},
		"set, a standard":        {"set: {consent_source: web}\ncolumns: {Phone: phone}", []string{"Phone"}, []string{number}, field(contact.ConsentSource), "web"},
		"blank":                  {"blank: [tbd]\ncolumns: {Phone: phone, City: city}", []string{"Phone", "City"}, []string{number, "TBD"}, field(contact.City), ""},
		"blank by itself":        {"columns: {Phone: phone, City: city}", []string{"Phone", "City"}, []string{number, "N/A"}, field(contact.City), ""},
		"a blank number":         {"columns: {Phone: phone}", []string{"Phone"}, []string{"n/a"}, reason, "no_phone"},
		"a person called Null":   {"columns: {Phone: phone, Last: last_name}", []string{"Phone", "Last"}, []string{number, "Null"}, field(contact.LastName), "Null"},
		"for, this number":       {"columns: {Phone: phone, Mobile: phone, DNC: {target: consent, means: opt_out, for: Phone}}", []string{"Phone", "Mobile", "DNC"}, []string{number, other, "Y"}, dialed, "+12127365001"},
		"for, its refusal":       {"columns: {Phone: phone, Mobile: phone, DNC: {target: consent, means: opt_out, for: Phone}}", []string{"Phone", "Mobile", "DNC"}, []string{number, other, "Y"}, refused, "+12127365000 all ;"},
		"for, one not dialed":    {"columns: {Phone: phone, Mobile: ignore, DNC: {target: consent, means: opt_out, for: Mobile}}", []string{"Phone", "Mobile", "DNC"}, []string{number, other, "Y"}, refused, "+12127365001 all ;"},
		"for, and who is called": {"columns: {Phone: phone, Mobile: ignore, DNC: {target: consent, means: opt_out, for: Mobile}}", []string{"Phone", "Mobile", "DNC"}, []string{number, other, "Y"}, dialed, "+12127365000"},
		"for, no other number":   {"columns: {Phone: phone, DNC: {target: consent, means: opt_out, for: Phone}}", []string{"Phone", "DNC"}, []string{number, "Y"}, reason, "no_consent"},
		"a label that is fax":    {"columns: {Phone: {target: phone, label: Type}, Mobile: phone}", []string{"Phone", "Type", "Mobile"}, []string{number, "Home Fax", other}, dialed, "+12127365001"},
		"a label, no other":      {"columns: {Phone: {target: phone, label: Type}}", []string{"Phone", "Type"}, []string{number, "Fax"}, reason, "invalid_phone"},
		"a label says no":        {"columns: {Phone: {target: phone, label: Type}}", []string{"Phone", "Type"}, []string{number, "do not call"}, reason, "no_consent"},
		"countries":              {"phones: {countries: [CA]}\ncolumns: {Phone: phone}", []string{"Phone"}, []string{number}, reason, "invalid_phone"},
		"countries, one of":      {"phones: {countries: [CA, US]}\ncolumns: {Phone: phone}", []string{"Phone"}, []string{number}, reason, "accepted"},
		"allow date":             {"columns: {Phone: phone, Agreed: {target: consent, allow: date}}", []string{"Phone", "Agreed"}, []string{number, "2025-03-04"}, reason, "accepted"},
		"allow date to come":     {"columns: {Phone: phone, Agreed: {target: consent, allow: date}}", []string{"Phone", "Agreed"}, []string{number, "2525-03-04"}, reason, "no_consent"},
		"allow any":              {"columns: {Phone: phone, Agreed: {target: consent, allow: any}}", []string{"Phone", "Agreed"}, []string{number, "by letter"}, reason, "accepted"},
		"allow any, a no":        {"columns: {Phone: phone, Agreed: {target: consent, allow: any}}", []string{"Phone", "Agreed"}, []string{number, "withdrawn"}, reason, "no_consent"},
		"consent too old":        {"limits: {consent_max_age: 18mo}\ncolumns: {Phone: phone, On: consent_date}", []string{"Phone", "On"}, []string{number, "2019-01-01"}, reason, "no_consent"},
		"consent of no date":     {"limits: {consent_max_age: 18mo}\ncolumns: {Phone: phone, On: consent_date}", []string{"Phone", "On"}, []string{number, ""}, reason, "no_consent"},
		"a refusal's date":       {"columns: {Phone: phone, Opt: consent, On: consent_date}", []string{"Phone", "Opt", "On"}, []string{number, "no", "2025-01-02"}, refused, "+12127365000 known 2025-01-02;"},
		"two uses":               {"columns: {Phone: phone, Status: [{target: consent, means: status}, {new_field: status}]}", []string{"Phone", "Status"}, []string{number, "DNC"}, reason, "no_consent"},
		"two uses, a field":      {"columns: {Phone: phone, Status: [{target: consent, means: status}, {new_field: status}]}", []string{"Phone", "Status"}, []string{number, "open"}, custom, "status=open "},
		"marks of spreadsheets":  {"columns: {Phone: phone, City: city}", []string{"Phone", "City"}, []string{`="212-736-5000"`, `="Boston"`}, field(contact.City), "Boston"},
		"a name that says no":    {"columns: {Phone: phone, Last: last_name}", []string{"Phone", "Last"}, []string{number, "Smith (deceased)"}, reason, "no_consent"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := test.see(cleanOne(t, test.mapping, test.header, test.cells)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// A row that was cut off before its refusal column stays out when the rejects file
// is imported again as it is.
func TestUnmendedRejects(t *testing.T) {
	header := append([]string{"Phone", "DNC"}, source.RejectsColumns...)
	const text = "columns: {Phone: phone, DNC: {target: consent, means: opt_out}}"
	for cells, want := range map[[3]string]contact.Reason{
		{"212-736-5000", "", "malformed"}:     contact.Malformed,
		{"212-736-5000", "", ""}:              contact.Accepted,
		{"212-736-5000", "no", "malformed"}:   contact.Accepted,
		{"212-736-5000", "", "invalid_phone"}: contact.Accepted,
		{"212-736-5000", "yes", "malformed"}:  contact.NoConsent,
	} {
		row := cleanOne(t, text, header, []string{cells[0], cells[1], "7", cells[2], ""})
		if row.Reason != want {
			t.Errorf("%q: %v (%s), want %v", cells, row.Reason, row.Detail, want)
		}
	}
}
