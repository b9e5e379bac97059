package phone

import (
	"github.com/nyaruka/phonenumbers/v2"
	"github.com/nyaruka/phonenumbers/v2/timezone"
)

// TimeZone gives the IANA names of the time zones that a valid number in E.164
// form may be in, by its first digits: one where they tell, several where the
// number may be from anywhere in its country, none where nothing is known.
// The caller must not change the slice.
func TimeZone(e164 string) []string {
	n, err := phonenumbers.Parse(e164, "")
	if err != nil {
		return nil
	}
	zones, err := timezone.GetTimeZonesForNumber(n)
	if err != nil || len(zones) == 1 && zones[0] == timezone.Unknown {
		return nil
	}
	return zones
}
