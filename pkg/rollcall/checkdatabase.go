package rollcall

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"rollcall/pkg/calling"
	"rollcall/pkg/contact"
	"rollcall/pkg/localserver"
	"rollcall/pkg/report"
	"rollcall/pkg/store"
)

const (
	// littleRoom is the room for temporary files or data below which CheckDatabase
	// warns: an import of 5 million rows sorts about as much.
	littleRoom = 1 << 30
	// mostClockError is the largest difference accepted between the server's clock,
	// which callable_now goes by, and this computer's.
	mostClockError = time.Minute
	// registryDays is the greatest age allowed for a copy of the US registry, 16 CFR
	// 310.4(b)(3)(iv) and 47 CFR 64.1200(c)(2)(i)(D).
	registryDays = 31
)

// CheckDatabase looks for what would fail an import or mislead whoever dials, and
// changes nothing. It starts a private server that was set up before. The result
// has what was found; if a check fails, it comes with an error.
func CheckDatabase(ctx context.Context, env Env) (*report.DatabaseCheck, error) {
	c := &databaseChecks{ctx: ctx, env: &env}
	c.Private = !env.Database.Named
	c.run()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if c.Failed == 0 {
		return &c.DatabaseCheck, nil
	}
	var names []string
	for _, check := range c.Checks {
		if check.Status == report.CheckFailed {
			names = append(names, strings.ReplaceAll(check.Check, "_", " "))
		}
	}
	err := &Error{Failed, "check_failed", "", fmt.Errorf("%d of %s failed: %s", c.Failed, report.Plural(int64(len(c.Checks)), "check"), strings.Join(names, ", "))}
	_, explained := Explain(err)
	c.Error = &explained
	return &c.DatabaseCheck, err
}

// databaseChecks are the checks so far.
type databaseChecks struct {
	ctx context.Context
	env *Env
	report.DatabaseCheck
}

func (c *databaseChecks) ok(name, format string, args ...any) {
	c.Add(report.Check{Check: name, Status: report.CheckOK, Message: fmt.Sprintf(format, args...)})
}

func (c *databaseChecks) warn(name, hint, format string, args ...any) {
	c.Add(report.Check{Check: name, Status: report.CheckWarning, Message: fmt.Sprintf(format, args...), Hint: hint})
}

// fail adds a check that failed with an error, and what its hint says to do.
func (c *databaseChecks) fail(name string, err error, hint string) {
	_, e := Explain(err)
	c.Add(report.Check{Check: name, Status: report.CheckFailed, Message: e.Message, Hint: cmp.Or(e.Hint, hint)})
}

func (c *databaseChecks) run() {
	c.temporaryFiles()
	if c.Private && !c.privateServer() {
		return
	}
	db, err := c.env.open(c.ctx)
	if err != nil {
		c.fail("connection", err, "")
		return
	}
	defer db.Close()
	e, err := db.Examine(c.ctx)
	if err != nil {
		c.fail("connection", err, "")
		return
	}
	c.connection(db, e)
	c.schema(e)
	c.rights(e)
	c.ownership(e)
	c.clock(e)
	if e.Version.Check() == nil && e.Import == nil && e.Trust == nil {
		c.timeZones(db)
		c.callingRules(e)
		c.lists(db)
	}
}

// temporaryFiles checks the folder where an import sorts its rows.
func (c *databaseChecks) temporaryFiles() {
	dir := os.TempDir()
	f, err := os.CreateTemp(dir, ".rollcall-check-*")
	if err != nil {
		c.fail("temporary_files", err, "Set TMPDIR to a folder that can be written.")
		return
	}
	f.Close()
	os.Remove(f.Name())
	c.room("temporary_files", dir, "Set TMPDIR to a folder with more space: an import sorts there what does not fit into memory, about as much as the file.")
}

// room reports how much free space a folder has.
func (c *databaseChecks) room(name, dir, hint string) {
	free, ok := freeBytes(dir)
	switch {
	case !ok:
		c.ok(name, "%s is writable", dir)
	case free < littleRoom:
		c.warn(name, hint, "%s has %s of free space", dir, megabytes(free))
	default:
		c.ok(name, "%s has %s of free space", dir, megabytes(free))
	}
}

func megabytes(n uint64) string {
	if n >= 10<<30 {
		return report.Count(int64(n>>30)) + " GiB"
	}
	return report.Count(int64(n>>20)) + " MiB"
}

// privateServer checks the programs and the folder of the private server, and
// reports whether there is one to look into.
func (c *databaseChecks) privateServer() bool {
	d := &c.env.Database
	if err := d.checkDir(); err != nil {
		c.fail("programs", err, "")
		return false
	}
	dir, version, err := localserver.Programs(c.ctx, localserver.Options{Dir: d.Dir, Binaries: localserver.SystemBinaries(d.Path)})
	if err != nil {
		c.fail("programs", err, "")
		return false
	}
	c.ok("programs", "PostgreSQL %s in %s", version, dir)
	if !d.exists() {
		c.ok("data", "nothing is in %s yet: the first import sets it up", d.Dir)
		return false
	}
	c.room("data", filepath.Join(d.Dir, "data"), "Free some space: an import that fills the disk fails, and leaves nothing behind.")
	return true
}

