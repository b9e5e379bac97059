package rollcall

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"rollcall/pkg/contact"
	"rollcall/pkg/infile"
	"rollcall/pkg/outfile"
	"rollcall/pkg/report"
)

// maxPlan is the greatest size of a plan in bytes: its names of fields and tags come
// from a mapping, which is smaller.
const maxPlan = 16 << 20

// planVersion is the version of the plan's form. Form 1 lacked the options, the
// opt-outs and the duplicates.
const planVersion = 2

// plan is what a review found, for an import that must find the same. It has no
// personal data.
type plan struct {
	Version int `json:"version"`
	// Program is the version of the program that made the plan.
	Program string `json:"program"`
	// File and Mapping are SHA-256 of the bytes, in hexadecimal digits.
	File    string      `json:"file_sha256"`
	Mapping string      `json:"mapping_sha256"`
	Options planOptions `json:"options"`
	Outcome planOutcome `json:"outcome"`
}

// planOptions are the options that decide the outcome, as they were given in
// addition to the mapping.
type planOptions struct {
	// MappingFile is where the mapping was.
	MappingFile string   `json:"mapping"`
	Tags        []string `json:"tags"`
	Duplicates  string   `json:"duplicates"`
	Powerlist   string   `json:"powerlist"`
	DialMode    string   `json:"dial_mode"`
	NoPowerlist bool     `json:"no_powerlist"`
	Append      bool     `json:"append"`
	Region      string   `json:"region"`
	Suppress    []string `json:"suppress"`
	MaxUnread   string   `json:"max_unread"`
	MaxSkipped  string   `json:"max_skipped"`
	MaxInvalid  string   `json:"max_invalid"`
}

// planOutcome are the figures of the result.
type planOutcome struct {
	contact.Counts
	OptOuts   int64              `json:"opt_outs"`
	NewFields []string           `json:"new_fields"`
	Tags      []string           `json:"tags"`
	NewTags   []string           `json:"new_tags"`
	Powerlist *contact.Powerlist `json:"powerlist"`
}

// planOptions returns the options of a file as a plan has them.
func (o *FileOptions) planOptions() planOptions {
	return planOptions{
		MappingFile: o.Mapping, Tags: nonNil(o.Tags), Duplicates: o.Duplicates, Powerlist: o.Powerlist, DialMode: o.DialMode,
		NoPowerlist: o.NoPowerlist, Append: o.Append, Region: o.Region, Suppress: nonNil(o.Suppress),
		MaxUnread: o.MaxUnread, MaxSkipped: o.MaxSkipped, MaxInvalid: o.MaxInvalid,
	}
}

// apply puts the options of the plan into o. Those that o has already must be the
// same, except for the mapping's path.
func (p *planOptions) apply(o *FileOptions) error {
	var d differences
	text := func(name, reviewed string, now *string) {
		if *now != "" {
			d.add(name, reviewed, *now)
		}
		*now = reviewed
	}
	flag := func(name string, reviewed bool, now *bool) {
		if *now {
			d.add(name, strconv.FormatBool(reviewed), "true")
		}
		*now = reviewed
	}
	list := func(name string, reviewed []string, now *[]string) {
		if len(*now) > 0 {
			d.add(name, strings.Join(reviewed, ", "), strings.Join(*now, ", "))
		}
		*now = slices.Clone(reviewed)
	}
	list("--tag", p.Tags, &o.Tags)
	text("--duplicates", p.Duplicates, &o.Duplicates)
	text("--powerlist", p.Powerlist, &o.Powerlist)
	text("--dial-mode", p.DialMode, &o.DialMode)
	flag("--no-powerlist", p.NoPowerlist, &o.NoPowerlist)
	flag("--append", p.Append, &o.Append)
	text("--region", p.Region, &o.Region)
	list("--suppress", p.Suppress, &o.Suppress)
	text("--max-unread", p.MaxUnread, &o.MaxUnread)
	text("--max-skipped", p.MaxSkipped, &o.MaxSkipped)
	text("--max-invalid", p.MaxInvalid, &o.MaxInvalid)
	if o.Mapping == "" {
		o.Mapping = p.MappingFile
	}
	return d.err()
}

