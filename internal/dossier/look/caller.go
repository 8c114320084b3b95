package look

import (
	"slices"
	"strings"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// Said is what a caller says of himself; what he did not say is zero.
type Said struct {
	Name    string
	Born    calendar.Date
	Last4   string // last four signs of the identification number
	Phone   string
	Commune string // of the address, with or without "phường", "xã"
}

// proof is how many facts a caller must get right.
const proof = 2

// CallerReason is the reason kept with a look for a caller; the applicant reads it.
const CallerReason = "Người gọi đã đối chiếu 2 thông tin"

// ErrCaller: the facts do not agree with a dossier, or there is none; which of
// them is not told.
var ErrCaller = fault.New(fault.Invalid, "look.caller", locale.T( //nolint:gochecknoglobals // a sentinel
	"Chưa đối chiếu được: không có hồ sơ nào khớp mã (hoặc số điện thoại) và hai thông tin vừa nhập. Xin hỏi lại người gọi, sửa rồi thử lại. Chưa có gì được cho xem.",
	"Not proved: no dossier agrees with the code (or telephone) and the two facts. Please ask the caller again, correct and retry. Nothing was shown."))

// given counts the facts that the caller named.
func (s Said) given() int {
	n := 0
	for _, named := range []bool{strings.TrimSpace(s.Name) != "", !s.Born.IsZero(), s.Last4 != "", s.Phone != "", strings.TrimSpace(s.Commune) != ""} {
		if named {
			n++
		}
	}
	return n
}

// Of reports whether at least two facts were said and every one of them is the
// party's: a wrong one is not made good by two right ones.
func (s Said) Of(p dossier.Party) bool {
	last := []rune(p.Number)
	last = last[max(len(last)-4, 0):]
	return s.given() >= proof &&
		(strings.TrimSpace(s.Name) == "" || same(s.Name, p.Name)) &&
		(s.Born.IsZero() || s.Born == p.Born) &&
		(s.Last4 == "" || len(last) == 4 && strings.EqualFold(s.Last4, string(last))) &&
		(s.Phone == "" || dossier.PhoneKey(p.Phone) != "" && dossier.PhoneKey(s.Phone) == dossier.PhoneKey(p.Phone)) &&
		(strings.TrimSpace(s.Commune) == "" || livesIn(p.Address, s.Commune))
}

func same(a, b string) bool {
	a = strings.Join(strings.Fields(locale.Fold(a)), " ")
	return a != "" && a == strings.Join(strings.Fields(locale.Fold(b)), " ")
}

// livesIn reports whether the commune is a part of the address behind its house
// and street.
func livesIn(address, commune string) bool {
	parts := strings.Split(address, ",")
	return slices.ContainsFunc(parts[1:], func(part string) bool { return same(bare(part), bare(commune)) })
}

// bare is a commune's name without what kind of commune it is.
func bare(s string) string {
	s = strings.Join(strings.Fields(locale.Fold(s)), " ")
	for _, kind := range []string{"phuong ", "xa ", "thi tran ", "dac khu "} {
		if rest, ok := strings.CutPrefix(s, kind); ok {
			return rest
		}
	}
	return s
}

// decideCaller lets a call agent answer whoever proved to be the owner or the
// applicant. A second call within the time writes nothing more.
func decideCaller(s State, said Said, f Facts) ([]act.Event, error) {
	a := f.Actor
	if a.Kind != org.ActorOfficial || !a.HoldsAnywhere(org.DutyCallAgent) || a.HoldsAnywhere(org.DutyAdmin) {
		return nil, ErrKind
	}
	if !dossier.ScopeOf(a).Entitled(f.Dossier) && (f.Secret || f.Dossier.Restricted()) {
		return nil, ErrCaller // not even its being there is told
	}
	if !said.Of(f.Dossier.Owner) && !said.Of(f.Dossier.Applicant) {
		return nil, ErrCaller
	}
	for _, l := range s.Looks {
		if l.By == a.Account && l.Kind == Caller && l.Until > f.Now {
			return nil, nil
		}
	}
	e := Looked{By: a.Account, Kind: Caller, Decides: f.Dossier.Agency, Shown: "status due asked holder", At: f.Now, Until: f.Now.Add(Usual), Reason: CallerReason}
	return []act.Event{e.by(a)}, nil
}
