package store

import (
	"fmt"
	"slices"

	"rollcall/pkg/contact"
)

// customFields returns the types of the custom fields that exist, by key.
func (s *transaction) customFields() map[string]contact.Type {
	fields := map[string]contact.Type{}
	var key, name string
	s.each("select key, type from contact_fields", nil, []any{&key, &name}, func() error {
		t, ok := contact.ParseType(name)
		if !ok {
			return fmt.Errorf("custom field %q has the unknown type %q", key, name)
		}
		fields[key] = t
		return nil
	})
	return fields
}

// missingFields returns the fields that an import would make.
func (s *transaction) missingFields(spec *Spec) (missing []NewField) {
	have := s.customFields()
	if s.err == nil {
		missing, s.err = missingFields(spec, have)
	}
	return missing
}

// missingFields returns those of a Spec's new fields that there are not yet, and
// refuses fields that are missing or have another type.
func missingFields(spec *Spec, have map[string]contact.Type) ([]NewField, error) {
	var missing []NewField
	isMissing := map[string]bool{}
	for _, f := range spec.NewFields {
		switch t, ok := have[f.Key]; {
		case !ok:
			if !isMissing[f.Key] {
				isMissing[f.Key] = true
				missing = append(missing, f)
			}
		case t != f.Type:
			return nil, fmt.Errorf("custom field %q is of type %s, not %s: %w", f.Key, t, f.Type, ErrFieldType)
		}
	}
	for _, k := range spec.Fields {
		if _, ok := have[k]; !ok && !isMissing[k] {
			return nil, fmt.Errorf("custom field %q: %w", k, ErrUnknownField)
		}
	}
	return missing, nil
}

// keys are the custom fields that the import names.
func (s *Spec) keys() []string {
	keys := slices.Clone(s.Fields)
	for _, f := range s.NewFields {
		keys = append(keys, f.Key)
	}
	return storableAll(keys)
}

// makeFields makes the custom fields that are missing.
func (m *merge) makeFields() {
	if len(m.im.spec.NewFields)+len(m.im.spec.Fields) == 0 {
		return
	}
	for _, f := range m.missingFields(&m.im.spec) {
		label := f.Label
		if label == "" {
			label = f.Key
		}
		m.exec(`insert into contact_fields (key, label, type, import_id, created_at) values ($1, $2, $3, $4, $5)`,
			f.Key, label, f.Type.String(), m.im.id, m.im.at)
		m.im.outcome.NewFields = append(m.im.outcome.NewFields, f.Key)
	}
}
