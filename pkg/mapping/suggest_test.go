package mapping

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"rollcall/pkg/contact"
	"rollcall/pkg/profile"
	"rollcall/pkg/source"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// profileOf profiles a list of rows.
func profileOf(header []string, rows [][]string) *profile.Profile {
	p := profile.New(header, profile.Options{})
	for i, row := range rows {
		p.Add(source.Record{Line: int64(i + 2), Cells: row})
	}
	return p.Profile()
}

func written(t interface{ Fatal(...any) }, p *Proposal) string {
	var b bytes.Buffer
	if err := p.WriteYAML(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestWhatIsWrittenIsRead is the law of the mapping writer: whatever stands in
// headers and cells, what Suggest proposes is what Parse reads.
func TestWhatIsWrittenIsRead(t *testing.T) {
	nasty := []string{"a\nb", "x: y", "# c", " #", "\"q\"", "'", "- a", "{a}", "[x", "*a", "&a", "!x", "%", "@", "`", "|", ">", "\x1b[31m", "\u202e", "\u2028", "\u0085",
		"\ufeff", "\ufffd", "a\tb", "true", "~", "null", "1", "0x1F", "1e3", ".", "..", "---", "Phone#2", "#4", "<<", "=", "?", ": ", "a:", "é", "日本", "👩‍👩‍👧", "\\", "\\n", "no", "2024-01-01", "\u00a0", "a  b", "trailing ", " leading", "ключ", strings.Repeat("long ", 60)}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.SampledFrom(nasty), rapid.String(), rapid.Custom(func(t *rapid.T) string {
			return rapid.SampledFrom(nasty).Draw(t, "a") + rapid.SampledFrom(nasty).Draw(t, "b")
		}))
		header := []string{}
		for _, h := range rapid.SliceOfN(text, 1, 12).Draw(t, "header") {
			h = strings.ToValidUTF8(h, "\ufffd")
			for slices.Contains(header, h) || h == "" {
				h += "x"
			}
			header = append(header, h)
		}
		header = append(header, "My own phone")
		rows := make([][]string, rapid.IntRange(1, 6).Draw(t, "rows"))
		for i := range rows {
			for range header[1:] {
				rows[i] = append(rows[i], strings.ToValidUTF8(text.Draw(t, "cell"), "\ufffd"))
			}
			rows[i] = append(rows[i], fmt.Sprintf("+1206987%04d", 1000+i))
		}
		options := SuggestOptions{
			File: text.Draw(t, "file"), Headerless: rapid.Bool().Draw(t, "headerless"),
			Fields: []string{"stage"}, Tags: []string{"true", "# c"},
		}
		p := Suggest(profileOf(header, rows), options)
		m, err := Parse("m.yaml", []byte(written(t, p)))
		if err != nil {
			t.Fatalf("%v\nin\n%s", err, written(t, p))
		}
		var want []Column
		for _, c := range p.inDialOrder() {
			want = append(want, c.uses()...)
		}
		if diff := cmp.Diff(want, m.Columns, cmpopts.IgnoreFields(Column{}, "Line", "Col"), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%s\nin\n%s", diff, written(t, p))
		}
		for i, line := range strings.Split(written(t, p), "\n") {
			for _, r := range line {
				if !unicode.IsGraphic(r) {
					t.Fatalf("line %d holds %q: %q", i+1, r, line)
				}
			}
		}
		if !options.Headerless {
			if _, err := m.Match(header); err != nil {
				t.Fatalf("the list's own header: %v", err)
			}
		}
	})
}

// Every option that is written as a comment must work when it is uncommented.
func TestCommentedOptionsAreValid(t *testing.T) {
	p := Suggest(profileOf([]string{"Phone"}, [][]string{{"+12069870001"}, {"+12069871234"}}), SuggestOptions{})
	lines := strings.Split(written(t, p), "\n")
	for _, o := range optionExamples() {
		i := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "# "+o.name+": ") })
		if i < 0 {
			t.Errorf("%s is not among the commented options", o.name)
			continue
		}
		text := slices.Clone(lines)
		text[i] = strings.TrimPrefix(text[i], "# ")
		if _, err := Parse("m.yaml", []byte(strings.Join(text, "\n"))); err != nil {
			t.Errorf("%s uncommented: %v", o.name, err)
		}
	}
}

