package dossierweb_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierweb"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
	"motcua/internal/web/ui"
)

func TestWrongPeople(t *testing.T) {
	t.Parallel()
	s := open(t, storetest.SQLite(t))
	id := s.filed("Trần Văn Mẫu Hai")
	s.do(reception, id, "tiep-nhan", nil)
	s.do(head, id, "phan-cong", url.Values{"assignee": {specialist}})
	cases := map[string]struct {
		account, path string
		status        int
	}{
		"a citizen has no desk":                          {citizen, "/ban-lam-viec", http.StatusForbidden},
		"a citizen opens no dossier here":                {citizen, "/ho-so/" + id, http.StatusForbidden},
		"another agency does not find the dossier":       {stranger, "/ho-so/" + id, http.StatusNotFound},
		"another agency does not find its acts":          {stranger, "/ho-so/" + id + "/tiep-nhan", http.StatusNotFound},
		"a forged id is not found":                       {leader, "/ho-so/" + uuid.NewString(), http.StatusNotFound},
		"garbage is not found":                           {leader, "/ho-so/%27;--", http.StatusNotFound},
		"a colleague reads":                              {colleague, "/ho-so/" + id, http.StatusOK},
		"a colleague does not appraise for the assignee": {colleague, "/ho-so/" + id + "/tham-dinh", http.StatusForbidden},
		"reception does not appraise":                    {reception, "/ho-so/" + id + "/tham-dinh", http.StatusForbidden},
		"a leader does not number":                       {leader, "/ho-so/" + id + "/cap-so", http.StatusForbidden},
		"a leader does not approve before a proposal":    {leader, "/ho-so/" + id + "/phe-duyet", http.StatusForbidden},
		"the specialist does not accept":                 {specialist, "/ho-so/" + id + "/tiep-nhan", http.StatusForbidden},
		"reception does not accept twice":                {reception, "/ho-so/" + id + "/tiep-nhan", http.StatusConflict},
		"an act that does not exist":                     {specialist, "/ho-so/" + id + "/xoa", http.StatusNotFound},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if p := s.as(c.account).Get(c.path); p.Status != c.status {
				t.Errorf("%s gets %d, want %d: %s", c.path, p.Status, c.status, p.Text())
			}
		})
	}
	t.Run("whoever is signed out is sent to sign in", func(t *testing.T) {
		t.Parallel()
		s.door.Fresh().Get("/ho-so/"+id).Wants(http.StatusOK, "Xin đăng nhập")
	})
	t.Run("a refusal leads back to the dossier, any other error to the desk", func(t *testing.T) {
		t.Parallel()
		p := s.as(reception).Get("/ho-so/" + id + "/tiep-nhan")
		p.Wants(http.StatusConflict, "hồ sơ đang ở trạng thái Đang xử lý, bước “", "Chưa có gì thay đổi").Lacks("tải lại trang", "Về trang chủ")
		links(t, p, map[string]string{"Mở hồ sơ H49": "/ho-so/" + id})
		links(t, s.as(leader).Get("/ho-so/"+uuid.NewString()), map[string]string{"Mở trang “Bàn làm việc”": "/ban-lam-viec"})
	})
	t.Run("sending a form that one may not open changes nothing", func(t *testing.T) {
		t.Parallel()
		fields := url.Values{"form_token": {uuid.NewString()}, "version": {"3"}, "outcome": {"grant"}, "opinion": {"Đồng ý."}}
		body := multipartBody(t, fields, nil)
		s.as(colleague).PostBody("/ho-so/"+id+"/tham-dinh", "multipart/form-data; boundary=grenze", body).Wants(http.StatusForbidden)
		if s.state(id).Proposal != nil {
			t.Error("a proposal was written")
		}
	})
}

func TestWhoReceivedIsNotOfferedToAppraise(t *testing.T) {
	t.Parallel()
	s := open(t, storetest.SQLite(t))
	id := s.filed("Trần Văn Mẫu Hai")
	p := s.as(reception).Get("/ho-so/" + id)
	p.Wants(http.StatusOK, "Việc của Ông/Bà: tiếp nhận", "Từ chối tiếp nhận", "Yêu cầu bổ sung", "Hạn tiếp nhận")
	s.as(specialist).Get("/ho-so/"+id).Wants(http.StatusOK, "Đang chờ Cán bộ một cửa").Lacks("/tham-dinh\"", id+"/tiep-nhan")
}

func TestAStaleFormShowsWhatChangedAndKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	s := open(t, storetest.SQLite(t))
	id := s.filed("Trần Văn Mẫu Hai")
	s.do(reception, id, "tiep-nhan", nil)
	c := s.as(head)
	form := c.Get("/ho-so/" + id + "/phan-cong")
	t.Run("the act is no longer possible", func(t *testing.T) {
		s.do(head, id, "phan-cong", url.Values{"assignee": {colleague}, "note": {"Việc gấp."}})
		p := c.Submit(form, "", url.Values{"assignee": {specialist}, "note": {"Giao Lê Văn Mẫu 4380."}})
		p.Wants(http.StatusConflict, "Hồ sơ vừa thay đổi", "vừa thay đổi hồ sơ này lúc 08:0", "phân công cho", "Việc gấp.", "Giao Lê Văn Mẫu 4380.", "Bỏ nội dung của tôi")
		p.Lacks("Tiếp tục với nội dung của tôi</button>")
	})
	t.Run("the act goes on with what was typed", func(t *testing.T) {
		other := s.filed("Trần Văn Mẫu Ba")
		foreign := dossier.Upload{Hash: strings.Repeat("cd", 32), Type: "image/png", Size: 4096}
		if err := s.casework.KeepUpload(t.Context(), stranger, foreign, s.clock()); err != nil {
			t.Fatal(err)
		}
		s.do(reception, other, "tiep-nhan", nil)
		s.do(head, other, "phan-cong", url.Values{"assignee": {specialist}})
		c := s.as(specialist)
		form := c.Get("/ho-so/" + other + "/tham-dinh")
		s.do(specialist, other, "yeu-cau-bo-sung", url.Values{"rest": {"dat"}, "item.giay-to-nha": {"thieu"}, "why.giay-to-nha": {"Mờ."}})
		s.do(reception, other, "nhan-bo-sung", url.Values{"got.1": {"yes"}})
		typed := withHidden(form, url.Values{"outcome": {"grant"}, "opinion": {"Ý kiến đã soạn lâu."}})
		p := c.PostBody(form.Path, "multipart/form-data; boundary=grenze", multipartBody(t, typed, []upload{{"draft", "dự thảo.png", picture(t, 7)}}))
		p.Wants(http.StatusConflict, "Yêu cầu bổ sung giấy tờ", "Nhận giấy tờ bổ sung", "Ý kiến đã soạn lâu.", "Tiếp tục với nội dung của tôi", "dự thảo.png")
		again := withHidden(p, url.Values{"outcome": {"grant"}, "opinion": {p.Value("opinion")}, "giu.draft": {p.Value("giu.draft")}})
		c.PostBody(form.Path, "multipart/form-data; boundary=grenze", multipartBody(t, again, nil)).Wants(http.StatusOK, "Ý kiến đã soạn lâu.", "dự thảo.png")
		if d := s.state(other).Proposal.Draft; d == nil || d.Type != "image/png" {
			t.Errorf("the draft sent with the first try is %+v", d)
		}
	})
}

func TestAFormSentTwiceHasOneEffect(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		s := open(t, db)
		id := s.filed("Trần Văn Mẫu Hai")
		c := s.as(reception)
		form := c.Get("/ho-so/" + id + "/tiep-nhan")
		c.Submit(form, "", nil).Wants(http.StatusOK, "Được tiếp nhận")
		c.Submit(form, "", nil).Wants(http.StatusOK, "Được tiếp nhận")
		if events, err := s.casework.Timeline(t.Context(), id); err != nil || len(events) != 2 {
			t.Errorf("%d events, want 2 (%v)", len(events), err)
		}
		c.Submit(form, "", url.Values{"form_token": {"x"}}).Wants(http.StatusUnprocessableEntity, "Trang này đã cũ")
	})
}

