package receptionweb_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/dossier"
)

func TestCounter(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)

	t.Run("reads a card and leaves the rest to choose", func(t *testing.T) {
		t.Parallel()
		c := as(t, e, "tiep-nhan")
		p := press(c, c.Get("/tiep-nhan"), "scan", "scan", card).Wants(http.StatusOK, "Đã đọc thẻ của Nguyễn Thị Mẫu")
		for field, want := range map[string]string{
			"owner_number": "022190000001", "owner_name": "Nguyễn Thị Mẫu", "owner_born": "12/05/1990", "owner_sex": "nữ", "scan": "",
		} {
			if got := p.Value(field); got != want {
				t.Errorf("%s is %q, want %q", field, got, want)
			}
		}
	})
	t.Run("finds procedures without marks and by code, one's own first", func(t *testing.T) {
		t.Parallel()
		c := as(t, e, "tiep-nhan")
		for _, q := range []string{"tinh trang hon nhan", "1004873", "xac nhan hon nhan"} {
			p := press(c, c.Get("/tiep-nhan"), "update", "q", q)
			p.Wants(http.StatusOK, marital)
		}
		press(c, c.Get("/tiep-nhan"), "scan", "q", marital).Wants(http.StatusOK, "Hẹn trả nếu nhận bây giờ", "Đã nhận đủ")
		press(c, c.Get("/tiep-nhan"), "update", "q", "zzzz qqqq").Wants(http.StatusOK, "Chưa tìm thấy thủ tục")
	})
	t.Run("accepts and gives code, secret and the receipt", func(t *testing.T) {
		t.Parallel()
		c := as(t, e, "tiep-nhan")
		p := press(c, ready(t, c), "accept").Wants(http.StatusOK, "Đã tiếp nhận hồ sơ", "Mã tra cứu", "H49.", "Nguyễn Thị Mẫu")
		id := idOf(p)
		pdf := c.Get("/ho-so/" + id + "/giay/01.pdf")
		if pdf.Status != http.StatusOK || pdf.Header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(pdf.Body, "%PDF-") {
			t.Errorf("the receipt is %d %s", pdf.Status, pdf.Header.Get("Content-Type"))
		}
		c.Get("/ho-so/"+id+"/giay/01").Wants(http.StatusOK, "NGUYỄN THỊ MẪU", "SỐ LIỆU MÔ PHỎNG", "Vì sao ngày này?").Lacks("BẢN IN LẠI")
		c.Get("/ho-so/"+id+"/giay/03").Wants(http.StatusNotFound, "chưa có giấy theo mẫu")
	})
	t.Run("accepts once however often it is sent", func(t *testing.T) {
		t.Parallel()
		c := as(t, e, "tiep-nhan")
		p := ready(t, c)
		first, again := press(c, p, "accept"), press(c, p, "accept")
		if first.Path != again.Path || idOf(first) == "" {
			t.Errorf("two submits led to %s and %s", first.Path, again.Path)
		}
	})
	t.Run("names a missing paper and keeps everything typed", func(t *testing.T) {
		t.Parallel()
		c := as(t, e, "tiep-nhan")
		p := press(c, c.Get("/tiep-nhan"), "scan", "scan", card)
		p = c.Submit(p, "counter", fields("pick", marital))
		p = press(c, p, "accept", "owner_phone", "0900 000 001", "note", "đến lần hai").Wants(http.StatusUnprocessableEntity, "Còn thiếu “", "chọn Nộp, Xuất trình", "Cần sửa 2 chỗ").Lacks("chụp hoặc tải lên", "Xin Ông/Bà")
		if p.Value("owner_name") != "Nguyễn Thị Mẫu" || p.Value("note") != "đến lần hai" || p.Value("owner_phone") != "0900 000 001" {
			t.Error("what was typed is gone")
		}
	})
	t.Run("says what is wrong with number, telephone and day", func(t *testing.T) {
		t.Parallel()
		c := as(t, e, "tiep-nhan")
		press(c, ready(t, c), "accept", "owner_number", "12345", "owner_phone", "123", "owner_born", "31/02/1990").
			Wants(http.StatusUnprocessableEntity, "12 chữ số", "Số di động có 10 chữ số", "ngày/tháng/năm")
		press(c, c.Get("/tiep-nhan"), "update", "owner_kind", "business", "owner_number", "5700100257").
			Wants(http.StatusOK, "chưa khớp phép kiểm tra")
	})
}