// The widest workbook there is has a mapping that Parse takes.
func TestWidestList(t *testing.T) {
	header, rows := []string{"Phone"}, [][]string{{"+12069871234"}, {"+12069871235"}, {"+12069871236"}}
	for i := 1; i < 16384; i++ {
		header = append(header, fmt.Sprintf("Column number %d", i))
		for r := range rows {
			rows[r] = append(rows[r], fmt.Sprintf("r%dc%d", r, i))
		}
	}
	m, err := Parse("m.yaml", []byte(written(t, Suggest(profileOf(header, rows), SuggestOptions{}))))
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Columns) != len(header) || len(m.with(NewCustom)) != maxFields {
		t.Errorf("%d columns, %d new fields", len(m.Columns), len(m.with(NewCustom)))
	}
}

// TestExistingFieldsAndTags takes the database's fields and tags into account.
func TestExistingFieldsAndTags(t *testing.T) {
	header := []string{"Phone", "Customer Stage", "Lead-Source", "Segmento", "Colour"}
	var rows [][]string
	for i := range 20 {
		rows = append(rows, []string{fmt.Sprintf("+1206987%04d", i), "stage " + fmt.Sprint(i%3), "web " + fmt.Sprint(i%2), []string{"VIP", "gold", "expo-2026"}[i%3], []string{"red", "blue"}[i%2]})
	}
	p := Suggest(profileOf(header, rows), SuggestOptions{
		Fields: []string{"customer_stage", "lead_source"}, Tags: []string{"vip", "Gold", "other"},
	})
	var got []string
	for _, c := range p.Columns {
		got = append(got, c.Suggested())
	}
	want := []string{"phone", "{field: customer_stage}", "{field: lead_source}", "tags", "{new_field: colour, label: Colour, type: text}"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestDialOrder holds that phones are dialed mobile first and those of a company not
// at all, and stand in the file so that the first valid number is the first dialed.
func TestDialOrder(t *testing.T) {
	header := []string{"Company Main Phone", "Name", "Business Phone", "Home Phone", "Fax", "Cell", "Phone 2", "Owner Phone", "Phone"}
	var rows [][]string
	for i := range 30 {
		row := []string{"", "Ann Smith"}
		for col := range header[2:] {
			row = append(row, fmt.Sprintf("+1206987%02d%02d", col, i))
		}
		row[0] = fmt.Sprintf("+1206988%04d", i)
		rows = append(rows, row)
	}
	p := Suggest(profileOf(header, rows), SuggestOptions{})
	m, err := Parse("m.yaml", []byte(written(t, p)))
	if err != nil {
		t.Fatal(err)
	}
	var order, ignored []string
	for _, c := range m.Columns {
		switch c.Target {
		case Phone:
			order = append(order, c.Header)
		case Ignore:
			ignored = append(ignored, c.Header)
		}
	}
	if diff := cmp.Diff([]string{"Cell", "Phone", "Home Phone", "Business Phone", "Phone 2"}, order); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"Company Main Phone", "Fax", "Owner Phone"}, ignored); diff != "" {
		t.Error(diff)
	}
}

