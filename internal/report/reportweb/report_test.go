package reportweb_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/alexedwards/scs/v2/memstore"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/fault"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/org/province"
	"motcua/internal/procedure"
	"motcua/internal/procedure/proceduredb"
	"motcua/internal/report/reportdb"
	"motcua/internal/report/reportweb"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
	"motcua/internal/web"
	"motcua/internal/web/ui"
	"motcua/internal/web/webtest"
)

type accounts struct{}

func (accounts) Viewer(_ context.Context, account string) (web.Viewer, error) {
	post := func(duty, agency string) web.Viewer {
		return web.Viewer{Account: account, Name: "Trần Văn Mẫu", Kind: web.Staff, Posts: []web.Post{{Duty: duty, Agency: agency}}}
	}
	switch account {
	case "inspector":
		return post("inspector", "vpub"), nil
	case "specialist":
		return post("specialist", "so-tu-phap"), nil
	case "catalogue":
		return post("catalogue_clerk", "so-tu-phap"), nil
	case "citizen":
		return web.Viewer{Account: account, Name: "Nguyễn Thị Mẫu", Kind: web.Person}, nil
	}
	return web.Viewer{}, fault.New(fault.NotFound, "test.no_account", locale.T("Không có tài khoản này.", "No such account."))
}

type directory struct{ o *org.Organisation }

func (d directory) Organisation() *org.Organisation { return d.o }

const hour = calendar.Instant(3600 * 1_000_000)

