package identity

import (
	"strings"

	"motcua/internal/locale"
	"motcua/internal/org"
)

// Scope (phạm vi) is one thing that a token may be used for. A token never
// allows more than its account could do itself.
type Scope string

// The scopes.
const (
	ScopeProceduresRead Scope = "procedures:read"
	ScopeDossiersRead   Scope = "dossiers:read"
	ScopeDossiersFile   Scope = "dossiers:file"
	ScopeDossiersAct    Scope = "dossiers:act"
	ScopeFilesSend      Scope = "files:send"
	ScopeReportsRead    Scope = "reports:read"
)

// ScopesFor lists the scopes that tokens of such an account can have: people
// and businesses file, officials act.
func ScopesFor(kind org.ActorKind) []Scope {
	switch kind {
	case org.ActorCitizen, org.ActorBusiness:
		return []Scope{ScopeProceduresRead, ScopeDossiersRead, ScopeDossiersFile, ScopeFilesSend, ScopeReportsRead}
	case org.ActorOfficial:
		return []Scope{ScopeProceduresRead, ScopeDossiersRead, ScopeDossiersAct, ScopeFilesSend, ScopeReportsRead}
	case org.ActorSystem:
	}
	return nil
}

// Say is the scope in words.
func (s Scope) Say() locale.Text {
	switch s {
	case ScopeProceduresRead:
		return locale.T("Xem danh mục thủ tục", "Read the catalogue of procedures")
	case ScopeDossiersRead:
		return locale.T("Xem hồ sơ mà tài khoản được xem", "Read the dossiers that the account may read")
	case ScopeDossiersFile:
		return locale.T("Nộp hồ sơ, bổ sung giấy tờ", "File dossiers and add papers")
	case ScopeDossiersAct:
		return locale.T("Xử lý hồ sơ được giao", "Act on the dossiers assigned to the account")
	case ScopeFilesSend:
		return locale.T("Gửi tệp để đính kèm hồ sơ", "Send files to attach to dossiers")
	case ScopeReportsRead:
		return locale.T("Xem báo cáo thống kê", "Read statistical reports")
	}
	return locale.Text{VI: string(s)}
}

// JoinScopes writes scopes as one word list, as OAuth does (RFC 6749, 3.3).
func JoinScopes(scopes []Scope) string {
	words := make([]string, len(scopes))
	for i, s := range scopes {
		words[i] = string(s)
	}
	return strings.Join(words, " ")
}

// SplitScopes reads what JoinScopes wrote.
func SplitScopes(words string) []Scope {
	var scopes []Scope
	for _, w := range strings.Fields(words) {
		scopes = append(scopes, Scope(w))
	}
	return scopes
}
