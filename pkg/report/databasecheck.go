package report

import (
	"fmt"
	"io"
	"strings"
)

// The results of a check of a database.
const (
	CheckOK      = "ok"
	CheckWarning = "warning"
	CheckFailed  = "failed"
)

// DatabaseCheck is the result of checking a database and what it depends on.
type DatabaseCheck struct {
	// Private: it is the private server's. URL has no password, and is empty if there is
	// none yet.
	Private bool    `json:"private"`
	URL     string  `json:"url"`
	Checks  []Check `json:"checks"`
	// Warnings and Failed count the checks with that result.
	Warnings int `json:"warnings"`
	Failed   int `json:"failed"`
	// Error is set if a check failed.
	Error *Error `json:"error,omitempty"`
}

// Check is one check: its name, its result, and what to do.
type Check struct {
	Check   string `json:"check"`
	Status  string `json:"status"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
}

// Add adds a check.
func (d *DatabaseCheck) Add(c Check) {
	d.Checks = append(d.Checks, c)
	switch c.Status {
	case CheckWarning:
		d.Warnings++
	case CheckFailed:
		d.Failed++
	}
}

// WriteDatabaseCheck shows the checks to a person, one a line with what to do
// below.
func WriteDatabaseCheck(w io.Writer, d *DatabaseCheck, s Style) error {
	b := printout{Style: s}
	for _, c := range d.Checks {
		style := good
		switch c.Status {
		case CheckWarning:
			style = alert
		case CheckFailed:
			style = bad
		}
		pad := strings.Repeat(" ", len(CheckWarning)-len(c.Status))
		head := fmt.Sprintf("%s%s  %-15s", c.Status, pad, strings.ReplaceAll(c.Check, "_", " "))
		b.printf("%s%s  %s\n", b.paint(style, c.Status), strings.TrimPrefix(head, c.Status), b.Hang(Cell(c.Message), len(head)+2))
		if c.Hint != "" {
			b.printf("         %s\n", b.Hang(Cell(c.Hint), 9))
		}
	}
	return b.writeTo(w)
}

// DatabaseStatus is the state of a database that was named.
type DatabaseStatus struct {
	Private  bool   `json:"private"`
	Running  bool   `json:"running"`
	Version  string `json:"version"`
	URL      string `json:"url"`
	Database string `json:"database"`
	Role     string `json:"role"`
	Standby  bool   `json:"standby"`
	Schema   string `json:"schema"`
	// SchemaVersion is that of the tables, 0 if there are none, and SchemaWanted the one
	// that this program works with.
	SchemaVersion int `json:"schema_version"`
	SchemaWanted  int `json:"schema_wanted"`
}

// WriteDatabaseStatus shows it to a person.
func WriteDatabaseStatus(w io.Writer, d *DatabaseStatus) error {
	schema := fmt.Sprintf("%s, version %d", Cell(d.Schema), d.SchemaVersion)
	switch {
	case d.SchemaVersion == 0:
		schema = Cell(d.Schema) + ", no tables yet: the first import sets them up"
	case d.SchemaVersion < d.SchemaWanted:
		schema += fmt.Sprintf(": rollcall db migrate brings it to %d", d.SchemaWanted)
	case d.SchemaVersion > d.SchemaWanted:
		schema += fmt.Sprintf(": this program works with %d", d.SchemaWanted)
	}
	head := "running"
	if d.Standby {
		head = "running, a standby: nothing can be imported there"
	}
	_, err := fmt.Fprintf(w, "%s\nversion  PostgreSQL %s\nurl      %s\ndatabase %s as %s\nschema   %s\n", head, d.Version,
		Cell(d.URL), Printable(d.Database), Printable(d.Role), schema)
	return err
}

// ServerStatus is the state of the private server.
type ServerStatus struct {
	Private bool   `json:"private"`
	Running bool   `json:"running"`
	Kept    bool   `json:"kept"`
	InUse   bool   `json:"in_use"`
	PID     int    `json:"pid,omitempty"`
	Version string `json:"version,omitempty"`
	URL     string `json:"url,omitempty"`
	DataDir string `json:"data_dir"`
}

// WriteServerStatus shows it to a person.
func WriteServerStatus(w io.Writer, st *ServerStatus) error {
	var b printout
	switch {
	case st.Running && st.Kept:
		b.printf("running (process %d) until \"rollcall db stop\"\n", st.PID)
	case st.Running:
		b.printf("running (process %d) while it is used\n", st.PID)
	case st.Version == "":
		b.WriteString("not set up yet: the first import does that\n")
	default:
		b.WriteString("stopped: it starts when it is needed\n")
	}
	b.printf("data     %s\n", Cell(st.DataDir))
	if st.Version != "" {
		b.printf("version  PostgreSQL %s\n", st.Version)
	}
	if st.URL != "" {
		b.printf("url      %s\n", st.URL)
	}
	return b.writeTo(w)
}

// Migrated is a change of the schema's version.
type Migrated struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// WriteMigrated shows it to a person.
func WriteMigrated(w io.Writer, m *Migrated) (err error) {
	if m.From == m.To {
		_, err = fmt.Fprintf(w, "the schema is at version %d\n", m.To)
	} else {
		_, err = fmt.Fprintf(w, "the schema went from version %d to %d\n", m.From, m.To)
	}
	return err
}
