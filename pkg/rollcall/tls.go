package rollcall

import (
	"crypto/tls"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// tlsWarning returns what there is to warn of before contacts go to a server over
// a network: that the connection may be plain text, as sslmode=prefer, the
// default, allows, or that nothing proves that the server is the one that is
// meant. It returns "" for a Unix socket, this computer, and sslmode=verify-full.
func tlsWarning(address string) string {
	config, err := pgconn.ParseConfig(address)
	if err != nil {
		return "" // opening it says why
	}
	plain, unproved := !isLocal(config.Host) && config.TLSConfig == nil, !isLocal(config.Host) && isUnproved(config.TLSConfig)
	for _, f := range config.Fallbacks {
		plain = plain || !isLocal(f.Host) && f.TLSConfig == nil
		unproved = unproved || !isLocal(f.Host) && isUnproved(f.TLSConfig)
	}
	switch {
	case plain:
		return "the connection to the database may be plain text; sslmode=verify-full asks for TLS and checks the server's certificate"
	case unproved:
		return "the certificate of the database server is not checked; sslmode=verify-full does"
	}
	return ""
}

// isUnproved reports whether TLS takes any certificate. verify-ca checks in a
// function of its own.
func isUnproved(c *tls.Config) bool {
	return c != nil && c.InsecureSkipVerify && c.VerifyPeerCertificate == nil && c.VerifyConnection == nil
}

// isLocal reports whether a host is a socket's folder or this computer.
func isLocal(host string) bool {
	if host == "" || strings.HasPrefix(host, "/") || strings.HasPrefix(host, "@") || host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
