package normalize

import "testing"

func TestCaseHidesNoRefusal(t *testing.T) {
	for _, cell := range []string{"DnC", "dNC", "DNc", "UnSub", "DNCed", "OPTout", "UnSubscribed", "OptOuT", "Lead - DnC", "DnC – é", "LitiGator", "DeCeased", "BlackListed", "unSUBscribed"} {
		if !refuses(cell) {
			t.Errorf("%q does not refuse", cell)
		}
	}
	for _, cell := range []string{"McDonald", "LaToya DeShawn", "iPhone", "OptIn", "O'Neil McCall", "YouTube", "StoPPard"} {
		if refuses(cell) {
			t.Errorf("%q refuses", cell)
		}
	}
}

func refuses(cell string) bool {
	_, ok := Refuses(cell)
	return ok
}

func TestWordsBesideNamesAndNumbersRefuse(t *testing.T) {
	for _, name := range []string{"Drake - REMOVED", "Drake – unsubscribed", "Foster / Declined", "Cole - STOP"} {
		if !NameRefuses(name) {
			t.Errorf("%q does not refuse", name)
		}
	}
	for _, name := range []string{"Cole - Robinson", "COLE - BLOCK", "Cole - Stop", "Smith - Jones", "Block"} {
		if NameRefuses(name) {
			t.Errorf("%q refuses", name)
		}
	}
	for _, cell := range []string{"503-248-3107 no!", "503-248-3107 (NO)", "503-248-3107 never", "503-248-3107 (age 12)", "503-248-3107 (dec)", "503-248-3107 XX", "zz 503-248-3107"} {
		if NoteOf(cell).Refusal == "" {
			t.Errorf("%q does not refuse", cell)
		}
	}
	for _, cell := range []string{"no 503-248-3107", "No. 503-248-3107", "503-248-3107 ext no 5", "cell 503-248-3107 xx116", "cell 503-248-3107 x12"} {
		if NoteOf(cell).Refusal != "" {
			t.Errorf("%q refuses", cell)
		}
	}
	if !NoteOf("asst: 718-743-2204").Bad {
		t.Error("an assistant's number is taken for the person's")
	}
	if !WrongNumber("Bad #") || WrongNumber("Lot #") {
		t.Error("Bad # is a wrong number, Lot # is none")
	}
}

func TestIDsAreNoAnswers(t *testing.T) {
	for _, cell := range []string{"x36758236", "y36758236", "n99887766"} {
		if got := AnswerOf(cell); got != Unknown {
			t.Errorf("AnswerOf(%q) = %d", cell, got)
		}
	}
	for cell, want := range map[string]Answer{"y20240115": Yes, "n 15012024": No} {
		if got := AnswerOf(cell); got != want {
			t.Errorf("AnswerOf(%q) = %d, want %d", cell, got, want)
		}
	}
}

func TestNotesThatRefuse(t *testing.T) {
	for _, note := range []string{"do not\ncall", "asked us:\ndo not call again", "please\nnever phone\nme again", "don't\n call", "Cancelled consent on 2/2", "canceled his consent"} {
		if !refuses(note) {
			t.Errorf("%q does not refuse", note)
		}
	}
}
