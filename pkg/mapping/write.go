package mapping

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"rollcall/pkg/contact"
)

// commentColumn is where comments at a line's end begin, if the line is short
// enough.
const commentColumn = 44

// maxCommented is how many columns a list may have for those that are ignored
// to get a comment: the file must not grow larger than Parse takes.
const maxCommented = 2000

// targetsWidth is how long a line of targets is at most.
const targetsWidth = 90

// WriteYAML writes the mapping file: the columns in the file's order, each with what it looks
// like, two masked examples, the reason and the confidence; then the available options,
// commented out. No cell is shown as it is, except for words that many rows share.
func (p *Proposal) WriteYAML(w io.Writer) error {
	b := bufio.NewWriter(w)
	line := func(text, comment string) {
		if comment == "" {
			fmt.Fprintln(b, text)
			return
		}
		pad := max(1, commentColumn-utf8.RuneCountInString(text))
		fmt.Fprintf(b, "%s%s# %s\n", text, strings.Repeat(" ", pad), comment)
	}
	line("# yaml-language-server: $schema=mapping.schema.json", "")
	from := ""
	if p.file != "" {
		from = " for " + plainHeader(p.file)
	}
	if p.more > 0 {
		from += fmt.Sprintf(" and %d more", p.more)
	}
	line("# Proposed by rollcall map"+from+". Read it, correct it, keep it in version control.", "")
	line("# Each column has its header and target; then how much is filled, what it looks like,", "")
	line("# two masked examples, why it goes there, how sure that is. Targets (rollcall help mapping):", "")
	targets := strings.Join(Targets(), ", ") + ","
	for len(targets) > targetsWidth {
		cut := strings.LastIndexByte(targets[:targetsWidth], ' ')
		line("#   "+targets[:cut], "")
		targets = targets[cut+1:]
	}
	line("#   "+targets, "")
	line("#   {field: KEY} for a custom field that exists, {new_field: KEY, label: TEXT, type: TYPE} for one", "")
	line("#   that doesn't; its TYPE is text, number, date or boolean.", "")
	line("version: 1", "")
	switch {
	case p.RegionSure:
		line("region: "+p.Region, p.RegionWhy)
	case p.Region != "":
		line("# region: "+p.Region, p.RegionWhy)
	default:
		line("# region: US", p.RegionWhy)
	}
	line("columns:", "")
	for _, c := range p.inDialOrder() {
		comment := c.comment()
		if c.Target == Ignore && len(p.Columns) > maxCommented {
			comment = ""
		}
		line("  "+yamlText(c.Header)+": "+c.Suggested(), comment)
	}
	p.writeOptions(line)
	return b.Flush()
}

// inDialOrder returns the columns in the list's order, but with the phone
// columns, at their places, in the order in which they are dialed.
func (p *Proposal) inDialOrder() []Suggestion {
	all := slices.Clone(p.Columns)
	byDial := make([]Suggestion, 0, 8)
	for _, c := range all {
		if c.Target == Phone && c.Join == nil {
			byDial = append(byDial, c)
		}
	}
	slices.SortFunc(byDial, func(a, b Suggestion) int { return a.Dial - b.Dial })
	next := 0
	for i := range all {
		if all[i].Target == Phone && all[i].Join == nil {
			all[i] = byDial[next]
			next++
		}
	}
	return all
}

// writeOptions writes what the proposal sets besides the columns, and the other options as
// comments.
func (p *Proposal) writeOptions(line func(text, comment string)) {
	set := map[string]string{}
	if p.DateOrder != DateOrderAuto {
		set["date_order"] = string(p.DateOrder)
	}
	if text := writeSource(p.source); text != "" {
		set["source"] = text
	}
	if text := p.writeExpect(); text != "" {
		set["expect"] = text
	}
	if p.Plus != PlusAuto {
		set["phones"] = "{plus: " + string(p.Plus) + "}"
	}
	for _, o := range optionExamples() {
		if value, ok := set[o.name]; ok {
			why := ""
			switch o.name {
			case "date_order":
				why = p.DateWhy
			case "phones":
				why = p.PlusWhy
			case "expect":
				why = o.doc
			}
			line(o.name+": "+value, why)
			continue
		}
		comment := o.doc
		switch {
		case o.name == "date_order" && p.DateWhy != "":
			comment = p.DateWhy + "; " + comment
		case o.name == "phones" && p.PlusWhy != "":
			o.example, comment = "{plus: implied}", p.PlusWhy+"; "+comment
		case o.name == "source" && p.widths != nil:
			o.example = "{widths: " + strings.Join(strings.Fields(fmt.Sprint(p.widths)), ", ") + "}"
			comment = "nothing separates this file's columns; set it where all files have these widths"
		}
		line("# "+o.name+": "+o.example, comment)
	}
}

// minExpect is the number of cells from which an expectation is written.
const minExpect = 50

