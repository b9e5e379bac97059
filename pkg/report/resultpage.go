package report

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"rollcall/pkg/contact"
	"rollcall/pkg/report/page"
)

// Run is what a page shows in addition to a Result: the file and the mapping as they
// were, and who attested consent. What is empty is left out.
type Run struct {
	At time.Time
	// Program is the program's version, with that of the phone metadata.
	Program string
	Source  Source
	Mapping MappingFile
	Consent *contact.Consent
	// Columns are the file's, in its order.
	Columns   []ColumnUse
	Breakdown *Breakdown
	// Sample are contacts with all their data, which the page shows only with Unmasked.
	Sample   []Sample
	Unmasked bool
}

// Source is the file that was read.
type Source struct {
	// Size is in bytes, SHA256 in hexadecimal digits; -1 and "" are unknown.
	Size   int64
	SHA256 string
	// Form says how it is written, as WrittenAs does.
	Form string
}

// MappingFile is the mapping that the file was read with.
type MappingFile struct {
	Name   string
	SHA256 string
	Region string
}

// ColumnUse is where a column of the file goes: "phone", "field company".
type ColumnUse struct {
	Header string
	// Use is empty for a column that is not used.
	Use string
}

// title returns a file's name without its folder.
func title(file string) string { return listName(filepath.Base(file)) }

var commandNames = map[string]string{"inspect": "Inspection", "review": "Review", "import": "Import"}

// Page shows a result as a document.
func (r *Result) Page(run *Run) *page.Page {
	b := pageBuilder{r: r, run: run}
	p := &page.Page{Kind: commandNames[r.Command], Title: title(r.File), Verdict: b.verdict(), Footer: b.footer()}
	if b.done() {
		p.Kind = fmt.Sprintf("Import %d", r.ImportID)
	}
	if r.Rows > 0 {
		p.Tiles, p.Split = b.tiles(), b.split()
	}
	for _, s := range []*page.Section{b.skips(), b.destination(), b.zones(), b.warnings(), b.columns(), b.sample(), b.consent(), b.origin()} {
		if s != nil {
			p.Sections = append(p.Sections, *s)
		}
	}
	return p
}

// pageBuilder makes the parts of a page; an empty part is nil.
type pageBuilder struct {
	r   *Result
	run *Run
}

// done reports whether the contacts are in the database.
func (b pageBuilder) done() bool { return b.r.Command == "import" && b.r.Error == nil }

func (b pageBuilder) imported() int64 { return b.r.Created + b.r.Updated + b.r.Merged }

func (b pageBuilder) verdict() page.Verdict {
	r := b.r
	if e := r.Error; e != nil {
		text := "Refused, nothing was imported: "
		if r.Command == "inspect" {
			text = "Refused: "
		}
		return page.Verdict{Tone: page.Bad, Text: text + Printable(e.Message), Hint: Printable(e.Hint)}
	}
	share := fmt.Sprintf("%s of %s (%s)", Count(b.imported()), Plural(r.Rows, "row"), percent(b.imported(), r.Rows))
	if r.Command == "import" {
		return page.Verdict{Tone: page.Good, Text: fmt.Sprintf("Import %d imported %s.", r.ImportID, share)}
	}
	v := page.Verdict{Tone: page.Plain, Text: "A dry run: nothing was written. It would import " + share + "."}
	if len(r.NextSteps) > 0 {
		v.Command = r.NextSteps[0]
	}
	return v
}

func (b pageBuilder) tiles() []page.Tile {
	r := b.r
	share := func(n int64) string { return percent(n, r.Rows) + " of rows" }
	created, updated, skipped := "New contacts", "Contacts updated", "Left out"
	if !b.done() {
		created, updated, skipped = "Would be new contacts", "Would be updated", "Would be left out"
	}
	tiles := []page.Tile{
		{Label: "Rows in the file", Value: Count(r.Rows), Tone: page.Plain},
		{Label: created, Value: Count(r.Created), Note: share(r.Created), Tone: page.Good},
	}
	if r.Updated > 0 {
		tiles = append(tiles, page.Tile{Label: updated, Value: Count(r.Updated), Note: share(r.Updated), Tone: page.Changed})
	}
	if r.Merged > 0 {
		tiles = append(tiles, page.Tile{Label: "Merged into another row", Value: Count(r.Merged), Note: share(r.Merged), Tone: page.Plain})
	}
	tiles = append(tiles, page.Tile{Label: skipped, Value: Count(r.SkippedTotal), Note: share(r.SkippedTotal), Tone: page.Attention})
	if p := r.Powerlist; p != nil {
		tiles = append(tiles, page.Tile{Label: "On the powerlist", Value: Count(p.Contacts), Note: Cell(p.Name), Tone: page.Plain})
	}
	return tiles
}

