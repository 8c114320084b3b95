package browsertest

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

//go:embed find.js
var findJS string

// answer is what a function of find.js returns.
type answer struct {
	Error      string   `json:"error"`
	Done       bool     `json:"done"`
	Empty      bool     `json:"empty"`
	X          float64  `json:"x"`
	Y          float64  `json:"y"`
	Text       string   `json:"text"`
	List       []string `json:"list"`
	Width      int64    `json:"width"`
	Height     int64    `json:"height"`
	WiderThan  bool     `json:"wide"`
	LongerThan bool     `json:"long"`
}

// Go opens an address and waits until the page has come to rest. Any HTTP
// status will do; see Status.
func (p *Page) Go(address string) {
	p.t.Helper()
	p.watch.reset()
	p.do("open "+address, chromedp.Navigate(address))
	p.settle()
}

// Reload opens the page again.
func (p *Page) Reload() {
	p.t.Helper()
	p.watch.reset()
	p.do("reload", chromedp.Reload())
	p.settle()
}

// Back goes back in the tab's history.
func (p *Page) Back() {
	p.t.Helper()
	p.watch.reset()
	// Not chromedp.NavigateBack: it waits for a load, and a page from the
	// browser's back-forward cache has none.
	history, err := run(p, chromedp.NavigationEntries())
	if err != nil || history.CurrentIndex < 1 {
		p.t.Fatalf("go back: no page before this one (%v)", err)
	}
	before := history.Entries[history.CurrentIndex-1].ID
	p.do("go back", call(page.NavigateToHistoryEntry, page.NavigateToHistoryEntryParams{EntryID: before}))
	p.settle()
}

// URL is the address of the page.
func (p *Page) URL() string {
	p.t.Helper()
	address, err := run(p, chromedp.Location())
	if err != nil {
		p.t.Fatalf("address of the page: %v", err)
	}
	return address
}

// Status is the HTTP status of the page.
func (p *Page) Status() int {
	p.watch.mu.Lock()
	defer p.watch.mu.Unlock()
	return int(p.watch.status)
}

// Title is the title of the page.
func (p *Page) Title() string {
	p.t.Helper()
	return Eval[string](p, "document.title")
}

// Text is what the page shows, with single spaces; after Within, what the
// boxes show that hold its text.
func (p *Page) Text() string { p.t.Helper(); return p.ask("page", p.scope).Text }

// Texts are the texts of the visible elements of a CSS selector.
func (p *Page) Texts(css string) []string { p.t.Helper(); return p.ask("texts", css).List }

// Value is what is in a field: its text, the option chosen, "on" or "" for a
// choice.
func (p *Page) Value(label string) string { p.t.Helper(); return p.ask("valueOf", label, p.scope).Text }

// Focused is the name of the field, link or button that the keyboard is at, ""
// for none.
func (p *Page) Focused() string { p.t.Helper(); return p.ask("focused").Text }

// See waits until the page shows a text.
func (p *Page) See(text string) { p.t.Helper(); p.ask("see", text, p.scope) }

// NotSee fails when the page, come to rest, shows a text.
func (p *Page) NotSee(text string) {
	p.t.Helper()
	p.settle()
	if strings.Contains(p.Text(), text) {
		p.t.Errorf("%q is to be seen on %s", text, p.URL())
	}
}

// Scrolls reports whether the page is longer, and whether it is wider, than
// its viewport.
func (p *Page) Scrolls() (down, sideways bool) {
	p.t.Helper()
	a := p.ask("extent")
	return a.LongerThan, a.WiderThan
}

// Within is the page narrowed to the smallest row, list item, field set or
// section that shows a text: p.Within("H49.12-…").Click("Mở").
func (p *Page) Within(text string) *Page {
	narrow := *p
	narrow.scope = text
	return &narrow
}

// Fill types a text into the field with that label, in place of what was
// there; an option's text chooses it, dates and times are "2006-01-02" and
// "15:04". A part of the label will do when only one field has it.
func (p *Page) Fill(label, text string) {
	p.t.Helper()
	a := p.ask("begin", label, p.scope, text)
	switch {
	case a.Done:
	case text != "":
		p.do("type "+text, call(input.InsertText, input.InsertTextParams{Text: text}))
	case !a.Empty:
		p.do("empty "+label, chromedp.KeyEvent(kb.Backspace))
	}
	p.settle()
}

// Check ticks the box or takes the choice with that label.
func (p *Page) Check(label string) { p.t.Helper(); p.click(p.ask("pointCheck", label, p.scope, true)) }

// Uncheck takes the tick away.
func (p *Page) Uncheck(label string) {
	p.t.Helper()
	p.click(p.ask("pointCheck", label, p.scope, false))
}

// Click clicks the link or button with that name, where a mouse would hit it,
// and waits until the page has come to rest.
func (p *Page) Click(name string) { p.t.Helper(); p.click(p.ask("pointAction", name, p.scope)) }

func (p *Page) click(a answer) {
	p.t.Helper()
	if a.Done {
		return
	}
	press := func(kind input.DispatchMouseEventType, buttons int64) chromedp.Action[chromedp.Void] {
		return call(input.DispatchMouseEvent, input.DispatchMouseEventParams{
			Type: kind, X: a.X, Y: a.Y, Button: input.MouseButtonLeft, Buttons: buttons, ClickCount: 1,
		})
	}
	p.do("click", press(chromedp.MouseMoved, 0), press(chromedp.MousePressed, 1), press(chromedp.MouseReleased, 0))
	p.settle()
}

