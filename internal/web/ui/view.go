package ui

import (
	"context"
	"strings"

	"motcua/internal/locale"
)

// Site says whose portal this is; it is the same on every page of a process.
type Site struct {
	Name      locale.Text // short name of the portal in the header
	Tagline   locale.Text // one line under the name
	Province  locale.Text // "tỉnh Quảng Ninh"
	Hotline   string      // telephone number that people may call, as printed
	Demo      bool        // the database is a demonstration: nothing has legal effect
	Simulated bool        // the database was filled by a simulation, for ever
}

// Link is a place to go with its words.
type Link struct {
	Href  string
	Text  locale.Text
	Count int         // shown after the text when > 0
	Extra locale.Text // words for screen readers only: "Sửa <họ và tên>"
}

// Notice is a message shown once at the top of the next page.
type Notice struct {
	Text locale.Text `json:"text"`
	Good bool        `json:"good"`           // true: an act succeeded (green), false: neutral
	Next []Link      `json:"next,omitempty"` // what to do about it: the paper to print
}

// View is what every page knows about its reader; web.Render puts it into the
// context of the components.
type View struct {
	Lang        locale.Lang
	Site        Site
	Path        string // path and query of this page, for "return here"; "" when it must not be repeated
	SignedIn    bool
	Name        string // of the signed-in person
	Official    bool   // dense layout and service navigation
	Menu        []Link // main menu
	Service     []Link // service navigation of officials
	Account     []Link // links right of the name (inbox, profile)
	Notice      *Notice
	SignIn      string // where signed-out people sign in, with the return path
	SessionLeft int64  // seconds until the session ends if nothing is done, 0 when signed out
	// FormOwner marks the page's forms as the reader's: should the session end
	// while somebody types, the form waits for that person and nobody else.
	FormOwner string
}

type viewKey struct{}

// WithView returns a context whose components are rendered for v.
func WithView(ctx context.Context, v View) context.Context {
	return context.WithValue(ctx, viewKey{}, v)
}

// ViewOf is the view of a rendering; the zero View in Vietnamese outside one.
func ViewOf(ctx context.Context) View {
	v, _ := ctx.Value(viewKey{}).(View)
	if v.Lang == "" {
		v.Lang = locale.VI
	}
	return v
}

// T says one sentence in the reader's language: { ui.T(ctx, "Tra cứu", "Track") }.
func T(ctx context.Context, vi, en string) string {
	return locale.T(vi, en).In(ViewOf(ctx).Lang)
}

// Say says a text in the reader's language.
func Say(ctx context.Context, t locale.Text) string { return t.In(ViewOf(ctx).Lang) }

// S makes a text of words that are the same in every language: a name, a
// code, the title of a procedure.
func S(words string) locale.Text { return locale.Text{VI: words} }

// current reports whether href is the entry of a menu to mark: of those that
// lead to the page or above it, the nearest.
func current(ctx context.Context, href string, menu []Link) bool {
	if !active(ctx, href) {
		return false
	}
	for _, l := range menu {
		if len(l.Href) > len(href) && active(ctx, l.Href) {
			return false
		}
	}
	return true
}

// active reports whether href is the current page or its parent.
func active(ctx context.Context, href string) bool {
	path, _, _ := strings.Cut(ViewOf(ctx).Path, "?")
	base, _, _ := strings.Cut(href, "?")
	if base == "/" || base == "" {
		return path == base
	}
	return path == base || strings.HasPrefix(path, base+"/")
}
