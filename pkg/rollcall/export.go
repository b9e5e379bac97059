package rollcall

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"rollcall/pkg/calling"
	"rollcall/pkg/contact"
	"rollcall/pkg/mapping"
	"rollcall/pkg/outfile"
	"rollcall/pkg/report"
	"rollcall/pkg/store"
	"rollcall/pkg/workbook"
)

// The formats of Export.
const (
	ExportCSV  = "csv"
	ExportXLSX = "xlsx"
	ExportJSON = "json"
)

// ExportFormats are the formats of Export.
var ExportFormats = []string{ExportCSV, ExportXLSX, ExportJSON}

// ExportOptions select the contacts that Export writes, and say where and how.
type ExportOptions struct {
	Env
	store.ExportSelection
	// Columns are the columns in order, "NAME=column" to rename one in the header;
	// by default all that a dialer or a person needs.
	Columns []string
	// Format is one of ExportFormats; if it is empty, Out's ending decides, and csv
	// is the default.
	Format string
	// BOM writes a byte order mark at the beginning of a csv.
	BOM bool
	// Out is the file to write, which appears whole and replaces an existing one; if
	// it is empty, Stdout is used.
	Out    string
	Stdout io.Writer
}

// format is the format that is wanted.
func (o *ExportOptions) format() string {
	if o.Format != "" {
		return o.Format
	}
	switch strings.ToLower(filepath.Ext(o.Out)) {
	case ".xlsx":
		return ExportXLSX
	case ".json", ".ndjson", ".jsonl":
		return ExportJSON
	}
	return ExportCSV
}

func (o *ExportOptions) check() error {
	switch {
	case o.Format != "" && !slices.Contains(ExportFormats, o.Format):
		return UsageError("", "--format is csv, xlsx or json, not %q", o.Format)
	case o.BOM && o.format() != ExportCSV:
		return UsageError("", "--bom is only for csv")
	case o.Limit < 0:
		return UsageError("", "--limit must be 0 or more")
	case o.Import < 0:
		return UsageError("", "--import: %d is not the number of an import", o.Import)
	}
	return nil
}

// Export writes the contacts that may be dialed: never one who is on a do-not-call
// list that applies. It does not hold them in memory. If it fails, it leaves no
// file at Out.
func Export(ctx context.Context, o ExportOptions) (_ *report.Exported, err error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	if o.Out != "" {
		if err := outfile.Check(o.Out); err != nil {
			return nil, fmt.Errorf("writing %s: %w", o.Out, err)
		}
	}
	db, err := o.openExisting(ctx)
	if err != nil {
		return nil, err
	}
	if db == nil {
		return nil, o.nothing()
	}
	defer db.Close()
	replaced, err := o.replaces(ctx, db)
	if err != nil {
		return nil, err
	}
	columns, headers, err := o.columns(ctx, db)
	if err != nil {
		return nil, o.explain(ctx, db, err)
	}
	w := &exporter{o: &o, headers: headers, format: o.format()}
	defer w.close()
	n, err := db.Export(ctx, store.ExportSpec{ExportSelection: o.ExportSelection, Columns: columns, JSON: w.format == ExportJSON}, w.write)
	if err == nil {
		err = w.finish()
	}
	if err != nil {
		return nil, o.explain(ctx, db, err)
	}
	return &report.Exported{File: o.Out, Format: w.format, Powerlist: unlessEmpty(o.Powerlist), Columns: headers, Contacts: n, Replaced: replaced}, nil
}

// replaces reports whether the export replaces a file at Out. It refuses to replace
// a file that was imported: exports are often named like the files they came from.
func (o *ExportOptions) replaces(ctx context.Context, db *conn) (bool, error) {
	if o.Out == "" {
		return false, nil
	}
	sum, err := hashFile(ctx, o.Out)
	switch {
	case ctx.Err() != nil:
		return false, ctx.Err()
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return true, nil // it cannot be read, and so was not imported from here
	}
	view, err := db.View(ctx, "")
	if err != nil {
		return true, o.explain(ctx, db, err)
	}
	id, err := view.Imported(ctx, sum)
	if err == nil && id != 0 {
		err = UsageError("Name another file with --out.", "%s is the file that import %d read, and would be replaced", o.Out, id)
	}
	return true, err
}

