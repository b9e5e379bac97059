package rollcall

import (
	"strconv"
	"strings"
)

// limit is a bound on some of the rows: a number, or a share of all rows.
type limit struct {
	set     bool
	count   int64
	percent float64
	share   bool
}

func parseLimit(option, s string) (limit, error) {
	wrong := UsageError("Give a number of rows or a share, as 100 or 20%.", "%s: %q is not a limit", option, s)
	if s == "" {
		return limit{}, nil
	}
	if share, ok := strings.CutSuffix(s, "%"); ok {
		p, err := strconv.ParseFloat(strings.TrimSpace(share), 64)
		if err != nil || !(p >= 0 && p <= 100) {
			return limit{}, wrong
		}
		return limit{set: true, percent: p, share: true}, nil
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return limit{}, wrong
	}
	return limit{set: true, count: n}, nil
}

// exceeded reports whether so many skipped of so many rows are too many.
func (l limit) exceeded(skipped, rows int64) bool {
	if !l.set {
		return false
	}
	if l.share {
		return float64(skipped)*100 > l.percent*float64(rows)
	}
	return skipped > l.count
}
