package localserver

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// socketLimit is the longest path of a socket, in bytes: 107 on Linux, 103 on macOS and the BSDs.
const socketLimit = 103

// shortFolders is the pattern of socket folders outside of a data folder whose path is too long.
const shortFolders = "/tmp/rollcall-socket-*"

func socketFile(folder string) string { return filepath.Join(folder, ".s.PGSQL."+port) }

// makeSocketFolder returns a folder for the socket that only the server's account can enter. Where the
// data folder's path is too long for a socket, or holds a comma, which separates hosts in an address,
// it is one under /tmp with a random name, that nobody can have taken before. The server writes its
// name into postmaster.pid, where all the others find it. The caller holds the start lock, and no
// server runs.
func (f *folder) makeSocketFolder() (string, error) {
	path := filepath.Join(f.path, "socket")
	if len(socketFile(path)) > socketLimit || strings.ContainsAny(path, ",\n") {
		path, err := os.MkdirTemp(filepath.Dir(shortFolders), filepath.Base(shortFolders))
		if err != nil {
			return "", explain(err)
		}
		return path, explain(f.account.own(path))
	}
	err := os.Mkdir(path, 0o700)
	if err == nil {
		err = f.account.own(path)
	}
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return "", explain(err)
	}
	if err := f.account.privateTo(path); err != nil {
		return "", err
	}
	removeSocket(path)
	return path, nil
}

// trustSocket refuses a socket folder of postmaster.pid that no server of ours can have made.
func (f *folder) trustSocket(path string) error {
	if short, _ := filepath.Match(shortFolders, path); !short && path != filepath.Join(f.path, "socket") {
		return fmt.Errorf("postmaster.pid names a socket in %s, which is not ours", path)
	}
	err := f.account.trusts(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // it was deleted, which is checked later
	}
	return err
}

// removeSocket removes what a killed server left of its socket. PostgreSQL does so itself, but for a
// process number that another process has got since.
func removeSocket(folder string) {
	os.Remove(socketFile(folder))
	os.Remove(socketFile(folder) + ".lock")
}

// removeShortFolder removes a socket folder outside of the data folder, once no server uses it.
func (f *folder) removeShortFolder(path string) {
	if ok, _ := filepath.Match(shortFolders, path); !ok || f.account.privateTo(path) != nil {
		return
	}
	removeSocket(path)
	os.Remove(path) // where something else is in it, it stays
}

// connect opens a connection as role to a database of the server on the socket, and only if the
// process that listens there belongs to the account.
func (f *folder) connect(ctx context.Context, socket, role, database string) (*pgconn.PgConn, error) {
	config, err := pgconn.ParseConfig(roleURL(socket, role, database))
	if err != nil {
		return nil, err
	}
	config.DialFunc = func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := (&net.Dialer{}).DialContext(ctx, network, address)
		if err != nil {
			return nil, err
		}
		if err := f.checkPeer(conn); err != nil {
			conn.Close()
			return nil, err
		}
		return conn, nil
	}
	return pgconn.ConnectConfig(ctx, config)
}

// checkPeer refuses a socket behind which another user's process listens.
func (f *folder) checkPeer(conn net.Conn) error {
	unix, ok := conn.(*net.UnixConn)
	if !ok {
		return fmt.Errorf("%s is not a Unix socket", conn.RemoteAddr())
	}
	uid, known, err := peerUser(unix)
	if err != nil {
		return err
	}
	if known && uid != f.account.uid {
		return fmt.Errorf("the server on the socket is not ours: it runs as %s", userName(uid))
	}
	return nil
}