func TestDoubtfulScan(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	c := as(t, e, "tiep-nhan")
	p := press(c, c.Get("/tiep-nhan"), "scan", "scan", garbled).Wants(http.StatusOK, "có ô cần đối chiếu", "Họ tên: chữ quét có thể sai", "Địa chỉ: chữ quét có thể sai")
	p = c.Submit(p, "counter", fields("pick", marital))
	p = press(c, p, "all", "owner_phone", "0900 000 001")

	t.Run("is not stored silently", func(t *testing.T) {
		press(c, p, "accept").Wants(http.StatusUnprocessableEntity, "Họ tên: chữ quét có thể sai")
	})
	t.Run("a correction that is garbled again is not taken", func(t *testing.T) {
		press(c, p, "accept", "owner_name", "Nguye64n Thị Mẫu", "owner_address", "Số 1", "owner_sex", "nữ", "confirm.owner_sex", "nữ").
			Wants(http.StatusUnprocessableEntity)
	})
	t.Run("a confirmation counts only for the text it was given for", func(t *testing.T) {
		press(c, p, "accept", "owner_name", "Nguyễn Thị Mẫu", "owner_address", "So61 1", "confirm.owner_address", "Số 1", "confirm.owner_sex", "nữ").
			Wants(http.StatusUnprocessableEntity)
	})
	t.Run("is stored once corrected", func(t *testing.T) {
		done := press(c, p, "accept", "owner_name", "Nguyễn Thị Mẫu", "owner_address", "Số 1, ngõ Ví Dụ", "confirm.owner_sex", "nữ").
			Wants(http.StatusOK, "Đã tiếp nhận hồ sơ")
		s, _, err := e.Casework.Get(t.Context(), e.Actor("tiep-nhan"), idOf(done))
		if err != nil || s.Owner.Name != "Nguyễn Thị Mẫu" || s.Owner.Address != "Số 1, ngõ Ví Dụ" {
			t.Errorf("stored %+v, %v", s.Owner, err)
		}
	})
	t.Run("a number that contradicts birth and sex must be confirmed", func(t *testing.T) {
		q := press(c, ready(t, c), "accept", "owner_born", "12/05/1985", "owner_sex", "nam").
			Wants(http.StatusUnprocessableEntity, "sinh năm 1990", "giới tính là Nữ")
		press(c, q, "accept", "confirm.owner_born", "12/05/1985", "confirm.owner_sex", "nam").Wants(http.StatusOK, "Đã tiếp nhận")
	})
}

func TestNobodyToTell(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	c := as(t, e, "tiep-nhan")
	p := press(c, ready(t, c), "accept", "owner_phone", "").Wants(http.StatusOK, "không báo được kết quả", "Tiếp nhận tại quầy")
	t.Run("a second time accepts", func(t *testing.T) {
		done := press(c, p, "accept").Wants(http.StatusOK, "Đã tiếp nhận hồ sơ")
		if next := c.Get("/tiep-nhan?after=" + idOf(done)); next.Value("no_contact") != "yes" {
			t.Error("the person's next dossier asks again")
		}
	})
	t.Run("an e-mail or the telephone of who files is enough", func(t *testing.T) {
		press(c, ready(t, c), "accept", "owner_phone", "", "owner_email", "vi-du@example.com").Wants(http.StatusOK, "Đã tiếp nhận hồ sơ")
	})
}

// The procedures of a newborn (đăng ký khai sinh), which has eight papers, and
// of a couple (đăng ký kết hôn), which has cases to choose.
const (
	birth    = "1.001193"
	marriage = "1.000894"
)

