package rollcall

import (
	"strconv"
	"strings"
)

// limit reports whether n of so many rows or lines are too many; nil is no limit.
type limit func(n, of int64) bool

// parseLimit reads the limit that an option sets on rows or lines, as noun says: a
// number, or a share of all; nothing is no limit.
func parseLimit(option, s, noun string) (limit, error) {
	if s == "" {
		return nil, nil
	}
	wrong := UsageError("Give a number of "+noun+" or a share, as 100 or 20%.", "%s: %q is not a limit", option, s)
	if share, ok := strings.CutSuffix(s, "%"); ok {
		percent, err := strconv.ParseFloat(strings.TrimSpace(share), 64)
		if err != nil || !(percent >= 0 && percent <= 100) {
			return nil, wrong
		}
		return func(n, of int64) bool { return float64(n)*100 > percent*float64(of) }, nil
	}
	most, err := strconv.ParseInt(s, 10, 64)
	if err != nil || most < 0 {
		return nil, wrong
	}
	return func(n, _ int64) bool { return n > most }, nil
}

// exceeded reports whether n of so many are more than the limit.
func (l limit) exceeded(n, of int64) bool { return l != nil && l(n, of) }
