package procedure

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/locale"
)

// Tables declares the catalogue's tables: "procedure", one row for each
// known procedure as its newest version (or listing) tells it, and
// "procedure_version", one row for each version with its whole definition,
// and ConfidentialTable.
func Tables() []act.Table {
	return []act.Table{
		{Name: "procedure", Key: []string{"code"}, Columns: []string{
			"name", "short_vi", "short_en", "stage", "kind", "province", "field_code", "field_name", "promulgator",
			"levels", "methods", "life_events", "subjects", "limit_unit", "limit_milli", "assigned", "rev", "valid_from",
			"search_key", "sort_key", "rules",
		}},
		{Name: ConfidentialTable, Key: []string{"code"}, Columns: []string{"since"}},
		{Name: "procedure_version", Key: []string{"code", "rev"}, Columns: []string{"valid_from", "origin", "hash", "definition"}},
	}
}

// Rows are the rows of one procedure. Lists are stored between bars, "|a|b|",
// so that one can be asked for by LIKE '%|a|%'.
func Rows(id string, s State) []act.Row {
	if !s.Exists() {
		return nil
	}
	code := strings.TrimPrefix(id, StreamKind+"/")
	p, rev, from := s.Listing, int64(0), ""
	if v, ok := s.Latest(); ok {
		p, rev, from = v.Definition, int64(v.Rev), v.ValidFrom.String()
	}
	limit := p.Limit()
	if p.Stage != Described {
		limit = calendar.Limit{Unit: calendar.Unknown}
	}
	rows := []act.Row{{Table: "procedure", Values: []any{
		code, p.Name, p.Short.VI, p.Short.EN, string(s.Stage()), string(p.Kind), p.Province, p.Field.Code, p.Field.Name, p.Promulgator,
		barred(p.levelNames()), barred(p.methodNames()), barred(p.LifeEvents), barred(p.Subjects),
		string(limit.Unit), limit.Milli, flag(len(s.Rules) > 0), rev, from,
		SearchKey(p), locale.SortKey(p.Short.VI), encoded(s.Rules),
	}}}
	for _, v := range s.Versions {
		rows = append(rows, act.Row{Table: "procedure_version", Values: []any{
			code, int64(v.Rev), v.ValidFrom.String(), string(v.Origin), v.Hash, encoded(v.Definition),
		}})
	}
	return append(rows, s.confidentialRow(code)...)
}

// SearchKey is the folded text by which a procedure is found: code, short and
// official name, English name, field, keywords, results.
func SearchKey(p Procedure) string {
	parts := append([]string{p.Code, p.Short.VI, p.Name, p.Short.EN, p.Field.Name}, p.Keywords...)
	for _, r := range p.Results {
		parts = append(parts, r.Name.VI)
	}
	return locale.Fold(strings.Join(parts, " "))
}

func (p Procedure) levelNames() []string {
	out := make([]string, len(p.Levels))
	for i, l := range p.Levels {
		out[i] = string(l.Level)
	}
	return out
}

func (p Procedure) methodNames() []string {
	var out []string
	seen := map[Method]bool{}
	for _, c := range p.Channels {
		if !seen[c.Method] {
			seen[c.Method] = true
			out = append(out, string(c.Method))
		}
	}
	return out
}

func barred(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return "|" + strings.Join(list, "|") + "|"
}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// encoded is v as JSON; the values here are plain and cannot fail to encode.
func encoded(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return "null"
	}
	return string(b)
}

// DefinitionHash names a definition's content where there is no national
// record to hash: SHA-256 over its JSON, in hex.
func DefinitionHash(p Procedure) string {
	sum := sha256.Sum256([]byte(encoded(p)))
	return hex.EncodeToString(sum[:])
}
