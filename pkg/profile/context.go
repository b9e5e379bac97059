package profile

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/normalize/phone"
)

// clue is what the rest of the list says for a region.
type clue struct {
	weight float64
	words  []string
}

// clues gathers them.
type clues map[string]clue

func (c clues) add(code string, weight float64, words string) {
	k := c[code]
	k.weight += weight
	k.words = append(k.words, words)
	c[code] = k
}

// context looks for clues other than the numbers without a country code: those
// that have one, the country column, states, postal codes, domains, streets.
func (p *Profiler) context(rows [][]string, l *learned) clues {
	c := clues{}
	p.countryClues(rows, l, c)
	n := p.countClues(rows, l)
	share := func(count int) float64 { return min(1, float64(count)/float64(max(len(rows), 1))) }
	if n.states > n.provinces && share(n.states) > 0.3 {
		c.add("US", 0.7, "states of the US")
	}
	if n.provinces > n.states && share(n.provinces) > 0.3 {
		c.add("CA", 0.7, "provinces of Canada")
		c.add("US", 0.7, "provinces of Canada") // which has its calling code
	}
	if share(n.zipPlus) > 0.1 {
		c.add("US", 0.2, "ZIP+4 codes")
	}
	if share(n.ukCodes) > 0.3 {
		c.add("GB", 0.3, "British postal codes")
	}
	if share(n.caCodes) > 0.3 {
		c.add("CA", 0.3, "Canadian postal codes")
	}
	for region, k := range n.postcodes {
		if share(k) > 0.3 {
			c.add(region, 0.3, "postal codes as of "+region)
		}
	}
	for region, k := range n.endings {
		if k >= 2 && 5*k >= n.domains {
			c.add(region, 0.25*float64(k)/float64(n.domains), fmt.Sprintf("domains of %s", region))
		}
	}
	for lang, k := range n.languages {
		if share(k) < 0.2 {
			continue
		}
		for i, region := range languageRegions[lang] {
			c.add(region, max(0.1, 0.3-0.08*float64(i))*share(2*k), "streets in "+lang)
		}
	}
	p.headerClues(rows, c)
	p.letterClues(rows, l, c)
	return c
}

// clueCounts are the cells of other columns that may say where a file is from.
type clueCounts struct {
	states, provinces, ukCodes, caCodes, zipPlus, domains int
	// endings are the countries of domains, languages those of streets.
	endings, languages map[string]int
	// postcodes are by region those that only few write so.
	postcodes map[string]int
}

func (p *Profiler) countClues(rows [][]string, l *learned) clueCounts {
	n := clueCounts{endings: map[string]int{}, languages: map[string]int{}, postcodes: map[string]int{}}
	for i := range p.header {
		for _, row := range rows {
			for _, region := range postcodeRegions[shapeOf(cellAt(row, i))] {
				n.postcodes[region]++
			}
		}
		if l.phones[i] {
			continue
		}
		filled, us, ca, country := 0, 0, 0, 0
		for _, row := range rows {
			cell := cellAt(row, i)
			if cell == "" {
				continue
			}
			filled++
			traits := traitsOf(cell)
			switch {
			case traits&(isEmail|isURL) != 0:
				if region := domainRegion(cell); region != "" {
					n.endings[region]++
				}
				n.domains++
			case len(cell) == 2 && traits&hasLetters != 0:
				if normalize.State(cell, "US") != "" && usStates()[strings.ToUpper(cell)] {
					us++
				} else if caProvinces()[strings.ToUpper(cell)] {
					if ca++; phone.CallingCode(strings.ToUpper(cell)) != 0 {
						country++ // NL is the Netherlands, too
					}
				}
			case traits&postalShaped != 0:
				if len(cell) >= 6 && cell[1] >= '0' && cell[1] <= '9' && (cell[2] < '0' || cell[2] > '9') && cell[len(cell)-1] <= '9' {
					n.caCodes++
				} else {
					n.ukCodes++
				}
			case traits&zipShaped != 0 && len(cell) == 10:
				n.zipPlus++
			case traits&hasLetters != 0 && len(cell) < 100:
				if lang := streetLanguage(cell); lang != "" {
					n.languages[lang]++
				}
			}
		}
		if 10*(us+ca) >= 9*filled && us+ca > country {
			n.states += us
			n.provinces += ca
		}
	}
	return n
}

// countryClues adds what the country column says, and numbers that have their
// country code.
func (p *Profiler) countryClues(rows [][]string, l *learned, c clues) {
	countries, numbers := map[string]int{}, map[string]int{}
	named, international := 0, 0
	for _, row := range rows {
		if word := cellAt(row, l.country); word != "" {
			if region, ok := phone.Region(word); ok {
				countries[region]++
				named++
			}
		}
		for i, is := range l.phones {
			if cell := repaired(cellAt(row, i)); is && cell != "" && (cell[0] == '+' || strings.HasPrefix(cell, "00")) {
				if r := p.opts.Parser.Parse(cell, ""); r.OK() || r.Problem.Fake() {
					numbers[r.Region]++
					international++
				}
			}
		}
	}
	for region, k := range countries {
		if share := float64(k) / float64(named); share > 0.1 {
			c.add(region, 0.6*share, fmt.Sprintf("%.0f%% of the rows are from %s", 100*share, region))
		}
	}
	for region, k := range numbers {
		if share := float64(k) / float64(international); k >= 2 && share > 0.2 {
			c.add(region, 0.4*share, fmt.Sprintf("%.0f%% of the numbers with a country code are from %s", 100*share, region))
		}
	}
}

