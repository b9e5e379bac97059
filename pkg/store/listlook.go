package store

import (
	"cmp"
	"context"
	"fmt"
	"hash/maphash"
	"slices"
	"strconv"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"

	"rollcall/pkg/contact"
	"rollcall/pkg/store/internal/pgcopy"
)

// Except leaves the named do-not-call lists out of what Lookup tells, as
// Spec.Except does.
func (v *View) Except(ctx context.Context, names []string) error {
	if v.empty {
		return nil
	}
	err := v.db.read(ctx, func(tx pgx.Tx) error {
		s := transaction{ctx: ctx, tx: tx}
		v.lists = s.bindingLists(names)
		return s.err
	})
	if err != nil {
		return fmt.Errorf("asking the database: %w", err)
	}
	return nil
}

// listNames are lists by the names that they have.
type listNames struct {
	ids   []int64
	names []string // in their order, those of ids
}

// bindingLists returns the lists that bind who excepts some, in order of name.
func (s *transaction) bindingLists(except []string) (l listNames) {
	if s.err != nil {
		return l
	}
	rows, err := s.tx.Query(s.ctx, `select id, name from lists where numbers > 0 and (expires is null or expires > now())
		and name <> all($1::text[]) order by name collate "C"`, nonNil(except))
	if err != nil {
		s.err = err
		return l
	}
	var id int64
	var name string
	_, s.err = pgx.ForEachRow(rows, []any{&id, &name}, func() error {
		l.ids, l.names = append(l.ids, id), append(l.names, name)
		return nil
	})
	return l
}

// lookUpLists finds which of the numbers stand on the lists.
func (v *View) lookUpLists(ctx context.Context, tx pgx.Tx, asked question, into map[string]contact.PhoneStatus) error {
	if len(v.lists.ids) == 0 {
		return nil
	}
	ids := fmt.Sprintf("$%d::bigint[]", len(asked.args)+1)
	rows, err := tx.Query(ctx, `select f.phone, min(array_position(`+ids+`, b.list_id)) from `+asked.from+`
		cross join lateral (select substr(f.phone, 2)::bigint as n) u
		cross join lateral (select b.list_id from list_blocks b where b.block = any(array[u.n / 10000, -1 - u.n / 50000])
			and b.list_id = any(`+ids+`) and `+has("u.n")+` offset 0) b
		group by f.phone`, append(slices.Clone(asked.args), v.lists.ids)...)
	if err != nil {
		return err
	}
	var phone string
	var at int
	_, err = pgx.ForEachRow(rows, []any{&phone, &at}, func() error {
		s := into[phone]
		if s.List == "" {
			s.List = v.lists.names[at-1]
		}
		into[phone] = s
		return nil
	})
	return err
}

// findOnLists marks the numbers of the import's rows that stand on a list that
// binds it.
func (m *merge) findOnLists() {
	if m.err != nil {
		return
	}
	lists := m.bindingLists(m.im.spec.Except)
	m.lists = lists.names
	if m.err != nil || len(lists.ids) == 0 {
		return
	}
	rows, err := m.im.rows.Read()
	if err != nil {
		m.err = err
		return
	}
	look := listLook{ctx: m.ctx, tx: m.tx, lists: lists.ids, found: m.block}
	nth := int64(-1)
	var last []byte
	for {
		_, row, ok := rows.Peek()
		if !ok {
			break
		}
		if phone := phoneOf(row); nth < 0 || string(phone) != string(last) {
			last = append(last[:0], phone...)
			nth++
			if n, ok := digitsOf(phone); ok {
				if m.err = look.ask(n, nth); m.err != nil {
					return
				}
			}
		}
		if m.err = rows.Next(); m.err != nil {
			return
		}
	}
	m.err = look.flush()
}

// block marks numbers that are on a list as blocked.
func (m *merge) block(numbers []listedNumber) error {
	m.blockedNumbers += int64(len(numbers))
	for _, n := range numbers {
		maphash.WriteComparable(&m.seen, n)
		if err := m.im.blocked.all.Add(uint64(n.nth), strconv.AppendInt(nil, int64(n.list), 10)); err != nil {
			return err
		}
	}
	if !m.compared || !m.im.spec.includesKnown() {
		return nil
	}
	// noteIncluded asks for them.
	_, err := pgcopy.Rows(m.ctx, m.tx.Conn().PgConn(), "pg_temp.blocked (nth, why)", func(t *pgcopy.Row) (bool, error) {
		if len(numbers) == 0 {
			return false, nil
		}
		t.Begin(2)
		t.Bigint(numbers[0].nth)
		t.Text(nil)
		numbers = numbers[1:]
		return true, nil
	})
	return err
}

