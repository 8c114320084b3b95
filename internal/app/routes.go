package app

import (
	"context"
	"slices"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/dossier/dossierfile"
	"motcua/internal/dossier/dossierpaper"
	"motcua/internal/dossier/dossierweb"
	"motcua/internal/dossier/filingweb"
	"motcua/internal/dossier/receptionweb"
	"motcua/internal/dossier/trackingweb"
	"motcua/internal/identity/identityweb"
	"motcua/internal/identity/principalweb"
	"motcua/internal/identity/privacyweb"
	"motcua/internal/locale"
	"motcua/internal/notify/notifyweb"
	"motcua/internal/org"
	"motcua/internal/org/orgweb"
	"motcua/internal/procedure/proceduredb"
	"motcua/internal/procedure/procedureweb"
	"motcua/internal/report/reportweb"
	"motcua/internal/setting/settingweb"
	"motcua/internal/watch/watchweb"
	"motcua/internal/web"
	"motcua/internal/web/ui"
	"motcua/internal/worktime/worktimeweb"
)

// wire registers the pages of every slice.
func (a *App) wire(context.Context) error {
	secure := strings.HasPrefix(a.BaseURL, "https:")
	a.Mux = web.New(web.Config{
		Site: a.site(), Accounts: a.Accounts, Log: a.Log, Now: a.Now, Key: a.formKey,
		Sessions: web.NewSessions(a.sessionStore(), secure),
		Menu: []ui.Link{
			{Href: "/thu-tuc", Text: locale.T("Thủ tục", "Procedures")},
			{Href: "/tra-cuu", Text: locale.T("Tra cứu hồ sơ", "Track a dossier")},
			{Href: "/cong-khai/bao-cao", Text: locale.T("Công khai kết quả", "Published figures")},
		},
		Service: a.service, Account: a.accountLinks, Lasts: a.sessionsLast, Admit: a.admit, Answered: a.answered, Proxies: a.Proxies,
	})
	a.watchRoutes()
	below, mine := web.Slot{Name: "dossier.below"}, web.Slot{Name: "mine.messages"}
	below.Fill(a.messagePages().OfDossier)
	mine.Fill(a.messagePages().OfMine)
	if err := a.openProviders(); err != nil {
		return err
	}
	identityweb.Routes(a.Mux, a.signInPages())
	dossierweb.Routes(a.Mux, dossierweb.Deps{Casework: a.Casework, Files: a.fileDesk(), Actors: a.Accounts, Now: a.Now, Demo: a.Demo, Home: Home, Below: &below})
	dossierpaper.Routes(a.Mux, dossierpaper.Deps{Casework: a.Casework, Actors: a.Accounts, Now: a.Now, Base: a.BaseURL, Demo: a.Demo, Settings: a.Settings})
	receptionweb.Routes(a.Mux, receptionweb.Deps{
		Casework: a.Casework, Files: a.fileDesk(), Actors: a.Accounts, Search: a.receivable, Now: a.Now,
	})
	procedureweb.Routes(a.Mux, procedureweb.Deps{Catalogue: a.Catalogue, Actors: a.Accounts, Offices: a.Casework, Now: a.Now, Filing: a.takesFilings()})
	reportweb.Routes(a.Mux, &reportweb.Deps{Reports: a.Reports, Now: a.Now})
	a.mountAPI()
	trackingweb.Routes(a.Mux, trackingweb.Deps{Casework: a.Casework, Now: a.Now})
	filingweb.Routes(a.Mux, filingweb.Deps{
		Casework: a.Casework, Files: a.fileDesk(), Actors: a.Accounts, Self: a.self, Now: a.Now, Online: a.takesFilings(), Assured: assured, Home: Home, Messages: &mine, Limit: a.Settings.Number,
	})
	privacyweb.Routes(a.Mux, a.privacyPages())
	principalweb.Routes(a.Mux, principalweb.Deps{Accounts: a.Accounts, Now: a.Now, Assured: assured})
	notifyweb.Routes(a.Mux, a.messagePages())
	orgweb.Routes(a.Mux, a.organisationPages())
	a.wireAdministration()
	return nil
}

func (a *App) fileDesk() dossierfile.Desk {
	return dossierfile.Desk{Store: a.Files, Casework: a.Casework, Now: a.Now}
}

// reads reports whether the viewer's duties let them read dossiers: then they
// have a desk and reports.
func reads(v web.Viewer) bool {
	return slices.ContainsFunc(v.Posts, func(p web.Post) bool {
		d := org.Duty(p.Duty)
		return d != org.DutyCallAgent && d != org.DutyCatalogueClerk && !d.Administers()
	})
}

