package store

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"pgregory.net/rapid"

	"rollcall/pkg/contact"
)

// ranges are numbers as a list file has them: "12065550000", "-12065550001" for
// a deletion, "12065550000..12065550999" for a range.
func ranges(all ...string) iter.Seq2[NumberRange, error] {
	return func(yield func(NumberRange, error) bool) {
		for _, s := range all {
			var r NumberRange
			if s[0] == '-' {
				r.Deleted, s = true, s[1:]
			}
			if n, _ := fmt.Sscanf(strings.TrimPrefix(s, "+"), "%d..%d", &r.First, &r.Last); n == 1 {
				r.Last = r.First
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

// A single number that is put on a named list or taken off is on record.
func TestSingleNumberOnRecord(t *testing.T) {
	db := open(t)
	for _, action := range []ListAction{AddToList, TakeFromList} {
		if _, err := db.ChangeList(t.Context(), ListChange{Name: "l", Action: action}, ranges("12065550000")); err != nil {
			t.Fatal(err)
		}
	}
	all, err := db.OnRecord(t.Context(), "+12065550000")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range all.Log {
		got = append(got, e.Action+" "+e.List)
	}
	if diff := cmp.Diff([]string{"add l", "remove l"}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// Several numbers that are given one by one are on record each by itself.
func TestSeveralNumbersOnRecord(t *testing.T) {
	db := open(t)
	ctx := t.Context()
	one := SuppressionChange{Source: SourceSingle, Reason: "asked"}
	const a, b = "+12065550000", "+12065550001"
	for _, action := range []ListAction{AddToList, TakeFromList} {
		done, err := db.ChangeList(ctx, ListChange{Name: "l", Action: action, SuppressionChange: one}, ranges(a, b))
		if err != nil || done.Read != 2 || done.Added+done.Removed != 2 {
			t.Fatalf("%s: %+v, %v", action, done, err)
		}
	}
	if _, err := db.Suppress(ctx, seq(a, b), one); err != nil {
		t.Fatal(err)
	}
	if _, removed, err := db.Unsuppress(ctx, seq(a, b, "+12065550002"), one); err != nil || removed != 2 {
		t.Fatal(removed, err)
	}
	for _, phone := range []string{a, b} {
		all, err := db.OnRecord(ctx, phone)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range all.Log {
			got = append(got, e.Action+" "+e.List)
		}
		if diff := cmp.Diff([]string{"add l", "remove l", "add internal", "remove internal"}, got); diff != "" {
			t.Errorf("%s: -want +got:\n%s", phone, diff)
		}
	}
	lists, err := db.Lists(ctx)
	if err != nil || len(lists) != 2 || lists[1].Numbers != 0 {
		t.Errorf("%+v, %v", lists, err)
	}
}

// A number stays on a list until the list itself drops it, whatever becomes of
// it elsewhere; what a file does not name stays as it was.
// A file older than the list neither replaces it nor takes numbers off.
func TestOlderFile(t *testing.T) {
	db := open(t)
	ctx := t.Context()
	on := func(day string) SuppressionChange {
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		return SuppressionChange{AsOf: at, List: true}
	}
	change := func(action ListAction, day string, force bool, lines ...string) error {
		_, err := db.ChangeList(ctx, ListChange{Name: "n", Action: action, SuppressionChange: on(day), Shrink: force}, ranges(lines...))
		return err
	}
	if err := change(AddToList, "2026-11-01", false, "12127365000", "12127365001"); err != nil {
		t.Fatal(err)
	}
	var older *OlderError
	if err := change(ReplaceList, "2026-10-01", false, "12127365000", "12127365002"); !errors.As(err, &older) {
		t.Errorf("an older file replaced the list: %v", err)
	}
	if err := change(ChangeList, "2026-10-01", false, "-12127365000"); !errors.As(err, &older) {
		t.Errorf("an older change took a number off: %v", err)
	}
	if err := change(ChangeList, "2026-10-01", false, "12127365003"); err != nil {
		t.Errorf("an older addition: %v", err)
	}
	if err := change(ReplaceList, "2026-11-01", false, "12127365000", "12127365002"); err != nil {
		t.Errorf("a file of the same day: %v", err)
	}
	if err := change(ReplaceList, "2026-10-01", true, "12127365000"); err != nil {
		t.Errorf("with force: %v", err)
	}
}

func TestLists(t *testing.T) {
	db := open(t)
	ctx := t.Context()
	date := func(s string) time.Time {
		at, _ := time.Parse(time.DateOnly, s)
		return at
	}
	change := func(name string, action ListAction, asOf string, numbers ...string) ListChanged {
		t.Helper()
		done, err := db.ChangeList(ctx, ListChange{Name: name, Action: action, Kind: "registry", Shrink: true,
			SuppressionChange: SuppressionChange{By: "me", Source: "f.txt", List: true, AsOf: date(asOf)}}, ranges(numbers...))
		if err != nil {
			t.Fatal(err)
		}
		return done
	}
	on := func(phone string) string {
		t.Helper()
		lists, err := db.ListsOf(ctx, []string{phone})
		if err != nil {
			t.Fatal(err)
		}
		s := ""
		for _, l := range lists[0] {
			s += l.List + " "
		}
		var sql bool
		if err := db.pool.QueryRow(ctx, "select "+db.schema+".on_list($1)", phone).Scan(&sql); err != nil {
			t.Fatal(err)
		}
		if sql != (len(s) > len("internal ") || s != "" && s != "internal ") {
			t.Errorf("on_list(%s) is %v, but it is on %q", phone, sql, s)
		}
		return s
	}
	got := change("dnc", AddToList, "2026-09-01", "12065550000..12065550999", "12065559999", "442079460018")
	if diff := cmp.Diff(ListChanged{Read: 1002, Added: 1002, Numbers: 1002, AsOf: date("2026-09-01")}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	change("tx", AddToList, "2026-11-01", "12065550000", "12145550000")
	if _, err := db.Suppress(ctx, seq("+12065550000"), SuppressionChange{By: "me"}); err != nil {
		t.Fatal(err)
	}
	for phone, want := range map[string]string{"+12065550000": "internal dnc tx ", "+12065550999": "dnc ", "+12065551000": "", "+442079460018": "dnc ", "+12145550000": "tx ", "+1": ""} {
		if got := on(phone); got != want {
			t.Errorf("%s is on %q, want %q", phone, got, want)
		}
	}
	// A few numbers of today renew nothing; nine in ten of an area code do.
	if got := change("dnc", AddToList, "2026-11-28", "12065552000..12065552599"); !got.AsOf.Equal(date("2026-09-01")) || got.Added != 600 {
		t.Errorf("got %+v", got)
	}
	if got := change("dnc", AddToList, "2026-11-28", "12065550000..12065550999", "12065552000..12065552599", "442079460018"); !got.AsOf.Equal(date("2026-11-28")) || got.Added != 0 {
		t.Errorf("got %+v", got)
	}
	// Of several lines about a number the last counts.
	if got := change("dnc", ChangeList, "2026-11-29", "-12065550000", "12065550000", "12145559999", "-12065550001", "13125550000", "-13125550000"); got.Added != 1 || got.Removed != 1 || got.Numbers != 1602 {
		t.Errorf("got %+v", got)
	}
	if got := on("+12065550000") + "/" + on("+12065550001") + "/" + on("+13125550000"); got != "internal dnc tx //" {
		t.Errorf("got %q", got)
	}
	if got := change("dnc", TakeFromList, "2026-11-29", "12065550000", "19995550000"); got.Removed != 1 {
		t.Errorf("got %+v", got)
	}
	if got := on("+12065550000"); got != "internal tx " {
		t.Errorf("got %q", got)
	}
	if got := change("dnc", ReplaceList, "2026-11-30", "12065557777"); got.Numbers != 1 || !got.AsOf.Equal(date("2026-11-30")) {
		t.Errorf("got %+v", got)
	}
	if got := on("+12065550500") + on("+12065557777"); got != "dnc " {
		t.Errorf("got %q", got)
	}
	if _, err := db.ChangeList(ctx, ListChange{Name: "none", Action: TakeFromList}, ranges("12065557777")); err == nil {
		t.Error("a list that does not exist lost a number")
	}
	var shrunk *ShrinkError
	if _, err := db.ChangeList(ctx, ListChange{Name: "dnc", Action: ReplaceList}, ranges()); !errors.As(err, &shrunk) || on("+12065557777") != "dnc " {
		t.Errorf("nothing in the place of a list: %v", err)
	}
	change("big", AddToList, "2026-11-01", "12065550000..12065551999")
	for _, action := range []ListAction{ReplaceList, ChangeList} {
		half := ListChange{Name: "big", Action: action, SuppressionChange: SuppressionChange{By: "me"}}
		numbers := []string{"12065550000..12065550998"}
		if action == ChangeList {
			numbers = nil
			for n := range 1001 {
				numbers = append(numbers, fmt.Sprint("-", 12065550000+n))
			}
		}
		if _, err := db.ChangeList(ctx, half, ranges(numbers...)); !errors.As(err, &shrunk) || shrunk.Before != 2000 || shrunk.After != 999 {
			t.Errorf("%s left less than half: %v", action, err)
		}
		if got := on("+12065551000"); got != "big " {
			t.Errorf("after a refused change the number is on %q", got)
		}
		half.Shrink = true
		if done, err := db.ChangeList(ctx, half, ranges(numbers...)); err != nil || done.Numbers != 999 {
			t.Errorf("%s, told to: %+v, %v", action, done, err)
		}
		change("big", AddToList, "2026-11-01", "12065550000..12065551999")
	}
	if _, err := db.ChangeList(ctx, ListChange{Name: "big", Action: TakeFromList}, ranges("12065550000..12065551999")); err != nil {
		t.Error(err)
	}
	lists, err := db.Lists(ctx)
	lists = slices.DeleteFunc(lists, func(l contact.DoNotCallList) bool { return l.Name == "big" })
	if err != nil || len(lists) != 3 || lists[1].Name != "dnc" || lists[1].Numbers != 1 || lists[0].Numbers != 1 || lists[1].Kind != "registry" {
		t.Errorf("got %+v, %v", lists, err)
	}
}

// The blocks hold what a plain set holds, whatever is put in and taken out in
// whatever order.
func TestListBlocks(t *testing.T) {
	db := open(t)
	ctx := context.Background()
	nth := 0
	rapid.Check(t, func(t *rapid.T) {
		nth++
		name := "l" + strconv.Itoa(nth)
		want := map[uint64]bool{}
		number := rapid.Custom(func(t *rapid.T) uint64 {
			return 12060000000 + uint64(rapid.IntRange(0, 3).Draw(t, "group"))*groupSize + uint64(rapid.IntRange(0, groupSize-1).Draw(t, "at"))
		})
		for range rapid.IntRange(1, 4).Draw(t, "changes") {
			action := rapid.SampledFrom([]ListAction{AddToList, ChangeList, TakeFromList, ReplaceList}).Draw(t, "action")
			if len(want) == 0 && action == TakeFromList {
				action = AddToList
			}
			if action == ReplaceList {
				clear(want)
			}
			var all []NumberRange
			for range rapid.IntRange(1, 30).Draw(t, "numbers") {
				first := number.Draw(t, "first")
				r := NumberRange{First: first, Last: first + uint64(rapid.SampledFrom([]int{0, 0, 0, 30, 700, 9999}).Draw(t, "more"))}
				r.Deleted = action == ChangeList && rapid.Bool().Draw(t, "deleted")
				all = append(all, r)
				for n := r.First; n <= r.Last; n++ {
					if action == TakeFromList || r.Deleted {
						delete(want, n)
					} else {
						want[n] = true
					}
				}
			}
			done, err := db.ChangeList(ctx, ListChange{Name: name, Action: action, Shrink: true}, func(yield func(NumberRange, error) bool) {
				for _, r := range all {
					if !yield(r, nil) {
						return
					}
				}
			})
			if err != nil {
				t.Fatal(err)
			}
			if done.Numbers != int64(len(want)) {
				t.Fatalf("%d numbers, want %d", done.Numbers, len(want))
			}
		}
		var probe []string
		for n := range want {
			if probe = append(probe, fmt.Sprint("+", n)); len(probe) == 40 {
				break
			}
		}
		for range 40 {
			probe = append(probe, fmt.Sprint("+", number.Draw(t, "probe")))
		}
		lists, err := db.ListsOf(ctx, probe)
		if err != nil {
			t.Fatal(err)
		}
		for i, p := range probe {
			n, _ := digitsOf(p)
			if on := slices.ContainsFunc(lists[i], func(l contact.NumberList) bool { return l.List == name }); on != want[n] {
				t.Fatalf("%s: on the list %v, want %v", p, on, want[n])
			}
		}
		var total, blocks int64
		if err := db.pool.QueryRow(ctx, "select coalesce(sum(b.numbers), 0), count(*) from "+db.schema+".list_blocks b join "+db.schema+".lists l on l.id = b.list_id where l.name = $1", name).Scan(&total, &blocks); err != nil || total != int64(len(want)) {
			t.Fatalf("%d numbers in blocks, want %d (%v)", total, len(want), err)
		}
	})
}

// A line may stand for ten million numbers. It costs what the groups of the list
// cost, not what its numbers would, and lines that overlap share theirs.
func TestWideRanges(t *testing.T) {
	const first, last = 12_060_000_000, 12_069_999_999
	for _, action := range []ListAction{AddToList, TakeFromList, ChangeList} {
		r := listRuns{change: &ListChange{Action: action}}
		defer r.close()
		var all []string
		for i := range 1000 {
			all = append(all, fmt.Sprintf("%d..%d", first+i%3, last-i%7))
		}
		all = append(all, fmt.Sprint(first), fmt.Sprint(last+groupSize*3), fmt.Sprintf("%d..%d", last+groupSize, last+groupSize+1))
		if action == ChangeList {
			all = append(all, fmt.Sprintf("-%d..%d", first+10, last-10), fmt.Sprint(last-11))
		}
		if err := r.take(t.Context(), ranges(all...)); err != nil {
			t.Fatal(err)
		}
		var groups, on, off int
		for g, err := range r.groups() {
			if err != nil {
				t.Fatal(err)
			}
			groups++
			on += g.on.total()
			off += g.off.total()
		}
		var want [3]int
		switch action {
		case AddToList:
			want = [3]int{203, 10_000_003, 0}
		case TakeFromList:
			want = [3]int{203, 0, 10_000_003}
		case ChangeList: // ten at either end, and one that came last
			want = [3]int{203, 20 + 1 + 3, 10_000_000 - 20 - 1}
		}
		if got := [3]int{groups, on, off}; got != want {
			t.Errorf("%s: groups, numbers on and off %v, want %v", action, got, want)
		}
	}
}

// Runs come back in order, each number once, in whatever order they came and
// however little memory there is.
func TestNumberRuns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(rapid.Uint64Range(0, 1<<50), 0, 200).Draw(t, "numbers")
		r := numberRuns{most: rapid.IntRange(1, 40).Draw(t, "memory")}
		defer r.close()
		for _, n := range all {
			if err := r.add(n); err != nil {
				t.Fatal(err)
			}
		}
		var got []uint64
		m := r.read()
		for {
			n, ok, err := m.next()
			if err != nil {
				t.Fatal(err)
			}
			if !ok {
				break
			}
			got = append(got, n)
		}
		slices.Sort(all)
		if want := slices.Compact(all); !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}

// callable_now leaves out who is on a list, but for powerlists that except it.
// At any time somewhere in the world somebody may be called.
func TestListsBindCallableNow(t *testing.T) {
	db := open(t)
	ctx := t.Context()
	if _, err := db.ChangeList(ctx, ListChange{Name: "dnc", Action: AddToList}, ranges("12065550000..12065550099")); err != nil {
		t.Fatal(err)
	}
	if _, err := db.ChangeList(ctx, ListChange{Name: "old", Action: AddToList, Expires: time.Now().Add(-time.Hour)}, ranges("12065550100..12065550199")); err != nil {
		t.Fatal(err)
	}
	err := db.write(ctx, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `update calling_zones set used = true; -- as imports do
			insert into powerlists (name, suppress_except) values ('all', '{}'), ('customers', '{dnc}');
			insert into contacts (phone, time_zone, time_zones)
				select '+' || n, z, z from unnest(array[12065550001, 12065550101]) n,
				unnest(array['Pacific/Auckland', 'Asia/Tokyo', 'Asia/Kolkata', 'Europe/London', 'America/New_York', 'Pacific/Honolulu']) z;
			insert into powerlist_contacts (powerlist_id, position, contact_id, phone)
				select p.id, row_number() over (), c.id, c.phone from powerlists p, contacts c`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	called := map[string]int{}
	err = db.read(ctx, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, "select powerlist, phone, count(*) from callable_now group by 1, 2")
		if err != nil {
			return err
		}
		var list, phone string
		var n int
		_, err = pgx.ForEachRow(rows, []any{&list, &phone, &n}, func() error {
			called[list+phone] = n
			return nil
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	open := called["all+12065550101"]
	want := map[string]int{"all+12065550101": open, "customers+12065550101": open, "customers+12065550001": open}
	if diff := cmp.Diff(want, called); diff != "" || open == 0 {
		t.Errorf("-want +got:\n%s", diff)
	}
}
