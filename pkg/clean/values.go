package clean

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"rollcall/pkg/calling"
	"rollcall/pkg/contact"
	"rollcall/pkg/header"
	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize"
	"rollcall/pkg/normalize/phone"
)

// valueColumn fills one field of a contact, or the two names.
type valueColumn struct {
	column
	target mapping.Target
	field  contact.Field
	key    string
	typ    contact.Type
	order  normalize.DateOrder
	serial bool // the dates are the numbers of a spreadsheet
	// names: the column has names of persons; zips: it has ZIP codes.
	names, zips bool
	surnames    int // with which full names begin, if the header says so
}

func newValueColumn(col column, mc *mapping.Column, m *mapping.Mapping, found Facts) valueColumn {
	surnames := 0
	if mc.Target == mapping.FullName {
		surnames = header.SurnamesFirst(col.name)
		if mc.SurnamesFirst {
			surnames = max(surnames, 1)
		}
	}
	return valueColumn{
		column: col, surnames: surnames, target: mc.Target, field: mc.Field, key: mc.Key, typ: mc.Type,
		order:  cmp.Or(normalize.DateOrder(mc.DateOrder), normalize.DateOrder(m.DateOrder), found.DateOrders[col.at]),
		serial: found.Serial[col.at], names: holdsNames(mc), zips: mc.Target == mapping.Standard && mc.Field == contact.Zip,
	}
}

// read takes the column's cell into the contact, or returns what shows that the cell is damaged
// or another column's. A blank cell says nothing; where several columns have one field, the
// first that says something wins.
func (v *valueColumn) read(c *Cleaner, cells []string, region string, known bool, row *contact.Row) (damage string) {
	cell := cells[v.at]
	if v.target == mapping.FullName && v.surnames == 0 && !c.properNames && cell != c.clear {
		if first, last, ok := normalize.PlainFullName(cell); ok && !c.blanks.MayBeBlank(cell) {
			takeFullName(first, last, &row.Contact)
			return ""
		}
	}
	text := normalize.Text(cell)
	if text == "" {
		return ""
	}
	clear := c.clear != "" && text == c.clear
	if !clear && (v.zips || c.blanks.MayBeBlank(text)) && v.blank(c, text) {
		return ""
	}
	if v.names && !known && !clear && normalize.MayBeDamaged(cell) {
		name, damage := normalize.Name(cell)
		if damage == normalize.NumberAsName && c.parser.ParsePlus(text, region, phone.Implied).E164 == row.Contact.Phone {
			return "" // as where a telephone has no name for its own number
		} else if damage == normalize.AddressAsName && c.mayHaveAddress(cells) {
			return "" // as where a shop knows nothing else
		} else if damage != "" {
			return "has " + damage
		}
		text = name
	}
	switch v.target {
	case mapping.Custom, mapping.NewCustom:
		v.readCustom(text, clear, row)
	case mapping.FullName:
		v.readFullName(c, text, clear, row)
	default:
		if clear {
			v.clear(v.field, row)
			return ""
		}
		if c.properNames && (v.field == contact.FirstName || v.field == contact.LastName) {
			text = normalize.ProperName(text)
		}
		value, damage := v.standard(text, region, row)
		if damage != "" {
			return damage
		}
		if value != "" && row.Contact.Values[v.field] == "" {
			row.Contact.Values[v.field] = value
			if row.Contact.Clear != 0 {
				row.Contact.Clear &^= contact.FieldSet(0).With(v.field)
			}
		}
	}
	return ""
}

// mayHaveAddress reports whether no column of e-mail addresses has something else in a row, as
// where its cells are one column off.
func (c *Cleaner) mayHaveAddress(cells []string) bool {
	return !slices.ContainsFunc(c.values, func(v valueColumn) bool {
		if v.target != mapping.Standard || v.field != contact.Email {
			return false
		}
		text := normalize.Text(cells[v.at])
		_, ok := normalize.Email(text)
		return !ok && !c.blanks.Blank(text)
	})
}

