package dossierweb

import (
	"strings"

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
// dossier that is still in time. other is the second, zero when there is one.
type signs struct {
	first sign
	other locale.Text
}

// brief is the second time for the one line of a desk: "· hồ sơ 7 ngày".
func (s signs) brief() locale.Text {
	vi := strings.TrimSuffix(strings.Replace(strings.Replace(s.other.VI, ": còn ", " ", 1), ": ", " ", 1), " làm việc")
	return locale.T("· "+lowerFirst(vi), "· "+lowerFirst(s.other.EN))
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
	return signsOf(v.clock, v.now, times{v.s.Status, v.due(), v.s.StepDue})
}

// signsOf measures a dossier's times.
func signsOf(clock *calendar.Clock, now calendar.Instant, t times) signs {
	whole := deadline(clock, now, t.status, t.due)
	if t.step.IsZero() || t.status != dossier.Accepted && t.status != dossier.Processing {
		return signs{first: whole}
	}
	step := sign{stepWords(clock.Remaining(now, t.step)), urgency(clock.Remaining(now, t.step))}
	named := sign{locale.T("Hồ sơ: "+whole.words.VI, "Dossier: "+whole.words.EN), whole.urgency}
	if whole.urgency == ui.Late || !t.due.IsZero() && t.due < t.step {
		return signs{named, step.words}
	}
	return signs{step, named.words}
}

// stepWords is "Bước này: quá 2 giờ", "Bước này: còn 3 giờ": the step's time is
// always office time, so that is not said again.
func stepWords(r calendar.Remaining) locale.Text {
	vi := strings.TrimSuffix(strings.Replace(r.Words(locale.VI), "quá hạn", "quá", 1), " làm việc")
	return locale.T("Bước này: "+vi, "This step: "+r.Words(locale.EN))
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
