package app_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/calendar"
	"motcua/internal/identity"
	"motcua/internal/identity/identitydb"
)

// caller speaks to the API with a token.
type caller struct {
	t     *testing.T
	env   *apptest.Env
	token string
}

func token(t *testing.T, e *apptest.Env, key string, scopes ...identity.Scope) caller {
	t.Helper()
	who := e.Actor(key)
	v, err := e.Accounts.IssueToken(t.Context(), identitydb.Act{ID: e.Command(), Account: who.Account, Expect: -1, Actor: who},
		identitydb.NewToken{Label: "kiểm thử", Scopes: scopes, Expires: e.Now() + calendar.Instant(3_600_000_000)})
	if err != nil {
		t.Fatal(err)
	}
	return caller{t, e, v}
}

// call answers the status and the decoded body.
func (c caller) call(method, path, key string, body any) (int, map[string]any) {
	c.t.Helper()
	var r io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			c.t.Fatal(err)
		}
		r = bytes.NewReader(b)
	}
	q, err := http.NewRequestWithContext(c.t.Context(), method, c.env.URL+"/api/v1"+path, r)
	if err != nil {
		c.t.Fatal(err)
	}
	q.Header.Set("Content-Type", "application/json")
	if c.token != "" {
		q.Header.Set("Authorization", "Bearer "+c.token)
	}
	if key != "" {
		q.Header.Set("Idempotency-Key", key)
	}
	res, err := http.DefaultClient.Do(q)
	if err != nil {
		c.t.Fatal(err)
	}
	defer res.Body.Close()
	var out map[string]any
	if err := json.NewDecoder(res.Body).Decode(&out); err != nil {
		c.t.Fatalf("%s %s: %d, %v", method, path, res.StatusCode, err)
	}
	return res.StatusCode, out
}

// upload sends a file and answers what names it in a filing.
func (c caller) upload(name string, content []byte) (int, map[string]any) {
	c.t.Helper()
	q, err := http.NewRequestWithContext(c.t.Context(), http.MethodPost, c.env.URL+"/api/v1/files?name="+url.QueryEscape(name), bytes.NewReader(content))
	if err != nil {
		c.t.Fatal(err)
	}
	q.Header.Set("Content-Type", "application/octet-stream")
	q.Header.Set("Authorization", "Bearer "+c.token)
	res, err := http.DefaultClient.Do(q)
	if err != nil {
		c.t.Fatal(err)
	}
	defer res.Body.Close()
	var out map[string]any
	if err := json.NewDecoder(res.Body).Decode(&out); err != nil {
		c.t.Fatalf("upload: %d, %v", res.StatusCode, err)
	}
	return res.StatusCode, out
}

// filingBody is a filing with the files for each paper.
func filingBody(t *testing.T, e *apptest.Env, files ...map[string]any) map[string]any {
	t.Helper()
	p, _, err := e.Casework.Definition(t.Context(), "1.004873")
	if err != nil {
		t.Fatal(err)
	}
	var papers []map[string]any
	for _, paper := range p.Procedure(e.Now().Date()).Papers("", "online") {
		papers = append(papers, map[string]any{"key": paper.Key, "name": paper.Name.VI, "mark": "submitted", "files": files})
	}
	return map[string]any{
		"procedure": "1.004873", "agency": "ubnd-hong-gai", "place": "hong-gai", "papers": papers,
		"owner": map[string]any{"kind": "citizen", "name": "Phạm Thị Mẫu", "number": "022190000001"},
	}
}