// Type types keys where the keyboard is, one after another, as a scanner does;
// "\r" is Enter.
func (p *Page) Type(keys string) {
	p.t.Helper()
	p.do("type", chromedp.KeyEvent(keys))
	p.settle()
}

// Press presses one key, with Alt, Ctrl or Shift before it: "F4", "Alt+S",
// "Enter", "Tab", "Shift+Tab", "Escape", "ArrowDown".
func (p *Page) Press(key string) {
	p.t.Helper()
	names := strings.Split(key, "+")
	var with []chromedp.Modifier
	for _, name := range names[:len(names)-1] {
		m, ok := modifiers[name]
		if !ok {
			p.t.Fatalf("no modifier %q", name)
		}
		with = append(with, m)
	}
	last := names[len(names)-1]
	code, ok := keys[last]
	if !ok {
		code = strings.ToLower(last)
	}
	p.do("press "+key, chromedp.KeyEvent(code, chromedp.KeyModifiers(with...)))
	p.settle()
}

var modifiers = map[string]chromedp.Modifier{"Alt": chromedp.ModifierAlt, "Ctrl": chromedp.ModifierCtrl, "Shift": chromedp.ModifierShift}

var keys = map[string]string{
	"Enter": kb.Enter, "Tab": kb.Tab, "Escape": kb.Escape, "Backspace": kb.Backspace, "Delete": kb.Delete, "Space": " ",
	"ArrowUp": kb.ArrowUp, "ArrowDown": kb.ArrowDown, "ArrowLeft": kb.ArrowLeft, "ArrowRight": kb.ArrowRight,
	"Home": kb.Home, "End": kb.End, "PageUp": kb.PageUp, "PageDown": kb.PageDown,
	"F1": kb.F1, "F2": kb.F2, "F3": kb.F3, "F4": kb.F4, "F5": kb.F5, "F6": kb.F6,
	"F7": kb.F7, "F8": kb.F8, "F9": kb.F9, "F10": kb.F10, "F11": kb.F11, "F12": kb.F12,
}

// Attach gives files to the file field with that label.
func (p *Page) Attach(label string, paths ...string) {
	p.t.Helper()
	var files []string
	for _, path := range paths {
		full, err := filepath.Abs(path)
		if err != nil {
			p.t.Fatal(err)
		}
		files = append(files, full)
	}
	node, err := run(p, chromedp.Evaluate[*runtime.RemoteObject](script("fileField", label, p.scope)))
	if err != nil || node.ObjectID == "" {
		p.t.Fatalf("no one file field named %q (%v)", label, err)
	}
	p.do("attach", call(dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: files, ObjectID: node.ObjectID}))
	p.settle()
}

// Get fetches an address with the tab's cookies and without the tab: a PDF or
// a CSV file that the browser would save.
func (p *Page) Get(address string) (*http.Response, []byte) {
	p.t.Helper()
	jar, err := run(p, func(ctx context.Context, s *chromedp.Target) (network.GetCookiesResult, error) {
		return cdp.Call(ctx, s, network.GetCookies, network.GetCookiesParams{URLs: []string{address}})
	})
	if err != nil {
		p.t.Fatalf("cookies: %v", err)
	}
	request, err := http.NewRequestWithContext(p.ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, c := range jar.Cookies {
		request.AddCookie(&http.Cookie{Name: c.Name, Value: c.Value})
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		p.t.Fatalf("get %s: %v", address, err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		p.t.Fatalf("get %s: %v", address, err)
	}
	return response, body
}

// Eval evaluates JavaScript on the page. Tests of what people do need it
// rarely.
func Eval[T any](p *Page, expression string) T {
	p.t.Helper()
	v, err := run(p, chromedp.Evaluate[T](expression))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// run runs one action within the patience for pages.
func run[T any](p *Page, action chromedp.Action[T]) (T, error) {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, action)
}

// script is a call of a function of find.js.
func script(function string, args ...any) string {
	words := make([]string, len(args))
	for i, a := range args {
		b, err := json.Marshal(a)
		if err != nil {
			panic(err) // strings and truth values only
		}
		words[i] = string(b)
	}
	return fmt.Sprintf("(() => {%s\nreturn %s(%s)})()", findJS, function, strings.Join(words, ", "))
}

// ask calls a function of find.js until it answers without an error.
func (p *Page) ask(function string, args ...any) answer {
	p.t.Helper()
	end := time.Now().Add(patience)
	for {
		a, err := run(p, chromedp.Evaluate[answer](script(function, args...)))
		switch {
		case err == nil && a.Error == "":
			return a
		case time.Now().After(end) && err != nil:
			p.t.Fatalf("%s %q: %v", function, args, err)
		case time.Now().After(end):
			p.t.Fatalf("%s: %s (at %s, status %d)", function, a.Error, p.URL(), p.Status())
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// settle waits until the page has loaded and asks nothing more of the server.
func (p *Page) settle() {
	p.t.Helper()
	const moment = 80 * time.Millisecond
	end := time.Now().Add(patience)
	time.Sleep(moment / 4) // a click's request begins in the next task of the page
	for quietSince := time.Now(); ; {
		state, err := run(p, chromedp.Evaluate[string]("document.readyState"))
		switch {
		case err != nil || state != "complete" || !p.watch.quiet(moment):
			quietSince = time.Now()
		case time.Since(quietSince) >= moment:
			return
		}
		if time.Now().After(end) {
			p.t.Fatalf("the page does not come to rest (%s, %v; requests under way: %v)", state, err, p.watch.underway())
		}
		time.Sleep(10 * time.Millisecond)
	}
}
