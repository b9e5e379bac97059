package store

import (
	"cmp"
	"context"
	"fmt"
	"hash/maphash"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/contact"
	"rollcall/pkg/store/internal/pgcopy"
)

// Except leaves the named do-not-call lists out of what Lookup finds, as Spec.Except
// does.
func (v *View) Except(ctx context.Context, names []string) error {
	return v.reading(ctx, asking, func(q *transaction) { v.lists = q.bindingLists(names) })
}

// listNames are lists by the names that they have.
type listNames struct {
	ids   []int64
	names []string // in their order, those of ids
}

// bindingLists returns the lists that bind who excepts some, in order of name.
func (s *transaction) bindingLists(except []string) (l listNames) {
	var id int64
	var name string
	s.each(`select id, name from lists where numbers > 0 and (expires is null or expires > now())
		and name <> all($1::text[]) order by name collate "C"`, []any{nonNil(except)}, []any{&id, &name}, func() error {
		l.ids, l.names = append(l.ids, id), append(l.names, name)
		return nil
	})
	return l
}

// lookUpLists finds which of the numbers are on the lists.
func (v *View) lookUpLists(q *transaction, asked question, into map[string]contact.PhoneStatus) {
	if len(v.lists.ids) == 0 {
		return
	}
	ids := fmt.Sprintf("$%d::bigint[]", len(asked.args)+1)
	var phone string
	var at int
	q.each(`select f.phone, min(array_position(`+ids+`, b.list_id)) from `+asked.from+`
		cross join lateral (select substr(f.phone, 2)::bigint as n) u
		cross join lateral (select b.list_id from list_blocks b where b.block = any(array[u.n / 10000, -1 - u.n / 50000])
			and b.list_id = any(`+ids+`) and `+has("u.n")+` offset 0) b
		group by f.phone`, append(slices.Clone(asked.args), v.lists.ids), []any{&phone, &at}, func() error {
		s := into[phone]
		if s.List == "" {
			s.List = v.lists.names[at-1]
		}
		into[phone] = s
		return nil
	})
}

// findOnLists marks the numbers of the import's rows that are on a list which applies
// to it.
func (m *merge) findOnLists() {
	if m.err != nil {
		return
	}
	lists := m.bindingLists(m.im.spec.Except)
	m.lists = lists.names
	if m.err != nil || len(lists.ids) == 0 {
		return
	}
	look := listLookup{ctx: m.ctx, tx: m.tx, lists: lists.ids, found: m.block}
	nth := int64(-1)
	var last []byte
	err := m.im.rows.Each(func(_ uint64, row []byte) error {
		phone := phoneOf(row)
		if nth >= 0 && string(phone) == string(last) {
			return nil
		}
		last = append(last[:0], phone...)
		nth++
		if n, ok := digitsOf(phone); ok {
			return look.ask(n, nth)
		}
		return nil
	})
	m.err = cmp.Or(m.err, err)
	if m.err == nil {
		m.err = look.flush()
	}
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
	m.copy("pg_temp.blocked (nth, why)", func(t *pgcopy.Row) (bool, error) {
		if len(numbers) == 0 {
			return false, nil
		}
		t.Begin(2)
		t.Bigint(numbers[0].nth)
		t.Text(nil)
		numbers = numbers[1:]
		return true, nil
	})
	return m.err
}

