package localserver

import (
	"net"

	"golang.org/x/sys/unix"
)

// peerUser returns the user of the process that made the socket's other end, from SO_PEERCRED.
func peerUser(conn *net.UnixConn) (uid int, known bool, err error) {
	raw, err := conn.SyscallConn()
	if err != nil {
		return 0, false, err
	}
	var failed error
	err = raw.Control(func(fd uintptr) {
		var cred *unix.Ucred
		if cred, failed = unix.GetsockoptUcred(int(fd), unix.SOL_SOCKET, unix.SO_PEERCRED); failed == nil {
			uid = int(cred.Uid)
		}
	})
	if err == nil {
		err = failed
	}
	return uid, err == nil, err
}
