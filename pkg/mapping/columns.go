package mapping

import (
	"fmt"
	"slices"
	"strings"

	"rollcall/pkg/contact"

	"github.com/goccy/go-yaml/ast"
)

// targetWord is a target that a column names by a word.
type targetWord struct {
	word
	target Target
	field  contact.Field
}

// targetWords are the targets, in the order in which help lists them.
var targetWords = []targetWord{
	{word{"phone", "The number to dial. Of several phone columns, the first that holds a valid number."}, Phone, 0},
	{word{"first_name", "The first name."}, Standard, contact.FirstName},
	{word{"last_name", "The last name."}, Standard, contact.LastName},
	{word{"full_name", "A full name, which is split into first and last name."}, FullName, 0},
	{word{"email", "The e-mail address."}, Standard, contact.Email},
	{word{"address", "Street and number."}, Standard, contact.Address},
	{word{"city", "The city."}, Standard, contact.City},
	{word{"state", "The state, province or county."}, Standard, contact.State},
	{word{"zip", "The ZIP or postal code."}, Standard, contact.Zip},
	{word{"country", "The country whose numbers the row's phones are, as a code, a name or a calling code."}, Country, 0},
	{word{"consent", "Whether the person agreed to be called: only rows that say so are imported."}, Consent, 0},
	{word{"consent_date", "When the person agreed."}, Standard, contact.ConsentDate},
	{word{"consent_source", "Where the person agreed."}, Standard, contact.ConsentSource},
	{word{"tags", "The row's own tags, split at , ; |."}, Tags, 0},
	{word{"ignore", "Leave the column out."}, Ignore, 0},
}

// Targets returns the words that a column may be mapped to, besides {field: KEY} and
// {new_field: KEY}.
func Targets() []string {
	names := make([]string, len(targetWords))
	for i, t := range targetWords {
		names[i] = t.name
	}
	return names
}

// findTarget finds a target by its word.
func findTarget(name string) (targetWord, bool) {
	i := slices.IndexFunc(targetWords, func(t targetWord) bool { return t.name == name })
	if i < 0 {
		return targetWord{}, false
	}
	return targetWords[i], true
}

// rejectColumns are the columns that a rejects file has in addition to those of its source.
var rejectColumns = []string{"_line", "_reason", "_detail"}

// fieldKey is what the key of a custom field looks like.
var fieldKey = &pattern{text: `^[a-z][a-z0-9_]{0,62}$`, is: isFieldKey}

func isFieldKey(text string) bool {
	for i := range len(text) {
		if c := text[i]; (c < 'a' || c > 'z') && (i == 0 || (c < '0' || c > '9') && c != '_') {
			return false
		}
	}
	return text != "" && len(text) <= 63
}

// replaceTags is the update mode of tags, and of nothing else.
var replaceTags = word{"replace", "Replace the contact's tags instead of adding to them."}

// translated is what values turns a cell into.
var translated = value{what: "a text", whole: true, blank: true}

// fillsField reports whether the column fills a field of a contact.
func (c *Column) fillsField() bool {
	return slices.Contains([]Target{Standard, FullName, Custom, NewCustom}, c.Target)
}

// belongsTo has in words what a key is for.
var belongsTo = map[string]string{
	"label":           "new_field and phone; a field that exists keeps its own",
	"type":            "new_field; a field that exists keeps its own",
	"surnames_first":  "full_name",
	"update":          "fields and tags, not for phone, country, consent or ignore",
	"join":            "fields and phone, not for country, consent, tags or ignore",
	"default":         "fields, country and tags, not for phone, consent or ignore",
	"values":          "fields, country, consent and tags, not for phone or ignore",
	"aliases":         "columns that are imported, not for ignore",
	"optional":        "columns that are imported, not for ignore",
	"date_order":      "consent_date and fields that hold dates",
	"means":           "consent",
	"allow":           "consent",
	"deny":            "consent",
	"for":             "consent",
	"record_opt_outs": "consent",
}

// readColumns reads the columns in the file's order.
func readColumns(r *reader, n ast.Node, m *Mapping) {
	pairs, ok := r.pairs("columns", n, nil)
	if !ok {
		return
	}
	for _, p := range pairs {
		for _, use := range r.uses(p) {
			c := Column{Header: p.key}
			c.Line, c.Col, _ = place(p.node)
			if !r.readColumn(use, &c) {
				r.brokenColumn = true
				continue
			}
			if before := r.sameUse(m.Columns, &c); before {
				r.add(use.value, "repeated_use", fmt.Sprintf("column %s has this use twice, or is used and ignored", quoted(p.key)), "remove one of the two")
				r.brokenColumn = true
				continue
			}
			m.Columns = append(m.Columns, c)
		}
	}
}

// uses returns what a column is for: a list stands for a column with several
// uses.
func (r *reader) uses(p pair) []pair {
	list, ok := p.value.(*ast.SequenceNode)
	if !ok {
		return []pair{p}
	}
	if len(list.Values) == 0 {
		r.add(p.value, "no_target", fmt.Sprintf("column %s has no use", quoted(p.key)), "write for example "+quoted(p.key)+": ignore")
		r.brokenColumn = true
	}
	uses := make([]pair, len(list.Values))
	for i, n := range list.Values {
		uses[i] = pair{key: p.key, node: p.node, value: n}
	}
	return uses
}

// sameUse reports whether the last columns, those of the same header, go where
// c goes, or whether one of them is ignored while another is not.
func (r *reader) sameUse(columns []Column, c *Column) bool {
	for i := len(columns) - 1; i >= 0 && columns[i].Header == c.Header; i-- {
		b := &columns[i]
		if b.Target == Ignore || c.Target == Ignore ||
			b.Target == c.Target && b.Field == c.Field && b.Key == c.Key {
			return true
		}
	}
	return false
}