// listLookup looks numbers up that come in any order, many at a time.
type listLookup struct {
	ctx   context.Context
	tx    pgx.Tx
	lists []int64
	// found takes numbers that are on a list, in their order.
	found func([]listedNumber) error

	// wide: some list has blocks of 50,000 numbers; nil before it is known.
	wide   *bool
	asked  []askedNumber
	blocks int    // of asked
	last   uint64 // the block of the number before
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

// lookBlocks is how many blocks are asked for at a time.
const lookBlocks = 8192

func (l *listLookup) ask(n uint64, nth int64) error {
	if l.wide == nil {
		l.wide = new(bool)
		err := l.tx.QueryRow(l.ctx, "select exists (select from list_blocks where block < 0 and list_id = any($1::bigint[]))", l.lists).Scan(l.wide)
		if err != nil {
			return fmt.Errorf("looking up do-not-call lists: %w", err)
		}
	}
	if block := n / blockSize; len(l.asked) == 0 || block != l.last {
		l.blocks, l.last = l.blocks+1, block
	}
	l.asked = append(l.asked, askedNumber{n, nth, len(l.lists)})
	if l.blocks >= lookBlocks || len(l.asked) >= 1<<16 {
		return l.flush()
	}
	return nil
}

// Of a block the server is asked for packed places of numbers, placeBits bits for each:
// it looks at the bits of a bitmap and returns which of them are set, instead of the
// bitmap. What few numbers a sparse block has it returns. The bit above the places keeps
// a pack from being read as one in a server's log.
const (
	packPlaces = 4
	placeBits  = 14
)

// packSet is the places of a pack that are set in a bitmap b.bits.
var packSet = func() string {
	var all []string
	for i := range packPlaces {
		all = append(all, fmt.Sprintf("(get_bit(b.bits, ((k.pack >> %d) & %d)::int) << %d)", i*placeBits, 1<<placeBits-1, i))
	}
	return "(" + strings.Join(all, " | ") + ")"
}()

// blockQueries are the questions about the numbers that are asked for: the key of a block, the
// places in it, and the first of the numbers and the one after the last.
type blockQueries struct {
	keys, packs []int64
	from, to    []int
}

func (l *blockQueries) add(key, pack int64, from, to int) {
	l.keys, l.packs = append(l.keys, key), append(l.packs, pack)
	l.from, l.to = append(l.from, from), append(l.to, to)
}

// queries makes the questions, in the order of the blocks.
func (l *listLookup) queries() (q blockQueries) {
	for i := 0; i < len(l.asked); {
		first, end := l.asked[i].n/blockSize, i+1
		pack := l.asked[i].n%blockSize | 1<<(packPlaces*placeBits)
		for ; end < min(len(l.asked), i+packPlaces) && l.asked[end].n/blockSize == first; end++ {
			pack |= l.asked[end].n % blockSize << ((end - i) * placeBits)
		}
		q.add(int64(first), int64(pack), i, end)
		i = end
	}
	if !*l.wide {
		return q
	}
	for i := 0; i < len(l.asked); {
		first, end := l.asked[i].n/groupSize, i+1
		for end < len(l.asked) && l.asked[end].n/groupSize == first {
			end++
		}
		q.add(wideKey(first), 0, i, end)
		i = end
	}
	return q
}

// flush asks for the blocks.
func (l *listLookup) flush() error {
	if len(l.asked) == 0 {
		return nil
	}
	slices.SortFunc(l.asked, func(a, b askedNumber) int { return cmp.Compare(a.n, b.n) })
	q := l.queries()
	// Each by the index, whatever the server takes the table for.
	rows, err := l.tx.Query(l.ctx, `select k.nth - 1, array_position($3::bigint[], b.list_id) - 1, b.found, b.few
		from unnest($1::bigint[], $2::bigint[]) with ordinality as k (key, pack, nth)
		cross join lateral (select list_id, few, case when bits is not null then `+packSet+` else 0 end as found from list_blocks b
			where b.block = k.key and b.list_id = any($3::bigint[]) offset 0) b
		where b.found <> 0 or b.few is not null`,
		q.keys, q.packs, l.lists)
	if err != nil {
		return err
	}
	var nth int64
	var list, found int
	var few []int16
	_, err = pgx.ForEachRow(rows, []any{&nth, &list, &found, &few}, func() error {
		first, less := uint64(q.keys[nth])*blockSize, 0
		if q.keys[nth] < 0 {
			first, less = uint64(-1-q.keys[nth])*groupSize, groupHalf
		}
		for i := q.from[nth]; i < q.to[nth]; i++ {
			on := found>>(i-q.from[nth])&1 == 1
			if few != nil {
				_, on = slices.BinarySearch(few, int16(int(l.asked[i].n-first)-less))
			}
			if on && list < l.asked[i].list {
				l.asked[i].list = list
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
	l.asked, l.blocks = l.asked[:0], 0
	if len(on) == 0 {
		return nil
	}
	slices.SortFunc(on, func(a, b listedNumber) int { return cmp.Compare(a.nth, b.nth) })
	return l.found(on)
}
