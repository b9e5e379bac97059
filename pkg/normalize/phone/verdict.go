package phone

// verdict is what the library makes of one string, whoever says it.
type verdict struct {
	problem     Problem
	callingCode int
	// number is the number in E.164 form, whose national part begins at
	// national and ends at end. It is there for a number that is not valid
	// too.
	number        [1 + 3 + maxNational + 3]byte
	national, end int
	ext           string
	region        string
	typ           Type
}

func (v *verdict) set(callingCode int, national []byte) {
	v.callingCode = callingCode
	number := append(v.number[:0], '+')
	if callingCode >= 100 {
		number = append(number, byte('0'+callingCode/100))
	}
	if callingCode >= 10 {
		number = append(number, byte('0'+callingCode/10%10))
	}
	number = append(number, byte('0'+callingCode%10))
	v.national = len(number)
	v.end = len(append(number, national...))
}

func (v *verdict) e164() []byte           { return v.number[:v.end] }
func (v *verdict) nationalNumber() []byte { return v.number[v.national:v.end] }

// validate returns the library's verdict on s as it stands: from the automata if
// they can take s, or else from the library.
func (t *tables) validate(s, region string, v *verdict) {
	var sc scanned
	if len(s) <= maxCell && sc.scan(s) {
		t.validateDigits(&sc, region, v)
	} else {
		askLibrary(s, region, v)
	}
}

func (t *tables) validateDigits(s *scanned, region string, v *verdict) {
	if s.text {
		v.problem = NotANumber
		return
	}
	v.ext = s.ext
	home := t.plan(region)
	callingCode, national := t.readPlain(s, home)
	if callingCode == 0 {
		r := reading{tables: t, home: home}
		if callingCode, national, v.problem = r.read(s.digits[:s.n], s.plus); v.problem != None {
			return
		}
	}
	v.set(callingCode, national)
	c := &t.byCode[callingCode]
	label := t.label(c.verdict, national)
	if label == 0 {
		v.problem = c.main.impossibility(len(national))
		return
	}
	v.region, v.typ = c.regions[label>>4], Type(label&15)
}

// impossibility names what is wrong with a number of so many digits that is
// not valid.
func (p *plan) impossibility(length int) Problem {
	switch {
	case p.local>>length&1 != 0 || p.lengths&(1<<length-1) == 0 && p.lengths>>length&1 == 0:
		return TooShort
	case p.tooLong(length):
		return TooLong
	case p.lengths>>length&1 == 0:
		return WrongLength
	}
	return Unassigned
}