func (v *valueColumn) readFullName(c *Cleaner, text string, clear bool, row *contact.Row) {
	if clear {
		v.clear(contact.FirstName, row)
		v.clear(contact.LastName, row)
		return
	}
	if c.properNames {
		text = normalize.ProperName(normalize.CapitalsFirst(text))
	}
	if v.surnames > 0 {
		text = normalize.SurnamesFirst(text, v.surnames)
	}
	first, last := normalize.FullName(text)
	takeFullName(first, last, &row.Contact)
}

// takeFullName takes a whole name into a contact, as far as columns of its parts say nothing else.
func takeFullName(first, last string, to *contact.Contact) {
	names := &to.Values
	switch has, cleared := names[contact.FirstName], to.Clear; {
	case has == "" && names[contact.LastName] == "":
		names[contact.FirstName], names[contact.LastName] = first, last
	case names[contact.LastName] == "" && !cleared.Has(contact.LastName) && strings.EqualFold(has, first):
		names[contact.LastName] = last
	case has == "" && !cleared.Has(contact.FirstName) && strings.EqualFold(names[contact.LastName], last):
		names[contact.FirstName] = first
	}
}

// last returns 1 for a column that is read after the others, by what they say.
func (v *valueColumn) last() int {
	if v.zips {
		return 1
	}
	return 0
}

// blank reports whether a text says nothing: a person may be called Null, and no
// ZIP code is all zeros.
func (v *valueColumn) blank(c *Cleaner, text string) bool {
	switch {
	case v.names:
		return c.blanks.BlankName(text)
	case v.zips && normalize.IsZeros(text):
		return true
	}
	return c.blanks.Blank(text)
}

func (v *valueColumn) clear(f contact.Field, row *contact.Row) {
	if row.Contact.Values[f] == "" {
		row.Contact.Clear = row.Contact.Clear.With(f)
	}
}

// standard returns the value of a standard field, or nothing and a warning, or why the cell must
// be another column's.
func (v *valueColumn) standard(text, region string, row *contact.Row) (value, damage string) {
	ok := true
	switch value = text; v.field {
	case contact.Email:
		if value, ok = normalize.Email(text); !ok {
			row.Warn(EmailDropped, v.name)
		}
	case contact.State:
		value = normalize.State(text, region)
	case contact.Zip:
		return v.zip(text, region, row)
	case contact.ConsentDate:
		if value, ok = v.date(text); !ok {
			row.Warn(DateDropped, v.name)
		}
	}
	if !ok {
		return "", ""
	}
	return value, ""
}

// zip is standard for a postal code.
func (v *valueColumn) zip(text, region string, row *contact.Row) (value, damage string) {
	if region == "US" && normalize.IsPlainZip(text) {
		return text, ""
	}
	state := row.Contact.Values[contact.State]
	if region == "US" && !strings.HasPrefix(row.Contact.Phone, "+1") && !normalize.IsUSState(state) {
		region = "" // the list's region, but not this contact's: its code has lost no zeros
	}
	if strings.IndexByte("\"\\", text[0]) >= 0 || strings.IndexByte("\"\\", text[len(text)-1]) >= 0 {
		text = strings.Trim(text, "\"\\")
	}
	value = normalize.ZipIn(text, region, state)
	switch normalize.KindOfZip(value, region) {
	case normalize.ZipStrays:
		return "", "has " + quote(text) + ", which belongs in another column"
	case normalize.ZipNone:
		row.Warn(ZipDropped, v.name)
		return "", ""
	}
	return value, ""
}

// readCustom takes a typed value; one that is not what its type asks for is
// kept as text, with a warning.
func (v *valueColumn) readCustom(text string, clear bool, row *contact.Row) {
	for i := range row.Contact.Custom {
		if row.Contact.Custom[i].Key == v.key {
			return
		}
	}
	value := contact.Custom{Key: v.key, Type: contact.Text, Text: text}
	if clear {
		value.Text, value.Clear = "", true
	} else if typed, ok, code := v.typed(text); ok {
		value.Type, value.Text = v.typ, typed
	} else if code != "" {
		row.Warn(code, v.name)
	}
	row.Contact.Custom = append(row.Contact.Custom, value)
}

