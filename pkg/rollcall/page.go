package rollcall

import (
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/outfile"
	"rollcall/pkg/report"
	"rollcall/pkg/report/page"
)

// PageOptions are the options of the report page.
type PageOptions struct {
	// Path ends in .html or .md, or is empty for no page.
	Path string
	// Unmasked shows personal data in full.
	Unmasked bool
}

// check refuses a page that could not be written, before anything is read.
func (o *PageOptions) check() error {
	if o.Path == "" {
		return nil
	}
	if _, ok := o.writer(); !ok {
		return UsageError("Name it FILE.html for a browser, or FILE.md for a pull request or a step summary.",
			"--report: %q ends neither in .html nor in .md", o.Path)
	}
	if err := outfile.Check(o.Path); err != nil {
		return fmt.Errorf("preparing the report: %w", err)
	}
	return nil
}

// writer returns the writer of the form that the file's ending names.
func (o *PageOptions) writer() (write func(*page.Page, *outfile.File) error, ok bool) {
	switch strings.ToLower(filepath.Ext(o.Path)) {
	case ".html", ".htm":
		return func(p *page.Page, f *outfile.File) error { return p.WriteHTML(f) }, true
	case ".md", ".markdown":
		return func(p *page.Page, f *outfile.File) error { return p.WriteMarkdown(f) }, true
	}
	return nil, false
}

// prepare writes the page to a temporary file, which Commit puts in its place.
// Without --report it returns nil.
func (o *PageOptions) prepare(p *page.Page) (*outfile.File, error) {
	write, ok := o.writer()
	if !ok {
		return nil, nil
	}
	f, err := outfile.Create(o.Path, outfile.Private)
	if err == nil {
		if err = errors.Join(write(p, f), f.Sync()); err != nil {
			f.Close()
		}
	}
	if err != nil {
		return nil, fmt.Errorf("writing the report %s: %w", o.Path, err)
	}
	return f, nil
}

// write puts the page in its place.
func (o *PageOptions) write(p *page.Page) error {
	f, err := o.prepare(p)
	if f == nil {
		return err
	}
	defer f.Close()
	if err := f.Commit(); err != nil {
		return fmt.Errorf("writing the report %s: %w", o.Path, err)
	}
	return nil
}

// refused writes the page of a file that err refuses, and returns err.
func (o *PageOptions) refused(r *report.Result, run *report.Run, err error) error {
	if o.Path == "" || err == nil {
		return err
	}
	kind, e := Explain(err)
	if kind != Refused {
		return err
	}
	r.Error = &e
	return errors.Join(err, o.write(r.Page(run)))
}

// refused does the same for a load; r is nil if the file was not read to its end.
func (l *load) refused(r *report.Result, err error) error {
	if r == nil {
		r = &report.Result{Command: l.command, File: l.opts.File}
	}
	return l.opts.Page.refused(r, l.pageRun(), err)
}

// importSample is how many rows the page of an import shows.
const importSample = 5

// newBreakdown returns the sink that collects for the page, or nil if there is none.
func (l *load) newBreakdown() *report.Breakdown {
	if l.opts.Page.Path == "" {
		return nil
	}
	return report.NewBreakdown(report.BreakdownOptions{
		Columns: len(l.originalHeader()), Sample: importSample, Mask: !l.opts.Page.Unmasked,
	})
}

// pageRun returns what the page says of the file and its mapping, as far as it is
// known by now.
func (l *load) pageRun() *report.Run {
	run := &report.Run{
		At: time.Now(), Program: l.env.program(), Source: report.Source{Size: -1},
		Breakdown: l.breakdown, Unmasked: l.opts.Page.Unmasked, Consent: l.consent,
	}
	if l.mapping != nil {
		run.Mapping = report.MappingFile{Name: l.mapping.Name, SHA256: hexSHA256(l.mapping.Text), Region: l.mapping.Region}
	}
	if l.reader == nil {
		return run
	}
	run.Source = report.Source{Size: l.reader.Size(), Form: report.WrittenAs(l.reader.Format())}
	if l.ended {
		sum := l.reader.SHA256()
		run.Source.Size, run.Source.SHA256 = l.read, hex.EncodeToString(sum[:])
	}
	if l.match.Uses != nil {
		for i, name := range l.originalHeader() {
			run.Columns = append(run.Columns, report.ColumnUse{Header: name, Use: l.columnUse(i)})
		}
	}
	if l.breakdown != nil {
		run.Sample = l.samples(l.breakdown.Contacts())
	}
	return run
}

func (l *load) samples(contacts []contact.Contact) []report.Sample {
	samples := make([]report.Sample, 0, len(contacts))
	for _, c := range contacts {
		samples = append(samples, report.NewSample(c, l.mapping.Tags))
	}
	return samples
}

// columnUse returns where a column of the file goes, if anywhere.
func (l *load) columnUse(column int) string {
	var uses []string
	for _, i := range l.match.Uses[column] {
		if use := useOf(&l.mapping.Columns[i]); use != "" {
			uses = append(uses, use)
		}
	}
	return strings.Join(uses, ", ")
}

// useOf returns where one use of a column goes, if anywhere.
func useOf(c *mapping.Column) string {
	switch c.Target {
	case mapping.Ignore:
		return ""
	case mapping.Phone:
		return "phone"
	case mapping.Standard:
		return c.Field.String()
	case mapping.FullName:
		return "first_name, last_name"
	case mapping.Country:
		return "country of the number"
	case mapping.Consent:
		switch c.Means {
		case mapping.OptOut:
			return "consent (opt-out)"
		case mapping.Status:
			return "consent (status)"
		case mapping.Age:
			return "consent (age)"
		}
		return "consent"
	case mapping.Tags:
		return "tags"
	}
	return "field " + c.Key
}
