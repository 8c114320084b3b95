package app_test

import (
	"net/http"
	"net/url"
	"path/filepath"
	"testing"

	"motcua/internal/app"
	"motcua/internal/app/apptest"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/notify/notifydb"
	"motcua/internal/notify/notifyweb"
	"motcua/internal/org"
	"motcua/internal/org/province"
	"motcua/internal/report"
	"motcua/internal/report/reportdb"
)

// TestEveryDemoAccountHasSomethingToDo: whoever is chosen on the sign-in page
// lands on a page with work for that role, and the demonstration's own count
// is the report's.
func TestEveryDemoAccountHasSomethingToDo(t *testing.T) {
	t.Parallel()
	fixed := func(d calendar.Date, hour, minute int) func() calendar.Instant {
		at := calendar.On(d, hour, minute)
		return func() calendar.Instant { return at }
	}
	for name, now := range map[string]func() calendar.Instant{
		"now": nil, "before work on a Monday": fixed(calendar.D(2026, 3, 2), 6, 30), "in the Tết holidays": fixed(calendar.D(2026, 2, 18), 10, 0),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			everyDemoAccount(t, now)
		})
	}
}

func everyDemoAccount(t *testing.T, clock func() calendar.Instant) {
	t.Helper()
	env := apptest.Open(t, app.Config{DB: "sqlite:" + filepath.Join(t.TempDir(), "demo.db"), Files: filepath.Join(t.TempDir(), "files"), Now: clock}, func(a *app.App) {
		now := a.Now()
		result, err := a.Populate(t.Context(), 0.0005, nil)
		if err != nil {
			t.Fatal(err)
		}
		equalTotals(t, a, now, result.Total().Received)
	})
	position, err := env.Journal.Position(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := env.Journal.WaitFor(env.Soon(), notifydb.Follower, position); err != nil {
		t.Fatal(err)
	}
	for _, d := range province.DemoAccounts() {
		t.Run(d.Key, func(t *testing.T) {
			landed := env.Client("").Post("/dang-nhap/trinh-dien", url.Values{"account": {d.Account}}).Path
			if want := landingOf(d.Key); landed != want {
				t.Errorf("lands on %s, want %s", landed, want)
			}
			switch landingOf(d.Key) {
			case "/ban-lam-viec":
				busyDesk(t, env, d.Key)
			case "/ho-so-cua-toi":
				env.Client(d.Key).Get("/ho-so-cua-toi").Wants(http.StatusOK, "Đang xử lý")
			}
		})
	}
}

func landingOf(key string) string {
	switch key {
	case "cong-dan-1", "cong-dan-2", "doanh-nghiep":
		return "/ho-so-cua-toi"
	case "giam-doc", "kiem-soat":
		return "/bao-cao/ii06a"
	case "tong-dai":
		return "/tra-cuu-ho-so-nguoi-goi"
	case "danh-muc":
		return "/thu-tuc"
	case "quan-tri", "quan-tri-2", "quan-tri-phuong":
		return "/quan-tri"
	}
	return "/ban-lam-viec"
}

func busyDesk(t *testing.T, env *apptest.Env, key string) {
	t.Helper()
	actor := env.Actor(key)
	n, err := env.Casework.Count(t.Context(), actor, env.Now())
	if err != nil {
		t.Fatal(err)
	}
	if n.All == 0 {
		t.Error("nothing waits on the desk")
	}
	if actor.HoldsAnywhere(org.DutySpecialist) && (n.Late == 0 || n.Asked == 0 || n.Supplement == 0) {
		t.Errorf("the specialist's desk lacks a state: %+v", n)
	}
	if actor.HoldsAnywhere(org.DutyReturner) && n.Return == 0 {
		t.Error("no result waits to be handed over")
	}
	if actor.HoldsAnywhere(org.DutyReception) {
		v, err := env.Accounts.Viewer(t.Context(), actor.Account)
		if err != nil {
			t.Fatal(err)
		}
		calls, err := env.Messages.CallsWaiting(t.Context(), dossier.ScopeOf(actor), notifyweb.Callers(v))
		if err != nil || calls == 0 {
			t.Errorf("%d people to call, %v", calls, err)
		}
	}
}

func equalTotals(t *testing.T, a *app.App, now calendar.Instant, received int64) {
	t.Helper()
	if err := a.Reports.CatchUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	day := now.Date()
	r, err := a.Reports.Run(t.Context(), reportdb.Query{
		Period: report.Period{From: day.AddDays(-91), To: day}, By: report.ByLevel, Scope: dossier.Scope{All: true}, Now: now,
	})
	if err != nil {
		t.Fatal(err)
	}
	total := r.Total()
	if got := total.Of(report.Received); got != received {
		t.Errorf("the report says %d received, the simulation %d", got, received)
	}
}
