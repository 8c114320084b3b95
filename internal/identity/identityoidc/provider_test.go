package identityoidc_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"motcua/internal/identity"
	"motcua/internal/identity/identityoidc"
	"motcua/internal/org"
)

const configured = `[{"id":"vneid","kind":"citizens","label":{"vi":"VNeID","en":"VNeID"},"issuer":"https://id.example.vn","client_id":"c","secret_env":"S"}]`

func TestProviders(t *testing.T) {
	t.Parallel()
	getenv := func(name string) string { return map[string]string{"S": "secret"}[name] }
	file := filepath.Join(t.TempDir(), "providers.json")
	if err := os.WriteFile(file, []byte(configured), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{configured, file, " \n" + configured} {
		all, err := identityoidc.Providers(text, getenv)
		if err != nil || len(all) != 1 || all[0].Secret != "secret" || all[0].Claims.Number != "SoDinhDanh" || len(all[0].Scopes) != 2 {
			t.Errorf("%+v, %v", all, err)
		}
	}
	if all, err := identityoidc.Providers("", getenv); err != nil || all != nil {
		t.Errorf("%v %v", all, err)
	}
	for _, c := range []struct{ say, from, to, want string }{
		{"an id with blanks", `"vneid"`, `"VNeID quốc gia"`, "id:"},
		{"an unknown kind", `"citizens"`, `"robots"`, "kind:"},
		{"one language only", `,"en":"VNeID"`, ``, "label:"},
		{"an issuer without TLS", "https:", "http:", "issuer:"},
		{"an issuer with a password", "https://", "https://a:b@", "issuer:"},
		{"no client", `"client_id":"c",`, ``, "client_id"},
		{"a secret that is not there", `"S"`, `"NONE"`, "secret_env"},
		{"a field that nobody knows", `"kind"`, `"knd"`, "unknown field"},
		{"something after the list", "}]", "}] []", "after the list"},
		{"two of a name", "}]", "}," + strings.TrimPrefix(configured, "["), "another one"},
		{"scopes without openid", `"secret_env":"S"`, `"scopes":["profile"]`, "openid"},
		{"an unknown way to write dates", `"secret_env":"S"`, `"claims":{"birth_layout":"d.M.y"}`, "birth_layout"},
		{"an account type that files nothing", `"secret_env":"S"`, `"claims":{"types":{"1":"official"}}`, "types"},
		{"a second factor of citizens", `"secret_env":"S"`, `"second_factor":{"amr":["mfa"]}`, "second_factor:"},
		{"a password as the second factor", `"citizens"`, `"officials","second_factor":{"amr":["otp","pwd"]}`, "proves no second factor"},
		{"an empty class", `"citizens"`, `"officials","second_factor":{"acr":[""]}`, "without blanks"},
		{"a file that is not there", configured, "/khong/co.json", "no such file"},
	} {
		t.Run(c.say, func(t *testing.T) {
			t.Parallel()
			_, err := identityoidc.Providers(strings.Replace(configured, c.from, c.to, 1), getenv)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}

func TestManyAtOnceOpenOneAccount(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := identity.Proof{
		Provider: "a", Subject: strings.Repeat("0a", 32), Assurance: identity.AssuranceHigh, Kind: org.ActorBusiness,
		Number: "0100109106", Name: "Công ty Mẫu",
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if _, err := s.accounts.Admit(t.Context(), p, ""); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if found, err := s.accounts.ByNumber(t.Context(), "0100109106"); err != nil || len(found) != 1 {
		t.Errorf("%v %v", found, err)
	}
	if err := s.accounts.Sweep(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestWhoIsTold checks the table of claims by what the accounts become.
func TestWhoIsTold(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		say    string
		info   map[string]any
		kind   org.ActorKind
		number string
		name   string
	}{
		{"a citizen by VNeID", map[string]any{}, org.ActorCitizen, "022190000001", "Nguyễn Thị Mẫu"},
		{"a foreigner by passport and nationality", map[string]any{"SoDinhDanh": nil, "HoChieu": "e1234 5678", "QuocTich": "Trung Quốc", "HoVaTen": "LI Mau"}, org.ActorCitizen, "CHN-E12345678", "LI Mau"},
		{"a personal number counts more than a passport", map[string]any{"HoChieu": "C1234567", "QuocTich": "VNM"}, org.ActorCitizen, "022190000001", "Nguyễn Thị Mẫu"},
		{"no type is a citizen", map[string]any{"LoaiTaiKhoan": nil}, org.ActorCitizen, "022190000001", "Nguyễn Thị Mẫu"},
		{"a level by loAs", map[string]any{"IAL": nil, "loAs": "LoA2"}, org.ActorCitizen, "022190000001", "Nguyễn Thị Mẫu"},
		{"a business has no level", map[string]any{"LoaiTaiKhoan": "2", "MaSoThue": "0100109106", "TenDoanhNghiep": "Công ty Mẫu", "IAL": nil}, org.ActorBusiness, "0100109106", "Công ty Mẫu"},
		{"an organisation is like one", map[string]any{"LoaiTaiKhoan": 3, "MaSoThue": "5700100256", "TenDoanhNghiep": "Hội Mẫu", "IAL": nil}, org.ActorBusiness, "5700100256", "Hội Mẫu"},
	} {
		t.Run(c.say, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			s.a.mu.Lock()
			for name, value := range c.info {
				s.a.info[name] = value
			}
			s.a.mu.Unlock()
			b := s.browser()
			if status, _ := s.get(b, back("a", answer(s.begin(b, s.a, identityoidc.Path+"a")))); status != http.StatusSeeOther {
				t.Fatalf("%d", status)
			}
			all, err := s.accounts.ByNumber(t.Context(), c.number)
			if err != nil || len(all) != 1 || all[0].Kind != c.kind || all[0].Name != c.name {
				t.Errorf("%+v %v", all, err)
			}
		})
	}
}
