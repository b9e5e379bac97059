package rollcall

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"

	"rollcall/pkg/outfile"
	"rollcall/pkg/report"
)

// planVersion is that of the plan's form.
const planVersion = 1

// plan is what a review found, for an import that is to do just that. It holds
// no personal data.
type plan struct {
	Version int `json:"version"`
	// File and Mapping are SHA-256 of the bytes, in hexadecimal digits.
	File    string      `json:"file_sha256"`
	Mapping string      `json:"mapping_sha256"`
	Options planOptions `json:"options"`
	Outcome planOutcome `json:"outcome"`
}

// planOptions are the settings that decide the outcome, after the command line
// has overruled the mapping.
type planOptions struct {
	Tags       []string `json:"tags"`
	Duplicates string   `json:"duplicates"`
	Region     string   `json:"region"`
	Powerlist  string   `json:"powerlist"`
	DialMode   string   `json:"dial_mode"`
	Suppress   []string `json:"suppress"`
	MaxSkipped string   `json:"max_skipped"`
	MaxInvalid string   `json:"max_invalid"`
	MaxUnread  string   `json:"max_unread,omitempty"`
}

// planOutcome are the figures of the result.
type planOutcome struct {
	Rows      int64             `json:"rows"`
	Created   int64             `json:"created"`
	Updated   int64             `json:"updated"`
	Merged    int64             `json:"merged"`
	Skipped   report.Skipped    `json:"skipped"`
	NewFields []string          `json:"new_fields"`
	NewTags   []string          `json:"new_tags"`
	Powerlist *report.Powerlist `json:"powerlist"`
}

// options returns what is known of the plan before the list is read.
func (l *load) options() planOptions {
	m := l.mapping
	o := planOptions{
		Tags: names(m.Tags), Duplicates: m.Duplicates.String(), Region: m.Region,
		Suppress: names(l.opts.Suppress), MaxSkipped: m.Limits.MaxSkipped, MaxInvalid: m.Limits.MaxInvalid, MaxUnread: l.opts.MaxUnread,
	}
	if p := m.Powerlist; p != nil {
		// A plan holds for another day than the review's, too.
		o.Powerlist, o.DialMode = l.template, cmp.Or(p.DialMode, "manual")
	}
	return o
}

// plan is what was found, once the list has been read to its end.
func (l *load) plan(r *report.Result) plan {
	file := l.reader.SHA256()
	powerlist := r.Powerlist
	if powerlist != nil {
		unexpanded := *powerlist
		unexpanded.Name = l.template
		powerlist = &unexpanded
	}
	return plan{
		Version: planVersion, File: hex.EncodeToString(file[:]), Mapping: hexSHA256(l.mapping.Text),
		Options: l.options(),
		Outcome: planOutcome{
			Rows: r.Rows, Created: r.Created, Updated: r.Updated, Merged: r.Merged, Skipped: r.Skipped,
			NewFields: r.NewFields, NewTags: r.NewTags, Powerlist: powerlist,
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
func loadPlan(path string) (plan, error) {
	const hint = "Make one with: rollcall review FILE -m MAPPING --save PLAN"
	var p plan
	text, err := os.ReadFile(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return p, UsageError(hint, "plan %s not found", path)
	case err != nil:
		return p, fmt.Errorf("reading the plan: %w", err)
	}
	if err := json.Unmarshal(text, &p); err != nil || p.Version != planVersion {
		return p, UsageError(hint, "%s is not a plan of this version of rollcall", path)
	}
	return p, nil
}

// differs refuses an import that is not what was reviewed.
func differs(what string, reviewed, now any) error {
	if reflect.DeepEqual(reviewed, now) {
		return nil
	}
	return &Error{Refused, "plan_differs", "Review it again, and import with the new plan.",
		fmt.Errorf("not what was reviewed: %s; reviewed %s, now %s", what, compact(reviewed), compact(now))}
}

func compact(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(text)
}

// check compares what is known before the list is read.
func (p plan) check(l *load) error {
	if err := differs("the mapping file was changed", p.Mapping, hexSHA256(l.mapping.Text)); err != nil {
		return err
	}
	return differs("the options", p.Options, l.options())
}

// confirm compares what was found.
func (p plan) confirm(found plan) error {
	if err := differs("the file has other bytes", p.File, found.File); err != nil {
		return err
	}
	return differs("the outcome", p.Outcome, found.Outcome)
}