// looksOn reports whether the viewer watches the whole province's work.
func looksOn(v web.Viewer) bool {
	return v.Holds(string(org.DutyInspector)) || v.Holds(string(org.DutyDirector))
}

// service is the officials' navigation: what their duties use.
func (a *App) service(ctx context.Context, v web.Viewer) []ui.Link {
	var links []ui.Link
	if orgweb.Administrators().Allow(v) {
		links = append(
			links,
			ui.Link{Href: orgweb.HomePath, Text: locale.T("Quản trị", "Administration")},
			ui.Link{Href: worktimeweb.Path, Text: locale.T("Lịch làm việc", "Working time")},
			ui.Link{Href: settingweb.Path, Text: locale.T("Cấu hình", "Settings")},
		)
	}
	if v.Kind == web.Operator {
		return append(
			links,
			ui.Link{Href: dossierweb.AlarmsPath, Text: locale.T("Truy cập khẩn cấp", "Emergency access")},
			ui.Link{Href: watchweb.Path, Text: locale.T("Tình trạng hệ thống", "System")},
		)
	}
	if v.Kind != web.Staff {
		return nil
	}
	if reads(v) {
		links = append(links, ui.Link{Href: "/ban-lam-viec", Text: locale.T("Bàn làm việc", "Desk")})
	}
	if v.Holds(string(org.DutyLeader)) {
		links = append(links, ui.Link{Href: dossierweb.TodayPath, Text: locale.T("Điều hành hôm nay", "Today")})
	}
	if dossierpaper.BookReaders().Allow(v) {
		links = append(links, ui.Link{Href: dossierpaper.BookPath, Text: locale.T("Sổ theo dõi", "Dossier book")})
	}
	if v.Holds(string(org.DutyCallAgent)) {
		links = append(links, ui.Link{Href: "/tra-cuu-ho-so-nguoi-goi", Text: locale.T("Tra cứu cho người gọi", "Track for a caller")})
	}
	if v.Holds(string(org.DutyCatalogueClerk)) {
		links = append(links, ui.Link{Href: "/thu-tuc", Text: locale.T("Danh mục thủ tục", "Catalogue")})
	}
	if v.Holds(string(org.DutyReception)) {
		links = append(links, ui.Link{Href: "/tiep-nhan", Text: locale.T("Tiếp nhận tại quầy", "Counter")})
	}
	if v.Holds(string(org.DutyClerk)) {
		links = append(links, ui.Link{Href: "/den-han-tieu-huy", Text: locale.T("Đến hạn tiêu hủy", "Due for erasure")})
	}
	if calls, ok := a.callsLink(ctx, v); ok {
		links = append(links, calls)
	}
	if reads(v) {
		links = append(links, ui.Link{Href: "/bao-cao/ii06a", Text: locale.T("Báo cáo", "Reports")})
	}
	return links
}

// landing is the first page after signing in: where the viewer's own work is.
func landing(v web.Viewer) string {
	switch v.Kind {
	case web.Staff:
		switch {
		case looksOn(v):
			return "/bao-cao/ii06a"
		case reads(v):
			return "/ban-lam-viec"
		case v.Holds(string(org.DutyCallAgent)):
			return "/tra-cuu-ho-so-nguoi-goi"
		case v.Holds(string(org.DutyCatalogueClerk)):
			return "/thu-tuc"
		case v.Holds(string(org.DutyUnitAdmin)):
			return orgweb.HomePath
		}
		return "/tai-khoan"
	case web.Person:
		return "/ho-so-cua-toi"
	case web.Operator:
		return orgweb.HomePath
	case web.None:
	}
	return "/"
}

func (a *App) accountLinks(ctx context.Context, v web.Viewer) []ui.Link {
	own := ui.Link{Href: "/tai-khoan", Text: locale.T("Tài khoản", "Account")}
	if v.Kind != web.Person {
		return []ui.Link{own}
	}
	return []ui.Link{{Href: "/ho-so-cua-toi", Text: locale.T("Hồ sơ của tôi", "My dossiers")}, a.inboxLink(ctx, v), own}
}

// receivable searches the catalogue for the counter.
func (a *App) receivable(ctx context.Context, text string, day calendar.Date, limit int) ([]receptionweb.Offer, error) {
	found, err := a.Catalogue.Search(ctx, proceduredb.Query{Text: text, Fileable: true, Page: 1}, day)
	if err != nil {
		return nil, err
	}
	out := make([]receptionweb.Offer, 0, limit)
	for _, e := range found.Entries[:min(limit, len(found.Entries))] {
		out = append(out, receptionweb.Offer{Code: e.Code, Short: e.Short, Rules: e.Rules})
	}
	return out, nil
}
