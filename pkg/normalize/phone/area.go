package phone

// areaRegions are the area codes by which country columns tell regions that
// share a calling code. Numbers themselves are told by the library's metadata.
var areaRegions = map[int]map[string]string{
	1: {
		"242": "BS", "246": "BB", "264": "AI", "268": "AG", "284": "VG", "340": "VI", "345": "KY", "441": "BM",
		"473": "GD", "649": "TC", "658": "JM", "664": "MS", "670": "MP", "671": "GU", "684": "AS", "721": "SX",
		"758": "LC", "767": "DM", "784": "VC", "787": "PR", "809": "DO", "829": "DO", "849": "DO", "868": "TT",
		"869": "KN", "876": "JM", "939": "PR",
	},
	7:   {"7": "KZ"},
	44:  {"1481": "GG", "1534": "JE", "1624": "IM"},
	47:  {"79": "SJ"},
	61:  {"89162": "CC", "89164": "CX"},
	262: {"269": "YT", "639": "YT"},
	290: {"8": "TA"},
	358: {"18": "AX"},
	599: {"3": "BQ", "4": "BQ", "7": "BQ", "9": "CW"},
}
