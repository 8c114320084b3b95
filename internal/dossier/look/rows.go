package look

import (
	"strconv"
	"strings"

	"motcua/internal/act"
)

// Table is the projection of looks, from which alarms and one's own looks are
// listed.
const Table = "dossier_look"

// Tables declares the projection to the journal.
func Tables() []act.Table {
	return []act.Table{{Name: Table, Key: []string{"id"}, Columns: []string{"dossier", "account", "kind", "agency", "decides", "at", "until", "reason"}}}
}

// Rows are the looks at one dossier.
func Rows(id string, s State) []act.Row {
	key := strings.TrimPrefix(id, StreamKind+"/")
	out := make([]act.Row, 0, len(s.Looks))
	for i, l := range s.Looks {
		out = append(out, act.Row{Table: Table, Values: []any{
			key + "/" + strconv.Itoa(i), key, l.By, string(l.Kind), l.Agency, l.Decides, int64(l.At), int64(l.Until), l.Reason,
		}})
	}
	return out
}
