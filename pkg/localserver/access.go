package localserver

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// setupRole is the superuser of the private server. It creates the database and User, and nothing
// else uses it.
const setupRole = "rollcall_setup"

// writeAccess writes who may connect to the server: over its socket, whoever runs us, as User or to
// set the server up, which the kernel vouches for (peer authentication); and nobody else, not even
// the account that the server runs as.
func (f *folder) writeAccess() error {
	me, err := user.Current()
	if err != nil {
		return fmt.Errorf("finding the name of the user who runs rollcall: %w", err)
	}
	name := `"` + strings.ReplaceAll(me.Username, `"`, `""`) + `"`
	for file, text := range map[string]string{
		"pg_hba.conf":   "local all all peer map=rollcall\n",
		"pg_ident.conf": "rollcall " + name + " " + User + "\nrollcall " + name + " " + setupRole + "\n",
	} {
		if err := f.replaceConfig(file, text); err != nil {
			return explain(err)
		}
	}
	return nil
}

// replaceConfig puts a file of the server's configuration in the place of the one that is there.
func (f *folder) replaceConfig(name, text string) error {
	fresh, err := os.CreateTemp(f.data(), name+".new-*")
	if err != nil {
		return err
	}
	_, err = fresh.WriteString(text)
	if err == nil && f.account.other {
		err = fresh.Chown(f.account.uid, f.account.gid) // by name, the account could have another file given to it
	}
	err = errors.Join(err, fresh.Close())
	if err == nil {
		err = os.Rename(fresh.Name(), filepath.Join(f.data(), name))
	}
	if err != nil {
		os.Remove(fresh.Name())
	}
	return err
}

// ping reports whether the server on the socket takes connections, as an error where it does not.
func (f *folder) ping(ctx context.Context, socket string) error {
	conn, err := f.connect(ctx, socket, setupRole, Database)
	var refused *pgconn.PgError
	if errors.As(err, &refused) && refused.Code == "28000" { // no such role: data of before there was one
		conn, err = f.connect(ctx, socket, User, Database)
	}
	if err != nil {
		return err
	}
	return conn.Close(ctx)
}

// createDatabase makes User, who is no superuser, and Database, which belongs to User.
func (f *folder) createDatabase(ctx context.Context, socket string) (err error) {
	conn, err := f.connect(ctx, socket, setupRole, "postgres")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close(ctx)) }()
	var exists *pgconn.PgError
	if err := conn.Exec(ctx, "create role "+User+" login").Close(); err != nil && (!errors.As(err, &exists) || exists.Code != "42710") {
		return err
	}
	return conn.Exec(ctx, "create database "+Database+" owner "+User).Close()
}