func (v *valueColumn) date(text string) (string, bool) {
	if v.serial {
		return normalize.SerialDate(text)
	}
	return normalize.Date(text, v.order)
}

func (v *valueColumn) typed(text string) (typed string, ok bool, code string) {
	switch v.typ {
	case contact.Number:
		typed, ok = normalize.Number(text)
		return typed, ok, NotANumber
	case contact.Date:
		typed, ok = v.date(text)
		return typed, ok, NotADate
	case contact.Boolean:
		yes, ok := normalize.Boolean(text)
		return strconv.FormatBool(yes), ok, NotABoolean
	}
	return "", false, ""
}

// readTags takes the row's own tags.
func (c *Cleaner) readTags(cells []string, row *contact.Row) {
	for _, col := range c.tags {
		// Tags are joined, under update too: the cell that empties a field
		// says nothing here.
		if text := strings.TrimSpace(cells[col.at]); text != "" && (c.clear == "" || text != c.clear) {
			had := len(row.Contact.Tags)
			row.Contact.Tags = normalize.AppendTags(row.Contact.Tags, cells[col.at])
			dropLongTags(row, had, col.name)
		}
	}
}

// dropLongTags leaves out what is too long for a tag, of those that column gave:
// from the nth on.
func dropLongTags(row *contact.Row, nth int, column string) {
	tags := row.Contact.Tags[:nth]
	for _, tag := range row.Contact.Tags[nth:] {
		if len(tag) > normalize.MaxTag {
			row.Warn(TagDropped, column)
			continue
		}
		tags = append(tags, tag)
	}
	row.Contact.Tags = tags
}

// setZone finds the time zones in which the contact may be, by its numbers, its ZIP
// code and its state: those that all of them allow, else all that any of them
// names.
func setZone(row *contact.Row, region, others string) {
	c := &row.Contact
	p := calling.Locate(calling.Evidence{Phone: c.Phone, Others: others, Zip: c.Values[contact.Zip], State: c.Values[contact.State], Country: region})
	c.Values[contact.TimeZone], c.ZoneFrom, c.CallingStates = p.Zones, p.From, p.States
	if p.Conflict {
		row.Warn(PlaceConflict, "")
	}
}

// maxQuote is how much of a cell a detail quotes.
const maxQuote = 80

// quote shows a cell in a detail.
func quote(cell string) string {
	if r := []rune(cell[:min(len(cell), 4*maxQuote)]); len(r) > maxQuote {
		cell = string(r[:maxQuote]) + "…"
	}
	return strconv.Quote(cell)
}

// constant is a value that every contact of the list gets.
type constant struct {
	target mapping.Target
	field  contact.Field
	value  string
	custom contact.Custom
}

// newConstants reads the constants of a mapping, as cells of a column would be.
func newConstants(m *mapping.Mapping) []constant {
	var list []constant
	for i := range m.Set {
		s := &m.Set[i]
		v := valueColumn{field: s.Field, typ: s.Type, order: normalize.DateOrder(m.DateOrder)}
		c := constant{target: s.Target, field: s.Field}
		if s.Target == mapping.Standard {
			c.value, _ = v.standard(normalize.Text(s.Value), m.Region, &contact.Row{})
		} else {
			c.custom = contact.Custom{Key: s.Key, Type: contact.Text, Text: normalize.Text(s.Value)}
			if typed, ok, _ := v.typed(c.custom.Text); ok {
				c.custom.Type, c.custom.Text = s.Type, typed
			}
		}
		list = append(list, c)
	}
	return list
}

// set puts the constants into a contact.
func (c *Cleaner) set(to *contact.Contact) {
	for i := range c.constants {
		if s := &c.constants[i]; s.target == mapping.Standard {
			to.Values[s.field] = s.value
		} else {
			to.Custom = append(to.Custom, s.custom)
		}
	}
}
