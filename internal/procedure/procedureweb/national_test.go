package procedureweb_test

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/browsertest"
	"motcua/internal/present"
	"motcua/internal/procedure/proceduredb"
)

// TestThePortalWithTheNationalData looks at the records as they are: papers of
// 4,700 characters, names of 1,100, limits that contradict each other.
func TestThePortalWithTheNationalData(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("MOTCUA_TTHC_DATA")
	present.OrSkip(t, "the national data", dir != "", "MOTCUA_TTHC_DATA names no folder")
	e := apptest.NewAt(t, noon)
	in := &proceduredb.Import{Journal: e.Journal, Rejected: func(err error) { t.Error(err) }}
	for _, name := range []string{"details.jsonl.gz", "catalogue.jsonl.gz"} {
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := in.Read(t.Context(), f); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Catalogue.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	c := e.Client("")
	c.Get("/thu-tuc/1.001193").Wants(200, "Đăng ký khai sinh", "Nộp hồ sơ", "Cơ sở dữ liệu quốc gia")
	c.Get("/thu-tuc/2.002189").Wants(200, "5 ngày làm việc").Lacks("Trường hợp của Ông/Bà?")
	choose := c.Get("/thu-tuc/1.013225").Wants(200, "Xin chọn trường hợp ở trên", "Bản ghi quốc gia nêu nhiều thời hạn")
	_, after, _ := strings.Cut(choose.Body, `name="truong-hop" type="radio" value="`)
	code, _, _ := strings.Cut(after, `"`)
	c.Submit(choose, "chon-truong-hop", url.Values{"truong-hop": {code}}).Wants(200, "Xem đủ nội dung", "10 ngày làm việc")
	c.Get("/thu-tuc/1.115369").Wants(200, "Thủ tục riêng của tỉnh", "Của ").Lacks("/nop-ho-so")
	c.Get("/thu-tuc?q="+url.QueryEscape("tách thửa")).Wants(200, "Chỉ có trong danh mục")
	english(c.Fresh()).Get("/thu-tuc/1.001193").Wants(200, "Register a birth")
	all := c.Get("/thu-tuc?trang=200").Wants(200, "5.67")
	if all.Link("Trang trước") != "/thu-tuc?trang=199" {
		t.Errorf("before page 200 comes %q", all.Link("Trang trước"))
	}
	for name, size := range map[string]browsertest.Option{"desk": browsertest.Desk, "phone": browsertest.Phone} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := browsertest.Open(t, size)
			for page, path := range map[string]string{
				"home": "", "birth": "/thu-tuc/1.001193", "building": "/thu-tuc/1.013225", "residence": "/thu-tuc/1.004222", "marriage-note": "/thu-tuc/2.002189",
				"other-province": "/thu-tuc/1.115369", "listed": "/thu-tuc/1.012784", "search": "/thu-tuc?q=khai+sinh", "list": "/thu-tuc?su-kien=home",
			} {
				p.Go(e.URL + path)
				if _, sideways := p.Scrolls(); sideways {
					t.Errorf("%s scrolls sideways", path)
				}
				p.Axe()
				p.Screenshot("national-"+page+"-"+name, 0)
			}
		})
	}
}
