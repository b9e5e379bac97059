package mapping

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rollcall/pkg/contact"
	"rollcall/pkg/header"
	"rollcall/pkg/profile"
)

// ignoreWorthless leaves out columns that a contact is no richer for.
func (s *suggester) ignoreWorthless(c *Suggestion, r role) role {
	col := c.Profile
	if r.concept == header.Consent || r.concept == header.Refusal || r.concept == header.Phone {
		return r
	}
	rows := s.profile.Rows - s.profile.Malformed
	switch {
	case c.copyOf >= 0 && isField(r.concept):
		return ignored(0.9, "the same as %s", plainHeader(s.columns[c.copyOf].Header))
	case s.countsRows(c, rows) && isField(r.concept):
		return ignored(0.9, "numbers the rows")
	case col.Constant(rows) && rows > 2 && (isField(r.concept) || r.concept != c.reading.Concept):
		return ignored(0.85, "the same in every row; if that matters, write it under set or tags")
	case besideNext.MatchString(c.Header):
		return ignored(0.85, "says what kind the cell beside it is")
	case isField(r.concept) && isCoordinate(c):
		return ignored(0.8, "a coordinate, not for a dialer")
	}
	return r
}

// countsRows reports whether a column numbers the rows in their order. The number
// of a customer or a case, which its header names, is kept.
func (s *suggester) countsRows(c *Suggestion, rows int64) bool {
	if !c.Profile.CountsRows(rows) || c.Profile.ZeroFirst() > 0 || c.reading.Concept == header.ID && len(header.Words(c.Header)) > 1 && !header.RowNumbers.Has(header.Words(c.Header)[0]) {
		return false
	}
	before := int64(-1)
	for _, row := range s.profile.Sample {
		if c.Profile.Position > len(row) {
			continue
		}
		n, err := strconv.ParseInt(row[c.Profile.Position-1], 10, 64)
		if err != nil || n <= before {
			return false
		}
		before = n
	}
	return true
}

// besideNext matches the header of a column that address books write next to another:
// "Address 1 - Type" next to "Address 1 - Street".
var besideNext = patternOf(`\d - (Type|Label)$`)

// spare is the role of a column that another one of its kind was preferred to.
func (s *suggester) spare(i int, confidence float64, why string) role {
	return s.ignoreWorthless(&s.columns[i], role{header.Extra, confidence, why})
}

// isField reports whether a role makes a custom field.
func isField(c header.Concept) bool {
	switch c {
	case header.Extra, header.ID, header.Notes, header.Company, header.Person, header.Address2, header.AboutEmail, header.OthersEmail, header.OtherConsent:
		return true
	}
	return false
}

func isCoordinate(c *Suggestion) bool {
	if c.reading.Concept == header.None && len(c.Profile.Examples) > 2 && !slices.ContainsFunc(c.Profile.Examples, func(e string) bool { return !coordinate.MatchString(e) }) {
		return true
	}
	return c.Profile.LooksLike == profile.Number && header.Coordinates.In(c.Header)
}

// coordinate is a number of degrees as exact as a house.
var coordinate = patternOf(`^-?[0-9]{1,3}\.[0-9]{5,}$`)

// assignField makes a column a custom field: one that exists, or a new one.
func (s *suggester) assignField(c *Suggestion, r role) {
	if key, ok := s.existing(c.Header); ok {
		c.Target, c.Key = Custom, key
		c.Confidence, c.Why = max(r.confidence, 0.9), "a field of that name exists"
		return
	}
	if s.knownTags(c.Profile) {
		c.Target = Tags
		c.Confidence, c.Why = 0.75, "its values are tags that exist"
		return
	}
	c.Target = NewCustom
	c.Key, c.Label = keyFor(c.Header), label(c.Header)
	if r.concept == header.Company && c.reading.Concept == header.FullName {
		c.Key, c.Label = "company", "Company"
	}
	switch c.Key {
	case "id", "uuid", "guid":
		c.Key, c.Label = "external_id", "External ID"
	case "phone_ext":
		c.Key = "extension"
	}
	if c.Type = fieldType(c.Profile, c.reading); c.serial {
		c.Type = contact.Date
	}
	if c.Type == contact.Date {
		c.DateOrder = columnOrder(c.Profile)
	}
}

// existing finds the custom field that a header names, by its key.
func (s *suggester) existing(header string) (key string, ok bool) {
	want := squash(header)
	for _, key := range s.opts.Fields {
		if want != "" && squash(key) == want && fieldKey.MatchString(key) {
			return key, true
		}
	}
	return "", false
}

// knownTags reports whether most of a column's values are tags that exist.
func (s *suggester) knownTags(col *profile.Column) bool {
	if len(s.opts.Tags) == 0 || len(col.Values) == 0 || col.LooksLike == profile.Boolean || col.LooksLike == profile.Number {
		return false
	}
	tags := map[string]bool{}
	for _, t := range s.opts.Tags {
		tags[strings.ToLower(t)] = true
	}
	known := 0
	for _, v := range col.Values {
		if tags[strings.ToLower(v.Text)] {
			known++
		}
	}
	return 2*known > len(col.Values)
}

// fieldType takes the type of a new field from the whole column.
func fieldType(col *profile.Column, r header.Meaning) contact.Type {
	const most = 0.98
	answered := float64(col.Answered())
	switch col.LooksLike {
	case profile.Boolean:
		if isYesNo(col) {
			return contact.Boolean
		}
		return contact.Number
	case profile.Date:
		if float64(col.DateCells) >= most*answered && !col.Dates.Mixed() {
			return contact.Date
		}
	case profile.Number:
		if r.Concept != header.ID && r.Concept != header.Person && col.ZeroFirst() == 0 && float64(col.Numbers()) >= most*answered && col.Longest <= 15 && !isCode(col.Name) {
			return contact.Number
		}
	}
	return contact.Text
}