func TestAPI(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	citizen := token(t, e, "cong-dan-1", identity.ScopeDossiersFile, identity.ScopeDossiersRead, identity.ScopeFilesSend)
	officer := token(t, e, "tiep-nhan", identity.ScopeDossiersRead, identity.ScopeDossiersAct)
	stranger := token(t, e, "cong-dan-2", identity.ScopeDossiersRead)
	anyone := caller{t, e, ""}
	status, file := citizen.upload("../../ảnh chụp.png", scan(t, 7))
	if status != http.StatusCreated || file["name"] != "ảnh chụp.png" || file["type"] != "image/png" {
		t.Fatalf("uploaded: %d %v", status, file)
	}
	status, filed := citizen.call("POST", "/dossiers", "nop-lan-1-kiem-thu", filingBody(t, e, file))
	if status != http.StatusCreated || filed["submission"] == "" {
		t.Fatalf("filed: %d %v", status, filed)
	}
	path := "/dossiers/" + filed["id"].(string)
	t.Run("answers a repeated filing with the same dossier", func(t *testing.T) {
		if status, again := citizen.call("POST", "/dossiers", "nop-lan-1-kiem-thu", filingBody(t, e, file)); status != http.StatusCreated || again["id"] != filed["id"] {
			t.Errorf("%d %v", status, again)
		}
	})
	t.Run("refuses a key that was used for another filing", func(t *testing.T) {
		other := filingBody(t, e, file)
		other["note"] = "Một hồ sơ khác"
		if status, body := citizen.call("POST", "/dossiers", "nop-lan-1-kiem-thu", other); status != http.StatusUnprocessableEntity && status != http.StatusConflict || body["code"] != "journal.command_reused" {
			t.Errorf("%d %v", status, body)
		}
	})
	t.Run("keeps a file as its bytes show it, whatever the filing says of it", func(t *testing.T) {
		lie := map[string]any{"hash": file["hash"], "name": "x.png", "type": "text/html", "size": 1}
		_, body := citizen.call("POST", "/dossiers", "", filingBody(t, e, lie))
		kept := body["papers"].([]any)[0].(map[string]any)["files"].([]any)[0].(map[string]any)
		if kept["type"] != "image/png" || kept["size"] != file["size"] || kept["name"] != "x.png" {
			t.Errorf("%v", kept)
		}
	})
	t.Run("takes no file that is only named", func(t *testing.T) {
		for _, hash := range []string{"", " ", "ab"} {
			made := map[string]any{"hash": hash, "name": "gia.pdf", "type": "application/pdf", "size": 10}
			if status, body := citizen.call("POST", "/dossiers", "", filingBody(t, e, made)); status != http.StatusUnprocessableEntity {
				t.Errorf("%q: %d %v", hash, status, body)
			}
		}
	})
	t.Run("takes no filing without its papers' files, nor with files that its account did not send", func(t *testing.T) {
		if status, body := citizen.call("POST", "/dossiers", "", filingBody(t, e)); status != http.StatusUnprocessableEntity || body["code"] != "dossier.paper_missing" {
			t.Errorf("without: %d %v", status, body)
		}
		other := token(t, e, "cong-dan-2", identity.ScopeDossiersFile)
		if status, body := other.call("POST", "/dossiers", "", filingBody(t, e, file)); status != http.StatusUnprocessableEntity || body["code"] != "dossier.foreign_file" {
			t.Errorf("another's: %d %v", status, body)
		}
	})
	t.Run("refuses files that are not what is taken, or too large, and files without the scope", func(t *testing.T) {
		if status, body := citizen.upload("trang.png", []byte("<html><script>alert(1)</script>")); status != http.StatusUnprocessableEntity || body["code"] != "blob.kind" {
			t.Errorf("a web page: %d %v", status, body)
		}
		if status, body := citizen.upload("to.png", append(scan(t, 8), make([]byte, 20<<20)...)); status != http.StatusRequestEntityTooLarge {
			t.Errorf("too large: %d %v", status, body)
		}
		if status, _ := stranger.upload("anh.png", scan(t, 9)); status != http.StatusForbidden {
			t.Errorf("without the scope: %d", status)
		}
	})
	t.Run("shows a dossier to its parties only", func(t *testing.T) {
		if status, _ := stranger.call("GET", path, "", nil); status != http.StatusNotFound {
			t.Errorf("a stranger got %d", status)
		}
		if status, _ := anyone.call("GET", path, "", nil); status != http.StatusUnauthorized {
			t.Errorf("nobody got %d", status)
		}
		if status, body := officer.call("GET", path, "", nil); status != http.StatusOK || len(body["acts"].([]any)) == 0 {
			t.Errorf("the officer got %d %v", status, body)
		}
	})
	t.Run("refuses an act on a version that moved on, then takes it", func(t *testing.T) {
		if status, body := officer.call("POST", path+"/acts/accept", "", map[string]any{"version": 9}); status != http.StatusConflict || body["code"] != "journal.version" {
			t.Errorf("%d %v", status, body)
		}
		if status, body := officer.call("POST", path+"/acts/accept", "", map[string]any{"version": filed["version"]}); status != http.StatusOK || body["code"] == "" {
			t.Errorf("%d %v", status, body)
		}
		if status, body := citizen.call("POST", path+"/acts/approve", "", map[string]any{}); status != http.StatusForbidden || body["code"] != "api.scope" {
			t.Errorf("a citizen approves: %d %v", status, body)
		}
		if status, body := officer.call("POST", path+"/acts/approve", "", map[string]any{}); status != http.StatusForbidden {
			t.Errorf("reception approves: %d %v", status, body)
		}
	})
	t.Run("tells events, the act table and procedures", func(t *testing.T) {
		if _, body := citizen.call("GET", path+"/events", "", nil); len(body["events"].([]any)) != 2 {
			t.Errorf("%v", body)
		}
		if _, body := anyone.call("GET", "/acts", "", nil); len(body["acts"].([]any)) < 15 {
			t.Errorf("%v", body)
		}
		if _, body := anyone.call("GET", "/procedures?q=khai+sinh", "", nil); body["procedures"].([]any)[0].(map[string]any)["code"] != "1.001193" {
			t.Errorf("%v", body)
		}
	})
}

func TestAPIOfDueTimes(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	anyone := caller{t, e, ""}
	status, body := anyone.call("GET", "/calendar/due?from=2024-04-25T10:00:00%2B07:00&limit=3+working_day", "", nil)
	if status != http.StatusOK || body["due"] != "2024-05-03T17:00:00+07:00" || len(body["words"].([]any)) < 4 {
		t.Errorf("%d %v", status, body)
	}
	for _, bad := range []string{"from=x&limit=3+day", "from=2024-04-25T10:00:00Z&limit=3", "from=2024-04-25T10:00:00Z&limit=-1+day", "from=2024-04-25T10:00:00Z&limit=1e300+month", "from=2024-04-25T10:00:00Z&limit=1+day&agency=khong-co"} {
		if status, body := anyone.call("GET", "/calendar/due?"+bad, "", nil); status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d %v", bad, status, body)
		}
	}
}

func TestOpenAPIIsServed(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	status, body := caller{t, e, ""}.call("GET", "/openapi.json", "", nil)
	if status != http.StatusOK || !strings.HasPrefix(body["openapi"].(string), "3.1") {
		t.Fatalf("%d %v", status, body["openapi"])
	}
	paths := body["paths"].(map[string]any)
	for _, o := range e.API.Operations() {
		if _, ok := paths["/api/v1"+o.Path]; !ok {
			t.Errorf("no path for %s", o.Path)
		}
	}
}
