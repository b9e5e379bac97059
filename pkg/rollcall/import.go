package rollcall

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"strings"
	"time"

	"rollcall/pkg/contact"
	"rollcall/pkg/infile"
	"rollcall/pkg/pipeline"
	"rollcall/pkg/report"
	"rollcall/pkg/store"
)

// ImportOptions are the options of Import.
type ImportOptions struct {
	Env
	FileOptions
	// Consent confirms ConsentStatement for this file. Without it nothing is
	// imported.
	Consent bool
	// By attests the consent, on the computer Host; Note goes on record with it.
	By, Host, Note string
	// Plan is the path of a plan that a review saved, or empty: an import that would
	// turn out differently is refused.
	Plan string
	// Again allows a file that was imported before, under "create".
	Again bool
}

// ConsentStatement is what ImportOptions.Consent attests. If its meaning changes, so
// must the version: both are recorded with every import.
const (
	ConsentStatement = "I confirm that every person on this list has agreed to be called at the number given, " +
		"for the purpose of the calls and by the means with which they will be made, and that I can prove it."
	ConsentVersion = "1"
)

// Imported is the result of an import.
type Imported struct {
	*report.Result
	// Powerlist is the name of the powerlist for the file's contacts, even if there
	// were none, or empty.
	Powerlist string
	// Late is an error after the commit, such as a rejects file that could not be
	// written. The contacts are in the database nevertheless.
	Late error
}

// Import reads, cleans and stores a file: all of it, or nothing if it returns an
// error. Only after an error with the code CodeCommitUnknown is it not known which.
// If a file that could be read is refused, Import returns with the error what the
// result would have been, with the error in it.
func Import(ctx context.Context, o ImportOptions) (*Imported, error) {
	var reviewed *plan
	if o.Plan != "" {
		var err error
		if reviewed, err = loadPlan(ctx, o.Plan); err == nil {
			err = reviewed.Options.apply(&o.FileOptions)
		}
		if err != nil {
			return nil, err
		}
	}
	if err := o.check(); err != nil {
		return nil, err
	}
	l, err := openLoad(ctx, o.Env, "import", o.FileOptions, false)
	if err != nil {
		l.recordRefusal(ctx, &o, err)
		return nil, err
	}
	defer l.Close()
	r, late, err := l.store(ctx, &o, reviewed)
	if err != nil {
		l.recordRefusal(ctx, &o, err)
		err = l.refused(r, err)
		if kind, e := Explain(err); r != nil && kind == Refused {
			r.Error = &e
			r.SetElapsed(time.Since(l.started))
			return &Imported{Result: r}, err
		}
		return nil, err
	}
	done := &Imported{Result: r, Late: late}
	if p := l.mapping.Powerlist; p != nil {
		done.Powerlist = p.Name
	}
	return done, nil
}

func (o *ImportOptions) check() error {
	if err := o.FileOptions.check(); err != nil {
		return err
	}
	if !o.Consent {
		return &Error{NoConsent, "no_consent", "Add --consent to attest: " + ConsentStatement,
			errors.New("consent is not confirmed, nothing was imported")}
	}
	if strings.TrimSpace(o.By) == "" {
		return UsageError("Say who attests: --consent-by WHO", "the system user is unknown")
	}
	return nil
}

// store imports the file. With an error, the result is what it would have been; late
// is an error after the commit.
func (l *load) store(ctx context.Context, o *ImportOptions, reviewed *plan) (r *report.Result, late, err error) {
	if reviewed != nil {
		if err := reviewed.check(l); err != nil {
			return nil, nil, err
		}
	}
	db, err := l.env.open(ctx)
	if err != nil {
		return nil, nil, err
	}
	defer db.Close()
	view, err := db.View(ctx, "")
	if err == nil {
		l.encoding = view.Encoding()
		err = l.checkSuppressionAge(ctx, view)
	}
	if err == nil {
		err = checkFields(ctx, view, l.mapping)
	}
	if err != nil {
		return nil, nil, err
	}
	im, err := db.Begin(ctx, l.importSpec(o))
	if err != nil {
		return nil, nil, err
	}
	l.began = true
	l.log.Info("began the import", "import_id", im.ID())
	if r, err = l.fill(ctx, im, reviewed); err != nil {
		// The reason goes on record too; that must not hide it.
		return r, nil, errors.Join(err, im.Close(err))
	}
	l.log.Info("committed the import", "import_id", r.ImportID, "created", r.Created, "updated", r.Updated, "merged", r.Merged,
		"skipped", r.SkippedTotal, "seconds", time.Since(l.started).Round(time.Millisecond).Seconds())
	// The contacts are there now: what fails from here on is no failure of the
	// import.
	late = im.Close(nil)
	late = errors.Join(late, l.commitRejects(r))
	if l.page != nil {
		late = errors.Join(late, l.page.Commit())
	}
	r.SetElapsed(time.Since(l.started))
	return r, late, nil
}