func (b pageBuilder) split() *page.Split {
	r := b.r
	s := &page.Split{Title: "What would happen to the rows", Whole: r.Rows}
	if b.done() {
		s.Title = "What happened to the rows"
	}
	for _, p := range []page.Part{
		{Label: "new contacts", Count: r.Created, Tone: page.Good},
		{Label: "updated", Count: r.Updated, Tone: page.Changed},
		{Label: "merged into another row's contact", Count: r.Merged, Tone: page.Plain},
		{Label: "left out", Count: r.SkippedTotal, Tone: page.Attention},
	} {
		p.Value = Count(p.Count)
		s.Parts = append(s.Parts, p)
	}
	return s
}

// maxCauses is the number of details of each reason that a page shows.
const maxCauses = 5

func (b pageBuilder) skips() *page.Section {
	if b.r.SkippedTotal == 0 {
		return nil
	}
	s := &page.Section{Title: "Why rows are left out", Note: "Each row has the first reason that applies; bars are shares of all rows."}
	for reason, rows := range b.r.Skipped.All() {
		if rows == 0 {
			continue
		}
		bar := page.Bar{
			Label: reasonWords[reason], Value: Count(rows) + " · " + percent(rows, b.r.Rows),
			Share: share(rows, b.r.Rows), Tone: page.Attention,
		}
		if b.run.Breakdown != nil {
			bar.Details = causes(b.run.Breakdown.details(reason))
		}
		s.Bars = append(s.Bars, bar)
	}
	return s
}

// causes shows the most frequent details, except those that add nothing to their reason.
func causes(details []SkipDetail) (list []page.Detail) {
	var others int64
	for _, d := range details {
		if d.Text == "" || len(list) == maxCauses {
			others += d.Rows
			continue
		}
		list = append(list, page.Detail{Text: fmt.Sprintf("%s (first in line %s)", Cell(d.Text), Count(d.FirstLine)), Value: Count(d.Rows)})
	}
	if others > 0 && len(list) > 0 {
		list = append(list, page.Detail{Text: "other causes", Value: Count(others)})
	}
	return list
}

func share(part, whole int64) float64 { return float64(part) / float64(max(1, whole)) }

func (b pageBuilder) destination() *page.Section {
	r := b.r
	if r.Destination == "" {
		return nil
	}
	s := &page.Section{Title: "Where the contacts go"}
	s.Facts = append(s.Facts, pageFact("Destination", r.Destination))
	if p := r.Powerlist; p != nil {
		s.Facts = append(s.Facts, pageFact("Powerlist", fmt.Sprintf("%s, %s", Cell(p.Name), Plural(p.Contacts, "contact"))))
	}
	if r.OptOuts > 0 {
		s.Facts = append(s.Facts, pageFact("Opt-outs", Plural(r.OptOuts, "number")+" on the do-not-call list by this file; undo leaves them there"))
	}
	s.Facts = append(s.Facts, marked("Tags", r.Tags, r.NewTags), marked("New fields", r.NewFields, nil),
		pageFact("Duplicates", duplicatesText[r.Duplicates]))
	if r.Database != nil && !*r.Database {
		s.Facts = append(s.Facts, pageFact("Database", "not consulted: known contacts are not counted as duplicates"))
	}
	if r.Rejects != "" && r.SkippedTotal > 0 {
		s.Facts = append(s.Facts, pageFact("Rows left out", Cell(r.Rejects)))
	}
	s.Facts = withValues(s.Facts)
	return s
}

var duplicatesText = [...]string{
	contact.Skip:   "skip: the first row of a number counts, known numbers are left out",
	contact.Update: "update: known contacts take the rows' values",
	contact.Create: "create: every row becomes a contact",
}

// pageZones is the number of time zones that a page shows.
const pageZones = 12

