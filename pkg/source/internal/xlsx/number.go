package xlsx

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// numbers converts a workbook's numbers to text: dates to ISO 8601, and all others digit by
// digit as stored, since anything else would damage phone numbers and ZIPs; with what their
// format shows before and between the digits if that changes the meaning.
type numbers struct {
	formats  []int // ids, by a cell's style
	codes    map[int]string
	read     map[int]numberFormat // those that were needed so far
	unknown  int64                // numbers whose format is missing
	date1904 bool                 // days are counted from 1904-01-01
	says     func(words string) bool
	words    bool // some format may put words to a text
}

func (n *numbers) setCodes(codes map[int]string) {
	n.codes, n.read = codes, map[int]numberFormat{}
	for _, code := range codes {
		n.words = n.words || strings.Count(code, ";") >= 3 || strings.Contains(code, "@") && strings.Contains(code, `"`)
	}
}

// format returns the format of a cell's style.
func (n *numbers) format(style int) numberFormat {
	if style < 0 || style >= len(n.formats) {
		if style > 0 {
			n.unknown++
		}
		return nil
	}
	id := n.formats[style]
	f, ok := n.read[id]
	if !ok {
		if code, own := n.codes[id]; own {
			f = readFormat(code, n.says)
		} else {
			f = builtinFormat(id)
		}
		n.read[id] = f
	}
	return f
}

// text makes text of a number as it is stored, with a style.
func (n *numbers) text(v string, style int) string {
	f := n.format(style)
	if f == nil {
		return plainDecimal(v)
	}
	if x, err := strconv.ParseFloat(v, 64); err == nil {
		if s, _ := f.section(x); s != nil && (s.date || s.clock) {
			if text := n.dateText(x, s); text != "" {
				return text
			}
			return plainDecimal(v)
		}
	}
	return f.show(plainDecimal(v))
}

// ofText returns a text as its style shows it.
func (n *numbers) ofText(v, style string) string {
	if !n.words || style == "" {
		return v
	}
	id, _ := strconv.Atoi(style)
	return n.format(id).showText(v)
}

// lastDay is 9999-12-31, the last day that a workbook can name.
const lastDay = 2958465

// dateText makes a date of the days since the beginning of 1900 or 1904, with
// the time of day if the format shows one. It returns "" for what is no date.
// A day that the format hides is not left out, for it is stored.
func (n *numbers) dateText(x float64, f *formatSection) string {
	if x < 0 || x >= lastDay+1 || math.IsNaN(x) {
		return ""
	}
	seconds := int64(math.Round(x * 86400))
	day, second := seconds/86400, seconds%86400
	if f.elapsed || !f.date && day == 0 {
		return fmt.Sprintf("%02d:%02d:%02d", seconds/3600, second/60%60, second%60)
	}
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case n.date1904:
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case day == 0:
		return ""
	case day < 60: // 1900 is held to have had a 29th of February, day 60
		day++
	}
	t := first.AddDate(0, 0, int(day)).Add(time.Duration(second) * time.Second)
	if !f.clock || second == 0 {
		return t.Format(time.DateOnly)
	}
	return t.Format("2006-01-02T15:04:05")
}

const (
	// shownDigits is how many digits workbooks show, and what is typed keeps.
	shownDigits = 15
	// exactDigits is how many digits of a whole number a workbook can store.
	exactDigits = 17
)

// plainDecimal writes a number without exponent or needless zeros. What is
// stored is exact, so an exponent loses nothing: 2.127365E9 is 2127365000. Of a
// decimal that has more, the 15 digits that workbooks show are left:
// 0.30000000000000004 is 0.3, and 2127365000.0000001 is 2127365000.
func plainDecimal(v string) string {
	mantissa, exponent, scientific := strings.Cut(strings.ToLower(v), "e")
	digits := strings.TrimPrefix(mantissa, "-")
	sign := mantissa[:len(mantissa)-len(digits)]
	whole, fraction, decimal := strings.Cut(digits, ".")
	if !decimal && !scientific || !allDigits(whole) || !allDigits(fraction) || whole+fraction == "" {
		return v
	}
	if scientific {
		e, err := strconv.Atoi(exponent)
		if err != nil || e < -exactDigits || len(whole)+e > exactDigits {
			return v // beyond what a workbook keeps exactly
		}
		whole, fraction = movePoint(whole, fraction, e)
	}
	whole = strings.TrimLeft(whole, "0")
	if n := shownDigits - len(whole); strings.TrimRight(fraction, "0") != "" && len(whole)+len(fraction) > shownDigits {
		if x, err := strconv.ParseFloat(whole+"."+fraction, 64); err == nil {
			if whole == "" {
				n = min(n+len(fraction)-len(strings.TrimLeft(fraction, "0")), len(fraction))
			}
			whole, fraction, _ = strings.Cut(strconv.FormatFloat(x, 'f', max(0, n), 64), ".")
		}
	}
	if fraction = strings.TrimRight(fraction, "0"); fraction != "" {
		fraction = "." + fraction
	}
	if whole == "" {
		whole = "0"
	}
	if whole == "0" && fraction == "" {
		sign = ""
	}
	return sign + whole + fraction
}

// movePoint moves the point of a decimal by e digits to the right.
func movePoint(whole, fraction string, e int) (string, string) {
	if n := e - len(fraction); n > 0 {
		fraction += strings.Repeat("0", n)
	}
	if n := -e - len(whole); n > 0 {
		whole = strings.Repeat("0", n) + whole
	}
	if e >= 0 {
		return whole + fraction[:e], fraction[e:]
	}
	at := len(whole) + e
	return whole[:at], whole[at:] + fraction
}

func allDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }
