package mapping

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"rollcall/pkg/contact"

	"github.com/google/go-cmp/cmp"
)

// everything is a mapping that uses every key there is.
//
//go:embed testdata/everything.yaml
var everything string

func TestParseEverything(t *testing.T) {
	two, space, none := 2, " ", ""
	want := &Mapping{
		Name: "m.yaml", Text: []byte(everything), Region: "US",
		Columns: []Column{
			{Header: "Phone", Line: 5, Col: 3, Target: Phone},
			{Header: "Phone#2", Line: 6, Col: 3, Target: Phone},
			{Header: "First Name", Line: 7, Col: 3, Target: Standard, Field: contact.FirstName},
			{Header: "Opt In", Line: 8, Col: 3, Target: Consent, Record: contact.RecordKnown},
			{Header: "DNC", Line: 9, Col: 3, Target: Consent, Means: OptOut, Allow: []string{"oui", "1", "true"}, Record: contact.RecordAll, RecordGiven: true},
			{Header: "Tags", Line: 10, Col: 3, Target: Tags},
			{Header: "Lead Source", Line: 11, Col: 3, Target: NewCustom, Key: "lead_source", Label: "Lead Source"},
			{Header: "Appointment", Line: 12, Col: 3, Target: NewCustom, Key: "appointment_date", Label: "Appointment", Type: contact.Date, DateOrder: MDY},
			{Header: "Stage", Line: 13, Col: 3, Target: Custom, Key: "customer_stage"},
			{Header: "Email", Line: 14, Col: 3, Target: Standard, Field: contact.Email, Update: contact.Fill},
			{Header: "Zip", Line: 15, Col: 3, Target: Standard, Field: contact.Zip, Update: contact.Never},
			{Header: "2024", Line: 16, Col: 3},
			{Header: "", Line: 17, Col: 3},
			{Header: "Mobile", Line: 18, Col: 3, Target: Phone, PhoneLabel: "Mobile Type", Aliases: []string{"Cell", "Handy"}, Optional: true},
			{Header: "Status", Line: 19, Col: 3, Target: Consent, Means: Status, Deny: []string{"bad lead"}, For: "Phone", Record: contact.RecordKnown, RecordGiven: true},
			{Header: "Status", Line: 19, Col: 3, Target: NewCustom, Key: "status", Label: "Status", Values: map[string]string{"M": "male", "1": ""}, Default: "x"},
			{Header: "Agreed", Line: 20, Col: 3, Target: Consent, AllowDate: true, Record: contact.RecordKnown},
			{Header: "Terms", Line: 21, Col: 3, Target: Consent, AllowAny: true, Allow: []string{"ja"}, Record: contact.RecordKnown},
			{Header: "Street No", Line: 22, Col: 3, Target: Standard, Field: contact.Address, Join: &space},
			{Header: "Street", Line: 23, Col: 3, Target: Standard, Field: contact.Address, Join: &none},
			{Header: "Groups", Line: 24, Col: 3, Target: Tags, ReplaceTags: true},
			{Header: "Kunde", Line: 25, Col: 3, Target: FullName, SurnamesFirst: true},
		},
		Only: []Filter{{Header: "Stage", Line: 26, Col: 8, Values: []string{"open", "", "1"}}, {Header: "Land", Line: 26, Col: 30, Values: []string{"CA"}, Not: true}},
		Set: []Constant{{Line: 27, Col: 7, Target: Standard, Field: contact.ConsentSource, Value: "https://example.com/form"},
			{Line: 27, Col: 51, Target: NewCustom, Key: "campaign_name", Label: "Campaign name", Value: "2026"}},
		Blank: []string{"n/a", "null"}, Except: []string{"national-dnc"}, Countries: []string{"US", "CA"}, Plus: PlusImplied, KeepOthers: true,
		RefuseUnmapped: true, Tags: []string{"expo-2026", "2026"}, Duplicates: contact.Update,
		Powerlist: &contact.PowerlistOptions{Name: "{file} {date}", DialMode: "ai", Append: true, CallWindow: "08:00-21:00", CallingRules: "federal", IncludeKnown: true},
		Clear:     "--", RefusePhones: []string{"premium_rate", "pager"}, DateOrder: DMY, ProperNames: true,
		Limits: Limits{MaxSkipped: "20%", MaxInvalid: "5%", ConsentMaxAge: "18mo", SuppressionMaxAge: "31d"},
		Expect: []Expectation{{"Phone", 0.97}, {"Phone#2", 0.405}},
		Source: Source{Encoding: "utf-16le", Delimiter: "\t", Quote: "none", SkipLines: &two, Sheet: "Leads", Header: []string{"A", "B"}, AllSheets: true, Widths: []int{3, 12}},
	}
	got, err := Parse("m.yaml", []byte(everything))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Tags are those of --tag and of a row's own: split, trimmed, each once.
func TestTags(t *testing.T) {
	m, err := Parse("m.yaml", []byte("columns: {Tel: phone}\ntags: [' a ', 'b,c;a', \"e\u0301\"]\n"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a", "b", "c", "é"}, m.Tags); diff != "" {
		t.Error(diff)
	}
}

func TestParseTheLeast(t *testing.T) {
	for _, text := range []string{
		"columns: {Tel: phone}", "columns:\r\n  Tel: phone\r\n", "\ufeffversion: 1\ncolumns:\n  'Tel': {target: phone}\n",
		"columns:\n  Tel: phone\nsource: {encoding: auto, delimiter: auto, quote: auto, skip_lines: auto}\n",
		"---\ncolumns: {Tel: phone}\n",
		"columns: {Tel: phone} # of columns with one target the first that says something counts\n",
	} {
		m, err := Parse("m.yaml", []byte(text))
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if len(m.Columns) != 1 || m.Columns[0].Header != "Tel" || m.Columns[0].Target != Phone {
			t.Errorf("%q: columns %+v", text, m.Columns)
		}
		if diff := cmp.Diff(Source{}, m.Source); diff != "" {
			t.Errorf("%q: source %s", text, diff)
		}
	}
}

func TestLoad(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.yaml")
	if err := os.WriteFile(path, []byte(everything), 0o600); err != nil {
		t.Fatal(err)
	}
	if m, err := Load(t.Context(), path); err != nil || m.Name != path {
		t.Errorf("Load: %v, %v", m, err)
	}
	if _, err := Load(t.Context(), path+"x"); !os.IsNotExist(err) {
		t.Errorf("Load of a file that is not there: %v", err)
	}
	big := strings.Repeat("# a list instead of a mapping\n", MaxSize/20)
	if err := os.WriteFile(path, []byte(big), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(t.Context(), path); err == nil || err.(*Errors).Problems[0].Code != "too_large" {
		t.Errorf("Load of megabytes: %v", err)
	}
}

// Ctrl-C does not wait for the parser.
func TestLoadCancelled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.yaml")
	text := "columns:\n  Phone: phone\n"
	for i := range 10_000 {
		text += fmt.Sprintf("  Column %d: {new_field: c%d}\n", i, i)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Load(ctx, path); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}

// TestErrorText holds what a person sees, to the letter.
func TestErrorText(t *testing.T) {
	text := `version: 2
region: usa
columns:
  Phone: phon
  "Télé ☎": mobile
  DNC: {target: consent, means: optout}
  Lead: {new_field: Lead Source, typ: date}
  Notes:
  Phone: ignore
duplicate: skip
`
	want := `lists/m.yaml:1:10: version: "2" is not version 1, the only one there is; it can be 1
    1 | version: 2
      |          ^
lists/m.yaml:2:9: region: "usa" is not the two-letter code of a region; did you mean "US"?
    2 | region: usa
      |         ^^^
lists/m.yaml:4:10: unknown target "phon"; did you mean "phone"?
    4 |   Phone: phon
      |          ^^^^
lists/m.yaml:5:13: unknown target "mobile"; did you mean "phone"?
    5 |   "Télé ☎": mobile
      |             ^^^^^^
lists/m.yaml:6:33: means: "optout" is not a meaning of a consent column; did you mean "opt_out"?
    6 |   DNC: {target: consent, means: optout}
      |                                 ^^^^^^
lists/m.yaml:7:21: new_field: "Lead Source" is not the key of a field; did you mean "lead_source"?
    7 |   Lead: {new_field: Lead Source, typ: date}
      |                     ^^^^^^^^^^^
lists/m.yaml:7:34: unknown key "typ" in a column; did you mean "type"?
    7 |   Lead: {new_field: Lead Source, typ: date}
      |                                  ^^^
lists/m.yaml:8:9: column "Notes" needs a target, not nothing; write for example "Notes": ignore
    8 |   Notes:
      |         ^
lists/m.yaml:9:3: "Phone" is given twice, first in line 4; the second column of that name is written with "#2" behind its name
    9 |   Phone: ignore
      |   ^^^^^
lists/m.yaml:10:1: unknown key "duplicate"; did you mean "duplicates"?
   10 | duplicate: skip
      | ^^^^^^^^^`
	_, err := Parse("lists/m.yaml", []byte(text))
	if err == nil {
		t.Fatal("no error")
	}
	if diff := cmp.Diff(want, err.Error()); diff != "" {
		t.Error(diff)
	}
}

// TestProblems has one wrong thing in each file: its code and its place.
func TestProblems(t *testing.T) {
	const phone = "columns: {Tel: phone}\n"
	for _, c := range []struct {
		text         string
		code         string
		line, column int
		hint         string // part of it
	}{
		{"", "empty", 1, 1, "rollcall map"},
		{"# nothing\n", "empty", 1, 1, ""},
		{"- a\n", "wrong_kind", 1, 1, "columns"},
		{"columns: {}\n", "no_columns", 1, 1, "rollcall map"},
		{"version: 1\n", "no_columns", 1, 1, ""},
		{"version: 1\ncolumns:\n  Mail: email\n", "no_phone", 2, 1, "phone"},
		{"columns: {Tel: phone}\n---\ncolumns: {Tel: phone}\n", "several_documents", 3, 1, "---"},
		{"columns:\n\tTel: phone\n", "syntax", 2, 1, "tabs"},
		{"columns: {Tel: phone, X: @y}\n", "syntax", 1, 26, "double quotes"},
		{"columns: {Tel: phone\n", "syntax", 1, 10, ""},
		{"columns: {Tel: phone, \"a\x01\": ignore}\n", "control_character", 1, 25, "quotes"},
		{"columns:\n  \xff: phone\n", "not_utf8", 2, 1, "UTF-8"},
		{"a: &a [x]\n", "unsupported", 1, 4, "write the value out"},
		{phone + "tags: !!binary aGk=\n", "unsupported", 2, 7, ""},
		{phone + "tags: [[x]]\n", "wrong_kind", 2, 8, ""},
		{phone + "tags: ['', a]\n", "empty_value", 2, 8, ""},
		{phone + "tags: {a: b}\n", "wrong_kind", 2, 7, ""},
		{phone + "region: us\n", "unknown_word", 2, 9, `"US"`},
		{phone + "region: UK\n", "unknown_word", 2, 9, `"GB"`},
		{phone + "region: \n", "wrong_kind", 2, 9, ""},
		{phone + "clear: ~\n", "wrong_kind", 2, 8, `"~"`},
		{phone + "clear: ''\n", "empty_value", 2, 8, ""},
		{phone + "duplicates: merge\n", "unknown_word", 2, 13, "skip, update or create"},
		{phone + "unmapped: warn\n", "unknown_word", 2, 11, "ignore or error"},
		{phone + "date_order: DMY\n", "unknown_word", 2, 13, `"dmy"`},
		{phone + "limits: {max_skipped: 120%}\n", "wrong_form", 2, 23, "20%"},
		{phone + "limits: {max_skiped: 20%}\n", "unknown_key", 2, 10, `"max_skipped"`},
		{phone + "limits: 20%\n", "wrong_kind", 2, 9, "max_skipped"},
		{phone + "limits: {suppression_max_age: 31}\n", "wrong_form", 2, 31, "31d"},
		{phone + "expect: {Tel: 1.5}\n", "wrong_form", 2, 15, "95%"},
		{phone + "expect: {Tell: 90%}\n", "unknown_column", 2, 10, `"Tel"`},
		{phone + "expect: 90%\n", "wrong_kind", 2, 9, ""},
		{phone + "phones: {refuse: premium}\n", "unknown_word", 2, 18, `"premium_rate"`},
		{phone + "powerlist: {dial_mode: ai}\n", "missing_key", 2, 12, "name"},
		{phone + "powerlist: {name: '{day}'}\n", "unknown_word", 2, 12, "{date}"},
		{phone + "powerlist: {name: x, call_window: 8-21}\n", "wrong_form", 2, 35, "08:00-21:00"},
		{phone + "source: {delimiter: '::::::'}\n", "wrong_form", 2, 21, "semicolon"},
		{phone + "source: {skip_lines: -1}\n", "wrong_form", 2, 22, ""},
		{phone + "source: {encoding: iso-8859-17}\n", "unknown_word", 2, 20, `"iso-8859-1`},
		{"columns: {Tel: phone, A: {}}\n", "no_target", 1, 26, "new_field"},
		{"columns: {Tel: phone, A: {target: zip, field: b}}\n", "two_targets", 1, 40, ""},
		{"columns: {Tel: phone, A: {target: zap}}\n", "unknown_target", 1, 35, `"zip"`},
		{"columns: {Tel: phone, A: surname}\n", "unknown_target", 1, 26, `"last_name"`},
		{"columns: {Tel: fone}\n", "unknown_target", 1, 16, `"phone"`},
		{"columns: {Tel: phone, A: zip_code}\n", "unknown_target", 1, 26, `"zip"`},
		{"columns: {Tel: phone, A: {new_field: a, type: string}}\n", "unknown_word", 1, 47, `"text"`},
		{"columns: {Tel: phone, A: {new_field: a, type: numbr}}\n", "unknown_word", 1, 47, `"number"`},
		{"columns: {Tel: phone, A: {new_field: a, type: money}}\n", "unknown_word", 1, 47, "text, number, date or boolean"},
		{"columns: {Tel: phone, A: lead_origin}\n", "unknown_target", 1, 26, "{new_field: lead_origin}"},
		{"columns: {Tel: {target: phone, update: fill}}\n", "misplaced_key", 1, 32, ""},
		{"columns: {Tel: phone, A: {field: x, label: y}}\n", "misplaced_key", 1, 37, ""},
		{"columns: {Tel: phone, A: {new_field: x, date_order: dmy}}\n", "misplaced_key", 1, 41, ""},
		{"columns: {Tel: phone, A: {new_field: x, means: opt_out}}\n", "misplaced_key", 1, 41, ""},
		{"columns:\n  Tel: phone\n  A: {new_field: x}\n  B: {new_field: x, type: date}\n", "two_types", 4, 3, "one type"},
		{"columns: {Tel: phone, A: {new_field: email}}\n", "reserved_key", 1, 38, `"A": email`},
		{"columns: {Tel: phone, A: {new_field: phone_ext}}\n", "reserved_key", 1, 38, ""},
		{"columns: {Tel: phone, A: {new_field: Größe}}\n", "wrong_form", 1, 38, `"grosse"`},
		{"columns: {Tel: phone, _reason: zip}\n", "rejects_column", 1, 23, ""},
		{"columns: {Tel: [phone, {target: phone}]}\n", "repeated_use", 1, 24, "remove"},
		{"columns: {Tel: [phone, ignore]}\n", "repeated_use", 1, 24, "remove"},
		{"columns: {Tel: phone, A: []}\n", "no_target", 1, 26, "ignore"},
		{"columns: {Tel: phone, A: [zip, zap]}\n", "unknown_target", 1, 32, `"zip"`},
		{"columns: {Tel: phone, A: {target: tags, update: fill}}\n", "misplaced_key", 1, 49, ""},
		{"columns: {Tel: phone, A: {target: zip, update: replace}}\n", "misplaced_key", 1, 48, ""},
		{"columns: {Tel: phone, A: {target: ignore, optional: true}}\n", "misplaced_key", 1, 43, ""},
		{"columns: {Tel: phone, A: {target: consent, default: yes}}\n", "misplaced_key", 1, 44, ""},
		{"columns: {Tel: phone, A: {target: consent, means: optout}}\n", "unknown_word", 1, 51, `"opt_out"`},
		{"columns: {Tel: phone, A: {target: consent, record_opt_outs: some}}\n", "unknown_word", 1, 61, "known"},
		{"columns: {Tel: phone, A: {target: consent, for: Tell}}\n", "unknown_column", 1, 23, `"Tel"`},
		{"columns: {Tel: phone, A: {target: zip, values: x}}\n", "wrong_kind", 1, 48, ""},
		{"columns: {Tel: phone, A: {target: zip, alias: x}}\n", "unknown_key", 1, 40, `"aliases"`},
		{"columns:\n  Tel: phone\n  A: {target: zip, aliases: [Tel]}\n", "repeated_alias", 3, 3, ""},
		{"columns:\n  Tel: phone\n  A: {target: address, join: ' '}\n  B: address\n", "two_joins", 4, 3, ""},
		{phone + "only: {A: []}\n", "empty_value", 2, 11, "not"},
		{phone + "only: {A: {nott: x}}\n", "unknown_key", 2, 12, `"not"`},
		{phone + "only: [A]\n", "wrong_kind", 2, 7, ""},
		{phone + "set: {consent: yes}\n", "misplaced_key", 2, 7, "--consent"},
		{phone + "set: {phone_ext: 1}\n", "reserved_key", 2, 7, ""},
		{phone + "set: {Lead Source: x}\n", "wrong_form", 2, 7, `"lead_source"`},
		{"columns: {Tel: phone, A: city}\nset: {city: x}\n", "two_values", 2, 7, "default"},
		{"columns: {Tel: phone, A: full_name}\nset: {last_name: x}\n", "two_values", 2, 7, "default"},
		{phone + "phones: {plus: always}\n", "unknown_word", 2, 16, "implied"},
		{phone + "phones: {countries: [UK]}\n", "unknown_word", 2, 22, `"GB"`},
		{phone + "suppress: {except: [internal]}\n", "misplaced_key", 2, 20, ""},
		{phone + "powerlist: {name: x, calling_rules: none}\n", "unknown_word", 2, 37, "federal"},
		{phone + "limits: {consent_max_age: 18}\n", "wrong_form", 2, 27, "18mo"},
		{phone + "source: {sheets: some}\n", "unknown_word", 2, 18, "all"},
		{phone + "source: {widths: [0]}\n", "wrong_form", 2, 19, ""},
		{strings.Repeat("[", 1000), "too_deep", 1, 9, ""},
		{strings.Repeat("- ", 1000), "too_deep", 1, 17, ""},
		{"a: " + strings.Repeat("{a: ", 1000), "too_deep", 1, 36, ""},
		{strings.Repeat("a: b\n", maxKeys+1), "too_many", maxKeys + 1, 2, ""},
		{"tags:\n" + strings.Repeat("-\n", maxKeys+1), "too_many", maxKeys + 1, 1, ""},
		{"tags:\n" + strings.Repeat("- - -\n", maxKeys), "too_many", maxKeys/3 + 2, 3, ""},
		{strings.Repeat("x", MaxSize+1), "too_large", 0, 0, "-m"},
	} {
		_, err := Parse("m.yaml", []byte(c.text))
		errs, ok := err.(*Errors)
		show := c.text[:min(len(c.text), 60)]
		if !ok || len(errs.Problems) != 1 {
			t.Errorf("%q: want one problem %s, have: %v", show, c.code, err)
			continue
		}
		p := errs.Problems[0]
		if p.Code != c.code || int(p.Line) != c.line || p.Column != c.column || !strings.Contains(p.Hint, c.hint) {
			t.Errorf("%q: want %s at %d:%d with hint %q, have %+v", show, c.code, c.line, c.column, c.hint, p)
		}
		if p.Message == "" || p.File != "m.yaml" {
			t.Errorf("%q: %+v lacks its message or file", show, p)
		}
	}
}

// A bomb doubles with every line; none of it may be read.
func TestBombs(t *testing.T) {
	bomb := "a: &a [x, x]\n"
	for i := range 25 {
		bomb += string(rune('b'+i)) + ": &" + string(rune('b'+i)) + " [*" + string(rune('a'+i)) + ", *" + string(rune('a'+i)) + "]\n"
	}
	_, err := Parse("m.yaml", []byte(bomb))
	errs, ok := err.(*Errors)
	if !ok || len(errs.Problems) != 76 {
		t.Fatalf("a bomb was read: %v", err)
	}
	for _, p := range errs.Problems {
		if p.Code != "unsupported" {
			t.Errorf("problem %+v", p)
		}
	}
}

// The lexer would count each run of < as often as it is long.
func TestLongRuns(t *testing.T) {
	for _, text := range []string{strings.Repeat("<", 1<<17), "columns:\n  Phone: phone\n  Größe: " + strings.Repeat("<", 1000) + "\n"} {
		_, err := Parse("m.yaml", []byte(text))
		errs, ok := err.(*Errors)
		if !ok || len(errs.Problems) != 1 || errs.Problems[0].Code != "syntax" || !strings.Contains(errs.Problems[0].Message, "too many <") {
			t.Errorf("%.40q gives %.200v", text, err)
		}
	}
	if _, err := Parse("m.yaml", []byte("columns:\n  Phone: phone\n  Rating: {new_field: rating, label: \"<<<<<<<<<<\"}\n")); err != nil {
		t.Errorf("a short run is refused: %v", err)
	}
	if line, col, _ := longRun("a\nGröße: <<<<", '<', 3); line != 2 || col != 8 {
		t.Errorf("the run is at %d:%d", line, col)
	}
}

// What was meant by each of many wrong words is looked for within bounds.
func TestManyWrongWords(t *testing.T) {
	const missing, others = 2000, 5000
	text, header := "columns:\n  Phone: phone\n", []string{"Phone"}
	for i := range missing {
		text += fmt.Sprintf("  Column %d: {new_field: c%d}\n", i, i)
	}
	for i := range others {
		header = append(header, fmt.Sprintf("Colunm %d", i))
	}
	_, err := parse(t, text).Match(header)
	errs, ok := err.(*Errors)
	if !ok || len(errs.Problems) != maxProblems+1 {
		t.Fatalf("have %.200v", err)
	}
	hints := 0
	for _, p := range errs.Problems {
		if strings.Contains(p.Hint, "did you mean") {
			hints++
		}
	}
	if hints == 0 || hints*others > maxCompared {
		t.Errorf("the nearest of %d words was found %d times, more than %d comparisons", others, hints, maxCompared)
	}
	r := &reader{most: 0}
	if near, ok := r.nearest("phone", []string{"phone"}); ok || r.compared != 0 {
		t.Errorf("a problem that is only counted was compared with %q", near)
	}
}

func TestManyProblems(t *testing.T) {
	_, err := Parse("m.yaml", []byte("columns:\n  Tel: phone\n"+strings.Repeat("  Tel: phone\n", 150)))
	errs, ok := err.(*Errors)
	if !ok || len(errs.Problems) != maxProblems+1 || errs.Problems[maxProblems].Message != "and 50 more problems" {
		t.Fatalf("have %v", err)
	}
}

// Errors about hostile text must not reach the terminal as it is.
func TestErrorsAreSafeToPrint(t *testing.T) {
	_, err := Parse("\x1b[2Jm.yaml", []byte("columns:\n  Tel: phone\n  \"\u202ex\": \"ph\\e[31mone\" # \u202e\n"))
	if err == nil {
		t.Fatal("no error")
	}
	for _, r := range err.Error() {
		if r != '\n' && !unicode.IsGraphic(r) {
			t.Errorf("%q holds %q", err, r)
		}
	}
}

func TestCutoff(t *testing.T) {
	now := time.Date(2026, 3, 31, 12, 0, 0, 0, time.UTC)
	for limit, want := range map[string]string{"31d": "2026-02-28", "1mo": "2026-02-28", "18mo": "2024-09-30", "2y": "2024-03-31", "": "", "2w": ""} {
		at, ok := Cutoff(limit, now)
		if got := at.Format(time.DateOnly); ok != (want != "") || ok && got != want {
			t.Errorf("Cutoff(%q) = %s, %t; want %s", limit, got, ok, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(everything)
	for _, s := range []string{"", "a", "columns: {Tel: phone}", "a: &a [*a]", "- - -\n- a", "? a\n: b", "a: |\n  b\nc: >-\n d",
		"columns:\n  \"\\x1b\\n\": phone\n  'a''b': ignore\n  #x\n", "{a: {b: [c, d", "a:\n\tb: c", "<<: {a: b}", "a: !!str", "%YAML\n---\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, err := Parse("m.yaml", []byte(text))
		if (m == nil) == (err == nil) {
			t.Fatalf("mapping %v and error %v", m, err)
		}
		if err != nil {
			errs, ok := err.(*Errors)
			if !ok || len(errs.Problems) == 0 {
				t.Fatalf("error %T %v", err, err)
			}
			for _, p := range errs.Problems {
				if lines := len(lines([]byte(text))); int(p.Line) > lines+1 || p.Code == "" || p.Message == "" {
					t.Fatalf("problem %+v in %d lines", p, lines)
				}
			}
			for _, r := range err.Error() {
				if r != '\n' && !unicode.IsGraphic(r) {
					t.Fatalf("%q is not safe to print: %q", err, r)
				}
			}
			return
		}
		if len(m.phones()) == 0 {
			t.Fatal("a mapping without a phone column")
		}
		var header []string
		add := func(name string) {
			if name != "" && !slices.Contains(header, name) {
				header = append(header, name)
			}
		}
		for i, c := range m.Columns {
			if i == 0 || m.Columns[i-1].Header != c.Header {
				header = append(header, c.Header)
			}
		}
		own := len(header)
		for _, c := range m.Columns {
			add(c.PhoneLabel)
		}
		for _, f := range m.Only {
			if f.Header == "" || slices.Contains(header[:own], f.Header) {
				continue
			}
			add(f.Header)
		}
		match, err := m.Match(header)
		if err != nil {
			t.Fatalf("a header of the mapping's own columns: %v", err)
		}
		for i, at := range match.At {
			if !slices.Contains(rejectColumns, m.Columns[i].Header) && header[at] != m.Columns[i].Header {
				t.Fatalf("column %d is taken for column %d", i, at)
			}
		}
	})
}

// TestRefused holds which types of numbers a mapping refuses: those of services, unless
// it says that it refuses none.
func TestRefused(t *testing.T) {
	const services = "premium_rate shared_cost uan pager voicemail"
	for phones, want := range map[string]string{
		"": services, "phones: {plus: never}\n": services, "phones: {refuse: [toll_free]}\n": services + " toll_free", "phones: {refuse: []}\n": "",
	} {
		m, err := Parse("m.yaml", []byte("version: 1\nregion: US\ncolumns:\n  Phone: phone\n"+phones))
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(m.Refused(), " "); got != want {
			t.Errorf("%q refuses %q, want %q", phones, got, want)
		}
	}
}