// A column that is named for phones is one where there is no better, however
// poor it is; a column that holds something else is not.
func TestLastPhone(t *testing.T) {
	for _, c := range []struct {
		header string
		cells  []string
		want   int
	}{
		{"Phone", []string{"+12069871234"}, 1},
		{"Phone", []string{"call me", "ask Ann"}, 1},
		{"Phone", []string{"12", "345"}, 1},
		{"Phone", []string{"ann@example.com", "bob@example.com"}, 0},
		{"Phone", []string{"", "n/a"}, 0},
		{"Fax", []string{"+12069871234", "+12069871235"}, 0},
		{"Notes", []string{"call me", "ask Ann"}, 0},
	} {
		var rows [][]string
		for i := range 20 {
			rows = append(rows, []string{c.cells[i%len(c.cells)], "Ann Smith"})
		}
		p := Suggest(profileOf([]string{c.header, "Name"}, rows), SuggestOptions{})
		if p.Phones() != c.want {
			t.Errorf("%s %q: %d phones, want %d (%s)", c.header, c.cells, p.Phones(), c.want, p.Columns[0].Why)
		}
		if low := p.Lowest(); c.want > 0 && low.Confidence > 0.5 {
			t.Errorf("%s %q: %v sure", c.header, c.cells, low.Confidence)
		}
	}
}

// TestNoPhones has columns of numbers that some country would dial, of which neither header nor
// region says so.
func TestNoPhones(t *testing.T) {
	for _, header := range []string{"cod", "Area code 2014", "workCode", "kcse_eid", "Budget (positions)", "RechnungNR", "Factura No", "Contract ID"} {
		var rows [][]string
		for i := range 40 {
			rows = append(rows, []string{fmt.Sprint(1200013 + 104729*i), "Ann Smith", "Leeds"})
		}
		if p := Suggest(profileOf([]string{header, "Name", "City"}, rows), SuggestOptions{}); p.Phones() != 0 {
			t.Errorf("%s: %s", header, p.Columns[0].Why)
		}
	}
}

// TestDateOrder takes the order from the whole column, and asks where nothing
// tells.
func TestDateOrder(t *testing.T) {
	for _, c := range []struct {
		name  string
		dates []string
		want  DateOrder
		typ   contact.Type
		open  bool
	}{
		{"the day shows", []string{"01/02/2026", "03/04/2026", "25/12/2025"}, DMY, contact.Date, false},
		{"the month shows", []string{"01/02/2026", "12/25/2025"}, MDY, contact.Date, false},
		{"nothing shows", []string{"01/02/2026", "03/04/2026"}, DateOrderAuto, contact.Date, true},
		{"ISO needs nothing", []string{"2026-02-01", "2026-12-25"}, DateOrderAuto, contact.Date, false},
		{"both show", []string{"25/12/2025", "12/25/2025", "01/02/2026"}, DateOrderAuto, contact.Text, false},
	} {
		var rows [][]string
		for i := range 40 {
			rows = append(rows, []string{fmt.Sprintf("+1206987%04d", i), c.dates[i%len(c.dates)]})
		}
		p := Suggest(profileOf([]string{"Phone", "Renewal"}, rows), SuggestOptions{})
		if p.DateOrder != c.want || p.Columns[1].Type != c.typ || (p.DateWhy != "" && p.DateOrder == "") != c.open {
			t.Errorf("%s: order %q, type %v, why %q", c.name, p.DateOrder, p.Columns[1].Type, p.DateWhy)
		}
	}
}

