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
