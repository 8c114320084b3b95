package api

import (
	"errors"
	"io"
	"net"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

//nolint:gochecknoglobals // sentinels
var (
	errCut = &Problem{
		Type: "about:blank", Title: "bad request", Status: http.StatusBadRequest, Code: "api.body_cut",
		Detail: "The body broke off before its end and was not used; nothing was changed. Please send all of it again.",
		VI:     "Nội dung gửi lên bị đứt giữa chừng nên không được xử lý; chưa có gì thay đổi. Xin gửi lại toàn bộ.",
	}
	errLate = &Problem{
		Type: "about:blank", Title: "request timeout", Status: http.StatusRequestTimeout, Code: "api.body_late",
		Detail: "The body did not come in time and was not used; nothing was changed. Please send it again.",
		VI:     "Nội dung gửi lên đến quá chậm nên không được xử lý; chưa có gì thay đổi. Xin gửi lại.",
	}
)

// wholeBody answers for a body that broke off or came too slowly: that is the
// sender's matter, while huma takes the first for a failure of ours.
func wholeBody(c huma.Context, next func(huma.Context)) { next(&bodyContext{under: c}) }

// under is a context below another; its own name is that of its method Context.
type under = huma.Context

// bodyContext watches how the body is read, and answers in place of whoever
// answers after it could not be.
type bodyContext struct {
	under
	failed   *Problem // of reading
	answered bool
}

// Unwrap is the context below.
func (c *bodyContext) Unwrap() huma.Context { return c.under }

// BodyReader is the body, its failures noted.
func (c *bodyContext) BodyReader() io.Reader { return bodyReader{c.under.BodyReader(), c} }

// SetStatus answers instead when the body could not be read.
func (c *bodyContext) SetStatus(status int) {
	switch {
	case c.failed == nil:
		c.under.SetStatus(status)
	case !c.answered:
		c.answered = true
		c.under.SetHeader("Connection", "close") // the rest of the body cannot be told from a next request
		writeProblem(c.under, c.failed)
	}
}

// BodyWriter is where the answer goes: nowhere when it was given already.
func (c *bodyContext) BodyWriter() io.Writer {
	if c.answered {
		return io.Discard
	}
	return c.under.BodyWriter()
}

type bodyReader struct {
	io.Reader
	c *bodyContext
}

// Read reads, and notes a failure.
func (r bodyReader) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		r.c.failed = errCut
		var timeout net.Error
		if errors.As(err, &timeout) && timeout.Timeout() {
			r.c.failed = errLate
		}
	}
	return n, err
}

// Close closes the body.
func (r bodyReader) Close() error {
	if c, ok := r.Reader.(io.Closer); ok {
		return c.Close()
	}
	return nil
}