func TestConsentColumns(t *testing.T) {
	for _, c := range []struct {
		header string
		cells  []string
		want   string
	}{
		{"Opt In", []string{"yes", "no"}, "consent"},
		{"Call OK", []string{""}, "consent"},
		{"Consent", []string{"Ja", "Nein"}, "{target: consent, allow: [ja]}"},
		{"Last Called", []string{"never", "2026-01-02"}, "{new_field: last_called, label: Last Called, type: text}"},
		{"Aceita contato", []string{"sim", "não"}, "{target: consent, allow: [sim]}"},
		{"Accord démarchage", []string{"oui", "non"}, "{target: consent, allow: [oui]}"},
		{"Marketing permission", []string{"granted", "Denied", "Subscribed"}, "{target: consent, allow: [granted, subscribed]}"},
		{"Do Not Call", []string{"true", "false"}, "{target: consent, means: opt_out}"},
		{"Do Not Call", []string{""}, "{target: consent, means: opt_out}"},
		{"Do Not Call Date", []string{"", "2026-01-02", "2025-12-31"}, "{target: consent, means: opt_out}"},
		{"DND", []string{"TRUE", ""}, "{target: consent, means: opt_out}"},
		{"Lista Robinson", []string{"Sí", "No"}, "{target: consent, means: opt_out}"},
		{"Nicht anrufen", []string{"x", ""}, "{target: consent, means: opt_out}"},
		{"Email Opt Out", []string{"1", "0"}, "{new_field: email_opt_out, label: Email Opt Out, type: boolean}"},
		{"Newsletter", []string{"yes", "no"}, "{new_field: newsletter, label: Newsletter, type: boolean}"},
		{"Agreement number", []string{"A-17", "B-22", "C-9"}, "{new_field: agreement_number, label: Agreement number, type: text}"},
		{"Consent Date", []string{"2026-01-02", "2026-01-03"}, "[{target: consent, allow: date}, consent_date]"},
		{"Opted in", []string{"2026-01-02", ""}, "[{target: consent, allow: date}, consent_date]"},
		{"Wrong number", []string{"Y", ""}, "{target: consent, means: opt_out, record_opt_outs: none}"},
		{"Consent", []string{"Express", "Implied"}, "{target: consent, allow: [express]}"},
		{"Consent", []string{"A", "B"}, "consent"},
		{"Opt-in source", []string{"web form", "booth"}, "consent_source"},
	} {
		var rows [][]string
		for i := range 40 {
			rows = append(rows, []string{fmt.Sprintf("+1206987%04d", i), c.cells[i%len(c.cells)]})
		}
		p := Suggest(profileOf([]string{"Phone", c.header}, rows), SuggestOptions{})
		got := p.Columns[1].Suggested()
		if got != c.want {
			t.Errorf("%s %q: %s, want %s", c.header, c.cells, got, c.want)
		}
	}
}

// A header that turns consent round is never read as consent.
// TestInitials holds which cells are the initials of somebody who agrees.
func TestInitials(t *testing.T) {
	for cell, want := range map[string]bool{"JB": true, "K.M.": true, "R T": true, "J. R. T.": true, "jb": false, "x-out": false, "refused": false, "J": false} {
		if got := initialsOf().MatchString(cell); got != want {
			t.Errorf("%q: %t, want %t", cell, got, want)
		}
	}
}

func TestSuggestNegatedConsent(t *testing.T) {
	const optIn, optOut, kept = "consent", "opt_out", "kept"
	for _, c := range []struct {
		header string
		cells  []string
		want   string
		allow  []string
	}{
		{"Consent", []string{"Y", "N"}, optIn, nil},
		{"Consent (yes/no)", []string{"Y", "N"}, optIn, nil},
		{"Contact OK", []string{"Y", "N"}, optIn, nil},
		{"No Consent", []string{"0", "1"}, optOut, nil},
		{"Non-consent", []string{"0", "1"}, optOut, nil},
		{"Consent Withdrawn", []string{"yes", "no"}, optOut, nil},
		{"Not Opted In", []string{"1", "0"}, optOut, nil},
		{"Keine Einwilligung", []string{"ja", "nein"}, optOut, nil},
		{"Sans consentement", []string{"oui", "non"}, optOut, nil},
		{"TCPA Litigator", []string{"Y", "N"}, optOut, nil},
		{"Do Not Solicit", []string{"Y", "N"}, optOut, nil},
		{"DNC (yes/no)", []string{"Y", "N"}, optOut, nil},
		{"Has not opted out", []string{"Y", "N"}, optIn, nil},
		{"Not on DNC", []string{"Y", "N"}, optIn, nil},
		{"Consent Required", []string{"Y", "N"}, kept, nil},
		{"DNC Status", []string{"Do Not Call", "OK", "Registered"}, optOut, []string{"ok"}},
		{"Do not call?", []string{"ok to call", "do not call"}, optOut, []string{"ok to call"}},
		{"donotphone", []string{"Allow", "Do Not Allow"}, optOut, []string{"allow"}},
		{"Do not allow Phone Calls", []string{"Allow", "Do Not Allow"}, optOut, []string{"allow"}},
	} {
		var rows [][]string
		for i := range 12 {
			rows = append(rows, []string{fmt.Sprintf("+120698700%02d", i), c.cells[i%len(c.cells)]})
		}
		p := Suggest(profileOf([]string{"Phone", c.header}, rows), SuggestOptions{})
		s := p.Columns[1]
		got := kept
		if s.Target == Consent {
			got = map[Means]string{OptOut: optOut, OptIn: optIn}[s.Means]
		}
		if got != c.want || !slices.Equal(s.Allow, c.allow) {
			t.Errorf("%q: %s, allow %q, want %s, allow %q", c.header, got, s.Allow, c.want, c.allow)
		}
	}
}

