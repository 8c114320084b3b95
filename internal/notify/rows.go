package notify

import "motcua/internal/act"

// Table is the synchronous projection: a row for each message, from which the
// inbox, the list of calls and the dossier's page list.
const Table = "message_row"

// Tables declares the projection to the journal.
func Tables() []act.Table {
	return []act.Table{{Name: Table, Key: []string{"id"}, Columns: []string{
		"dossier", "kind", "code", "agency", "office", "at", "subject_vi", "subject_en", "body_vi", "body_en",
		"account", "name", "phone", "email", "address", "inbox", "in_person", "read_at", "mail", "mail_at", "mail_note",
		"call", "calls", "called_by", "called_at", "outcome", "note", "newer",
	}}}
}

// Rows is the message's row.
func Rows(_ string, s State) []act.Row {
	if !s.Exists() {
		return nil
	}
	c := s.Composed
	var last CallMade
	if n := len(s.Calls); n > 0 {
		last = s.Calls[n-1]
	}
	mailNote := s.Mail.Provider
	if s.Mail.Status == MailFailed {
		mailNote = s.Mail.Reason
	}
	return []act.Row{{Table: Table, Values: []any{
		c.ID, c.Dossier, string(c.Kind), c.Code, c.Agency, c.Office, int64(c.At), c.Subject.VI, c.Subject.EN, c.Body.VI, c.Body.EN,
		c.To.Account, c.To.Name, c.To.Phone, c.To.Email, c.To.Address, flag(s.By(Inbox)), flag(s.By(InPerson)), int64(s.ReadAt),
		string(s.Mail.Status), int64(s.Mail.At), mailNote,
		string(s.Call), int64(len(s.Calls)), last.By, int64(last.At), string(last.Outcome), last.Note, s.Newer,
	}}}
}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
