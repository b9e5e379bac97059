package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"rollcall/pkg/mapping"
	"rollcall/pkg/source"
)

// Inspection is what was found in a file. Its JSON form is a contract with
// users' scripts: keys may be added, never changed.
type Inspection struct {
	File string `json:"file"`
	// SizeBytes is the file's size as stored, or -1 if standard input was not read to its
	// end.
	SizeBytes    int64  `json:"size_bytes"`
	Compression  string `json:"compression"`
	Encoding     string `json:"encoding"`
	Delimiter    string `json:"delimiter"`
	Quote        string `json:"quote"`
	SkippedLines int    `json:"skipped_lines"`
	Sheet        string `json:"sheet,omitempty"`
	Rows         int64  `json:"rows"`
	Malformed    int64  `json:"malformed"`
	// Partial means that only the first rows were read.
	Partial bool `json:"partial,omitempty"`
	// Region is the most likely region of numbers without a country code, or empty.
	Region   string            `json:"region"`
	Columns  []InspectedColumn `json:"columns"`
	Problems []source.Problem  `json:"problems"`
	// ProblemsTotal also counts those that are not listed.
	ProblemsTotal int64 `json:"problems_total"`
	// Drift is where file and mapping no longer match, if a mapping was given.
	Drift *[]mapping.Drift `json:"drift,omitempty"`

	// Warnings are what could not be considered.
	Warnings []Warning `json:"warnings,omitempty"`

	NextSteps []string `json:"-"`
}

// InspectedColumn is what was found about one column.
type InspectedColumn struct {
	Name string `json:"name"`
	// Position counts from 1.
	Position int   `json:"position"`
	Filled   int64 `json:"filled"`
	// FillRate is the share of rows with something in this column, 0 to 1.
	FillRate    float64 `json:"fill_rate"`
	Distinct    int64   `json:"distinct"`
	LooksLike   string  `json:"looks_like"`
	ValidPhones int64   `json:"valid_phones"`
	// LostDigits counts numbers that a spreadsheet rounded or hid.
	LostDigits int64    `json:"lost_digits,omitempty"`
	Examples   []string `json:"examples"`
	// Suggested is the target as in a mapping file, Why the reason for it, and Confidence
	// how certain it is, 0 to 1.
	Suggested  string  `json:"suggested"`
	Why        string  `json:"why"`
	Confidence float64 `json:"confidence"`
	// Short is Suggested in few words, for the text form.
	Short string `json:"-"`
}

// maxProblems is the number of problems that the text shows.
const maxProblems = 10

// WriteInspection shows an inspection to a person.
func WriteInspection(w io.Writer, in *Inspection, s Style) error {
	b := printout{Style: s}
	b.title(Cell(in.File))
	in.facts(&b)
	in.columns(&b)
	in.troubles(&b)
	in.problems(&b)
	if in.Drift != nil {
		b.WriteByte('\n')
		b.drift(*in.Drift)
	}
	b.nextSteps(in.NextSteps)
	return b.writeTo(w)
}

var delimiterNames = map[string]string{",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe", ":": "colon"}

// WrittenAs describes how a file is written: "utf-8, semicolon, gzip".
func WrittenAs(f source.Format) string {
	form := f.Encoding
	if d := delimiterNames[f.Delimiter]; d != "" {
		form += ", " + d
	} else if f.Delimiter != "" {
		form += fmt.Sprintf(", delimiter %q", f.Delimiter)
	}
	if f.Sheet != "" {
		form = fmt.Sprintf("workbook, sheet %q", Cell(f.Sheet))
	}
	if f.Compression != "" && f.Compression != "none" {
		form += ", " + f.Compression
	}
	return form
}

func (in *Inspection) facts(b *printout) {
	kind := in.Source().Form
	rows := Count(in.Rows)
	if in.Partial {
		rows = "the first " + rows
	}
	b.printf("  %-14s%s\n  %-14s%s\n", "format", Cell(kind), "rows", rows)
	if in.SizeBytes >= 0 {
		b.printf("  %-14s%s bytes\n", "size", Count(in.SizeBytes))
	}
	if in.SkippedLines > 0 {
		b.printf("  %-14s%s above the header\n", "skipped", Plural(int64(in.SkippedLines), "line"))
	}
	if in.Region != "" {
		b.fact("region", "numbers without a country code look like those of "+in.Region)
	}
}

// Widths of the text form, in columns of the terminal.
const (
	figuresWidth = 34 // between and around names and targets
	minNameWidth = 10
	minExamples  = 24
)

