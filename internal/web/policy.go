package web

import (
	"net/http"
	"strings"
	"time"

	"motcua/internal/locale"
)

// policy is the Content-Security-Policy of every answer: nothing inline,
// nothing from elsewhere, forms only to us and the named hosts.
func policy(formHosts []string) string {
	return "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; img-src 'self' data: blob:; " +
		strings.Join(append([]string{"form-action 'self'"}, formHosts...), " ")
}

// Server makes the HTTP server for a mux with timeouts that stop idle and slow
// peers but let a 25 MB photograph come in over a poor line (5 minutes).
func Server(addr string, h http.Handler) *http.Server {
	return &http.Server{
		Addr: addr, Handler: h, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 5 * time.Minute,
		WriteTimeout: 6 * time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
	}
}

const langCookie = "motcua_lang"

// chooseLanguage sets the language of this browser for a year and goes back.
func chooseLanguage(w http.ResponseWriter, r *http.Request) error {
	f, err := ParseForm(r)
	if err != nil {
		return err
	}
	lang := locale.VI
	if f.Value("lang") == string(locale.EN) {
		lang = locale.EN
	}
	http.SetCookie(w, &http.Cookie{ //nolint:gosec // Secure follows the site: a demo on localhost has no HTTPS
		Name: langCookie, Value: string(lang), Path: "/", MaxAge: int((365 * 24 * time.Hour).Seconds()),
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: stateOf(r.Context()).sessions.scs.Cookie.Secure,
	})
	return Redirect(w, r, f.Value("return"))
}

func chosenLanguage(r *http.Request) locale.Lang {
	c, err := r.Cookie(langCookie)
	if err != nil {
		return ""
	}
	switch l := locale.Lang(c.Value); l {
	case locale.VI, locale.EN:
		return l
	}
	return ""
}