// A field with cells that say not to call has a second use, by which they are
// refusals.
func TestSuggestRefusalInField(t *testing.T) {
	for _, c := range []struct {
		header string
		cells  []string
		heard  bool
	}{
		{"Status", []string{"Active", "Do Not Call"}, true},
		{"Preferred Contact", []string{"Phone", "Email", "Do not contact"}, true},
		{"Disposition", []string{"DNC", "Answered", "Voicemail"}, true},
		{"Tags", []string{"vip", "vip, DNC"}, true},
		{"Status", []string{"Active", "Lost"}, false},
		{"Email Status", []string{"subscribed", "unsubscribed"}, false},
		{"Remarks", []string{"likes tea", "likes coffee"}, false},
	} {
		var rows [][]string
		for i := range 12 {
			rows = append(rows, []string{fmt.Sprintf("+120698700%02d", i), c.cells[i%len(c.cells)]})
		}
		s := Suggest(profileOf([]string{"Phone", c.header}, rows), SuggestOptions{}).Columns[1]
		if heard := s.Also != nil && s.Also.Means == Status; s.Target == Consent || heard != c.heard {
			t.Errorf("%s %q: %s", c.header, c.cells, s.Suggested())
		}
	}
}

// The parts of a street are one address where their columns are of one; a cell that
// holds all of it stays whole.
func TestSuggestStreet(t *testing.T) {
	for _, c := range []struct{ header, cells, want string }{
		{"Street Number|Street Name|Street Type", "12|Main|St", "address address address"},
		{"House No|Pre Dir|Street|St Suffix|Post Dir", "12|N|Main|St|E", "address address address address address"},
		{"Straße|Hausnr.|Hausnummerzusatz", "Hauptstr.|12|a", "address address address"},
		{"Mailing House Number|Mailing Street|Property House Number", "12|Main St|512", "address address field"},
		{"House Number|Address", "12|12 Main St, Austin, TX 78701", "field address"},
		{"House Number|City", "12|Austin", "field city"},
		{"Address", "12 Main St, Apt 4B, Austin, TX 78701", "address"},
	} {
		rows := [][]string{}
		for i := range 4 {
			cells := strings.ReplaceAll(c.cells, "12", fmt.Sprint(12+i))
			rows = append(rows, append([]string{fmt.Sprintf("+120698700%02d", i)}, strings.Split(cells, "|")...))
		}
		p := Suggest(profileOf(append([]string{"Phone"}, strings.Split(c.header, "|")...), rows), SuggestOptions{})
		var got []string
		joined := 0
		for _, col := range p.Columns[1:] {
			switch {
			case col.Target == NewCustom:
				got = append(got, "field")
			default:
				got = append(got, col.Field.String())
			}
			if col.Join != nil {
				joined++
			}
		}
		if text := strings.Join(got, " "); text != c.want || joined > 0 != (strings.Count(text, "address") > 1) {
			t.Errorf("%s: %s, %d joined, want %s", c.header, text, joined, c.want)
		}
	}
}