func TestCaseComesFirst(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	c := as(t, e, "tiep-nhan")
	p := press(c, c.Get("/tiep-nhan"), "scan", "scan", card)
	p = c.Submit(p, "counter", fields("pick", marriage)).Wants(http.StatusOK, "chọn trường hợp để biết hạn").Lacks("Thời hạn: ", "chưa xác định")
	press(c, p, "accept").Wants(http.StatusUnprocessableEntity, "Chọn trường hợp của thủ tục").Lacks("của Ông/Bà")
	press(c, p, "ask").Wants(http.StatusUnprocessableEntity, "Chọn trường hợp trước")
	press(c, p, "update", "case", marriage+".b").Wants(http.StatusOK, "Thời hạn: 5 ngày làm việc").Lacks("chọn trường hợp để biết hạn")
}

func TestNewborn(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	c := as(t, e, "tiep-nhan")
	p := press(c, c.Get("/tiep-nhan"), "scan", "scan", card)
	p = press(c, p, "proxy", "owner_phone", "0900 000 001").Wants(http.StatusOK)
	if p.Value("applicant_name") != "Nguyễn Thị Mẫu" || p.Value("applicant_phone") != "0900 000 001" || p.Value("owner_name")+p.Value("owner_number")+p.Value("owner_born") != "" {
		t.Fatalf("the card is not with who files: %q, %q", p.Value("applicant_name"), p.Value("owner_name"))
	}
	p = c.Submit(p, "counter", fields("pick", birth))
	child := []string{"owner_name", "Nguyễn Văn Bé Thử", "owner_address", "Số 1, ngõ Ví Dụ"}
	p = press(c, p, "all", child...)
	p = press(c, p, "accept", "relation", "mẹ").Wants(http.StatusUnprocessableEntity, "Trẻ mới sinh chưa có số")
	done := press(c, p, "accept", "owner_born", "01/11/2026").Wants(http.StatusOK, "Đã tiếp nhận hồ sơ", "Nguyễn Văn Bé Thử")
	s, _, err := e.Casework.Get(t.Context(), e.Actor("tiep-nhan"), idOf(done))
	if err != nil || s.Owner.Number != "" || s.Applicant.Number != "022190000001" {
		t.Errorf("stored owner %+v, applicant %+v, %v", s.Owner, s.Applicant, err)
	}
}

func TestRefusal(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	c := as(t, e, "tiep-nhan")
	p := press(c, ready(t, c), "refuse").Wants(http.StatusOK, "phiếu 03", "Lý do")
	p = press(c, p, "deny").Wants(http.StatusUnprocessableEntity, "Ghi lý do không tiếp nhận", "Ghi điều, khoản").Lacks("Xin nhập")
	p = press(c, p, "deny", "reason", "Nơi cư trú không thuộc phường", "clause", "Điều 21 Nghị định số 123/2015/NĐ-CP", "remedy", "Xin nộp tại nơi thường trú.").
		Wants(http.StatusOK, "Đã lập phiếu từ chối", "Điều 21")
	id := idOf(p)
	c.Get("/ho-so/"+id+"/giay/03").Wants(http.StatusOK, "Xin nộp tại nơi thường trú.", "khiếu nại")
	if pdf := c.Get("/ho-so/" + id + "/giay/03.pdf"); pdf.Status != http.StatusOK {
		t.Errorf("form 03 is %d", pdf.Status)
	}
	t.Run("a procedure of another agency can be refused with the way there", func(t *testing.T) {
		p := press(c, c.Get("/tiep-nhan"), "scan", "scan", card)
		p = c.Submit(p, "counter", fields("pick", "2.000488")).Wants(http.StatusOK, "không nhận tại quầy này")
		press(c, p, "accept").Wants(http.StatusUnprocessableEntity, "không nhận tại quầy này")
		press(c, p, "deny", "reason", "Không thuộc thẩm quyền", "clause", "Điều 1", "remedy", "Xin nộp tại Công an tỉnh.").
			Wants(http.StatusOK, "Đã lập phiếu từ chối")
	})
}

