package dossier

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"strings"

	"motcua/internal/act"
	"motcua/internal/locale"
)

// Table is the one synchronous projection: a row for each dossier, from which
// desks, searches, tracking and account pages list.
const Table = "dossier_row"

// NoDue sorts dossiers without a due time behind all others.
const NoDue = math.MaxInt64

// Tables declares the projection to the journal.
func Tables() []act.Table {
	return []act.Table{{
		Name: Table, Key: []string{"id"},
		Columns: []string{
			"code", "code_key", "submission", "submission_key", "status", "method",
			"procedure_code", "short_vi", "short_en", "field_code", "field_name",
			"agency", "received", "level", "account", "owner_name", "owner_sort", "owner_number", "search",
			"holder_agency", "holder_duty", "holder_account", "step_kind", "step_since", "step_due", "order_due",
			"filed_at", "reception_due", "accepted_at", "promised", "due", "ended_at", "end_status", "outcome",
			"supplements", "token_hash", "passed_by", "workers", "phone_key", "restricted", "apologised",
		},
	}}
}

// Rows is the dossier's row.
func Rows(id string, s State) []act.Row {
	if !s.Exists() {
		return nil
	}
	kind := ""
	if st, ok := s.CurrentStep(); ok && !s.IsOver() {
		kind = string(st.Kind)
	}
	return []act.Row{{Table: Table, Values: []any{
		strings.TrimPrefix(id, StreamKind+"/"),
		s.Code, locale.CodeKey(s.Code), s.Submission, locale.CodeKey(s.Submission), int64(s.Status), string(s.Method),
		s.Procedure, s.Short.VI, s.Short.EN, s.Field.Code, s.Field.Name,
		s.Agency, s.Received, s.Level, s.Account, s.Owner.Name, locale.NameSortKey(s.Owner.Name), s.Owner.Number, s.searchText(),
		s.Holder.Agency, s.Holder.Duty, s.Holder.Account, kind, int64(s.StepSince), s.stepDue(), s.orderDue(),
		int64(s.FiledAt), int64(s.ReceptionDue), int64(s.AcceptedAt), int64(s.Promised), int64(s.Due), int64(s.EndedAt), int64(s.EndStatus), string(s.Outcome()),
		int64(len(s.Asked)), TokenHash(s.Slip.Token), s.PassedBy, strings.Join(s.Workers(), " "), s.phoneKey(), s.restricted(), s.apologised(),
	}}}
}

// apologised is when the head apologised, 0 for not yet.
func (s State) apologised() int64 {
	if s.Apology == nil {
		return 0
	}
	return int64(s.Apology.Signed.At)
}

func (s State) restricted() int64 {
	if s.Restricted() {
		return 1
	}
	return 0
}

// stepDue is by when the current step is due, 0 while nothing runs.
func (s State) stepDue() int64 {
	if s.stands() || s.Status == Supplement || s.IsOver() {
		return 0
	}
	return int64(s.StepDue)
}

// orderDue is what desks sort by: whichever comes first of the step's due time
// and the dossier's in force; before acceptance the reception's.
func (s State) orderDue() int64 {
	step := s.stepDue()
	switch {
	case s.IsOver():
		return NoDue
	case s.Status == Finished:
		return NoDue - 1
	case s.Due != 0 && step != 0:
		return min(int64(s.Due), step)
	case s.Due != 0:
		return int64(s.Due)
	case s.ReceptionDue != 0:
		return int64(s.ReceptionDue)
	case step != 0:
		return step
	}
	return NoDue
}

// searchText is what an official's search runs over: folded names and codes.
func (s State) searchText() string {
	return strings.Join([]string{
		locale.CodeKey(s.Code), locale.CodeKey(s.Submission), locale.Fold(s.Owner.Name), s.Owner.Number,
		locale.Fold(s.Applicant.Name), s.Applicant.Number, locale.Fold(s.Short.VI), s.Procedure,
	}, " ")
}

// TokenHash is how a tracking token is looked up: its SHA-256, hex, so that
// the table of dossiers opens nothing. "" stays "".
func TokenHash(token string) string {
	if token == "" {
		return ""
	}
	h := sha256.Sum256([]byte(token))
	return hex.EncodeToString(h[:])
}

// phoneKey is the telephone by which a call agent finds the dossier: the
// owner's, else the applicant's.
func (s State) phoneKey() string {
	if key := PhoneKey(s.Owner.Phone); key != "" {
		return key
	}
	return PhoneKey(s.Applicant.Phone)
}

// PhoneKey is a telephone number for comparing: its digits, the country's 84 as
// 0; "" for what is no number.
func PhoneKey(phone string) string {
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, phone)
	if rest, ok := strings.CutPrefix(digits, "84"); ok {
		digits = "0" + rest
	}
	if len(digits) < 9 || len(digits) > 15 {
		return ""
	}
	return digits
}