func (c *databaseChecks) connection(db *conn, e *store.Examination) {
	c.URL = c.env.Database.URL
	if db.server != nil {
		c.URL = db.server.URL("")
	}
	warning := tlsWarning(c.URL)
	c.URL = cmp.Or(WithoutPassword(c.URL), "postgres://")
	text := fmt.Sprintf("PostgreSQL %s, database %s as %s", firstWord(e.Server), e.Database, e.Role)
	if e.Citus {
		text += ", distributed over the nodes of Citus"
	}
	c.ok("connection", "%s", text)
	if !c.Private && warning != "" {
		c.warn("encryption", "", "%s", warning)
	}
	for _, problem := range []struct {
		name string
		err  error
	}{{"primary", e.Standby}, {"encoding", e.Encoding}, {"two_phase", e.TwoPhase}} {
		if problem.err != nil {
			c.fail(problem.name, problem.err, "")
		}
	}
	if e.Held != nil && e.Encoding == nil {
		c.warn("encoding", "Move to a database with encoding UTF8, which holds every name.",
			"the database is in %s: an import skips rows with characters that it lacks", e.Held.Name)
	}
}

func firstWord(s string) string {
	s, _, _ = strings.Cut(s, " ")
	return s
}

func (c *databaseChecks) schema(e *store.Examination) {
	switch err := e.Version.Check(); {
	case errors.Is(err, store.ErrSchemaMissing) && e.Import != nil: // nobody may look
	case errors.Is(err, store.ErrSchemaMissing):
		c.ok("schema", "%s has no tables yet: the first import, or rollcall db migrate, sets them up", e.Schema)
	case err != nil:
		c.fail("schema", err, "")
	default:
		c.ok("schema", "%s is at version %d", e.Schema, e.Version.Have)
	}
}

func (c *databaseChecks) rights(e *store.Examination) {
	failed := false
	for _, err := range []error{e.SetUp, e.Temporary, e.Import} {
		if err != nil {
			failed = true
			c.fail("rights", err, "")
		}
	}
	switch {
	case failed:
	case e.Others != nil:
		_, shown := Explain(e.Others)
		c.warn("rights", shown.Hint, "%s can import; undo, suppress and erase need more: %s", e.Role, afterColon(shown.Message))
	default:
		c.ok("rights", "%s has the rights for all commands", e.Role)
	}
}

func afterColon(s string) string {
	if _, after, ok := strings.Cut(s, ": "); ok {
		return after
	}
	return s
}

func (c *databaseChecks) ownership(e *store.Examination) {
	switch {
	case e.Trust != nil:
		c.fail("ownership", e.Trust, "")
		return
	case len(e.Policies) > 0:
		c.fail("ownership", fmt.Errorf("row-level security may hide rows from %s: %s", e.Role, strings.Join(e.Policies, ", ")),
			"A number that must not be called could be missed. Let the owner run: alter table … disable row level security, or connect as a role with bypassrls.")
		return
	case len(e.Triggers) > 0:
		c.warn("ownership", "They run within each import, for each row or statement.", "the tables have triggers of other programs: %s", strings.Join(e.Triggers, ", "))
		return
	}
	c.ok("ownership", "only trusted roles own objects in %s", e.Schema)
}

func (c *databaseChecks) clock(e *store.Examination) {
	off := e.ClockAhead.Abs() - e.ClockError
	if off <= mostClockError {
		c.ok("clock", "the server's clock agrees with this computer's")
		return
	}
	direction := "ahead of"
	if e.ClockAhead < 0 {
		direction = "behind"
	}
	c.warn("clock", "callable_now goes by the server's clock. Let both computers take the time from the network.",
		"the server's clock is %s %s this computer's", off.Round(time.Second), direction)
}

func (c *databaseChecks) timeZones(db *conn) {
	all, err := db.ClockDifferences(c.ctx, time.Now(), calling.AmericanZones())
	switch {
	case err != nil:
		c.fail("time_zones", err, "")
	case len(all) > 0:
		c.warn("time_zones", "callable_now uses both, and the stricter one applies. Update the time zone data of the server, or this program.", "%s", describeClocks(all))
	default:
		c.ok("time_zones", "the server's data agrees with this program's, %s", calling.ZoneDataVersion)
	}
}

func (c *databaseChecks) callingRules(e *store.Examination) {
	if e.CallingCurrent {
		c.ok("calling_rules", "as in this program, as of %s", calling.RulesAsOf)
		return
	}
	c.warn("calling_rules", "Run as the owner: rollcall db migrate", "the database has %q, this program %s", e.CallingRules, calling.RulesVersion())
}

// lists checks the age of the do-not-call lists.
func (c *databaseChecks) lists(db *conn) {
	all, err := db.Lists(c.ctx)
	if err != nil {
		c.fail("do_not_call", err, "")
		return
	}
	now := time.Now()
	for _, l := range all {
		var of time.Time
		if l.AsOf != nil {
			of = *l.AsOf
		}
		for _, a := range l.Areas {
			if a.AsOf.Before(of) {
				of = a.AsOf
			}
		}
		days := int(now.Sub(of) / (24 * time.Hour))
		text := fmt.Sprintf("%s: %s", report.Cell(l.Name), report.Plural(l.Numbers, "number"))
		switch renew := "Load its newest copy: rollcall suppress add FILE --list " + report.ShellQuote(l.Name) + " --replace"; {
		case l.Name == contact.InternalList:
			c.ok("do_not_call", "%s", text)
		case l.Expires != nil && !l.Expires.After(now):
			c.warn("do_not_call", renew, "%s, expired on %s: it no longer applies", text, l.Expires.Format(time.DateOnly))
		case of.IsZero():
			c.warn("do_not_call", renew, "%s, of unknown age", text)
		case days > registryDays:
			c.warn("do_not_call", renew, "%s, %d days old; the US registry may be %d at most (16 CFR 310.4(b)(3)(iv))", text, days, registryDays)
		default:
			c.ok("do_not_call", "%s, %s old", text, report.Plural(int64(max(days, 0)), "day"))
		}
	}
}
