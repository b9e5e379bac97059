package report

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"rollcall/pkg/contact"
)

// MaskPhone hides the middle of a number: "+1206*****67".
func MaskPhone(e164 string) string {
	const head, tail = 5, 2
	if len(e164) <= head+tail {
		return strings.Repeat("*", len(e164))
	}
	return e164[:head] + strings.Repeat("*", len(e164)-head-tail) + e164[len(e164)-tail:]
}

// maskEmail leaves the first letter and the domain: "j***@example.com".
func maskEmail(email string) string {
	name, domain, ok := strings.Cut(email, "@")
	if !ok {
		return maskText(email)
	}
	return maskText(name) + "@" + domain
}

// maskText leaves the first letter: "J***".
func maskText(s string) string {
	if s == "" {
		return ""
	}
	_, n := utf8.DecodeRuneInString(s)
	return s[:n] + "***"
}

// Mask hides what would identify the contact, and leaves what helps to see
// whether the mapping is right: city, state, time zone, dates and tags.
func (s Sample) Mask() Sample {
	s.Phone = MaskPhone(s.Phone)
	values := make(map[string]string, len(s.Values))
	for name, v := range s.Values {
		switch f, _ := contact.ParseField(name); f {
		case contact.City, contact.State, contact.TimeZone, contact.ConsentDate:
		case contact.Email:
			v = maskEmail(v)
		case contact.Zip:
			v = v[:min(3, len(v))] + "**"
		default:
			v = maskText(v)
		}
		values[name] = v
	}
	s.Values = values
	fields := make(map[string]any, len(s.Fields))
	for key, v := range s.Fields {
		switch value := v.(type) {
		case string:
			v = maskText(value)
		case json.Number:
			v = maskText(value.String())
		}
		fields[key] = v
	}
	s.Fields = fields
	return s
}
