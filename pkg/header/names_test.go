package header

import "testing"

func TestHeaderNames(t *testing.T) {
	for text, want := range map[string][2]bool{
		"Phone": {true, false}, "homePhone": {true, false}, "Mobile #2": {true, false}, "TELEFON privat": {true, false}, "N° de tél": {true, false},
		"Handy-Nr.": {true, false}, "Cell": {true, false}, "workphone": {true, false}, "Automobile": {false, false}, "Parcel": {false, false}, "Cancelled": {false, false},
		"Handyman": {false, false}, "Country": {false, true}, "countryCode": {false, true}, "Land/Region": {false, true}, "País": {false, true},
		"Designation": {false, false}, "Advisor": {false, false}, "Island": {false, false}, "": {false, false}, "\xff\xfePhone": {true, false},
	} {
		if got := [2]bool{NamesPhone(text), NamesCountry(text)}; got != want {
			t.Errorf("%q names phone and country: %v, want %v", text, got, want)
		}
	}
}

func TestNamesOfPersons(t *testing.T) {
	for text, want := range map[string]Concept{"First up, what's your first name?": FirstName, "Hi, what's your last name?": LastName, "who": FullName, "Paciente": FullName} {
		if got := Read(text).Concept; got != want {
			t.Errorf("Read(%q) is %q, want %q", text, got, want)
		}
	}
}
