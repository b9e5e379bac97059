package mapping

import (
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"rollcall/pkg/contact"
	"rollcall/pkg/normalize"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/source"
)

// key is one key of the mapping file: how it is read, and what the JSON Schema
// and the help say of it. T is what it sets. Exactly one of set, setAll and
// read is there.
type key[T any] struct {
	name, doc string
	value     value
	set       func(into *T, text string)
	setAll    func(into *T, texts []string)
	// read takes a value that has keys of its own; schema is its schema.
	read   func(r *reader, n ast.Node, into *T)
	schema func() object
}

// rootKeys are the keys of the file, in the order in which they are written.
func rootKeys() []key[Mapping] {
	return []key[Mapping]{
		{name: "version", doc: "The version of this format, always 1.",
			value: value{what: "version 1, the only one there is", words: []word{{"1", ""}}, whole: true},
			set:   func(*Mapping, string) {}},
		{name: "region", doc: "The ISO 3166 two-letter code of the country of numbers without a country code.",
			value: value{what: "the two-letter code of a region", words: regionWords(), meant: regionMeant},
			set:   func(m *Mapping, s string) { m.Region = s }},
		{name: "only", doc: "The rows to import, by the whole cell of a column: [VALUE, …], or {not: [VALUE, …]}. Other rows are skipped as filtered.",
			read: readOnly, schema: onlySchema},
		{name: "columns", doc: "Each column of the file by its header, and where it goes. A header that occurs twice is \"Phone#2\" the second time, a blank one is \"#4\" by its position.",
			read: readColumns, schema: columnsSchema},
		{name: "set", doc: "Values that every contact of the file gets, by field: a standard field, or the key of a custom field, which is created if it does not exist.",
			read: readSet, schema: setSchema},
		{name: "blank", doc: "Whole cells that count as blank, in any case. Default: a built-in list; [] for none.",
			value:  value{what: "a text", examples: []string{"n/a"}, list: true, whole: true},
			setAll: func(m *Mapping, all []string) { m.Blank = append([]string{}, all...) }},
		{name: "unmapped", doc: "What to do with columns that the file has and this mapping does not name.",
			value: value{what: "a way to treat unmapped columns", words: []word{
				{"ignore", "Leave them out (default)."}, {"error", "Refuse the file."}}},
			set: func(m *Mapping, s string) { m.RefuseUnmapped = s == "error" }},
		{name: "tags", doc: "Tags that every contact of the file gets.",
			value: value{what: "a tag", pattern: notBlank, examples: []string{"expo-2026"}, list: true, whole: true},
			// Split and trimmed as --tag and a row's own tags are.
			setAll: func(m *Mapping, all []string) { m.Tags = normalize.Tags(strings.Join(all, ",")) }},
		{name: "duplicates", doc: "What to do with a number that is already known, or is in the file twice.",
			value: value{what: "a way to treat duplicates", words: []word{
				{"skip", "The first wins; known numbers and later rows are skipped (default)."},
				{"update", "The existing contact takes the row's values that are not empty."},
				{"create", "Every row becomes a contact."}}},
			set: func(m *Mapping, s string) { m.Duplicates, _ = contact.ParseDuplicates(s) }},
		{name: "powerlist", doc: "The powerlist that the import makes for the dialer; without it the contacts go to Contacts only.",
			read: readPowerlist, schema: func() object { return objectSchema(powerlistKeys(), "name") }},
		{name: "clear", doc: "The cell that empties a field, under duplicates: update. A blank cell never does.",
			value: value{what: "a text", examples: []string{"--"}},
			set:   func(m *Mapping, s string) { m.Clear = s }},
		{name: "phones", doc: "Which numbers are dialed, and how they are read.",
			read:   func(r *reader, n ast.Node, m *Mapping) { readKeys(r, "phones", phonesKeys(), n, m) },
			schema: func() object { return objectSchema(phonesKeys()) }},
		{name: "suppress", doc: "Which do-not-call lists apply to the import.",
			read:   func(r *reader, n ast.Node, m *Mapping) { readKeys(r, "suppress", suppressKeys(), n, m) },
			schema: func() object { return objectSchema(suppressKeys()) }},
		{name: "date_order", doc: "How to read dates like 03/04/2026. By default the columns with dates decide; where they do not, such dates are left as they are.",
			value: dateOrderValue, set: func(m *Mapping, s string) { m.DateOrder = DateOrder(s) }},
		{name: "names", doc: "What to do with names if the whole file is in capitals, or all in lower case.",
			value: value{what: "a way to treat names", words: []word{
				{"keep", "Leave them as they are (default)."}, {"proper", "Write them in proper case."}}},
			set: func(m *Mapping, s string) { m.ProperNames = s == "proper" }},
		{name: "limits", doc: "Limits beyond which the import is refused.",
			read:   func(r *reader, n ast.Node, m *Mapping) { readKeys(r, "limits", limitsKeys(), n, &m.Limits) },
			schema: func() object { return objectSchema(limitsKeys()) }},
		{name: "expect", doc: "What share of each phone column's filled cells held a number to dial when this file was written. map --check reports where it fell by more than ten points; an import ignores it.",
			read: readExpect, schema: func() object {
				return object{"type": "object", "additionalProperties": shareValue.describe()}
			}},
		{name: "source", doc: "How to read the file, where that should not be detected.",
			read:   func(r *reader, n ast.Node, m *Mapping) { readKeys(r, "source", sourceKeys(), n, &m.Source) },
			schema: func() object { return objectSchema(sourceKeys()) }},
	}
}

