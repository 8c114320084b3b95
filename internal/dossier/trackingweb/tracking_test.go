package trackingweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"motcua/internal/app/apptest"
	"motcua/internal/browsertest"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/procedure"
	"motcua/internal/web/webtest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }

const (
	ownerName   = "Phạm Thị Mẫu Riêng"
	ownerNumber = "022190000077"
	ownerPhone  = "+84912345677"
	ownerHome   = "Ngõ Riêng Tư số 5"
	privateNote = "Ghi chú rất riêng"
)

// env is a demonstration on a clock that the test moves, beginning next Monday
// at nine: the seeded journal is from now, and no clock goes back before it.
type env struct {
	*apptest.Env

	t   *testing.T
	now *atomic.Int64
}

func open(t *testing.T) *env {
	t.Helper()
	var now atomic.Int64
	day := calendar.At(time.Now()).Date().AddDays(1)
	for day.Weekday() != time.Monday {
		day = day.AddDays(1)
	}
	now.Store(int64(calendar.On(day, 9, 0)))
	return &env{apptest.NewAt(t, func() calendar.Instant { return calendar.Instant(now.Load()) }), t, &now}
}

func (e *env) pass(d time.Duration) { e.now.Add(d.Microseconds()) }

// do gives one command and answers the dossier after it.
func (e *env) do(id, who string, c dossier.Command) dossier.State {
	e.t.Helper()
	done, err := e.Casework.Do(e.t.Context(), dossierdb.Order{ID: e.Command(), Dossier: id, Expect: journal.Any, Actor: e.Actor(who), Command: c})
	if err != nil {
		e.t.Fatalf("%T: %v", c, err)
	}
	s, _, err := journal.Load[dossier.State](e.t.Context(), e.Journal, dossier.Stream(done.Dossier))
	if err != nil {
		e.t.Fatal(err)
	}
	return s
}

// filed is a dossier of the certificate of marital status, filed online.
func (e *env) filed() dossier.State {
	e.t.Helper()
	p, _, err := e.Casework.Definition(e.t.Context(), "1.004873")
	if err != nil {
		e.t.Fatal(err)
	}
	f := dossier.Filing{
		Procedure: "1.004873", Agency: "ubnd-hong-gai", Place: "hong-gai", Note: privateNote,
		Owner: dossier.Party{Kind: dossier.Citizen, Name: ownerName, Number: ownerNumber, Phone: ownerPhone, Address: ownerHome},
	}
	for _, paper := range p.Procedure(e.Now().Date()).Papers("", procedure.Online) {
		f.Papers = append(f.Papers, dossier.PaperMark{Key: paper.Key, Mark: dossier.MarkSubmitted, Files: []dossier.Upload{{Hash: strings.Repeat("ab", 32), Name: "giay-rieng.png"}}})
	}
	return e.do("", "cong-dan-1", dossier.File{Filing: f})
}

// processing is a dossier that a specialist has.
func (e *env) processing() dossier.State {
	e.t.Helper()
	s := e.do(e.filed().ID, "tiep-nhan", dossier.Accept{})
	return e.do(s.ID, "truong-phong", dossier.Assign{To: e.Account("chuyen-vien")})
}

// finished is a dossier with its result.
func (e *env) finished() dossier.State {
	e.t.Helper()
	id := e.processing().ID
	e.do(id, "chuyen-vien", dossier.Appraise{Outcome: dossier.Grant, Opinion: "Ý kiến nội bộ rất riêng."})
	e.do(id, "truong-phong", dossier.Review{})
	e.do(id, "lanh-dao", dossier.Approve{})
	e.do(id, "van-thu", dossier.GiveNumber{})
	e.do(id, "van-thu", dossier.Seal{Document: dossier.Document{Upload: dossier.Upload{Hash: strings.Repeat("cd", 32), Name: "ket-qua-rieng.pdf"}}})
	return e.do(id, "van-thu", dossier.Finish{})
}

// nothingPersonal fails when a page holds what only the owner may see.
func nothingPersonal(p *webtest.Page) {
	p.Lacks(ownerName, ownerNumber, ownerPhone, "0912 345 677", "0912345677", ownerHome, privateNote, "giay-rieng", "ket-qua-rieng",
		"rất riêng", "Nguyễn Thị Mẫu Một", "gd-cong-dan-1", "Lý do chỉ chủ hồ sơ biết")
}

