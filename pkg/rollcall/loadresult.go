package rollcall

import (
	"slices"
	"time"

	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/pipeline"
	"rollcall/pkg/report"
	"rollcall/pkg/source"
	"rollcall/pkg/store"
)

// result combines the counts of the cleaning and of the sink.
func (l *load) result(tally pipeline.Tally, late contact.Counts) *report.Result {
	counts := late
	counts.Rows = tally.Rows
	for reason, n := range tally.Reasons {
		if contact.Reason(reason) != contact.Accepted {
			counts.Skipped[reason] += n
		}
	}
	r := &report.Result{
		Command: l.command, File: l.opts.File, Destination: destination(nil),
		Duplicates: l.mapping.Duplicates, Rejects: l.opts.Rejects, Report: l.opts.Page.Path,
		NewFields: []string{}, Tags: []string{}, NewTags: []string{},
		TimeZones: report.NewTimeZones(contact.Zones{}),
		Warnings:  l.warnings(tally),
	}
	r.SetCounts(counts)
	r.SetElapsed(time.Since(l.started))
	return r
}

// commitRejects puts the rejects file in its place, if there is one.
func (l *load) commitRejects(r *report.Result) (err error) {
	if l.rejects != nil {
		r.RejectsKept, err = l.rejects.Commit()
	}
	return err
}

func destination(p *contact.Powerlist) string {
	switch {
	case p == nil:
		return "Contacts"
	case p.DialMode == "ai":
		return "AI Dial powerlist"
	}
	return "Manual powerlist"
}

// originalHeader is the file's header without the columns that an earlier
// rejects file has added to it.
func (l *load) originalHeader() []string { return source.WithoutRejectsColumns(l.reader.Header()) }

// consentColumns are the file's columns of consent.
func (l *load) consentColumns() (all []store.ConsentColumn) {
	for i := range l.mapping.Columns {
		at := l.match.At[i]
		known := slices.ContainsFunc(all, func(c store.ConsentColumn) bool { return c.At == at })
		if l.mapping.Columns[i].Target == mapping.Consent && at >= 0 && !known {
			all = append(all, store.ConsentColumn{At: at, Header: l.reader.Header()[at]})
		}
	}
	return all
}

// spec returns what mapping and options ask of an import of the file; consent and
// suppression files are not included.
func (l *load) spec() store.Spec {
	m := l.mapping
	spec := store.Spec{
		FileName: recordName(l.opts.File), FileSize: l.reader.Size(), Mapping: string(m.Text),
		Duplicates: m.Duplicates, Tags: m.Tags, CustomPolicies: map[string]contact.Policy{},
		Except: m.Except,
	}
	for i := range m.Columns {
		switch c := &m.Columns[i]; c.Target {
		case mapping.Standard:
			spec.Policies[c.Field] = c.Update
		case mapping.Tags:
			spec.ReplaceTags = spec.ReplaceTags || c.ReplaceTags
		case mapping.FullName:
			spec.Policies[contact.FirstName], spec.Policies[contact.LastName] = c.Update, c.Update
		case mapping.NewCustom:
			spec.NewFields = append(spec.NewFields, store.NewField{Key: c.Key, Label: c.Label, Type: c.Type})
			spec.CustomPolicies[c.Key] = c.Update
		case mapping.Custom:
			spec.Fields = append(spec.Fields, c.Key)
			spec.CustomPolicies[c.Key] = c.Update
		}
	}
	for i := range m.Set {
		if s := &m.Set[i]; s.Target == mapping.NewCustom {
			spec.NewFields = append(spec.NewFields, store.NewField{Key: s.Key, Label: s.Label, Type: s.Type})
		}
	}
	spec.Powerlist = m.Powerlist
	if l.rejects != nil {
		spec.Raw, spec.Origin = l.rejects.Raw, l.rejects.Origin
	}
	return spec
}