var (
	notBlank  = patternOf(`\S`)
	delimiter = patternOf(`^(auto|comma|semicolon|tab|pipe|colon|caret|tilde|hash|\\t|[^\x00\r\n"'\\]|[^\x00\r\n"'\\A-Za-z0-9]{2,4})$`)
	portion   = patternOf(`^(100|[1-9]?[0-9])(\.[0-9]+)?%$|^[0-9]{1,12}$`)
	percents  = patternOf(`^(100|[1-9]?[0-9])(\.[0-9]+)?%$`)
	days      = patternOf(`^[1-9][0-9]{0,4}d$`)
	age       = patternOf(`^[1-9][0-9]{0,4}(d|mo|y)$`)
	width     = patternOf(`^[1-9][0-9]{0,4}$`)
	callHours = patternOf(`^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$`)
	lineCount = patternOf(`^(auto|[0-9]{1,6})$`)
)

var dateOrderValue = value{what: "a date order", words: []word{
	{"mdy", "Month first, as in the United States."},
	{"dmy", "Day first, as in most of the world."},
	{"ymd", "Year first, as in ISO 8601."}}}

func powerlistKeys() []key[contact.PowerlistOptions] {
	return []key[contact.PowerlistOptions]{
		{name: "name", doc: "The powerlist's name. {file} becomes the file's name without its extensions, {date} the day of the import.",
			value: value{what: "a name", pattern: notBlank, examples: []string{`"{file} {date}"`}, whole: true},
			set:   func(p *contact.PowerlistOptions, s string) { p.Name = s }},
		{name: "dial_mode", doc: "Who dials: a person, or the AI.",
			value: value{what: "a dial mode", words: []word{
				{"manual", "A person dials (default, except for a powerlist that is appended to)."}, {"ai", "The AI dials."}}},
			set: func(p *contact.PowerlistOptions, s string) { p.DialMode = s }},
		{name: "if_exists", doc: "What to do where a powerlist of this name exists.",
			value: value{what: "a way to treat a powerlist that exists", words: []word{
				{"error", "Refuse the import (default)."}, {"append", "Add to it."}}},
			set: func(p *contact.PowerlistOptions, s string) { p.Append = s == "append" }},
		{name: "call_window", doc: "The hours, in the called person's own time zone, in which the powerlist may be dialed.",
			value: value{what: "a span of hours", pattern: callHours, examples: []string{`"08:00-21:00"`}},
			set:   func(p *contact.PowerlistOptions, s string) { p.CallWindow = s }},
		{name: "calling_rules", doc: "Whose rules on calling hours apply besides the window.",
			value: value{what: "a set of calling rules", words: []word{
				{"state", "Those of the states too (default)."}, {"federal", "Only the federal ones."}}},
			set: func(p *contact.PowerlistOptions, s string) { p.CallingRules = s }},
		{name: "include_known", doc: "Whether known contacts go on the powerlist too.",
			value: boolValue("They do.", "Only those that the import creates or updates (default)."),
			set:   func(p *contact.PowerlistOptions, s string) { p.IncludeKnown = s == "true" }},
	}
}

