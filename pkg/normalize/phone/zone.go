package phone

// Zones is a set of time zones: its place among all sets that phone numbers have,
// from 1 on, or 0 for none.
type Zones uint16

// NumZones is how many Zones there are.
const NumZones = len(zoneSets) + 1

// Names returns the IANA names of the time zones. The caller must not change the
// slice.
func (z Zones) Names() []string {
	if z == 0 {
		return nil
	}
	return zoneSets[z-1]
}

// ZonesOf returns the time zones that a number in E.164 form may be in, by the
// library's table of prefixes: one where the first digits are enough, several
// where the number may be from anywhere in its country, none where nothing is known.
func ZonesOf(e164 string) Zones {
	t := loadTables()
	var buf [1 + 3 + maxNational]byte
	digits, callingCode, length := t.parts(&buf, e164)
	if callingCode == 0 {
		return 0
	}
	label := t.label(t.byCode[callingCode].verdict, digits[length:])
	if label == 0 {
		return 0
	}
	return t.zonesOf(digits, callingCode, length, Type(label&15))
}

// parts copies the digits of a number in E.164 form, and returns its calling
// code, or 0 where it has none, and how many digits that takes.
func (t *tables) parts(buf *[1 + 3 + maxNational]byte, e164 string) (digits []byte, callingCode, length int) {
	if len(e164) < 2 || len(e164) > len(buf) || e164[0] != '+' {
		return nil, 0, 0
	}
	digits = append(buf[:0], e164[1:]...)
	if !isDigits(digits) {
		return nil, 0, 0
	}
	callingCode, length = t.codeOf(digits)
	return digits, callingCode, length
}

// zonesOf returns the time zones of a valid number of a type.
func (t *tables) zonesOf(digits []byte, callingCode, length int, typ Type) Zones {
	if !geographic(typ, callingCode) {
		digits = digits[:length]
	}
	return Zones(t.longestPrefix(zonesNode, digits))
}

// geographic reports whether the first digits of numbers of a type tell where
// they are: the library's IsNumberGeographicalForType.
func geographic(t Type, callingCode int) bool {
	switch t {
	case FixedLine, FixedLineOrMobile:
		return true
	case Mobile:
		switch callingCode {
		case 52, 54, 55, 62, 86: // Mexico, Argentina, Brazil, Indonesia, China
			return true
		}
	}
	return false
}

// longestPrefix returns the label of the longest prefix of digits that has one.
func (t *tables) longestPrefix(from uint16, digits []byte) (label uint16) {
	for _, d := range digits {
		if from = t.nodes[from][d&15]; from == 0 {
			break
		}
		if l := t.nodes[from][labelPlace]; l != 0 {
			label = l
		}
	}
	return label
}

func isDigits(b []byte) bool {
	for _, c := range b {
		if !isDigit(c) {
			return false
		}
	}
	return true
}
