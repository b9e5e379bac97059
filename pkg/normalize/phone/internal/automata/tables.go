package automata

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nyaruka/phonenumbers/v2"
	"github.com/nyaruka/phonenumbers/v2/metadata"
)

// Plan is what reading a number takes of one region's metadata.
type Plan struct {
	// Region is an ISO 3166 two-letter code, or "001" for the numbers of no
	// region.
	Region      string
	CallingCode int
	// International, National and General are the first nodes of the automata
	// for the prefix of international numbers, for that of national ones, and
	// for the numbers of all types.
	International, National, General uint16
	// Transform is what replaces a national prefix whose last group matched,
	// before the digits of that group. HasTransform tells "" from none.
	Transform    string
	HasTransform bool
	// Lengths are the lengths of national numbers as a set of bits, Local
	// those of numbers without an area code.
	Lengths, Local uint32
}

// Code is a country calling code.
type Code struct {
	Number int
	// Regions are the regions that share the code, in the order in which a
	// number is looked for in them.
	Regions []string
	// Verdict is the first node of the automaton that labels a national number
	// with its region and type, or 0 for a number that is not valid.
	Verdict uint16
}

// Tables is all that package phone needs to know of the library's data.
type Tables struct {
	// Version is the release of Google's metadata.
	Version string
	Plans   []Plan
	Codes   []Code
	// Zones is the first node of the automaton that labels each prefix of
	// international numbers with its place in ZoneSets, counted from 1.
	Zones    uint16
	ZoneSets [][]string

	nodes []node
}

// Build makes the tables. The time zones are read from zoneData, the file of
// the library's package timezone.
func Build(zoneData []byte) (*Tables, error) {
	coll, err := phonenumbers.MetadataCollection()
	if err != nil {
		return nil, err
	}
	b := builder{store: newStore(), byPattern: map[string]uint16{}}
	t := &Tables{Version: metadata.Version}
	byRegion := map[string]*phonenumbers.PhoneMetadata{}
	for _, m := range coll.GetMetadata() {
		byRegion[planKey(m.GetId(), int(m.GetCountryCode()))] = m
		plan, err := b.plan(m)
		if err != nil {
			return nil, err
		}
		t.Plans = append(t.Plans, plan)
	}
	for number := range phonenumbers.GetSupportedCallingCodes() {
		t.Codes = append(t.Codes, Code{Number: number, Regions: phonenumbers.GetRegionCodesForCountryCode(number)})
	}
	slices.SortFunc(t.Codes, func(a, b Code) int { return a.Number - b.Number })
	for i := range t.Codes {
		var regions []*phonenumbers.PhoneMetadata
		for _, region := range t.Codes[i].Regions {
			regions = append(regions, byRegion[planKey(region, t.Codes[i].Number)])
		}
		t.Codes[i].Verdict = b.verdict(regions)
	}
	if t.Zones, t.ZoneSets, err = b.zones(zoneData); err != nil {
		return nil, err
	}
	t.nodes = b.store.nodes
	return t, nil
}

// planKey tells the plans of the numbers of no region by their calling codes.
func planKey(region string, callingCode int) string {
	if region == phonenumbers.REGION_CODE_FOR_NON_GEO_ENTITY {
		return fmt.Sprint(region, callingCode)
	}
	return region
}

// builder puts all automata into one store.
type builder struct {
	store     *store
	byPattern map[string]uint16
}

func (b *builder) plan(m *phonenumbers.PhoneMetadata) (Plan, error) {
	p := Plan{
		Region:        m.GetId(),
		CallingCode:   int(m.GetCountryCode()),
		International: b.prefix(m.GetInternationalPrefix()),
		National:      b.prefix(m.GetNationalPrefixForParsing()),
		General:       b.general(m.GetGeneralDesc().GetNationalNumberPattern()),
		HasTransform:  m.GetNationalPrefixTransformRule() != "",
		Lengths:       bits(m.GetGeneralDesc().PossibleLength),
		Local:         bits(m.GetGeneralDesc().PossibleLengthLocalOnly),
	}
	if p.HasTransform {
		groups := compile(m.GetNationalPrefixForParsing()).NumCap/2 - 1
		literal, found := strings.CutSuffix(m.GetNationalPrefixTransformRule(), fmt.Sprint("$", groups))
		if !found || strings.Contains(literal, "$") {
			return p, fmt.Errorf("region %s: a transform rule that is not digits and the last group: %q", p.Region, m.GetNationalPrefixTransformRule())
		}
		p.Transform = literal
	}
	return p, nil
}

// bits returns lengths as a set; the library's -1 is no length at all.
func bits(lengths []int32) uint32 {
	var set uint32
	for _, n := range lengths {
		if n >= 0 {
			set |= 1 << n
		}
	}
	return set
}

func (b *builder) prefix(pattern string) uint16 {
	return b.once("^"+pattern, func() uint16 { return buildPrefix(b.store, pattern) })
}

func (b *builder) general(pattern string) uint16 {
	return b.once(pattern, func() uint16 {
		p := newProduct(b.store)
		i := p.pattern(pattern)
		p.label = func(states []int, _ int) uint16 {
			if p.matches(i, states) {
				return 1
			}
			return 0
		}
		return p.build()
	})
}

func (b *builder) once(key string, build func() uint16) uint16 {
	n, ok := b.byPattern[key]
	if !ok {
		n = build()
		b.byPattern[key] = n
	}
	return n
}
