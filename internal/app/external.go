package app

import (
	"context"
	"net/http"
	"os"
	"slices"
	"strings"

	"motcua/internal/identity"
	"motcua/internal/identity/identityoidc"
	"motcua/internal/identity/identityoidc/localprovider"
	"motcua/internal/identity/identityweb"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/org/province"
	"motcua/internal/web"
)

// openProviders makes the relying party of the configured identity providers.
// A demonstration without one for citizens brings its own.
func (a *App) openProviders() error {
	providers, err := identityoidc.Providers(a.Identity, os.Getenv)
	if err != nil {
		return err
	}
	citizens := func(p identityoidc.Provider) bool { return p.Kind == identityoidc.Citizens }
	if a.Demo && !slices.ContainsFunc(providers, citizens) {
		local, err := localprovider.New(a.BaseURL, knownPeople())
		if err != nil {
			return err
		}
		local.Routes(a.Mux)
		providers = append(providers[:len(providers):len(providers)], local.Configured())
	}
	a.SignIn = identityoidc.New(identityoidc.Deps{
		Accounts: a.Accounts, Providers: providers, Base: a.BaseURL, Now: a.Now, Log: a.Log, Home: landing,
		Second: func(w http.ResponseWriter, r *http.Request, arrival identityweb.Arrival) error {
			return a.signInPages().AskSecond(w, r, arrival)
		},
	})
	a.SignIn.Routes(a.Mux)
	return nil
}

// signInPages is what the pages of sign-in and accounts use.
func (a *App) signInPages() identityweb.Deps {
	return identityweb.Deps{
		Accounts: a.Accounts, Organisation: a.Directory.Organisation, Now: a.Now, Home: landing, Secure: strings.HasPrefix(a.BaseURL, "https:"),
		Ways: a.ways, Left: a.SignIn.Left, Label: a.SignIn.Label,
	}
}

// ways are the providers that the sign-in page offers.
func (a *App) ways(back string) identityweb.Ways {
	return identityweb.Ways{Citizens: a.SignIn.Ways(identityoidc.Citizens, back), Officials: a.SignIn.Ways(identityoidc.Officials, back)}
}

// takesFilings reports whether dossiers are filed online here: where people can
// prove who they are, and in a demonstration.
func (a *App) takesFilings() bool { return a.Demo || a.SignIn.Takes(identityoidc.Citizens) }

// assured reports whether the reader has proved well enough who it is to file;
// a demonstration account has nobody behind it.
func assured(ctx context.Context) bool {
	if web.ViewerOf(ctx).Demo {
		return true
	}
	s, in := web.SessionOf(ctx)
	return in && identity.Assurance(s.Assurance) >= identity.AssuranceToFile
}

// knownPeople are those whom the demonstration's provider knows: the citizens
// and businesses of the demonstration, and three who have no account here yet.
func knownPeople() []localprovider.Person {
	var people []localprovider.Person
	for _, d := range province.DemoAccounts() {
		claims := map[string]any{"SoDienThoai": d.Phone, "ThuDienTu": d.Email, "IAL": "2"}
		switch d.Kind {
		case org.ActorCitizen:
			claims["LoaiTaiKhoan"], claims["SoDinhDanh"], claims["HoVaTen"] = "1", d.Number, d.Name
			claims["NgayThangNamSinh"] = strings.ReplaceAll(d.Birth.String(), "-", "")
		case org.ActorBusiness:
			claims["LoaiTaiKhoan"], claims["MaSoThue"], claims["TenDoanhNghiep"] = "2", d.Number, d.Name
		case org.ActorOfficial, org.ActorSystem:
			continue
		}
		people = append(people, localprovider.Person{Subject: "ng-" + d.Key, Name: d.Name, Note: d.Role, Claims: claims})
	}
	return append(people,
		localprovider.Person{
			Subject: "ng-moi", Name: "Lê Thị Mẫu Mới", Note: locale.T("Chưa có tài khoản ở cổng này: lần đầu đăng nhập sẽ mở", "Has no account here: the first sign-in opens one"),
			Claims: map[string]any{"LoaiTaiKhoan": "1", "SoDinhDanh": "022195000077", "HoVaTen": "Lê Thị Mẫu Mới", "NgayThangNamSinh": "19950220", "IAL": "2"},
		},
		localprovider.Person{
			Subject: "ng-nuoc-ngoai", Name: "LI Mau", Note: locale.T("Người nước ngoài, đăng nhập bằng hộ chiếu và quốc tịch", "A foreigner, by passport and nationality"),
			Claims: map[string]any{"LoaiTaiKhoan": "1", "HoChieu": "E00000079", "QuocTich": "CHN", "HoVaTen": "LI Mau", "NgayThangNamSinh": "19870909", "IAL": "2"},
		},
		localprovider.Person{
			Subject: "ng-muc-1", Name: "Phạm Văn Mẫu Một", Note: locale.T("Tài khoản định danh mức độ 1: đăng nhập được, chưa nộp trực tuyến được", "Level 1: may sign in, may not file online yet"),
			Claims: map[string]any{"LoaiTaiKhoan": "1", "SoDinhDanh": "022088000078", "HoVaTen": "Phạm Văn Mẫu Một", "NgayThangNamSinh": "19880714", "IAL": "1"},
		})
}
