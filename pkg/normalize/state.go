package normalize

import (
	"strings"
	"sync"
)

// State returns the two-letter code of a state, territory or province of the
// United States or Canada for its name, its traditional abbreviation or its
// code in any case. For a country that is neither of them (nor a territory,
// which has an ISO 3166 code of its own), and for what is no state of the
// country, it returns the text as Text does. An empty country stands for either.
func State(s, country string) string {
	if country == "US" && len(s) == 2 && usStates()[s] == s {
		return s
	}
	s = Text(s)
	switch country {
	case "PR", "VI", "GU", "AS", "MP":
		country = "US"
	case "", "US", "CA":
	default:
		return s
	}
	if len(s) < 2 || len(s) > 40 {
		return s
	}
	if code := stateNamed([]byte(s), "", country); code != "" {
		return code // as the tables write it
	}
	if len(s) == 2 {
		return stateNamed([]byte{s[0] | 0x20, s[1] | 0x20}, s, country)
	}
	return stateNamed([]byte(foldState(s)), s, country)
}

// stateNamed returns the code for a folded name, or s.
func stateNamed(name []byte, s, country string) string {
	if country != "CA" {
		if code, ok := usStates()[string(name)]; ok {
			return code
		}
	}
	if country != "US" {
		if code, ok := caProvinces()[string(name)]; ok {
			return code
		}
	}
	return s
}

// foldState returns a name in lower case, without points and accents.
func foldState(s string) string {
	s = stateFolds.Replace(strings.ToLower(s))
	return strings.Join(strings.Fields(s), " ")
}

var stateFolds = strings.NewReplacer(".", "", "é", "e", "î", "i", "ô", "o", "-", " ", "’", "'")

// usStates are the codes of USPS Publication 28, appendix B, and the
// abbreviations that were in use before them.
var usStates = stateTable(`
AL Alabama; Ala
AK Alaska
AZ Arizona; Ariz
AR Arkansas; Ark
CA California; Calif; Cal
CO Colorado; Colo
CT Connecticut; Conn
DE Delaware; Del
DC District of Columbia; Washington DC; Washington, DC; D C
FL Florida; Fla
GA Georgia
HI Hawaii; Hawai'i
ID Idaho
IL Illinois; Ill
IN Indiana; Ind
IA Iowa
KS Kansas; Kans; Kan
KY Kentucky
LA Louisiana
ME Maine
MD Maryland
MA Massachusetts; Mass
MI Michigan; Mich
MN Minnesota; Minn
MS Mississippi; Miss
MO Missouri
MT Montana; Mont
NE Nebraska; Nebr; Neb
NV Nevada; Nev
NH New Hampshire; N H
NJ New Jersey; N J
NM New Mexico; N Mex; N M; New Mex
NY New York; N Y; New York State
NC North Carolina; N C; N Carolina
ND North Dakota; N D; N Dak; N Dakota
OH Ohio
OK Oklahoma; Okla
OR Oregon; Ore; Oreg
PA Pennsylvania; Penn; Penna
RI Rhode Island; R I
SC South Carolina; S C; S Carolina
SD South Dakota; S D; S Dak; S Dakota
TN Tennessee; Tenn
TX Texas; Tex
UT Utah
VT Vermont
VA Virginia
WA Washington; Wash; Washington State
WV West Virginia; W Va; W Virginia
WI Wisconsin; Wis; Wisc
WY Wyoming; Wyo
AS American Samoa
GU Guam
MP Northern Mariana Islands
PR Puerto Rico
VI Virgin Islands; US Virgin Islands; U S Virgin Islands
FM Federated States of Micronesia
MH Marshall Islands
PW Palau
AA Armed Forces Americas
AE Armed Forces Europe
AP Armed Forces Pacific
`)

// caProvinces are the codes of Canada Post's addressing guidelines.
var caProvinces = stateTable(`
AB Alberta; Alta
BC British Columbia; Colombie Britannique; B C
MB Manitoba; Man
NB New Brunswick; Nouveau Brunswick; N B
NL Newfoundland and Labrador; Newfoundland; Newfoundland & Labrador; Labrador; Terre Neuve et Labrador; NF; Nfld
NS Nova Scotia; Nouvelle Ecosse; N S
NT Northwest Territories; Territoires du Nord Ouest; NWT; N W T
NU Nunavut
ON Ontario; Ont
PE Prince Edward Island; Ile du Prince Edouard; PEI; P E I
QC Quebec; PQ; Que
SK Saskatchewan; Sask
YT Yukon; Yukon Territory; YK
`)

// stateTable has each code and name twice: as it is written, and folded.
func stateTable(text string) func() map[string]string {
	return sync.OnceValue(func() map[string]string {
		table := map[string]string{}
		for line := range strings.Lines(strings.TrimSpace(text)) {
			code, names, _ := strings.Cut(strings.TrimSpace(line), " ")
			table[code], table[strings.ToLower(code)] = code, code
			for name := range strings.SplitSeq(names, ";") {
				name = strings.TrimSpace(name)
				table[name], table[foldState(name)] = code, code
			}
		}
		return table
	})
}
