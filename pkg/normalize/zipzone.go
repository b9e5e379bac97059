package normalize

// ZoneOfZip gives the IANA time zone of a ZIP code of the United States or a
// postal code of Canada, in the form that Zip gives it, by its first digits or
// letters, where all places that have these lie in one zone; else it is empty.
//
// The rule: the sectional centers that the first three digits stand for (USPS
// Publication 65), the counties that these serve, and the zones of the counties
// in 49 CFR part 71. Prefixes of centers that serve counties of two zones are
// left out, and so is what the Navajo Nation shares with Arizona.
func ZoneOfZip(country, zip string) string {
	switch country {
	case "US":
		return zoneOfUSZip(zip)
	case "CA":
		return zoneOfForwardSortation(zip)
	}
	return ""
}

// zipRange is the ZIP codes from one prefix of three digits to another.
type zipRange struct {
	first, last int
	zone        string
}

var zipRanges = [...]zipRange{
	{6, 7, "America/Puerto_Rico"}, {8, 8, "America/St_Thomas"}, {9, 9, "America/Puerto_Rico"},
	{10, 89, eastern},   // New England, New Jersey
	{100, 268, eastern}, // New York to West Virginia
	{270, 323, eastern}, // the Carolinas, Georgia, Florida to the Apalachicola
	{325, 325, central}, // Pensacola
	{326, 339, eastern}, {341, 342, eastern}, {344, 344, eastern}, {346, 347, eastern}, {349, 349, eastern},
	{350, 352, central}, {354, 372, central}, // Alabama, middle Tennessee
	{374, 374, eastern}, {376, 376, eastern}, {378, 379, eastern}, // east Tennessee, less the Cumberland Plateau
	{380, 384, central}, {386, 397, central}, // west Tennessee, Mississippi
	{398, 400, eastern}, {402, 418, eastern}, // Georgia, east Kentucky
	{420, 424, central}, {425, 425, eastern}, // west Kentucky, Somerset
	{430, 462, eastern}, // Ohio, Indianapolis
	{463, 464, central}, // Gary
	{466, 468, eastern}, {470, 474, eastern}, {477, 477, central},
	{480, 497, eastern},                      // Michigan, less the west of the Upper Peninsula
	{500, 528, central}, {530, 567, central}, // Iowa, Wisconsin, Minnesota
	{570, 574, central}, {577, 577, mountain}, // South Dakota
	{580, 584, central}, {590, 599, mountain}, // North Dakota, Montana
	{600, 658, central}, {660, 676, central}, {679, 679, central}, // Illinois, Missouri, Kansas
	{680, 689, central}, {693, 693, mountain}, // Nebraska
	{700, 797, central}, {799, 799, mountain}, // Louisiana to Texas, El Paso
	{800, 816, mountain}, {820, 834, mountain}, {837, 837, mountain}, // Colorado, Wyoming, south Idaho
	{838, 838, pacific},  // north Idaho
	{840, 847, mountain}, // Utah
	{850, 853, "America/Phoenix"}, {855, 857, "America/Phoenix"}, {859, 859, "America/Phoenix"}, {863, 864, "America/Phoenix"},
	{870, 884, mountain}, {885, 885, mountain}, // New Mexico, El Paso
	{889, 891, pacific}, {894, 895, pacific}, {897, 897, pacific}, // Nevada, less its northeast
	{900, 961, pacific}, {967, 968, "Pacific/Honolulu"}, {970, 977, pacific}, {980, 994, pacific},
	{996, 998, "America/Anchorage"},
}

func zoneOfUSZip(zip string) string {
	if len(zip) < 5 || !isDigits(zip[:5]) || len(zip) > 5 && zip[5] != '-' {
		return ""
	}
	// The center of Anchorage serves the western Aleutians too, but the city's
	// own codes are 99501 to 99529.
	if zip >= "99501" && zip < "99530" {
		return "America/Anchorage"
	}
	prefix := atoi(zip[:3])
	for _, r := range zipRanges {
		if prefix <= r.last {
			if prefix >= r.first {
				return r.zone
			}
			return ""
		}
	}
	return ""
}

// zoneOfForwardSortation goes by Canada Post's forward sortation areas: the
// first letter is a province or a part of one, and a 0 behind it stands for the
// country, which is left out where a province has two zones.
func zoneOfForwardSortation(code string) string {
	if len(code) != 7 || code[3] != ' ' {
		return ""
	}
	switch area := code[:3]; {
	case code[0] == 'A' && code[1] != '0' && area != "A2V": // Newfoundland without Labrador
		return "America/St_Johns"
	case code[0] == 'G' && code[1] != '0' && area != "G4T": // Quebec without the Magdalen Islands
		return "America/Toronto"
	case code[0] == 'V' && code[1] >= '2': // British Columbia without its east
		return "America/Vancouver"
	case code[0] == 'S' && (code[1] == '4' || code[1] == '6' || code[1] == '7'): // Regina, Prince Albert, Saskatoon
		return "America/Regina"
	}
	switch code[0] {
	case 'B', 'C':
		return "America/Halifax"
	case 'E':
		return "America/Moncton"
	case 'H', 'J', 'K', 'L', 'M', 'N': // the rest of Quebec, southern Ontario
		return "America/Toronto"
	case 'R':
		return "America/Winnipeg"
	case 'T':
		return "America/Edmonton"
	case 'Y':
		return "America/Whitehorse"
	}
	return ""
}
