package phone

// maxNational is the most digits that the library takes for a national number.
const maxNational = 17

// maxScanned is the most digits that are read here; what is longer goes to the
// library, which refuses it.
const maxScanned = 32

// reading is a number on its way from its digits to a verdict. It does to
// digits what phonenumbers.Parse does, step by step, so that both always come
// to the same: function by function, it can be read beside the library's
// parseHelper.
type reading struct {
	*tables
	// home is the plan of the region that numbers without a code belong to, or
	// nil.
	home *plan
	// bufs hold what a transform rule makes of the digits. It can be applied
	// twice, the second time to what it made.
	bufs [2][maxScanned + 8]byte
}

// read finds the calling code and the national number in digits.
func (r *reading) read(digits []byte, plus bool) (callingCode int, national []byte, problem Problem) {
	if r.home == nil && !plus {
		return 0, nil, NoRegion
	}
	callingCode, national, problem = r.extractCode(digits, plus)
	if problem == UnknownCode && plus && r.home != nil {
		callingCode, national, problem = r.extractCode(digits, false)
		if problem == None && callingCode == 0 {
			problem = UnknownCode
		}
	}
	if problem != None {
		return 0, nil, problem
	}
	p := r.home
	if callingCode != 0 {
		p = r.byCode[callingCode].main
	} else {
		callingCode, national = p.callingCode, digits
	}
	if len(national) < 2 {
		return 0, nil, TooShort
	}
	if bare := r.withoutNationalPrefix(p, national, r.bufs[0][:0]); p.possible(len(bare)) {
		national = bare
	}
	switch {
	case len(national) < 2:
		return 0, nil, TooShort
	case len(national) > maxNational:
		return 0, nil, TooLong
	}
	return callingCode, national, None
}

// readPlain is read for digits with no prefix to be cut off but the calling code
// after a plus, as most are; the code is 0 for others.
func (t *tables) readPlain(s *scanned, home *plan) (callingCode int, national []byte) {
	const fewest = 3 // digits that may have a code
	digits := s.digits[:s.n]
	switch {
	case s.plus && s.n >= fewest:
		number, length := t.codeOf(digits)
		if number == 0 {
			return 0, nil
		}
		callingCode, national, home = number, digits[length:], t.byCode[number].main
	case home == nil || s.plus || t.begins(home.international, digits):
		return 0, nil
	default:
		if _, ok := cutCode(digits, home.callingCode); ok {
			return 0, nil
		}
		callingCode, national = home.callingCode, digits
	}
	if len(national) < 2 || len(national) > maxNational || home.national != 0 && t.begins(home.national, national) {
		return 0, nil
	}
	return callingCode, national
}

// begins reports whether digits begin with a prefix.
func (t *tables) begins(prefix uint16, digits []byte) bool {
	_, ok := t.prefix(prefix, digits)
	return ok
}

// extractCode is the library's maybeExtractCountryCode: the calling code of a
// number that begins with it, and the digits after it, or 0.
func (r *reading) extractCode(digits []byte, plus bool) (callingCode int, rest []byte, problem Problem) {
	international := plus
	if !plus {
		digits, international = r.withoutInternationalPrefix(digits)
	}
	if international {
		if len(digits) <= 2 {
			return 0, nil, TooShort
		}
		number, length := r.codeOf(digits)
		if number == 0 {
			return 0, nil, UnknownCode
		}
		return number, digits[length:], None
	}
	home := r.home
	bare, ok := cutCode(digits, home.callingCode)
	if !ok {
		return 0, nil, None
	}
	// The digits of the region's own code may be an area code. They are its
	// code if that alone makes the number valid, or possible.
	bare = r.withoutNationalPrefix(home, bare, r.bufs[1][:0])
	if !r.matches(home, digits) && r.matches(home, bare) || home.tooLong(len(digits)) {
		return home.callingCode, bare, None
	}
	return 0, nil, None
}

// cutCode cuts a calling code off digits that begin with it.
func cutCode(digits []byte, code int) (rest []byte, ok bool) {
	size := 1
	for limit := 10; code >= limit; limit *= 10 {
		size++
	}
	if len(digits) < size {
		return nil, false
	}
	for i := size - 1; i >= 0; i-- {
		if digits[i] != byte('0'+code%10) {
			return nil, false
		}
		code /= 10
	}
	return digits[size:], true
}

// withoutInternationalPrefix cuts off what is dialed in the region before a
// calling code, which never begins with 0.
func (r *reading) withoutInternationalPrefix(digits []byte) (rest []byte, found bool) {
	m, ok := r.prefix(r.home.international, digits)
	if !ok || m.end < len(digits) && digits[m.end] == '0' {
		return digits, false
	}
	return digits[m.end:], true
}

// withoutNationalPrefix is the library's
// maybeStripNationalPrefixAndCarrierCode. Digits that are no number without
// the prefix keep it if they are one with it. The buffer is for the result of
// a transform rule.
func (r *reading) withoutNationalPrefix(p *plan, digits, buf []byte) []byte {
	if p.national == 0 || len(digits) == 0 {
		return digits
	}
	m, ok := r.prefix(p.national, digits)
	if !ok {
		return digits
	}
	bare := digits[m.end:]
	if p.hasTransform && m.groupEnd > 0 {
		bare = append(buf, p.transform...)
		bare = append(bare, digits[m.groupStart:m.groupEnd]...)
		bare = append(bare, digits[m.end:]...)
	}
	if r.matches(p, digits) && !r.matches(p, bare) {
		return digits
	}
	return bare
}

// matches reports whether digits match the general pattern of a region.
func (r *reading) matches(p *plan, digits []byte) bool {
	return len(digits) <= maxNational && r.label(p.general, digits) != 0
}

// possible reports whether a national number may have so many digits, or more
// than any: what the library leaves in place of the number with its prefix.
func (p *plan) possible(length int) bool {
	return p.lengths>>length&1 != 0 && p.local>>length&1 == 0 || p.tooLong(length)
}

func (p *plan) tooLong(length int) bool {
	return p.local>>length&1 == 0 && p.lengths != 0 && p.lengths>>length == 0
}
