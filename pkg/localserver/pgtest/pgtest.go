//go:build unix

// Package pgtest gives each test a PostgreSQL database of its own, on a private server that all tests
// of one test binary share. It knows nothing of what the databases hold.
//
// The server starts with the first test that asks for a database. When the test binary ends, in
// whatever way, the server stops and its folder goes: a small shell waits for the binary's end of a
// pipe to close. Should that shell be killed as well, the next run clears up.
//
// Where ROLLCALL_TEST_DATABASE_URL is set, the databases are made on that server instead, and where
// that database is one of Citus, on all of its nodes.
package pgtest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"rollcall/pkg/localserver"
)

// Migrate fills an empty database. It must have closed its connections when it returns.
type Migrate func(ctx context.Context, url string) error

// limit is how long setting one database up, or the server, may take.
const limit = 2 * time.Minute

// Database returns the URL of a new database that migrate has filled, and drops it when the test is
// done. On the private server migrate runs once in a test binary, and further databases are cloned:
// so it must be a plain function, which does the same each time. Nil leaves the database empty.
//
// Parallel tests may call it. A server that can't be had fails the test: it is never skipped.
func Database(t testing.TB, migrate Migrate) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	s, err := server()
	if err != nil {
		var missing *localserver.NotInstalledError
		if errors.As(err, &missing) {
			err = fmt.Errorf("%w: %s", err, missing.Hint())
		}
		t.Fatalf("starting PostgreSQL for the tests: %v", err)
	}
	name := newName("test")
	if err := s.fill(ctx, name, migrate); err != nil {
		t.Fatalf("making a database for the test: %v", err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), limit)
		defer cancel()
		if err := s.drop(ctx, name); err != nil {
			t.Errorf("dropping the test's database: %v", err)
		}
	})
	return s.url(name)
}

// host is the server that the databases are made on.
type host struct {
	url   func(database string) string
	admin string // a database to give commands in
	own   bool   // private: what is on it goes with it

	mu        sync.Mutex
	templates map[uintptr]func() (string, error) // by migrate function
}

var server = sync.OnceValues(func() (*host, error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	h := &host{templates: map[uintptr]func() (string, error){}}
	if outside := os.Getenv("ROLLCALL_TEST_DATABASE_URL"); outside != "" {
		u, err := url.Parse(outside)
		if err != nil {
			return nil, fmt.Errorf("ROLLCALL_TEST_DATABASE_URL: %w", err)
		}
		h.admin = outside
		h.url = func(database string) string { return u.JoinPath("..", database).String() }
		return h, nil
	}
	s, err := startPrivate(ctx)
	if err != nil {
		return nil, err
	}
	h.own, h.url, h.admin = true, s.SetupURL, s.SetupURL("postgres")
	return h, nil
})

// fill makes a database: a clone of migrate's template, or on a server of others, where a template
// would stay behind, by migrate itself.
func (h *host) fill(ctx context.Context, name string, migrate Migrate) error {
	if !h.own || migrate == nil {
		return h.create(ctx, name, migrate)
	}
	template, err := h.template(ctx, migrate)
	if err != nil {
		return err
	}
	return h.do(ctx, "create database "+name+" template "+template)
}

// template returns the database that migrate has filled, and fills it at the first call.
func (h *host) template(ctx context.Context, migrate Migrate) (string, error) {
	key := reflect.ValueOf(migrate).Pointer()
	h.mu.Lock()
	build, ok := h.templates[key]
	if !ok {
		build = sync.OnceValues(func() (string, error) {
			name := newName("template")
			return name, h.create(ctx, name, migrate)
		})
		h.templates[key] = build
	}
	h.mu.Unlock()
	return build()
}

// create makes an empty database and has migrate fill it.
func (h *host) create(ctx context.Context, name string, migrate Migrate) error {
	// Not template1, which others may be connected to.
	if err := h.do(ctx, "create database "+name+" template template0"); err != nil {
		return err
	}
	if err := h.enableCitus(ctx, name); err != nil {
		return err
	}
	if migrate == nil {
		return nil
	}
	if err := migrate(ctx, h.url(name)); err != nil {
		return fmt.Errorf("filling %s: %w", name, err)
	}
	return nil
}

// enableCitus makes a new database one of Citus where the server's own is, on all of its nodes: they
// know of one another in each database apart.
func (h *host) enableCitus(ctx context.Context, name string) error {
	nodes, err := h.nodes(ctx)
	if err != nil || nodes == nil {
		return err
	}
	const extension = "create extension citus"
	if err := do(ctx, h.url(name), extension); err != nil {
		return err
	}
	for _, n := range nodes {
		if !n.coordinator {
			if err := do(ctx, n.on(h.admin), "create database "+name+" template template0"); err != nil {
				return err
			}
			if err := do(ctx, n.on(h.url(name)), extension); err != nil {
				return err
			}
		}
		add := "select citus_add_node('%s', %d)"
		if n.coordinator {
			add = "select citus_set_coordinator_host('%s', %d)"
		}
		if err := do(ctx, h.url(name), fmt.Sprintf(add, n.name, n.port)); err != nil {
			return err
		}
	}
	return nil
}

// drop drops a database, on all nodes where the server is one of Citus.
func (h *host) drop(ctx context.Context, name string) error {
	sql := "drop database if exists " + name + " with (force)"
	err := h.do(ctx, sql)
	nodes, nodesErr := h.nodes(ctx)
	for _, n := range nodes {
		if !n.coordinator {
			err = errors.Join(err, do(ctx, n.on(h.admin), sql))
		}
	}
	return errors.Join(err, nodesErr)
}

// node is one of the nodes of Citus.
type node struct {
	name        string
	port        int
	coordinator bool
}

// on is the URL of the same database on that node.
func (n node) on(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address // it was parsed before
	}
	u.Host = net.JoinHostPort(n.name, strconv.Itoa(n.port))
	return u.String()
}

// nodes returns the nodes of Citus, the coordinator first; nil where the server's own database has no
// Citus.
func (h *host) nodes(ctx context.Context) ([]node, error) {
	if h.own {
		return nil, nil
	}
	conn, err := pgx.Connect(ctx, h.admin)
	if err != nil {
		return nil, err
	}
	defer conn.Close(ctx)
	var citus bool
	if err := conn.QueryRow(ctx, "select exists (select from pg_extension where extname = 'citus')").Scan(&citus); err != nil || !citus {
		return nil, err
	}
	rows, err := conn.Query(ctx, "select nodename, nodeport, groupid = 0 from pg_dist_node order by groupid")
	if err != nil {
		return nil, err
	}
	nodes := []node{}
	var n node
	_, err = pgx.ForEachRow(rows, []any{&n.name, &n.port, &n.coordinator}, func() error {
		nodes = append(nodes, n)
		return nil
	})
	return nodes, err
}

// do sends a command to the server.
func (h *host) do(ctx context.Context, sql string) error { return do(ctx, h.admin, sql) }

func do(ctx context.Context, url, sql string) error {
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, sql); err != nil {
		return fmt.Errorf("%s: %w", sql, err)
	}
	return nil
}

var number atomic.Int64

// newName returns a name that no other test binary uses, on a shared server neither.
func newName(kind string) string {
	return strings.ToLower(fmt.Sprintf("rollcall_%s_%d_%s_%d", kind, os.Getpid(), started, number.Add(1)))
}

var started = fmt.Sprintf("%x", time.Now().UnixNano())
