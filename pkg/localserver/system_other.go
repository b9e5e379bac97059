//go:build !unix

package localserver

import (
	"errors"
	"io/fs"
	"syscall"
)

// errNoServer is what every use of the package comes to where there are no Unix sockets and users.
var errNoServer = errors.New("no private server on this system: name a PostgreSQL database (--database URL)")

// supported returns why this system can't have a private server, or nil if it can.
func supported() error { return errNoServer }

const noFollow = 0

type account struct {
	name  string
	uid   int
	gid   int
	other bool
}

func isRoot() bool                            { return false }
func serverAccount(string) (account, error)   { return account{}, errNoServer }
func (account) letThrough(string) error       { return errNoServer }
func (account) own(string) error              { return errNoServer }
func (account) process() *syscall.SysProcAttr { return nil }
func (account) blocked(string) string         { return "" }
func (account) privateTo(string) error        { return fs.ErrInvalid }
func (account) trusts(string) error           { return fs.ErrInvalid }
func trustFolder(string) error                { return errNoServer }
func trustLinks(string) error                 { return errNoServer }
func userName(int) string                     { return "" }
func interrupt(int) error                     { return errNoServer }
func killGroup(int) error                     { return errNoServer }
func collect(int) bool                        { return true }
func running(int, string) bool                { return false }