func track(c *webtest.Client, code, secret string) *webtest.Page {
	return c.Post("/tra-cuu", url.Values{"ma": {code}, "ma_tra_cuu": {secret}})
}

func TestTrackingByCode(t *testing.T) {
	t.Parallel()
	e := open(t)
	s := e.processing()
	c := e.Client("")
	groups := s.Slip.Secret[:4] + " " + s.Slip.Secret[4:]
	for name, code := range map[string]string{
		"as printed":                          s.Code,
		"in small letters":                    strings.ToLower(s.Code),
		"without dots and dashes":             strings.NewReplacer(".", "", "-", "").Replace(s.Code),
		"with blanks instead":                 strings.NewReplacer(".", " ", "-", " ").Replace(s.Code),
		"with another kind of dash":           strings.ReplaceAll(s.Code, "-", "–"),
		"by the submission number":            s.Submission,
		"by the submission number, forgiving": strings.ToLower(strings.ReplaceAll(s.Submission, "-", "")),
	} {
		t.Run(name, func(t *testing.T) {
			for _, secret := range []string{s.Slip.Secret, groups} {
				p := track(c, code, secret)
				p.Wants(http.StatusOK, "Hồ sơ đang được thẩm định, còn", s.Code)
				if p.Path != "/t/"+s.Slip.Token {
					t.Errorf("answered at %s", p.Path)
				}
				nothingPersonal(p)
			}
		})
	}
}

