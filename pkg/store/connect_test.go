package store

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// said is a message of a server.
func said(kind byte, body string) string {
	return string(binary.BigEndian.AppendUint32([]byte{kind}, uint32(4+len(body)))) + body
}

// TestGreeting: what is no PostgreSQL server is found out before anything that it
// says fills the memory, whatever the pieces in which it comes.
// TestOpenIsChecked: not a byte is said to who was not let through.
func TestOpenIsChecked(t *testing.T) {
	wrong := errors.New("somebody else listens there")
	said := make(chan int, 10)
	_, err := Open(t.Context(), emptyDatabase(t), func(conn net.Conn) error {
		conn.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
		n, _ := conn.Read(make([]byte, 1)) // a server is silent until it is spoken to
		said <- n
		return wrong
	})
	if !errors.Is(err, wrong) || <-said != 0 {
		t.Errorf("the error is %v", err)
	}
}

func TestGreeting(t *testing.T) {
	hello := said('R', "\x00\x00\x00\x00") + said('S', "server_version\x0015.0\x00") + said('N', strings.Repeat("n", 5000)) + said('K', "pid, key") + said('Z', "I")
	for _, c := range []struct {
		what, text string
		ok         bool
	}{
		{"PostgreSQL", hello, true},
		{"whatever comes later", hello + "HTTP" + strings.Repeat("x", maxGreeting), true},
		{"an error", said('E', "SFATAL\x00"), true},
		{"a web server", "HTTP/1.1 400 Bad Request\r\n", false},
		{"a mail server", "220 mail ESMTP", false},
		{"a Redis", "-ERR unknown command\r\n", false},
		{"a message shorter than its length", "R\x00\x00\x00\x03", false},
		{"a message of two gigabytes", "E\x7f\xff\xff\xff", false},
		{"rows before it is ready", said('D', "\x00\x00"), false},
		{"notices without end", strings.Repeat(said('N', strings.Repeat("n", 100)), maxGreeting/100), false},
		{"settings without end", strings.Repeat(said('S', "a\x00b\x00"), maxGreeting/8), false},
	} {
		t.Run(c.what, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				size := rapid.SampledFrom([]int{1, 3, 5, 64, 8192, 1 << 21}).Draw(t, "piece")
				if len(c.text) > 1<<16 {
					size = max(size, 8192)
				}
				g := &greetingReader{r: strings.NewReader(c.text)}
				_, err := io.CopyBuffer(struct{ io.Writer }{io.Discard}, struct{ io.Reader }{g}, make([]byte, size))
				if (err == nil) != c.ok {
					t.Errorf("in pieces of %d: %v", size, err)
				}
			})
		})
	}
}

// TestNoAnswer: something takes connections and never answers, as a proxy does
// whose servers are gone. Opening it ends, and so does closing it.
func TestNoAnswer(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	silent := make(chan net.Conn, 8)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			silent <- c // held, and never read
		}
	}()
	url := "postgres://user:secret@" + l.Addr().String() + "/crm?sslmode=disable"
	_, err = Open(t.Context(), url+"&connect_timeout=1", nil)
	if err == nil || !strings.Contains(err.Error(), "no answer in time") || strings.Contains(err.Error(), "secret") {
		t.Errorf("opening it: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := Open(ctx, url, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}

	config, dialer, err := configure(url)
	if err != nil {
		t.Fatal(err)
	}
	if got := config.ConnConfig.ConnectTimeout; got != connectTimeout {
		t.Errorf("it may take %s", got)
	}
	conn, err := dialer.dialContext(t.Context(), "tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(50*time.Millisecond, dialer.close)
	if _, err := conn.Read(make([]byte, 1)); !errors.Is(err, net.ErrClosed) {
		t.Errorf("reading when all is closed: %v", err)
	}
	if _, err := dialer.dialContext(t.Context(), "tcp", l.Addr().String()); !errors.Is(err, net.ErrClosed) {
		t.Errorf("connecting when all is closed: %v", err)
	}
	if conn.Close(); len(dialer.conns) > 0 {
		t.Errorf("%d connections are kept", len(dialer.conns))
	}
}