func TestFilesOfADossier(t *testing.T) {
	t.Parallel()
	s := open(t, storetest.SQLite(t))
	id := s.filed("Trần Văn Mẫu Hai")
	s.do(reception, id, "tiep-nhan", nil)
	s.do(head, id, "phan-cong", url.Values{"assignee": {specialist}})
	c := s.as(specialist)
	send := func(files ...upload) int {
		form := c.Get("/ho-so/" + id + "/tham-dinh")
		fields := withHidden(form, url.Values{"outcome": {"grant"}, "opinion": {"Đủ."}})
		return c.PostBody(form.Path, "multipart/form-data; boundary=grenze", multipartBody(t, fields, files)).Status
	}
	if got := send(upload{"draft", "gia-mao.pdf", []byte("<script>alert(1)</script>")}); got != http.StatusUnprocessableEntity {
		t.Errorf("a file that lies about its kind is answered %d", got)
	}
	if got := send(upload{"draft", "../../dự thảo.png", picture(t, 9)}); got != http.StatusOK {
		t.Fatalf("a picture is answered %d", got)
	}
	hash := s.state(id).Proposal.Draft.Hash
	p := c.Get("/ho-so/" + id + "/tep/" + hash)
	p.Wants(http.StatusOK)
	for name, want := range map[string]string{
		"Content-Type": "image/png", "X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store", "Content-Security-Policy": "sandbox", "Content-Disposition": "inline",
	} {
		if got := p.Header.Get(name); !strings.Contains(got, want) {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if strings.Contains(p.Header.Get("Content-Disposition"), "..") {
		t.Error("the name of the file is a path")
	}
	other := s.filed("Trần Văn Mẫu Ba")
	s.as(head).Get("/ho-so/" + other + "/tep/" + hash).Wants(http.StatusNotFound)
	s.as(specialist).Get("/ho-so/" + other + "/tep/" + hash).Wants(http.StatusForbidden) // not his step: a reason first
	s.as(stranger).Get("/ho-so/" + id + "/tep/" + hash).Wants(http.StatusNotFound)
	s.as(specialist).Get("/ho-so/" + id + "/tep/" + strings.Repeat("0", 64)).Wants(http.StatusNotFound)
	t.Run("a hash that one only knows attaches nothing", func(t *testing.T) {
		foreign := dossier.Upload{Hash: strings.Repeat("cd", 32), Type: "image/png", Size: 4096}
		if err := s.casework.KeepUpload(t.Context(), stranger, foreign, s.clock()); err != nil {
			t.Fatal(err)
		}
		s.do(reception, other, "tiep-nhan", nil)
		s.do(head, other, "phan-cong", url.Values{"assignee": {specialist}})
		s.do(specialist, other, "tham-dinh", url.Values{"outcome": {"grant"}, "opinion": {"Đủ."}, "giu.draft": {foreign.Hash + " trộm.png"}}).Wants(http.StatusOK)
		if d := s.state(other).Proposal.Draft; d != nil {
			t.Errorf("the proposal got the file %+v", d)
		}
	})
}

func TestSearchStaysInsideTheScope(t *testing.T) {
	t.Parallel()
	s := open(t, storetest.SQLite(t))
	s.filed("Trần Văn Mẫu Hai")
	s.as(specialist).Get("/ban-lam-viec").Wants(http.StatusOK, "Không còn hồ sơ nào chờ Ông/Bà")
	s.as(specialist).Get("/ban-lam-viec?q=tran+van+mau").Wants(http.StatusOK, "T. V. M. H.")
	s.as(stranger).Get("/ban-lam-viec?q=tran+van+mau").Wants(http.StatusOK, "Chưa tìm thấy hồ sơ nào").Lacks("Trần Văn Mẫu Hai")
	s.as(stranger).Get("/ban-lam-viec?loc=co-quan").Wants(http.StatusOK).Lacks("Trần Văn Mẫu Hai")
	s.as(reception).Get("/ban-lam-viec?loc=%3Cscript%3E&trang=-1&q=%25").Wants(http.StatusOK)
}

func TestOtherSlicesShowBesideADossier(t *testing.T) {
	t.Parallel()
	s := open(t, storetest.SQLite(t))
	id := s.filed("Trần Văn Mẫu Hai")
	s.beside.Fill(func(_ context.Context, key string) (templ.Component, error) {
		return ui.Body(ui.S("Ô bên cạnh của " + key)), nil
	})
	s.as(reception).Get("/ho-so/"+id).Wants(http.StatusOK, "Ô bên cạnh của "+id)
}

func TestQueriesDoNotGrowWithRows(t *testing.T) {
	t.Parallel()
	db := storetest.SQLite(t)
	n := storetest.Count(t, db)
	s := open(t, db)
	first := s.filed("Trần Văn Mẫu 0")
	c := s.as(reception)
	count := func(path string) int64 {
		before := n.Load()
		c.Get(path).Wants(http.StatusOK)
		return n.Load() - before
	}
	desk, page := count("/ban-lam-viec"), count("/ho-so/"+first)
	for i := range 30 {
		s.filed(fmt.Sprintf("Trần Văn Mẫu %d", i+1))
	}
	if got := count("/ban-lam-viec"); got != desk || desk != 2 {
		t.Errorf("the desk asks %d queries for 31 dossiers, %d for one", got, desk)
	}
	if page != 2 {
		t.Errorf("the dossier's page asks %d queries, want 2", page)
	}
	s.do(reception, first, "tiep-nhan", nil)
	if got := count("/ho-so/" + first); got != page {
		t.Errorf("the dossier's page asks %d queries for a longer history, %d before", got, page)
	}
}

func TestEveryActHasItsPage(t *testing.T) {
	t.Parallel()
	here := map[dossier.Act]dossierweb.Page{}
	for _, p := range dossierweb.Pages() {
		here[p.Act] = p
	}
	elsewhere := dossierweb.Elsewhere()
	for _, r := range dossier.Acts() {
		_, mine := here[r.Act]
		if _, other := elsewhere[r.Act]; mine == other {
			t.Errorf("act %q: a page here %v, a page elsewhere %v; want exactly one", r.Act, mine, other)
		}
	}
	s := open(t, storetest.SQLite(t))
	routes := map[string]bool{}
	for _, r := range s.mux.Routes() {
		routes[r.Method+" "+r.Pattern] = true
	}
	for a, p := range here {
		if !routes["GET "+p.Path] || !routes["POST "+p.Path] {
			t.Errorf("act %q: %s is not routed", a, p.Path)
		}
		if _, ok := dossier.RuleOf(a); !ok {
			t.Errorf("page %s has no row in the act table", p.Path)
		}
	}
}
