package notifyweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/browsertest"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/journal"
	"motcua/internal/notify"
	"motcua/internal/notify/notifydb"
	"motcua/internal/procedure"
)

func TestMain(m *testing.M) { browsertest.Main(m) }

const (
	marital = "1.004873"
	ward    = "ubnd-hong-gai"
)

// site is a demonstration in which acts are told.
type site struct {
	*apptest.Env

	t *testing.T
}

func open(t *testing.T) *site {
	t.Helper()
	return &site{apptest.New(t), t}
}

// do acts and waits until the applicant is told.
func (s *site) do(who, id string, c dossier.Command) string {
	s.t.Helper()
	done, err := s.Casework.Do(s.t.Context(), dossierdb.Order{ID: s.Command(), Dossier: id, Expect: journal.Any, Actor: s.Actor(who), Command: c})
	if err != nil {
		s.t.Fatalf("%s: %T: %v", who, c, err)
	}
	if err := s.Journal.WaitFor(s.Soon(), notifydb.Follower, done.Position); err != nil {
		s.t.Fatal(err)
	}
	return done.Dossier
}

func (s *site) filing(owner dossier.Party) dossier.Filing {
	s.t.Helper()
	state, _, err := s.Casework.Definition(s.t.Context(), marital)
	if err != nil {
		s.t.Fatal(err)
	}
	def := state.Procedure(s.Now().Date())
	f := dossier.Filing{Procedure: marital, Agency: ward, Place: "hong-gai", Owner: owner}
	if c := def.Choices(); len(c) > 0 {
		f.Case = c[0].Code
	}
	for _, p := range def.Papers(f.Case, procedure.Direct) {
		f.Papers = append(f.Papers, dossier.PaperMark{Key: p.Key, Mark: dossier.MarkSubmitted, Files: []dossier.Upload{{Hash: strings.Repeat("ab", 32), Name: "anh-chup.png", Type: "image/png", Size: 4096}}})
	}
	return f
}

// online is a dossier of cong-dan-1, filed and accepted.
func (s *site) online() string {
	s.t.Helper()
	id := s.do("cong-dan-1", "", dossier.File{Filing: s.filing(dossier.Party{Kind: dossier.Citizen, Account: s.Account("cong-dan-1"), Name: "Nguyễn Thị Mẫu", Number: "022190000001"})})
	return s.do("tiep-nhan", id, dossier.Accept{})
}

// farmer has a dossier received at the counter and neither inbox nor e-mail;
// papers are asked of him.
func (s *site) farmer(name, phone string) string {
	s.t.Helper()
	id := s.do("tiep-nhan", "", dossier.Receive{Method: procedure.Direct, Filing: s.filing(dossier.Party{
		Kind: dossier.Citizen, Name: name, Number: "022090000009", Phone: phone, Address: "Tổ 1, phường Mẫu",
	})})
	s.do("truong-phong", id, dossier.Assign{To: s.Account("chuyen-vien")})
	state, _, err := s.Casework.Get(s.t.Context(), s.Actor("chuyen-vien"), id)
	if err != nil {
		s.t.Fatal(err)
	}
	return s.do("chuyen-vien", id, dossier.RequestSupplement{
		Items: []dossier.Item{{Name: "Bản sao giấy khai sinh", Why: "Ảnh mờ, xin nộp bản khác."}}, Sound: state.HandedIn(), Until: s.Now().Date().AddDays(20),
	})
}

