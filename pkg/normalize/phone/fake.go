package phone

// fake finds numbers that are valid by their digits but that nobody has. Only
// the national number as a whole counts, so that a real number with a run of
// equal or consecutive digits is not refused.
func fake(callingCode int, national []byte) Problem {
	// 555-0100 to 555-0199 are set aside for fiction, 555-1212 for directory
	// assistance, in every area code (ATIS-0300115, NANPA 555 line numbers).
	if callingCode == nanp && len(national) == 10 && string(national[3:6]) == "555" {
		switch line := string(national[6:]); {
		case line[:2] == "01":
			return Fictional
		case line == "1212":
			return DirectoryAssistance
		}
	}
	if callingCode == nanp && len(national) == 10 && ofServices(national) {
		return Service
	}
	step := stepBetween(national[0], national[1])
	for i := 2; i < len(national); i++ {
		if stepBetween(national[i-1], national[i]) != step {
			return None
		}
	}
	switch step {
	case 0:
		return Repeated
	case 1, 9:
		return Counting
	}
	return None
}

// ofServices reports whether a number of North America has a prefix that no
// subscriber has in any geographic area code: 555 (NANPA, 555 line numbers), 976
// (information at premium rates) and the N11 codes of services (ATIS-0300051,
// central office codes).
func ofServices(national []byte) bool {
	if national[0] == '8' && (national[1] == national[2] || national[1] == '0') {
		return false // toll-free
	}
	a, b, c := national[3], national[4], national[5]
	return b == '1' && c == '1' || a == '5' && b == '5' && c == '5' || a == '9' && b == '7' && c == '6'
}

// stepBetween returns by how much a digit is more than the one before it,
// modulo 10: counting goes round, as in 8901 and 1098.
func stepBetween(a, b byte) byte { return (b + 10 - a) % 10 }
