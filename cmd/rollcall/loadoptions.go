package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/report"
)

// loadOptions are the flags that review and import share.
type loadOptions struct {
	File       string
	Mapping    string
	Tags       []string
	Duplicates string
	Powerlist  string
	DialMode   string
	// NoPowerlist overrules the mapping's powerlist.
	NoPowerlist bool
	Region      string
	Suppress    []string
	Rejects     string
	MaxSkipped  string
	page        pageOptions
	// listTemplate is the powerlist's name before {file} and {date} were filled
	// in.
	listTemplate string
	// outputs are the files that the command writes beside these.
	outputs []output
	// Unhashed spares the SHA-256 of the file where nobody asks for it.
	Unhashed bool
}

// addFlags puts the options onto a command.
func (o *loadOptions) addFlags(f *pflag.FlagSet) {
	f.StringVarP(&o.Mapping, "mapping", "m", "", "mapping `FILE` (make one with: rollcall map FILE)")
	f.StringArrayVar(&o.Tags, "tag", nil, "`TAG` for every contact, beside the mapping's (repeatable)")
	f.StringVar(&o.Duplicates, "duplicates", "", "what to do with known numbers: `skip|update|create` (default: the mapping's)")
	f.StringVar(&o.Powerlist, "powerlist", "", "`NAME` of the powerlist; may hold {file} and {date}")
	f.StringVar(&o.DialMode, "dial-mode", "", "who dials the powerlist: `ai|manual`")
	f.BoolVar(&o.NoPowerlist, "no-powerlist", false, "no powerlist, though the mapping names one")
	f.StringVar(&o.Region, "region", "", "read numbers without a country code as this region's (`CC`: US, GB, ...)")
	f.StringArrayVar(&o.Suppress, "suppress", nil, "`FILE` of numbers that must not be called (repeatable)")
	f.StringVar(&o.Rejects, "rejects", "", "write the skipped rows and why to this CSV `FILE`")
	f.StringVar(&o.MaxSkipped, "max-skipped", "", "refuse the list when more rows than `N|P%` would be skipped")
	o.page.addFlags(f)
}

// check refuses what no file is needed to see.
func (o *loadOptions) check() error {
	switch {
	case o.Mapping == "":
		return usageError("Make one with: "+proposeCommand(o.File),
			"no mapping file was named (-m FILE)")
	case o.NoPowerlist && (o.Powerlist != "" || o.DialMode != ""):
		return usageError("", "--no-powerlist and --powerlist or --dial-mode exclude each other")
	}
	if o.Duplicates != "" {
		if err := oneOf("--duplicates", o.Duplicates, enums["duplicates"]...); err != nil {
			return err
		}
	}
	if unknown := mapping.UnknownPlaceholders(o.Powerlist); len(unknown) > 0 {
		return usageError("It can hold {file} and {date}.", "--powerlist: %q is nothing that a name can hold", unknown[0])
	}
	if o.DialMode != "" {
		if err := oneOf("--dial-mode", o.DialMode, enums["dial-mode"]...); err != nil {
			return err
		}
	}
	var err error
	if o.Region, err = parseRegion(o.Region); err != nil {
		return err
	}
	if _, err = parseLimit(o.MaxSkipped); err != nil {
		return err
	}
	return o.page.check()
}

// parseRegion finds the ISO 3166 code of --region; nothing stays nothing.
func parseRegion(word string) (string, error) {
	if word == "" {
		return "", nil
	}
	region, ok := phone.Region(word)
	if !ok {
		return "", usageError("Give an ISO 3166 code, as US, GB or DE.", "--region: no region is called %q", word)
	}
	return region, nil
}

// apply overrules the mapping by what was said on the command line.
func (o *loadOptions) apply(m *mapping.Mapping, now time.Time) error {
	if o.Region != "" {
		m.Region = o.Region
	}
	for _, t := range o.Tags {
		for _, tag := range normalize.Tags(t) {
			if !slices.Contains(m.Tags, tag) {
				m.Tags = append(m.Tags, tag)
			}
		}
	}
	for _, tag := range m.Tags {
		if len(tag) > normalize.MaxTag {
			return usageError("", "a tag is longer than %d bytes", normalize.MaxTag)
		}
	}
	if d, ok := contact.ParseDuplicates(o.Duplicates); ok {
		m.Duplicates = d
	}
	if o.MaxSkipped != "" {
		m.Limits.MaxSkipped = o.MaxSkipped
	}
	switch {
	case o.NoPowerlist:
		m.Powerlist = nil
	case o.Powerlist != "" || o.DialMode != "":
		if m.Powerlist == nil {
			m.Powerlist = &mapping.Powerlist{Name: "{file}"}
		}
		if o.Powerlist != "" {
			m.Powerlist.Name = o.Powerlist
		}
		if o.DialMode != "" {
			m.Powerlist.DialMode = o.DialMode
		}
	}
	if p := m.Powerlist; p != nil {
		o.listTemplate = p.Name
		p.Name = expandName(p.Name, o.File, now)
		if p.Name == "" {
			return usageError("", "the powerlist has no name")
		}
		if len(p.Name) > maxName {
			return usageError("", "the powerlist's name is longer than %d bytes", maxName)
		}
	}
	return nil
}

