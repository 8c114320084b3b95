package scopesql

import (
	"strings"

	"motcua/internal/dossier"
	"motcua/internal/dossier/look"
	"motcua/internal/org"
	"motcua/internal/process"
)

// Arg adds an argument to a query and answers its placeholder.
type Arg func(value any) string

// Agencies is the condition on the deciding and the receiving agency alone, by the
// columns that hold them: what figures count by.
func Agencies(s dossier.Scope, agency, received string, arg Arg) string {
	switch {
	case s.All:
		return "1 = 1"
	case len(s.Agencies) == 0:
		return "1 = 0"
	}
	return "(" + agency + " IN (" + list(s.Agencies, arg) + ") OR (" + received + " IN (" + list(s.Agencies, arg) + ") AND " + received + " <> " + agency + "))"
}

// Rows is the condition on rows of dossier_row: what the scope's owner finds.
func Rows(s dossier.Scope, arg Arg) string {
	if s.Account != "" {
		return "account IN (" + list(s.Accounts(), arg) + ") AND account <> ''"
	}
	return Agencies(s, "agency", "received", arg) + " AND NOT " + Hidden(s, "", arg)
}

// Hidden is the condition on rows of dossier_row (alias: "" or "r.") that are
// confidential or restricted and not for the scope's owner.
func Hidden(s dossier.Scope, alias string, arg Arg) string {
	return "((" + alias + "restricted = 1 OR " + alias + "procedure_code IN (SELECT code FROM procedure_confidential)) AND NOT " + entitled(s, alias, arg) + ")"
}

// entitled is dossier.Scope.Entitled, and the inspector with a recorded order.
func entitled(s dossier.Scope, alias string, arg Arg) string {
	a := s.Official
	either := desks(dossier.Desks(a), alias, arg)
	for _, p := range a.Posts {
		switch p.Duty {
		case org.DutyLeader:
			either = append(either, "("+alias+"agency = "+arg(p.Agency)+" OR "+alias+"holder_agency = "+arg(p.Agency)+")")
		case org.DutyUnitHead:
			either = append(either, "("+alias+"holder_agency = "+arg(p.Agency)+" AND "+alias+"holder_duty = "+arg(process.Specialist)+")")
		default:
		}
	}
	if a.Account != "" {
		word := strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(a.Account)
		either = append(either, "(' ' || "+alias+"workers || ' ') LIKE "+arg("% "+word+" %")+` ESCAPE '\'`)
		if s.All {
			either = append(either, alias+"id IN (SELECT dossier FROM dossier_look WHERE account = "+arg(a.Account)+" AND kind = "+arg(string(look.Inspection))+")")
		}
	}
	if len(either) == 0 {
		return "1 = 0"
	}
	return "(" + strings.Join(either, " OR ") + ")"
}

// Waiting is the condition on rows of dossier_row that wait at desks: the same
// that dossier.At answers.
func Waiting(at []dossier.Desk, arg Arg) string {
	either := desks(at, "", arg)
	if len(either) == 0 {
		return "1 = 0"
	}
	return "(" + strings.Join(either, " OR ") + ")"
}

func desks(at []dossier.Desk, alias string, arg Arg) []string {
	out := make([]string, 0, len(at)+1)
	for _, d := range at {
		term := alias + "holder_agency = " + arg(d.Agency) + " AND " + alias + "holder_duty = " + arg(string(d.Duty)) + " AND " + alias + "holder_account IN ('', " + arg(d.Account) + ")"
		if len(d.Fields) > 0 {
			term += " AND (" + alias + "step_kind NOT IN (" + list(dossier.Mandated(), arg) + ") OR " + alias + "field_code IN (" + list(d.Fields, arg) + "))"
		}
		out = append(out, "("+term+")")
	}
	return out
}

func list[T ~string](values []T, arg Arg) string {
	marks := make([]string, len(values))
	for i, v := range values {
		marks[i] = arg(string(v))
	}
	return strings.Join(marks, ", ")
}