// nothing is the error of an export from a database that does not exist.
func (o *ExportOptions) nothing() error {
	if o.Powerlist != "" {
		return &Error{Usage, "no_powerlist", "Nothing was imported yet.", fmt.Errorf("there is no powerlist %q", report.Cell(o.Powerlist))}
	}
	return store.ErrSchemaMissing
}

// explain adds to an error what the user may have meant.
func (o *ExportOptions) explain(ctx context.Context, db *conn, err error) error {
	switch {
	case errors.Is(err, store.ErrNoPowerlist):
		hint := "rollcall export without a name lists the powerlists."
		if names, e := db.PowerlistNames(ctx); e == nil {
			if near, ok := mapping.Nearest(o.Powerlist, names); ok {
				hint = fmt.Sprintf("Did you mean %q? %s", report.Cell(near), hint)
			}
		}
		return &Error{Usage, "no_powerlist", hint, fmt.Errorf("there is no powerlist %q", report.Cell(o.Powerlist))}
	case errors.Is(err, workbook.ErrCellTooLong):
		return &Error{Failed, "cell_too_long", "Write csv or json, or leave the column out with --columns.", err}
	}
	return err
}

// defaultColumns come before the custom fields where none are named.
var defaultColumns = []string{
	"phone", "phone_ext", "first_name", "last_name", "email", "address", "city", "state", "zip", "time_zone", "tags",
}

// columns returns the columns to read, and the names that they have in the
// output.
func (o *ExportOptions) columns(ctx context.Context, db *conn) (columns, headers []string, err error) {
	view, err := db.View(ctx, "")
	if err != nil {
		return nil, nil, err
	}
	fields, err := view.FieldKeys(ctx)
	if err != nil {
		return nil, nil, err
	}
	if len(o.Columns) == 0 {
		columns = slices.Clone(defaultColumns)
		if o.format() == ExportJSON {
			columns = append([]string{"contact_id"}, append(columns, "fields")...)
		} else {
			for _, key := range fields {
				columns = append(columns, store.CustomColumn(key))
			}
		}
		return columns, slices.Clone(columns), nil
	}
	known := store.ExportColumns(o.Powerlist != "")
	for _, key := range fields {
		known = append(known, store.CustomColumn(key))
	}
	for _, given := range o.Columns {
		header, column, renamed := cutLast(given, "=")
		column = strings.TrimSpace(column)
		header = strings.TrimSpace(header)
		if !renamed {
			header = column
		}
		if !slices.Contains(known, column) {
			if o.Powerlist == "" && slices.Contains(store.ExportColumns(true), column) {
				return nil, nil, UsageError("Name it: rollcall export POWERLIST", "--columns: %s is that of a place on a powerlist, and none is named", column)
			}
			hint := "They are " + strings.Join(known, ", ") + "."
			if near, ok := nearestColumn(column, known); ok {
				hint = fmt.Sprintf("Did you mean %q? %s", report.Cell(near), hint)
			}
			return nil, nil, UsageError(hint, "--columns: there is no column %q", report.Cell(column))
		}
		if slices.Contains(headers, header) {
			return nil, nil, UsageError("", "--columns: two columns are named %q", report.Cell(header))
		}
		columns, headers = append(columns, column), append(headers, header)
	}
	return columns, headers, nil
}

// nearestColumn returns the column that was probably meant: the custom field of
// that name, or the nearest name.
func nearestColumn(name string, known []string) (string, bool) {
	if custom := store.CustomColumn(name); slices.Contains(known, custom) {
		return custom, true
	}
	return mapping.Nearest(name, known)
}

