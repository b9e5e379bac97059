package store

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/contact"
)

// proxy is a way to a server that is cut when the COMMIT of a change comes along.
type proxy struct {
	net.Listener
	// after: the server gets the COMMIT and only its answer is lost; half: it gets
	// half of the message; gone: nobody gets through from then on.
	after, half, gone bool
	closed            atomic.Bool
	// open: nothing is cut; sent is what came along.
	open bool
	mu   sync.Mutex
	sent bytes.Buffer
}

// commit is the message that pgx sends.
var commit = []byte("Q\x00\x00\x00\x0bcommit\x00")

// through returns a database behind the proxy.
func (p *proxy) through(t testing.TB, db *DB) *DB {
	t.Helper()
	c := db.pool.Config().ConnConfig
	port := strconv.Itoa(int(c.Port))
	network, address := "tcp", net.JoinHostPort(c.Host, port)
	if c.Host[0] == '/' {
		network, address = "unix", c.Host+"/.s.PGSQL."+port
	}
	var err error
	if p.Listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Listener.Close() })
	go func() {
		for {
			client, err := p.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial(network, address)
			if err != nil || p.closed.Load() {
				client.Close()
				continue
			}
			go p.pass(client, server)
		}
	}()
	u := url.URL{Scheme: "postgres", User: url.User(c.User), Host: p.Addr().String(), Path: "/" + c.Database, RawQuery: "sslmode=disable"}
	return reopen(t, u.String())
}

func (p *proxy) pass(client, server net.Conn) {
	defer client.Close()
	defer server.Close()
	go func() {
		io.Copy(client, server)
		client.Close()
	}()
	buffer := make([]byte, 1<<16)
	changes := false // as the last statements of a change show
	for {
		n, err := client.Read(buffer)
		if err != nil {
			return
		}
		changes = changes || bytes.Contains(buffer[:n], []byte("pg_notify('rollcall'")) || bytes.Contains(buffer[:n], []byte("pg_current_xact_id"))
		p.mu.Lock()
		p.sent.Write(buffer[:n])
		p.mu.Unlock()
		if at := bytes.Index(buffer[:n], commit); !p.open && changes && at >= 0 {
			p.closed.Store(p.gone)
			client.Close()
			if p.after {
				server.Write(buffer[:n])
				server.Read(buffer) // the answer
			}
			if p.half {
				server.Write(buffer[:at+len(commit)/2])
			}
			return
		}
		if _, err := server.Write(buffer[:n]); err != nil {
			return
		}
	}
}