// isSerial reports whether a column is named for a date and all of its cells are
// the numbers by which a spreadsheet stores one.
func (s *suggester) isSerial(c *Suggestion) bool {
	col := c.Profile
	if col.Answered() <= 0 || c.reading.Concept != header.ConsentDate && !header.Has(c.Header, header.OfDate) {
		return false
	}
	for _, v := range s.values(col) {
		if !isSerial(v.Text) && readAnswer(v.Text) != saysNothing {
			return false
		}
	}
	return true
}

// isYesNo reports whether a column of answers has words, or noughts and ones both.
func isYesNo(col *profile.Column) bool {
	for _, v := range col.Values {
		switch v.Text {
		case "0", "1", "0.0", "1.0":
		default:
			return true
		}
	}
	return len(col.Values) == 2
}

// isCode reports whether a header names a code. The number of something is not one.
func isCode(name string) bool {
	if strings.ContainsAny(strings.TrimPrefix(strings.TrimSpace(name), "# "), "#№º°") { // "Order #" is a code, "# Employees" is not
		return true
	}
	words := header.Words(name)
	for i, w := range words {
		if header.Codes.Has(w) {
			next := i+1 < len(words) && (words[i+1] == "of" || words[i+1] == "de" || words[i+1] == "di")
			return !next
		}
		if strings.HasSuffix(w, "nummer") || strings.HasSuffix(w, "nr") {
			return true
		}
	}
	return false
}

const (
	// maxCodes is how many new fields a list gets before columns of bare codes
	// with headers that say nothing are left out.
	maxCodes = 25
	// maxFields is how many it gets at all.
	maxFields = 500
)

// leaveOut makes a column no field: all that is left is what it says about calls, if it does.
func (c *Suggestion) leaveOut() {
	c.Column = Column{Header: c.Header}
	if c.Also != nil {
		c.Column, c.Also = *c.Also, nil
	}
}

// limitFields leaves out columns of numbers with cryptic headers where a list
// has dozens of columns, and what is beyond all use where it has thousands.
func (s *suggester) limitFields() {
	fields := 0
	for _, c := range s.columns {
		if c.Target == NewCustom {
			fields++
		}
	}
	kept := 0
	for i := range s.columns {
		c := &s.columns[i]
		if c.Target != NewCustom {
			continue
		}
		code := c.reading.Concept == header.None && (c.Type == contact.Number || c.Profile.Longest <= 2)
		switch {
		case fields > maxCodes && code:
			c.leaveOut()
			c.Confidence, c.Why = 0.6, fmt.Sprintf("codes without a name that says what they are; %d other columns would become fields", fields-1)
		case kept == maxFields:
			c.leaveOut()
			c.Confidence, c.Why = 0.6, fmt.Sprintf("%d columns would become fields; these are the first %d", fields, maxFields)
		default:
			kept++
		}
	}
}

// label makes a label for people of a header.
func label(header string) string {
	text := plainHeader(header)
	if strings.ContainsRune(text, ' ') {
		return text
	}
	words := strings.FieldsFunc(text, func(r rune) bool { return r == '_' || r == '-' || r == '.' })
	if len(words) == 0 {
		return text
	}
	for i, w := range words {
		switch strings.ToLower(w) {
		case "id", "url", "ip", "dob", "ssn", "ein", "crm", "utm", "sms", "vip":
			words[i] = strings.ToUpper(w)
		}
	}
	text = strings.Join(words, " ")
	if first := text[:1]; strings.ToLower(first) == first {
		first := []rune(text)
		return strings.ToUpper(string(first[:1])) + string(first[1:])
	}
	return text
}

// uniqueKeys makes the keys of new fields differ from one another, from the
// targets and from the fields that exist.
func (s *suggester) uniqueKeys() {
	taken := map[string]bool{}
	for _, key := range slices.Concat(reservedKeys(), s.opts.Fields) {
		taken[key] = true
	}
	for i := range s.columns {
		c := &s.columns[i]
		if c.Target != NewCustom {
			continue
		}
		if c.Key == "" {
			c.Key = fmt.Sprintf("column_%d", c.Profile.Position)
		}
		if c.Label == "" {
			c.Label = c.Key
		}
		base := c.Key[:min(len(c.Key), 58)]
		for n := 2; taken[c.Key]; n++ {
			c.Key = fmt.Sprintf("%s_%d", base, n)
		}
		taken[c.Key] = true
	}
}

// nameColumns names the columns of a list that has no header by what they are.
func (s *suggester) nameColumns() {
	taken := map[string]int{}
	for i := range s.columns {
		c := &s.columns[i]
		name := fmt.Sprintf("Column %d", i+1)
		switch {
		case c.Target == Phone:
			name = "Phone"
		case c.Target == FullName:
			name = "Name"
		case c.Target == Country:
			name = "Country"
		case c.Target == Standard:
			name = label(c.Field.String())
		case c.Profile.LooksLike == profile.Company:
			name = "Company"
		case c.Profile.LooksLike == profile.URL:
			name = "Website"
		}
		if taken[name]++; taken[name] > 1 {
			name = fmt.Sprintf("%s %d", name, taken[name])
		}
		c.Header = name
		if c.Also != nil {
			c.Also.Header = name
		}
		if c.Target == NewCustom {
			c.Key, c.Label = keyFor(name), name
		}
	}
}
