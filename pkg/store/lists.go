package store

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/contact"
)

// ListAction is what a file does to a list.
type ListAction string

// The actions.
const (
	// AddToList puts numbers on a list.
	AddToList ListAction = "add"
	// ReplaceList puts numbers in the place of those that were on it.
	ReplaceList ListAction = "replace"
	// ChangeList puts numbers on it and takes those off that are Deleted.
	ChangeList ListAction = "changes"
	// TakeFromList takes numbers off.
	TakeFromList ListAction = "remove"
)

// ListChange is a change of a named list.
type ListChange struct {
	SuppressionChange
	// Name is the list's; one that does not exist is made, but not by
	// TakeFromList.
	Name   string
	Action ListAction
	// Kind, Region and Expires describe the list where they are set: "registry",
	// "US", the time from which it binds nobody.
	Kind, Region string
	Expires      time.Time
	// Shrink allows a change that leaves less than half of a list, which more often than
	// not is a download that was cut off, or that is older than the list.
	Shrink bool
}

// ListChanged is what came of it.
type ListChanged struct {
	// Read is how many numbers there were, repeated ones each time.
	Read int64
	// Added and Removed are how many were not on the list before, and how many
	// are no longer on it. Of a list that is replaced all are removed, and all of
	// the file are added.
	Added, Removed int64
	// Numbers is how many are on it now.
	Numbers int64
	// AsOf is the list's.
	AsOf time.Time
}

// NoLists returns the lists of an empty database: the internal one, without numbers.
func NoLists() []contact.DoNotCallList {
	return []contact.DoNotCallList{{Name: contact.InternalList, Kind: contact.InternalList, Areas: []contact.ListArea{}}}
}

// Lists returns the do-not-call lists, the internal one first.
func (db *DB) Lists(ctx context.Context) ([]contact.DoNotCallList, error) {
	lists := NoLists()
	if ready, err := db.readyOrEmpty(ctx); err != nil || !ready {
		return lists, err
	}
	d := View{db: db}
	refreshed, err := d.SuppressionsRefreshed(ctx)
	if err != nil {
		return nil, err
	}
	setAsOf(&lists[0], refreshed)
	err = db.reading(ctx, "reading the do-not-call lists", func(q *transaction) {
		q.query("select count(*) from suppressions", nil, &lists[0].Numbers)
		lists = append(lists, q.namedLists()...)
	})
	return lists, err
}

// setAsOf sets the date of a list, if it is known.
func setAsOf(l *contact.DoNotCallList, at time.Time) {
	if at.IsZero() {
		return
	}
	at = at.UTC()
	age := max(0, int(time.Since(at)/(24*time.Hour)))
	l.AsOf, l.AgeDays = &at, &age
}

func (s *transaction) namedLists() (lists []contact.DoNotCallList) {
	at := map[int64]int{}
	var id int64
	var l contact.DoNotCallList
	var asOf time.Time
	var expires *time.Time
	s.each("select id, name, kind, region, numbers, as_of, expires from lists order by name", nil,
		[]any{&id, &l.Name, &l.Kind, &l.Region, &l.Numbers, &asOf, &expires}, func() error {
			at[id] = len(lists)
			one := l
			one.Areas = []contact.ListArea{}
			setAsOf(&one, asOf)
			if expires != nil {
				utc := expires.UTC()
				one.Expires = &utc
			}
			lists = append(lists, one)
			return nil
		})
	var p contact.ListArea
	s.each("select list_id, part, numbers, as_of from list_parts order by list_id, part", nil, []any{&id, &p.AreaCode, &p.Numbers, &p.AsOf}, func() error {
		if i, ok := at[id]; ok {
			p.AsOf = p.AsOf.UTC()
			lists[i].Areas = append(lists[i].Areas, p)
		}
		return nil
	})
	return lists
}

// ListsOf returns the lists that each of phones, in E.164 form, is on.
func (db *DB) ListsOf(ctx context.Context, phones []string) ([][]contact.NumberList, error) {
	out := make([][]contact.NumberList, len(phones))
	if ready, err := db.readyOrEmpty(ctx); err != nil || !ready {
		return out, err
	}
	err := db.reading(ctx, "looking up do-not-call lists", func(q *transaction) {
		for i, phone := range phones {
			var on contact.NumberList
			if q.query("select reason, created_at from suppressions where phone = "+hiddenPhone("$1"), []any{hidden(phone)}, &on.Reason, &on.AsOf) {
				on.List, on.AsOf = contact.InternalList, on.AsOf.UTC()
				out[i] = append(out[i], on)
			}
			n, ok := digitsOf(phone)
			if !ok {
				continue
			}
			number := hiddenNumber("$1::bytea")
			q.each(`select l.name, l.kind, l.as_of, coalesce(l.expires <= now(), false)
				from list_blocks b join lists l on l.id = b.list_id
				where b.block in (`+number+` / 10000, -1 - `+number+` / 50000) and `+has(number)+` order by l.name`, []any{hiddenDigits(n)},
				[]any{&on.List, &on.Reason, &on.AsOf, &on.Expired}, func() error {
					on.AsOf = on.AsOf.UTC()
					out[i] = append(out[i], on)
					return nil
				})
		}
	})
	return out, err
}

