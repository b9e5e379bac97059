package xlsx

import (
	"strconv"
	"strings"
)

// Colors is a set of colors by the names that people may give to one: light red is red or pink.
type Colors uint16

// The names of colors.
const (
	Red Colors = 1 << iota
	Orange
	Yellow
	Green
	Blue
	Purple
	Pink
	Gray
)

// hues has the names of colors up to a hue, in degrees.
var hues = [...]struct {
	to    int
	names Colors
}{{12, Red}, {22, Red | Orange}, {38, Orange}, {50, Orange | Yellow}, {65, Yellow}, {85, Yellow | Green}, {160, Green}, {195, Green | Blue}, {245, Blue}, {265, Blue | Purple}, {295, Purple}, {340, Purple | Pink}, {360, Red}}

// namesOf returns the names of a color that ends a text as six hexadecimal digits; none if it
// is not known, as that of a theme.
func namesOf(look string) Colors {
	rgb, err := strconv.ParseUint(look[strings.LastIndexByte(look, ' ')+1:], 16, 24)
	if err != nil || len(look) < 6 || strings.Contains(look, "theme") || strings.Contains(look, "indexed") {
		return 0
	}
	r, g, b := int(rgb>>16), int(rgb>>8&255), int(rgb&255)
	most, least := max(r, g, b), min(r, g, b)
	span := most - least
	if 8*span <= most {
		return Gray
	}
	hue := 0
	switch most {
	case r:
		hue = (60*(g-b)/span + 360) % 360
	case g:
		hue = 60*(b-r)/span + 120
	default:
		hue = 60*(r-g)/span + 240
	}
	for _, h := range hues {
		if hue <= h.to {
			if h.names&(Red|Purple) != 0 && 3*span < 2*most {
				return h.names | Pink // light
			}
			return h.names
		}
	}
	return 0
}