func TestTheTrackingPage(t *testing.T) {
	t.Parallel()
	e := open(t)
	c := e.Client("")
	t.Run("answers in its first sentence and is kept nowhere", func(t *testing.T) {
		s := e.processing()
		p := c.Get("/t/" + s.Slip.Token)
		sentence := dossier.Headline(s, e.Casework.ClockOf(s.Agency), e.Now()).VI
		p.Wants(http.StatusOK, sentence, "Hồ sơ đang được thẩm định, còn", "Hẹn trả kết quả", locale.DateTime(s.Due.Time()).VI,
			"Chuyên viên thẩm định", "UBND phường Hồng Gai", "0203 3000 321", "Bước này xong trước", "Vì sao ngày này?", "Đang xử lý", "Hồ sơ đã được phân công xử lý.", "Người nộp hồ sơ")
		nothingPersonal(p)
		if !strings.Contains(p.Body, "<h1 class=\"govuk-heading-l mc-h1\">"+sentence+"</h1>") {
			t.Error("the sentence is not the heading")
		}
		for name, want := range map[string]string{"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"} {
			if got := p.Header.Get(name); got != want {
				t.Errorf("%s: %q", name, got)
			}
		}
		signedIn := e.Client("cong-dan-2").Get("/t/" + s.Slip.Token)
		signedIn.Wants(http.StatusOK, s.Code)
		nothingPersonal(signedIn)
	})
	t.Run("waits for reception", func(t *testing.T) {
		p := c.Get("/t/" + e.filed().Slip.Token)
		p.Wants(http.StatusOK, "Hồ sơ đã nộp, đang chờ tiếp nhận", "8 giờ làm việc", "Mã nộp N", "Mới đăng ký", "Bộ phận tiếp nhận")
		nothingPersonal(p)
	})
	t.Run("says what is asked, by the list's names", func(t *testing.T) {
		s := e.processing()
		e.do(s.ID, "chuyen-vien", dossier.RequestSupplement{
			Items: []dossier.Item{{Key: "to-khai", Name: "Tờ khai của " + ownerName, Why: "Lý do chỉ chủ hồ sơ biết"}, {Name: "Giấy của " + ownerName, Why: "Lý do chỉ chủ hồ sơ biết"}},
			Until: e.Now().Date().AddDays(20), Sound: s.HandedIn(),
		})
		p := c.Get("/t/" + s.Slip.Token)
		p.Wants(http.StatusOK, "cần Ông/Bà bổ sung giấy tờ; thời hạn đang tạm dừng", "Tờ khai cấp Giấy xác nhận", "ghi trong phiếu yêu cầu bổ sung", "Đăng nhập để nộp bổ sung", "Đang tạm dừng", "Xin gửi trước")
		nothingPersonal(p)
		if p.Link("Đăng nhập để nộp bổ sung") != "/ho-so-cua-toi/"+s.ID+"/bo-sung" {
			t.Error("the button leads elsewhere")
		}
	})
	t.Run("says where the result is", func(t *testing.T) {
		p := c.Get("/t/" + e.finished().Slip.Token)
		p.Wants(http.StatusOK, "Hồ sơ đã có kết quả. Mời Ông/Bà nhận kết quả.", "Nhận kết quả", "Trung tâm Phục vụ hành chính công phường Hồng Gai", "Giờ làm việc", "Khi đến, xin mang giấy tiếp nhận", "Trước hạn")
		nothingPersonal(p)
	})
	t.Run("says a refusal without its reason", func(t *testing.T) {
		s := e.do(e.filed().ID, "tiep-nhan", dossier.Deny{Refusal: dossier.Refusal{Reason: "Lý do chỉ chủ hồ sơ biết", Clause: "Điều 1 Luật Mẫu"}})
		p := c.Get("/t/" + s.Slip.Token)
		p.Wants(http.StatusOK, "Hồ sơ không được tiếp nhận", "mẫu 03")
		nothingPersonal(p)
	})
	t.Run("is complete in English", func(t *testing.T) {
		s := e.processing()
		english := c.Fresh()
		if back := english.Get("/t/" + s.Slip.Token).Value("return"); back != "/t/"+s.Slip.Token {
			t.Errorf("the language switch leads to %q", back)
		}
		p := english.Post("/ngon-ngu", url.Values{"lang": {"en"}, "return": {"/t/" + s.Slip.Token}})
		p.Wants(http.StatusOK, "The dossier is being examined", "The result is due", locale.DateTime(s.Due.Time()).EN, "Why this day?", "The dossier was assigned to a specialist.", "In progress", "Who has it")
		nothingPersonal(p)
		e.do(s.ID, "chuyen-vien", dossier.RequestSupplement{Items: []dossier.Item{{Key: "to-khai", Name: "Tờ khai", Why: "Lý do chỉ chủ hồ sơ biết"}}, Until: e.Now().Date().AddDays(20), Sound: s.HandedIn()})
		asked := english.Get("/t/" + s.Slip.Token)
		asked.Wants(http.StatusOK, "Please send", "The names of the papers are given in Vietnamese")
		nothingPersonal(asked)
		if !strings.Contains(asked.Body, `<span lang="vi">Tờ khai cấp`) {
			t.Error("a Vietnamese name on an English page is not marked")
		}
		english.Get("/tra-cuu").Wants(http.StatusOK, "Dossier code or submission number", "Lost the receipt?")
	})
}

func TestALateDossier(t *testing.T) {
	t.Parallel()
	e := open(t)
	s := e.processing()
	e.pass(7 * 24 * time.Hour)
	p := e.Client("").Get("/t/" + s.Slip.Token)
	p.Wants(http.StatusOK, "quá hạn", "Chúng tôi xin lỗi Ông/Bà", "không phải nộp thêm hay đi lại", "Muốn biết lý do, xin gọi UBND phường Hồng Gai, 0203 3000 321")
	nothingPersonal(p)
	waiting := e.filed()
	e.pass(7 * 24 * time.Hour)
	p = e.Client("").Get("/t/" + waiting.Slip.Token)
	p.Wants(http.StatusOK, "Việc trả lời tiếp nhận hồ sơ đã quá hạn", "Chúng tôi xin lỗi Ông/Bà", "xin gọi UBND phường Hồng Gai, 0203 3000 321")
	nothingPersonal(p)
}