// site is the pages over a journal with one quarter's dossiers: 40 of the
// justice department (3 late), 30 of a commune (none late), 2 of another.
//
// more records and counts one more dossier, of the last commune.
func site(t *testing.T, db *store.DB) (_ *web.Mux, more func()) {
	t.Helper()
	if err := db.Migrate(t.Context(), journal.Migrations(), proceduredb.Migrations(), dossierdb.Migrations(), reportdb.Migrations()); err != nil {
		t.Fatal(err)
	}
	at := calendar.On(calendar.D(2024, 2, 5), 8, 0)
	j, err := journal.New(t.Context(), db, func() calendar.Instant { at += hour / 20; return at })
	if err != nil {
		t.Fatal(err)
	}
	journal.Register(j, journal.Core[dossier.State]{Kind: "dossier", Codec: dossier.Codec(), Evolve: dossier.Evolve})
	j.Start()
	t.Cleanup(j.Close)
	o, err := province.Organisation()
	if err != nil {
		t.Fatal(err)
	}
	reports := reportdb.New(db, j, directory{o})
	for i := range 72 {
		happen(t, j, i)
	}
	if err := reports.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	mux := web.New(web.Config{
		Site: ui.Site{Name: locale.T("Một cửa điện tử tỉnh Quảng Ninh", "Quảng Ninh one-stop shop"), Hotline: "0203 000 0000", Demo: true},
		Log:  slog.New(slog.DiscardHandler), Accounts: accounts{}, Sessions: web.NewSessions(memstore.NewWithCleanupInterval(0), false),
	})
	reportweb.Routes(mux, &reportweb.Deps{Reports: reports, Now: func() calendar.Instant { return calendar.On(calendar.D(2024, 6, 1), 9, 0) }})
	mux.Handle("POST /vao", web.Public, func(w http.ResponseWriter, r *http.Request) error {
		f, err := web.ParseForm(r)
		if err != nil {
			return err
		}
		if err := web.SignIn(r.Context(), f.Value("account")); err != nil {
			return err
		}
		return web.Redirect(w, r, reportweb.PublicPath)
	})
	return mux, func() {
		happen(t, j, 72)
		if err := reports.CatchUp(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

func happen(t *testing.T, j *journal.Journal, i int) {
	t.Helper()
	agency, level, late := "so-tu-phap", "province", i < 3
	switch {
	case i >= 70:
		agency, level = "ubnd-bai-chay", "commune"
	case i >= 40:
		agency, level = "ubnd-hong-gai", "commune"
	}
	id := fmt.Sprintf("0190%04d-0000-7000-8000-000000000000", i)
	do := func(step string, events ...act.Event) {
		_, err := journal.Execute(t.Context(), j, journal.Request{ID: id + step, Stream: dossier.Stream(id), Expect: journal.Any, Actor: "test"},
			func(_ dossier.State, now calendar.Instant) ([]act.Event, error) {
				for k, e := range events {
					if a, ok := e.(dossier.WasAccepted); ok {
						a.Promised = now + 48*hour
						if late {
							a.Promised = now
						}
						events[k] = a
					}
				}
				return events, nil
			})
		if err != nil {
			t.Fatal(err)
		}
	}
	do("a", dossier.Filed{
		ID: id, Procedure: fmt.Sprint("1.00", i%2), Short: locale.F("Đăng ký việc %d", "Register matter %d", i%2), Method: procedure.Online,
		Field: procedure.Field{Code: "HT", Name: "Hộ tịch"}, Agency: agency, Received: agency, Level: level, Day: calendar.D(2024, 2, 5),
	}, dossier.WasAccepted{AgencyCode: "H49.5", Agency: agency, Day: calendar.D(2024, 2, 5)})
	do("b", dossier.WasFinished{Outcome: dossier.Grant})
}

const quarter = "?tu=2024-01-01&den=2024-03-31"

//nolint:funlen // a walk through the pages
func TestReportPages(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		mux, more := site(t, db)
		public := webtest.NewClient(t, mux)
		signedIn := func(account string) *webtest.Client {
			c := public.Fresh()
			c.Post("/vao", url.Values{"account": {account}})
			return c
		}
		t.Run("the public reads one sentence first, then the thirteen columns", func(t *testing.T) {
			p := public.Get(reportweb.PublicPath + quarter + "&theo=level")
			p.Wants(http.StatusOK, "Ít hơn 5 trong 72 hồ sơ trễ hạn.", "từ ngày 01/01/2024 đến hết ngày 31/03/2024", "II.06a/1", "Cấp tỉnh", "Cấp xã", "Vị trí nhật ký: 216", "Địa chỉ lâu dài", "Tổng cộng", "(13)")
			p.Lacks("/ho-so/")
		})
		t.Run("every grouping and its files", func(t *testing.T) {
			for _, by := range []string{"level", "agency", "field", "procedure"} {
				public.Get(reportweb.PublicPath+quarter+"&theo="+by).Wants(http.StatusOK, "72")
			}
			public.Get(reportweb.PublicPath+quarter+"&theo=procedure").Wants(http.StatusOK, "Đăng ký việc 1")
			csv := public.Get(reportweb.PublicPath + ".csv" + quarter)
			if !strings.HasPrefix(csv.Body, "\uFEFF") || !strings.Contains(csv.Body, "<5") || !strings.Contains(csv.Header.Get("Content-Disposition"), "II.06a_2024-01-01_2024-03-31_level.csv") {
				t.Errorf("%v\n%s", csv.Header, csv.Body)
			}
			public.Get(reportweb.PublicPath+".json"+quarter).Wants(http.StatusOK, `"definition": "II.06a/1"`, `null`)
		})
		t.Run("a group of two is hidden", func(t *testing.T) {
			p := public.Get(reportweb.PublicPath + quarter + "&theo=agency")
			p.Wants(http.StatusOK, "<5", "không công bố số cụ thể")
		})
		t.Run("without a period it is the reporting quarter of today, lasting links are exact", func(t *testing.T) {
			p := public.Get(reportweb.PublicPath)
			p.Wants(http.StatusOK, "Chưa có hồ sơ nào trong kỳ này.", "từ ngày 15/03/2024 đến nay (01/06/2024)", "vị trí nhật ký 216", "Kỳ chưa kết thúc").Lacks("đến hết ngày 14/06/2024")
			if link := p.Link("Địa chỉ của kỳ này"); !strings.Contains(link, "tu=2024-03-15") || !strings.Contains(link, "den=2024-06-14") {
				t.Errorf("link %q", link)
			}
		})
		t.Run("the chooser leads to another period", func(t *testing.T) {
			p := public.Get(reportweb.PublicPath)
			public.Submit(p, "ky-bao-cao", url.Values{"ky": {"2024-q1"}, "theo": {"agency"}}).Wants(http.StatusOK, "từ ngày 15/12/2023 đến hết ngày 14/03/2024", "Sở Tư pháp")
			public.Submit(p, "ky-bao-cao", url.Values{"ky": {""}, "tu-day": {"1"}, "tu-month": {"2"}, "tu-year": {"2024"}, "den-day": {"29"}, "den-month": {"2"}, "den-year": {"2024"}}).
				Wants(http.StatusOK, "từ ngày 01/02/2024 đến hết ngày 29/02/2024")
		})
		t.Run("wrong periods are said in words, files of them refused", func(t *testing.T) {
			public.Get(reportweb.PublicPath+"?tu=2024-03-31&den=2024-01-01").Wants(http.StatusUnprocessableEntity, "đứng trước ngày đầu")
			public.Get(reportweb.PublicPath+"?tu=2024-01-02&den=2024-03-31").Wants(http.StatusUnprocessableEntity, "để không ai suy ra")
			public.Get(reportweb.PublicPath+".csv?tu=2024-01-01&den=2024-03-30").Wants(http.StatusUnprocessableEntity, "để không ai suy ra")
			public.Get(reportweb.PublicPath+"?tu=nonsense").Wants(http.StatusUnprocessableEntity, "Ngày này không có trong lịch")
			public.Get(reportweb.PublicPath+"?ky=2024-q9").Wants(http.StatusUnprocessableEntity, "Xin chọn một kỳ báo cáo")
			public.Get(reportweb.PublicPath+".csv?ky=2024-q9").Wants(http.StatusUnprocessableEntity, "Xin chọn một kỳ báo cáo")
		})
		t.Run("in English", func(t *testing.T) {
			en := public.Fresh()
			en.Post("/ngon-ngu", url.Values{"lang": {"en"}, "return": {reportweb.PublicPath + quarter}}).
				Wants(http.StatusOK, "Fewer than 5 of 72 dossiers are late.", "Province", "Carried over", "Journal position")
		})
		t.Run("the inspector sees exact figures and their dossiers", func(t *testing.T) {
			c := signedIn("inspector")
			p := c.Get("/bao-cao/ii06a" + quarter + "&theo=agency")
			p.Wants(http.StatusOK, "Sở Tư pháp", "Phụ lục", "Theo ngày: quá hạn")
			late := p.Link("3 hồ sơ: Giải quyết quá hạn, Sở Tư pháp")
			list := c.Get(late)
			list.Wants(http.StatusOK, "Giải quyết quá hạn", "H49.5-240205-0001", "H49.5-240205-0003", "Quá hạn")
			list.Lacks("H49.5-240205-0004")
			if href := list.Link("H49.5-240205-0001"); href != "/ho-so/01900000-0000-7000-8000-000000000000" {
				t.Errorf("dossier at %q", href)
			}
			c.Get("/bao-cao/ii06a.json"+quarter).Wants(http.StatusOK, `"late": 3`)
			c.Get("/bao-cao/ii06a.csv"+quarter).Wants(http.StatusOK, "national_late")
			c.Get("/bao-cao/ii06a/ho-so"+quarter+"&o=received&trang=2").Wants(http.StatusOK, "H49.5-240205-0051")
			c.Get("/bao-cao/ii06a/ho-so" + quarter + "&o=nonsense").Wants(http.StatusNotFound)
		})
		t.Run("a specialist sees his agency only, figures and lists alike", func(t *testing.T) {
			c := signedIn("specialist")
			c.Get("/bao-cao/ii06a"+quarter+"&theo=agency").Wants(http.StatusOK, "Sở Tư pháp", "40").Lacks("ubnd-hong-gai", "Hồng Gai")
			c.Get("/bao-cao/ii06a/ho-so"+quarter+"&theo=agency&o=received&dong=ubnd-hong-gai").Wants(http.StatusOK, "Không có hồ sơ nào trong phạm vi")
		})
		t.Run("others are kept out", func(t *testing.T) {
			for _, path := range []string{"/bao-cao/ii06a", "/bao-cao/ii06a.csv", "/bao-cao/ii06a.json", "/bao-cao/ii06a/ho-so?o=received"} {
				for _, account := range []string{"citizen", "catalogue"} {
					signedIn(account).Get(path).Wants(http.StatusForbidden)
				}
			}
		})
		t.Run("what happens is published at once, though reports are kept", func(t *testing.T) {
			public.Get(reportweb.PublicPath+quarter).Wants(http.StatusOK, "72 hồ sơ", "Vị trí nhật ký: 216")
			more()
			public.Get(reportweb.PublicPath+quarter).Wants(http.StatusOK, "73 hồ sơ", "Vị trí nhật ký: 219")
		})
		if dir := os.Getenv("MOTCUA_LOOK"); dir != "" {
			keep(t, dir, public, signedIn("inspector"))
		}
	})
}

// keep writes pages to a folder to be looked at.
func keep(t *testing.T, dir string, public, inspector *webtest.Client) {
	t.Helper()
	for name, body := range map[string]string{
		"public.html": public.Get(reportweb.PublicPath + quarter + "&theo=agency").Body, "official.html": inspector.Get("/bao-cao/ii06a" + quarter + "&theo=agency").Body,
	} {
		if err := os.WriteFile(dir+"/"+name, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
