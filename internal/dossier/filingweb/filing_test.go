package filingweb_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/journal"
	"motcua/internal/web/webtest"
)

// single is a procedure of one agency: the certificate of marital status.
const single = "1.004873"

// file is one file of a multipart form.
type file struct {
	field, name string
	body        []byte
}

// send posts a form with files, as a browser does.
func send(t *testing.T, c *webtest.Client, path string, fields url.Values, files ...file) *webtest.Page {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for name, values := range fields {
		for _, v := range values {
			if err := m.WriteField(name, v); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, f := range files {
		w, err := m.CreateFormFile(f.field, f.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(f.body); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	return c.PostBody(path, m.FormDataContentType(), &b)
}

// picture is a PNG that differs by shade.
func picture(shade uint8) []byte {
	m := image.NewGray(image.Rect(0, 0, 40, 30))
	for i := range m.Pix {
		m.Pix[i] = shade
	}
	m.SetGray(1, 1, color.Gray{Y: 255 - shade})
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err) // a picture in memory always encodes
	}
	return b.Bytes()
}

// begin starts a filing and answers the path of its draft.
func begin(t *testing.T, c *webtest.Client, code string) string {
	t.Helper()
	p := c.Post("/nop-ho-so", url.Values{"thu_tuc": {code}, "dia_ban": {"hong-gai"}})
	p.Wants(http.StatusOK)
	draft, ok := strings.CutSuffix(p.Path, "/truong-hop")
	if !ok {
		t.Fatalf("begun at %s", p.Path)
	}
	return draft
}

// upTo goes through the steps with good answers until papers are sent.
func upTo(t *testing.T, c *webtest.Client, draft string) *webtest.Page {
	t.Helper()
	c.Post(draft+"/truong-hop", url.Values{"dia_ban": {"hong-gai"}}).Wants(http.StatusOK, "Ai nộp, hồ sơ của ai")
	c.Post(draft+"/nguoi-nop", url.Values{"whose": {"toi"}, "phone": {"0912345678"}, "address": {"Tổ 1"}}).Wants(http.StatusOK, "Giấy tờ của hồ sơ")
	send(t, c, draft+"/giay-to", url.Values{"act": {"next"}, "mark.giay-to-tuy-than": {"shown"}},
		file{"paper.to-khai", "tờ khai.png", picture(10)}).Wants(http.StatusOK, "Nhận kết quả bằng cách nào")
	return c.Post(draft+"/nhan-ket-qua", url.Values{"return_way": {"counter"}}).Wants(http.StatusOK, "Xem lại và nộp hồ sơ", "tờ khai.png", "Xuất trình khi nhận kết quả")
}

func agree(review *webtest.Page) url.Values {
	return url.Values{"cam_doan": {"1"}, "form_token": {review.Value("form_token")}}
}

func dossiers(t *testing.T, e *apptest.Env, who string) []dossierdb.Entry {
	t.Helper()
	list, _, err := e.Casework.List(t.Context(), e.Actor(who), dossierdb.Query{Page: 1, Size: 50}, e.Now())
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestAWholeFiling(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	c := e.Client("cong-dan-1")
	draft := begin(t, c, single)
	c.Get(draft+"/truong-hop").Wants(http.StatusOK, "Ủy ban nhân dân phường Hồng Gai")
	review := upTo(t, c, draft)
	review.Wants(http.StatusOK, "Nguyễn Thị Mẫu Một", "022190000001", "0912 345 678")

	c.Post(draft+"/xem-lai", url.Values{"form_token": {review.Value("form_token")}}).Wants(http.StatusUnprocessableEntity, "đánh dấu vào ô cam đoan")
	done := c.Post(draft+"/xem-lai", agree(review))
	done.Wants(http.StatusOK, "Đã nộp hồ sơ", "N26", "8 giờ làm việc", "Mã tra cứu", "trang theo dõi")

	t.Run("it is filed once, with its papers, and the draft is gone", func(t *testing.T) {
		list := dossiers(t, e, "cong-dan-1")
		if len(list) != 1 {
			t.Fatalf("%d dossiers", len(list))
		}
		s, _, err := e.Casework.Get(t.Context(), e.Actor("cong-dan-1"), list[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		marks := map[string]dossier.Mark{}
		for _, m := range s.Papers {
			marks[m.Key] = m.Mark
		}
		if marks["to-khai"] != dossier.MarkSubmitted || marks["giay-to-tuy-than"] != dossier.MarkShown || marks["ly-hon"] != dossier.MarkNotApplicable {
			t.Errorf("papers %+v", s.Papers)
		}
		c.Get("/ho-so-cua-toi").Wants(http.StatusOK, s.Submission, "chờ tiếp nhận").Lacks("Làm tiếp")
		c.Get(draft).Wants(http.StatusNotFound)
	})
	t.Run("sent a second time, it answers the same confirmation", func(t *testing.T) {
		again := c.Post(draft+"/xem-lai", agree(review))
		again.Wants(http.StatusOK, "Đã nộp hồ sơ")
		if again.Path != done.Path {
			t.Errorf("%s, then %s", done.Path, again.Path)
		}
	})
	t.Run("reception accepts it, and its page says so", func(t *testing.T) {
		id := dossiers(t, e, "cong-dan-1")[0].ID
		accept(t, e, id)
		c.Get("/ho-so-cua-toi/"+id).Wants(http.StatusOK, "Hẹn trả kết quả", "Giấy tiếp nhận và hẹn trả kết quả", "tờ khai.png", "Nguyễn Thị Mẫu Một")
		c.Get(done.Path).Wants(http.StatusOK, "Được tiếp nhận")
	})
}

func order(t *testing.T, e *apptest.Env, id, who string, c dossier.Command) {
	t.Helper()
	if _, err := e.Casework.Do(t.Context(), dossierdb.Order{ID: e.Command(), Dossier: id, Expect: journal.Any, Actor: e.Actor(who), Command: c}); err != nil {
		t.Fatal(err)
	}
}

func accept(t *testing.T, e *apptest.Env, id string) {
	t.Helper()
	order(t, e, id, "tiep-nhan", dossier.Accept{})
}

func TestTheDraftIsKept(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	c := e.Client("cong-dan-1")
	t.Run("where a field is wrong, with a kind sentence", func(t *testing.T) {
		draft := begin(t, c, single)
		p := c.Post(draft+"/nguoi-nop", url.Values{
			"whose": {"nguoi-khac"}, "phone": {"09123"}, "email": {"a@b"}, "owner_kind": {"citizen"}, "owner_name": {"Lê Văn Mẫu Con"},
			"owner_number": {"022218000003"}, "owner_born-day": {"3"}, "owner_born-month": {"5"}, "owner_born-year": {"2019"}, "relation": {""},
		})
		p.Wants(http.StatusUnprocessableEntity, "Xin Ông/Bà xem lại", "căn cứ nộp thay").Lacks("lỗi hệ thống", "không hợp lệ")
		if p.Value("phone") != "09123" || p.Value("owner_number") != "022218000003" {
			t.Error("what was typed is gone")
		}
		other := e.Client("cong-dan-1")
		other.Get("/ho-so-cua-toi").Wants(http.StatusOK, "Làm tiếp", "Người nộp")
		kept := other.Get(draft + "/nguoi-nop")
		if kept.Value("owner_name") != "Lê Văn Mẫu Con" || kept.Value("phone") != "09123" {
			t.Errorf("kept %q, %q", kept.Value("owner_name"), kept.Value("phone"))
		}
		other.Post(draft+"/truong-hop", url.Values{"dia_ban": {"hong-gai"}})
		send(t, other, draft+"/giay-to", url.Values{"act": {"next"}, "mark.giay-to-tuy-than": {"shown"}}, file{"paper.to-khai", "a.png", picture(1)})
		review := other.Get(draft + "/xem-lai")
		other.Post(draft+"/xem-lai", agree(review)).Wants(http.StatusUnprocessableEntity, "Ai nộp, hồ sơ của ai", "số điện thoại")
	})
	t.Run("a filing for another names both", func(t *testing.T) {
		draft := begin(t, c, single)
		upTo(t, c, draft)
		c.Post(draft+"/nguoi-nop", url.Values{
			"whose": {"nguoi-khac"}, "phone": {"0912345678"}, "owner_kind": {"business"}, "owner_name": {"Công ty Mẫu Khác"}, "owner_number": {"0100109106"}, "relation": {"Giấy ủy quyền số 1"},
		}).Wants(http.StatusOK, "Giấy tờ của hồ sơ")
		c.Get(draft+"/xem-lai").Wants(http.StatusOK, "Công ty Mẫu Khác", "Người nộp", "Nguyễn Thị Mẫu Một", "Giấy ủy quyền số 1")
	})
	t.Run("nothing is filed without a due paper, and the paper is named", func(t *testing.T) {
		draft := begin(t, c, "1.001193")
		c.Post(draft+"/truong-hop", url.Values{"dia_ban": {"hong-gai"}})
		c.Post(draft+"/nguoi-nop", url.Values{"whose": {"toi"}, "phone": {"0912345678"}})
		send(t, c, draft+"/giay-to", url.Values{"act": {"next"}, "mark.giay-chung-sinh": {"not_applicable"}}, file{"paper.to-khai", "a.png", picture(2)}).
			Wants(http.StatusUnprocessableEntity, "vì sao giấy tờ này không áp dụng", "a.png")
		send(t, c, draft+"/giay-to", url.Values{"act": {"next"}, "mark.giay-chung-sinh": {"not_applicable"}, "why.giay-chung-sinh": {"Sinh tại nhà"}}).Wants(http.StatusOK)
		c.Post(draft+"/nhan-ket-qua", url.Values{"return_way": {"counter"}})
		review := c.Get(draft + "/xem-lai")
		review.Wants(http.StatusOK, "Hồ sơ còn thiếu 1 nội dung", "Chưa có “Thẻ căn cước", "Sinh tại nhà", "còn thiếu 1 giấy tờ")
		before := len(dossiers(t, e, "cong-dan-1"))
		p := c.Post(draft+"/xem-lai", agree(review))
		p.Wants(http.StatusUnprocessableEntity, "Còn thiếu “Thẻ căn cước")
		if p.Link("Còn thiếu “Thẻ căn cước") != "#f-paper-giay-to-tuy-than" {
			t.Error("the error does not lead to the paper")
		}
		if len(dossiers(t, e, "cong-dan-1")) != before {
			t.Error("it was filed")
		}
	})
	t.Run("a step is ticked only when it is done", func(t *testing.T) {
		draft := begin(t, c, "1.001193")
		c.Post(draft+"/truong-hop", url.Values{"dia_ban": {"hong-gai"}}).Wants(http.StatusOK).Lacks("chưa khai xong")
		c.Post(draft+"/nguoi-nop", url.Values{"whose": {"toi"}, "phone": {"0912345678"}})
		send(t, c, draft+"/giay-to", url.Values{"act": {"next"}}).Wants(http.StatusOK, "Nhận kết quả bằng cách nào", "Còn thiếu 3 giấy tờ. Những gì đã tải lên được giữ", "còn thiếu 3 giấy tờ")
		c.Post(draft+"/nhan-ket-qua", url.Values{"return_way": {"post"}, "return_address": {" "}}).Wants(http.StatusUnprocessableEntity, "Xin nhập địa chỉ nhận bưu phẩm")
		review := c.Get(draft + "/xem-lai")
		review.Wants(http.StatusOK, "chưa khai xong", "Hồ sơ còn thiếu 4 nội dung", "Chưa có “Giấy chứng sinh", "Xin nhập địa chỉ nhận bưu phẩm")
		if got := review.Link("Xin nhập địa chỉ nhận bưu phẩm"); got != draft+"/nhan-ket-qua#f-return_address" {
			t.Errorf("the missing address leads to %q", got)
		}
		if n := strings.Count(review.Body, "(đã xong)"); n != 2 {
			t.Errorf("%d steps are ticked, want the first two", n)
		}
		c.Post(draft+"/xem-lai", agree(review)).Wants(http.StatusUnprocessableEntity, "Nhận kết quả bằng cách nào", "Xin nhập địa chỉ nhận bưu phẩm")
	})
	t.Run("a draft can be deleted", func(t *testing.T) {
		draft := begin(t, c, single)
		c.Post(draft+"/xoa", nil).Wants(http.StatusOK, "Đã xóa bản nháp")
		c.Get(draft).Wants(http.StatusNotFound, "Bản nháp này không còn")
	})
	t.Run("a second click begins no second draft", func(t *testing.T) {
		if a, b := begin(t, c, "2.000635"), begin(t, c, "2.000635"); a != b {
			t.Errorf("%s and %s", a, b)
		}
	})
}

func TestANewbornHasNoNumber(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	c := e.Client("cong-dan-1")
	draft := begin(t, c, "1.001193")
	c.Post(draft+"/truong-hop", url.Values{"dia_ban": {"hong-gai"}})
	child := url.Values{"whose": {"nguoi-khac"}, "phone": {"0912345678"}, "owner_kind": {"citizen"}, "owner_name": {"Lê Văn Mẫu Con"}, "relation": {"Mẹ của trẻ"}}
	c.Post(draft+"/nguoi-nop", child).Wants(http.StatusUnprocessableEntity, "Xin nhập số định danh cá nhân", "Chưa có số định danh (trẻ mới sinh)")
	child.Set("owner_has", "chua-co")
	c.Post(draft+"/nguoi-nop", child).Wants(http.StatusUnprocessableEntity, "Xin nhập ngày sinh của trẻ").Lacks("Xin nhập số định danh cá nhân")
	child.Set("owner_kind", "business")
	c.Post(draft+"/nguoi-nop", child).Wants(http.StatusUnprocessableEntity, "có mã số thuế")
	born := e.Now().Date().AddDays(-10)
	child["owner_kind"], child["owner_born-day"], child["owner_born-month"], child["owner_born-year"] = []string{"citizen"}, []string{fmt.Sprint(born.Day)}, []string{fmt.Sprint(int(born.Month))}, []string{fmt.Sprint(born.Year)}
	c.Post(draft+"/nguoi-nop", child).Wants(http.StatusOK, "Giấy tờ của hồ sơ")
	if p := c.Get(draft + "/nguoi-nop"); p.Value("owner_has") != "chua-co" || p.Value("owner_number") != "" {
		t.Errorf("kept %q, %q", p.Value("owner_has"), p.Value("owner_number"))
	}
	send(t, c, draft+"/giay-to", url.Values{"act": {"next"}, "mark.giay-to-tuy-than": {"shown"}},
		file{"paper.to-khai", "a.png", picture(11)}, file{"paper.giay-chung-sinh", "b.png", picture(12)})
	review := c.Post(draft+"/nhan-ket-qua", url.Values{"return_way": {"counter"}})
	review.Wants(http.StatusOK, "Lê Văn Mẫu Con", "Chưa có số định danh; sinh ngày", "Mẹ của trẻ")
	c.Post(draft+"/xem-lai", agree(review)).Wants(http.StatusOK, "Đã nộp hồ sơ")
	if l := dossiers(t, e, "cong-dan-1"); len(l) != 1 || l[0].OwnerName != "Lê Văn Mẫu Con" {
		t.Errorf("filed %+v", l)
	}
}

func TestFiles(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	c := e.Client("cong-dan-1")
	draft := begin(t, c, single)
	papers := draft + "/giay-to"
	t.Run("a file that lies about its kind is named; the others and the fields stay", func(t *testing.T) {
		p := send(t, c, papers, url.Values{"act": {"to-khai"}, "mark.giay-to-tuy-than": {"shown"}},
			file{"paper.to-khai", "tốt.png", picture(30)}, file{"paper.to-khai", "ảnh.jpg", []byte("chỉ là chữ")}, file{"paper.ly-hon", "rong.pdf", nil})
		p.Wants(http.StatusUnprocessableEntity, "Chưa tải được “ảnh.jpg”", "Chưa tải được “rong.pdf” vì tệp không có nội dung", "tốt.png", "Tải lại tệp này", "Các tệp khác và nội dung đã khai vẫn được lưu", "xin gọi 0203")
		if p := c.Get(papers); !strings.Contains(p.Body, "tốt.png") || p.Value("mark.giay-to-tuy-than") != "shown" {
			t.Error("the good file or the mark is gone")
		}
	})
	t.Run("a file above the limit is named with its size, nothing is lost", func(t *testing.T) {
		big := append([]byte("%PDF-1.7\n"), make([]byte, 21<<20)...)
		send(t, c, papers, url.Values{"act": {"next"}}, file{"paper.ly-hon", "bản án.pdf", big}, file{"paper.giay-cu", "giấy cũ.png", picture(31)}).
			Wants(http.StatusUnprocessableEntity, "Chưa tải được “bản án.pdf” vì tệp 21 MB, tối đa 20 MB", "giấy cũ.png", "tốt.png")
	})
	t.Run("a body above everything is refused before it is read, and the draft stays", func(t *testing.T) {
		body := strings.NewReader(strings.Repeat("x", 61<<20))
		c.PostBody(papers, "multipart/form-data; boundary=grenze", body).Wants(http.StatusRequestEntityTooLarge, "Những gì đã lưu trước đó vẫn còn")
		c.Get(papers).Wants(http.StatusOK, "tốt.png", "giấy cũ.png")
	})
	t.Run("a file can be looked at and taken away", func(t *testing.T) {
		address := c.Get(papers).Link("giấy cũ.png")
		if f := c.Get(address); f.Status != http.StatusOK || f.Header.Get("Content-Type") != "image/png" || f.Body != string(picture(31)) {
			t.Errorf("%s: %d %s", address, f.Status, f.Header.Get("Content-Type"))
		}
		hash := address[strings.LastIndex(address, "/")+1:]
		send(t, c, papers, url.Values{"remove": {"giay-cu/" + hash}}).Wants(http.StatusOK).Lacks("giấy cũ.png")
		c.Get(address).Wants(http.StatusNotFound)
	})
	t.Run("two uploads at once both stay", func(t *testing.T) {
		var wait sync.WaitGroup
		for i := range 4 {
			wait.Go(func() {
				send(t, c, papers+"?mot=ly-hon", nil, file{"paper.ly-hon", fmt.Sprintf("trang %d.png", i), picture(uint8(50 + i))})
			})
		}
		wait.Wait()
		c.Get(papers).Wants(http.StatusOK, "trang 0.png", "trang 1.png", "trang 2.png", "trang 3.png", "4 tệp đã lưu")
	})
	t.Run("names and lengths that nobody would type do no harm", func(t *testing.T) {
		send(t, c, papers, url.Values{"act": {"to-khai"}}, file{"paper.to-khai", "../../" + strings.Repeat("dài ", 100) + ".png", picture(90)}).Wants(http.StatusOK)
		send(t, c, papers+"?mot=khong-co", nil, file{"paper.khong-co", "a.png", picture(3)}).Wants(http.StatusNotFound)
		long := strings.Repeat("ố", 3_000)
		c.Post(draft+"/nguoi-nop", url.Values{"whose": {long}, "phone": {long}, "email": {long}, "address": {long}}).Wants(http.StatusUnprocessableEntity)
		c.Post(draft+"/truong-hop", url.Values{"dia_ban": {long}, "case": {long}, "co_quan": {long}}).Wants(http.StatusUnprocessableEntity, "Xin Ông/Bà chọn xã")
		c.Post(draft+"/nguoi-nop", url.Values{"whose": {"toi"}, "phone": {"0912345678"}, "address": {"\xff\xfe"}}).Wants(http.StatusUnprocessableEntity, "bị lỗi mã")
	})
}

func TestOthersDoNotExist(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	c, stranger := e.Client("cong-dan-1"), e.Client("cong-dan-2")
	draft := begin(t, c, single)
	review := upTo(t, c, draft)
	papers := c.Get(draft + "/giay-to")
	picture := papers.Link("tờ khai.png")
	for _, path := range []string{"", "/truong-hop", "/nguoi-nop", "/giay-to", "/nhan-ket-qua", "/xem-lai"} {
		stranger.Get(draft + path).Wants(http.StatusNotFound)
	}
	stranger.Get(picture).Wants(http.StatusNotFound)
	for _, path := range []string{"/truong-hop", "/nguoi-nop", "/nhan-ket-qua", "/xem-lai"} {
		stranger.Post(draft+path, agree(review)).Wants(http.StatusNotFound)
	}
	stranger.Post(draft+"/xoa", nil).Wants(http.StatusNotFound)
	c.Post(draft+"/xem-lai", agree(review)).Wants(http.StatusOK, "Đã nộp hồ sơ")
	stranger.Post(draft+"/xem-lai", agree(review)).Wants(http.StatusNotFound)

	id := dossiers(t, e, "cong-dan-1")[0].ID
	hash := picture[strings.LastIndex(picture, "/"):]
	for _, path := range []string{"", "/da-nop", "/bo-sung", "/tep" + hash} {
		stranger.Get("/ho-so-cua-toi/" + id + path).Wants(http.StatusNotFound)
		e.Client("").Get("/ho-so-cua-toi/"+id+path).Wants(http.StatusOK, "Đăng nhập")
		e.Client("chuyen-vien").Get("/ho-so-cua-toi/" + id + path).Wants(http.StatusForbidden)
	}
	stranger.Post("/ho-so-cua-toi/"+id+"/nop-lai", nil).Wants(http.StatusNotFound)
	stranger.Post("/ho-so-cua-toi/"+id+"/bo-sung", nil).Wants(http.StatusNotFound)
	for _, forged := range []string{"x", strings.Repeat("9", 10_000), "00000000-0000-7000-8000-000000000000"} {
		c.Get("/ho-so-cua-toi/" + forged).Wants(http.StatusNotFound)
		c.Get("/nop-ho-so/" + forged).Wants(http.StatusNotFound)
	}
	if own := c.Get("/ho-so-cua-toi/" + id + "/tep" + hash); own.Status != http.StatusOK || own.Header.Get("Content-Type") != "image/png" {
		t.Errorf("own file: %d", own.Status)
	}
}

func TestASupplement(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	c := e.Client("cong-dan-1")
	draft := begin(t, c, single)
	c.Post(draft+"/xem-lai", agree(upTo(t, c, draft)))
	id := dossiers(t, e, "cong-dan-1")[0].ID
	own := "/ho-so-cua-toi/" + id
	accept(t, e, id)
	order(t, e, id, "truong-phong", dossier.Assign{To: e.Account("chuyen-vien")})
	order(t, e, id, "chuyen-vien", dossier.RequestSupplement{
		Items: []dossier.Item{{Key: "to-khai", Name: "Tờ khai", Why: "Ảnh mờ, không đọc được dòng 3."}, {Name: "Bản sao hộ khẩu cũ", Why: "Để đối chiếu nơi ở."}}, Sound: sound(t, e, id),
		Until: e.Now().Date().AddDays(20),
	})
	c.Get("/ho-so-cua-toi").Wants(http.StatusOK, "Nộp bổ sung", "Yêu cầu bổ sung giấy tờ")
	c.Get(own).Wants(http.StatusOK, "Ông/Bà cần bổ sung", "Nộp bổ sung", "Đang tạm dừng", "Phiếu yêu cầu bổ sung hồ sơ", "Ảnh mờ, không đọc được dòng 3.", "Để đối chiếu nơi ở.")
	page := own + "/bo-sung"
	c.Get(page).Wants(http.StatusOK, "Ảnh mờ, không đọc được dòng 3.", "Để đối chiếu nơi ở.", "2 nội dung", "trước thứ")

	send(t, c, page, url.Values{"act": {"send"}}, file{"paper.to-khai", "tờ khai mới.png", picture(120)}).
		Wants(http.StatusUnprocessableEntity, "Còn thiếu “Bản sao hộ khẩu cũ”", "tờ khai mới.png")
	e.Client("cong-dan-1").Get(page).Wants(http.StatusOK, "tờ khai mới.png")
	c.Get(c.Get(page).Link("tờ khai mới.png")).Wants(http.StatusOK)
	c.Get("/ho-so-cua-toi").Wants(http.StatusOK, "Nộp bổ sung", "Làm tiếp")

	sent := send(t, c, page, url.Values{"act": {"send"}}, file{"paper.muc-2", "hộ khẩu.png", picture(121)})
	sent.Wants(http.StatusOK, "Đã nhận giấy tờ bổ sung", "hẹn trả kết quả mới:", "hộ khẩu.png")
	s, _, err := e.Casework.Get(t.Context(), e.Actor("cong-dan-1"), id)
	if err != nil || s.Status != dossier.Processing || len(s.Asked) != 1 || s.Asked[0].Done.IsZero() {
		t.Errorf("%v %+v", err, s)
	}
	send(t, c, page, url.Values{"act": {"send"}}, file{"paper.muc-2", "hộ khẩu.png", picture(121)}).Wants(http.StatusOK, "hiện không cần bổ sung gì")
	if after, _, _ := e.Casework.Get(t.Context(), e.Actor("cong-dan-1"), id); len(after.Papers) != len(s.Papers) {
		t.Error("sent twice")
	}

	c.Post(own+"/nop-lai", nil).Wants(http.StatusOK, "Nơi giải quyết").Lacks("Trường hợp và nơi giải quyết")
}

func TestOutsideADemonstration(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	c := e.Client("cong-dan-1")
	draft := begin(t, c, single)
	real := closed(t, e)
	real.Post("/nop-ho-so", url.Values{"thu_tuc": {single}, "dia_ban": {"hong-gai"}}).
		Wants(http.StatusConflict, "Xin nộp hồ sơ tại quầy", "Trung tâm Phục vụ hành chính công phường Hồng Gai", "0203")
	real.Get("/nop-ho-so").Wants(http.StatusConflict, "bộ phận một cửa")
	real.Post("/nop-ho-so", url.Values{"thu_tuc": {"9.999999"}}).Wants(http.StatusNotFound)
	_ = draft
	if n := len(dossiers(t, e, "cong-dan-1")); n != 0 {
		t.Errorf("%d filed", n)
	}
}

func TestBeginning(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	values := url.Values{"thu_tuc": {single}, "dia_ban": {"hong-gai"}}
	t.Run("who must sign in first goes straight on to the first step", func(t *testing.T) {
		out := e.Client("")
		page := out.Post("/nop-ho-so", url.Values{"thu_tuc": {"1.000894"}, "dia_ban": {"hong-gai"}, "truong_hop": {"1.000894.b"}})
		page.Wants(http.StatusOK, "Đăng nhập")
		page = out.Submit(page, "trinh-dien", url.Values{"account": {e.Account("cong-dan-2")}})
		page.Wants(http.StatusOK, "Trường hợp và nơi giải quyết")
		if page.Value("case") != "1.000894.b" || page.Value("dia_ban") != "hong-gai" {
			t.Errorf("kept %q, %q", page.Value("case"), page.Value("dia_ban"))
		}
		out.Get("/ho-so-cua-toi").Lacks("Làm tiếp")
		first := url.Values{"thu_tuc": {"1.000894"}, "buoc_dau": {"1"}, "case": {""}, "dia_ban": {"hong-gai"}}
		out.Post("/nop-ho-so", first).Wants(http.StatusUnprocessableEntity, "Xin chọn trường hợp")
		first.Set("case", "1.000894.b")
		next := out.Post("/nop-ho-so", first)
		next.Wants(http.StatusOK, "Ai nộp, hồ sơ của ai", "(đã xong)")
		e.Client("").Get("/nop-ho-so?thu_tuc=9.999999").Wants(http.StatusOK, "Đăng nhập")
		out.Get("/nop-ho-so?thu_tuc=9.999999").Wants(http.StatusNotFound, "Không tìm thấy thủ tục")
		e.Client("tiep-nhan").Get("/nop-ho-so?thu_tuc=1.000894").Wants(http.StatusOK, "Đăng ký kết hôn", "Bao lâu")
	})
	e.Client("tiep-nhan").Post("/nop-ho-so", values).Wants(http.StatusForbidden, "người nộp hồ sơ")
	c := e.Client("doanh-nghiep")
	c.Post("/nop-ho-so", url.Values{"thu_tuc": {"9.999999"}}).Wants(http.StatusNotFound, "Không tìm thấy thủ tục")
	c.Post("/nop-ho-so", url.Values{"thu_tuc": {strings.Repeat("a", 10_000)}}).Wants(http.StatusNotFound)
	several := begin(t, c, "2.000635")
	c.Post(several+"/truong-hop", url.Values{"dia_ban": {"hong-gai"}}).Wants(http.StatusUnprocessableEntity, "Nộp ở cơ quan nào?", "Sở Tư pháp")
	c.Post(several+"/truong-hop", url.Values{"dia_ban": {"hong-gai"}, "co_quan": {"so-tu-phap"}}).Wants(http.StatusOK, "Ai nộp", "Công ty TNHH Mẫu Trình Diễn")
	cases := begin(t, c, "1.000894")
	c.Get(cases+"/truong-hop").Wants(http.StatusOK, "Trường hợp của Ông/Bà?")
	c.Post(cases+"/truong-hop", url.Values{"dia_ban": {"hong-gai"}}).Wants(http.StatusUnprocessableEntity, "Xin chọn trường hợp")

	c.Post("/ngon-ngu", url.Values{"lang": {"en"}, "return": {"/"}})
	c.Get(several+"/nguoi-nop").Wants(http.StatusOK, "Who files, whose dossier it is")
	c.Get("/ho-so-cua-toi").Wants(http.StatusOK, "My dossiers", "Go on")
}
