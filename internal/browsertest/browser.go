package browsertest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"motcua/internal/present"
)

// patience is how long a page may take to show what a test waits for. It is
// long because a machine that runs many tests at once is slow, and costs
// nothing where the page is right.
const patience = time.Minute

// browser is the one Chromium of this test binary, started by the first Open.
type browser struct {
	once   sync.Once
	ctx    context.Context //nolint:containedctx // chromedp keeps its browser in a context
	cancel func()
	err    error
	folder string
	main   bool
}

var shared browser

// Main runs the tests of a package and stops the browser afterwards. Call it
// from TestMain.
func Main(m *testing.M) {
	os.Exit(shared.run(m))
}

func (b *browser) run(m *testing.M) int {
	b.main = true
	defer b.stop()
	return m.Run()
}

// program is the browser's path, "" when there is none.
func program() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

func (b *browser) start(path string) {
	b.folder, b.err = os.MkdirTemp("", "motcua-chromium-")
	if b.err != nil {
		return
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.UserDataDir(b.folder),
		chromedp.NoSandbox, // the tests run as root on the integration machine
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("lang", "vi"),
		chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("font-render-hinting", "none"),
		chromedp.WSURLReadTimeout(time.Minute),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	b.ctx, b.cancel = ctx, func() { cancel(); stop() }
	b.err = chromedp.Do(ctx) // starts the process
}

func (b *browser) stop() {
	if b.cancel != nil {
		b.cancel()
	}
	if b.folder != "" {
		_ = os.RemoveAll(b.folder) // a late write of the browser's; the folder is temporary
	}
}

// Option changes how a page is opened.
type Option func(*Page)

// Desk is the screen of a counter, 1366×768 less what the browser takes.
func Desk(p *Page) { p.width, p.height = 1366, 625 }

// Desk125 is Desk at 125 % zoom.
func Desk125(p *Page) { p.width, p.height, p.scale = 1093, 500, 1.25 }

// Phone is a small telephone, 360×740.
func Phone(p *Page) { p.width, p.height, p.mobile = 360, 740, true }

// WithoutJavaScript opens a page whose scripts do not run.
func WithoutJavaScript(p *Page) { p.noScript = true }

// Expect allows problems whose text contains part: a test that provokes one.
func Expect(part string) Option {
	return func(p *Page) { p.watch.expected = append(p.watch.expected, part) }
}

// Page is a tab. Its methods fail the test when the page does not do what they
// say; they wait up to a minute for it.
type Page struct {
	t             testing.TB
	ctx           context.Context //nolint:containedctx // chromedp keeps its tab in a context
	watch         *watch
	width, height int64
	scale         float64
	mobile        bool
	noScript      bool
	scope         string // see Within
}

// Open opens a tab with no cookies, at the size of Desk unless an option says
// otherwise. Without a browser the test is skipped, under CI=true failed.
func Open(t testing.TB, options ...Option) *Page {
	t.Helper()
	path := program()
	present.OrSkip(t, "Chromium", path != "", "apt-get install chromium")
	if !shared.main {
		t.Fatal("the package needs func TestMain(m *testing.M) { browsertest.Main(m) }")
	}
	shared.once.Do(func() { shared.start(path) })
	if shared.err != nil {
		t.Fatalf("Chromium did not start: %v", shared.err)
	}
	p := &Page{t: t, watch: newWatch(), scale: 1}
	Desk(p)
	for _, o := range options {
		o(p)
	}
	ctx, cancel := chromedp.NewContext(shared.ctx, chromedp.WithNewBrowserContext())
	p.ctx = ctx
	t.Cleanup(func() {
		cancel()
		for _, problem := range p.watch.problems() {
			t.Error("browser: " + problem)
		}
	})
	if err := chromedp.Listen(ctx, p.watch.event); err != nil {
		t.Fatalf("open a tab: %v", err)
	}
	p.do("set up the tab", chromedp.Func(func(ctx context.Context, s *chromedp.Target) error {
		return p.watch.enable(ctx, s)
	}))
	p.Size(p.width, p.height)
	p.scripts(!p.noScript)
	return p
}

// Size changes the size of the viewport, in CSS pixels.
func (p *Page) Size(width, height int64) {
	p.t.Helper()
	p.width, p.height = width, height
	p.do("change the size", call(emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: width, Height: height, DeviceScaleFactor: p.scale, Mobile: p.mobile,
	}))
}

// Print shows the page as on paper, or on the screen again.
func (p *Page) Print(on bool) {
	p.t.Helper()
	media := "screen"
	if on {
		media = "print"
	}
	p.do("change the medium", call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media}))
}

func (p *Page) scripts(on bool) {
	p.t.Helper()
	p.do("switch scripts", call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on}))
}

// call makes a step of a protocol command whose answer is not wanted.
func call[P, R any](command cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, s *chromedp.Target) error {
		_, err := cdp.Call(ctx, s, command, params)
		return err
	})
}

// do runs steps within the patience for pages.
func (p *Page) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatalf("%s: %v", what, err)
	}
}

// moduleRoot is the folder of go.mod above the running test.
func moduleRoot() (string, error) {
	folder, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder, nil
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return "", fmt.Errorf("no go.mod above the test's folder")
		}
		folder = parent
	}
}
