package dossier

import (
	"slices"

	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// MandateRepresentative is the mandate of a business's legal representative;
// any other is the id of the grant by which somebody files for it.
const MandateRepresentative = "representative"

// ErrNotEmpowered: the filing names a business for which the person may not, or
// may no longer, file.
//
//nolint:gochecknoglobals // a sentinel
var ErrNotEmpowered = fault.New(fault.Forbidden, "dossier.not_empowered", locale.T(
	"Ông/Bà hiện không được giao nộp hồ sơ cho doanh nghiệp này: việc giao chưa có, đã hết hạn hoặc đã thu hồi. Hồ sơ chưa nộp, nội dung vẫn được giữ. Xin hỏi người đại diện của doanh nghiệp, hoặc chọn lại mình nộp cho ai.",
	"You may not file for this business now: no power was given to you, or it has ended. Nothing was filed and what you entered is kept. Please ask the business's representative, or choose again for whom you file."))

// MandateOf is by what somebody acts for a business: MandateRepresentative or
// the id of his grant.
func MandateOf(p org.ActorPrincipal) string {
	if p.Represents() {
		return MandateRepresentative
	}
	return p.Grant
}

// RelationOf says in a dossier's words by what right somebody files for a
// business.
func RelationOf(p org.ActorPrincipal) string {
	if p.Represents() {
		return "Người đại diện theo pháp luật của doanh nghiệp"
	}
	return "Người được doanh nghiệp giao nộp hồ sơ trên cổng, đến hết ngày " + p.Until.Short()
}

// scopeOfPerson is what a citizen or business sees: own dossiers, and those of
// the businesses for which he may follow them.
func scopeOfPerson(a org.Actor) Scope {
	s := Scope{Account: a.Account}
	for _, p := range a.Principals {
		if p.Account != "" && p.May(org.PowerFollow) {
			s.For = append(s.For, p.Account)
		}
	}
	return s
}

// Accounts lists the accounts whose dossiers a person sees.
func (s Scope) Accounts() []string { return append([]string{s.Account}, s.For...) }

// Owns reports whether dossiers of the account are the person's, or those of a
// business that he follows.
func (s Scope) Owns(account string) bool {
	return account != "" && (account == s.Account || slices.Contains(s.For, account))
}

// files reports whether the dossier is the actor's own to act on: his, or that
// of a business for which he files.
func files(s State, a org.Actor) bool {
	return s.Account != "" && (s.Account == a.Account || a.MayFor(s.Account, org.PowerFile))
}

// Receives reports whether a person who sees the dossier may have its result:
// who files for a business need not be who receives.
func Receives(s State, a org.Actor) bool {
	return a.Kind == org.ActorOfficial || s.Account == a.Account || a.MayFor(s.Account, org.PowerReceive)
}

// speakFor settles for whom an online filing speaks. Whoever names a business's
// account must have the power to file for it; the business is then written as
// its account has it and the person as he is, whatever was typed. It answers
// that account and the mandate, "" for who files for himself.
func (c *Filing) speakFor(a org.Actor) (principal, mandate string, err error) {
	if c.Owner.Account == "" || c.Owner.Account == a.Account || a.Kind == org.ActorOfficial {
		return "", "", nil
	}
	p, ok := a.Principal(c.Owner.Account)
	if !ok || !p.May(org.PowerFile) {
		return "", "", ErrNotEmpowered
	}
	if c.Owner.Kind != Organisation {
		c.Owner.Kind = Business
	}
	c.Owner.Name, c.Owner.Number = p.Name, p.Number
	c.Applicant.Kind, c.Applicant.Account, c.Applicant.Name = Citizen, a.Account, a.Name
	c.Relation = RelationOf(p)
	return p.Account, MandateOf(p), nil
}
