package localserver

import (
	"context"
	"fmt"
	"net"

	"github.com/jackc/pgx/v5/pgconn"
)

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