// Numbers below a header that speaks of a date are the dates of a spreadsheet.
func TestSuggestSerialDates(t *testing.T) {
	for _, c := range []struct{ header, cells, want string }{
		{"Signup Date", "45292|45300|45301.5", "date"}, {"Created At", "45292|45300", "date"}, {"Enrollment date", "45292|45300", "date"}, {"Geburtsdatum", "25292|25300|n/a", "date"},
		{"Opt In Date", "45292|45300.25|", "consent_date"}, {"Consented at", "45292|45300", "consent_date"},
		{"Signup Date", "45292|1200", "number"}, {"Score", "45292|45300", "number"}, {"Rate", "45292|45300", "number"}, {"Zip", "45292|45300", "zip"},
	} {
		rows := [][]string{}
		for i, cell := range strings.Split(c.cells, "|") {
			rows = append(rows, []string{fmt.Sprintf("+120698700%02d", i), cell, "yes"})
		}
		col := Suggest(profileOf([]string{"Phone", c.header, "Opt In"}, rows), SuggestOptions{}).Columns[1]
		got := col.Type.String()
		if col.Target == Standard {
			got = col.Field.String()
		}
		if got != c.want {
			t.Errorf("%s of %s: %s, want %s", c.header, c.cells, col.Suggested(), c.want)
		}
	}
}

// The widths of columns that nothing separates are told, not set: another file may
// have others.
func TestSuggestWidths(t *testing.T) {
	p := Suggest(profileOf([]string{"Phone"}, [][]string{{"206-987-0001"}}), SuggestOptions{Widths: []int{12, 14}})
	if text := written(t, p); !strings.Contains(text, "\n# source: {widths: [12, 14]} ") {
		t.Error(text)
	}
}

