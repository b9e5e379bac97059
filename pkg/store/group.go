package store

import (
	"bytes"
	"slices"
	"strconv"

	"rollcall/pkg/calling"
	"rollcall/pkg/contact"
	"rollcall/pkg/store/internal/extsort"
)

// group is a row, or the rows of one number that are folded, and what is known
// of the number.
type group struct {
	item *item
	// nth is the place of the number among those of the list.
	nth int64
	// rows is how many were folded.
	rows  int64
	facts contact.NumberFacts
	// first is the line of the number's first row that is not refused.
	first int64
	// refusal is why the row is refused, or nil.
	refusal *refusalRecord
	// id is the id of the contact with the number, if it was looked up.
	id int64
	// zone and zones are the time zones of the last row that has any.
	zone, zones []byte
	// seen is what evidence keeps of the rows, where refused rows are asked for, too.
	seen []byte
	// list is the do-not-call list that has the number, or empty.
	list string
}

// groups reads the rows in order of phone. Under Update the rows of one number are
// folded into one, except those that are refused, unless the number must not be
// called.
type groups struct {
	mode           contact.Duplicates
	rows           *extsort.Cursor
	refusals       *refusals
	blocked, known *matches
	// lists are the names of the do-not-call lists in blocked.
	lists []string
	// refused takes the refused rows that lie between rows that are folded; nil
	// where nobody asks for them.
	refused func(*group) error

	now group
	// number is what is known of the current number; accepted: one of its rows was
	// not refused.
	number   contact.NumberFacts
	accepted bool
	phone    []byte
	others   barredOthers
	item     item
	encoded  []byte
	later    item
	folder   rowFolder
}

// walk begins a walk.
func (m *merge) walk(refused func(*group) error) (*groups, error) {
	rows, err := m.im.rows.Read()
	if err != nil {
		return nil, err
	}
	refusals, err := m.im.walkRefusals()
	if err != nil {
		return nil, err
	}
	others, err := m.im.others.walk()
	if err != nil {
		return nil, err
	}
	for _, matches := range []*matches{&m.im.blocked, &m.im.known} {
		if err := matches.rewind(); err != nil {
			return nil, err
		}
	}
	g := &groups{mode: m.im.spec.Duplicates, rows: rows, refusals: refusals, blocked: &m.im.blocked, lists: m.lists, known: &m.im.known, refused: refused, others: others}
	g.now.item = &g.item
	return g, nil
}

// next returns the next group, which is valid until the call after; nil after
// the last.
func (g *groups) next() (*group, error) {
	_, encoded, ok := g.rows.Peek()
	if !ok {
		return nil, nil
	}
	g.encoded = append(g.encoded[:0], encoded...)
	if err := g.rows.Next(); err != nil {
		return nil, err
	}
	if err := g.item.decode(g.encoded); err != nil {
		return nil, err
	}
	now := &g.now
	now.rows, now.seen = 1, now.seen[:0]
	if g.refused != nil {
		now.seen = appendSeen(now.seen, &g.item)
	}
	if g.phone == nil || !bytes.Equal(g.phone, g.item.phone) {
		if g.phone != nil {
			now.nth++
		}
		g.phone = append(g.phone[:0], g.item.phone...)
		if err := g.lookUp(); err != nil {
			return nil, err
		}
	}
	g.others.leaveOut(&g.item)
	now.zone, now.zones = g.item.columns[zoneColumn], g.item.columns[zonesColumn]
	now.facts = g.number
	if now.facts.Refused = now.refusal.holds(&g.item); now.facts.Refused {
		return now, nil
	}
	if now.facts.Repeated = g.accepted; !now.facts.Repeated {
		now.first, g.accepted = int64(g.item.line), true
	}
	if g.mode == contact.Update && !now.facts.OnList && !now.facts.InFile {
		return now, g.fold()
	}
	return now, nil
}

// lookUp finds what is known of a number.
func (g *groups) lookUp() error {
	now := &g.now
	g.accepted, g.number = false, contact.NumberFacts{}
	var err error
	if now.refusal, err = g.refusals.of(g.phone); err != nil {
		return err
	}
	if err = g.others.find(g.phone); err != nil {
		return err
	}
	if err = g.findBlocked(); err != nil {
		return err
	}
	var match []byte
	if match, g.number.Known, err = g.known.at(now.nth); err != nil {
		return err
	}
	if g.number.Known {
		now.id, err = strconv.ParseInt(string(match), 10, 64)
	}
	return err
}

// blockedByFile is the match of a number of a suppression file. That of one on
// the internal list is its name, that of one on another list its place among
// them.
const blockedByFile = "file"

// findBlocked finds the list that has the number: the internal one, else the
// first of the others, else a file.
func (g *groups) findBlocked() error {
	g.now.list = ""
	least := len(g.lists)
	for {
		match, ok, err := g.blocked.at(g.now.nth)
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		switch string(match) {
		case contact.InternalList:
			g.now.list, least = contact.InternalList, -1
		case blockedByFile:
			g.number.InFile = true
		default:
			at, err := strconv.Atoi(string(match))
			if err != nil || at < 0 || at >= len(g.lists) {
				return errBrokenItem
			}
			if at < least {
				g.now.list, least = g.lists[at], at
			}
		}
		if err := g.blocked.cursor.Next(); err != nil {
			return err
		}
	}
	g.number.OnList = g.now.list != ""
	if !g.number.OnList && g.number.InFile {
		g.now.list = contact.SuppressionFile
	}
	return nil
}

// fold adds the further rows of the number.
func (g *groups) fold() error {
	var places []calling.Place
	var zip, state []byte
	tells := func(it *item) {
		zip, state = bytes.Clone(it.columns[zipColumn]), bytes.Clone(it.columns[stateColumn])
		g.now.zone, g.now.zones = bytes.Clone(it.columns[zoneColumn]), bytes.Clone(it.columns[zonesColumn])
		if p := it.place(); !slices.Contains(places, p) {
			places = append(places, p)
		}
	}
	for {
		_, encoded, ok := g.rows.Peek()
		if !ok || !bytes.Equal(phoneOf(encoded), g.phone) {
			if len(places) > 0 && differ(places, zip, g.item.columns[zipColumn], state, g.item.columns[stateColumn]) {
				locateItem(&g.item, places)
			}
			return nil
		}
		if err := g.later.decode(encoded); err != nil {
			return err
		}
		g.others.leaveOut(&g.later)
		if g.now.refusal.holds(&g.later) {
			if err := g.pass(); err != nil {
				return err
			}
			continue
		}
		if g.refused != nil && g.now.rows < maxLines {
			g.now.seen = appendSeen(g.now.seen, &g.later)
		}
		if len(places) == 0 {
			tells(&g.item)
			g.folder.begin()
		}
		g.now.rows++
		if g.later.columns[zonesColumn] != nil {
			tells(&g.later)
		}
		if err := g.folder.fold(&g.item, &g.later, len(encoded)); err != nil {
			return err
		}
		if err := g.rows.Next(); err != nil {
			return err
		}
	}
}

// pass passes a refused row.
func (g *groups) pass() error {
	if g.refused != nil {
		refused := group{item: &g.later, rows: 1, facts: g.number, refusal: g.now.refusal}
		refused.facts.Refused = true
		if err := g.refused(&refused); err != nil {
			return err
		}
	}
	return g.rows.Next()
}