// has is the condition that a row b of list_blocks has the number n, an
// expression, as on_list has it.
func has(n string) string {
	return fmt.Sprintf(`case when b.block < 0 then (%[1]s %% 50000 - 25000)::smallint = any (b.few)
		when b.bits is null then (%[1]s %% 10000)::smallint = any (b.few)
		else get_bit(b.bits, (%[1]s %% 10000)::int) = 1 end`, n)
}

// ShrinkError reports that a change would leave less than half of a list.
type ShrinkError struct {
	List          string
	Before, After int64
}

// Error names how many numbers the list has, and would have.
func (e *ShrinkError) Error() string {
	return fmt.Sprintf("the do-not-call list %s has %d numbers and would have %d", e.List, e.Before, e.After)
}

// OlderError reports that what would replace a list, or take numbers off, is older
// than the list.
type OlderError struct {
	List        string
	Have, Given time.Time
}

// Error names the dates of both.
func (e *OlderError) Error() string {
	return fmt.Sprintf("the do-not-call list %s is dated %s, and the file %s",
		e.List, e.Have.UTC().Format(time.DateOnly), e.Given.UTC().Format(time.DateOnly))
}

// leastGuarded is how many numbers a list has from which on a change that leaves
// less than half of it is refused. One that puts nothing in the place of a list is
// refused however short that is.
const leastGuarded = 1000

// ErrNoList: there is no do-not-call list of that name.
var ErrNoList = fmt.Errorf("no do-not-call list of that name")

// ChangeList changes a list other than the internal one: all of it or nothing.
// The numbers may come in any order; of several lines about one number the last
// counts. An error of numbers ends it.
func (db *DB) ChangeList(ctx context.Context, change ListChange, numbers iter.Seq2[NumberRange, error]) (ListChanged, error) {
	var done ListChanged
	if err := db.ensureSchema(ctx); err != nil {
		return done, err
	}
	runs, err := takeRuns(ctx, &change, numbers)
	defer func() {
		for _, r := range runs {
			r.close()
		}
	}()
	if err != nil {
		return done, err
	}
	if change.Facts != nil {
		if err := change.Facts(&change.SuppressionChange); err != nil {
			return done, err
		}
	}
	change.spell(db.encoding)
	err = db.change(ctx, func(tx pgx.Tx) error {
		done = ListChanged{}
		t := transaction{ctx: ctx, tx: tx}
		t.lockImports()
		t.awaitInDoubt(db)
		at := time.Now()
		for _, r := range runs {
			w := listWriter{transaction: t, change: &change, runs: r, at: at, asOf: change.AsOf, parts: map[string]*partChange{}}
			if w.asOf.IsZero() {
				w.asOf = w.at
			}
			w.run()
			done.Read, done.Added, done.Removed = done.Read+w.done.Read, done.Added+w.done.Added, done.Removed+w.done.Removed
			done.Numbers, done.AsOf = w.done.Numbers, w.done.AsOf
			if t.err = w.err; t.err != nil {
				break
			}
		}
		return t.err
	})
	if err != nil {
		return done, fmt.Errorf("changing the do-not-call list %s: %w", change.Name, err)
	}
	db.tellServer(ctx)
	return done, nil
}

// takeRuns reads all numbers: those of a file together, those that are given one by one
// each by itself, as they go on record. The caller closes what it returns.
func takeRuns(ctx context.Context, change *ListChange, numbers iter.Seq2[NumberRange, error]) (runs []*listRuns, err error) {
	if !change.single() {
		r := &listRuns{change: change}
		return []*listRuns{r}, r.take(ctx, numbers)
	}
	for n, err := range numbers {
		if err != nil {
			return runs, err
		}
		r := &listRuns{change: change}
		runs = append(runs, r)
		if err := r.take(ctx, func(yield func(NumberRange, error) bool) { yield(n, nil) }); err != nil {
			return runs, err
		}
	}
	return runs, nil
}

// ListAge is of when a do-not-call list that binds is.
type ListAge struct {
	List string
	AsOf time.Time
}

// ListAges returns of when the named lists are that bind an import which excepts
// some. The internal list is not among them: SuppressionsRefreshed has its age.
func (v *View) ListAges(ctx context.Context, except []string) (ages []ListAge, err error) {
	err = v.reading(ctx, "looking up the age of the do-not-call lists", func(q *transaction) {
		ages = collect(q, pgx.RowToStructByPos[ListAge], `select name, as_of from lists where (expires is null or expires > now())
			and name <> all($1::text[]) order by as_of, name`, nonNil(except))
	})
	return ages, err
}
