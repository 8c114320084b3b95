package dossierweb

import (
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/locale"
	"motcua/internal/web/ui"
)

// sign is a remaining time in words and how it presses.
type sign struct {
	words   locale.Text
	urgency ui.Urgency
}

// signs are the times that press on whoever has a dossier. first is the one
// that presses most: the dossier's own when it is late, else whichever of the
// step's and the dossier's ends first; a late step never hides behind a
// dossier that is still in time. other is the second, zero when there is one,
// and brief the same for the one line of a desk: "· hồ sơ 7 ngày".
type signs struct {
	first        sign
	other, brief locale.Text
}

// times are the due times of a dossier, 0 for one that does not run.
type times struct {
	status    dossier.Status
	due, step calendar.Instant
}

func timesOf(e *dossierdb.Entry) times {
	if e.Status == dossier.New {
		return times{e.Status, e.ReceptionDue, 0} // reception is the whole of it
	}
	return times{e.Status, e.Due, e.StepDue}
}

func (v *visit) signs() signs {
	if v.s.Suspension != nil {
		return signs{first: sign{locale.T("tạm dừng theo quy định", "suspended by law"), ui.Paused}}
	}
	return signsOf(v.clock, v.now, times{v.s.Status, v.due(), v.s.StepDue})
}

// signsOf measures a dossier's times.
func signsOf(clock *calendar.Clock, now calendar.Instant, t times) signs {
	if t.step.IsZero() || t.status != dossier.Accepted && t.status != dossier.Processing {
		return signs{first: deadline(clock, now, t.status, t.due)}
	}
	step, whole := clock.Remaining(now, t.step), clock.Remaining(now, t.due)
	ofStep := sign{locale.T("Bước này: "+stepWords(step), "This step: "+step.Words(locale.EN)), urgency(step)}
	ofWhole := sign{locale.T("Hồ sơ: "+whole.Words(locale.VI), "Dossier: "+whole.Words(locale.EN)), urgency(whole)}
	if whole.Late || !whole.None && t.due < t.step {
		return signs{ofWhole, ofStep.words, inBrief("bước này", "this step", step)}
	}
	return signs{ofStep, ofWhole.words, inBrief("hồ sơ", "dossier", whole)}
}

// stepWords is "quá 2 giờ", "còn 3 giờ": a step's time is always office time, so
// that is not said again.
func stepWords(r calendar.Remaining) string {
	amount := r.Amount(locale.VI)
	switch {
	case amount == "":
		return r.Words(locale.VI)
	case r.Late:
		return "quá " + amount
	}
	return "còn " + amount
}

// inBrief names a time and tells how much, in as few words as a desk's line has.
func inBrief(vi, en string, r calendar.Remaining) locale.Text {
	switch {
	case r.Amount(locale.VI) == "":
		return locale.T("· "+vi+" "+r.Words(locale.VI), "· "+en+" "+r.Words(locale.EN))
	case r.Late:
		vi, en = vi+" quá", en+" overdue by"
	}
	return locale.T("· "+vi+" "+r.Amount(locale.VI), "· "+en+" "+r.Amount(locale.EN))
}

// deadline is the remaining time of a dossier as a sign: against the time that
// counts in its status.
func deadline(clock *calendar.Clock, now calendar.Instant, status dossier.Status, due calendar.Instant) sign {
	switch {
	case status == dossier.Supplement || status == dossier.Paying:
		return sign{locale.T("tạm dừng, chờ người nộp", "paused, waits for the applicant"), ui.Paused}
	case status == dossier.Finished:
		return sign{locale.T("chờ trả kết quả", "result to hand over"), ui.Settled}
	case status.IsFinal():
		return sign{lowered(status.Name()), ui.Settled}
	}
	r := clock.Remaining(now, due)
	return sign{locale.Text{VI: r.Words(locale.VI), EN: r.Words(locale.EN)}, urgency(r)}
}

func urgency(r calendar.Remaining) ui.Urgency {
	switch {
	case r.None:
		return ui.Paused
	case r.Late:
		return ui.Late
	case r.Work < workingDay:
		return ui.Soon
	}
	return ui.Calm
}
