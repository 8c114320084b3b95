package dossierpaper

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/dossier/look"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/paper"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// Actors finds who acts behind an account.
type Actors interface {
	Actor(ctx context.Context, account string) (org.Actor, error)
}

// Deps is what the pages of the papers need.
type Deps struct {
	Casework *dossierdb.Casework
	Actors   Actors
	Now      func() calendar.Instant
	Base     string // address of the site, for QR codes
	Demo     bool
	Settings Settings // nil: forms as the program comes
}

// Routes registers /ho-so/{id}/giay/{form}: one of the dossier's papers by its
// key as a page, with ".pdf" after it as a file. Whoever may see the dossier may print it; to
// anybody else it does not exist. BookPath is the dossier book.
func Routes(mux *web.Mux, d Deps) {
	p := &pages{d, mux.Site()}
	mux.Handle("GET /ho-so/{id}/giay/{form}", web.SignedIn, p.show)
	mux.Handle("GET "+BookPath, BookReaders(), p.book)
	mux.Handle("GET "+BookPath+".csv", web.Fresh(BookReaders(), web.Recently), p.bookFile) // names leave the house
}

type pages struct {
	Deps

	site ui.Site
}

// Address is the page of a dossier's form; with pdf the file.
func Address(id, form string, pdf bool) string {
	if pdf {
		form += ".pdf"
	}
	return "/ho-so/" + id + "/giay/" + form
}

// requestField is the address's field that chooses one of several requests for
// papers, from 1.
const requestField = "lan"

// RequestAddress is the page of form 02 for one request for papers, from 1.
func RequestAddress(id string, n int) string {
	return Address(id, FormSupplement, false) + "?" + requestField + "=" + fmt.Sprint(n)
}

// Name is a form's short name for links: "Giấy tiếp nhận và hẹn trả kết quả".
func Name(form string) locale.Text {
	switch form {
	case FormReceipt:
		return locale.T("Giấy tiếp nhận và hẹn trả kết quả", "Receipt with the due date")
	case FormSupplement:
		return locale.T("Phiếu yêu cầu bổ sung hồ sơ", "Request for papers")
	case FormRefusal:
		return locale.T("Phiếu từ chối tiếp nhận hồ sơ", "Refusal slip")
	case FormApology:
		return locale.T("Văn bản xin lỗi và hẹn lại ngày trả kết quả", "Letter of apology with the new day")
	case FormStop:
		return locale.T("Thông báo dừng giải quyết hồ sơ", "Notice that processing was stopped")
	case FormControl:
		return locale.T("Phiếu kiểm soát quá trình giải quyết hồ sơ", "Control sheet")
	}
	return locale.Text{}
}

// Titled is a paper's short name with the number that its circular gives it on
// its day: "Phiếu từ chối tiếp nhận hồ sơ (mẫu 03)".
func Titled(form string, day calendar.Date) locale.Text {
	name, number := Name(form), FormNumber(form, day)
	if number == "" {
		return name
	}
	return locale.T(name.VI+" (mẫu "+number+")", name.EN+" (form "+number+")")
}

// Issued is the key of the paper that an act issues, "" for acts without one.
func Issued(rule dossier.Rule) string {
	if rule.Act == dossier.ActStop {
		return FormStop
	}
	return rule.Form
}

