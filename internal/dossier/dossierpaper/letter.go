package dossierpaper

import (
	"cmp"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/paper"
)

// Apology is form 04: the head's letter for a dossier that is late or will be.
// It names the due time that was promised and, once, a new day.
func (p Printer) Apology(s dossier.State) (paper.Document, error) {
	at, err := issuedAt(s, FormApology)
	if err != nil {
		return paper.Document{}, err
	}
	v := p.letter(s, at, s.Apology.Signed)
	set := v.Text
	set["so"] = number(s.Apology.Number)
	set["thoi_diem_tra"] = promised(s)
	set["su_cham"] = delay(*s.Apology)
	set["ly_do"] = strings.TrimRight(s.Apology.Reason, " .")
	set["nguyen_nhan"] = locale.LowerFirst(s.Apology.Cause.Name().VI)
	if d := s.Apology.NewDate; !d.IsZero() {
		set["ngay_hen_lai"] = locale.LongDate(locale.Day(d)).VI
	}
	return p.fill(FormApology, v, s)
}

// delay is what the apology is for, as it was when it was signed: a dossier that
// had ended gets no new day.
func delay(a dossier.Apology) string {
	switch {
	case a.NewDate.IsZero():
		return "hồ sơ của Ông/Bà được giải quyết xong sau thời hạn đã hẹn"
	case a.Signed.At >= a.Due:
		return "đến nay chưa trả được kết quả cho Ông/Bà đúng thời hạn"
	}
	return "kết quả sẽ không kịp trả cho Ông/Bà đúng thời hạn"
}

// StopNotice tells that work on a dossier was stopped: form 05 of TT 03/2025;
// before 01/7/2025 a plain notice, for which TT 01/2018 has no form.
func (p Printer) StopNotice(s dossier.State) (paper.Document, error) {
	at, err := issuedAt(s, FormStop)
	if err != nil {
		return paper.Document{}, err
	}
	v := p.letter(s, at, p.signer(s.Agency, s.Ending.By, at.Date()))
	set := v.Text
	set["so"] = number(s.Ending.Number)
	set["can_cu"] = strings.TrimRight(cmp.Or(s.Ending.Clause, "quy định của pháp luật"), " .")
	set["thoi_diem_dung"] = moment(at)
	set["ly_do"] = s.Ending.Reason
	return p.fill(FormStop, v, s)
}

// letter are the values of what the deciding agency's leader signs: the agency's
// own letterhead, who took the dossier in, and who signs how.
func (p Printer) letter(s dossier.State, at calendar.Instant, signed dossier.Signed) paper.Values {
	day := at.Date()
	v := p.values(s, day, s.Agency)
	head := p.agency(s.Agency, day)
	set := v.Text
	set["co_quan_cap_tren"], set["co_quan"], set["dia_danh"] = head.Letterhead(), head.Name, cmp.Or(head.Place, set["dia_danh"])
	set["co_quan_ky"] = head.Name
	set["ma_ho_so"] = s.Code
	set["ngay_nhan"] = sentence(locale.LongDate(locale.Day(s.AcceptedAt.Date())).VI)
	set["ten_chu_ho_so"] = cmp.Or(s.Owner.Name, "……")
	set["chuc_vu_ky"] = Role(signed)
	set["nguoi_ky"] = p.official(signed.By, day)
	return v
}

// signer is how an official signs for an agency on a day: by his own post there,
// or for the absent leader whom p.Behalf names.
func (p Printer) signer(agency, account string, day calendar.Date) dossier.Signed {
	post := func(account string) org.ActorPost {
		a, _ := p.Organisation.Official(account, day)
		for _, post := range a.Posts {
			if post.Agency == agency && post.Duty == org.DutyLeader {
				return post
			}
		}
		return org.ActorPost{}
	}
	if b := p.Behalf; b.Absent != "" {
		absent := post(b.Absent)
		return dossier.Signed{By: account, Title: b.Title, Mandate: b.Mandate, For: cmp.Or(absent.For, absent.Title)}
	}
	own := post(account)
	return dossier.Signed{By: account, Title: own.Title, Mandate: string(own.Mandate), For: own.For}
}

// Role is what stands above a signature (NĐ 30/2020/NĐ-CP, Phụ lục I): the
// signer's title, below KT., TL. or TUQ. and the head's when he signs for him.
func Role(s dossier.Signed) string {
	title := strings.ToUpper(cmp.Or(s.Title, "Thủ trưởng cơ quan, đơn vị"))
	if s.Mandate == "" || s.For == "" {
		return title
	}
	return s.Mandate + ". " + strings.ToUpper(s.For) + "\n" + title
}

// asOf is the dossier with the agencies that had it at an instant: a paper that
// was made before a succession keeps the names of its day.
func asOf(s dossier.State, at calendar.Instant) dossier.State {
	for _, f := range s.Former {
		if at < f.Until {
			s.Agency, s.Received = f.Agency, f.Received
			break
		}
	}
	return s
}
