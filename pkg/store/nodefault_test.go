package store

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"slices"
	"sync"
	"testing"
	"time"

	"rollcall/pkg/contact"
)

// nodeProxy stands between the coordinator of Citus and a node. Armed, it breaks all
// connections at a message of a commit, and lets none through until it is healed.
type nodeProxy struct {
	net.Listener
	node string

	mu    sync.Mutex
	conns []net.Conn
	// message is what it waits for, or nil; when is what it does then.
	message []byte
	when    loss
	dead    bool
}

// loss is when a node is lost: before a message reaches it, on its way to answer, or
// when the coordinator has the answer.
type loss string

const (
	lostBefore loss = "before"
	lostAt     loss = "at"
	lostAfter  loss = "after"
)

func (p *nodeProxy) serve() {
	for {
		from, err := p.Accept()
		if err != nil {
			return
		}
		to, err := net.Dial("tcp", p.node)
		p.mu.Lock()
		if err != nil || p.dead {
			from.Close()
		} else {
			p.conns = append(p.conns, from, to)
			go p.pass(from, to)
		}
		p.mu.Unlock()
	}
}

// pass passes on what the coordinator sends, and the answers.
func (p *nodeProxy) pass(from, to net.Conn) {
	answers := make(chan bool, 1) // has one element where the next answer is the last
	go func() {
		defer from.Close()
		buffer := make([]byte, 1<<16)
		for {
			n, err := to.Read(buffer)
			if err != nil {
				return
			}
			if _, err := from.Write(buffer[:n]); err != nil {
				return
			}
			select {
			case <-answers:
				p.kill()
			default:
			}
		}
	}()
	defer to.Close()
	buffer := make([]byte, 1<<16)
	for {
		n, err := from.Read(buffer)
		if err != nil {
			return
		}
		switch p.hit(buffer[:n]) {
		case lostBefore:
			p.kill()
			return
		case lostAt:
			to.Write(buffer[:n])
			p.kill()
			return
		case lostAfter:
			answers <- true
		}
		if _, err := to.Write(buffer[:n]); err != nil {
			return
		}
	}
}

// hit returns what to do at a message, or "". It is armed for one.
func (p *nodeProxy) hit(message []byte) (when loss) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.message != nil && bytes.Contains(message, p.message) {
		when, p.message = p.when, nil
	}
	return when
}

func (p *nodeProxy) arm(message string, when loss) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.message, p.when = []byte(message), when
}

func (p *nodeProxy) kill() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.dead = true
	for _, c := range p.conns {
		c.Close()
	}
	p.conns = nil
}

// heal lets the coordinator through again, and reports whether the node was lost.
func (p *nodeProxy) heal() (lost bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	lost, p.dead, p.message = p.dead, false, nil
	return lost
}

// behindProxy puts a proxy before a node of Citus.
func behindProxy(t *testing.T, db *DB) *nodeProxy {
	t.Helper()
	var id int
	var name, port, tls string
	err := db.pool.QueryRow(t.Context(), "select nodeid, nodename, nodeport::text, current_setting('citus.node_conninfo') from pg_dist_node where groupid > 0 order by 1 limit 1").Scan(&id, &name, &port, &tls)
	if err != nil {
		t.Fatal(err)
	}
	if tls != "sslmode=disable" {
		t.Fatalf("citus.node_conninfo is %q: the proxy reads what nodes are sent only with sslmode=disable", tls)
	}
	p := &nodeProxy{node: net.JoinHostPort(name, port)}
	if p.Listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	go p.serve()
	execSQL(t, db, fmt.Sprintf("select citus_update_node(%d, '127.0.0.1', %d)", id, p.Addr().(*net.TCPAddr).Port))
	return p
}

// TestNodeLostAtCommit loses a node of Citus before, at and after each message of a commit
// in two phases: all nodes have what an import, an update or an undo did, or none has, and
// what the command said is true. One server has no such messages: that each node writes
// first, and so commits in two phases, TestStatementsForCitus shows there.
func TestNodeLostAtCommit(t *testing.T) {
	plain := open(t)
	if err := plain.ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !plain.distributed {
		return
	}
	p := behindProxy(t, plain)
	db := reopen(t, plain.pool.Config().ConnString())
	if err := db.ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	const rows = 40
	made := 0 // contacts
	for _, message := range []string{"PREPARE TRANSACTION", "COMMIT PREPARED"} {
		for _, when := range []loss{lostBefore, lostAt, lostAfter} {
			name := string(when) + " " + message
			var all []contact.Row
			for i := range rows {
				all = append(all, row(fmt.Sprintf("+1206%07d", made+i), value(contact.City, "Rome")))
			}
			made += rows
			in := fmt.Sprintf("phone between '%s' and '%s'", all[0].Contact.Phone, all[rows-1].Contact.Phone)
			var id int64
			lose := func(what string, do func() error, there string) {
				p.arm(message, when)
				err := do()
				time.Sleep(200 * time.Millisecond)
				if !p.heal() {
					t.Errorf("%s, %s: no node was lost", what, name)
				}
				if err := db.awaitSettled(t.Context()); err != nil {
					t.Fatalf("%s, %s: %v", what, name, err)
				}
				n := table(t, db, "select count(*) from contacts where "+in+" and "+there)[0]
				t.Logf("%s, %s: there are %s, error %v", what, name, n, err)
				if !slices.Contains([]string{"(0)", fmt.Sprintf("(%d)", rows)}, n) {
					t.Errorf("%s, %s: of %d contacts there are %s", what, name, rows, n)
				}
				if done := n != "(0)"; !errors.Is(err, ErrCommitUnknown) && done != (err == nil) {
					t.Errorf("%s, %s: there are %s, error %v", what, name, n, err)
				}
				if n == "(0)" { // it did nothing: again, for the next
					if err := do(); err != nil {
						t.Fatalf("%s again, %s: %v", what, name, err)
					}
				}
			}
			importing := func(d contact.Duplicates, rows []contact.Row) func() error {
				return func() error {
					o, _, err := tryRun(t.Context(), db, Spec{FileName: name, Duplicates: d, Again: true}, rows...)
					id = o.ImportID
					return err
				}
			}
			lose("import", importing(contact.Skip, all), "city = 'Rome'")
			for i := range all {
				all[i] = row(all[i].Contact.Phone, value(contact.City, "Paris"))
			}
			lose("update", importing(contact.Update, all), "city = 'Paris'")
			lose("undo", func() error {
				_, err := db.Undo(t.Context(), id, "me", false)
				return err
			}, "city = 'Rome'")
			same(t, name, table(t, db, "select count(*), count(distinct phone) from contacts where "+in), []string{fmt.Sprintf("(%d,%d)", rows, rows)})
		}
	}
}