// The column that says what kind of number it is stands beside its phone, and
// comments show how each word of a consent column is read.
func TestSuggestLabelsAndReadings(t *testing.T) {
	var rows [][]string
	for i := range 12 {
		n := fmt.Sprintf("+120698700%02d", i)
		rows = append(rows, []string{fmt.Sprint(i), n, []string{"Mobile", "Fax"}[i%2], fmt.Sprintf("+120698710%02d", i), []string{"Home", "Work"}[i%2], []string{"", "TX", "No"}[i%3], []string{"ok", "ann says do not call"}[i%2]})
	}
	p := Suggest(profileOf([]string{"Row", "Phone 1", "Phone 1 Type", "Phone 2", "Phone 2 - Label", "DNC_STATE", "Notes"}, rows), SuggestOptions{})
	if a, b := p.Columns[1].PhoneLabel, p.Columns[3].PhoneLabel; a != "Phone 1 Type" || b != "Phone 2 - Label" {
		t.Errorf("labels %q and %q", a, b)
	}
	text := written(t, p)
	for _, want := range []string{`"TX" (4): refuses`, `"No" (4): lets in`, `"do not call" (6): refuses`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
	if strings.Contains(text, "ann says") {
		t.Error("a note stands in the mapping")
	}
	// Where the header says nothing, the cells decide.
	p = Suggest(profileOf([]string{"ID", "Who"}, [][]string{{"+12069870001", "Ann Lee"}, {"+12069870002", "Bob Ray"}, {"+12069870003", "Cy Fox"}}), SuggestOptions{})
	if p.Phones() != 1 {
		t.Error("numbers with a plus in a column named ID are no phones")
	}
}

// A list may have a hundred thousand columns: none is compared with all others.
func TestLabelsAloneOfManyColumns(t *testing.T) {
	s := &suggester{columns: make([]Suggestion, 500_000)}
	for i := range s.columns {
		s.columns[i].Header = fmt.Sprint("c", i)
	}
	s.labelsAlone() // by pairs it would take minutes
}

// TestCallsBothWays dials neither end of a log whose calls went out and came in: one of
// them is the business's own.
func TestCallsBothWays(t *testing.T) {
	header := []string{"Direction", "From", "To", "Name"}
	var rows [][]string
	for i := range 10 {
		customer, own := fmt.Sprintf("+1206987%04d", i), "+12069880000"
		if i%2 == 0 {
			rows = append(rows, []string{"Outbound", own, customer, "Ann Smith"})
		} else {
			rows = append(rows, []string{"Inbound", customer, own, "Bob Jones"})
		}
	}
	if n := Suggest(profileOf(header, rows), SuggestOptions{}).Phones(); n != 0 {
		t.Errorf("%d phones", n)
	}
}

// TestWhatElse holds what else a header may mean than its words say, by the cells beside it.
func TestWhatElse(t *testing.T) {
	for _, c := range []struct {
		header, cells, want string
	}{
		{"MailAddres", "77 Old Mill Rd,4405 County Road 12,318 Maple Ct", "address"},
		{"Mail Address", "77 Old Mill Rd,4405 County Road 12,318 Maple Ct", "address"},
		{"Mail Address", "a@example.com,b@example.org,c@example.net", "email"},
		{"Customer Group", "General,Wholesale,General", "{new_field: customer_group, label: Customer Group, type: text}"},
		{"Tag Names", "absentee,vacant,absentee", "tags"},
		{"Unit Address", "77 Old Mill Rd,4405 County Road 12,318 Maple Ct", "address"},
		{"Addr Line 1", "77 Old Mill Rd,4405 County Road 12,318 Maple Ct", "address"},
		{"Strasse/Hausnr.", "Damrak 102,Prinsengracht 466,Damrak 12", "address"},
		{"Tél. port.", "+12067221013,+12067221050,+12067221087", "phone"},
		{"Solicit Codes", "No Phone,No Mail,", "[{target: consent, means: status, allow: [no mail], deny: [no phone]}, {new_field: solicit_codes, label: Solicit Codes, type: text}]"},
		{"Codes", "No Phone,No Mail,Board", "[{target: consent, means: status, deny: [no phone]}, {new_field: codes, label: Codes, type: text}]"},
		{"Codes", "No Phone,Board,Donor", "[{target: consent, means: status}, {new_field: codes, label: Codes, type: text}]"},
		{"ATTY_REP", "N,Y,N", "{target: consent, means: opt_out}"},
		{"Unit Number", "3B,4,12", "{new_field: unit_number, label: Unit Number, type: text}"},
		{"Straat en nummer", "Damrak 102,Prinsengracht 466,Damrak 12", "address"},
		{"Stop", "1,2,3", "ignore"},
		{"Stop", "1,,1", "{target: consent, means: opt_out}"},
		{"Customer Groups", "General,Wholesale,General", "tags"},
		{"Customer Group", "General|VIP,Wholesale,General", "tags"},
	} {
		cells := strings.Split(c.cells, ",")
		rows := make([][]string, len(cells))
		for r := range rows {
			rows[r] = []string{cellsOf("=", 0)(r), cellsOf("*", 0)(r), cells[r]}
		}
		if got := Suggest(profileOf([]string{"First Name", "Phone", c.header}, rows), SuggestOptions{}).Columns[2]; got.Suggested() != c.want {
			t.Errorf("%s of %s: %s, want %s", c.header, c.cells, got.Suggested(), c.want)
		}
	}
}

// Full names begin with the last name where most have a first name behind it, and none before.
func TestSurnamesFirst(t *testing.T) {
	for names, want := range map[string]bool{
		"Müller Anna|Schmidt Karl|Weber Eva":          true,
		"Пономарёва Инна|Сафин Марат|Кожевников Глеб": true,
		"Anna Müller|Karl Schmidt|Eva Weber":          false,
		"Ann Thomas|Bob Martin|Oluwaseyi Paul":        false,
		"Oluwaseyi James|Xi Paul|Bob Ray|Ann Poe":     false,
		"Müller, Anna|Schmidt, Karl|Weber, Eva":       false,
		"Lee Ann|Ann Lee|Bob Ray":                     false,
	} {
		rows := []string{"Kunde|Phone"}
		for i, name := range strings.Split(names, "|") {
			rows = append(rows, fmt.Sprintf("%s|206-444-100%d", name, i))
		}
		if got := proposed(rows...).Columns[0]; got.SurnamesFirst != want || got.Target != FullName {
			t.Errorf("%s: %s", names, got.Suggested())
		}
	}
}
