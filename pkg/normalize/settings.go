package normalize

import (
	"regexp"
	"strings"
	"sync"
)

// callsOff returns the part of a cell with settings, as programs write them, that turns
// calls off: `"call": false` of {"call": false, "sms": true}. It is empty where none does.
func callsOff(text string) string {
	if text == "" || text[0] != '{' && text[0] != '[' {
		return ""
	}
	return offSetting().FindString(strings.ToLower(text))
}

var offSetting = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`['"]?\b(allow_?|can_?|ok_?to_?)?(phone_?)?(calls?|calling|phone|telephone|voice)['"]?\s*(:|=>?)\s*['"]?(false|no|off|n|0|never|opted_?out|denied|unsubscribed)\b['"]?`)
})
