package identityweb

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/identity"
	"motcua/internal/identity/identitydb"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// tokensView is what the page of access tokens shows.
type tokensView struct {
	Form   *web.Form
	Scopes []ui.OptionProps
	Lives  []ui.OptionProps
	Tokens []identity.Token // still in force
	New    string           // just issued, shown once
}

// lives are the terms offered, in days.
func lives() []int { return []int{30, 90, 365} }

func (p *pages) tokens(w http.ResponseWriter, r *http.Request) error {
	return p.showTokens(w, r, http.StatusOK, web.NewForm().Set("days", "90"), "")
}

func (p *pages) showTokens(w http.ResponseWriter, r *http.Request, status int, f *web.Form, fresh string) error {
	s, _, err := p.Accounts.Load(r.Context(), web.ViewerOf(r.Context()).Account)
	if err != nil {
		return err
	}
	view := tokensView{Form: f, New: fresh}
	for _, scope := range identity.ScopesFor(s.Kind) {
		view.Scopes = append(view.Scopes, ui.OptionProps{Value: string(scope), Text: scope.Say(), Hint: ui.S(string(scope))})
	}
	for _, days := range lives() {
		view.Lives = append(view.Lives, ui.OptionProps{Value: strconv.Itoa(days), Text: locale.F("%d ngày", "%d days", days)})
	}
	for _, t := range s.Tokens {
		if t.Expires > p.Now() {
			view.Tokens = append(view.Tokens, t)
		}
	}
	return web.Render(w, r, status, tokensPage(view))
}

func (p *pages) issueToken(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	actor, err := p.actor(r)
	if err != nil {
		return err
	}
	n := identitydb.NewToken{Label: f.Value("label")}
	for _, s := range f.Values("scopes") {
		n.Scopes = append(n.Scopes, identity.Scope(s))
	}
	for _, days := range lives() {
		if f.Value("days") == strconv.Itoa(days) {
			n.Expires = p.Now().Add(time.Duration(days) * 24 * time.Hour)
		}
	}
	if n.Expires.IsZero() {
		f.Wrong("days", locale.T("Xin chọn thời hạn.", "Please choose a term."))
	}
	id := f.Command()
	if !f.Valid() {
		return p.showTokens(w, r, http.StatusUnprocessableEntity, f, "")
	}
	token, err := p.Accounts.IssueToken(r.Context(), identitydb.Act{ID: id, Account: actor.Account, Expect: journal.Any, Actor: actor}, n)
	if err = f.Refuse(err); err != nil {
		return err
	}
	if !f.Valid() {
		return p.showTokens(w, r, http.StatusUnprocessableEntity, f, "")
	}
	if token == "" {
		web.FlashNote(r, locale.T("Mã truy cập này đã được cấp và chỉ hiện một lần. Nếu chưa kịp chép lại, xin thu hồi và cấp mã khác.",
			"This token was issued already and is shown only once. If you did not copy it, please revoke it and issue another."))
		return web.Redirect(w, r, "/tai-khoan/ma-truy-cap")
	}
	return p.showTokens(w, r, http.StatusOK, web.NewForm().Set("days", "90"), token)
}

func (p *pages) revokeToken(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	actor, err := p.actor(r)
	if err != nil {
		return err
	}
	id := f.Command()
	if f.Valid() {
		_, err = p.Accounts.Execute(r.Context(), identitydb.Act{ID: id, Account: actor.Account, Expect: journal.Any, Actor: actor},
			identity.RevokeToken{Token: f.Value("token")})
		if err != nil {
			return err
		}
		web.Flash(r, locale.T("Đã thu hồi mã truy cập. Phần mềm dùng mã đó không vào được nữa.", "The token was revoked. The program that used it can no longer enter."))
		return web.Redirect(w, r, "/tai-khoan/ma-truy-cap")
	}
	return p.showTokens(w, r, http.StatusUnprocessableEntity, f, "")
}

// scopesOf lists what a token may do.
func scopesOf(t identity.Token) []locale.Text {
	out := make([]locale.Text, len(t.Scopes))
	for i, s := range t.Scopes {
		out[i] = s.Say()
	}
	return out
}

// apiExample is how a program presents a token (RFC 6750).
const apiExample = "Authorization: Bearer "

func isOfficial(k org.ActorKind) bool { return k == org.ActorOfficial }

// tokenName is the label of a token, its id once the label was erased.
func tokenName(t identity.Token) string { return cmp.Or(t.Label, t.ID) }

// dayOf is the day of an instant, alike in both languages.
func dayOf(at calendar.Instant) string { return locale.Date(locale.Day(at.Date())) }

// postTitles lists the titles of posts, each once.
func postTitles(posts []web.Post) []string {
	var titles []string
	for _, p := range posts {
		if !slices.Contains(titles, p.Title) {
			titles = append(titles, p.Title)
		}
	}
	return titles
}