func phonesKeys() []key[Mapping] {
	return []key[Mapping]{
		{name: "refuse", doc: "Types of numbers that are refused as invalid_phone, besides those of services: premium_rate, shared_cost, uan, pager and voicemail. [] refuses none.",
			value:  value{what: "a type of number", words: phoneTypes, list: true},
			setAll: func(m *Mapping, all []string) { m.RefusePhones = append([]string{}, all...) }},
		{name: "countries", doc: "The countries whose numbers are dialed; others are refused as invalid_phone. Without it, all.",
			value:  value{what: "the two-letter code of a region", words: regionWords(), meant: regionMeant, list: true},
			setAll: func(m *Mapping, all []string) { m.Countries = all }},
		{name: "plus", doc: "How numbers with a calling code and no plus are read. Without it each column decides as a whole.",
			value: value{what: "a way to read numbers without a plus", words: []word{
				{"implied", "As if they had a plus."}, {"never", "As numbers of the row's country."}}},
			set: func(m *Mapping, s string) { m.Plus = Plus(s) }},
		{name: "others", doc: "What to do with a row's other numbers.",
			value: value{what: "a way to treat other numbers", words: []word{
				{"keep", "Keep them with the contact, as other_phones."}, {"drop", "Leave them out (default)."}}},
			set: func(m *Mapping, s string) { m.KeepOthers = s == "keep" }},
	}
}

// internalList is the do-not-call list that no mapping can set aside.
const internalList = "internal"

func suppressKeys() []key[Mapping] {
	return []key[Mapping]{
		{name: "except", doc: "Named do-not-call lists that do not apply to this import, because of consent or a business relationship; the internal list always does.",
			value:  value{what: "a list that can be left out", pattern: notBlank, examples: []string{"national-dnc"}, list: true},
			setAll: func(m *Mapping, all []string) { m.Except = all }},
	}
}

// boolValue is a value that is true or false.
func boolValue(yes, no string) value {
	return value{what: "true or false", words: []word{{"true", yes}, {"false", no}}}
}

// phoneTypes are the types that the phone library distinguishes.
var phoneTypes = []word{
	{"fixed_line", "Landlines."}, {"mobile", "Mobile phones."},
	{"fixed_line_or_mobile", "Numbers of regions where the two look alike, as in the United States."},
	{"toll_free", "Free for the caller."}, {"premium_rate", "Expensive for the caller."},
	{"shared_cost", "Paid by both sides."}, {"voip", "Internet telephony."},
	{"personal_number", "Numbers that follow a person."}, {"pager", "Pagers."},
	{"uan", "Company-wide numbers."}, {"voicemail", "Voicemail access."},
	{"unknown", "Valid, but of an unknown type."},
}

func limitsKeys() []key[Limits] {
	return []key[Limits]{
		{name: "max_skipped", doc: "The most rows that may be skipped, as a number or a share of all; beyond it nothing is imported.",
			value: value{what: "a number of rows or a percentage", pattern: portion, examples: []string{"20%", "100"}, whole: true},
			set:   func(l *Limits, s string) { l.MaxSkipped = s }},
		{name: "max_invalid", doc: "The most rows that may be malformed or have no number to dial, as a number or a share of all.",
			value: value{what: "a number of rows or a percentage", pattern: portion, examples: []string{"20%", "100"}, whole: true},
			set:   func(l *Limits, s string) { l.MaxInvalid = s }},
		{name: "cut_off", doc: "What to do with a file whose last line has no line end, as if it had been cut off there.",
			value: value{what: "what becomes of a file that may be cut off", words: []word{
				{"warn", "Import it with a warning (default)."}, {"refuse", "Import nothing of it."}}},
			set: func(l *Limits, s string) { l.RefuseCutOff = s == "refuse" }},
		{name: "consent_max_age", doc: "How old consent may be, in days, months or years; older rows are skipped as no_consent.",
			value: value{what: "an age", pattern: age, examples: []string{"18mo", "31d", "2y"}},
			set:   func(l *Limits, s string) { l.ConsentMaxAge = s }},
		{name: "suppression_max_age", doc: "How old the do-not-call list may be, in days; beyond it nothing is imported.",
			value: value{what: "a number of days", pattern: days, examples: []string{"31d"}},
			set:   func(l *Limits, s string) { l.SuppressionMaxAge = s }},
	}
}

