package phone

// fake tells numbers that are valid by their digits and that nobody has. Only
// the national number as a whole counts, so that a real number with a run of
// equal or consecutive digits is not refused.
func fake(callingCode int, national string) Problem {
	// 555-0100 to 555-0199 are set aside for fiction, 555-1212 for directory
	// assistance, in every area code (ATIS-0300115, NANPA 555 line numbers).
	if callingCode == 1 && len(national) == 10 && national[3:6] == "555" {
		switch line := national[6:]; {
		case line[:2] == "01":
			return Fictional
		case line == "1212":
			return DirectoryAssistance
		}
	}
	repeated, up, down := true, true, true
	for i := 1; i < len(national); i++ {
		// Counting goes round: 8901 and 1098.
		step := (national[i] + 10 - national[i-1]) % 10
		repeated = repeated && step == 0
		up = up && step == 1
		down = down && step == 9
	}
	switch {
	case repeated:
		return Repeated
	case up || down:
		return Counting
	}
	return None
}