func (p *pages) show(w http.ResponseWriter, r *http.Request) error {
	form, file := strings.CutSuffix(r.PathValue("form"), ".pdf")
	s, doc, err := p.document(r, form)
	back := ui.Link{Href: "/ho-so/" + s.ID, Text: locale.T("Về trang hồ sơ", "Back to the dossier")}
	if web.ViewerOf(r.Context()).Kind == web.Person {
		back.Href = "/ho-so-cua-toi/" + s.ID // the owner's page; the other is the officials'
	}
	switch {
	case err != nil && s.ID != "":
		return web.Lead(err, back)
	case err != nil:
		return err
	}
	if !file {
		pdf := Address(s.ID, form, true)
		if r.URL.RawQuery != "" {
			pdf += "?" + r.URL.Query().Encode()
		}
		return web.Render(w, r, http.StatusOK, twinPage(form, pdf, back, doc))
	}
	body, err := paper.PDF(doc)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Length", fmt.Sprint(len(body)))
	h.Set("Content-Disposition", fmt.Sprintf(`inline; filename="mau-%s-%s.pdf"`, form, fileName(s)))
	h.Set("Cache-Control", "no-store")
	_, _ = bytes.NewReader(body).WriteTo(w) // the reader has gone: nothing to do
	return nil
}

// fileName is the dossier's code in letters that every system takes.
func fileName(s dossier.State) string {
	name := s.Code
	if name == "" {
		name = s.Submission
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r == '-' || r == '.' {
			return r
		}
		return '_'
	}, name)
}

// document reads the dossier in the reader's scope and makes its form.
func (p *pages) document(r *http.Request, form string) (dossier.State, paper.Document, error) {
	ctx := r.Context()
	a, err := p.Actors.Actor(ctx, web.ViewerOf(ctx).Account)
	if err != nil {
		return dossier.State{}, paper.Document{}, err
	}
	seen, err := p.Casework.See(ctx, a, r.PathValue("id"), p.Now())
	s := seen.State
	switch {
	case err != nil:
		return s, paper.Document{}, err
	case !seen.Whole:
		return s, paper.Document{}, dossierdb.ErrLookFirst
	case form == FormControl && a.Kind != org.ActorOfficial:
		return s, paper.Document{}, ErrNoForm
	}
	if !look.HandsOut(s, a) { // the secret is for who files and who gives it to him
		s.Slip = dossier.Slip{Secret: strings.Repeat("•", 8)}
	}
	printer, err := PrinterFor(ctx, p.Deps, p.site, s)
	if err != nil {
		return s, paper.Document{}, err
	}
	if r.URL.Query().Get("lien") == "luu" {
		printer.Copy = ForFile
	}
	if printer.Request, err = requestOf(r); err != nil {
		return s, paper.Document{}, err
	}
	doc, err := printer.Form(s, form)
	return s, doc, err
}

// requestOf is the request for papers that the address names, 0 for the newest.
func requestOf(r *http.Request) (int, error) {
	text := r.URL.Query().Get(requestField)
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return 0, ErrNoForm
	}
	return n, nil
}

// PrinterFor gathers what the forms of a dossier need: the definition it was
// filed under, the organisation, the deciding agency's calendar, and whether
// its slip was reissued. The caller has checked the scope.
func PrinterFor(ctx context.Context, d Deps, site ui.Site, s dossier.State) (Printer, error) {
	definition, _, err := d.Casework.Definition(ctx, s.Procedure)
	if err != nil {
		return Printer{}, err
	}
	timeline, err := d.Casework.Timeline(ctx, s.ID)
	if err != nil {
		return Printer{}, err
	}
	filed := s.FiledAt
	if len(timeline) > 0 {
		filed = timeline[0].At
	}
	p := Printer{
		Organisation: d.Casework.Organisation(), Clock: d.Casework.ClockFor(s), Definition: definition.Procedure(filed.Date()),
		Base: strings.TrimRight(d.Base, "/"), Hotline: site.Hotline, Demo: d.Demo || site.Demo, Simulated: site.Simulated, Today: d.Now().Date(), Settings: d.Settings,
	}
	p.Now = d.Now()
	for _, e := range timeline {
		p.Journal = append(p.Journal, dossier.Dated{At: e.At, By: e.Actor, Event: e.Event})
		switch e := e.Event.(type) {
		case dossier.SlipReissued:
			p.Reissued++
		case dossier.WasStopped:
			p.Behalf = e.Behalf
		}
	}
	return p, nil
}
