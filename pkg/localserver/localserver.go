// Package localserver runs the private PostgreSQL server that rollcall keeps its data in where no
// database is named: it finds the installed programs, creates the data once, starts the server when
// it is needed and stops it with its last user. It knows nothing of contacts.
//
// A data folder holds:
//
//	data/        the database cluster, as initdb made it; never re-initialised
//	socket/      the Unix socket, unless the path is too long for one
//	server.log   what the server said
//	start.lock   held by whoever starts, joins, leaves or stops the server
//	users.lock   held, shared, by every user: a count that survives kill -9
//	keep         there while the server is to outlive its users
//
// All changes of state happen under start.lock:
//
//	Start   lock start ─ join users ─ create data? ─ start server? ─ wait until ready ─ unlock start
//	Close   lock start ─ leave users ─ the last one, and no keep: stop server ─ unlock start
package localserver

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

const (
	// Database is the database that Start makes sure is there.
	Database = "rollcall"
	// User is the role that everything belongs to. It is no superuser.
	User = "rollcall"

	// port only names the socket's file; the server listens on no network.
	port = "5432"
	// stopLimit is how long Close waits for the server to write its last checkpoint.
	stopLimit = 5 * time.Minute
)

// Options name the server's data folder and programs.
type Options struct {
	// Dir is the data folder (see DefaultDir). It is created if it isn't there.
	Dir string
	// Binaries are the folders to look for postgres and initdb in, best first. Nil means
	// SystemBinaries(""): the usual places, without a PATH.
	Binaries []string
	// Keep leaves the server running, after the last Close too, until Stop.
	Keep bool
	// NoSync trades safety for speed, for tests: a crash of the machine loses the data.
	NoSync bool
}

// Server is one user's hold on a running private server.
type Server struct {
	folder *folder
	users  *flock.Flock
	socket string
}

// Start joins the private server of o.Dir, creating its data and starting it where needed, and
// returns when it takes connections to Database. The caller must Close it. Any number of callers, in
// any number of processes, may hold the same server at once.
//
// Errors to distinguish: *NotInstalledError, *UnreachableError.
func Start(ctx context.Context, o Options) (*Server, error) {
	s, err := start(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("private PostgreSQL server in %s: %w", o.Dir, err)
	}
	return s, nil
}

func start(ctx context.Context, o Options) (_ *Server, err error) {
	f, err := createFolder(o.Dir)
	if err != nil {
		return nil, err
	}
	starting, err := f.lockStart(ctx)
	if err != nil {
		return nil, err
	}
	defer starting.Unlock()

	alone, err := f.unused()
	if err != nil {
		return nil, err
	}
	users, err := f.joinUsers(ctx)
	if err != nil {
		return nil, err
	}
	s := &Server{folder: f, users: users}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.leave())
		}
	}()
	if s.socket, err = f.run(ctx, o, alone); err != nil {
		return nil, err
	}
	if o.Keep {
		if err := f.setKeep(); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// URL returns the address of a database on this server, for pgx and libpq alike. An empty name means
// Database.
func (s *Server) URL(database string) string { return socketURL(s.socket, database) }

// SetupURL returns the address of a database for the server's superuser, who creates databases and
// roles.
func (s *Server) SetupURL(database string) string { return roleURL(s.socket, setupRole, database) }

// CheckPeer refuses a connection to the server's socket behind which another user's process listens.
func (s *Server) CheckPeer(conn net.Conn) error { return s.folder.checkPeer(conn) }

// Close leaves the server. The last user stops it, and waits for that, unless it is to be kept.
// Closing twice is harmless.
func (s *Server) Close() error {
	if s.users == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), stopLimit)
	defer cancel()
	starting, err := s.folder.lockStart(ctx)
	if err != nil {
		return fmt.Errorf("leaving the private PostgreSQL server in %s: %w", s.folder.path, err)
	}
	defer starting.Unlock()
	if err := s.leave(); err != nil {
		return fmt.Errorf("leaving the private PostgreSQL server in %s: %w", s.folder.path, err)
	}
	return nil
}

// leave is Close for a caller that holds the start lock.
func (s *Server) leave() error {
	ctx, cancel := context.WithTimeout(context.Background(), stopLimit)
	defer cancel()
	if err := s.users.Unlock(); err != nil {
		return err
	}
	s.users = nil
	if s.folder.kept() {
		return nil
	}
	if last, err := s.folder.unused(); err != nil || !last {
		return err
	}
	return s.folder.stop(ctx)
}

// socketURL returns the address of a database for User. It writes the path so that both libpq, which takes "+" for a plus sign, and pgx read it.
func socketURL(socket, database string) string { return roleURL(socket, User, database) }

func roleURL(socket, role, database string) string {
	if database == "" {
		database = Database
	}
	host := strings.NewReplacer("+", "%20", "%2F", "/").Replace(url.QueryEscape(socket))
	return "postgres://" + role + "@/" + url.PathEscape(database) + "?host=" + host + "&port=" + port
}
