package normalize

// ZoneOfState gives the IANA time zone of a state, territory or province, by
// its code as State gives it, where all of it lies in one zone; else it is
// empty. The zones are those of 49 CFR part 71 for the United States, and of
// the provinces' time acts for Canada; a state with even one county in another
// zone is not among them, nor is Arizona, where the Navajo Nation alone keeps
// daylight saving time.
func ZoneOfState(country, state string) string {
	switch country {
	case "US":
		return usZones[state]
	case "CA":
		return caZones[state]
	}
	return ""
}

const (
	eastern  = "America/New_York"
	central  = "America/Chicago"
	mountain = "America/Denver"
	pacific  = "America/Los_Angeles"
)

var usZones = map[string]string{
	"CT": eastern, "DC": eastern, "DE": eastern, "GA": eastern, "MA": eastern, "MD": eastern, "ME": eastern,
	"NC": eastern, "NH": eastern, "NJ": eastern, "NY": eastern, "OH": eastern, "PA": eastern, "RI": eastern,
	"SC": eastern, "VA": eastern, "VT": eastern, "WV": eastern,
	"AL": central, "AR": central, "IA": central, "IL": central, "LA": central, "MN": central, "MO": central,
	"MS": central, "OK": central, "WI": central,
	"CO": mountain, "MT": mountain, "NM": mountain, "UT": mountain, "WY": mountain,
	"CA": pacific, "WA": pacific,
	"HI": "Pacific/Honolulu", "PR": "America/Puerto_Rico", "VI": "America/St_Thomas",
	"GU": "Pacific/Guam", "MP": "Pacific/Saipan", "AS": "Pacific/Pago_Pago",
}

var caZones = map[string]string{
	"AB": "America/Edmonton", "MB": "America/Winnipeg", "NB": "America/Moncton", "NS": "America/Halifax",
	"PE": "America/Halifax", "YT": "America/Whitehorse",
}
