package clean

import (
	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize"
)

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
			c.value = v.standard(normalize.Text(s.Value), m.Region, &contact.Row{})
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