// plan is what was found, once the file has been read to its end.
func (l *load) plan(r *report.Result) plan {
	file := l.reader.SHA256()
	powerlist := r.Powerlist
	if powerlist != nil {
		unexpanded := *powerlist
		unexpanded.Name = l.template // a plan is valid on other days, too
		powerlist = &unexpanded
	}
	return plan{
		Version: planVersion, Program: l.env.Version, File: hex.EncodeToString(file[:]), Mapping: hexSHA256(l.mapping.Text),
		Options: l.opts.planOptions(),
		Outcome: planOutcome{
			Counts: r.Counts, OptOuts: r.OptOuts,
			NewFields: r.NewFields, Tags: r.Tags, NewTags: r.NewTags, Powerlist: powerlist,
		},
	}
}

func hexSHA256(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// save writes a plan for import --plan.
func (p plan) save(path string) error {
	text, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return fmt.Errorf("saving the plan: %w", err)
	}
	if err := outfile.Write(path, append(text, '\n'), outfile.Private); err != nil {
		return fmt.Errorf("saving the plan %s: %w", path, err)
	}
	return nil
}

// loadPlan reads what review --save wrote.
func loadPlan(ctx context.Context, path string) (*plan, error) {
	const hint = "Make one with: rollcall review FILE -m MAPPING --save PLAN"
	text, err := infile.ReadAll(ctx, path, maxPlan)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, UsageError(hint, "plan %s not found", path)
	case err != nil:
		return nil, fmt.Errorf("reading the plan: %w", err)
	}
	var form struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(text, &form); err != nil || form.Version < 1 {
		return nil, UsageError(hint, "%s is not a plan that review --save wrote", path)
	}
	switch {
	case form.Version < planVersion:
		return nil, UsageError("Review the file again with this version.", "plan %s was made by an older version of rollcall", path)
	case form.Version > planVersion:
		return nil, UsageError("Import with the version that made it, or review the file again with this one.", "plan %s was made by a newer version of rollcall", path)
	}
	var p plan
	if err := json.Unmarshal(text, &p); err != nil {
		return nil, UsageError(hint, "plan %s cannot be read: %w", path, err)
	}
	return &p, nil
}

// differences are the points in which an import differs from its review.
type differences []report.PlanDifference

func (d *differences) add(field, reviewed, now string) {
	if reviewed != now {
		*d = append(*d, report.PlanDifference{Field: field, Reviewed: reviewed, Now: now})
	}
}

// err returns the error that refuses the import, if there are any.
func (d differences) err() error {
	if len(d) == 0 {
		return nil
	}
	return &Error{Refused, "plan_differs", "Review it again, and import with the new plan.", planError(d)}
}

// planError lists the fields that differ from the review.
type planError []report.PlanDifference

func (p planError) Error() string {
	said := func(text string) string {
		if text == "" {
			return "nothing"
		}
		return text
	}
	words := make([]string, len(p))
	for i, d := range p {
		words[i] = fmt.Sprintf("%s: reviewed %s, now %s", d.Field, said(d.Reviewed), said(d.Now))
	}
	return "not what was reviewed: " + strings.Join(words, "; ")
}

// check compares the mapping, which is known before the file is read.
func (p *plan) check(l *load) error {
	var d differences
	d.add("mapping file (SHA-256)", p.Mapping, hexSHA256(l.mapping.Text))
	return d.err()
}

// confirm compares what was found.
func (p *plan) confirm(found plan) error {
	var d differences
	d.add("file (SHA-256)", p.File, found.File)
	now := found.Outcome.fields()
	for i, f := range p.Outcome.fields() {
		d.add(f[0], f[1], now[i][1])
	}
	return d.err()
}

// fields returns the figures by their names in the results.
func (o *planOutcome) fields() [][2]string {
	n := func(of int64) string { return strconv.FormatInt(of, 10) }
	all := [][2]string{{"rows", n(o.Rows)}, {"created", n(o.Created)}, {"updated", n(o.Updated)}, {"merged", n(o.Merged)}}
	for reason, rows := range o.Skipped.All() {
		all = append(all, [2]string{"skipped as " + reason.String(), n(rows)})
	}
	list := contact.Powerlist{}
	contacts := ""
	if o.Powerlist != nil {
		list, contacts = *o.Powerlist, n(o.Powerlist.Contacts)
	}
	return append(all, [][2]string{
		{"duplicates of known contacts", n(o.DuplicateRows.Known)}, {"duplicates within the file", n(o.DuplicateRows.Repeated)},
		{"opt_outs", n(o.OptOuts)}, {"new_fields", strings.Join(o.NewFields, ", ")},
		{"tags", strings.Join(o.Tags, ", ")}, {"new_tags", strings.Join(o.NewTags, ", ")},
		{"powerlist", list.Name}, {"dial_mode", list.DialMode}, {"contacts on the powerlist", contacts},
	}...)
}
