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

// transportSecurity keeps browsers to HTTPS for two years, here and on all hosts
// below this one (Strict-Transport-Security, RFC 6797). A site reached without
// HTTPS does not send it.
const transportSecurity = "max-age=63072000; includeSubDomains"

// CookieName is the name of a cookie with its prefix. On a site reached by
// HTTPS only, browsers take a cookie of such a name from that site alone: not
// from a neighbouring host, nor from somebody on the line who answers in clear
// (RFC 6265bis, 4.1.3). A cookie for a part of the site has the weaker prefix.
func CookieName(name, path string, secure bool) string {
	switch {
	case !secure:
		return name
	case path == "/":
		return "__Host-" + name
	}
	return "__Secure-" + name
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
	secure := stateOf(r.Context()).sessions.secure()
	http.SetCookie(w, &http.Cookie{ //nolint:gosec // Secure follows the site: a demo on localhost has no HTTPS
		Name: CookieName(langCookie, "/", secure), Value: string(lang), Path: "/", MaxAge: int((365 * 24 * time.Hour).Seconds()),
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: secure,
	})
	return Redirect(w, r, f.Value("return"))
}

func chosenLanguage(r *http.Request) locale.Lang {
	c, err := r.Cookie(CookieName(langCookie, "/", stateOf(r.Context()).sessions.secure()))
	if err != nil {
		return ""
	}
	switch l := locale.Lang(c.Value); l {
	case locale.VI, locale.EN:
		return l
	}
	return ""
}
