package rollcall

import (
	"crypto/tls"
	"errors"
	"net"
	"net/url"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// WithoutPassword takes the passwords out of the URL of a database, or out of a
// libpq string of keywords and values. It returns "" for anything else, and for
// an ambiguous URL, in which the password cannot be found.
func WithoutPassword(address string) string {
	if !strings.HasPrefix(address, "postgres://") && !strings.HasPrefix(address, "postgresql://") {
		return keywordsWithoutPassword(address)
	}
	u, err := url.Parse(address)
	if err != nil || splitPassword(address) {
		return ""
	}
	if _, has := u.User.Password(); has {
		u.User = url.User(u.User.Username())
	}
	q := u.Query()
	had := len(q)
	for name := range q {
		if isPassword(name) {
			q.Del(name)
		}
	}
	if len(q) != had {
		u.RawQuery = q.Encode()
	}
	return u.String()
}

// splitPassword reports whether a URL has an @ after the one that ends its user, or
// after its authority. A password with @, /, ? or # in it looks like that, and then
// pieces of it are in the other parts of the URL, even in the host.
func splitPassword(address string) bool {
	_, rest, isURL := strings.Cut(address, "://")
	user, behind, _ := strings.Cut(rest, "@")
	return isURL && (strings.Contains(behind, "@") || behind != "" && strings.ContainsAny(user, "/?#"))
}

// checkURL refuses a URL in which some part could be a piece of a password, before
// that piece is looked up as a host.
func checkURL(address string) error {
	if !strings.HasPrefix(address, "postgres://") && !strings.HasPrefix(address, "postgresql://") || !splitPassword(address) {
		return nil
	}
	return &Error{Usage, "database_url",
		"In a user or a password, write @ as %40, : as %3A, / as %2F, ? as %3F and # as %23; elsewhere, @ as %40.",
		errors.New("the database URL has an @ that may belong to its password")}
}

// keywordsWithoutPassword does the same for keywords and values, as "host=db
// password='a b'": values with blanks are quoted, a backslash escapes the next
// character, and blanks around the equals sign are allowed.
func keywordsWithoutPassword(address string) string {
	var kept []string
	for rest := strings.TrimSpace(address); rest != ""; {
		keyword, after, ok := strings.Cut(rest, "=")
		if keyword = strings.TrimSpace(keyword); !ok || !isKeyword(keyword) {
			return ""
		}
		after = strings.TrimSpace(after)
		end := valueLength(after)
		if end < 0 {
			return ""
		}
		if !isPassword(keyword) {
			kept = append(kept, keyword+"="+after[:end])
		}
		rest = strings.TrimSpace(after[end:])
	}
	return strings.Join(kept, " ")
}

// isKeyword reports whether all of a text is letters, digits and underscores.
func isKeyword(text string) bool {
	return text != "" && strings.Trim(strings.ToLower(text), "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

// valueLength returns the length of the value at the beginning of s, or -1 if its
// quote is never closed.
func valueLength(s string) int {
	quoted := strings.HasPrefix(s, "'")
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
		case quoted && c == '\'' && i > 0:
			return i + 1
		case !quoted && strings.IndexByte(" \t\r\n", c) >= 0:
			return i
		}
	}
	if quoted {
		return -1
	}
	return len(s)
}

func isPassword(name string) bool {
	return strings.EqualFold(name, "password") || strings.EqualFold(name, "sslpassword")
}

// tlsWarning returns a warning if the connection may be unencrypted, as with
// sslmode=prefer, the default, or if the server's identity is not checked. It
// returns "" for a Unix socket, this computer, and sslmode=verify-full.
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

// isUnproved reports whether TLS accepts any certificate. verify-ca checks it in a
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
