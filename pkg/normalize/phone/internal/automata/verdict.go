package automata

import (
	"math"

	"github.com/nyaruka/phonenumbers/v2"
)

// The types of numbers as labels have them, in the order in which the library
// looks for them. Package phone has the same.
const (
	unknown = iota
	fixedLine
	mobile
	fixedLineOrMobile
	tollFree
	premiumRate
	sharedCost
	voip
	personalNumber
	pager
	uan
	voicemail
)

// described is a type's description: a pattern and the lengths it may have.
type described struct {
	typ     uint16
	pattern int
	lengths uint32
}

// regionRules are one region's rules for a national number.
type regionRules struct {
	// leading is the pattern by which the region knows its numbers, or -1 if
	// it does so by their types.
	leading int
	general described
	// special are the types that are looked for before fixed and mobile lines.
	special       []described
	fixed, mobile described
	// same means that fixed and mobile lines cannot be told apart.
	same bool
}

// verdict compiles the rules of the regions that share a calling code into one
// automaton. A label is the region's place in the list × 16 + the type.
func (b *builder) verdict(regions []*phonenumbers.PhoneMetadata) uint16 {
	p := newProduct(b.store)
	rules := make([]regionRules, len(regions))
	for i, m := range regions {
		rules[i] = newRegionRules(p, m, len(regions) > 1)
	}
	p.label = func(states []int, length int) uint16 {
		for i, r := range rules {
			typ := r.typeOf(p, states, length)
			if r.leading >= 0 && !p.matches(r.leading, states) || r.leading < 0 && typ == unknown {
				continue
			}
			if typ == unknown {
				return 0
			}
			return uint16(i)<<4 | typ
		}
		return 0
	}
	return p.build()
}

func newRegionRules(p *product, m *phonenumbers.PhoneMetadata, shared bool) regionRules {
	describe := func(typ uint16, d *phonenumbers.PhoneNumberDesc) described {
		lengths := bits(d.PossibleLength)
		if len(d.PossibleLength) == 0 {
			lengths = math.MaxUint32
		}
		return described{typ, p.pattern(d.GetNationalNumberPattern()), lengths}
	}
	r := regionRules{
		leading: -1,
		general: describe(unknown, m.GetGeneralDesc()),
		special: []described{
			describe(premiumRate, m.GetPremiumRate()),
			describe(tollFree, m.GetTollFree()),
			describe(sharedCost, m.GetSharedCost()),
			describe(voip, m.GetVoip()),
			describe(personalNumber, m.GetPersonalNumber()),
			describe(pager, m.GetPager()),
			describe(uan, m.GetUan()),
			describe(voicemail, m.GetVoicemail()),
		},
		fixed:  describe(fixedLine, m.GetFixedLine()),
		mobile: describe(mobile, m.GetMobile()),
		same:   m.GetSameMobileAndFixedLinePattern(),
	}
	if leading := m.GetLeadingDigits(); shared && leading != "" {
		r.leading = p.pattern("(?:" + leading + `)\d*`)
	}
	return r
}

// typeOf is the library's getNumberTypeHelper.
func (r *regionRules) typeOf(p *product, states []int, length int) uint16 {
	is := func(d described) bool { return d.lengths>>length&1 != 0 && p.matches(d.pattern, states) }
	if !is(r.general) {
		return unknown
	}
	for _, d := range r.special {
		if is(d) {
			return d.typ
		}
	}
	switch {
	case is(r.fixed) && (r.same || is(r.mobile)):
		return fixedLineOrMobile
	case is(r.fixed):
		return fixedLine
	case !r.same && is(r.mobile):
		return mobile
	}
	return unknown
}
