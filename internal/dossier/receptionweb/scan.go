package receptionweb

import (
	"context"
	"strings"

	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

// scan reads the scan field: an identity card, a receipt's bar code or QR code,
// a number or a procedure's code typed by hand. It answers the page to go to,
// "" to stay. The field is emptied in any case but an unreadable one.
func (p *pages) scan(ctx context.Context, d *desk) (string, error) {
	raw := d.Value("scan")
	if raw == "" {
		d.pickOnly()
		return "", nil
	}
	if card, bad := locale.ParseCardScan(raw); bad == nil {
		d.take(card)
		return "", nil
	}
	if _, token, ok := strings.Cut(raw, "/t/"); ok {
		s, _, err := p.Casework.TrackByToken(ctx, strings.TrimSpace(token))
		if err == nil {
			s, _, err = p.Casework.Get(ctx, d.actor, s.ID)
		}
		if err == nil {
			return "/ho-so/" + s.ID, nil
		}
		if fault.KindOf(err) != fault.NotFound {
			return "", err
		}
		d.Wrong("scan", notHere())
		return "", nil
	}
	if code, bad := locale.ParseDossierCode(raw); bad == nil {
		return p.findDossier(ctx, d, code.Key)
	}
	if key := locale.CodeKey(raw); isSubmission(key) {
		return p.findDossier(ctx, d, key)
	}
	if code, bad := locale.ParseProcedureCode(raw); bad == nil {
		d.choose(code.Code)
		d.Set("scan", "")
		return "", nil
	}
	if id, bad := locale.ParseCitizenID(raw); bad == nil {
		d.Set("owner_kind", string(dossier.Citizen)).Set("owner_number", string(id)).Set("scan", "")
		d.focus = "owner_name"
		return "", nil
	}
	if tax, bad := locale.ParseTaxCode(raw); bad == nil {
		d.Set("owner_kind", string(dossier.Business)).Set("owner_number", string(tax)).Set("scan", "")
		d.focus = "owner_name"
		return "", nil
	}
	d.Wrong("scan", locale.T(
		"Chưa đọc được mã vừa quét. Xin quét lại mã QR của thẻ căn cước hoặc mã trên giấy tiếp nhận, hoặc nhập bằng tay; những ô đã nhập vẫn còn.",
		"The code could not be read. Please scan the card's QR code or the receipt's code again, or type it; what was entered is kept."))
	return "", nil
}

// isSubmission reports whether a key is the number of a filing, as form 02 of a
// dossier that has no code yet carries it: "N", the day, a running number.
func isSubmission(key string) bool {
	digits, ok := strings.CutPrefix(strings.ToUpper(key), "N")
	return ok && len(digits) >= 11 && strings.Trim(digits, "0123456789") == ""
}

func notHere() locale.Text {
	return locale.T("Không có hồ sơ mang mã này trong phạm vi của quầy. Xin kiểm tra mã trên giấy tiếp nhận; những ô đã nhập vẫn còn.",
		"This counter has no dossier with this code. Please check the code on the receipt; what was entered is kept.")
}

// findDossier finds a dossier of the actor's scope by its code.
func (p *pages) findDossier(ctx context.Context, d *desk, key string) (string, error) {
	list, _, err := p.Casework.List(ctx, d.actor, dossierdb.Query{Tab: dossierdb.TabAgency, Text: key, Size: 20}, d.now)
	if err != nil {
		return "", err
	}
	for _, e := range list {
		if locale.CodeKey(e.Code) == key || locale.CodeKey(e.Submission) == key {
			return "/ho-so/" + e.ID, nil
		}
	}
	d.Wrong("scan", notHere())
	return "", nil
}

// take fills the person with a card. Doubtful texts are filled in as they came
// and marked; they are stored only once corrected or confirmed.
func (d *desk) take(c locale.CardScan) {
	sex := ""
	switch c.Sex {
	case locale.Male:
		sex = "nam"
	case locale.Female:
		sex = "nữ"
	}
	values := map[string]string{
		"owner_number": string(c.ID), "owner_name": c.Name, "owner_born": locale.Date(c.Birth), "owner_sex": sex, "owner_address": c.Address,
	}
	for _, f := range cardFields() {
		d.Set(f.Name, values[f.Name]).Set("confirm."+f.Name, "").Set("scanned."+f.Name, "")
		if c.IsDoubtful(f.Card) {
			d.Set("scanned."+f.Name, values[f.Name])
		}
	}
	d.Set("owner_kind", string(dossier.Citizen))
	d.Set("scan", "")
	d.say = locale.F("Đã đọc thẻ của %s.", "Card of %s read.", c.Name)
	d.focus = "q"
	if len(c.Doubtful) > 0 {
		d.say = locale.F("Đã đọc thẻ của %s; có ô cần đối chiếu với thẻ.", "Card of %s read; some fields need a look at the card.", c.Name)
		d.focus = "owner_name"
	}
}

// choose takes a procedure; what was said of another one's papers goes.
func (d *desk) choose(code string) {
	d.Set("procedure", code).Set("q", "").Set("case", "").Set("agency", "")
	d.focus = "papers"
}

// pickOnly lets Enter in the search field take the one procedure found.
func (d *desk) pickOnly() {
	q := d.Value("q")
	if code, bad := locale.ParseProcedureCode(q); bad == nil && q != "" {
		d.choose(code.Code)
	} else if q != "" {
		d.focus = "found"
	}
}
