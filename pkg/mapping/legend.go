package mapping

import (
	"slices"
	"strings"

	"rollcall/pkg/header"
	"rollcall/pkg/normalize"
	"rollcall/pkg/profile"
)

// Legend returns what the codes of a column mean by its header, "Consent (1 = yes,
// 2 = no)", as values of a mapping have it, or nil where the header explains none.
func Legend(name string) map[string]string {
	_, codes := header.CutLegend(name)
	if codes == nil {
		return nil
	}
	forbids := slices.ContainsFunc(codes, func(c header.Code) bool { return refusal(c.Says) })
	values := make(map[string]string, len(codes))
	for _, c := range codes {
		says := c.Says
		if readAnswer(says) == unreadable && (forbids && hasCalls(lower(says)) || grants(says)) {
			says = "ok to call" // "0 = call, 1 = don't call", "4 = voice given"
		}
		values[c.Cell] = says
	}
	return values
}

// grants reports whether a text says that calls, or whatever its header names, are agreed to, and
// nothing of refusals or other ways.
func grants(says string) bool {
	const but = normalize.TouchesNo | normalize.TouchesRefusal | normalize.TouchesHold | normalize.TouchesEnds
	is := normalize.Touches(says)
	rest := slices.DeleteFunc(header.Words(says), func(w string) bool { return header.WayOf(w) == header.ByCall })
	return is&but == 0 && !header.NamesOtherWay(says) && !normalize.Negates(says) && (is&normalize.TouchesPermit != 0 && is&normalize.TouchesAsk == 0 || normalize.AnswerOf(strings.Join(rest, " ")) == normalize.Yes)
}

// readLegend reads the cells of a column by the legend in its header.
func (c *Suggestion) readLegend() {
	legend := Legend(c.Header)
	if legend == nil || c.Profile.Values == nil {
		return
	}
	means := make(map[string]string, len(legend))
	for code, says := range legend {
		means[codeKey(code)] = says
	}
	col := *c.Profile
	col.Values = slices.Clone(col.Values)
	explained := false
	for i, v := range col.Values {
		says, ok := means[codeKey(v.Text)]
		if !ok {
			says, ok = severalCodes(v.Text, means)
		}
		if ok {
			legend[v.Text] = says // "1.0" for 1
			col.Values[i], explained = profile.Value{Text: says, Count: v.Count}, true
		}
	}
	if explained {
		c.Profile, c.legend = &col, legend
	}
}

// onlyLetsIn reports whether only some cells of a column let in by the legend in its header: a
// blank one stands for a refusal, or, in a column of refusals, a yes for a clearance: "Do not
// call? (blank = do not call, y = ok)", "DNC (Y = may call)".
func (c *Suggestion) onlyLetsIn() bool {
	for code, says := range c.legend {
		if blankCodes[lower(code)] && refusal(says) || readAnswer(code) == saysYes && readAnswer(says) == clears && header.Read(c.Header).Concept == header.Refusal {
			return true
		}
	}
	return false
}

var blankCodes = wordSet("blank empty nothing none leer vacio vacío blanco vide vuoto vazio leeg")

// severalCodes returns what a cell of several codes of a letter each means, "CTE".
func severalCodes(cell string, means map[string]string) (says string, ok bool) {
	var all []string
	for _, code := range strings.Split(codeKey(cell), "") {
		if strings.Trim(code, " ,;/|+&") == "" {
			continue
		}
		says, ok := means[code]
		if !ok {
			return "", false
		}
		all = append(all, says)
	}
	return strings.Join(all, ", "), len(all) > 1
}

// codeKey is a code as it is compared: 01, 1 and 1.0 are one.
func codeKey(code string) string {
	key := strings.ToLower(normalize.Text(normalize.Unmarked(code)))
	if number := strings.TrimSuffix(key, ".0"); number != "" && strings.Trim(number, "0123456789") == "" {
		if key = strings.TrimLeft(number, "0"); key == "" {
			key = "0"
		}
	}
	return key
}

// translate puts the legend of a column's header into those of its uses that decide
// who is called.
func (c *Suggestion) translate() {
	if c.legend == nil {
		return
	}
	if c.Target == Consent {
		c.Values = c.legend
	}
	if c.Also != nil && c.Also.Target == Consent {
		c.Also.Values = c.legend
	}
}
