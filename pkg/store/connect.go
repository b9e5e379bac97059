package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgconn/ctxwatch"
	"github.com/jackc/pgx/v5/pgproto3"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	// connectTimeout is the limit for connecting if the URL has no connect_timeout;
	// libpq would wait forever.
	connectTimeout = time.Minute
	// firstAnswer is the limit for the first answer. Behind a pooler it includes the
	// wait for a connection: pgbouncer gives up after two minutes.
	firstAnswer = 3 * time.Minute
	// cancelGrace is how long the server has to answer a cancelled statement
	// before the connection is closed.
	cancelGrace = 3 * time.Second
	// lastWords is the limit for closing all connections.
	lastWords = 2 * time.Second
	// maxMessage is the greatest size of a message from the server: a row with all its
	// columns. PostgreSQL itself allows 1 GB.
	maxMessage = 256 << 20
	// maxGreeting is the greatest number of bytes that a server sends before it is
	// ready.
	maxGreeting = 1 << 20
)

// configure returns the settings of connections to url, with limits for a server that
// never answers, or never stops.
func configure(url string) (*pgxpool.Config, *dialer, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, nil, redact(err)
	}
	config.MaxConns = min(config.MaxConns, maxConnections)
	config.MinConns = 0
	c := config.ConnConfig
	c.DefaultQueryExecMode = pgx.QueryExecModeExec
	c.StatementCacheCapacity = 0
	c.DescriptionCacheCapacity = 0
	if c.RuntimeParams["application_name"] == "" {
		c.RuntimeParams["application_name"] = "rollcall"
	}
	// Answers come as text, which must not depend on what a role or a database
	// prefers; poolers take these two from every client.
	c.RuntimeParams["datestyle"] = "ISO"
	c.RuntimeParams["client_encoding"] = "UTF8"
	// A cancelled import must not go on holding its locks on the server.
	c.BuildContextWatcherHandler = func(conn *pgconn.PgConn) ctxwatch.Handler {
		return &pgconn.CancelRequestContextWatcherHandler{Conn: conn, DeadlineDelay: cancelGrace}
	}
	if c.ConnectTimeout == 0 {
		c.ConnectTimeout = connectTimeout
	}
	d := &dialer{dial: c.DialFunc, conns: map[*dialed]bool{}}
	c.DialFunc = d.dialContext
	c.MaxProtocolMessageBodyLen = maxMessage
	c.OnNotification = func(*pgconn.PgConn, *pgconn.Notification) {} // else they are kept
	config.AfterConnect = func(_ context.Context, conn *pgx.Conn) error {
		codec := &pgtype.TimestamptzCodec{ScanLocation: time.UTC}
		conn.TypeMap().RegisterType(&pgtype.Type{Name: "timestamptz", OID: pgtype.TimestamptzOID, Codec: codec})
		return nil
	}
	build := c.BuildFrontend
	c.BuildFrontend = func(r io.Reader, w io.Writer) *pgproto3.Frontend { return build(&greetingReader{r: r}, w) }
	return config, d, nil
}

// answerTime returns how long Open waits in all.
func answerTime(c *pgx.ConnConfig) time.Duration {
	return firstAnswer + time.Duration(1+len(c.Fallbacks))*c.ConnectTimeout
}

// connectError returns the error of Open, in words.
func connectError(ctx context.Context, c *pgx.ConnConfig, err error) error {
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		err = errNoPostgreSQL
	case hasCode(err, codeQueryCanceled):
		err = ofTimeout(ctx, err)
	case errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil:
		err = fmt.Errorf("no answer in time (%w): the URL's connect_timeout, in seconds, allows more than %s", err, c.ConnectTimeout)
	}
	return fmt.Errorf("connecting to the database: %w", err)
}

// dialer makes connections, and can close them all at once: the driver says goodbye
// to each and waits for a server that is gone.
type dialer struct {
	dial   pgconn.DialFunc
	check  func(net.Conn) error // or nil
	mu     sync.Mutex
	closed bool
	conns  map[*dialed]bool
}

// dialed is a connection that its dialer knows of.
type dialed struct {
	net.Conn
	dialer *dialer
}

func (d *dialer) dialContext(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := d.dial(ctx, network, address)
	if err != nil {
		return nil, err
	}
	if d.check != nil {
		if err := d.check(conn); err != nil {
			conn.Close()
			return nil, err
		}
	}
	c := &dialed{conn, d}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		conn.Close()
		return nil, net.ErrClosed
	}
	d.conns[c] = true
	return c, nil
}

func (c *dialed) Close() error {
	c.dialer.mu.Lock()
	delete(c.dialer.conns, c)
	c.dialer.mu.Unlock()
	return c.Conn.Close()
}

// close closes all connections, and those that come.
func (d *dialer) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = true
	for c := range d.conns {
		c.Conn.Close()
	}
}

// errNoPostgreSQL: something else answers at the address.
var errNoPostgreSQL = errors.New("what answers there is not a PostgreSQL server")

// greetingReader reads what a server says, and refuses what no PostgreSQL server would
// say before it is ready. After that it only passes on.
type greetingReader struct {
	r     io.Reader
	ready bool
	head  [5]byte // of the message, its type and length
	has   int     // bytes of head
	left  int     // bytes of the message that are still to come
	said  int64   // bytes of messages so far
}

func (g *greetingReader) Read(p []byte) (int, error) {
	n, err := g.r.Read(p)
	if !g.ready && !g.listen(p[:n]) {
		return 0, errNoPostgreSQL
	}
	return n, err
}

// greetingTypes are the types of the messages that come before a server is ready, and
// with which it says that it is.
const greetingTypes = "RSKENvZ"

func (g *greetingReader) listen(p []byte) bool {
	for len(p) > 0 {
		if g.left > 0 {
			n := min(g.left, len(p))
			g.left, p = g.left-n, p[n:]
			continue
		}
		n := copy(g.head[g.has:], p)
		g.has, p = g.has+n, p[n:]
		if !strings.Contains(greetingTypes, string(g.head[:1])) {
			return false
		}
		if g.has < len(g.head) {
			break
		}
		g.has = 0
		size := binary.BigEndian.Uint32(g.head[1:])
		if g.said += 1 + int64(size); size < 4 || g.said > maxGreeting {
			return false
		}
		g.left = int(size) - 4
		if g.ready = g.head[0] == 'Z'; g.ready {
			break
		}
	}
	return true
}