// cutLast cuts at the last separator.
func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return "", s, false
}

// exporter begins the output with the first contact, so that an earlier error
// leaves nothing on stdout.
type exporter struct {
	o       *ExportOptions
	headers []string
	format  string
	file    *outfile.File
	out     report.ContactWriter
}

func (e *exporter) begin() (err error) {
	w := e.o.Stdout
	if e.o.Out != "" {
		if e.file, err = outfile.Create(e.o.Out, outfile.Private); err != nil {
			return fmt.Errorf("writing %s: %w", e.o.Out, err)
		}
		w = e.file
	}
	switch e.format {
	case ExportXLSX:
		e.out, err = report.NewContactsWorkbook(w, e.headers)
	case ExportJSON:
		e.out, err = report.NewContactsJSON(w, e.headers)
	default:
		e.out, err = report.NewContactsCSV(w, e.headers, e.o.BOM)
	}
	return err
}

func (e *exporter) write(values [][]byte) error {
	if e.out == nil {
		if err := e.begin(); err != nil {
			return err
		}
	}
	return e.wrap(e.out.Write(values))
}

// wrap adds what was being written.
func (e *exporter) wrap(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("writing %s: %w", cmp.Or(e.o.Out, "the contacts"), err)
}

func (e *exporter) finish() error {
	if e.out == nil {
		if err := e.begin(); err != nil {
			return err
		}
	}
	if err := e.out.Close(); err != nil {
		return e.wrap(err)
	}
	if e.file == nil {
		return nil
	}
	return e.wrap(e.file.Commit())
}

func (e *exporter) close() {
	if e.file != nil {
		e.file.Close() // does nothing after Commit
	}
}

// PowerlistNames returns the names of the database's powerlists, in order.
func PowerlistNames(ctx context.Context, env Env) ([]string, error) {
	db, err := env.openExisting(ctx)
	if db == nil {
		return nil, err
	}
	defer db.Close()
	return db.PowerlistNames(ctx)
}

// PowerlistOptions are the options of Powerlists.
type PowerlistOptions struct {
	Env
	// Exact counts every contact of long powerlists, instead of estimating.
	Exact bool
}

// Powerlists returns the powerlists of the database with their counts, in order
// of name.
func Powerlists(ctx context.Context, o PowerlistOptions) ([]contact.ListedPowerlist, error) {
	lists := []contact.ListedPowerlist{}
	db, err := o.openExisting(ctx)
	if db == nil {
		return lists, err
	}
	defer db.Close()
	all, err := db.Powerlists(ctx, o.Exact)
	if errors.Is(err, store.ErrSchemaMissing) {
		return lists, nil
	}
	closed := 0
	for i := range all {
		l := &all[i]
		if l.CallableNow == 0 && l.Dialable > 0 && closed < mostClosed && err == nil {
			closed++
			l.CallableNext, err = nextOn(ctx, db, l.ID)
		}
	}
	return append(lists, all...), err
}

// mostClosed is the greatest number of powerlists with nobody to call now for which
// the next time to call is looked up.
const mostClosed = 50

// nextOn returns when somebody on a powerlist may next be called, judged by its
// first contacts; nil if that is never, or now.
func nextOn(ctx context.Context, db *conn, id int64) (*time.Time, error) {
	h, err := db.HoursOn(ctx, id)
	if err != nil {
		return nil, err
	}
	call := calling.Call{Automated: h.DialMode == "ai", FederalOnly: h.CallingRules == "federal"}
	if w, ok := calling.ParseWindow(h.CallWindow); ok {
		call.Window = &w
	}
	var first *time.Time
	now := time.Now()
	for i := range h.Zones {
		at, ok := calling.Place{Zones: h.Zones[i], States: h.States[i]}.Next(now, call)
		if ok && at.After(now) && (first == nil || at.Before(*first)) {
			first = utcOrNil(at)
		}
	}
	return first, nil
}
