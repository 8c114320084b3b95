package receptionweb

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/internal/fault"
	"motcua/internal/locale"
)

// Faults are what is wrong, in words for the officer: the core and the readers
// of numbers speak to whoever files, here the person is on the other side of
// the counter.
func (d *desk) Faults() []*fault.Error {
	all := d.Form.Faults()
	out := make([]*fault.Error, len(all))
	for i, e := range all {
		c := *e
		if say, ok := d.officialWords(e); ok {
			c.Say = say
		} else {
			c.Say = plain(e.Say)
		}
		out[i] = &c
	}
	return out
}

// Error is the first sentence about a field, in words for the officer.
func (d *desk) Error(name string) locale.Text {
	for _, e := range d.Faults() {
		if e.Field == name {
			return e.Say
		}
	}
	return locale.Text{}
}

// Title stands over the list of what is wrong.
func (d *desk) Title() locale.Text {
	return locale.F("Cần sửa %d chỗ", "%d to correct", len(d.Form.Faults()))
}

// officialWords are the officer's words for what the core finds.
func (d *desk) officialWords(e *fault.Error) (locale.Text, bool) {
	switch e.Code {
	case "dossier.paper_missing":
		name := short(d.paperName(e.Field))
		return locale.F("Còn thiếu “%[1]s”: chọn Nộp, Xuất trình, hoặc Không áp dụng kèm lý do.",
			"“%[1]s” is missing: choose Handed in, Shown, or Not applicable with the reason.", name), true
	case "dossier.paper_why":
		name := short(d.paperName(e.Field))
		return locale.F("“%[1]s” không áp dụng: ghi vì sao.", "“%[1]s” does not apply: say why.", name), true
	case "dossier.missing":
		t, ok := missingWords()[e.Field]
		return t, ok
	}
	return locale.Text{}, false
}

// here is a sentence about a paper without the paper's name, for its own row.
func here(t locale.Text) locale.Text {
	for _, w := range []struct {
		in  string
		out locale.Text
	}{
		{"Còn thiếu “", locale.T("Còn thiếu: chọn Nộp, Xuất trình, hoặc Không áp dụng kèm lý do.", "Missing: choose Handed in, Shown, or Not applicable with the reason.")},
		{"” không áp dụng: ghi vì sao.", locale.T("Không áp dụng: ghi vì sao.", "Does not apply: say why.")},
	} {
		if strings.Contains(t.VI, w.in) {
			return w.out
		}
	}
	return t
}

func missingWords() map[string]locale.Text {
	return map[string]locale.Text{
		"owner_name": locale.T("Nhập họ tên chủ hồ sơ.", "Type the owner's name."),
		"owner_number": locale.T("Nhập số căn cước, hộ chiếu kèm quốc tịch (CHN-E12345678) hoặc mã số thuế của chủ hồ sơ. Trẻ mới sinh chưa có số: nhập ngày sinh và người nộp thay.",
			"Type the owner's personal number, passport with nationality (CHN-E12345678) or tax number. A newborn has none yet: type the day of birth and who files."),
		"applicant_name": locale.T("Nhập họ tên người nộp thay.", "Type the name of who files."),
		"relation":       locale.T("Ghi căn cứ nộp thay: giấy ủy quyền, hoặc quan hệ như cha, mẹ.", "Say by what right: an authorisation, or a relation such as father or mother."),
		"case":           locale.T("Chọn trường hợp của thủ tục.", "Choose the case of the procedure."),
		"return_address": locale.T("Nhập địa chỉ gửi kết quả qua bưu chính.", "Type the postal address for the result."),
		"reason":         locale.T("Ghi lý do không tiếp nhận.", "Say why it is refused."),
		"clause":         locale.T("Ghi điều, khoản làm căn cứ từ chối.", "Name the article that the refusal rests on."),
	}
}

// paperName is the name of the paper that a field "paper.<key>" is about.
func (d *desk) paperName(field string) string {
	key := strings.TrimPrefix(field, "paper.")
	for _, p := range d.papers {
		if p.Key == key {
			return p.Name.VI
		}
	}
	return key
}

// short keeps the name of a paper on the one line that the list of what is
// wrong has for it; it is cut between words.
func short(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	s = string([]rune(s)[:most])
	if i := strings.LastIndexByte(s, ' '); i > 0 {
		s = s[:i]
	}
	return s + "…"
}

// plain takes the address of the citizen out of a sentence: "Xin Ông/Bà đối
// chiếu với thẻ." becomes "Đối chiếu với thẻ."
func plain(t locale.Text) locale.Text {
	s := strings.NewReplacer("Có phải Ông/Bà muốn ghi", "Có phải là", "trên thẻ của Ông/Bà", "trên thẻ", " của Ông/Bà", "").Replace(t.VI)
	var b strings.Builder
	begin := true // of a sentence
	for s != "" {
		cut := ""
		for _, please := range []string{"Xin Ông/Bà ", "xin Ông/Bà ", "Xin ", "xin "} {
			// "xin" within a sentence is a word of its own: "đơn xin cấp".
			inner := please == "xin " && !strings.HasSuffix(b.String(), "; ")
			if strings.HasPrefix(s, please) && !inner && (begin || please != "Xin ") {
				cut = please
				break
			}
		}
		s = s[len(cut):]
		r, n := utf8.DecodeRuneInString(s)
		if cut != "" && begin {
			r = unicode.ToUpper(r)
		}
		if n == 0 {
			break
		}
		b.WriteRune(r)
		s = s[n:]
		begin = strings.HasSuffix(b.String(), ". ")
	}
	t.VI = b.String()
	return t
}
