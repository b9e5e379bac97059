package main

import "strings"

// The words that lists are made of.
var (
	firstNames = strings.Fields(`James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara
		Richard Susan Joseph Jessica Thomas Sarah Charles Karen Christopher Lisa Daniel Nancy Matthew Betty Anthony
		Margaret Mark Sandra Donald Ashley Steven Kimberly Paul Emily Andrew Donna Joshua Michelle Kenneth Carol Kevin
		Amanda Brian Dorothy George Melissa Timothy Deborah Wei Fatima Priya Ahmed Olga Hiroshi José María Chloé Zoë`)
	lastNames = strings.Fields(`Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez
		Gonzalez Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez
		Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera
		Campbell Mitchell Carter Roberts O'Brien McDonald Kowalski Petrov Khan Chen Yamamoto Müller Nuñez Łukasz`)
	trades  = strings.Fields(`Roofing Solar Dental Plumbing Realty Insurance Motors Bakery Consulting Landscaping`)
	domains = strings.Fields(`gmail.com gmail.com gmail.com yahoo.com yahoo.com hotmail.com outlook.com icloud.com aol.com
		comcast.net example.com example.net`)
	consents = strings.Fields(`yes yes yes yes Yes Yes YES y Y true true TRUE 1 1 opted-in`)
	refusals = []string{"no", "no", "No", "N", "false", "0", "", "", "unknown", "unsubscribed"}
	tagCells = []string{"", "", "", "", "webinar", "solar", "roof", "vip", "solar, roof", "webinar; renewal", "insurance", "insurance|vip"}
	sources  = []string{"Facebook", "Google Ads", "Trade fair", "Referral", "Website", "Cold list 7", "Partner", "TikTok"}
)

// place is a city with what its addresses have in common.
type place struct {
	city, state, name string
	zip               string // the first three digits
}

var places = []place{
	{"Seattle", "WA", "Washington", "981"}, {"Portland", "OR", "Oregon", "972"}, {"San Francisco", "CA", "California", "941"},
	{"Los Angeles", "CA", "California", "900"}, {"San Diego", "CA", "California", "921"}, {"Las Vegas", "NV", "Nevada", "891"},
	{"Phoenix", "AZ", "Arizona", "850"}, {"Salt Lake City", "UT", "Utah", "841"}, {"Denver", "CO", "Colorado", "802"},
	{"Albuquerque", "NM", "New Mexico", "871"}, {"El Paso", "TX", "Texas", "799"}, {"Dallas", "TX", "Texas", "752"},
	{"Houston", "TX", "Texas", "770"}, {"Oklahoma City", "OK", "Oklahoma", "731"}, {"Kansas City", "MO", "Missouri", "641"},
	{"Minneapolis", "MN", "Minnesota", "554"}, {"Chicago", "IL", "Illinois", "606"}, {"New Orleans", "LA", "Louisiana", "701"},
	{"Nashville", "TN", "Tennessee", "372"}, {"Atlanta", "GA", "Georgia", "303"}, {"Miami", "FL", "Florida", "331"},
	{"Charlotte", "NC", "North Carolina", "282"}, {"Washington", "DC", "District of Columbia", "200"},
	{"Philadelphia", "PA", "Pennsylvania", "191"}, {"Newark", "NJ", "New Jersey", "071"}, {"New York", "NY", "New York", "100"},
	{"Hartford", "CT", "Connecticut", "061"}, {"Boston", "MA", "Massachusetts", "021"}, {"Portland", "ME", "Maine", "041"},
	{"Columbus", "OH", "Ohio", "432"}, {"Detroit", "MI", "Michigan", "482"}, {"Honolulu", "HI", "Hawaii", "968"},
}

// ascii leaves the letters out that addresses seldom have.
func ascii(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, name)
}
