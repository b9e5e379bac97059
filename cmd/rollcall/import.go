package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"os"
	"os/user"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"rollcall/pkg/contact"
	"rollcall/pkg/outfile"
	"rollcall/pkg/pipeline"
	"rollcall/pkg/report"
	"rollcall/pkg/store"
)

// importOptions are the flags of import.
type importOptions struct {
	globals     *globalOptions
	load        loadOptions
	Consent     bool
	ConsentBy   string
	ConsentNote string
	// Plan is what the import must come to, as review --save wrote it.
	Plan string
	// Again imports a file once more under create.
	Again bool
	// Metrics is where the outcome goes for a monitoring system, or empty.
	Metrics string
	// given are the flags that say which database it is, as they were typed.
	given string
}

// consentStatement is what --consent attests. A change of its sense needs a
// new version: both are kept with every import.
const (
	consentStatement = "I confirm that every person on this list has agreed to be called at the number given, " +
		"for the purpose of the calls and by the means with which they will be made, and that I can prove it."
	consentVersion = "1"
)

func newImportCommand(s Streams, globals *globalOptions) *cobra.Command {
	o := importOptions{globals: globals}
	cmd := &cobra.Command{
		Use:   "import FILE -m MAPPING --consent",
		Short: "Import a list: all of it or nothing",
		Long: `import reads, cleans and stores a list in one transaction.

With --consent you attest, on the record and for this file:
` + wrap(strings.Fields(consentStatement), 78) + `
It is taken from the command line alone, never from a variable or a file.
` + exitStatus,
		Example: `  rollcall import leads.csv -m leads.yaml --consent
  rollcall import leads.csv -m leads.yaml --consent --consent-note "booth form, box 2" \
      --tag expo-2026 --duplicates update --powerlist "{file} {date}" --dial-mode ai
  curl -s https://vendor.example/leads.csv | rollcall import - -m leads.yaml --consent -o json`,
		Args: fileArg(&o.load.File),
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.given = givenDatabase(cmd, globals)
			return runImport(cmd.Context(), s, &o)
		},
	}
	f := cmd.Flags()
	o.load.addFlags(f)
	f.BoolVar(&o.Consent, "consent", false, "attest that everyone on the list agreed to be called")
	f.StringVar(&o.ConsentBy, "consent-by", "", "`WHO` attests (default: the system's user)")
	f.StringVar(&o.ConsentNote, "consent-note", "", "`TEXT` for the record: where the consent was given, and how")
	f.StringVar(&o.Plan, "plan", "", "import only what was reviewed: refuse if file, mapping, options or outcome differ from `PLAN`")
	f.StringVar(&o.Metrics, "metrics", "", "write the outcome as OpenMetrics to `FILE.prom`, for node_exporter's textfile collector")
	f.BoolVar(&o.Again, "again", false, "under --duplicates create, import a file that was imported before")
	return cmd
}

func runImport(ctx context.Context, s Streams, o *importOptions) error {
	if o.Metrics == "" {
		_, err := o.run(ctx, s)
		return err
	}
	if err := outfile.Check(o.Metrics); err != nil {
		return fmt.Errorf("preparing the metrics: %w", err)
	}
	started, exit := time.Now(), exitDone
	r, err := o.run(ctx, s)
	if err != nil {
		exit, _ = classify(cmp.Or(ctx.Err(), err))
	}
	wrong := writeMetrics(o.Metrics, o.load.Mapping, started, r, exit)
	if err == nil && wrong != nil {
		o.tellLate(s, r, wrong)
		return nil
	}
	return errors.Join(err, wrong)
}

// tellLate tells what went wrong after the commit: it is no failure of the
// import.
func (o *importOptions) tellLate(s Streams, r *report.Result, err error) {
	o.globals.tell(s, slog.LevelWarn, "import %d is done, but: %s", r.ImportID, err)
}

// run imports the list. A result beside an error is what the import would have
// come to.
func (o *importOptions) run(ctx context.Context, s Streams) (r *report.Result, err error) {
	if err := o.load.check(); err != nil {
		return nil, err
	}
	if !o.Consent {
		return nil, &problem{exitNoConsent, "no_consent", errors.New("consent is not confirmed, nothing was imported"),
			"Add --consent if you can say: " + consentStatement}
	}
	o.load.outputs = []output{{"--metrics", o.Metrics}}
	if o.ConsentBy = strings.TrimSpace(o.ConsentBy); o.ConsentBy == "" {
		if o.ConsentBy = systemUser(s.Env); o.ConsentBy == unknownUser {
			return nil, usageError("Say who attests: --consent-by WHO", "the system does not tell who runs this")
		}
	}
	l, err := openLoad(ctx, s, o.globals, "import", &o.load)
	if err != nil {
		return nil, err
	}
	defer l.Close()
	defer func() { err = l.refused("import", r, err) }()
	var reviewed *plan
	if o.Plan != "" {
		p, err := loadPlan(o.Plan)
		if err == nil {
			err = p.check(l)
		}
		if err != nil {
			return nil, err
		}
		reviewed = &p
	}
	db, err := openDatabase(ctx, s, o.globals)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	if err := l.checkSuppressionAge(ctx, func() (*store.Directory, error) { return db.Directory(ctx, "") }); err != nil {
		return nil, err
	}

	dir, err := db.Directory(ctx, "")
	if err == nil {
		err = checkFields(ctx, dir, l.mapping)
	}
	if err != nil {
		return nil, err
	}
	im, err := db.Begin(ctx, o.spec(s, l))
	if err != nil {
		return nil, err
	}
	l.log.Info("began the import", "import_id", im.ID())
	r, err = o.finish(ctx, s, l, im, reviewed)
	if err != nil {
		// The reason goes on record too; that must not hide it.
		return r, errors.Join(err, im.Close(err))
	}
	l.log.Info("committed the import", "import_id", r.ImportID, "created", r.Created, "updated", r.Updated, "merged", r.Merged,
		"skipped", r.SkippedTotal, "seconds", time.Since(l.started).Round(time.Millisecond).Seconds())
	// From here on the contacts are there: what fails now is told, and is no
	// failure of the import.
	var late []error
	late = append(late, im.Close(nil))
	if l.rejects != nil {
		late = append(late, l.rejects.Commit())
	}
	if l.page != nil {
		late = append(late, l.page.Commit())
	}
	r.SetElapsed(time.Since(l.started))
	if !o.globals.Quiet {
		r.NextSteps = []string{fmt.Sprintf("rollcall history %d%s", r.ImportID, o.given)}
	}
	late = append(late, show(s, o.globals, r, nil))
	if err := errors.Join(late...); err != nil {
		o.tellLate(s, r, err)
	}
	return r, nil
}

