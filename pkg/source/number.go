package source

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// numbers makes text of a workbook's numbers: dates in ISO 8601, and all others
// digit by digit as they are stored, since phone numbers and ZIPs lose by
// whatever else.
type numbers struct {
	formats  []numberFormat // by a cell's style
	date1904 bool           // days are counted from 1904-01-01
}

// numberFormat is what of a format changes what a number means.
type numberFormat struct {
	date, clock bool
	// zeros is a format of digits that are all shown, as 00000 for ZIPs.
	zeros string
}

// styleSheet is what of a workbook's styles concerns numbers.
type styleSheet struct {
	Formats []struct {
		ID   int    `xml:"numFmtId,attr"`
		Code string `xml:"formatCode,attr"`
	} `xml:"numFmts>numFmt"`
	Cells []struct {
		Format int `xml:"numFmtId,attr"`
	} `xml:"cellXfs>xf"`
}

func (s *styleSheet) formats() []numberFormat {
	codes := map[int]string{}
	for _, f := range s.Formats {
		codes[f.ID] = f.Code
	}
	formats := make([]numberFormat, len(s.Cells))
	for i, c := range s.Cells {
		if code, ok := codes[c.Format]; ok {
			formats[i] = readFormat(code)
		} else {
			formats[i] = builtinFormat(c.Format)
		}
	}
	return formats
}

// builtinFormat gives the formats that workbooks needn't spell out (ECMA-376
// part 1, 18.8.30), with the dates that East Asian editions have.
func builtinFormat(id int) numberFormat {
	switch {
	case id >= 14 && id <= 17, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id == 57, id == 58:
		return numberFormat{date: true}
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id >= 45 && id <= 47, id == 55, id == 56:
		return numberFormat{clock: true}
	case id == 22:
		return numberFormat{date: true, clock: true}
	}
	return numberFormat{}
}

// readFormat reads a format's code, of which the first section is for the
// numbers that matter here.
func readFormat(code string) numberFormat {
	var f numberFormat
	var letters, digits strings.Builder
	plain := true // digits and what stands between them
	for i := 0; i < len(code) && code[i] != ';'; i++ {
		switch c := code[i]; c {
		case '"':
			n := strings.IndexByte(code[i+1:], '"')
			if n < 0 {
				return numberFormat{}
			}
			digits.WriteString(code[i+1 : i+1+n])
			i += n + 1
		case '\\':
			if i++; i < len(code) {
				digits.WriteByte(code[i])
			}
		case '_', '*':
			i++
		case '[':
			n := strings.IndexByte(code[i:], ']')
			if n < 0 {
				return numberFormat{}
			}
			switch strings.ToLower(strings.Trim(code[i+1:i+n], "hmsHMS")) {
			case "":
				f.clock = true
			}
			plain = plain && code[i+1] == '$'
			i += n
		case '0', '-', ' ', '(', ')', '/':
			digits.WriteByte(c)
		default:
			plain = false
			letters.WriteByte(c | 0x20)
		}
	}
	l := letters.String()
	if strings.HasPrefix(l, "general") {
		return numberFormat{}
	}
	f.clock = f.clock || strings.ContainsAny(l, "hs")
	f.date = strings.ContainsAny(l, "yd") || strings.Contains(l, "m") && !f.clock
	if z := digits.String(); plain && strings.Count(z, "0") > 1 && !f.clock {
		f.zeros = z
	}
	return f
}

// text makes text of a number as it is stored, with a style.
func (n *numbers) text(v string, style int) string {
	var f numberFormat
	if style >= 0 && style < len(n.formats) {
		f = n.formats[style]
	}
	if f.date || f.clock {
		if x, err := strconv.ParseFloat(v, 64); err == nil {
			if s := n.dateText(x, f); s != "" {
				return s
			}
		}
	}
	v = plainDecimal(v)
	if f.zeros != "" {
		return fillZeros(v, f.zeros)
	}
	return v
}

// lastDay is 9999-12-31, the last day that a workbook can name.
const lastDay = 2958465

// dateText makes a date of the days since the beginning of 1900 or 1904, with
// the time of day if the format shows one. It gives "" for what is no date.
func (n *numbers) dateText(x float64, f numberFormat) string {
	if x < 0 || x >= lastDay+1 || math.IsNaN(x) {
		return ""
	}
	seconds := int64(math.Round(x * 86400))
	day, second := seconds/86400, seconds%86400
	if !f.date {
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

// plainDecimal writes a number without exponent or needless zeros, as far as
// its digits are all there. Of a decimal that has more, the 15 digits that
// workbooks show are left: 0.30000000000000004 is 0.3.
func plainDecimal(v string) string {
	mantissa, exponent, scientific := strings.Cut(strings.ToLower(v), "e")
	whole, fraction, decimal := strings.Cut(strings.TrimPrefix(mantissa, "-"), ".")
	if !decimal && !scientific || !allDigits(whole) || !allDigits(fraction) || whole == "" {
		return v
	}
	if scientific {
		e, err := strconv.Atoi(exponent)
		if err != nil || e < 0 || e > len(fraction) {
			return v // the digits are not all there
		}
		whole, fraction = strings.TrimLeft(whole+fraction[:e], "0"), fraction[e:]
		if whole == "" {
			whole = "0"
		}
	}
	fraction = strings.TrimRight(fraction, "0")
	sign := v[:len(mantissa)-len(strings.TrimPrefix(mantissa, "-"))]
	switch {
	case fraction == "":
		return sign + whole
	case len(whole)+len(fraction) > 15:
		x, err := strconv.ParseFloat(whole+"."+fraction, 64)
		if short := strconv.FormatFloat(x, 'g', 15, 64); err == nil && !strings.Contains(short, "e") {
			return sign + strings.TrimRight(strings.TrimRight(short, "0"), ".")
		}
	}
	return sign + whole + "." + fraction
}

func allDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// fillZeros puts the digits of a whole number where a format has zeros, and
// zeros where there are too few: 2134 as 00000 is 02134.
func fillZeros(v, zeros string) string {
	n := strings.Count(zeros, "0")
	if v == "" || !allDigits(v) || len(v) > n {
		return v
	}
	v = strings.Repeat("0", n-len(v)) + v
	var b strings.Builder
	for i := range len(zeros) {
		if zeros[i] == '0' {
			b.WriteByte(v[0])
			v = v[1:]
		} else {
			b.WriteByte(zeros[i])
		}
	}
	return b.String()
}
