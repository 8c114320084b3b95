package identityoidc

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"

	"motcua/internal/identity"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// Kind is whom a provider knows.
type Kind string

// The kinds.
const (
	Citizens  Kind = "citizens"  // people and businesses: VNeID, the national portal
	Officials Kind = "officials" // the province's directory of staff
)

// Provider is one identity provider of the configuration.
type Provider struct {
	ID       string      `json:"id"` // in addresses and events, for ever: "vneid"
	Kind     Kind        `json:"kind"`
	Label    locale.Text `json:"label"` // what people call it
	Issuer   string      `json:"issuer"`
	ClientID string      `json:"client_id"`
	// SecretEnv names the environment variable with the client's secret; ""
	// for a client without one.
	SecretEnv string   `json:"secret_env,omitempty"`
	Scopes    []string `json:"scopes,omitempty"` // empty is "openid profile"
	Claims    Claims   `json:"claims,omitzero"`  // empty fields take the kind's defaults
	// Second says by which claims a directory proves a second factor of its own.
	Second Second `json:"second_factor,omitzero"`

	Secret    string            `json:"-"`
	Transport http.RoundTripper `json:"-"` // nil is the network
}

// Claims names the claims of a provider; each is the name of a JSON member of
// the ID token or of the answer of the user-info endpoint.
type Claims struct {
	Number   string   `json:"number,omitempty"`   // số định danh
	Passport string   `json:"passport,omitempty"` // số hộ chiếu, of who has no số định danh
	Nation   string   `json:"nation,omitempty"`   // quốc tịch: three letters, or a usual name
	Tax      string   `json:"tax,omitempty"`      // mã số thuế
	Name     string   `json:"name,omitempty"`     // of a person
	Business string   `json:"business,omitempty"` // of an organisation
	Birth    string   `json:"birth,omitempty"`
	Layout   string   `json:"birth_layout,omitempty"` // of Birth: "yyyyMMdd", "dd/MM/yyyy", "yyyy-MM-dd"
	Phone    string   `json:"phone,omitempty"`
	Email    string   `json:"email,omitempty"`
	Account  string   `json:"account,omitempty"` // name of an official's account here
	Type     string   `json:"type,omitempty"`    // of account
	Level    []string `json:"level,omitempty"`   // of assurance: the first that is there counts

	// Types are the account types: "citizen" or "business" for each value of
	// Type; a provider that sends none has citizens only.
	Types map[string]org.ActorKind `json:"types,omitempty"`
	// Levels is the level for each value of Level, in small letters; a value
	// that is not listed is no assurance.
	Levels map[string]identity.Assurance `json:"levels,omitempty"`
	// Unlevelled is the level of organisations, which have no levels in the law
	// (Nghị định 69/2024/NĐ-CP): their account is opened by a representative of
	// level 2.
	Unlevelled identity.Assurance `json:"organisation_level,omitempty"`
}

// defaults are the claims of VNeID and of the national portal, or of a usual
// directory.
func defaults(k Kind) Claims {
	if k == Officials {
		return Claims{Account: "preferred_username", Name: "name", Email: "email"}
	}
	return Claims{
		Number: "SoDinhDanh", Passport: "HoChieu", Nation: "QuocTich", Tax: "MaSoThue", Name: "HoVaTen", Business: "TenDoanhNghiep", Birth: "NgayThangNamSinh", Layout: "yyyyMMdd",
		Phone: "SoDienThoai", Email: "ThuDienTu", Type: "LoaiTaiKhoan", Level: []string{"IAL", "loAs"},
		Types: map[string]org.ActorKind{"1": org.ActorCitizen, "2": org.ActorBusiness, "3": org.ActorBusiness},
		Levels: map[string]identity.Assurance{
			"1": identity.AssuranceLow, "ial1": identity.AssuranceLow, "loa1": identity.AssuranceLow,
			"2": identity.AssuranceHigh, "ial2": identity.AssuranceHigh, "loa2": identity.AssuranceHigh,
			"3": identity.AssuranceHigh, "ial3": identity.AssuranceHigh, "loa3": identity.AssuranceHigh,
		},
		Unlevelled: identity.AssuranceHigh,
	}
}

