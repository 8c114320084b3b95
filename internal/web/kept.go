package web

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	"motcua/internal/fault"
	"motcua/internal/locale"
)

const (
	keptKey    = "kept"
	keptField  = "tiep-tuc"   // of the address that brings a kept form back
	ownerField = "form_owner" // of ui.FormOwner
	keptBytes  = 64 << 10     // the most of a form that is kept
)

// keptForm is a form that waits in the session for a sign-in or a proof.
type keptForm struct {
	ID    string `json:"id"`    // of the address that brings it back, once
	Owner string `json:"owner"` // account that typed it
	Path  string `json:"path"`
	Query string `json:"query,omitempty"`
	Body  string `json:"body"`            // URL-encoded fields
	Files bool   `json:"files,omitempty"` // files were chosen; they are not kept
	Look  bool   `json:"look,omitempty"`  // comes back to be looked at, not to be carried out
}

// say is what the person reads above the form.
func (k *keptForm) say() *fault.Error {
	if k.Files {
		return fault.New(fault.Invalid, "web.kept_without_files", locale.T(
			"Nội dung này chưa được gửi. Những gì đã nhập vẫn còn dưới đây, riêng tệp phải chọn lại. Xin xem lại rồi bấm gửi.",
			"This was not sent yet. What you typed is still below; only the files must be chosen again. Please look it over and send it."))
	}
	return fault.New(fault.Invalid, "web.kept", locale.T(
		"Phiên làm việc đã kết thúc trước khi gửi nên nội dung này chưa được gửi. Những gì đã nhập vẫn còn dưới đây. Xin xem lại rồi bấm gửi.",
		"Your session had ended, so this was not sent. What you typed is still below. Please look it over and send it."))
}

// formOwner marks forms as an account's: "<account>.<MAC>". Only who was signed
// in has one, so strangers cannot fill the session store with forms.
func (m *Mux) formOwner(account string) string {
	mac := hmac.New(sha256.New, m.cfg.Key)
	mac.Write([]byte("form owner\x00" + account))
	return account + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:18])
}

// ownerOf is the account that a mark names, "" if it is not ours.
func (m *Mux) ownerOf(mark string) string {
	i := strings.LastIndexByte(mark, '.')
	if i < 1 || !hmac.Equal([]byte(mark), []byte(m.formOwner(mark[:i]))) {
		return ""
	}
	return mark[:i]
}

// ask sends the reader to a page that asks who it is, and back from there: to
// the page that was asked for, or with the form that was sent.
func (m *Mux) ask(w http.ResponseWriter, r *http.Request, route Route, where string) error {
	back := here(r)
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		back = m.keep(r, route)
	}
	http.Redirect(w, r, where+"?ve="+url.QueryEscape(back), http.StatusSeeOther)
	return nil
}

// keep puts the form of a request into the session and returns the address
// that brings it back; of a form that cannot be kept, the page it came from.
func (m *Mux) keep(r *http.Request, route Route) string {
	from := LocalPath(refererPath(r))
	if route.Secret || redact(r.URL.Path) != r.URL.Path {
		return from
	}
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch kind {
	case "multipart/form-data":
		if r.ParseMultipartForm(memoryForFiles) != nil { //nolint:gosec // the mux bounds every body
			return from
		}
		defer func() { _ = r.MultipartForm.RemoveAll() }() // temporary files: the system's to clean up then
	case "application/x-www-form-urlencoded":
		if r.ParseForm() != nil {
			return from
		}
	default:
		return from
	}
	k := keptForm{ID: FormToken(), Path: r.URL.Path, Query: r.URL.RawQuery, Owner: ViewerOf(r.Context()).Account}
	if k.Owner == "" {
		k.Owner, k.Look = m.ownerOf(r.PostForm.Get(ownerField)), true
	}
	if r.MultipartForm != nil {
		for _, files := range r.MultipartForm.File {
			for _, f := range files {
				k.Files = k.Files || f.Filename != "" || f.Size > 0
			}
		}
		k.Look = k.Look || k.Files
	}
	k.Body = r.PostForm.Encode()
	body, err := json.Marshal(k)
	if err != nil || k.Owner == "" || len(body) > keptBytes {
		return from
	}
	scs := stateOf(r.Context()).sessions.scs
	scs.Put(r.Context(), keptKey, string(body))
	if !ViewerOf(r.Context()).SignedIn() {
		scs.SetDeadline(r.Context(), time.Now().Add(signedOutLife))
	}
	return k.Path + "?" + keptField + "=" + k.ID
}

// dropKept forgets a form that another account typed.
func dropKept(ctx context.Context, s *state, account string) {
	var k keptForm
	body := s.sessions.scs.GetString(ctx, keptKey)
	if body != "" && (json.Unmarshal([]byte(body), &k) != nil || k.Owner != account) {
		s.sessions.scs.Remove(ctx, keptKey)
	}
}

// resume answers the address of a kept form as if the form had been sent again
// to its own address. Without such a form, the plain address is opened.
func (m *Mux) resume(w http.ResponseWriter, r *http.Request) {
	scs := m.cfg.Sessions.scs
	token := ""
	if c, err := r.Cookie(scs.Cookie.Name); err == nil {
		token = c.Value
	}
	ctx, err := scs.Load(r.Context(), token) // the page's handler finds it loaded
	if err != nil {
		m.sessionFailed(w, r, err)
		return
	}
	var k keptForm
	body := scs.GetString(ctx, keptKey)
	if json.Unmarshal([]byte(body), &k) != nil || k.ID != r.URL.Query().Get(keptField) || k.Path != r.URL.Path ||
		k.Owner != scs.GetString(ctx, accountKey) {
		q := r.URL.Query()
		q.Del(keptField)
		plain := url.URL{Path: r.URL.Path, RawQuery: q.Encode()}
		http.Redirect(w, r, LocalPath(plain.RequestURI()), http.StatusSeeOther)
		return
	}
	scs.Remove(ctx, keptKey)
	stateOf(ctx).kept = &k
	again := r.Clone(ctx)
	again.Method = http.MethodPost
	again.URL = &url.URL{Path: k.Path, RawQuery: k.Query}
	again.RequestURI = again.URL.RequestURI()
	again.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	again.Body, again.ContentLength = io.NopCloser(strings.NewReader(k.Body)), int64(len(k.Body))
	m.mux.ServeHTTP(w, again)
}
