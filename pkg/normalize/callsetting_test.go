package normalize

import "testing"

// FuzzCallSetting holds that cells which are no text are read, too.
func FuzzCallSetting(f *testing.F) {
	for _, seed := range []string{"Calls: no, Email: yes", "-phone +email", "tw\xfd\xfd\xfd\xfd\xfd\xfd", "\"tw\xfd\xfd\xfd"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		if a := callSetting(cell); a != Unknown && a != Yes && a != Refusal {
			t.Errorf("%q: %v", cell, a)
		}
	})
}
