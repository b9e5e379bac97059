package normalize

import "testing"

func TestIsMinor(t *testing.T) {
	for cell, want := range map[string]bool{
		"17": true, "18": false, "0": true, "9 yrs": true, "43": false, "43 years": false, "17.0": true, "8 months": true, "30 months": true, "under 18": true, "<18": true, "Under 16": true,
		"2015": true, "1968": false, "2008": true, "2007": false, "2015-03-04": true, "1968-03-04": false, "03/04/2015": true, "4.3.2015": true, "12/01/1988": false, "2008-11-29": false, "2008-11-30": true,
		"": false, "N/A": false, "Adult": false, "Smith": false, "120": false, "18-24": false,
		"13-17": true, "13 – 17": true, "16-24": true, "12 to 15 years": true, "17 & under": true, "15 and under": true, "U16": true, "U-14": true, "Ages 10-12": true, "18 to 25": false, "25-34 years": false, "18+": false, "18 and over": false, "65 & older": false, "M 40-44": false, "F13-17": true,
		"13-17 (teens)": true, "18-24 (students)": false, "11th": true, "K": true, "Year 10": true, "8b": true, "10C": true, "3º ESO": true, "CM2": true, "Terminale": true, "groep 7": true, "klasa 7a": true, "9º ano": true, "Grade 12": true,
		"Year 14": false, "Class A": false, "K2 Holdings": false, "Business": false,
		"Under 18 years": true, "<18 yrs": true, "menor de 18 años": true, "moins de 18 ans": true, "onder 18": true, "meno di 18": true, "under 25": false, "over 18": false,
		"Minor": true, "Child": true, "Kind": true, "Mineure": true, "Niño": true, "Criança": true, "Minorenne": true, "Minderjarige": true, "Dziecko": true, "Erwachsene": false, "Minor repairs": false,
	} {
		if got := IsMinor(cell, "2026-11-29"); got != want {
			t.Errorf("IsMinor(%q) = %v, want %v", cell, got, want)
		}
	}
}

func TestBornLately(t *testing.T) {
	for cell, want := range map[string]bool{
		"2010-04-01": true, "04/01/2010": true, "1.4.2010": true, "20100401": true, "2015": true, "Apr 1, 2012": true, "4/1/12": true, "2008-11-30": true, "40200": true, "minor": true, "2010-04-01T00:00:00Z": true, "201508": true, "2015-08": true, "08/2015": true, "200811": true,
		"200810": false, "197608": false, "08/1976": false, "201513": false,
		"2008-11-28": false, "1970-04-01": false, "04/01/1970": false, "19700401": false, "1970": false, "25000": false, "1604-05-14": false, "4/1/60": false,
		"": false, "0": false, "00000000": false, "0000-00-00": false, "0/0/00": false, "00/00/0000": false, "6-12": false, "09/17": false, "12.4.": false, "unknown": false, "Mar 09, 1997": false,
	} {
		if got := BornLately(cell, "2026-11-29"); got != want {
			t.Errorf("BornLately(%q) = %v, want %v", cell, got, want)
		}
	}
}
