package orgweb

import (
	"net/http"
	"slices"
	"strings"

	"motcua/internal/fault"
	"motcua/internal/web"
)

func (p *pages) accountForm(w http.ResponseWriter, r *http.Request) error {
	v, err := p.in(r, web.Query(r))
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, accountPage(v))
}

// openAccount opens the account of somebody who holds, or is to hold, a post of
// the agency, and shows the first password once.
func (p *pages) openAccount(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	v, err := p.in(r, f)
	if err != nil {
		return err
	}
	a := NewAccount{Account: strings.ToLower(f.Text("account", 64)), Name: f.Text("person", 200), Phone: f.Text("phone", 30), Email: f.Text("email", 200)}
	command, password := f.Command(), ""
	if f.Valid() {
		password, err = p.Accounts.OpenAccount(r.Context(), command, v.actor, a)
		for i, e := range fault.All(err) {
			if e.Field == "name" { // the official's name has another field here
				err = renamed(err, i, "person")
			}
		}
		if err := f.Refuse(placed(err, "account", "person", "phone", "email")); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return web.Render(w, r, http.StatusUnprocessableEntity, accountPage(v))
	}
	return web.Render(w, r, http.StatusOK, passwordPage(v, a, password))
}

// renamed is the refusals with another field for the one at i.
func renamed(err error, i int, field string) error {
	list := fault.List(slices.Clone(fault.All(err)))
	list[i] = list[i].At(field)
	return list
}
