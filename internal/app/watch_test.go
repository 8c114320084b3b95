package app_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/internal/app"
	"motcua/internal/app/apptest"
	"motcua/internal/identity"
	"motcua/internal/watch"
	"motcua/internal/web/webtest"
)

// notebook is where a security log goes.
type notebook struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (n *notebook) Write(p []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.b.Write(p)
}

// events are those noted so far, once one of the wanted name is among them.
func (n *notebook) events(t *testing.T, want string) []map[string]any {
	t.Helper()
	for range 500 {
		n.mu.Lock()
		text := n.b.String()
		n.mu.Unlock()
		if strings.Contains(text, `"event":"`+want+`"`) {
			var out []map[string]any
			for line := range strings.Lines(text) {
				var e map[string]any
				if err := json.Unmarshal([]byte(line), &e); err != nil {
					t.Fatal(err, line)
				}
				out = append(out, e)
			}
			return out
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("no %s in %s", want, n.b.String())
	return nil
}

func watched(t *testing.T, c app.WatchConfig) *apptest.Env {
	t.Helper()
	return apptest.NewWith(t, func(config *app.Config) { config.Watch = c })
}

func TestTheSecurityLogOfTheHouse(t *testing.T) {
	t.Parallel()
	n := &notebook{}
	env := watched(t, app.WatchConfig{Security: n})
	officer := env.Client("chuyen-vien")
	last := func(name string) map[string]any {
		all := n.events(t, name)
		for i := len(all) - 1; i >= 0; i-- {
			if all[i]["event"] == name {
				return all[i]
			}
		}
		return nil
	}
	if e := last("sign_in.ok"); e["account"] != env.Account("chuyen-vien") || e["route"] != "POST /dang-nhap/trinh-dien" {
		t.Errorf("sign-in %v", e)
	}
	officer.Get("/quan-tri/suc-khoe")
	if e := last("access.denied"); e["status"] != 403.0 || e["code"] != "web.no_right" || e["account"] != env.Account("chuyen-vien") {
		t.Errorf("refused page %v", e)
	}
	env.Client("").Post("/dang-nhap", url.Values{"account": {"khong-co"}, "password": {"mat khau sai 123"}})
	if e := last("sign_in.failed"); e["account"] != nil || strings.Contains(n.b.String(), "khong-co") {
		t.Errorf("failed sign-in %v", e)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/dang-xuat", nil)
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	env.ServeHTTP(httptest.NewRecorder(), r)
	last("csrf.refused")
	r = httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/api/v1/dossiers", nil)
	r.Header.Set("Authorization", "Bearer mcs_nothing")
	env.ServeHTTP(httptest.NewRecorder(), r)
	if e := last("token.used_denied"); e["status"] != 401.0 || e["route"] != "GET /api/v1/dossiers" {
		t.Errorf("token %v", e)
	}
	officer.Post("/dang-xuat", nil)
	last("session.ended")
}

func TestAnAccountThatAsksTooFastWaits(t *testing.T) {
	t.Parallel()
	n := &notebook{}
	env := watched(t, app.WatchConfig{Security: n, Rates: map[string]watch.Rate{"read": {Burst: 3, Per: 6}}})
	person, other := env.Client("cong-dan-1"), env.Client("cong-dan-2")
	var got *webtest.Page
	for range 8 {
		got = person.Get("/tai-khoan")
		if got.Status == http.StatusTooManyRequests {
			break
		}
	}
	if got.Status != http.StatusTooManyRequests || got.Header.Get("Retry-After") == "" {
		t.Fatalf("status %d, headers %v", got.Status, got.Header)
	}
	page := person.Get("/tai-khoan")
	for _, want := range []string{"Xin chờ một lát", "quá nhiều yêu cầu"} {
		if !strings.Contains(page.Text(), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if status := other.Get("/tai-khoan").Status; status != http.StatusOK {
		t.Errorf("somebody else at the same address gets %d", status)
	}
	if status := env.Client("").Get("/thu-tuc").Status; status != http.StatusOK {
		t.Errorf("somebody without account gets %d", status)
	}
	n.events(t, "access.throttled")
}

// TestATokenThatAsksTooFastWaits: acts and files have rates of their own.
func TestATokenThatAsksTooFastWaits(t *testing.T) {
	t.Parallel()
	env := watched(t, app.WatchConfig{Rates: map[string]watch.Rate{"read": {Burst: 50, Per: 6}, "write": {Burst: 1, Per: 6}, "heavy": {Burst: 2, Per: 6}}})
	who := token(t, env, "cong-dan-1", identity.ScopeDossiersRead, identity.ScopeDossiersFile, identity.ScopeFilesSend)
	send := func(method, path string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), method, "/api/v1"+path, strings.NewReader("{}"))
		r.Header.Set("Authorization", "Bearer "+who.token)
		w := httptest.NewRecorder()
		env.ServeHTTP(w, r)
		return w
	}
	for path, free := range map[string]int{"/dossiers": 1, "/files?name=a.png": 2} {
		for i := range free + 1 {
			w := send(http.MethodPost, path)
			if slow := w.Code == http.StatusTooManyRequests; slow != (i == free) || slow != (w.Header().Get("Retry-After") != "") {
				t.Errorf("POST %s, the %d. time: %d, Retry-After %q", path, i+1, w.Code, w.Header().Get("Retry-After"))
			}
		}
	}
	if w := send(http.MethodGet, "/dossiers"); w.Code != http.StatusOK {
		t.Errorf("reading: %d", w.Code)
	}
}

func TestTheHouseSaysHowItStands(t *testing.T) {
	t.Parallel()
	env := watched(t, app.WatchConfig{})
	page := env.Client("quan-tri").Get("/quan-tri/suc-khoe")
	if page.Status != http.StatusOK {
		t.Fatal(page.Status)
	}
	for _, want := range []string{"Tình trạng hệ thống", "Đang nhận việc", "Việc gần nhất", "Báo cáo", "Chưa cấu hình (--backup-stamp)", "không gửi thư điện tử", "Khớp với chương trình", "Chỗ trống"} {
		if !strings.Contains(page.Text(), want) {
			t.Errorf("the page does not say %q: %s", want, page.Text())
		}
	}
	for path, want := range map[string]int{"/healthz": http.StatusNoContent, "/readyz": http.StatusNoContent} {
		if got := env.Client("").Get(path).Status; got != want {
			t.Errorf("%s answers %d", path, got)
		}
	}
	w := httptest.NewRecorder()
	env.Metrics.Handler().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil))
	for _, want := range []string{`route="GET /quan-tri/suc-khoe"`, `motcua_subscriber_lag_positions{subscriber="report"}`, "motcua_database_bytes", "motcua_figures_readable 1"} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("no %s", want)
		}
	}
	if env.Client("").Get("/metrics").Status != http.StatusNotFound {
		t.Error("metrics are public")
	}
	env.Journal.Close()
	if got := env.Client("").Get("/readyz").Status; got != http.StatusServiceUnavailable {
		t.Errorf("without a journal /readyz answers %d", got)
	}
}
