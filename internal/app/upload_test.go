package app_test

import (
	"bufio"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"motcua/internal/app/apptest"
	"motcua/internal/identity"
)

// TestUploadsAreBounded: a body that says it is too large is refused before it
// is read, and one token cannot hold many large bodies open.
func TestUploadsAreBounded(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	sender := token(t, e, "cong-dan-1", identity.ScopeFilesSend)
	begin := func(length int) *bufio.Reader {
		t.Helper()
		c, err := net.Dial("tcp", strings.TrimPrefix(e.URL, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Close() })
		if _, err := fmt.Fprintf(c, "POST /api/v1/files?name=a.png HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: application/octet-stream\r\nContent-Length: %d\r\n\r\nx", sender.token, length); err != nil {
			t.Fatal(err)
		}
		if err := c.SetReadDeadline(time.Now().Add(20 * time.Second)); err != nil {
			t.Fatal(err)
		}
		return bufio.NewReader(c)
	}
	status := func(r *bufio.Reader) string {
		t.Helper()
		line, err := r.ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		return line
	}
	if got := status(begin(999_999_999)); !strings.Contains(got, " 413 ") {
		t.Errorf("a body announced too large: %s", got)
	}
	refused := make(chan bool, 6)
	for range 6 { // all come in slowly; the server takes two of them
		r := begin(19 << 20)
		go func() {
			line, err := r.ReadString('\n')
			refused <- err == nil && strings.Contains(line, " 429 ")
		}()
	}
	for range 4 {
		if !<-refused {
			t.Fatal("one token holds any number of bodies open")
		}
	}
}
