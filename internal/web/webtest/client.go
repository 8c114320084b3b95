package webtest

import (
	"bytes"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Client is a browser without JavaScript: it keeps cookies, follows redirects
// and fails the test on any page that Check refuses.
type Client struct {
	tb   testing.TB
	base string
	http *http.Client
}

// NewClient serves h on a local port until the test ends.
func NewClient(tb testing.TB, h http.Handler) *Client {
	tb.Helper()
	server := httptest.NewServer(h)
	tb.Cleanup(server.Close)
	jar, err := cookiejar.New(nil)
	if err != nil {
		tb.Fatal(err)
	}
	return &Client{tb: tb, base: server.URL, http: &http.Client{Jar: jar}}
}

// Fresh is another browser on the same site.
func (c *Client) Fresh() *Client {
	jar, err := cookiejar.New(nil)
	if err != nil {
		c.tb.Fatal(err)
	}
	return &Client{tb: c.tb, base: c.base, http: &http.Client{Jar: jar}}
}

// Page is one answer.
type Page struct {
	tb     testing.TB
	Status int
	Path   string // with query, after redirects
	Header http.Header
	Body   string
	root   *html.Node
}

// Get fetches a path and checks the page if it is one.
func (c *Client) Get(path string) *Page {
	c.tb.Helper()
	return c.do(http.MethodGet, path, "", nil)
}

// Post sends fields to a path as a form of our own pages would.
func (c *Client) Post(path string, fields url.Values) *Page {
	c.tb.Helper()
	return c.do(http.MethodPost, path, "application/x-www-form-urlencoded", strings.NewReader(fields.Encode()))
}

// PostBody sends any body, for uploads and bad input.
func (c *Client) PostBody(path, contentType string, body io.Reader) *Page {
	c.tb.Helper()
	return c.do(http.MethodPost, path, contentType, body)
}

// Submit sends the form with that id on a page ("" is the last form of <main>)
// with its hidden fields and present values; fields replace or add values.
func (c *Client) Submit(p *Page, formID string, fields url.Values) *Page {
	c.tb.Helper()
	form := p.form(formID)
	if form == nil {
		c.tb.Fatalf("%s has no form %q", p.Path, formID)
	}
	values := formValues(form)
	for k, v := range fields {
		values[k] = v
	}
	action, _ := attr(form, "action")
	if action == "" {
		action = p.Path
	}
	if method, _ := attr(form, "method"); !strings.EqualFold(method, "post") {
		path, _, _ := strings.Cut(action, "#") // a browser puts the values before the fragment
		path, _, _ = strings.Cut(path, "?")
		return c.Get(path + "?" + values.Encode())
	}
	return c.Post(action, values)
}

func (c *Client) do(method, path, contentType string, body io.Reader) *Page {
	c.tb.Helper()
	req, err := http.NewRequestWithContext(c.tb.Context(), method, c.base+path, body)
	if err != nil {
		c.tb.Fatal(err)
	}
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
		req.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	res, err := c.http.Do(req)
	if err != nil {
		c.tb.Fatalf("%s %s: %v", method, path, err)
	}
	defer func() { _ = res.Body.Close() }()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		c.tb.Fatalf("%s %s: %v", method, path, err)
	}
	p := &Page{tb: c.tb, Status: res.StatusCode, Path: res.Request.URL.RequestURI(), Header: res.Header, Body: string(b)}
	if strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
		for _, w := range Check(bytes.NewReader(b)) {
			c.tb.Errorf("%s %s: %s", method, p.Path, w)
		}
		if p.root, err = html.Parse(bytes.NewReader(b)); err != nil {
			c.tb.Fatal(err)
		}
	}
	return p
}

// Text is what can be read on the page.
func (p *Page) Text() string {
	if p.root == nil {
		return p.Body
	}
	return text(p.root)
}

// Wants fails unless the page has that status and every one of the words.
func (p *Page) Wants(status int, words ...string) *Page {
	p.tb.Helper()
	if p.Status != status {
		p.tb.Errorf("%s: status %d, want %d\n%s", p.Path, p.Status, status, p.Text())
	}
	for _, w := range words {
		if !strings.Contains(p.Text(), w) {
			p.tb.Errorf("%s does not say %q:\n%s", p.Path, w, p.Text())
		}
	}
	return p
}

// Lacks fails if the page says any of the words, anywhere in its source.
func (p *Page) Lacks(words ...string) *Page {
	p.tb.Helper()
	for _, w := range words {
		if strings.Contains(p.Body, w) {
			p.tb.Errorf("%s says %q", p.Path, w)
		}
	}
	return p
}

// Value is the present value of a field anywhere on the page.
func (p *Page) Value(name string) string {
	if p.root == nil {
		return ""
	}
	return formValues(p.root).Get(name)
}

// Link is the address of the first link with those words, "" if there is none.
func (p *Page) Link(words string) string {
	var found string
	each(p.root, func(n *html.Node) {
		if found == "" && n.Data == "a" && strings.Contains(text(n), words) {
			found, _ = attr(n, "href")
		}
	})
	return found
}

func (p *Page) form(id string) *html.Node {
	var found *html.Node
	each(p.root, func(n *html.Node) {
		if n.Data != "form" {
			return
		}
		if own, _ := attr(n, "id"); id != "" && own == id || id == "" && inside(n, "main") {
			found = n
		}
	})
	return found
}

func each(n *html.Node, do func(*html.Node)) {
	if n == nil {
		return
	}
	if n.Type == html.ElementNode {
		do(n)
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		each(k, do)
	}
}

// formValues is what a browser would send, without any button's value.
func formValues(form *html.Node) url.Values {
	values := url.Values{}
	each(form, func(n *html.Node) {
		name, _ := attr(n, "name")
		if _, off := attr(n, "disabled"); name == "" || off {
			return
		}
		switch n.Data {
		case "input":
			kind, _ := attr(n, "type")
			v, _ := attr(n, "value")
			_, checked := attr(n, "checked")
			if kind == "file" || kind == "submit" || (kind == "radio" || kind == "checkbox") && !checked {
				return
			}
			values.Add(name, v)
		case "textarea":
			values.Add(name, strings.TrimPrefix(raw(n), "\n"))
		case "select":
			values.Add(name, selected(n))
		}
	})
	return values
}

func selected(n *html.Node) string {
	var first, chosen *html.Node
	each(n, func(o *html.Node) {
		if o.Data != "option" {
			return
		}
		if first == nil {
			first = o
		}
		if _, ok := attr(o, "selected"); ok {
			chosen = o
		}
	})
	if chosen == nil {
		chosen = first
	}
	if chosen == nil {
		return ""
	}
	v, ok := attr(chosen, "value")
	if !ok {
		return text(chosen)
	}
	return v
}

func raw(n *html.Node) string {
	var b strings.Builder
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if k.Type == html.TextNode {
			b.WriteString(k.Data)
		}
	}
	return b.String()
}