func sourceKeys() []key[Source] {
	auto := word{"auto", "Detect it (default)."}
	return []key[Source]{
		{name: "encoding", doc: "The file's character encoding.",
			value: value{what: "an encoding", words: encodings(auto), alias: encodingMeant},
			set: func(s *Source, text string) {
				if name := encodingMeant(text); name != "" {
					text = name
				}
				s.Encoding = unlessAuto(text)
			}},
		{name: "delimiter", doc: "What separates cells: auto, up to four characters, or the name of one.",
			value: value{what: "a delimiter", pattern: delimiter,
				examples: []string{"auto", "comma", "semicolon", "tab", "pipe", "colon", "up to four characters"}, whole: true, most: 9},
			set: func(s *Source, text string) { s.Delimiter = unlessAuto(text) }},
		{name: "quote", doc: "What encloses cells that contain delimiters.",
			value: value{what: "a quote", words: []word{auto, {`"`, ""}, {"'", ""}, {"none", "Quotes have no special meaning."}}},
			set:   func(s *Source, text string) { s.Quote = unlessAuto(text) }},
		{name: "skip_lines", doc: "How many lines are above the header.",
			value: value{what: "a number of lines", pattern: lineCount, examples: []string{"auto", "2"}, whole: true, most: 999999},
			set: func(s *Source, text string) {
				if n, err := strconv.Atoi(text); err == nil {
					s.SkipLines = &n
				}
			}},
		{name: "sheet", doc: "The workbook's sheet; default: the first visible one that looks like a table of contacts.",
			value: value{what: "the name of a sheet", whole: true},
			set:   func(s *Source, text string) { s.Sheet = text }},
		{name: "sheets", doc: "Which of a workbook's sheets are read.",
			value: value{what: "a choice of sheets", words: []word{{"all", "All of them, one after the other."}}},
			set:   func(s *Source, _ string) { s.AllSheets = true }},
		{name: "widths", doc: "The widths, in characters, of the columns of a fixed-width file.",
			value: value{what: "a number of characters", pattern: width, examples: []string{"10", "24"}, list: true, whole: true, least: 1, most: 99999},
			setAll: func(s *Source, all []string) {
				for _, text := range all {
					n, _ := strconv.Atoi(text)
					s.Widths = append(s.Widths, n)
				}
			}},
		{name: "header", doc: "The names of the columns of a file that has no header row.",
			value:  value{what: "the name of a column", list: true, whole: true, blank: true},
			setAll: func(s *Source, all []string) { s.Header = all }},
	}
}

// encodings are the words for encodings.
func encodings(auto word) []word {
	docs := map[string]string{
		"windows-1252": "Western Windows.", "iso-8859-1": "Latin 1.", "iso-8859-15": "Latin 9, with the euro sign.", "macintosh": "Mac Roman.",
		"windows-1250": "Central European Windows.", "windows-1251": "Cyrillic Windows.", "windows-1253": "Greek Windows.", "windows-1254": "Turkish Windows.",
		"windows-1255": "Hebrew Windows.", "windows-1256": "Arabic Windows.", "windows-1257": "Baltic Windows.", "iso-8859-2": "Latin 2.", "koi8-r": "Cyrillic.",
		"shift_jis": "Japanese.", "euc-jp": "Japanese.", "gb18030": "Chinese, GBK among it.", "big5": "Traditional Chinese.", "euc-kr": "Korean.",
	}
	all := []word{auto}
	for _, name := range source.EncodingNames() {
		all = append(all, word{name, docs[name]})
	}
	return all
}

// encodingMeant returns the encoding that another name or spelling stands for, or "".
func encodingMeant(text string) string {
	name, _ := source.EncodingName(text)
	return name
}

// unlessAuto returns text, or "" for "auto", which is what is done anyway.
func unlessAuto(text string) string {
	if text == "auto" {
		return ""
	}
	return text
}

// keyNames returns the names of keys, for messages.
func keyNames[T any](keys []key[T]) []string {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.name
	}
	return names
}

// regionWords are the ISO 3166 codes of the regions that have phone numbers.
func regionWords() []word {
	codes := phone.Regions()
	words := make([]word, len(codes))
	for i, code := range codes {
		words[i] = word{name: code}
	}
	return words
}

// regionMeant finds the region that another way to write it means, or "".
func regionMeant(text string) string {
	code, _ := phone.Region(text)
	return code
}