func TestRequestForPapers(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	c := as(t, e, "tiep-nhan")
	papers := filing(t, e, "").Papers
	due := papers[0].Key

	t.Run("needs a procedure first", func(t *testing.T) {
		t.Parallel()
		c := as(t, e, "tiep-nhan")
		press(c, c.Get("/tiep-nhan"), "ask").Wants(http.StatusUnprocessableEntity, "Chọn thủ tục").Lacks("Lập phiếu yêu cầu bổ sung")
	})
	p := press(c, c.Get("/tiep-nhan"), "scan", "scan", card)
	p = c.Submit(p, "counter", fields("pick", marital))
	p = press(c, p, "ask").Wants(http.StatusOK, "phiếu 02", "Lập phiếu yêu cầu bổ sung")
	if p.Value("ask."+due) != "yes" || p.Value("lack."+due) != "Chưa có trong hồ sơ mang đến" {
		t.Fatalf("the due paper is asked for with %q, %q", p.Value("ask."+due), p.Value("lack."+due))
	}
	t.Run("says what is missing or wrong in it", func(t *testing.T) {
		press(c, p, "send", "lack."+due, "", "item_name", "Bản sao hộ chiếu", "until", "01/01/2020").
			Wants(http.StatusUnprocessableEntity, "thiếu hoặc sai ở đâu", "vì sao cần nội dung này", "sau hôm nay")
		var none []string
		for _, m := range papers {
			none = append(none, "ask."+m.Key, "")
		}
		press(c, p, "send", none...).Wants(http.StatusUnprocessableEntity, "Chọn ít nhất một giấy tờ")
	})
	t.Run("keeps what was written while the papers are looked at, and on Enter", func(t *testing.T) {
		q := press(c, p, "back", "ask_reason", "Giữ lại nhé").Wants(http.StatusOK, "Đã nhận đủ")
		if q = press(c, q, "ask"); q.Value("ask_reason") != "Giữ lại nhé" {
			t.Errorf("the reason is %q", q.Value("ask_reason"))
		}
		press(c, q, "scan").Wants(http.StatusOK, "Lập phiếu yêu cầu bổ sung")
	})
	done := press(c, p, "send", "lack."+due, "Tờ khai chưa ký", "item_name", "Bản sao hộ chiếu", "item_why", "để đối chiếu").
		Wants(http.StatusOK, "Đã lập phiếu yêu cầu bổ sung", "Tờ khai chưa ký", "Bản sao hộ chiếu", "Nhận giấy tờ bổ sung", "Xem giấy trên màn hình")
	id := idOf(done)
	s, _, err := e.Casework.Get(t.Context(), e.Actor("tiep-nhan"), id)
	if err != nil || s.Status != dossier.Supplement || s.Owner.Name != "Nguyễn Thị Mẫu" {
		t.Fatalf("status %d, owner %q, %v", s.Status, s.Owner.Name, err)
	}
	c.Get("/ho-so/"+id+"/giay/02").Wants(http.StatusOK, "Tờ khai chưa ký", "Bản sao hộ chiếu", s.Submission)
	if pdf := c.Get("/ho-so/" + id + "/giay/02.pdf"); pdf.Status != http.StatusOK {
		t.Errorf("form 02 is %d", pdf.Status)
	}
	t.Run("opens by the slip's codes and is accepted once the papers are here", func(t *testing.T) {
		for name, scan := range map[string]string{"the bar code": s.Submission, "a number that lost its dash": strings.ReplaceAll(s.Submission, "-", ""), "the QR code": e.URL + "/t/" + s.Slip.Token} {
			if p := press(c, c.Get("/tiep-nhan"), "scan", "scan", scan); p.Path != "/ho-so/"+id {
				t.Errorf("%s leads to %s", name, p.Path)
			}
		}
		q := c.Get("/ho-so/"+id+"/nhan-bo-sung").Wants(http.StatusOK, "Tờ khai chưa ký")
		got := fields()
		for i := range s.Asked[0].Items {
			got.Set("got."+strconv.Itoa(i+1), "yes")
		}
		c.Submit(q, "", got).Wants(http.StatusOK, "Tiếp nhận")
		c.Submit(c.Get("/ho-so/"+id+"/tiep-nhan"), "", fields()).Wants(http.StatusOK, "Đã tiếp nhận")
	})
}