// over fills what c leaves empty from d.
func (c Claims) over(d Claims) Claims {
	for _, f := range []struct{ to, from *string }{
		{&c.Number, &d.Number}, {&c.Tax, &d.Tax}, {&c.Name, &d.Name}, {&c.Business, &d.Business}, {&c.Birth, &d.Birth}, {&c.Layout, &d.Layout},
		{&c.Passport, &d.Passport}, {&c.Nation, &d.Nation}, {&c.Phone, &d.Phone}, {&c.Email, &d.Email}, {&c.Account, &d.Account}, {&c.Type, &d.Type},
	} {
		if *f.to == "" {
			*f.to = *f.from
		}
	}
	if len(c.Level) == 0 {
		c.Level = d.Level
	}
	if len(c.Types) == 0 {
		c.Types = d.Types
	}
	if len(c.Levels) == 0 {
		c.Levels = d.Levels
	}
	if c.Unlevelled == identity.Unproved {
		c.Unlevelled = d.Unlevelled
	}
	return c
}

// layouts are the ways to write a date, for calendar.
func layouts() map[string]string {
	return map[string]string{"yyyyMMdd": "20060102", "dd/MM/yyyy": "02/01/2006", "yyyy-MM-dd": "2006-01-02"}
}

// Providers reads a configuration: JSON itself, or the name of a file with it;
// "" is none. Secrets come from getenv. A mistake is told with the provider and
// the field.
func Providers(text string, getenv func(string) string) ([]Provider, error) {
	if text = strings.TrimSpace(text); text == "" {
		return nil, nil
	}
	body := []byte(text)
	if !strings.HasPrefix(text, "[") {
		var err error
		if body, err = os.ReadFile(text); err != nil {
			return nil, fmt.Errorf("identity providers: %w", err)
		}
	}
	var all []Provider
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(&all); err != nil {
		return nil, fmt.Errorf("identity providers: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("identity providers: there is something after the list")
	}
	seen := map[string]bool{}
	for i := range all {
		p := &all[i]
		if err := p.complete(getenv); err != nil {
			return nil, fmt.Errorf("identity provider %d (%q): %w", i+1, p.ID, err)
		}
		if seen[p.ID] {
			return nil, fmt.Errorf("identity provider %d: another one is called %q too", i+1, p.ID)
		}
		seen[p.ID] = true
	}
	return all, nil
}

// Default fills in what a provider leaves to the defaults of its kind.
func (p *Provider) Default() {
	if len(p.Scopes) == 0 {
		p.Scopes = []string{"openid", "profile"}
	}
	p.Claims = p.Claims.over(defaults(p.Kind))
	if p.Kind == Officials && len(p.Second.AMR) == 0 && len(p.Second.ACR) == 0 {
		p.Second.AMR = strongMethods()
	}
}

// complete checks a provider and fills in what it leaves to the defaults.
func (p *Provider) complete(getenv func(string) string) error {
	switch {
	case !identity.ProviderID(p.ID):
		return errors.New("id: small letters, digits and dashes, at most 32")
	case p.Kind != Citizens && p.Kind != Officials:
		return fmt.Errorf("kind: %q or %q", Citizens, Officials)
	case p.Label.VI == "" || p.Label.EN == "":
		return errors.New("label: both vi and en are needed")
	case p.ClientID == "":
		return errors.New("client_id is missing")
	}
	if err := safeAddress(p.Issuer); err != nil {
		return fmt.Errorf("issuer: %w", err)
	}
	if p.SecretEnv != "" {
		if p.Secret = getenv(p.SecretEnv); p.Secret == "" {
			return fmt.Errorf("secret_env: the environment has no %s", p.SecretEnv)
		}
	}
	if err := p.Second.check(p.Kind); err != nil {
		return fmt.Errorf("second_factor: %w", err)
	}
	p.Default()
	if !slices.Contains(p.Scopes, "openid") {
		return errors.New(`scopes: "openid" is needed`)
	}
	if p.Kind == Citizens && layouts()[p.Claims.Layout] == "" {
		return errors.New(`claims.birth_layout: "yyyyMMdd", "dd/MM/yyyy" or "yyyy-MM-dd"`)
	}
	for value, kind := range p.Claims.Types {
		if kind != org.ActorCitizen && kind != org.ActorBusiness {
			return fmt.Errorf("claims.types: %s is neither %q nor %q", value, org.ActorCitizen, org.ActorBusiness)
		}
	}
	return nil
}

// safeAddress lets HTTPS through, and plain HTTP to this very machine.
func safeAddress(address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return err
	}
	local := u.Hostname() == "localhost" || u.Hostname() == "127.0.0.1" || u.Hostname() == "::1"
	if u.Host == "" || u.User != nil || u.Fragment != "" || u.Scheme != "https" && (u.Scheme != "http" || !local) {
		return fmt.Errorf("%q is no https address", address)
	}
	return nil
}