// listLook looks numbers up that come in any order, many at a time.
type listLook struct {
	ctx   context.Context
	tx    pgx.Tx
	lists []int64
	// found takes numbers that are on a list, in their order.
	found func([]listedNumber) error

	// wide: some list has blocks of 50,000 numbers; nil before it is known.
	wide  *bool
	asked []askedNumber
	keys  []int64
}

type askedNumber struct {
	n   uint64
	nth int64
	// list is the place of the first list that has it, or the number of lists.
	list int
}

// listedNumber is the place of a number, and that of the first list that has it
// among the lists.
type listedNumber struct {
	nth  int64
	list int
}

// lookKeys is how many blocks are asked for at a time.
const lookKeys = 4096

func (l *listLook) ask(n uint64, nth int64) error {
	if l.wide == nil {
		l.wide = new(bool)
		err := l.tx.QueryRow(l.ctx, "select exists (select from list_blocks where block < 0 and list_id = any($1::bigint[]))", l.lists).Scan(l.wide)
		if err != nil {
			return fmt.Errorf("looking up do-not-call lists: %w", err)
		}
	}
	l.asked = append(l.asked, askedNumber{n, nth, len(l.lists)})
	l.key(int64(n / blockSize))
	if *l.wide {
		l.key(wideKey(n / groupSize))
	}
	if len(l.keys) >= lookKeys || len(l.asked) >= 1<<16 {
		return l.flush()
	}
	return nil
}

// key asks for a block, unless it was the one or the one before: the numbers
// mostly come in order.
func (l *listLook) key(k int64) {
	if n := len(l.keys); n > 0 && (l.keys[n-1] == k || n > 1 && l.keys[n-2] == k) {
		return
	}
	l.keys = append(l.keys, k)
}

// flush asks for the blocks, and looks the numbers up in each as it comes: most are
// bitmaps of a size that is not worth keeping.
func (l *listLook) flush() error {
	if len(l.asked) == 0 {
		return nil
	}
	slices.SortFunc(l.asked, func(a, b askedNumber) int { return cmp.Compare(a.n, b.n) })
	slices.Sort(l.keys)
	// Each by the index, whatever the server takes the table for.
	rows, err := l.tx.Query(l.ctx, `select b.block, array_position($2::bigint[], b.list_id) - 1, b.bits, b.few
		from (select unnest($1::bigint[]) as key) k
		cross join lateral (select block, list_id, bits, few from list_blocks b where b.block = k.key and b.list_id = any($2::bigint[]) offset 0) b`,
		slices.Compact(l.keys), l.lists)
	if err != nil {
		return err
	}
	var key int64
	var list int
	var bitmap pgtype.DriverBytes // of the row alone
	var few []int16
	_, err = pgx.ForEachRow(rows, []any{&key, &list, &bitmap, &few}, func() error {
		first, size, less := uint64(key)*blockSize, uint64(blockSize), 0
		if key < 0 {
			first, size, less = uint64(-1-key)*groupSize, groupSize, groupHalf
		}
		at, _ := slices.BinarySearchFunc(l.asked, first, func(a askedNumber, n uint64) int { return cmp.Compare(a.n, n) })
		for ; at < len(l.asked) && l.asked[at].n < first+size; at++ {
			if a := &l.asked[at]; list < a.list && onBlockOf(bitmap, few, int(a.n-first), less) {
				a.list = list
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("looking up do-not-call lists: %w", err)
	}
	var on []listedNumber
	for _, a := range l.asked {
		if a.list < len(l.lists) {
			on = append(on, listedNumber{a.nth, a.list})
		}
	}
	l.asked, l.keys = l.asked[:0], l.keys[:0]
	if len(on) == 0 {
		return nil
	}
	slices.SortFunc(on, func(a, b listedNumber) int { return cmp.Compare(a.nth, b.nth) })
	return l.found(on)
}

// onBlockOf reports whether a row of list_blocks has a number, by its place in the
// block; few are less by so much.
func onBlockOf(bitmap []byte, few []int16, at, less int) bool {
	if bitmap != nil {
		return at>>3 < len(bitmap) && bitmap[at>>3]&(1<<(at&7)) != 0
	}
	_, on := slices.BinarySearch(few, int16(at-less))
	return on
}