// maxName is how many bytes the name of a powerlist may have, that the database
// can keep it in an index.
const maxName = normalize.MaxTag

// expandName fills in {file}, the file's name without its endings, and {date},
// today as YYYY-MM-DD.
func expandName(name, file string, now time.Time) string {
	return strings.TrimSpace(strings.NewReplacer("{file}", fileTitle(file), "{date}", now.Format(time.DateOnly)).Replace(name))
}

// listEndings are the endings of lists' names and of their compressions.
var listEndings = []string{".csv", ".tsv", ".tab", ".psv", ".txt", ".xlsx", ".xlsm", ".gz", ".gzip", ".zst", ".bz2", ".xz", ".zip"}

// fileTitle is a file's name without folder and endings; standard input is
// "stdin".
func fileTitle(file string) string {
	if file == "-" {
		return "stdin"
	}
	name := filepath.Base(file)
	for {
		ext := filepath.Ext(name)
		if ext == name || !slices.Contains(listEndings, strings.ToLower(ext)) {
			return name
		}
		name = strings.TrimSuffix(name, ext)
	}
}

// proposeCommand makes a mapping for a list, named for it.
func proposeCommand(file string) string {
	name := fileTitle(file)
	if file == "-" {
		name = "mapping"
	}
	return fmt.Sprintf("rollcall map %s --out %s", shellQuote(file), shellQuote(name+".yaml"))
}

// limit is a bound on the skipped rows: a number, or a share of all rows.
type limit struct {
	set     bool
	count   int64
	percent float64
	share   bool
}

func parseLimit(s string) (limit, error) {
	wrong := usageError("Give a number of rows or a share, as 100 or 20%.", "--max-skipped: %q is no limit", s)
	if s == "" {
		return limit{}, nil
	}
	if share, ok := strings.CutSuffix(s, "%"); ok {
		p, err := strconv.ParseFloat(strings.TrimSpace(share), 64)
		if err != nil || !(p >= 0 && p <= 100) {
			return limit{}, wrong
		}
		return limit{set: true, percent: p, share: true}, nil
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return limit{}, wrong
	}
	return limit{set: true, count: n}, nil
}

// exceeded says whether so many skipped of so many rows are too many.
func (l limit) exceeded(skipped, rows int64) bool {
	if !l.set {
		return false
	}
	if l.share {
		return float64(skipped)*100 > l.percent*float64(rows)
	}
	return skipped > l.count
}

// shellQuote shows a path so that it can be pasted into a shell.
func shellQuote(path string) string {
	if path != "" && !strings.ContainsFunc(path, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./,:+@%=", r))
	}) {
		return path
	}
	if shown := report.Cell(path); shown != path {
		// What a terminal would obey, bash and zsh read as escapes.
		return "$" + asciiQuote(path)
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}

// asciiQuote puts single quotes around a text of which all that is not plain
// ASCII is written as the octal escapes of its bytes.
func asciiQuote(text string) string {
	var b strings.Builder
	for _, c := range []byte(text) {
		if c < ' ' || c >= 0x7f || c == '\'' || c == '\\' {
			fmt.Fprintf(&b, `\%03o`, c)
		} else {
			b.WriteByte(c)
		}
	}
	return "'" + b.String() + "'"
}

// fileSize is the size of a regular file in bytes, or -1.
func fileSize(path string) int64 {
	if path == "-" {
		return -1 // standard input, though a file may have that name
	}
	if st, err := os.Stat(path); err == nil && st.Mode().IsRegular() {
		return st.Size()
	}
	return -1
}

// checkOutputs refuses to write over what is read, and one file over another.
func (o *loadOptions) checkOutputs() error {
	inputs := append([]string{o.File, o.Mapping}, o.Suppress...)
	written := map[string]string{}
	for _, out := range append([]output{{"--rejects", o.Rejects}, {"--report", o.page.Path}}, o.outputs...) {
		switch out.path {
		case "":
			continue
		case "-":
			return usageError("Write ./- if that is its name.", "%s: - names no file", out.flag)
		}
		for _, in := range inputs {
			if in != "-" && sameFile(in, out.path) {
				return usageError("Give it another name.", "%s would write over %s, which is read", out.flag, in)
			}
		}
		path := filepath.Clean(out.path)
		if other := written[path]; other != "" {
			return usageError("Give one of them another name.", "%s and %s are the same file", other, out.flag)
		}
		written[path] = out.flag
	}
	return nil
}

// output is a file that a flag asks to be written.
type output struct{ flag, path string }

// sameFile says whether two paths lead to one file that exists.
func sameFile(a, b string) bool {
	sa, errA := os.Stat(a)
	sb, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(sa, sb)
}