// domainRegion returns the region of the country ending of a mail or web
// address, or "".
func domainRegion(s string) string {
	if _, host, ok := strings.Cut(s, "://"); ok {
		s = host
	}
	s, _, _ = strings.Cut(s, "/")
	dot := strings.LastIndexByte(s, '.')
	switch ending := strings.ToUpper(s[dot+1:]); ending {
	case "UK":
		return "GB"
	case "CO", "IO", "AI", "ME", "TV", "CC", "WS", "FM", "LY", "GG", "TO", "SH", "EU", "VC", "AC": // worn by anybody
		return ""
	default:
		if len(ending) == 2 && phone.CallingCode(ending) != 0 {
			return ending
		}
	}
	return ""
}

// postcodeRegions are the regions of postal codes by their shape.
var postcodeRegions = map[string][]string{
	"9999-999": {"PT"}, "99999-999": {"BR"}, "99-999": {"PL"}, "9999 AA": {"NL"}, "999 99": {"SE", "CZ", "SK", "GR"},
}

// shapeOf returns a short text with 9 for each digit and A for each capital, or "".
func shapeOf(cell string) string {
	const shortest, longest = 6, 9
	if len(cell) < shortest || len(cell) > longest {
		return ""
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9':
			return '9'
		case r >= 'A' && r <= 'Z':
			return 'A'
		}
		return r
	}, cell)
}

// languageRegions are the regions of a language, the largest first.
var languageRegions = map[string][]string{
	"German": {"DE", "AT", "CH"}, "French": {"FR", "BE", "CH", "CI", "SN", "CM", "MA", "DZ", "TN", "CD", "MG", "BF", "ML", "BJ", "TG", "NE", "GA", "LU"},
	"Spanish": {"ES", "MX", "AR", "CO", "PE", "CL", "VE", "EC", "GT", "CU", "BO", "HN", "PY", "SV", "NI", "CR", "PA", "UY"},
	"Italian": {"IT", "CH"}, "Dutch": {"NL", "BE", "SR"}, "Portuguese": {"BR", "PT", "AO", "MZ"}, "Swedish": {"SE"}, "Danish or Norwegian": {"DK", "NO"},
}

// streetParts are parts of street names that show their language.
var streetParts = []struct {
	language string
	parts    []string
}{
	{"German", []string{"straße", "strasse", "str.", "weg ", "platz ", "allee", "gasse", "köln", "münchen"}},
	{"French", []string{"rue ", "avenue de", "boulevard ", "place de", "chemin ", "impasse "}},
	{"Spanish", []string{"calle ", "avenida ", "plaza ", "carrera ", "paseo ", "c/ "}},
	{"Italian", []string{"via ", "piazza ", "corso ", "viale ", "vicolo "}},
	{"Dutch", []string{"straat", "laan ", "gracht", "plein "}},
	{"Portuguese", []string{"rua ", "travessa ", "praça ", "alameda "}},
}

// streetLanguage returns the language of an address, or "".
func streetLanguage(s string) string {
	s = strings.ToLower(s) + " "
	for _, l := range streetParts {
		for _, part := range l.parts {
			if at := strings.Index(s, part); at == 0 || at > 0 && !strings.HasSuffix(part, " ") || at > 0 && s[at-1] != ' ' && l.language == "German" ||
				at > 0 && l.language == "Dutch" {
				return l.language
			}
		}
	}
	return ""
}

// headerClues adds what the headers' language says. Below French ones the accents of names
// speak against the Maghreb, whose names have none in Latin letters.
func (p *Profiler) headerClues(rows [][]string, c clues) {
	for _, language := range header.Languages(p.header) {
		if language == "French" && p.accented(rows) {
			for _, region := range languageRegions[language] {
				if !slices.Contains(maghreb, region) {
					c.add(region, 0.3, "accents in names")
				}
			}
		}
		for i, region := range languageRegions[language] {
			c.add(region, max(0.05, 0.2-0.05*float64(i)), "headers in "+language)
		}
	}
}

var maghreb = []string{"MA", "DZ", "TN"}

// accented reports whether one in five rows has a name with a letter of French that has an
// accent.
func (p *Profiler) accented(rows [][]string) bool {
	const oneIn = 5
	n := 0
	for _, row := range rows {
		for i, name := range p.header {
			switch header.Read(name).Concept {
			case header.FirstName, header.LastName, header.FullName:
				if strings.ContainsAny(cellAt(row, i), "àâçéèêëîïôûùœÀÂÇÉÈÊËÎÏÔÛÙŒ") {
					n++
				}
			}
		}
	}
	return oneIn*n >= len(rows)
}

var (
	usStates    = wordSet("AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR VI GU AS MP AA AE AP")
	caProvinces = wordSet("AB BC MB NB NL NS NT NU ON PE QC SK YT")
)

// wordSet is a set of words that is read when it is first asked for.
func wordSet(words string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		set := map[string]bool{}
		for w := range strings.FieldsSeq(words) {
			set[w] = true
		}
		return set
	})
}