func TestReceiptScan(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	id := accept(t, e, "Trần Thị Mẫu Ba")
	s, _, err := e.Casework.Get(t.Context(), e.Actor("tiep-nhan"), id)
	if err != nil {
		t.Fatal(err)
	}
	c := as(t, e, "tiep-nhan")
	for name, scan := range map[string]string{
		"the bar code": s.Code, "a code that lost its marks": strings.NewReplacer(".", "", "-", "").Replace(s.Code), "the QR code": e.URL + "/t/" + s.Slip.Token,
	} {
		if p := press(c, c.Get("/tiep-nhan"), "scan", "scan", scan); p.Path != "/ho-so/"+id {
			t.Errorf("%s leads to %s", name, p.Path)
		}
	}
	other := as(t, e, "so-tiep-nhan")
	press(other, other.Get("/tiep-nhan"), "scan", "scan", s.Code).Wants(http.StatusUnprocessableEntity, "trong phạm vi của quầy")
	press(c, c.Get("/tiep-nhan"), "scan", "scan", "không phải mã").Wants(http.StatusUnprocessableEntity, "Chưa đọc được mã vừa quét")
}

func TestNextDossierOfThePerson(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	c := as(t, e, "tiep-nhan")
	first := press(c, ready(t, c), "accept", "owner_phone", "0900 000 001").Wants(http.StatusOK)
	p := c.Get("/tiep-nhan?after=" + idOf(first)).Wants(http.StatusOK)
	if p.Value("owner_name") != "Nguyễn Thị Mẫu" || p.Value("owner_phone") != "0900000001" || p.Value("procedure") != "" {
		t.Errorf("kept %q, %q, procedure %q", p.Value("owner_name"), p.Value("owner_phone"), p.Value("procedure"))
	}
	p = c.Submit(p, "counter", fields("pick", marital)).Wants(http.StatusOK)
	press(c, p, "accept").Wants(http.StatusOK, "Đã tiếp nhận hồ sơ")
	t.Run("of somebody else's dossier keeps nothing", func(t *testing.T) {
		as(t, e, "so-tiep-nhan").Get("/tiep-nhan?after=" + idOf(first)).Wants(http.StatusNotFound)
	})
}

func TestScannedPapersAreKept(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	c := as(t, e, "tiep-nhan")
	p := ready(t, c)
	key := ""
	for _, m := range filing(t, e, "").Papers {
		key = m.Key
		break
	}
	body, kind := upload(t, map[string]string{
		"act": "update", "procedure": marital, "owner_name": "Nguyễn Thị Mẫu", "form_token": p.Value("form_token"),
	}, map[string]string{"upload." + key: "%PDF-1.4 bản quét giả"})
	p = c.PostBody("/tiep-nhan", kind, body).Wants(http.StatusOK, "scan 1")
	if !strings.Contains(p.Value("file."+key), `"type":"application/pdf"`) {
		t.Fatalf("the stored file is not on the page: %q", p.Value("file."+key))
	}
	done := press(c, p, "all", "owner_number", "022190000001", "owner_address", "Số 1")
	done = press(c, done, "accept", "owner_phone", "0900 000 001").Wants(http.StatusOK, "Đã tiếp nhận")
	s, _, err := e.Casework.Get(t.Context(), e.Actor("tiep-nhan"), idOf(done))
	if err != nil {
		t.Fatal(err)
	}
	files := 0
	for _, m := range s.Papers {
		files += len(m.Files)
	}
	if files != 1 {
		t.Errorf("%d files are in the dossier, want 1", files)
	}
	t.Run("a file of another kind is refused, the rest is kept", func(t *testing.T) {
		body, kind := upload(t, map[string]string{"act": "update", "procedure": marital, "owner_name": "Nguyễn Thị Mẫu"},
			map[string]string{"upload." + key: "MZ chương trình"})
		if p := c.PostBody("/tiep-nhan", kind, body).Wants(http.StatusUnprocessableEntity, "Chỉ nhận ảnh"); p.Value("owner_name") != "Nguyễn Thị Mẫu" {
			t.Error("the name is gone")
		}
	})
	t.Run("a file that this officer never sent is not taken", func(t *testing.T) {
		p := press(c, ready(t, c), "accept", "file."+key, `{"hash":"`+strings.Repeat("ab", 32)+`","name":"x.pdf","type":"application/pdf","size":3}`)
		p.Wants(http.StatusUnprocessableEntity, "Quét lại tệp")
	})
}