// finish takes the list through the import and commits it. A result beside an
// error is what the import would have come to.
func (o *importOptions) finish(ctx context.Context, s Streams, l *load, im *store.Import, reviewed *plan) (*report.Result, error) {
	progress := newProgress(s, o.globals, l.reader.Size())
	defer progress.Done()
	tally, err := l.run(ctx, progress, im)
	if err != nil {
		return nil, err
	}
	progress.Phase("merging")
	outcome, err := im.Merge(ctx, store.Final{
		SHA256: l.reader.SHA256(), FileSize: l.read, Counts: tallyCounts(tally),
	})
	if err != nil {
		return nil, err
	}
	r := l.result("import", tally, outcome.Counts)
	r.SetCounts(outcome.Counts)
	r.ImportID = outcome.ImportID
	r.TimeZones = report.NewTimeZones(outcome.Zones)
	r.NewFields, r.Tags, r.NewTags = list(outcome.NewFields), list(outcome.Tags), list(outcome.NewTags)
	if p := outcome.Powerlist; p != nil {
		r.Powerlist = &report.Powerlist{Name: p.Name, DialMode: p.DialMode, Contacts: p.Contacts}
		r.Destination = destination(r.Powerlist)
	}
	r.Warnings = append(r.Warnings, l.suppressionWarnings()...)
	if l.rejects != nil {
		if err := l.rejects.Finish(lateRejects(ctx, im)); err != nil {
			return r, err
		}
	}
	if err := l.refusal(r, tally); err != nil {
		if l.rejects != nil { // they show why
			err = errors.Join(err, l.rejects.Commit())
		}
		return r, err
	}
	if reviewed != nil {
		if err := reviewed.confirm(l.plan(r)); err != nil {
			return r, err
		}
	}
	if l.page, err = o.load.page.prepare(r.Page(l.pageRun())); err != nil {
		return r, err
	}
	progress.Phase("committing")
	return r, im.Commit(ctx)
}

// spec tells the store what the import is to do.
func (o *importOptions) spec(s Streams, l *load) store.Spec {
	spec := l.spec()
	spec.Version, spec.Again = version, o.Again
	spec.Consent = store.Consent{
		By: o.ConsentBy, Note: o.ConsentNote, Host: hostName(),
		Statement: consentStatement, Version: consentVersion, At: time.Now(),
	}
	c := &spec.Consent
	l.consent = &report.Consent{By: c.By, Note: c.Note, Host: c.Host, Statement: c.Statement, At: c.At}
	if len(l.suppress) > 0 {
		spec.Suppress = l.suppressions()
	}
	return spec
}

// lateRejects gives the rows that the merge skipped in the form of the report.
func lateRejects(ctx context.Context, im *store.Import) iter.Seq2[report.Reject, error] {
	return func(yield func(report.Reject, error) bool) {
		for r, err := range im.LateRejects(ctx) {
			if !yield(report.Reject{Line: r.Line, Reason: r.Reason, Detail: r.Detail, Raw: r.Raw}, err) || err != nil {
				return
			}
		}
	}
}

func tallyCounts(t pipeline.Tally) (c contact.Counts) {
	c.Rows = t.Rows
	c.Skipped = t.Reasons
	c.Skipped[contact.Accepted] = 0
	return c
}

// list is names, and never null in JSON.
func list(names []string) []string { return append([]string{}, names...) }

// fileName is how a list stands in the records: without folders.
func fileName(file string) string {
	if file == "-" {
		return "stdin"
	}
	return filepath.Base(file)
}

// unknownUser stands for a user that the system has no name for, as in a
// container without accounts.
const unknownUser = "unknown"

func systemUser(env func(string) (string, bool)) string {
	u, err := user.Current()
	if err != nil {
		return unknownUser
	}
	if sudo, _ := env("SUDO_USER"); sudo != "" && u.Uid == "0" {
		return sudo + " (sudo)"
	}
	return u.Username
}

func hostName() string {
	name, err := os.Hostname()
	if err != nil {
		return ""
	}
	return name
}
