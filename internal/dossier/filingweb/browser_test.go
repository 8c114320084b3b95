package filingweb_test

import (
	"os"
	"path/filepath"
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/browsertest"
	"motcua/internal/dossier"
)

func TestMain(m *testing.M) { browsertest.Main(m) }

// journey is one person filing in a browser.
type journey struct {
	*browsertest.Page

	t      *testing.T
	e      *apptest.Env
	name   string
	folder string
}

func signIn(t *testing.T, e *apptest.Env, name string, options ...browsertest.Option) *journey {
	t.Helper()
	p := browsertest.Open(t, options...)
	p.Go(e.URL + "/dang-nhap")
	p.Click("Vào vai này Công dân")
	return &journey{p, t, e, name, t.TempDir()}
}

// look checks the page as it stands and keeps its picture; without script only
// where the page differs.
func (j *journey) look(shot string) {
	j.t.Helper()
	if j.name == "plain" && shot != "papers" {
		return
	}
	if _, sideways := j.Scrolls(); sideways {
		j.t.Errorf("%s is wider than the screen", shot)
	}
	j.Axe()
	j.Screenshot(shot+"-"+j.name, 0)
}

func (j *journey) file(name string, body []byte) string {
	j.t.Helper()
	path := filepath.Join(j.folder, name)
	if err := os.WriteFile(path, body, 0o600); err != nil {
		j.t.Fatal(err)
	}
	return path
}

const (
	formField = "Chọn tệp Tờ khai cấp"
	cardField = "Chọn tệp Thẻ căn cước"
)

// start goes from the procedure's page to the papers.
func (j *journey) start() {
	j.t.Helper()
	j.Go(j.e.URL + "/thu-tuc/" + single + "?dia-ban=hong-gai")
	j.Click("Nộp hồ sơ")
	j.See("Nơi giải quyết")
	j.Fill("Xã, phường hoặc đặc khu giải quyết", "Phường Hồng Gai")
	j.look("case")
	j.Click("Lưu và tiếp tục")
	j.See("Ai nộp, hồ sơ của ai")
	j.Fill("Số điện thoại", "0912")
	j.Check("Người khác, tôi nộp thay")
	j.Fill("Họ và tên, hoặc tên đơn vị", "Lê Văn Mẫu Con")
	j.Click("Lưu và tiếp tục")
	j.See("Xin Ông/Bà xem lại")
	j.look("people-error")
	j.Check("Bản thân tôi")
	j.Fill("Số điện thoại", "0912 345 678")
	j.look("people")
	j.Click("Lưu và tiếp tục")
	j.See("Giấy tờ của hồ sơ")
}

// finish goes from the papers to the confirmation.
func (j *journey) finish() {
	j.t.Helper()
	j.Click("Lưu và tiếp tục")
	j.See("Nhận kết quả bằng cách nào")
	j.Check("Qua bưu chính đến địa chỉ của tôi")
	j.Fill("Địa chỉ nhận bưu phẩm", "Số 5, Tổ 1, phường Hồng Gai")
	j.look("return")
	j.Click("Lưu và tiếp tục")
	j.See("Xem lại và nộp hồ sơ")
	j.Check("Tôi cam đoan nội dung khai")
	j.look("review")
	j.Click("Nộp hồ sơ")
	j.See("Mã nộp")
	j.look("filed")
	j.Click("Mở hồ sơ này")
	j.See("đang chờ tiếp nhận")
	j.look("own")
}

func TestFilingInABrowser(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	for name, screen := range map[string]browsertest.Option{"desk": browsertest.Desk, "phone": browsertest.Phone} {
		t.Run("with the script, "+name, func(t *testing.T) {
			t.Parallel()
			j := signIn(t, e, name, screen)
			j.start()
			j.Attach(formField, j.file("to-khai.png", picture(40)))
			j.See("1 tệp đã lưu")
			j.Attach(cardField, j.file("chu.jpg", []byte("chỉ là chữ")))
			j.See("Chưa tải được “chu.jpg”")
			j.look("papers")
			j.Attach(cardField, j.file("can-cuoc.png", picture(200)))
			j.See("can-cuoc.png")
			j.NotSee("Chưa tải được")
			j.Attach("Thêm tệp Tờ khai cấp", j.file("to-khai-2.png", picture(90)))
			j.See("2 tệp đã lưu")
			j.Within("to-khai-2.png").Click("Bỏ tệp to-khai-2.png")
			j.See("1 tệp đã lưu")
			j.finish()
			j.Go(e.URL + "/ho-so-cua-toi")
			j.See("Đã nộp")
			j.look("mine")
		})
	}
	t.Run("without JavaScript", func(t *testing.T) {
		t.Parallel()
		j := signIn(t, e, "plain", browsertest.Phone, browsertest.WithoutJavaScript)
		j.start()
		j.Attach(formField, j.file("to-khai.png", picture(41)))
		j.Within("Tờ khai cấp Giấy xác nhận tình trạng hôn nhân").Click("Tải lên")
		j.See("1 tệp đã lưu")
		j.Within("Thẻ căn cước").Check("Xuất trình bản chính khi nhận kết quả")
		j.look("papers")
		j.finish()
	})
}

func TestAnsweringARequestInABrowser(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	c := e.Client("cong-dan-1")
	draft := begin(t, c, single)
	c.Post(draft+"/xem-lai", agree(upTo(t, c, draft)))
	begin(t, c, "1.001193")
	id := dossiers(t, e, "cong-dan-1")[0].ID
	accept(t, e, id)
	order(t, e, id, "truong-phong", dossier.Assign{To: e.Account("chuyen-vien")})
	order(t, e, id, "chuyen-vien", dossier.RequestSupplement{
		Items: []dossier.Item{{Key: "to-khai", Name: "Tờ khai", Why: "Ảnh mờ, không đọc được dòng 3. Xin chụp lại dưới ánh sáng ban ngày, đủ bốn góc."}},
		Sound: []string{"giay-to-tuy-than"}, Until: e.Now().Date().AddDays(20),
	})
	for name, screen := range map[string]browsertest.Option{"desk": browsertest.Desk, "phone": browsertest.Phone} {
		t.Run(name, func(t *testing.T) {
			j := signIn(t, e, name, screen)
			j.Go(e.URL + "/ho-so-cua-toi")
			j.See("Đang làm dở")
			j.look("mine-asked")
			j.Go(e.URL + "/ho-so-cua-toi/" + id)
			j.look("own-asked")
			j.Go(e.URL + "/ho-so-cua-toi/" + id + "/bo-sung")
			j.look("supplement")
			if name == "desk" {
				return
			}
			j.Attach("Chọn tệp Tờ khai", j.file("ro.png", picture(77)))
			j.See("1 tệp đã lưu")
			j.Click("Gửi giấy tờ bổ sung")
			j.See("Đã nhận giấy tờ bổ sung")
			j.look("own-answered")
		})
	}
}

func TestEmptyAndElsewhereInABrowser(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	j := signIn(t, e, "phone", browsertest.Phone)
	j.Go(e.URL + "/ho-so-cua-toi")
	j.See("Chưa có hồ sơ nào")
	j.look("mine-empty")
}
