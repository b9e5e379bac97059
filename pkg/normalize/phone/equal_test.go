package phone

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/nyaruka/phonenumbers/v2"
)

// The automata must come to the library's verdict on every string that they
// take: the same problem or none, the same number, extension, region and type.

// judgeBoth returns both verdicts on s, and whether the automata take it.
func judgeBoth(s, region string) (ours, library verdict, taken bool) {
	t := loadTables()
	var sc scanned
	if len(s) > maxCell || !sc.scan(s) {
		return verdict{}, verdict{}, false
	}
	t.validateDigits(&sc, region, &ours)
	askLibrary(s, region, &library)
	return ours, library, true
}

// differ says in what two verdicts differ, or "".
func differ(ours, library verdict) string {
	a, b := ours.describe(), library.describe()
	if a == b {
		return ""
	}
	return fmt.Sprintf("automata: %s, library: %s", a, b)
}

func (v *verdict) describe() string {
	if v.problem != None {
		return v.problem.String()
	}
	return fmt.Sprintf("%s ext %q region %s type %s", v.e164(), v.ext, v.region, v.typ)
}

func checkEqual(t *testing.T, s, region string) bool {
	ours, library, taken := judgeBoth(s, region)
	if !taken {
		return false
	}
	if d := differ(ours, library); d != "" {
		t.Errorf("%q in region %q: %s", s, region, d)
	}
	return true
}

// examples are the library's example numbers of every type of every region, as
// they are written in every format.
func examples() (written []string, regions []string) {
	types := []phonenumbers.PhoneNumberType{
		phonenumbers.FIXED_LINE, phonenumbers.MOBILE, phonenumbers.TOLL_FREE, phonenumbers.PREMIUM_RATE,
		phonenumbers.SHARED_COST, phonenumbers.VOIP, phonenumbers.PERSONAL_NUMBER, phonenumbers.PAGER,
		phonenumbers.UAN, phonenumbers.VOICEMAIL,
	}
	add := func(n *phonenumbers.PhoneNumber, region string) {
		for _, f := range []phonenumbers.PhoneNumberFormat{
			phonenumbers.E164, phonenumbers.INTERNATIONAL, phonenumbers.NATIONAL, phonenumbers.RFC3966,
		} {
			written = append(written, phonenumbers.Format(n, f))
			regions = append(regions, region)
		}
		e164 := phonenumbers.Format(n, phonenumbers.E164)
		for _, s := range []string{
			e164[1:], "00" + e164[1:], "011" + e164[1:], phonenumbers.GetNationalSignificantNumber(n),
			phonenumbers.FormatOutOfCountryCallingNumber(n, region), e164 + " x123", e164 + " ext. 5",
		} {
			written = append(written, s)
			regions = append(regions, region)
		}
	}
	for _, region := range Regions() {
		for _, typ := range types {
			if n := phonenumbers.GetExampleNumberForTypeInRegion(region, typ); n != nil {
				add(n, region)
			}
		}
	}
	for code := range phonenumbers.GetSupportedGlobalNetworkCallingCodes() {
		if n := phonenumbers.GetExampleNumberForNonGeoEntity(code); n != nil {
			add(n, "US")
		}
	}
	return written, regions
}

// pieces are what mutations put into numbers.
var pieces = strings.Split("0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 - - . . ( ) + + / x X # e E a b C t n , : ; * ~ "+
	"ext \\ tel: int \u00a0 \u2011 \u2013 \u200b \u00ad \u3000 \uff0d \uff11 \u0662 \u30fc", " ")

// mutate changes, drops, adds or swaps a few characters of s.
func mutate(r *rand.Rand, s string) string {
	for range 1 + r.IntN(3) {
		i := r.IntN(len(s) + 1)
		piece := pieces[r.IntN(len(pieces))]
		if r.IntN(10) == 0 {
			piece = " "
		}
		switch k := r.IntN(5); {
		case k == 0 || i == len(s):
			s = s[:i] + piece + s[i:]
		case k == 1:
			s = s[:i] + s[i+1:]
		case k == 2 && i+1 < len(s):
			s = s[:i] + s[i+1:i+2] + s[i:i+1] + s[i+2:]
		default:
			s = s[:i] + piece + s[i+1:]
		}
	}
	return s
}

// random makes a string of the size and the characters of phone numbers.
func random(r *rand.Rand, starts []string) string {
	var b strings.Builder
	b.WriteString(starts[r.IntN(len(starts))])
	for n := 2 + r.IntN(16); n > 0; n-- {
		if r.IntN(8) == 0 {
			b.WriteByte(" -()./"[r.IntN(6)])
		}
		b.WriteByte(byte('0' + r.IntN(10)))
	}
	return b.String()
}

// starts are what random numbers begin with: a plus, prefixes for other
// countries and for other areas, calling codes.
func starts() []string {
	all := []string{"", "", "0", "1", "00", "011", "+", "++", "8", "06", "001", "0011", "(", "15", "9"}
	for code := range phonenumbers.GetSupportedCallingCodes() {
		c := strconv.Itoa(code)
		all = append(all, c, "+"+c, "+"+c+" (0)", "00"+c)
	}
	return all
}

// TestEqualsLibrary compares both over every example number in every format,
// as it is and mutated, and over random numbers. ROLLCALL_LONG is how many
// strings it tries; make test-long sets it.
func TestEqualsLibrary(t *testing.T) {
	tries := 60_000
	if s := os.Getenv("ROLLCALL_LONG"); s != "" {
		var err error
		if tries, err = strconv.Atoi(s); err != nil {
			t.Fatalf("ROLLCALL_LONG: %v", err)
		}
	}
	written, regions := examples()
	starts := starts()
	all := append(Regions(), "", "ZZ", "001")
	taken := 0
	count := func(s, region string) {
		if checkEqual(t, s, region) {
			taken++
		}
	}
	for i, s := range written {
		count(s, regions[i])
		count(s, "")
	}
	r := rand.New(rand.NewPCG(1, uint64(tries)))
	for range tries {
		region := all[r.IntN(len(all))]
		if r.IntN(3) == 0 {
			count(random(r, starts), region)
			continue
		}
		i := r.IntN(len(written))
		if r.IntN(4) != 0 {
			region = regions[i]
		}
		count(mutate(r, written[i]), region)
	}
	t.Logf("%d strings, of which the automata took %d", 2*len(written)+tries, taken)
	if taken < tries*3/4 {
		t.Errorf("the automata took only %d of %d strings: the comparison says little", taken, tries)
	}
}
