package store

import (
	"context"
	"fmt"
	"hash/maphash"

	"github.com/jackc/pgx/v5"

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
		v.lists = bindingLists(&s, names)
		return s.err
	})
	if err != nil {
		return fmt.Errorf("asking the database: %w", err)
	}
	return nil
}

// bindingLists returns the lists that bind who excepts some.
func bindingLists(s *transaction, except []string) []int64 {
	return column[int64](s, `select id from lists where numbers > 0 and (expires is null or expires > now())
		and name <> all($1::text[]) order by id`, nonNil(except))
}

// lookUpLists finds which of phones stand on the lists.
func (v *View) lookUpLists(ctx context.Context, tx pgx.Tx, phones []string, into map[string]contact.PhoneStatus) error {
	if len(v.lists) == 0 {
		return nil
	}
	digits := make([]int64, len(phones))
	for i, p := range phones {
		n, _ := digitsOf(p)
		digits[i] = int64(n)
	}
	rows, err := tx.Query(ctx, `select distinct u.n from unnest($1::bigint[]) u(n)
		join list_blocks b on b.block = any (array[u.n / 10000, -1 - u.n / 50000]) and b.list_id = any ($2::bigint[])
		where u.n > 0 and `+has("u.n"), digits, v.lists)
	if err != nil {
		return err
	}
	var n int64
	_, err = pgx.ForEachRow(rows, []any{&n}, func() error {
		phone := fmt.Sprintf("+%d", n)
		s := into[phone]
		s.Suppressed = true
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
	lists := bindingLists(&m.transaction, m.im.spec.Except)
	if m.err != nil || len(lists) == 0 {
		return
	}
	rows, err := m.im.rows.Read()
	if err != nil {
		m.err = err
		return
	}
	look := listLook{ctx: m.ctx, tx: m.tx, lists: lists, found: m.block}
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
			if n, ok := digitsOf(string(phone)); ok {
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
func (m *merge) block(nths []int64) error {
	m.blockedNumbers += int64(len(nths))
	for _, nth := range nths {
		maphash.WriteComparable(&m.seen, nth)
		if err := m.im.blocked.all.Add(uint64(nth), []byte(blockedByList)); err != nil {
			return err
		}
	}
	if !m.compared || !m.im.spec.includesKnown() {
		return nil
	}
	// noteIncluded asks for them.
	_, err := pgcopy.Rows(m.ctx, m.tx.Conn().PgConn(), "pg_temp.blocked (nth, why)", func(t *pgcopy.Row) (bool, error) {
		if len(nths) == 0 {
			return false, nil
		}
		t.Begin(2)
		t.Bigint(nths[0])
		t.Text([]byte(blockedByList))
		nths = nths[1:]
		return true, nil
	})
	return err
}

// listLook looks numbers up that come in any order, many at a time.
type listLook struct {
	ctx   context.Context
	tx    pgx.Tx
	lists []int64
	// found takes the places of numbers that are on a list, in their order.
	found func(nths []int64) error

	asked []askedNumber
	keys  []int64
}

type askedNumber struct {
	n   uint64
	nth int64
}

// lookKeys is how many blocks are asked for at a time.
const lookKeys = 4096

func (l *listLook) ask(n uint64, nth int64) error {
	l.asked = append(l.asked, askedNumber{n, nth})
	l.key(int64(n / blockSize))
	l.key(wideKey(n / groupSize))
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

// block is a row of list_blocks.
type block struct {
	bitmap []byte
	few    []int16
}

func (l *listLook) flush() error {
	if len(l.asked) == 0 {
		return nil
	}
	rows, err := l.tx.Query(l.ctx, `select block, bits, few from list_blocks
		where block = any($1::bigint[]) and list_id = any($2::bigint[])`,
		l.keys, l.lists)
	if err != nil {
		return err
	}
	found := map[int64][]block{}
	var key int64
	var b block
	_, err = pgx.ForEachRow(rows, []any{&key, &b.bitmap, &b.few}, func() error {
		found[key] = append(found[key], b)
		b = block{} // the next row gets memory of its own
		return nil
	})
	if err != nil {
		return fmt.Errorf("looking up do-not-call lists: %w", err)
	}
	var on []int64
	for _, a := range l.asked {
		if onAny(found[int64(a.n/blockSize)], int(a.n%blockSize), 0) || onAny(found[wideKey(a.n/groupSize)], int(a.n%groupSize), groupHalf) {
			on = append(on, a.nth)
		}
	}
	l.asked, l.keys = l.asked[:0], l.keys[:0]
	if len(on) == 0 {
		return nil
	}
	return l.found(on)
}

func onAny(all []block, at, less int) bool {
	for i := range all {
		b := &all[i]
		if b.bitmap != nil {
			if at>>3 < len(b.bitmap) && b.bitmap[at>>3]&(1<<(at&7)) != 0 {
				return true
			}
			continue
		}
		// In order: look for it by halves.
		from, to := 0, len(b.few)
		for from < to {
			middle := (from + to) / 2
			if int(b.few[middle]) < at-less {
				from = middle + 1
			} else {
				to = middle
			}
		}
		if from < len(b.few) && int(b.few[from]) == at-less {
			return true
		}
	}
	return false
}