// writeExpect writes how good the phone columns are, or "".
func (p *Proposal) writeExpect() string {
	var parts []string
	if p.more > 0 {
		return "" // the files differ
	}
	for _, c := range p.inDialOrder() {
		if c.Target == Phone && c.Profile.Filled >= minExpect {
			parts = append(parts, fmt.Sprintf("%s: %.0f%%", yamlText(c.Header), 100*c.Profile.ValidRate()))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// option is a key of the file with a value to start from.
type option struct{ name, example, doc string }

// optionExamples are the keys other than version, region and columns.
func optionExamples() []option {
	examples := map[string]string{
		"unmapped": "error", "tags": "[expo-2026]", "duplicates": "update", "clear": `"--"`, "date_order": "mdy", "names": "proper",
		"powerlist": `{name: "{file} {date}", dial_mode: manual}`, "phones": "{refuse: [premium_rate]}", "only": "{Status: [open]}", "set": "{campaign: expo}", "blank": "[n/a, none]", "suppress": "{except: [national-dnc]}",
		"limits": "{max_skipped: 20%}", "expect": "{Phone: 95%}", "source": "{encoding: auto, delimiter: auto, quote: auto, skip_lines: auto}",
	}
	var all []option
	for _, k := range rootKeys() {
		if k.name == "version" || k.name == "region" || k.name == "columns" {
			continue
		}
		doc := k.doc
		if len(k.value.words) > 0 {
			doc += " " + oneOf(k.value.names()) + "."
		}
		all = append(all, option{k.name, examples[k.name], doc})
	}
	return all
}

// writeTarget writes where a column goes, in the shortest form that there is.
func writeTarget(c *Column) string {
	var keys []string
	add := func(key, value string) { keys = append(keys, key+": "+value) }
	target := ""
	switch c.Target {
	case Custom:
		add("field", yamlText(c.Key))
	case NewCustom:
		add("new_field", yamlText(c.Key))
		if c.Label != "" {
			add("label", yamlText(c.Label))
		}
		add("type", c.Type.String())
	default:
		target = nameOfTarget(c)
		add("target", target)
	}
	if c.Update != contact.Overwrite {
		add("update", c.Update.String())
	}
	if c.SurnamesFirst {
		add("surnames_first", "true")
	}
	if c.DateOrder != DateOrderAuto {
		add("date_order", string(c.DateOrder))
	}
	writeConsent(c, add)
	if c.PhoneLabel != "" {
		add("label", yamlText(c.PhoneLabel))
	}
	if c.ReplaceTags {
		add("update", replaceTags.name)
	}
	if len(c.Aliases) > 0 {
		add("aliases", yamlList(c.Aliases))
	}
	if c.Optional {
		add("optional", "true")
	}
	if c.Default != "" {
		add("default", yamlText(c.Default))
	}
	if c.Join != nil {
		add("join", yamlText(*c.Join))
	}
	if len(c.Values) > 0 {
		var pairs []string
		for _, cell := range slices.Sorted(maps.Keys(c.Values)) {
			pairs = append(pairs, yamlText(cell)+": "+yamlText(c.Values[cell]))
		}
		add("values", "{"+strings.Join(pairs, ", ")+"}")
	}
	if target != "" && len(keys) == 1 {
		return target
	}
	return "{" + strings.Join(keys, ", ") + "}"
}

// nameOfTarget returns the name of a column's target.
func nameOfTarget(c *Column) (word string) {
	for _, t := range targetWords {
		if t.target == c.Target && (c.Target != Standard || t.field == c.Field) {
			word = t.name
		}
	}
	return word
}

// writeConsent writes what a consent column says.
func writeConsent(c *Column, add func(key, value string)) {
	if c.Target != Consent {
		return
	}
	if c.Means != OptIn {
		add("means", c.Means.String())
	}
	allow := slices.Clone(c.Allow)
	if c.AllowDate {
		allow = append(allow, "date")
	}
	if c.AllowAny {
		allow = append(allow, "any")
	}
	if c.AllowUntil {
		allow = append(allow, "until")
	}
	if c.AllowNone {
		allow = append(allow, "none")
	}
	switch {
	case len(c.Allow) == 0 && len(allow) == 1:
		add("allow", allow[0])
	case len(allow) > 0:
		add("allow", yamlList(allow))
	}
	if len(c.Deny) > 0 {
		add("deny", yamlList(c.Deny))
	}
	if c.RecordGiven {
		add("record_opt_outs", c.Record.String())
	}
	if c.For != "" {
		add("for", yamlText(c.For))
	}
}

// yamlList writes texts as a YAML list.
func yamlList(texts []string) string {
	words := make([]string, len(texts))
	for i, w := range texts {
		words[i] = yamlText(w)
	}
	return "[" + strings.Join(words, ", ") + "]"
}

// writeSource writes what is said of how to read the file, or "".
func writeSource(s Source) string {
	var keys []string
	add := func(key, value string) {
		if value != "" {
			keys = append(keys, key+": "+yamlText(value))
		}
	}
	add("encoding", s.Encoding)
	add("delimiter", s.Delimiter)
	add("quote", s.Quote)
	if s.SkipLines != nil {
		keys = append(keys, "skip_lines: "+strconv.Itoa(*s.SkipLines))
	}
	add("sheet", s.Sheet)
	if s.AllSheets {
		add("sheets", "all")
	}
	if len(s.Header) > 0 {
		keys = append(keys, "header: "+yamlList(s.Header))
	}
	if len(keys) == 0 {
		return ""
	}
	return "{" + strings.Join(keys, ", ") + "}"
}

// plainYAML are texts that need no quotes anywhere in a mapping file.
var plainYAML = patternOf(`^[\pL_][\pL\pN_./()+-]*( [\pL\pN_./()+&-]+)*(#[0-9]+)?$`)

// yamlText writes a text as YAML, in double quotes if it could be read as anything else.
func yamlText(s string) string {
	switch strings.ToLower(s) {
	case "true", "false", "yes", "no", "on", "off", "null", "y", "n", "":
	default:
		if len(s) < 100 && plainYAML.MatchString(s) {
			return s
		}
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == ' ' || r != 0xfeff && r >= 0x20 && unicode.IsGraphic(r) && r != 0xa0:
			b.WriteRune(r)
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
