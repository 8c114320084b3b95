package orgweb

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// booksRoute is the page of an agency's number books (sổ cấp số văn bản).
const booksRoute = agencyRoute + "/so"

func bookRoutes(mux *web.Mux, p *pages) {
	keep := web.Any(Administrators(), web.Duty(string(org.DutyClerk)))
	mux.Handle("GET "+booksRoute, keep, p.books)
	mux.Handle("GET "+booksRoute+"/mo", keep, p.openBookForm)
	mux.Handle("POST "+booksRoute+"/mo", keep, p.openBook)
	mux.Handle("GET "+booksRoute+"/dong", keep, p.closeBookForm)
	mux.Handle("POST "+booksRoute+"/dong", keep, p.closeBook)
}

// booksView is an agency's books with what they gave so far this year.
type booksView struct {
	place
	last map[string]int64 // by symbol
}

// booksOf is the agency of the address, for whoever looks after its books.
func (p *pages) booksOf(r *http.Request, f *web.Form) (booksView, error) {
	v, err := p.of(r, f, func(d desk, agency string) bool {
		return d.actor.Administers(agency) || d.actor.Holds(agency, org.DutyClerk)
	})
	if err != nil {
		return booksView{}, err
	}
	last, err := p.LastNumbers(r.Context(), v.s.Agency.ID, v.today)
	return booksView{place: v, last: last}, err
}

// top leads from the books to the agency, which a clerk does not administer.
func (v booksView) top() []ui.Link {
	if !v.actor.Administers(v.s.Agency.ID) {
		return nil
	}
	return v.back()
}

// up leads from a form to the books.
func (v booksView) up() []ui.Link {
	return append(v.top(), ui.Link{Href: v.href("/so"), Text: booksTitle()})
}

func booksTitle() locale.Text { return locale.T("Sổ cấp số văn bản", "Number books") }

// next is the number that the book would give today, "" of one that is not open.
func (v booksView) next(b org.Book) string {
	if !b.On(v.today) {
		return ""
	}
	n := v.last[b.Symbol]
	if n == 0 {
		n = max(b.FirstIn(v.today.Year)-1, 0)
	}
	return itoa(int(n)+1) + "/" + b.Symbol
}

// unkept are the symbols that gave numbers this year without a book.
func (v booksView) unkept() []string {
	var out []string
	for symbol, n := range v.last {
		if !slices.ContainsFunc(v.s.Books, func(b org.Book) bool { return b.Symbol == symbol }) {
			out = append(out, itoa(int(n))+"/"+symbol)
		}
	}
	slices.Sort(out)
	return out
}

var bookUses = []ui.OptionProps{
	{Value: string(org.BookResults), Text: locale.T("Kết quả giải quyết", "Results")},
	{Value: string(org.BookRefusals), Text: locale.T("Thông báo từ chối giải quyết", "Refusals")},
}

// usesOf says for which documents a book is.
func usesOf(b org.Book) string {
	out := make([]string, len(b.Uses))
	for i, u := range b.Uses {
		out[i] = word(bookUses, string(u)).VI
	}
	return strings.Join(out, "; ")
}

func (p *pages) books(w http.ResponseWriter, r *http.Request) error {
	v, err := p.booksOf(r, web.Query(r))
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, booksPage(v))
}

func (p *pages) openBookForm(w http.ResponseWriter, r *http.Request) error {
	v, err := p.booksOf(r, web.NewForm())
	if err != nil {
		return err
	}
	setDate(v.form, "from", v.today)
	return web.Render(w, r, http.StatusOK, openBookPage(v))
}

func (p *pages) openBook(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	v, err := p.booksOf(r, f)
	if err != nil {
		return err
	}
	b := org.Book{Symbol: strings.ToUpper(f.Text("symbol", 30)), Ground: f.Text("ground", 300), Span: org.Span{From: f.Date("from")}}
	for _, u := range f.Values("uses") {
		b.Uses = append(b.Uses, org.BookUse(u))
	}
	if f.Value("first") != "" {
		b.First = f.Int("first", 1, 1_000_000)
	}
	order := v.order(org.OpenBook{Book: b})
	if order.LastNumber, err = p.lastOf(r, v, b); err != nil {
		return err
	}
	status, err := p.do(r, f, order, "symbol", "uses", "first", "from")
	if err != nil {
		return err
	}
	if !f.Valid() {
		return web.Render(w, r, status, openBookPage(v))
	}
	web.Flash(r, locale.F("Đã mở sổ ký hiệu %s.", "The book %s is open.", b.Symbol))
	return web.Redirect(w, r, v.href("/so"))
}

// lastOf is what the book gave last in the year of its first day.
func (p *pages) lastOf(r *http.Request, v booksView, b org.Book) (int64, error) {
	last, day := v.last, b.From
	if day.Year != v.today.Year && day != (calendar.Date{}) {
		var err error
		if last, err = p.LastNumbers(r.Context(), v.s.Agency.ID, day); err != nil {
			return 0, err
		}
	}
	return last[b.Symbol], nil
}

func (p *pages) closeBookForm(w http.ResponseWriter, r *http.Request) error {
	v, err := p.booksOf(r, web.Query(r))
	if err != nil {
		return err
	}
	setDate(v.form, "until", v.today)
	return web.Render(w, r, http.StatusOK, closeBookPage(v))
}

func (p *pages) closeBook(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	v, err := p.booksOf(r, f)
	if err != nil {
		return err
	}
	symbol := f.Text("symbol", 30)
	status, err := p.do(r, f, v.order(org.CloseBook{Symbol: symbol, Until: f.Date("until"), Ground: f.Text("ground", 300)}), "until")
	if err != nil {
		return err
	}
	if !f.Valid() {
		return web.Render(w, r, status, closeBookPage(v))
	}
	web.Flash(r, locale.F("Đã ghi ngày đóng sổ ký hiệu %s.", "The last day of the book %s is recorded.", symbol))
	return web.Redirect(w, r, v.href("/so"))
}

// closeHref leads to the form that closes a book.
func (v booksView) closeHref(b org.Book) string {
	return v.href("/so/dong?symbol=" + url.QueryEscape(b.Symbol))
}

// endingBooks are the books that are open on the last day of agencies that end
// by the plan, a line for each agency.
func (v planView) endingBooks() []string {
	var out []string
	for _, x := range v.plan.Ends {
		s, ok := v.o.State(x.Agency)
		if !ok {
			continue
		}
		var symbols []string
		for _, b := range s.OpenBooks(v.plan.Last) {
			symbols = append(symbols, b.Symbol)
		}
		if len(symbols) > 0 {
			out = append(out, s.Described(v.plan.Last).Name+": "+strings.Join(symbols, ", "))
		}
	}
	return out
}