func (b pageBuilder) zones() *page.Section {
	t := &b.r.TimeZones
	total := t.total()
	if total == 0 {
		return nil
	}
	s := &page.Section{Title: "Time zones", Note: "Of the contacts that are created or updated, by their numbers and addresses."}
	bar := func(name string, n int64, tone page.Tone) {
		if n > 0 {
			s.Bars = append(s.Bars, page.Bar{Label: name, Value: Count(n) + " · " + percent(n, total), Share: share(n, total), Tone: tone})
		}
	}
	var others int64
	for i, z := range t.Zones {
		if i < pageZones {
			bar(Cell(z.Zone), z.Contacts, page.Plain)
		} else {
			others += z.Contacts
		}
	}
	bar("other zones", others, page.Plain)
	bar("more than one possible time zone", t.Ambiguous, page.Attention)
	bar("unknown", t.Unknown, page.Attention)
	return s
}

func (b pageBuilder) warnings() *page.Section {
	if len(b.r.Warnings) == 0 {
		return nil
	}
	s := &page.Section{Title: "Warnings", Wide: true}
	for _, w := range b.r.Warnings {
		s.Notices = append(s.Notices, Cell(w.Message))
	}
	return s
}

// maxColumns is the number of columns that a page shows.
const maxColumns = 120

func (b pageBuilder) columns() *page.Section {
	if b.run.Breakdown == nil || len(b.run.Columns) == 0 || b.r.Rows == 0 {
		return nil
	}
	s := &page.Section{Title: "How full the columns are", Wide: true, Note: "Shares of the rows that could be read, before any was left out."}
	var unused []string
	for i, c := range b.run.Columns {
		if c.Use == "" {
			unused = append(unused, c.Header)
			continue
		}
		if len(s.Bars) == maxColumns {
			s.Note += fmt.Sprintf(" These are the first %d columns.", maxColumns)
			break
		}
		rate := b.run.Breakdown.fillRate(i)
		s.Bars = append(s.Bars, page.Bar{
			Label: Cell(c.Header), Gloss: "→ " + Cell(c.Use), Value: fmt.Sprintf("%.1f %%", 100*rate), Share: rate, Tone: page.Plain,
		})
	}
	s.Facts = withValues([]page.Fact{marked("Not imported", unused, nil)})
	return s
}

func (b pageBuilder) sample() *page.Section {
	if len(b.run.Sample) == 0 {
		return nil
	}
	s := &page.Section{Title: "Contacts as they would be stored", Wide: true, Note: "Masked: most of every personal value is hidden."}
	if b.r.Command == "import" {
		s.Title = "The first rows, as they were cleaned"
	}
	samples := make([]Sample, len(b.run.Sample))
	for i, c := range b.run.Sample {
		if samples[i] = c; !b.run.Unmasked {
			samples[i] = c.Mask()
		}
	}
	if b.run.Unmasked {
		s.Note = "In full: this page holds personal data."
	}
	rows := sampleTable(samples)
	s.Table = &page.Table{Columns: rows[0], Rows: rows[1:]}
	return s
}

func (b pageBuilder) consent() *page.Section {
	c := b.run.Consent
	if c == nil {
		return nil
	}
	s := &page.Section{Title: "Consent, as attested", Quote: Printable(c.Statement)}
	if b.done() {
		s.Title = "Consent on record"
	}
	s.Facts = withValues([]page.Fact{
		pageFact("Attested by", Cell(c.By)), pageFact("On", stamp(c.At)), pageFact("At host", Cell(c.Host)), pageFact("Note", Cell(c.Note)),
		codeFact("For the file", b.run.Source.SHA256),
	})
	return s
}

func (b pageBuilder) origin() *page.Section {
	src, m := b.run.Source, b.run.Mapping
	s := &page.Section{Title: "File and mapping"}
	size := ""
	if src.Size >= 0 {
		size = Plural(src.Size, "byte")
	}
	s.Facts = withValues([]page.Fact{
		pageFact("File", listName(b.r.File)), pageFact("Size", size), pageFact("Format", src.Form), codeFact("SHA-256", src.SHA256),
		pageFact("Mapping", Cell(m.Name)), codeFact("Mapping SHA-256", m.SHA256), pageFact("Region", m.Region),
	})
	if b.r.ElapsedSeconds > 0 {
		s.Facts = append(s.Facts, pageFact("Took", fmt.Sprintf("%.1f s", b.r.ElapsedSeconds)))
	}
	return s
}

func (b pageBuilder) footer() string {
	return strings.TrimSpace(fmt.Sprintf("%s · rollcall %s", stamp(b.run.At), b.run.Program))
}

// stamp writes a moment for people of any zone.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02 15:04:05 UTC")
}