func TestInbox(t *testing.T) {
	t.Parallel()
	s := open(t)
	c := s.Client("cong-dan-1")
	c.Get("/hop-thu").Wants(http.StatusOK, "Chưa có thông báo nào")
	id := s.online()
	p := c.Get("/hop-thu").Wants(http.StatusOK, "Hộp thư (2)", "Đã tiếp nhận hồ sơ", "Đã nhận hồ sơ nộp trực tuyến", "Chưa đọc")
	link := p.Link("Đã tiếp nhận hồ sơ")
	m := c.Get(link).Wants(http.StatusOK, "Hẹn trả kết quả", "giấy tờ tùy thân")
	if href := m.Link("Xem hồ sơ"); href != "/ho-so-cua-toi/"+id {
		t.Errorf("leads to %q", href)
	}
	c.Get("/hop-thu").Wants(http.StatusOK, "Hộp thư (1)")
	c.Get("/ho-so-cua-toi/"+id).Wants(http.StatusOK, "Thông báo về hồ sơ này", "Đã tiếp nhận hồ sơ")
	t.Run("nobody else opens it", func(t *testing.T) {
		s.Client("cong-dan-2").Get(link).Wants(http.StatusNotFound).Lacks("Hẹn trả kết quả")
		s.Client("tiep-nhan").Get(link).Wants(http.StatusForbidden)
	})
	t.Run("all are marked as read at once", func(t *testing.T) {
		s.online()
		s.Client("cong-dan-2").Post("/hop-thu/da-doc", nil).Wants(http.StatusOK, "Chưa có thông báo nào")
		p := c.Get("/hop-thu").Wants(http.StatusOK, "Hộp thư (3)")
		c.Submit(p, "da-doc", nil).Wants(http.StatusOK, "Đã đánh dấu 3 thông báo là đã đọc").Lacks("Chưa đọc", "Đánh dấu tất cả")
	})
	t.Run("officials see that it was told", func(t *testing.T) {
		s.Client("tiep-nhan").Get("/ho-so/"+id).Wants(http.StatusOK, "Đã báo người nộp", "Hộp thư: đã mở")
	})
}

func TestCalls(t *testing.T) {
	t.Parallel()
	s := open(t)
	c := s.Client("tiep-nhan")
	c.Get("/can-goi-dien").Wants(http.StatusOK, "Không còn ai cần gọi")
	id := s.farmer("Trần Văn Nông Mẫu", "+84912000111")
	c.Get("/ban-lam-viec").Wants(http.StatusOK, "Cần gọi điện (1)")
	p := c.Get("/can-goi-dien").Wants(http.StatusOK, "Trần Văn Nông Mẫu", "0912 000 111", "cần bổ sung giấy tờ", "Chưa gọi")
	if tel := p.Link("0912 000 111"); tel != "tel:+84912000111" {
		t.Errorf("the number dials %q", tel)
	}
	path := p.Link("Đọc và ghi kết quả")
	call := c.Get(path).Wants(http.StatusOK, "Xin chào, có phải Ông/Bà Trần Văn Nông Mẫu không ạ? Tôi gọi từ", "Bản sao giấy khai sinh – Ảnh mờ, xin nộp bản khác", "Tổ 1, phường Mẫu")

	t.Run("without an outcome, or not told how, what was typed stays", func(t *testing.T) {
		c.Post(path, url.Values{"form_token": {s.Command()}, "note": {"máy bận mãi"}}).Wants(http.StatusUnprocessableEntity, "Xin chọn một kết quả", "máy bận mãi")
		c.Post(path, url.Values{"form_token": {s.Command()}, "outcome": {"otherwise"}}).Wants(http.StatusUnprocessableEntity, "Xin ghi đã báo bằng cách nào")
		c.Post(path, url.Values{"form_token": {s.Command()}, "outcome": {"reached"}, "note": {strings.Repeat("ơ", 501)}}).Wants(http.StatusUnprocessableEntity, "tối đa 500 ký tự")
		c.Post(path, url.Values{"outcome": {"reached"}}).Wants(http.StatusUnprocessableEntity, "Trang này đã cũ")
	})
	t.Run("others do not record it", func(t *testing.T) {
		for who, status := range map[string]int{"so-tiep-nhan": http.StatusNotFound, "chuyen-vien": http.StatusForbidden, "cong-dan-1": http.StatusForbidden} {
			s.Client(who).Post(path, url.Values{"form_token": {s.Command()}, "outcome": {"reached"}}).Wants(status).Lacks("Nông Mẫu")
		}
	})
	no := call.Value("form_token")
	for range 2 { // pressed twice, recorded once
		c.Post(path, url.Values{"form_token": {no}, "outcome": {"no_answer"}, "note": {"gọi lại chiều nay"}})
	}
	c.Get("/can-goi-dien").Wants(http.StatusOK, "Cần gọi điện (1)", "Không nghe máy")
	again := c.Get(path).Wants(http.StatusOK, "Các lần đã gọi", "gọi lại chiều nay")
	if n := strings.Count(again.Text(), "gọi lại chiều nay"); n != 1 {
		t.Errorf("%d calls are recorded", n)
	}
	c.Post(path, url.Values{"form_token": {s.Command()}, "outcome": {"reached"}}).Wants(http.StatusOK, "không còn trong danh sách", "Không còn ai cần gọi")
	c.Get(path).Wants(http.StatusOK, "Việc này đã xong")
	c.Post(path, url.Values{"form_token": {s.Command()}, "outcome": {"reached"}}).Wants(http.StatusConflict, "đã được báo")
	c.Get("/ho-so/"+id).Wants(http.StatusOK, "Đã báo người nộp", "Đã báo qua điện thoại", "Đã báo trực tiếp tại quầy")
	list, err := s.Messages.OfDossier(t.Context(), id)
	if err != nil || len(list) != 2 || list[0].Outcome != notify.Reached || list[0].Calls != 2 {
		t.Errorf("%+v %v", list, err)
	}
}

