package rollcall

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/normalize"
	"rollcall/pkg/normalize/phone"
	"rollcall/pkg/report"
)

// FileOptions are the options that Review and Import share: which file is read,
// and how. The mapping decides what is left empty.
type FileOptions struct {
	// File is the path of the file; "-" is standard input.
	File string
	// Mapping is the path of the mapping file.
	Mapping string
	// Tags are put on every contact, in addition to the mapping's.
	Tags []string
	// Duplicates is "skip", "update" or "create".
	Duplicates string
	// Powerlist is the powerlist's name, in which {file} and {date} are filled in,
	// and DialMode "ai" or "manual". NoPowerlist ignores that of the mapping.
	Powerlist   string
	DialMode    string
	NoPowerlist bool
	// Append adds to an existing powerlist of that name.
	Append bool
	// Region is an ISO 3166 code: numbers without a country code are read as
	// this region's.
	Region string
	// Suppress are files of numbers that must not be called.
	Suppress []string
	// MaxUnread is the limit for unreadable lines of such a file: a number ("10") or
	// a share ("1%"); empty allows none.
	MaxUnread string
	// Rejects is where the skipped rows go.
	Rejects string
	// MaxSkipped and MaxInvalid are limits: a number of rows ("100"), or a share
	// of all rows ("20%").
	MaxSkipped string
	MaxInvalid string
	// Page is the report page, if one is wanted.
	Page PageOptions
	// Outputs are files that the caller writes: they must be none of the above.
	Outputs []Output
}

// Output is a file that is written because of an option.
type Output struct{ Option, Path string }

// check refuses what is wrong without reading any file.
func (o *FileOptions) check() error {
	switch {
	case o.Mapping == "" && isMappingName(o.File):
		return UsageError("The contact file is the argument, and -m names the mapping: FILE -m "+report.ShellQuote(o.File),
			"%s looks like a mapping file, and no mapping file was named (-m FILE)", report.Cell(o.File))
	case o.Mapping == "":
		return UsageError("Make one with: "+MapCommand(o.File),
			"no mapping file was named (-m FILE)")
	case o.NoPowerlist && (o.Powerlist != "" || o.DialMode != "" || o.Append):
		return UsageError("", "--no-powerlist cannot be used with --powerlist, --dial-mode or --append")
	}
	if _, ok := contact.ParseDuplicates(o.Duplicates); o.Duplicates != "" && !ok {
		return UsageError("Use one of skip, update, create.", "--duplicates: unknown value %q", o.Duplicates)
	}
	if unknown := mapping.UnknownPlaceholders(o.Powerlist); len(unknown) > 0 {
		return UsageError("", "--powerlist: unknown placeholder %s; use {file} or {date}", unknown[0])
	}
	if o.DialMode != "" && o.DialMode != "ai" && o.DialMode != "manual" {
		return UsageError("Use one of ai, manual.", "--dial-mode: unknown value %q", o.DialMode)
	}
	if _, err := parseRegion(o.Region); err != nil {
		return err
	}
	if _, err := parseLimit("--max-skipped", o.MaxSkipped, "rows"); err != nil {
		return err
	}
	if _, err := parseLimit("--max-invalid", o.MaxInvalid, "rows"); err != nil {
		return err
	}
	if _, err := parseUnread(o.MaxUnread); err != nil {
		return err
	}
	return o.Page.check()
}

// parseRegion returns the ISO 3166 code of a region; nothing stays nothing.
func parseRegion(word string) (string, error) {
	if word == "" {
		return "", nil
	}
	region, ok := phone.Region(word)
	if !ok {
		return "", UsageError("Give an ISO 3166 code, as US, GB or DE.", "--region: no region is called %q", word)
	}
	return region, nil
}

