package app_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"motcua/internal/app"
	"motcua/internal/identity"
	"motcua/internal/identity/identitydb"
)

// TestAccountsAreKeptByCommand: who lost a password or a second factor, or is to
// be kept out, is helped by the machine's operator.
func TestAccountsAreKeptByCommand(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db := "sqlite:" + dir + "/that.db"
	run := func(want int, args ...string) string {
		t.Helper()
		var out, failed bytes.Buffer
		if got := app.Main(t.Context(), append(append([]string{"user"}, args...), "--db", db), &out, &failed); got != want {
			t.Fatalf("%v: exit %d, want %d: %s%s", args, got, want, &out, &failed)
		}
		return out.String()
	}
	word := func(out string) string {
		t.Helper()
		m := regexp.MustCompile(`password (\S+)\n`).FindStringSubmatch(out)
		if m == nil {
			t.Fatalf("no password in %q", out)
		}
		return m[1]
	}
	look := func(check func(*app.App)) {
		t.Helper()
		a, err := app.Open(t.Context(), app.Config{DB: db, Files: dir + "/that-files"})
		if err != nil {
			t.Fatal(err)
		}
		check(a)
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
	}
	old := word(run(0, "add", "le.van.b", "--name", "Lê Văn Mẫu"))
	fresh := word(run(0, "password", "Le.Van.B"))
	look(func(a *app.App) {
		if err := a.Accounts.CheckPassword(t.Context(), "le.van.b", fresh, identitydb.Browser{}); err != nil {
			t.Errorf("the new password: %v", err)
		}
		if a.Accounts.CheckPassword(t.Context(), "le.van.b", old, identitydb.Browser{}) == nil {
			t.Error("the old password still opens")
		}
	})
	run(0, "sign-out", "le.van.b", "--ground", "Mất máy")
	run(0, "reset-factors", "le.van.b", "--ground", "Mất điện thoại, đã gặp trực tiếp")
	run(0, "disable", "le.van.b", "--ground", "Thôi việc")
	look(func(a *app.App) {
		if a.Accounts.CheckPassword(t.Context(), "le.van.b", fresh, identitydb.Browser{}) == nil {
			t.Error("a disabled account opens")
		}
		events, err := a.Journal.Stream(t.Context(), identity.Stream("le.van.b"))
		var names []string
		for _, e := range events {
			names = append(names, e.Event.EventType())
		}
		if got := strings.Join(names, " "); err != nil || got != "identity.opened identity.password_issued identity.sessions_ended identity.factors_reset identity.disabled" {
			t.Errorf("%s %v", got, err)
		}
	})
	run(0, "enable", "le.van.b")
	look(func(a *app.App) {
		if err := a.Accounts.CheckPassword(t.Context(), "le.van.b", fresh, identitydb.Browser{}); err != nil {
			t.Errorf("after enabling: %v", err)
		}
	})
	for _, bad := range [][]string{{"password", "khong.co"}, {"disable", "khong.co", "--ground", "x"}, {"disable", "le.van.b", "--ground", ""}} {
		run(1, bad...)
	}
	run(2, "reset-factors", "le.van.b")
}

// TestProxiesAreNamedByTheirNetworks: what is no network is refused at the
// start, before anything is opened.
func TestProxiesAreNamedByTheirNetworks(t *testing.T) {
	t.Parallel()
	for say, c := range map[string]struct {
		args []string
		exit int
		want string
	}{
		"nobody named is this machine": {nil, 0, "trusted-proxies = (this machine)\n"},
		"several networks":             {[]string{"--trusted-proxies", "10.0.0.0/24,fd00::/8"}, 0, "trusted-proxies = 10.0.0.0/24,fd00::/8\n"},
		"a host without a length":      {[]string{"--trusted-proxies", "10.0.0.1"}, 2, "trusted-proxies"},
		"a name":                       {[]string{"--trusted-proxies", "proxy.example.vn/24"}, 2, "trusted-proxies"},
		"too long":                     {[]string{"--trusted-proxies", "10.0.0.0/33"}, 2, "trusted-proxies"},
	} {
		t.Run(say, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			if got := app.Main(t.Context(), append([]string{"config"}, c.args...), &out, &out); got != c.exit || !strings.Contains(out.String(), c.want) {
				t.Errorf("exit %d: %s", got, &out)
			}
		})
	}
}

// TestTheFirstAdministrators are made by the machine's operator, two of them, in
// an agency that is founded for them; the rest happens in the browser.
func TestTheFirstAdministrators(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db := "sqlite:" + dir + "/new.db"
	run := func(want int, args ...string) string {
		t.Helper()
		var out bytes.Buffer
		if got := app.Main(t.Context(), append(append([]string{"user", "admin"}, args...), "--db", db), &out, &out); got != want {
			t.Fatalf("%v: exit %d, want %d: %s", args, got, want, &out)
		}
		return out.String()
	}
	run(2, "mau.mot", "--name", "Nguyễn Văn Mẫu Một", "--agency", "trung-tam-mau")
	first := run(0, "mau.mot", "--name", "Nguyễn Văn Mẫu Một", "--agency", "trung-tam-mau", "--agency-name", "Trung tâm mẫu", "--agency-code", "H49.99")
	run(1, "mau.mot", "--name", "Nguyễn Văn Mẫu Một", "--agency", "trung-tam-mau")
	run(0, "mau.hai", "--name", "Trần Thị Mẫu Hai", "--agency", "trung-tam-mau")
	if said := run(1, "mau.ba", "--name", "Lê Văn Mẫu Ba", "--agency", "trung-tam-mau"); !strings.Contains(said, "/quan-tri") {
		t.Errorf("a third is answered %q", said)
	}
	a, err := app.Open(t.Context(), app.Config{DB: db, Files: dir + "/new-files"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}()
	password := regexp.MustCompile(`password (\S+)\n`).FindStringSubmatch(first)
	if password == nil {
		t.Fatalf("no password in %q", first)
	}
	if err := a.Accounts.CheckPassword(t.Context(), "mau.mot", password[1], identitydb.Browser{}); err != nil {
		t.Errorf("the first administrator is not let in: %v", err)
	}
	actor, err := a.Accounts.Actor(t.Context(), "mau.mot")
	if err != nil || !actor.AdministersAll() {
		t.Errorf("administers nothing: %+v %v", actor, err)
	}
}
