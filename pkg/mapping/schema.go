package mapping

// object is a JSON Schema, or a part of one.
type object map[string]any

func columnsSchema() object                                        { return nil }
func objectSchema[T any](keys []key[T], required ...string) object { return nil }
