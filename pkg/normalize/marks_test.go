package normalize

import (
	"strings"
	"testing"
	"time"
)

func TestUnmarked(t *testing.T) {
	check(t, []truth{
		{"", ""}, {"plain", "plain"}, {`="02108"`, "02108"}, {`=""yes""`, "yes"}, {`"yes"`, "yes"}, {`""yes""`, "yes"}, {`="'2108"`, "2108"},
		{"'Ann", "Ann"}, {"'+1 212 736 5010", "+1 212 736 5010"}, {"'=1", "1"}, {"'no'", "no"}, {" 'no", "no"}, {"’yes", "yes"},
		{"O'Neil", "O'Neil"}, {"'t Hooft", "'t Hooft"}, {"'s-Gravenhage", "'s-Gravenhage"}, {"'Abd Allah", "'Abd Allah"}, {"'90s", "'90s"},
		{"=212", "212"}, {"=A1+B1", "=A1+B1"}, {`=HYPERLINK("mailto:a@x.com","a@x.com")`, "a@x.com"}, {`"A" and "B"`, `"A" and "B"`},
		{"\u00a0=\"N\"", "N"}, {"\u202a'no\u202c", "no"}, {"'", "'"}, {`=""`, ""}, {"“yes”", "yes"}, {"＝＂no＂", "no"},
	}, Unmarked)
	s := strings.Repeat(`"`, 1<<18)
	Unmarked(s)
	Unmarked(strings.Repeat("'", 1<<18))
}

// TestMarkedAnswers has answers as spreadsheets keep them.
func TestMarkedAnswers(t *testing.T) {
	for cell, want := range map[string]Answer{`="yes"`: Yes, "'no": No, `"opted out"`: Refusal, `=""DNC""`: Refusal, "\u202a'yes\u202c": Yes, `=""`: Nothing} {
		if got := AnswerOf(cell); got != want {
			t.Errorf("%q: %v, want %v", cell, got, want)
		}
		if got := Consent(cell, nil); got != (want == Yes) {
			t.Errorf("%q: consent %v", cell, got)
		}
	}
}

func TestSerialDate(t *testing.T) {
	for _, test := range []truth{
		{"45321", "2024-01-30"}, {"45321.0", "2024-01-30"}, {"45321.75", "2024-01-30T18:00:00Z"}, {"45321,5", "2024-01-30T12:00:00Z"}, {"36526", "2000-01-01"},
		{"44985.999999999", "2023-03-01"}, {"42", ""}, {"2024", ""}, {"99999", ""}, {"20240130", ""}, {"", ""}, {"2024-01-30", ""}, {"45321.5.1", ""},
	} {
		if got := or(SerialDate(test.cell)); got != test.want {
			t.Errorf("SerialDate(%q) = %q, want %q", test.cell, got, test.want)
		}
	}
}

func TestNameRefuses(t *testing.T) {
	for _, name := range []string{
		"Smith (deceased)", "DO NOT CALL Smith", "Smith - DNC", "Ann **do not call**", "Smith [decd]", "Smith, deceased", "Estate of John Smith", "Pérez (no llamar)",
		"Müller verstorben", "Dupont (décédé)", "Silva (falecido)", "Rossi (deceduto)", "Jansen overleden", "Smith (removed)", "DNC", "Deceased", "Smith (opted out)",
		"Lee (minor)", "Lee (age 12)", "Lee (d. 2024)", "Lee (dec)", "Lee (TCPA)", "Lee -DO NOT USE-", "Lee (hates calls)", "Singh （故人）", "Lee XX", "zz Ann", "xDNC Ann", "XX - Ann", "RIP Ann", "Late Ann", "REMOVE Marco Rossi", "Est. of Ann",
	} {
		if !NameRefuses(name) {
			t.Errorf("%q refuses nothing", name)
		}
	}
	for _, name := range []string{
		"", "Smith", "Adrian Block", "Baja", "Stop", "Noah Remove", "Ann (Annie) Smith", "John Dead", "Mai", "Nie", "Morten", "Late", "Will Sue", "End", "Sue Young", "Smith (2)",
		"Bill Quit", "Opt Johnson", "Ni Ni", "Defne", "Dee Ceased-Smith",
		"XX-42", "XX", "ZZ", "Late, Sione", "Lee (Dana)", "Lee (ret.)", "Rip Ward", "Lee (out of office)", "Old Elk", "Ann (Sales)",
	} {
		if words, mark := ReadBeside(name); mark != NoMark {
			t.Errorf("%q refuses: %q", name, words)
		}
	}
	for name, want := range map[string]NameMark{"Becker [wrong number]": WrongBeside, "Becker (not his number)": WrongBeside, "Becker (moved) - do not call": RefusalBeside, "Max Vogel (Mr)": NoMark} {
		if words, mark := ReadBeside(name); mark != want {
			t.Errorf("ReadBeside(%q) = %q, %d, want %d", name, words, mark, want)
		}
	}
}

func TestMarksNumber(t *testing.T) {
	for name, want := range map[string]bool{"TEST Ann": true, "Ann Lee - TEST": true, "OLD - Marco": true, "WRONG # Marco": true, "Lee [wrong number]": true, "Lee (test)": true,
		"Test": false, "Test, Anna": false, "Tess Ann": false, "Old, Marco": false, "Anna-Test Lee": false, "": false, "(": false} {
		if _, mark := ReadBeside(name); (mark == WrongBeside) != want {
			t.Errorf("%q: %v", name, mark)
		}
	}
}

func TestZipIn(t *testing.T) {
	for _, test := range []struct{ zip, country, state, want string }{
		{"2000", "US", "NSW", "2000"}, {"2000", "US", "New South Wales", "2000"}, {"2108", "US", "MA", "02108"}, {"2108", "US", "Massachusetts", "02108"},
		{"2108", "US", "", "02108"}, {"800", "AU", "NT", "0800"}, {"00501", "US", "Ontario", "00501"},
	} {
		if got := ZipIn(test.zip, test.country, test.state); got != test.want {
			t.Errorf("ZipIn(%q, %q, %q) = %q, want %q", test.zip, test.country, test.state, got, test.want)
		}
	}
}

// TestProperNameLong has the shape that once took time in the square of its size.
func TestProperNameLong(t *testing.T) {
	start := time.Now()
	ProperName("aa" + strings.Repeat("'", 1<<20))
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("a cell of 1 MB took %v", took)
	}
}