// columns shows a line for each column that is not empty, and names the empty ones in
// one.
func (in *Inspection) columns(b *printout) {
	nameWidth, targetWidth := len("column"), len("mapped to")
	most := max(minNameWidth, (b.Width-figuresWidth)/2) // names and targets are cut alike
	var empty []string
	for _, c := range in.Columns {
		if c.Filled == 0 {
			empty = append(empty, Cell(c.Name))
			continue
		}
		nameWidth = max(nameWidth, min(ansi.StringWidth(Cell(c.Name)), most))
		targetWidth = max(targetWidth, min(ansi.StringWidth(Cell(c.Short)), most))
	}
	room := b.Width - nameWidth - targetWidth - figuresWidth
	head := fmt.Sprintf("  %-*s  %6s  %-9s  %7s  %s", nameWidth, "column", "filled", "looks", "phones", "mapped to")
	if room >= minExamples {
		head = fmt.Sprintf("  %-*s  %6s  %-9s  %7s  %-*s  %s", nameWidth, "column", "filled", "looks", "phones", targetWidth, "mapped to", "examples")
	}
	b.printf("\n%s\n", b.paint(faint, head))
	for _, c := range in.Columns {
		if c.Filled == 0 {
			continue
		}
		phones := ""
		if c.LooksLike == "phone" || c.ValidPhones > 0 {
			phones = percent(c.ValidPhones, max(1, c.Filled))
		}
		style := good
		if c.Suggested == "ignore" {
			style = faint
		}
		line := fmt.Sprintf("  %s  %5.0f%%  %-9s  %7s  ", pad(ansi.Truncate(Cell(c.Name), nameWidth, "…"), nameWidth),
			100*c.FillRate, Cell(c.LooksLike), phones)
		target := ansi.Truncate(Cell(c.Short), max(minNameWidth, b.Width-ansi.StringWidth(line)), "…")
		if room >= minExamples {
			target = pad(ansi.Truncate(Cell(c.Short), targetWidth, "…"), targetWidth)
		}
		b.WriteString(line + b.paint(style, target))
		if room >= minExamples && len(c.Examples) > 0 {
			b.WriteString("  " + b.paint(faint, ansi.Truncate(list(c.Examples), room, "…")))
		}
		b.WriteByte('\n')
	}
	if len(empty) > 0 {
		b.printf("  %s\n", b.Hang("empty: "+strings.Join(empty, ", "), 4))
	}
}

// Dialable reports whether any column has a number that can be dialed.
func (in *Inspection) Dialable() bool {
	return slices.ContainsFunc(in.Columns, func(c InspectedColumn) bool { return c.ValidPhones > 0 })
}

// phoneTroubles returns what is wrong with dialing the file, one sentence each.
func (in *Inspection) phoneTroubles() []string {
	var all []string
	if in.Rows > 0 && !in.Dialable() {
		text := "no column holds a number that can be dialed; an import would refuse the file"
		ruined := slices.ContainsFunc(in.Columns, func(c InspectedColumn) bool { return c.LostDigits > 0 })
		if in.Region == "" && !ruined {
			text += ". If the numbers have no country code, name their region: --region CC"
		}
		all = append(all, text)
	}
	for _, c := range in.Columns {
		if c.LostDigits > 0 {
			all = append(all, fmt.Sprintf("%s: a spreadsheet has ruined %s of %s: the digits are lost. Export the file again with the column formatted as text",
				Cell(c.Name), Count(c.LostDigits), Plural(c.Filled, "number")))
		}
	}
	return all
}

func (in *Inspection) troubles(b *printout) {
	for i, text := range in.phoneTroubles() {
		if i == 0 {
			b.WriteByte('\n')
		}
		b.notice(bad, "✗", text)
	}
}

func pad(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-ansi.StringWidth(text)))
}

func (in *Inspection) problems(b *printout) {
	if len(in.Problems) == 0 {
		return
	}
	b.section(Plural(in.ProblemsTotal, "problem"))
	for i, p := range in.Problems {
		if i == maxProblems {
			break
		}
		text := Cell(p.Message)
		if p.Line > 0 {
			text = fmt.Sprintf("line %d: %s", p.Line, text)
		}
		b.notice(alert, "!", text)
	}
	if rest := in.ProblemsTotal - maxProblems; rest > 0 {
		b.printf("  and %s more; -o json lists them\n", Count(rest))
	}
}

// WriteDrift shows a person where a file and its mapping no longer match. file is its
// name if it is one of several, else empty.
func WriteDrift(w io.Writer, file string, drift []mapping.Drift, s Style) error {
	b := printout{Style: s}
	if file != "" {
		b.printf("%s\n", b.paint(bold, Printable(file)))
	}
	b.drift(drift)
	return b.writeTo(w)
}

func (b *printout) drift(drift []mapping.Drift) {
	if len(drift) == 0 {
		b.printf("%s the mapping fits the file\n", b.paint(good, "✓"))
		return
	}
	b.printf("%s\n", b.paint(bold, "The file and the mapping no longer match"))
	for _, d := range drift {
		mark, style := "!", alert
		if d.Refused {
			mark, style = "✗", bad
		}
		b.notice(style, mark, Cell(d.Message))
		if d.Hint != "" {
			b.printf("    %s\n", b.paint(faint, Cell(d.Hint))) // not cut: it may be a line to copy
		}
	}
}