// fill reads the file into the import and commits it. With an error, the result is
// what it would have been.
func (l *load) fill(ctx context.Context, im *store.Import, reviewed *plan) (*report.Result, error) {
	progress := l.env.progress(l.reader.Size())
	defer progress.Done()
	tally, err := l.run(ctx, progress, im)
	if err != nil {
		return nil, err
	}
	im.Progress = progress
	outcome, err := im.Merge(ctx, store.Final{
		SHA256: l.reader.SHA256(), FileSize: l.read, Counts: tallyCounts(tally),
	})
	if err != nil {
		return nil, err
	}
	r := l.imported(tally, &outcome)
	if err := l.warnOfRepeat(ctx, r, im.Imported); err != nil {
		return r, err
	}
	if err := warnOfClocks(ctx, r, im.ClockDifferences); err != nil {
		return r, err
	}
	if err := warnOfRules(ctx, r, im.OldCallingRules); err != nil {
		return r, err
	}
	if l.rejects != nil {
		if err := l.rejects.Finish(im.LateRejects(ctx)); err != nil {
			return r, err
		}
	}
	if err := l.refusal(r, tally); err != nil {
		return r, errors.Join(err, l.commitRejects(r)) // they show why
	}
	if reviewed != nil {
		if err := reviewed.confirm(l.plan(r)); err != nil {
			return r, err
		}
	}
	if l.page, err = l.opts.Page.prepare(r.Page(l.pageRun())); err != nil {
		return r, err
	}
	progress.Phase("committing", -1)
	return r, im.Commit(ctx)
}

// imported is the result of a merge.
func (l *load) imported(tally pipeline.Tally, outcome *store.Outcome) *report.Result {
	r := l.result(tally, outcome.Counts)
	r.SetCounts(outcome.Counts)
	r.ImportID = outcome.ImportID
	r.TimeZones = report.NewTimeZones(outcome.Zones)
	r.SetSuppressedBy(outcome.SuppressedBy)
	r.NewFields, r.Tags, r.NewTags = nonNil(outcome.NewFields), nonNil(outcome.Tags), nonNil(outcome.NewTags)
	if p := outcome.Powerlist; p != nil {
		r.Powerlist = &p.Powerlist
		r.Destination = destination(r.Powerlist)
	}
	r.Warnings = append(r.Warnings, l.suppressionWarnings()...)
	setRefusals(r, outcome.OptOuts, outcome.KnownRefuse)
	l.warnOfNothing(r)
	return r
}

// recordRefusal records an import that was refused before it began, if a database
// can be reached.
func (l *load) recordRefusal(ctx context.Context, o *ImportOptions, cause error) {
	if kind, _ := Explain(cause); l == nil || l.began || kind != Refused || isFolder(l.opts.File) {
		return
	}
	db, err := l.env.openExisting(ctx)
	if db != nil {
		defer db.Close()
		spec := store.Spec{FileName: recordName(l.opts.File), FileSize: fileSize(l.opts.File), Version: l.env.Version, Consent: o.consent()}
		if m := l.mapping; m != nil {
			spec.Mapping, spec.Duplicates, spec.Tags = string(m.Text), m.Duplicates, m.Tags
		}
		spec.SHA256 = l.fileHash(ctx)
		err = db.RecordRefusal(ctx, spec, cause)
	}
	if err != nil {
		l.log.Warn("could not put the refusal on record", "error", err)
	}
}

// fileHash returns the hash of the whole file, or nil if it cannot be read again.
func (l *load) fileHash(ctx context.Context) *[32]byte {
	if fileSize(l.opts.File) < 0 {
		return nil
	}
	sum, err := hashFile(ctx, l.opts.File)
	if err != nil {
		return nil
	}
	return &sum
}

// hashFile returns the SHA-256 of a file.
func hashFile(ctx context.Context, path string) (sum [32]byte, err error) {
	f, err := infile.Open(ctx, path)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	hash, from := sha256.New(), infile.NewReader(ctx, f)
	buf := make([]byte, 1<<18)
	for ctx.Err() == nil {
		n, err := from.Read(buf)
		hash.Write(buf[:n])
		if err == io.EOF {
			return [32]byte(hash.Sum(nil)), nil
		}
		if err != nil {
			return sum, err
		}
	}
	return sum, ctx.Err()
}

// consent is what is attested.
func (o *ImportOptions) consent() contact.Consent {
	return contact.Consent{
		By: strings.TrimSpace(o.By), Note: o.Note, Host: o.Host,
		Statement: ConsentStatement, Version: ConsentVersion, At: time.Now(),
	}
}

// importSpec returns the import as the store takes it.
func (l *load) importSpec(o *ImportOptions) store.Spec {
	spec := l.spec()
	spec.Version, spec.Again = l.env.Version, o.Again
	spec.Consent = o.consent()
	l.consent = &spec.Consent
	if len(l.suppress) > 0 {
		spec.Suppress = l.suppressions()
	}
	spec.ConsentColumns = l.consentColumns()
	return spec
}

func tallyCounts(t pipeline.Tally) (c contact.Counts) {
	c.Rows = t.Rows
	c.Skipped = t.Reasons
	c.Skipped[contact.Accepted] = 0
	return c
}

// nonNil returns a copy that is never nil, which would be null in JSON.
func nonNil(all []string) []string { return append([]string{}, all...) }
