package mapping

import (
	"fmt"
	"strings"
	"testing"

	"rollcall/pkg/contact"
)

// candidates are values as people write them, right and wrong, for any key.
var candidates = []string{
	`""`, `" "`, `x`, `X`, `"x y"`, `~`, `0`, `1`, `2`, `-1`, `1.5`, `100`, `1e3`, `true`, `false`, `yes`, `no`, `"true"`, `"1"`, `True`, `2024-01-01`,
	`[]`, `[x]`, `[""]`, `[x, x]`, `[1, true]`, `[~]`, `[[x]]`, `[{a: b}]`, `{}`, `{a: b}`, `{a: [b]}`, `{a: ~}`, `"a\nb"`, `é`, `"\t"`,
	`20%`, `120%`, `20.5%`, `31d`, `18mo`, `2y`, `0d`, `1w`, `12`, `"08:00-21:00"`, `"8-21"`, `US`, `us`, `USA`, `Germany`, `"49"`, `mdy`, `DMY`, `auto`, `comma`, `";"`, `"::"`, `"\t"`, `"'"`, `utf-8`, `UTF8`, `latin1`,
	`phone`, `zip`, `email`, `consent`, `tags`, `ignore`, `lead_source`, `Lead Source`, `phone_ext`, `text`, `date`, `int`, `all`, `none`, `known`, `implied`, `{not: [x]}`, `{not: []}`, `{nott: x}`, `{Tel: 97%}`, `{Tel: 0.9}`, `{Tel: 2}`, `{email: x}`, `{phone: x}`, `{name: x}`,
}

// differs are the keys of which the schema cannot tell, with a reason each.
var differs = map[string]string{
	"target: consent for": "it must be a phone column of the mapping",
	"powerlist.name":      "its placeholders are looked at by the loader",
	"source.encoding":     "the loader takes other names of an encoding, editors show the usual ones",
}

// TestSchemaEqualsLoader holds that of each key an editor takes the same values as
// Parse does: its own words and those of all other keys, in every form that YAML
// has.
func TestSchemaEqualsLoader(t *testing.T) {
	s := compiled(t)
	type place struct {
		key, text string
		few       bool // the key does not belong here, whatever its value
	}
	var places []place
	words := map[string][]string{}
	add := func(v value, key, text string) {
		places = append(places, place{key, text, false})
		for _, w := range append(v.names(), v.examples...) {
			words[key] = append(words[key], w, "["+w+"]", "["+w+", "+w+"]", strings.ToUpper(w), `"`+strings.Trim(w, `"`)+`"`)
		}
	}
	const phone = "columns: {Tel: phone}\n"
	for _, k := range rootKeys() {
		if k.name != "columns" {
			add(k.value, k.name, phone+k.name+": %s\n")
		}
	}
	for _, k := range powerlistKeys() {
		text := phone + "powerlist: {name: x, " + k.name + ": %s}\n"
		if k.name == "name" {
			text = phone + "powerlist: {name: %s}\n"
		}
		add(k.value, "powerlist."+k.name, text)
	}
	for _, k := range phonesKeys() {
		add(k.value, "phones."+k.name, phone+"phones: {"+k.name+": %s}\n")
	}
	for _, k := range suppressKeys() {
		add(k.value, "suppress."+k.name, phone+"suppress: {"+k.name+": %s}\n")
	}
	for _, k := range limitsKeys() {
		add(k.value, "limits."+k.name, phone+"limits: {"+k.name+": %s}\n")
	}
	for _, k := range sourceKeys() {
		add(k.value, "source."+k.name, phone+"source: {"+k.name+": %s}\n")
	}
	add(value{}, "only", phone+"only: {A: %s}\n")
	add(value{}, "set", phone+"set: {city: %s}\n")
	add(value{}, "set key", phone+"set: {campaign: %s}\n")
	add(value{}, "column", "columns: {Tel: phone, A: %s}\n")
	add(value{}, "column list", "columns: {Tel: phone, A: [%s, {new_field: foo}]}\n")
	seen := map[string]bool{}
	for kind, c := range map[string]Column{"target: phone": {Target: Phone}, "target: zip": {Target: Standard, Field: contact.Zip}, "target: consent_date": {Target: Standard, Field: contact.ConsentDate},
		"target: country": {Target: Country}, "target: consent": {Target: Consent}, "target: tags": {Target: Tags}, "target: ignore": {}, "field: foo": {Target: Custom}, "new_field: foo": {Target: NewCustom}, "new_field: foo, type: date": {Target: NewCustom}} {
		for _, k := range columnKeys() {
			if strings.Contains(kind, k.name+":") {
				continue
			}
			add(k.value, kind+" "+k.name, "columns: {Tel: phone, A: {"+kind+", "+k.name+": %s}}\n")
			// Its values are looked at in one kind of column, where it belongs in several.
			places[len(places)-1].few = !belongs(k.name, c) || seen[k.name] && k.name != "update" && k.name != "date_order" && k.name != "label"
			seen[k.name] = seen[k.name] || belongs(k.name, c)
		}
	}
	for _, p := range places {
		values := append(append([]string{}, candidates...), words[p.key]...)
		if p.few {
			values = append([]string{"x", "true", "{a: b}"}, words[p.key]...)
		}
		for _, v := range values {
			text := fmt.Sprintf(p.text, v)
			_, err := Parse("m.yaml", []byte(text))
			doc, ok := mayInstance(text)
			if !ok {
				continue
			}
			if schemaErr := s.Validate(doc); (err == nil) != (schemaErr == nil) && differs[p.key] == "" {
				t.Errorf("%s %s: the loader says %v, the schema %v", p.key, v, err, schemaErr)
			}
		}
	}
}
