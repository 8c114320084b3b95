package dossierweb

import (
	"cmp"
	"context"
	"net/http"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/look"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/web"
)

// visit is one official looking at one dossier.
type visit struct {
	s       dossier.State
	version int64
	actor   org.Actor
	now     calendar.Instant
	clock   *calendar.Clock // as published last
	counted *calendar.Clock // that the due time was counted with
	people  people
	// masked: the viewer has given no reason for looking; look is what
	// opened it, zero for own work; kinds are how he may open it.
	masked bool
	look   look.Looked
	kinds  []look.Kind
}

// visit loads the dossier of the address in the scope of the viewer; any other
// is not found.
func (p *pages) visit(r *http.Request) (*visit, error) {
	ctx := r.Context()
	actor, err := p.actor(ctx)
	if err != nil {
		return nil, err
	}
	now := p.Now()
	seen, err := p.Casework.See(ctx, actor, r.PathValue("id"), now)
	if err != nil {
		return nil, err
	}
	s := seen.State
	return &visit{
		s: s, version: seen.Version, actor: actor, now: now, masked: !seen.Whole, look: seen.Look, kinds: seen.Kinds,
		clock: p.Casework.ClockOf(s.Agency), counted: p.Casework.ClockFor(s), people: people{p.Casework.Organisation(), now.Date()},
	}, nil
}

func (p *pages) actor(ctx context.Context) (org.Actor, error) {
	return p.Actors.Actor(ctx, web.ViewerOf(ctx).Account)
}

func (v *visit) path() string { return rootPath + v.s.ID }

// code is the dossier's code, before acceptance its submission number.
func (v *visit) code() string { return cmp.Or(v.s.Code, v.s.Submission) }

// people names accounts and duties as they are on a day.
type people struct {
	o   *org.Organisation
	day calendar.Date
}

// name is an official's name; "" stands for the applicant.
func (p people) name(account string) string {
	switch account {
	case "":
		return "Người nộp hồ sơ"
	case org.System().Account:
		return org.System().Name
	}
	if a, _ := p.o.Official(account, p.day); a.Name != "" {
		return a.Name
	}
	return "Người nộp hồ sơ" // only the applicant's account is no official's
}

// titled is the name with the title held in an agency: "Lê Văn Mẫu, Trưởng phòng".
func (p people) titled(account, agency string) string {
	a, _ := p.o.Official(account, p.day)
	for _, post := range a.Posts {
		if post.Agency == agency && post.Title != "" {
			return p.name(account) + ", " + post.Title
		}
	}
	return p.name(account)
}

// holder says who has a dossier: the account charged with it, else the duty.
func (p people) holder(h dossier.Holder) string {
	if h.Account != "" {
		return p.titled(h.Account, h.Agency)
	}
	if h.Duty == "" {
		return ""
	}
	who := dutyName(h.Duty).VI
	if name := p.agency(h.Agency); name != "" {
		who += ", " + name
	}
	return who
}

// agency is an agency's short name.
func (p people) agency(id string) string {
	a, ok := p.o.Find(id)
	switch {
	case !ok:
		return ""
	case a.ShortName != "":
		return a.ShortName
	}
	return a.Name
}

// dutyName names who performs a step.
func dutyName(duty string) locale.Text {
	switch org.Duty(duty) {
	case org.DutyReception:
		return locale.T("Cán bộ một cửa", "Reception officer")
	case org.DutySpecialist:
		return locale.T("Chuyên viên", "Specialist")
	case org.DutyUnitHead:
		return locale.T("Lãnh đạo phòng", "Head of the unit")
	case org.DutyLeader:
		return locale.T("Lãnh đạo cơ quan", "Leader of the agency")
	case org.DutyClerk:
		return locale.T("Văn thư", "Clerk")
	case org.DutySealKeeper:
		return locale.T("Người giữ con dấu", "Seal keeper")
	case org.DutyReturner:
		return locale.T("Cán bộ trả kết quả", "Result officer")
	default:
		return locale.T("Cán bộ", "Official")
	}
}

// inText is the instant in both languages.
func inText(i calendar.Instant) locale.Text {
	return locale.Text{VI: i.Words(locale.VI), EN: i.Words(locale.EN)}
}

// brief is an instant for the narrow columns of a desk: "10:42 26/4".
func brief(i, now calendar.Instant) string {
	switch {
	case i.IsZero():
		return ""
	case i.Date() == now.Date():
		return i.Time().Format("15:04")
	case i.Date().Year == now.Date().Year:
		return i.Time().Format("15:04 02/1")
	}
	return i.Time().Format("02/01/2006")
}

func lowered(t locale.Text) locale.Text {
	return locale.Text{VI: locale.LowerFirst(t.VI), EN: locale.LowerFirst(t.EN)}
}

// title is the dossier in one line: what is asked for, and by whom.
func (v *visit) title() string {
	short := v.s.Short.VI
	if short == "" {
		short = v.s.Procedure
	}
	return short + joined(" – ", v.s.Owner.Name)
}

// heldSince says since when the present holder has it and from whom.
func (v *visit) heldSince() string {
	if v.s.StepSince.IsZero() || v.s.IsOver() {
		return ""
	}
	return v.people.holder(v.s.Holder) + " giữ hồ sơ từ " + v.s.StepSince.Words(locale.VI) + "; nhận từ " + v.people.name(v.by(v.s.PassedBy)) + "."
}
