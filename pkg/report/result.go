// Package report shows the result of a run: the summary of an import, a review with its
// sample, and the rejects file, as text for people and as JSON for scripts. It does not
// know how the figures are computed.
package report

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/source"
)

// Result is the result of a review or an import. Its JSON form is a contract
// with users' scripts: keys may be added, never changed.
type Result struct {
	// Command is "review" or "import".
	Command string `json:"command"`
	File    string `json:"file"`

	contact.Counts
	SkippedTotal int64 `json:"skipped_total"`
	// SuppressedBy counts the rows skipped as suppressed by the do-not-call list
	// that has the number: of several the internal one, else the first by name,
	// and contact.SuppressionFile last.
	SuppressedBy map[string]int64 `json:"suppressed_by"`
	// OptOuts counts the numbers of people who say no that go on the do-not-call list.
	OptOuts int64 `json:"opt_outs"`

	// NewFields are the keys of the custom fields that did not exist before.
	NewFields []string `json:"new_fields"`
	// Tags are all the contacts' tags, NewTags those that did not exist before.
	Tags        []string           `json:"tags"`
	NewTags     []string           `json:"new_tags"`
	Powerlist   *contact.Powerlist `json:"powerlist"`
	Destination string             `json:"destination"`
	TimeZones   TimeZones          `json:"time_zones"`
	Warnings    []Warning          `json:"warnings"`

	ElapsedSeconds float64 `json:"elapsed_seconds"`

	// Sample and Database belong to reviews: some contacts as they would be
	// stored, and whether a database was consulted.
	Sample   *[]Sample `json:"sample,omitempty"`
	Database *bool     `json:"database,omitempty"`
	// ImportID belongs to imports.
	ImportID int64 `json:"import_id,omitempty"`
	// Error says why the rows would be refused though they could be read.
	Error *Error `json:"error,omitempty"`

	// Rejects, Report and Clean are the paths of the files that were written, and
	// RejectsKept where the former rejects file is, which differs from it.
	Rejects     string `json:"rejects,omitempty"`
	RejectsKept string `json:"rejects_kept,omitempty"`
	Report      string `json:"report,omitempty"`
	Clean       string `json:"clean,omitempty"`

	// The rest is for the text form.
	Duplicates contact.Duplicates `json:"-"`
	NextSteps  []string           `json:"-"`
	// Fixed is the command that imports the rejects file once its rows are fixed,
	// and Why the one that shows why rows were skipped; or they are empty.
	Fixed string `json:"-"`
	Why   string `json:"-"`
}

// reasonWords are the reasons why rows are skipped, for people.
var reasonWords = [contact.NumReasons]string{
	contact.Malformed:    "malformed",
	contact.Filtered:     "filtered by the mapping",
	contact.NoPhone:      "no phone number",
	contact.InvalidPhone: "invalid phone number",
	contact.NoConsent:    "no consent",
	contact.Suppressed:   "on the do-not-call list",
	contact.Duplicate:    "duplicate",
}

// SkippedWords returns the rows of some reasons, or of all, in words: "3 invalid
// phone number, 1 duplicate".
func SkippedWords(s contact.Skipped, of ...contact.Reason) string {
	var words []string
	for reason, rows := range s.All() {
		if rows > 0 && (len(of) == 0 || slices.Contains(of, reason)) {
			words = append(words, Count(rows)+" "+reasonWords[reason])
		}
	}
	return strings.Join(words, ", ")
}

// Warning is something that the owner of the file should know.
type Warning struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Count   int64  `json:"count"`
}

// Error is an error in the form for scripts.
type Error struct {
	source.Problem
	File string `json:"file,omitempty"`
	// Problems are all problems of a mapping: the first is also the message.
	Problems []mapping.Problem `json:"problems,omitempty"`
	// Differences are the points in which an import differs from its plan.
	Differences []PlanDifference `json:"differences,omitempty"`
	// Done are the files that were done before the one that failed, NotTried those after
	// it.
	Done     []DoneFile `json:"done,omitempty"`
	NotTried []string   `json:"not_tried,omitempty"`
	// Text is shown to a person instead of Message, if it says more.
	Text string `json:"-"`
}

// PlanDifference is one point in which an import differs from its review.
type PlanDifference struct {
	Field    string `json:"field"`
	Reviewed string `json:"reviewed"`
	Now      string `json:"now"`
}

// DoneFile is a file that a command has done, and its import, if there is one.
type DoneFile struct {
	File     string `json:"file"`
	ImportID int64  `json:"import_id,omitempty"`
}

// Sample is one contact as it would be stored.
type Sample struct {
	Phone  string            `json:"phone"`
	Values map[string]string `json:"-"`
	Fields map[string]any    `json:"fields,omitempty"`
	Tags   []string          `json:"tags,omitempty"`
}

// MarshalJSON writes the standard fields next to the phone number, by the names
// they have in the contacts table.
func (s Sample) MarshalJSON() ([]byte, error) {
	m := map[string]any{"phone": s.Phone}
	for k, v := range s.Values {
		m[k] = v
	}
	if len(s.Fields) > 0 {
		m["fields"] = s.Fields
	}
	if len(s.Tags) > 0 {
		m["tags"] = s.Tags
	}
	return json.Marshal(m)
}

// oneZone returns the zone of a contact with a single zone, or ""; zones are the names
// separated by spaces.
func oneZone(zones string) string {
	if strings.Contains(zones, " ") {
		return ""
	}
	return zones
}

// NewSample shows a contact, with the import's own tags and the row's.
func NewSample(c contact.Contact, tags []string) Sample {
	s := Sample{Phone: c.Phone, Values: map[string]string{}, Tags: append(append([]string{}, tags...), c.Tags...)}
	for f, v := range c.Values {
		if v != "" {
			s.Values[contact.Field(f).String()] = v
		}
	}
	if zones := c.Values[contact.TimeZone]; zones != "" {
		s.Values["time_zones"] = zones
		if s.Values[contact.TimeZone.String()] = oneZone(zones); oneZone(zones) == "" {
			delete(s.Values, contact.TimeZone.String())
		}
	}
	if c.OtherPhones != "" {
		s.Values["other_phones"] = c.OtherPhones
	}
	for _, custom := range c.Custom {
		if custom.Clear {
			continue
		}
		if s.Fields == nil {
			s.Fields = map[string]any{}
		}
		switch custom.Type {
		case contact.Number:
			s.Fields[custom.Key] = json.Number(custom.Text)
		case contact.Boolean:
			s.Fields[custom.Key] = custom.Text == "true"
		default:
			s.Fields[custom.Key] = custom.Text
		}
	}
	return s
}

// SetCounts sets the counts of the rows.
func (r *Result) SetCounts(c contact.Counts) { r.Counts, r.SkippedTotal = c, c.Skipped.Total() }

// SetElapsed sets how long the run took.
func (r *Result) SetElapsed(d time.Duration) { r.ElapsedSeconds = d.Seconds() }

// Add adds the figures of another file's rows.
func (r *Result) Add(o *Result) {
	r.SetCounts(r.Counts.Plus(o.Counts))
	r.OptOuts += o.OptOuts
	by := map[string]int64{} // of its own: a copy of a Result shares the map
	maps.Copy(by, r.SuppressedBy)
	for list, n := range o.SuppressedBy {
		by[list] += n
	}
	r.SuppressedBy = by
}

// SetSuppressedBy sets the rows skipped as suppressed, by do-not-call list.
func (r *Result) SetSuppressedBy(rows map[string]int64) {
	r.SuppressedBy = map[string]int64{}
	maps.Copy(r.SuppressedBy, rows)
}