// TestLostCommit loses each kind of change in the middle of its COMMIT: what
// happened is told as done, what did not as failed, and what nobody knows as that.
func TestLostCommit(t *testing.T) {
	count := func(db *DB, query string) bool { return table(t, db, "select ("+query+") as x")[0] == "(t)" }
	changes := []struct {
		name string
		do   func(ctx context.Context, db *DB) error
		done string
	}{
		{"import", func(ctx context.Context, db *DB) error {
			_, _, err := tryRun(ctx, db, Spec{FileName: "2"}, row("+12065550002"))
			return err
		}, "select count(*) = 3 from contacts"},
		{"update", func(ctx context.Context, db *DB) error {
			_, _, err := tryRun(ctx, db, Spec{FileName: "2", Duplicates: contact.Update, Powerlist: &contact.PowerlistOptions{Name: "l", DialMode: "ai"}}, row("+12065550003", tags("new")))
			return err
		}, "select count(*) = 1 from contacts join powerlist_contacts e using (phone) where contact_id = id and tags = '{new}'"},
		{"create", func(ctx context.Context, db *DB) error {
			_, _, err := tryRun(ctx, db, Spec{FileName: "2", Duplicates: contact.Create}, row("+12065550002"), row("+12065550002"))
			return err
		}, "select count(*) = 4 from contacts"},
		{"prune", func(ctx context.Context, db *DB) error {
			_, err := db.Prune(ctx, time.Now().Add(time.Hour), false)
			return err
		}, "select count(pruned_at) = 1 from imports"},
		{"undo", func(ctx context.Context, db *DB) error { _, err := db.Undo(ctx, 1, "", false); return err }, "select count(*) = 0 from contacts"},
		{"suppress", func(ctx context.Context, db *DB) error {
			_, err := db.Suppress(ctx, seq("+12065550009"), SuppressionChange{})
			return err
		}, "select count(*) = 2 from suppressions"},
		{"unsuppress", func(ctx context.Context, db *DB) error {
			_, _, err := db.Unsuppress(ctx, seq("+12065550001"), SuppressionChange{})
			return err
		}, "select count(*) = 0 from suppressions"},
		{"erase", func(ctx context.Context, db *DB) error { _, err := db.Erase(ctx, "+12065550001", false); return err }, "select count(*) = 1 from contacts"},
	}
	for _, c := range changes {
		ways := []string{"before", "after", "after, and the server is gone"}
		if c.name == "import" {
			ways = append(ways, "half") // which is lost as "before" is, whatever the change
		}
		for _, way := range ways {
			t.Run(c.name+" "+way, func(t *testing.T) {
				db := open(t)
				run(t, db, Spec{Duplicates: contact.Skip}, row("+12065550001"), row("+12065550003"))
				if _, err := db.Suppress(t.Context(), seq("+12065550001"), SuppressionChange{}); err != nil {
					t.Fatal(err)
				}
				p := &proxy{after: strings.HasPrefix(way, "after"), half: way == "half", gone: way == "after, and the server is gone"}
				lost := p.through(t, db)
				if p.gone {
					lost.grace = time.Second
				}
				err := c.do(t.Context(), lost)
				if err := db.awaitSettled(t.Context()); err != nil {
					t.Fatal(err)
				}
				done := count(db, c.done)
				switch {
				case way == "after" && db.distributed && err != nil && !done: // it noticed the loss while it committed
				case !p.after && (err == nil || done || errors.Is(err, ErrCommitUnknown)),
					way == "after" && (err != nil || !done),
					p.gone && (!done || !errors.Is(err, ErrCommitUnknown)):
					t.Errorf("done %v, error %v", done, err)
				}
			})
		}
	}
}

// TestNumbersAreHidden looks at what goes to the server, which may end up in its log:
// neither erasing, looking up nor reviewing a number shows it there.
func TestNumbersAreHidden(t *testing.T) {
	const phone = "+12065550001"
	db := open(t)
	spec := Spec{Raw: func([]string) []byte { return nil }}
	run(t, db, spec, row(phone, tags("own")), row("+12065550002"))
	p := &proxy{open: true}
	through := p.through(t, db)
	v, err := through.View(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := v.Lookup(t.Context(), []string{phone}); err != nil {
		t.Fatal(err)
	}
	if on, err := through.OnRecord(t.Context(), phone); err != nil || len(on.Contacts) != 1 || len(on.Imports) != 1 {
		t.Fatalf("on record is %+v, error %v", on, err)
	}
	e, err := through.Erase(t.Context(), phone, false)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "erased", e, contact.Erased{Contacts: 1, EvidenceRows: 1})
	p.mu.Lock()
	defer p.mu.Unlock()
	// The notice goes as bytes, which a log shows as such.
	sent := bytes.ReplaceAll(p.sent.Bytes(), []byte(`"phone":"`+phone), nil)
	if bytes.Contains(sent, []byte(phone[1:])) && !db.distributed { // where a review takes COPY
		t.Error("the number goes along in clear")
	}
}

// TestOtherServer asks another server, or another timeline, about a transaction.
func TestOtherServer(t *testing.T) {
	db := open(t)
	id := "700"
	err := db.read(t.Context(), func(tx pgx.Tx) error {
		_, err := commitMark{&id, "another"}.committed(t.Context(), tx)
		return err
	})
	if !errors.Is(err, errOtherServer) {
		t.Errorf("the error is %v", err)
	}
}