func upload(t *testing.T, values, files map[string]string) (*bytes.Buffer, string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for k, v := range values {
		if err := w.WriteField(k, v); err != nil {
			t.Fatal(err)
		}
	}
	for k, v := range files {
		f, err := w.CreateFormFile(k, "ban-quet.pdf")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(v)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return &b, w.FormDataContentType()
}

func TestReissue(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	id := accept(t, e, "Trần Thị Mẫu Ba")
	actor := e.Actor("tiep-nhan")
	before, _, err := e.Casework.Get(t.Context(), actor, id)
	if err != nil {
		t.Fatal(err)
	}
	c := as(t, e, "tiep-nhan")
	p := c.Get("/ho-so/"+id+"/cap-lai-ma").Wants(http.StatusOK, "Cấp lại mã tra cứu", before.Code)
	c.Submit(p, "reissue", url.Values{}).Wants(http.StatusUnprocessableEntity, "đối chiếu giấy tờ tùy thân")
	c.Submit(p, "reissue", fields("checked", "yes", "paper", "thẻ căn cước")).Wants(http.StatusOK, "mã cũ không còn dùng được")
	after, _, err := e.Casework.Get(t.Context(), actor, id)
	if err != nil || after.Slip == before.Slip {
		t.Fatalf("the slip did not change: %v", err)
	}
	if _, _, err := e.Casework.TrackByToken(t.Context(), before.Slip.Token); err == nil {
		t.Error("the old QR code still opens the dossier")
	}
	if s, _, err := e.Casework.TrackByCode(t.Context(), after.Code, after.Slip.Secret, e.Now()); err != nil || s.ID != id {
		t.Errorf("the new secret does not open it: %v", err)
	}
	c.Get("/ho-so/"+id+"/giay/01").Wants(http.StatusOK, "BẢN IN LẠI", after.Slip.Secret[:4])
}

func TestRights(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	id := accept(t, e, "Trần Thị Mẫu Ba")
	for key, want := range map[string]int{"chuyen-vien": http.StatusForbidden, "cong-dan-1": http.StatusForbidden, "quan-tri": http.StatusForbidden} {
		e.Client(key).Get("/tiep-nhan").Wants(want)
	}
	e.Client("").Get("/tiep-nhan").Wants(http.StatusOK, "Đăng nhập")
	for _, path := range []string{"/ho-so/" + id + "/giay/01", "/ho-so/" + id + "/giay/01.pdf", "/ho-so/khong-co/giay/01"} {
		as(t, e, "cong-dan-1").Get(path).Wants(http.StatusNotFound)
		as(t, e, "so-tiep-nhan").Get(path).Wants(http.StatusNotFound)
	}
	as(t, e, "truong-phong").Get("/ho-so/"+id+"/giay/01").Wants(http.StatusOK, "TRẦN THỊ MẪU BA")
	// Nobody has charged the specialist yet: he gives a reason first.
	as(t, e, "chuyen-vien").Get("/ho-so/" + id + "/giay/01").Wants(http.StatusForbidden).Lacks("TRẦN THỊ MẪU BA")
	other := as(t, e, "so-tiep-nhan")
	other.Get("/tiep-nhan/" + id).Wants(http.StatusNotFound)
	other.Get("/ho-so/" + id + "/cap-lai-ma").Wants(http.StatusNotFound)
	if s, _, err := e.Casework.Get(t.Context(), e.Actor("tiep-nhan"), id); err != nil || s.Status != dossier.Accepted {
		t.Errorf("status %d, %v", s.Status, err)
	}
}