func TestWhoLeftNoNumberIsToldOtherwise(t *testing.T) {
	t.Parallel()
	s := open(t)
	s.farmer("Lê Văn Không Số Mẫu", "")
	c := s.Client("tiep-nhan")
	path := c.Get("/can-goi-dien").Wants(http.StatusOK, "Không có số").Link("Đọc và ghi kết quả")
	c.Get(path).Wants(http.StatusOK, "Báo cho Lê Văn Không Số Mẫu", "Đã báo trực tiếp", "Đã gửi giấy báo").Lacks("Không nghe máy", "Sai số", "Gọi cho")
	c.Post(path, url.Values{"form_token": {s.Command()}, "outcome": {"no_answer"}}).Wants(http.StatusUnprocessableEntity, "Xin chọn một kết quả")
	c.Post(path, url.Values{"form_token": {s.Command()}, "outcome": {"posted"}}).Wants(http.StatusOK, "Đã ghi: Đã gửi giấy báo", "Không còn ai cần gọi")
}

func TestCallsComeInPages(t *testing.T) {
	t.Parallel()
	s := open(t)
	for range 25 {
		s.farmer("Lê Thị Nhiều Mẫu", "+84912000222")
	}
	c := s.Client("tiep-nhan")
	first := c.Get("/can-goi-dien").Wants(http.StatusOK, "Cần gọi điện (25)", "Trang sau")
	if n := strings.Count(first.Text(), "Đọc và ghi kết quả"); n != 20 {
		t.Errorf("%d on the first page", n)
	}
	second := c.Get("/can-goi-dien?trang=2").Wants(http.StatusOK)
	if n := strings.Count(second.Text(), "Đọc và ghi kết quả"); n != 5 {
		t.Errorf("%d on the second page", n)
	}
	c.Get("/can-goi-dien?trang=x").Wants(http.StatusOK, "Lê Thị Nhiều Mẫu")
	c.Get("/can-goi-dien?trang=99").Wants(http.StatusOK)
}

func TestInABrowser(t *testing.T) {
	t.Parallel()
	s := open(t)
	s.online()
	s.farmer("Trần Văn Nông Mẫu", "+84912000111")
	s.farmer("Người Không Có Số Điện Thoại Và Có Một Cái Tên Rất Dài Để Thử", "")
	for name, screen := range map[string]browsertest.Option{"desk": browsertest.Desk, "phone": browsertest.Phone} {
		t.Run(name, func(t *testing.T) {
			look := func(p *browsertest.Page, shot string) {
				t.Helper()
				if _, sideways := p.Scrolls(); sideways {
					t.Errorf("%s is wider than the screen", shot)
				}
				p.Axe()
				p.Screenshot(shot+"-"+name, 0)
			}
			enter := func(who string) *browsertest.Page {
				t.Helper()
				p := browsertest.Open(t, screen, browsertest.Expect("422"))
				p.Go(s.URL + "/dang-nhap")
				if who != "Công dân" {
					p.Click("UBND phường Hồng Gai: đường đi của một hồ sơ")
				}
				p.Click("Vào vai này " + who)
				return p
			}
			p := enter("Công dân")
			p.Go(s.URL + "/hop-thu")
			look(p, "inbox")
			p.Click("Đã tiếp nhận hồ sơ")
			look(p, "message")
			p = enter("Cán bộ tiếp nhận")
			p.Go(s.URL + "/can-goi-dien")
			look(p, "calls")
			p.Click("Đọc và ghi kết quả Trần Văn Nông Mẫu")
			look(p, "call")
			p.Click("Đã báo cách khác")
			p.See("Xin ghi đã báo bằng cách nào")
			look(p, "call-wrong")
		})
	}
}
