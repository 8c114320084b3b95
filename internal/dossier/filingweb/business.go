package filingweb

import (
	"context"
	"net/url"

	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/web/ui"
)

// forBusiness begins the answer to "for whom do you file" that names a
// business; its account follows.
const forBusiness = "dn:"

// forField is the field of an address that names whose dossiers are listed.
const forField = "cua"

// filesFor are the businesses for which somebody may file today.
func filesFor(a org.Actor) []org.ActorPrincipal {
	var out []org.ActorPrincipal
	for _, p := range a.Principals {
		if p.May(org.PowerFile) {
			out = append(out, p)
		}
	}
	return out
}

// principal is the business for which the draft is filed, as the draft has it.
func (v *visit) principal() (dossier.Party, bool) {
	o := v.d.Filing.Owner
	return o, o.Account != "" && o.Account != v.d.Account
}

func (v *visit) mayFile(business string) bool {
	_, ok := v.power(business)
	return ok
}

func (v *visit) power(business string) (org.ActorPrincipal, bool) {
	return org.Actor{Principals: v.may}.Principal(business)
}

// whose are the answers to "for whom do you file" that this person may give.
func (v *visit) whose() []string {
	out := []string{forMyself}
	for _, p := range v.may {
		out = append(out, forBusiness+p.Account)
	}
	return append(out, forAnother)
}

// forPrincipal is the business as its account has it, and by what right the
// person files for it.
func (v *visit) forPrincipal(ctx context.Context, business string) (dossier.Party, string, error) {
	p, ok := v.power(business)
	if !ok {
		return dossier.Party{}, "", dossier.ErrNotEmpowered
	}
	self, err := v.p.Self(ctx, business)
	return self.Party, dossier.RelationOf(p), err
}

// powerWords say by what right somebody acts for a business.
func powerWords(p org.ActorPrincipal) locale.Text {
	if p.Represents() {
		return locale.T("Ông/Bà là người đại diện theo pháp luật", "You are the legal representative")
	}
	return locale.T("Ông/Bà được giao nộp hồ sơ đến hết ngày "+p.Until.Short(), "You may file until "+p.Until.Short())
}

// choose settles whose dossiers are listed: the reader's own, or those of a
// business that he follows today. An address that names another one shows the
// reader's own.
func (v *mineView) choose(a org.Actor, asked string) {
	scope := dossier.ScopeOf(a)
	if len(scope.For) == 0 {
		return
	}
	link := func(account string, name locale.Text) ui.TabItem {
		href := minePath
		if account != a.Account {
			href += "?" + url.Values{forField: {account}}.Encode()
		}
		return ui.TabItem{Href: href, Text: name, Active: account == v.of || v.of == "" && account == a.Account}
	}
	for _, p := range a.Principals {
		if p.Account == asked && p.May(org.PowerFollow) {
			v.of, v.business = p.Account, ui.S(p.Name)
		}
	}
	v.whose = append(v.whose, link(a.Account, locale.T("Của tôi", "My own")))
	for _, p := range a.Principals {
		if p.May(org.PowerFollow) {
			v.whose = append(v.whose, link(p.Account, ui.S(p.Name)))
		}
	}
}

// pageHref is the address of a page of the list.
func (v mineView) pageHref(n int) string {
	q := url.Values{"trang": {itoa(n)}}
	if v.of != "" {
		q.Set(forField, v.of)
	}
	return minePath + "?" + q.Encode()
}
