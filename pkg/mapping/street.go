package mapping

import (
	"slices"
	"strings"

	"rollcall/pkg/header"
)

// streets joins the parts of a street, its number, its kind and its direction, to
// the column of its name. Of an address that is whole already, and where no column
// has the name, they are kept apart.
func (s *suggester) streets(roles []role) {
	name := slices.IndexFunc(roles, func(r role) bool { return r.concept == header.Address })
	var parts []int
	for i := range roles {
		if roles[i].concept != header.StreetPart {
			continue
		}
		if name >= 0 && s.columns[i].reading.Group == s.columns[name].reading.Group && s.columns[i].copyOf < 0 && !s.repeats(i, name) {
			parts = append(parts, i)
		} else {
			roles[i] = s.spare(i, 0.75, "part of a street whose other parts are not beside it")
		}
	}
	if len(parts) == 0 {
		return
	}
	between := " "
	for _, i := range append(parts, name) {
		roles[i].concept = header.Address
		roles[i].why += "; joined with the other parts of the street"
		s.columns[i].Join = &between
	}
}

// repeats reports whether most cells of the address hold what the column of a part
// says.
func (s *suggester) repeats(part, address int) bool {
	has, all := 0, 0
	for _, row := range s.profile.Sample {
		of, whole := cellAt(row, part), cellAt(row, address)
		if of == "" || whole == "" {
			continue
		}
		all++
		words := strings.FieldsFunc(strings.ToLower(whole), func(r rune) bool { return r == ' ' || r == ',' || r == '.' })
		if slices.Contains(words, strings.ToLower(strings.Trim(of, " ."))) {
			has++
		}
	}
	return 2*has > all
}
