package look

import (
	"strings"
	"unicode/utf8"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/locale"
)

// Masked is the dossier as whoever has given no reason sees it: where it stands
// and when it is due, people by initials and last digits, no papers' files, no
// address, nothing in anybody's own words.
func Masked(s dossier.State) dossier.State {
	s.Owner, s.Applicant = Party(s.Owner), Party(s.Applicant)
	s.Relation, s.Note, s.Account, s.Slip, s.SentBack = "", "", "", dossier.Slip{}, ""
	s.Return.Address = ""
	papers := make([]dossier.PaperMark, len(s.Papers))
	for i, p := range s.Papers {
		if p.Key != "" { // of the procedure's list: its name is public
			papers[i] = dossier.PaperMark{Key: p.Key, Name: p.Name, Mark: p.Mark}
		} else {
			papers[i] = dossier.PaperMark{Name: "Giấy tờ khác", Mark: p.Mark}
		}
	}
	s.Papers = papers
	if s.Proposal != nil {
		s.Proposal = &dossier.Proposal{Outcome: s.Proposal.Outcome, By: s.Proposal.By, For: s.Proposal.For, At: s.Proposal.At}
	}
	if s.Result != nil {
		r := *s.Result
		if r.Document = nil; s.Result.Document != nil {
			r.Document = &dossier.Document{Generated: s.Result.Document.Generated}
		}
		s.Result = &r
	}
	if s.Delivery != nil {
		d := *s.Delivery
		d.Receiver, d.Number, d.ByPaper = Name(d.Receiver), Digits(d.Number), ""
		s.Delivery = &d
	}
	if s.Refusal != nil {
		d := *s.Refusal
		d.Reason, d.Remedy = "", ""
		s.Refusal = &d
	}
	asked := make([]dossier.Asked, len(s.Asked))
	for i, a := range s.Asked {
		items := make([]dossier.Item, 0, len(a.Items))
		for _, it := range a.Items {
			if it.Key == "" {
				it.Name = "Giấy tờ khác"
			}
			items = append(items, dossier.Item{Key: it.Key, Name: it.Name})
		}
		a.Items, a.Reason = items, ""
		asked[i] = a
	}
	s.Asked = asked
	return withoutWords(s)
}

// withoutWords drops what was written of pauses, ends, apologies and the post;
// that they were, and when, stays.
func withoutWords(s dossier.State) dossier.State {
	payments := make([]dossier.Payment, len(s.Payments))
	for i, p := range s.Payments {
		payments[i] = dossier.Payment{Until: p.Until, By: p.By, At: p.At, Done: p.Done}
	}
	corrections := make([]dossier.Correction, len(s.Corrections))
	for i, c := range s.Corrections {
		corrections[i] = dossier.Correction{Ended: c.Ended, At: c.At, By: c.By, Void: c.Void}
	}
	s.Payments, s.Corrections = payments, corrections
	if p := s.Suspension; p != nil {
		s.Suspension = &dossier.Suspension{Clause: p.Clause, By: p.By, At: p.At}
	}
	if e := s.Ending; e != nil {
		s.Ending = &dossier.Ending{Clause: e.Clause, Number: e.Number, Fee: e.Fee, By: e.By, At: e.At}
	}
	if a := s.Apology; a != nil {
		s.Apology = &dossier.Apology{Number: a.Number, Signed: a.Signed, Due: a.Due, Cause: a.Cause, NewDate: a.NewDate}
	}
	if p := s.Posted; p != nil {
		s.Posted = &dossier.Posting{By: p.By, At: p.At}
	}
	return s
}

// Party is a person as masked: initials and last digits.
func Party(p dossier.Party) dossier.Party {
	return dossier.Party{Kind: p.Kind, Name: Name(p.Name), Number: Digits(p.Number), Phone: Digits(p.Phone), Born: calendar.Date{}}
}

// Name is a name's initials: "N. T. M." for "Nguyễn Thị Mẫu".
func Name(s string) string {
	var out []string
	for _, w := range strings.Fields(s) {
		r, _ := utf8.DecodeRuneInString(w)
		out = append(out, strings.ToUpper(string(r))+".")
	}
	return strings.Join(out, " ")
}

// Digits is a number of which only the last three signs are left, and not how long
// it is: "•••• 001".
func Digits(s string) string {
	const left, hidden = 3, "••••"
	r := []rune(s)
	switch {
	case len(r) == 0:
		return ""
	case len(r) <= left:
		return hidden
	}
	return hidden + " " + string(r[len(r)-left:])
}

// Text names a kind for people.
func (k Kind) Text() locale.Text {
	switch k {
	case Caller:
		return locale.T("Trả lời người gọi đến tổng đài", "Answering a caller")
	case Inspection:
		return locale.T("Kiểm tra theo quyết định", "Inspection by an order")
	case Colleague:
		return locale.T("Cán bộ của cơ quan có hồ sơ", "An official of the agency")
	case Emergency:
		return locale.T("Truy cập khẩn cấp", "Emergency access")
	}
	return locale.T("Xem hồ sơ", "Look")
}
