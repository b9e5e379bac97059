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

// ZonesOf returns the time zones that a number in E.164 form may be in.
func ZonesOf(e164 string) Zones {
	if len(e164) < 2 || len(e164) > 1+3+maxNational || e164[0] != '+' {
		return 0
	}
	t := loadTables()
	callingCode, length := t.codeOf([]byte(e164[1:min(4, len(e164))]))
	if callingCode == 0 {
		return 0
	}
	nodes, from := t.nodes, t.byCode[callingCode].verdict
	for i := 1 + length; i < len(e164); i++ {
		digit := e164[i] - '0'
		if digit > 9 {
			return 0
		}
		from = nodes[from][digit]
	}
	label := nodes[from][labelPlace]
	if label == 0 {
		return 0
	}
	prefix := e164[1:]
	if !geographic(Type(label&15), callingCode) {
		prefix = prefix[:length]
	}
	return Zones(t.longestPrefix(zonesNode, prefix))
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
func (t *tables) longestPrefix(from uint16, digits string) (label uint16) {
	nodes := t.nodes
	for i := range len(digits) {
		if from = nodes[from][digits[i]&15]; from == 0 {
			break
		}
		if l := nodes[from][labelPlace]; l != 0 {
			label = l
		}
	}
	return label
}
