package dossierpaper_test

import (
	"strings"
	"testing"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierpaper"
	"motcua/internal/locale"
	"motcua/internal/paper"
	"motcua/internal/setting"
)

// since holds from an instant on.
type since struct {
	from   calendar.Instant
	values map[string]setting.Value
}

func (s since) At(key, agency string, at calendar.Instant) setting.Value {
	if v, ok := s.values[key+agency]; ok && at >= s.from {
		return v
	}
	return setting.Value{}
}

// TestAReprintHasTheWordingOfItsDay: a form and a letterhead that were corrected
// change the papers made from then on.
func TestAReprintHasTheWordingOfItsDay(t *testing.T) {
	t.Parallel()
	forms, err := paper.Forms()
	if err != nil {
		t.Fatal(err)
	}
	const ward = "ubnd-hong-gai"
	change := calendar.On(calendar.D(2026, 3, 2), 9, 0)
	values := map[string]setting.Value{dossierpaper.HeadAgency + ward: {Text: locale.T("Trung tâm MẪU", "")}}
	for _, f := range forms {
		sheet := strings.Replace(f.Sheet(), f.Title[0], "Tiêu đề MẪU", 1)
		values[dossierpaper.FormKey(f)] = setting.Value{Text: locale.T(sheet, ""), Confirmed: true}
	}
	refusedAt := func(at calendar.Instant) paper.Document {
		p := printer(t, at.Date())
		p.Settings = since{change, values}
		doc, err := p.Refusal(dossier.State{
			Status: dossier.Denied, Procedure: "0.000000", Agency: ward, Received: ward, Owner: dossier.Party{Name: "Nguyễn Văn Mẫu"},
			Refusal: &dossier.Denial{Reason: "Mẫu", Clause: "Điều 1", Number: 1, At: at},
		})
		if err != nil {
			t.Fatal(err)
		}
		return doc
	}
	before, after := refusedAt(change-1), refusedAt(change)
	if before.Title[0] == "Tiêu đề MẪU" || before.Head.Agency == "Trung tâm MẪU" || !strings.Contains(strings.Join(before.Marks, " "), paper.MarkUnconfirmed) {
		t.Errorf("the earlier paper changed: %q, %q, %q", before.Title, before.Head.Agency, before.Marks)
	}
	if after.Title[0] != "Tiêu đề MẪU" || after.Head.Agency != "Trung tâm MẪU" || strings.Contains(strings.Join(after.Marks, " "), paper.MarkUnconfirmed) {
		t.Errorf("the later paper: %q, %q, %q", after.Title, after.Head.Agency, after.Marks)
	}
}