// readColumn reads one use of a column: a word, or the long form.
func (r *reader) readColumn(p pair, c *Column) bool {
	before := len(r.errs.Problems) + r.more
	switch n := p.value.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		r.readLongColumn(n, c)
	default:
		word, ok := r.scalar(n)
		switch {
		case !ok:
			r.add(n, "wrong_kind", fmt.Sprintf("column %s needs a target, not %s", quoted(p.key), kindOf(n)),
				"write for example "+quoted(p.key)+": ignore")
		case !c.setTarget(word):
			r.unknownTarget(n, word)
		}
	}
	if c.Target == Consent && !c.RecordGiven {
		c.Record = c.Means.DefaultRecord()
	}
	if slices.Contains(rejectColumns, c.Header) && c.Target != Ignore {
		r.add(p.node, "rejects_column", c.Header+" is a column that rollcall adds to rejects files; it is always ignored", "")
	}
	return len(r.errs.Problems)+r.more == before
}

// readLongColumn reads {target: …}, {field: …} or {new_field: …}.
func (r *reader) readLongColumn(n ast.Node, c *Column) {
	keys := columnKeys()
	pairs, _ := r.pairs("a column", n, keyNames(keys))
	var aims []pair
	before := len(r.errs.Problems) + r.more
	for _, p := range pairs {
		if p.key == "target" || p.key == "field" || p.key == "new_field" {
			aims = append(aims, p)
		}
		if p.key == "target" {
			if word, ok := r.scalar(p.value); ok && !c.setTarget(word) {
				r.unknownTarget(p.value, word)
				continue
			}
		}
		keys[slices.Index(keyNames(keys), p.key)].apply(r, p.value, c)
	}
	switch {
	case len(aims) == 0:
		r.add(n, "no_target", "this column has no target", "it needs target, field or new_field")
		return
	case len(r.errs.Problems)+r.more > before && len(aims) == 1 && c.Target == Ignore:
		return // what the column's own keys are for is not known
	case len(aims) > 1:
		r.add(aims[1].node, "two_targets", fmt.Sprintf("a column has one target; this one has %s and %s", aims[0].key, aims[1].key),
			"remove one of the two")
		return
	}
	if c.Target == NewCustom {
		r.checkNewField(aims[0].value, c)
	}
	for _, p := range pairs {
		switch {
		case !belongs(p.key, *c):
			r.add(p.node, "misplaced_key", fmt.Sprintf("%s is for %s", p.key, belongsTo[p.key]), "remove it")
		case p.key == "update" && c.ReplaceTags != (c.Target == Tags):
			r.add(p.value, "misplaced_key", "update: replace is for tags, and nothing else is", "remove it")
		case p.key == "label" && c.Target == Phone:
			c.PhoneLabel, c.Label = c.Label, ""
		}
	}
}

// reservedKeys are the keys that no custom field can have: the targets and the
// fields of a contact.
func reservedKeys() []string {
	keys := Targets()
	for f := range contact.NumFields {
		if name := contact.Field(f).String(); !slices.Contains(keys, name) {
			keys = append(keys, name)
		}
	}
	return keys
}

// checkNewField refuses keys that would hide a standard field, and returns the
// label its default.
func (r *reader) checkNewField(n ast.Node, c *Column) {
	if _, ok := findTarget(c.Key); ok {
		r.add(n, "reserved_key", fmt.Sprintf("%s is a target, not a new field", c.Key),
			"write "+quoted(c.Header)+": "+c.Key)
	} else if _, ok := contact.ParseField(c.Key); ok {
		r.add(n, "reserved_key", fmt.Sprintf("%s is a field that rollcall fills itself, from the phone number", c.Key),
			"choose another key")
	}
	if c.Label == "" {
		c.Label = strings.TrimSpace(c.Header)
	}
}

// targetSynonyms are what people write for a target.
var targetSynonyms = map[string]string{
	"fone": "phone", "telefone": "phone", "telefon": "phone", "mobile": "phone", "cell": "phone", "tel": "phone", "telephone": "phone", "number": "phone",
	"name": "full_name", "firstname": "first_name", "givenname": "first_name", "fname": "first_name",
	"surname": "last_name", "familyname": "last_name", "lname": "last_name",
	"mail": "email", "street": "address", "town": "city", "province": "state", "region": "state", "county": "state",
	"postalcode": "zip", "postcode": "zip", "zipcode": "zip", "optin": "consent", "skip": "ignore", "none": "ignore", "no": "ignore",
	"drop": "ignore", "labels": "tags", "groups": "tags",
}

// typeMeant returns the type of field that another word for it, or a mistyped
// one, stands for, or "".
func typeMeant(text string) string {
	w, _ := meantBy(text, []string{"text", "number", "date", "boolean"}, map[string]string{
		"string": "text", "str": "text", "char": "text", "varchar": "text",
		"int": "number", "integer": "number", "float": "number", "double": "number", "decimal": "number", "numeric": "number",
		"datetime": "date", "timestamp": "date", "time": "date", "bool": "boolean", "yesno": "boolean",
	})
	return w
}

// unknownTarget reports a word that is no target.
func (r *reader) unknownTarget(n ast.Node, word string) {
	hint := "targets are " + strings.Join(Targets(), ", ") + ", {field: KEY} and {new_field: KEY}"
	if near, ok := meantBy(word, Targets(), targetSynonyms); ok {
		hint = didYouMean(near)
	} else if fieldKey.MatchString(word) {
		hint = fmt.Sprintf("a custom field is written {field: %[1]s} or, where it is new, {new_field: %[1]s}", word)
	}
	r.add(n, "unknown_target", "unknown target "+quoted(word), hint)
}
