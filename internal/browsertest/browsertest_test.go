package browsertest

import (
	"fmt"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestMain(m *testing.M) { Main(m) }

// site is a small site of the kind that the harness is for: forms that post
// and redirect, a strict policy, a module that enhances.
func site(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	page := func(w http.ResponseWriter, status int, body string) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'")
		w.WriteHeader(status)
		_, _ = fmt.Fprintf(w, `<!doctype html><html lang="vi"><head><title>Một cửa</title><meta name="viewport" content="width=device-width"><script type="module" src="/app.js"></script></head><body><main>%s</main></body></html>`, body)
	}
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		page(w, http.StatusOK, `<h1>Tìm thủ tục</h1>
			<form method="post" action="/search"><p><label for="q">Từ khóa</label> <input id="q" name="q" value="cũ"></p>
			<p><label for="level">Cấp</label> <select id="level" name="level"><option value="1">Tỉnh</option><option value="2">Xã</option></select></p>
			<p><label for="day">Ngày</label> <input id="day" name="day" type="date"></p>
			<p><input type="checkbox" id="own" name="own" value="1"> <label for="own">Chỉ tỉnh này</label></p>
			<button>Tìm</button></form>
			<ul><li>Hồ sơ A <a href="/a">Mở</a></li><li>Hồ sơ B <a href="/b">Mở</a></li></ul>
			<p id="live">Chưa có mô-đun</p>`)
	})
	mux.HandleFunc("POST /search", func(w http.ResponseWriter, r *http.Request) {
		if r.FormValue("q") == "" {
			page(w, http.StatusUnprocessableEntity, `<h1>Chưa có từ khóa</h1>`)
			return
		}
		http.SetCookie(w, &http.Cookie{Name: "q", Value: "1", Path: "/", HttpOnly: true})
		http.Redirect(w, r, "/found?"+r.Form.Encode(), http.StatusSeeOther)
	})
	mux.HandleFunc("GET /found", func(w http.ResponseWriter, r *http.Request) {
		page(w, http.StatusOK, fmt.Sprintf(`<h1>Kết quả</h1><p>q=%s level=%s day=%s own=%s</p>`, r.FormValue("q"), r.FormValue("level"), r.FormValue("day"), r.FormValue("own")))
	})
	for _, name := range []string{"a", "b"} {
		mux.HandleFunc("GET /"+name, func(w http.ResponseWriter, _ *http.Request) { page(w, http.StatusOK, "<h1>Trang "+name+"</h1>") })
	}
	mux.HandleFunc("GET /inline", func(w http.ResponseWriter, _ *http.Request) {
		page(w, http.StatusOK, `<h1 style="color:red">Kiểu chèn thẳng</h1>`)
	})
	mux.HandleFunc("GET /broken", func(w http.ResponseWriter, _ *http.Request) {
		page(w, http.StatusOK, `<h1>Hỏng</h1><img src="/none.png" alt="không có"><img alt="nơi khác" src="http://example.invalid/x.png">`)
	})
	mux.HandleFunc("GET /unlabelled", func(w http.ResponseWriter, _ *http.Request) {
		page(w, http.StatusOK, `<h1>Thiếu nhãn</h1><input name="x">`)
	})
	mux.HandleFunc("GET /upload", func(w http.ResponseWriter, _ *http.Request) {
		page(w, http.StatusOK, `<h1>Nộp</h1><form method="post" enctype="multipart/form-data"><label for="f">Bản chụp</label><input id="f" name="f" type="file"><button>Gửi</button></form>`)
	})
	mux.HandleFunc("POST /upload", func(w http.ResponseWriter, r *http.Request) {
		f, h, err := r.FormFile("f")
		if err != nil {
			page(w, http.StatusBadRequest, "<h1>Không có tệp</h1>")
			return
		}
		b, _ := io.ReadAll(f)
		page(w, http.StatusOK, fmt.Sprintf("<h1>Đã nhận</h1><p>%s: %d byte</p>", h.Filename, len(b)))
	})
	mux.HandleFunc("GET /file", func(w http.ResponseWriter, r *http.Request) {
		if _, err := r.Cookie("q"); err != nil {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		w.Header().Set("Content-Disposition", "attachment")
		_, _ = io.WriteString(w, "a,b\n")
	})
	mux.HandleFunc("GET /slow", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "Có mô-đun") })
	mux.HandleFunc("GET /app.js", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		_, _ = io.WriteString(w, `
			const live = document.getElementById("live");
			if (live) live.textContent = await (await fetch("/slow")).text();
			document.addEventListener("keydown", (e) => { if (e.altKey && e.key === "m") location.href = "/a"; if (e.key === "F4") location.href = "/b"; });`)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func TestForm(t *testing.T) {
	t.Parallel()
	for name, options := range map[string][]Option{
		"with JavaScript":    nil,
		"without JavaScript": {WithoutJavaScript},
	} {
		t.Run("is filled and sent "+name, func(t *testing.T) {
			t.Parallel()
			p := Open(t, options...)
			p.Go(site(t))
			p.Fill("Từ khóa", "Đăng ký khai sinh")
			p.Fill("Cấp", "Xã")
			p.Fill("Ngày", "2026-11-24")
			p.Check("Chỉ tỉnh này")
			if got := p.Value("Từ khóa"); got != "Đăng ký khai sinh" {
				t.Errorf("the field holds %q", got)
			}
			p.Click("Tìm")
			p.See("q=Đăng ký khai sinh level=2 day=2026-11-24 own=1")
			if p.Status() != http.StatusOK || !strings.Contains(p.URL(), "/found?") || p.Title() != "Một cửa" {
				t.Errorf("status %d at %s, %q", p.Status(), p.URL(), p.Title())
			}
			p.Axe()
		})
	}
	t.Run("is emptied", func(t *testing.T) {
		t.Parallel()
		p := Open(t)
		p.Go(site(t))
		p.Fill("Từ khóa", "")
		p.Click("Tìm")
		if p.See("Chưa có từ khóa"); p.Status() != http.StatusUnprocessableEntity {
			t.Errorf("status %d", p.Status())
		}
		p.Back()
		p.See("Tìm thủ tục")
	})
}

func TestPage(t *testing.T) {
	t.Parallel()
	t.Run("is read, also what a module adds", func(t *testing.T) {
		t.Parallel()
		p := Open(t, Phone)
		p.Go(site(t))
		p.See("Có mô-đun")
		p.NotSee("Chưa có mô-đun")
		if got := p.Texts("h1"); len(got) != 1 || got[0] != "Tìm thủ tục" {
			t.Errorf("headings %q", got)
		}
		if width := Eval[int](p, "innerWidth"); width != 360 {
			t.Errorf("%d wide", width)
		}
		if _, sideways := p.Scrolls(); sideways {
			t.Error("scrolls sideways")
		}
	})
	t.Run("shows no module without JavaScript", func(t *testing.T) {
		t.Parallel()
		p := Open(t, WithoutJavaScript)
		p.Go(site(t))
		p.See("Chưa có mô-đun")
		p.Axe()
		p.Reload()
		p.See("Chưa có mô-đun")
	})
	t.Run("is narrowed to a row", func(t *testing.T) {
		t.Parallel()
		p := Open(t)
		p.Go(site(t))
		p.Within("Hồ sơ B").Click("Mở")
		p.See("Trang b")
	})
	t.Run("obeys keys", func(t *testing.T) {
		t.Parallel()
		p := Open(t)
		p.Go(site(t))
		p.See("Có mô-đun")
		p.Press("Tab")
		if got := p.Focused(); got != "Từ khóa" {
			t.Errorf("the keyboard is at %q", got)
		}
		p.Type("quét\r")
		p.See("q=quét")
		p.Press("Alt+M")
		p.See("Trang a")
		p.Press("F4")
		p.See("Trang b")
	})
	t.Run("sends files and fetches them", func(t *testing.T) {
		t.Parallel()
		file := filepath.Join(t.TempDir(), "bản chụp.txt")
		if err := os.WriteFile(file, []byte("12345"), 0o600); err != nil {
			t.Fatal(err)
		}
		p, home := Open(t), site(t)
		p.Go(home + "/upload")
		p.Attach("Bản chụp", file)
		p.Click("Gửi")
		p.See("bản chụp.txt: 5 byte")
		if response, _ := p.Get(home + "/file"); response.StatusCode != http.StatusForbidden {
			t.Errorf("without the cookie %d", response.StatusCode)
		}
		p.Go(home)
		p.Click("Tìm")
		if response, body := p.Get(home + "/file"); response.StatusCode != http.StatusOK || string(body) != "a,b\n" {
			t.Errorf("with the cookie %d %q", response.StatusCode, body)
		}
	})
	t.Run("is told as a screen reader tells it", func(t *testing.T) {
		t.Parallel()
		p := Open(t)
		p.Go(site(t))
		p.See("Có mô-đun")
		tree := p.Tree()
		for _, want := range []string{`heading "Tìm thủ tục" level:1`, `textbox "Từ khóa" = "cũ"`, `checkbox "Chỉ tỉnh này"`, `button "Tìm"`, `"Có mô-đun"`} {
			if !strings.Contains(tree, want) {
				t.Errorf("no %s in\n%s", want, tree)
			}
		}
	})
	t.Run("is drawn at the width asked for", func(t *testing.T) {
		t.Parallel()
		p := Open(t)
		p.Go(site(t))
		f, err := os.Open(p.Screenshot("home", 500))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = f.Close() }()
		picture, err := png.DecodeConfig(f)
		if err != nil || picture.Width != 500 {
			t.Errorf("%d wide, %v", picture.Width, err)
		}
		p.Print(true)
		if !Eval[bool](p, `matchMedia("print").matches`) {
			t.Error("not as on paper")
		}
	})
}

// spy collects failures instead of failing.
type spy struct {
	testing.TB
	said *strings.Builder
}

func (s spy) Helper()           {}
func (s spy) Error(args ...any) { fmt.Fprintln(s.said, args...) }

func TestFaults(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		path string
		want []string
	}{
		"an inline style breaks the policy": {"/inline", []string{"Content Security Policy"}},
		"a picture is missing":              {"/broken", []string{"/none.png answered 404", "asks another host"}},
		"a field has no label":              {"/unlabelled", []string{"axe: label (critical)"}},
	} {
		t.Run("are found: "+name, func(t *testing.T) {
			t.Parallel()
			said := &strings.Builder{}
			t.Run("page", func(t *testing.T) {
				home := site(t)
				p := Open(t)
				p.t = spy{t, said}
				p.Go(home + c.path)
				p.Axe()
				for _, problem := range p.watch.problems() {
					fmt.Fprintln(said, problem)
				}
				p.watch.found = nil // they were wanted here
			})
			for _, want := range c.want {
				if !strings.Contains(said.String(), want) {
					t.Errorf("%q was not found in: %s", want, said)
				}
			}
		})
	}
}