func TestWrongSecrets(t *testing.T) {
	t.Parallel()
	e := open(t)
	s, other := e.processing(), e.processing()
	c := e.Client("")
	p := track(c, s.Code, "0000 0000")
	p.Wants(http.StatusUnprocessableEntity, "Mã hồ sơ hoặc mã tra cứu chưa đúng", "hai dòng in đậm", "Mất giấy", "xin gọi 0203")
	if p.Value("ma") != s.Code || p.Value("ma_tra_cuu") != "" {
		t.Errorf("kept %q and %q", p.Value("ma"), p.Value("ma_tra_cuu"))
	}
	unknown := track(c, "H49.12-990101-9999", "12345678")
	unknown.Wants(http.StatusUnprocessableEntity, "Mã hồ sơ hoặc mã tra cứu chưa đúng")
	track(c, s.Code, "0000 0001")
	track(c, s.Code, "0000 0002").Wants(http.StatusUnprocessableEntity)

	t.Run("slow down their own code, from every browser, in whatever spelling", func(t *testing.T) {
		slow := track(c.Fresh(), strings.ToLower(strings.ReplaceAll(s.Code, ".", "")), s.Slip.Secret)
		slow.Wants(http.StatusTooManyRequests, "nhập sai nhiều lần", "đợi ít phút", "mã QR")
	})
	t.Run("leave other codes and the QR alone", func(t *testing.T) {
		track(c, other.Code, other.Slip.Secret).Wants(http.StatusOK, "Hồ sơ đang được thẩm định")
		c.Get("/t/"+s.Slip.Token).Wants(http.StatusOK, s.Code)
	})
	t.Run("are forgiven after a while", func(t *testing.T) {
		e.pass(5 * time.Second)
		track(c, s.Code, s.Slip.Secret).Wants(http.StatusOK, "Hồ sơ đang được thẩm định")
	})
}

func TestAReissuedSlip(t *testing.T) {
	t.Parallel()
	e := open(t)
	old := e.processing()
	s := e.do(old.ID, "tiep-nhan", dossier.ReissueSlip{Reason: "mất giấy tiếp nhận", Checked: "hộ chiếu"})
	c := e.Client("")
	c.Get("/t/"+old.Slip.Token).Wants(http.StatusNotFound, "không còn dùng được").Lacks(s.Slip.Token, s.Code)
	track(c, s.Code, old.Slip.Secret).Wants(http.StatusUnprocessableEntity, "chưa đúng")
	c.Get("/t/"+s.Slip.Token).Wants(http.StatusOK, s.Code)
	track(c, s.Code, s.Slip.Secret).Wants(http.StatusOK, s.Code)
}

func TestBadInput(t *testing.T) {
	t.Parallel()
	e := open(t)
	c := e.Client("")
	long := strings.Repeat("9", 10_000)
	track(c, long, long).Wants(http.StatusUnprocessableEntity, "chưa đúng")
	track(c, "", "").Wants(http.StatusUnprocessableEntity, "Xin nhập mã hồ sơ", "8 chữ số")
	track(c, "\xff\xfeH49", "12345678").Wants(http.StatusUnprocessableEntity, "bị lỗi mã")
	track(c, "' OR 1=1 --", "12345678").Wants(http.StatusUnprocessableEntity, "chưa đúng")
	track(c, "%", "12345678").Wants(http.StatusUnprocessableEntity, "chưa đúng")
	c.PostBody("/tra-cuu", "text/plain", strings.NewReader("x")).Wants(http.StatusUnprocessableEntity, "không đọc được")
	c.PostBody("/tra-cuu", "application/x-www-form-urlencoded", strings.NewReader("ma="+strings.Repeat("9", 2<<20))).Wants(http.StatusRequestEntityTooLarge)
	for _, token := range []string{"x", long, "..%2f"} {
		c.Get("/t/"+token).Wants(http.StatusNotFound, "không còn dùng được")
	}
	for _, bytes := range []string{"%ff%fe", "%00"} { // no text at all: the mux answers before the page
		c.Get("/t/"+bytes).Wants(http.StatusNotFound, "không có trang nào")
	}
}

func TestFromTheHomePage(t *testing.T) {
	t.Parallel()
	e := open(t)
	s := e.processing()
	c := e.Client("")
	c.Submit(c.Get("/"), "tra-cuu-nhanh", url.Values{"ma": {s.Code}, "ma_tra_cuu": {s.Slip.Secret}}).Wants(http.StatusOK, "Hồ sơ đang được thẩm định")
}