// apply overrides the mapping by the options, and fills in the powerlist's name. It
// returns the name as it was before.
func (o *FileOptions) apply(m *mapping.Mapping, now time.Time) (template string, err error) {
	if o.Region != "" {
		if m.Region, err = parseRegion(o.Region); err != nil {
			return "", err
		}
	}
	m.Tags = normalize.AppendTags(m.Tags, strings.Join(o.Tags, ","))
	for _, tag := range m.Tags {
		if len(tag) > normalize.MaxTag {
			return "", UsageError("", "a tag is longer than %d bytes", normalize.MaxTag)
		}
	}
	if d, ok := contact.ParseDuplicates(o.Duplicates); ok {
		m.Duplicates = d
	}
	if o.MaxSkipped != "" {
		m.Limits.MaxSkipped = o.MaxSkipped
	}
	if o.MaxInvalid != "" {
		m.Limits.MaxInvalid = o.MaxInvalid
	}
	switch {
	case o.NoPowerlist:
		m.Powerlist = nil
	case o.Append && o.Powerlist == "" && m.Powerlist == nil:
		return "", UsageError("Name it: --powerlist NAME", "--append names no powerlist, nor does the mapping")
	case o.Powerlist != "" || o.DialMode != "":
		if m.Powerlist == nil {
			m.Powerlist = &contact.PowerlistOptions{Name: "{file}"}
		}
		if o.Powerlist != "" {
			m.Powerlist.Name = o.Powerlist
		}
		if o.DialMode != "" {
			m.Powerlist.DialMode = o.DialMode
		}
	}
	if p := m.Powerlist; p != nil {
		p.Append = p.Append || o.Append
		template = p.Name
		p.Name = expandName(p.Name, o.File, now)
		if p.Name == "" {
			return "", UsageError("", "the powerlist has no name")
		}
		if len(p.Name) > maxName {
			return "", UsageError("", "the powerlist's name is longer than %d bytes", maxName)
		}
	}
	return template, nil
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

// checkOutputs refuses to overwrite an input, or one output with another.
func (o *FileOptions) checkOutputs() error {
	inputs := append([]string{o.File, o.Mapping}, o.Suppress...)
	written := map[string]string{}
	for _, out := range append([]Output{{"--rejects", o.Rejects}, {"--report", o.Page.Path}}, o.Outputs...) {
		switch out.Path {
		case "":
			continue
		case "-":
			return UsageError("Write ./- if that is its name.", "%s: - names no file", out.Option)
		}
		if err := out.checkInputs(inputs); err != nil {
			return err
		}
		path := filepath.Clean(out.Path)
		if other := written[path]; other != "" {
			return UsageError("Give one of them another name.", "%s and %s are the same file", other, out.Option)
		}
		written[path] = out.Option
		if _, ok := report.IsWorkbook(out.Path); out.Option == "--rejects" && !ok {
			return UsageError("Name it FILE.csv or FILE.xlsx.", "--rejects %s: the rejects file is a CSV or a workbook", out.Path)
		}
	}
	return nil
}

// checkInputs refuses to overwrite an input.
func (out Output) checkInputs(inputs []string) error {
	for _, in := range inputs {
		if in != "-" && sameFile(in, out.Path) {
			return UsageError("Give it another name.", "%s would write over %s, which is read", out.Option, in)
		}
	}
	return nil
}

// sameFile reports whether two paths lead to the same existing file.
func sameFile(a, b string) bool {
	sa, errA := os.Stat(a)
	sb, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(sa, sb)
}

// limit reports whether n of all rows or lines are too many; nil is no limit.
type limit func(n, of int64) bool

// parseLimit reads an option's limit, a number or a share of all; empty is no limit.
// noun is what it counts, for messages.
func parseLimit(option, s, noun string) (limit, error) {
	if s == "" {
		return nil, nil
	}
	wrong := UsageError("Give a number of "+noun+" or a share, as 100 or 20%.", "%s: %q is not a limit", option, s)
	if share, ok := strings.CutSuffix(s, "%"); ok {
		percent, err := strconv.ParseFloat(strings.TrimSpace(share), 64)
		if err != nil || !(percent >= 0 && percent <= 100) {
			return nil, wrong
		}
		return func(n, of int64) bool { return float64(n)*100 > percent*float64(of) }, nil
	}
	most, err := strconv.ParseInt(s, 10, 64)
	if err != nil || most < 0 {
		return nil, wrong
	}
	return func(n, _ int64) bool { return n > most }, nil
}

// exceeded reports whether n of all are more than the limit.
func (l limit) exceeded(n, of int64) bool { return l != nil && l(n, of) }
