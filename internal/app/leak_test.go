package app_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/dossier"
	"motcua/internal/report"
)

// secrets are what nobody outside a dossier's scope may ever read of it.
type secrets struct {
	id, code, submission string
	words                []string
}

func (w *world) secrets(id string) secrets {
	w.t.Helper()
	s, _ := w.state(id)
	return secrets{id, s.Code, s.Submission, []string{s.Owner.Name, s.Owner.Number, s.ID, s.Submission}}
}

// searches are the ways in which a person would look for a dossier.
func (s secrets) searches(words ...string) []string {
	out := append([]string{s.submission, strings.ToLower(strings.ReplaceAll(s.submission, "-", "")), s.id}, words...)
	if s.code != "" {
		out = append(out, s.code, strings.ReplaceAll(s.code, ".", " "))
	}
	return out
}

// TestNoSideDoorToOthersDossiers: searching, filtering, paging and counting
// never leave the scope.
func TestNoSideDoorToOthersDossiers(t *testing.T) {
	t.Parallel()
	w := newWorld(t, apptest.New(t))
	ours := w.secrets(w.due(dossier.ActAppraise))
	w.due(dossier.ActHandOver)
	theirs := w.secrets(w.elsewhere())
	ourWords := ours.searches(ownerName, "dang thi rieng tu", "rieng", ownerCCCD, "%", "_", "' OR 1=1 --", "ngo khong co that")
	theirWords := theirs.searches(otherName, "kin dao", otherMST, "%", "") // the department's own

	for _, c := range []struct {
		demo   string
		foes   secrets
		search []string
	}{
		{"so-tiep-nhan", ours, ourWords}, {"so-lanh-dao", ours, ourWords}, {"tong-dai", ours, ourWords}, {"danh-muc", ours, ourWords},
		{"tiep-nhan", theirs, theirWords}, {"lanh-dao", theirs, theirWords}, {"tong-dai", theirs, theirWords},
	} {
		for _, q := range c.search {
			for _, chip := range []string{"", "&loc=co-quan", "&loc=qua-han", "&loc=hom-nay", "&trang=2"} {
				w.lacks(c.demo, "/ban-lam-viec?q="+url.QueryEscape(q)+chip, c.foes)
			}
		}
		w.lacks(c.demo, "/ban-lam-viec", c.foes)
	}
	for _, c := range []struct {
		demo string
		foes secrets
	}{{"cong-dan-2", ours}, {"doanh-nghiep", ours}, {"cong-dan-1", theirs}} {
		for _, path := range []string{"/ho-so-cua-toi", "/ho-so-cua-toi?trang=2", "/ho-so-cua-toi?q=" + url.QueryEscape(c.foes.words[0]) + "&account=" + w.Account("cong-dan-1")} {
			w.lacks(c.demo, path, c.foes)
		}
	}
	t.Run("and whoever may, finds it", func(t *testing.T) {
		for _, q := range []string{ours.code, strings.ToLower(ours.code), ownerName, "dang thi rieng tu", ownerCCCD} {
			if a := w.get("truong-phong", "/ban-lam-viec?loc=co-quan&q="+url.QueryEscape(q)); !strings.Contains(a.body, ours.id) {
				t.Errorf("%q does not find the dossier", q)
			}
		}
		if a := w.get("kiem-soat", "/ban-lam-viec?loc=co-quan&q="+url.QueryEscape(otherName)); !strings.Contains(a.body, theirs.id) {
			t.Error("an inspector does not find a dossier of the province")
		}
	})
}

// lacks fails if a page tells anything of a dossier; what was typed into its
// search is not of the dossier.
func (w *world) lacks(demo, path string, s secrets) {
	w.t.Helper()
	a := w.get(demo, path)
	if a.status >= http.StatusInternalServerError || a.status == http.StatusForbidden {
		w.t.Errorf("%s as %s: %d", path, demo, a.status)
	}
	typed, _ := url.QueryUnescape(path)
	for _, word := range s.words {
		if word != "" && !strings.Contains(typed, word) && strings.Contains(a.body, word) {
			w.t.Errorf("%s as %s tells %q", path, demo, word)
		}
	}
	if strings.Contains(a.body, "/ho-so/"+s.id) || strings.Contains(a.body, "/ho-so-cua-toi/"+s.id) {
		w.t.Errorf("%s as %s links the dossier", path, demo)
	}
}

func TestReportsStayInsideTheScope(t *testing.T) {
	t.Parallel()
	w := newWorld(t, apptest.New(t))
	ours := w.secrets(w.due(dossier.ActHandOver))
	w.due(dossier.ActAppraise)
	theirs := w.elsewhere()
	w.do("so-tiep-nhan", theirs, dossier.Accept{})
	foreign := w.secrets(theirs)
	if err := w.Reports.WaitFor(w.Soon()); err != nil {
		t.Fatal(err)
	}
	for _, by := range report.Groupings() {
		for _, cell := range report.Cells() {
			path := "/bao-cao/ii06a/ho-so?theo=" + string(by) + "&o=" + string(cell)
			for _, row := range []string{"", "&dong=" + finance, "&dong=" + ward, "&dong=" + company, "&dong=province", "&dong=commune"} {
				w.lacks("tiep-nhan", path+row, foreign)
				w.lacks("so-tiep-nhan", path+row, ours)
			}
		}
		for _, file := range []string{"", ".csv", ".json"} {
			q := file + "?theo=" + string(by)
			w.lacks("tiep-nhan", "/bao-cao/ii06a"+q, foreign)
			w.lacks("kiem-soat", "/bao-cao/ii06a"+q, ours) // figures name nobody
			w.lacks("", "/cong-khai/bao-cao"+q, ours)
			w.lacks("", "/cong-khai/bao-cao"+q, foreign)
			if a := w.get("tiep-nhan", "/bao-cao/ii06a"+file+"?theo=agency"); strings.Contains(a.body, finance) {
				t.Errorf("the ward's report%s counts another agency", file)
			}
		}
	}
	if a := w.get("kiem-soat", "/bao-cao/ii06a/ho-so?theo=agency&o=received&dong="+finance); !strings.Contains(a.body, theirs) {
		t.Error("the inspector does not see the dossiers behind a figure")
	}
	if a := w.get("tiep-nhan", "/bao-cao/ii06a/ho-so?theo=agency&o=received&dong="+ward); !strings.Contains(a.body, ours.id) {
		t.Errorf("the ward does not see the dossiers behind its figure:\n%s", a.body)
	}
}

// TestTrackingTellsNothingPersonal: who holds the code and secret learns how
// the dossier stands, not whose it is.
func TestTrackingTellsNothingPersonal(t *testing.T) {
	t.Parallel()
	w := newWorld(t, apptest.New(t))
	for _, at := range []dossier.Act{dossier.ActAccept, dossier.ActAppraise, dossier.ActReceiveSupplement, dossier.ActHandOver} {
		id := w.due(at)
		s, _ := w.state(id)
		a := w.post("", "/tra-cuu", url.Values{"ma": {s.Submission}, "ma_tra_cuu": {s.Slip.Secret}})
		if a.status != http.StatusSeeOther || a.location != "/t/"+s.Slip.Token {
			t.Fatalf("%s: the code and secret are answered %d %s", at, a.status, a.location)
		}
		for _, who := range []string{"", "cong-dan-1", "cong-dan-2"} {
			p := w.get(who, a.location)
			for _, word := range []string{
				ownerName, strings.ToUpper(ownerName), ownerCCCD, strings.TrimPrefix(ownerTel, "+84"), ownerHome, s.Slip.Secret, s.Account, w.hash, "anh-chup.png", // the id is no secret: it opens nothing without signing in
			} {
				if strings.Contains(p.body, word) {
					t.Errorf("%s: tracking as %q tells %q", at, who, word)
				}
			}
			for name, want := range map[string]string{"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"} {
				if got := p.header.Get(name); got != want {
					t.Errorf("tracking's %s is %q", name, got)
				}
			}
		}
	}
}

func TestTheAPIListsOnlyTheScope(t *testing.T) {
	t.Parallel()
	w := newWorld(t, apptest.New(t))
	ours, theirs := w.secrets(w.due(dossier.ActAppraise)), w.secrets(w.elsewhere())
	tokens := w.tokens()
	for _, c := range []struct {
		key  string
		foes secrets
	}{
		{"citizen", ours}, {"business", ours}, {"elsewhere", ours}, {"agent", ours}, {"catalogue", ours}, {"admin", ours},
		{"owner", theirs}, {"reception", theirs}, {"leader", theirs},
	} {
		for _, q := range append(c.foes.searches(c.foes.words...), "", "%") {
			for _, tab := range []string{"", "&tab=agency", "&tab=late", "&tab=reception", "&page=2", "&status=1", "&status=2"} {
				a := w.call(tokens[c.key], http.MethodGet, "/dossiers?size=100&q="+url.QueryEscape(q)+tab, "")
				if a.status != http.StatusOK {
					t.Errorf("%s searches %q: %d", c.key, q, a.status)
				}
				for _, word := range c.foes.words {
					if word != "" && strings.Contains(a.body, word) {
						t.Errorf("%s searches %q%s and reads %q", c.key, q, tab, word)
					}
				}
			}
		}
		for _, path := range []string{"", "/events"} {
			if a := w.call(tokens[c.key], http.MethodGet, "/dossiers/"+c.foes.id+path, ""); a.status != http.StatusNotFound {
				t.Errorf("%s reads a foreign dossier%s: %d", c.key, path, a.status)
			}
		}
	}
}

// TestTheAPIAttachesNoForeignFile: a hash that somebody knows opens nothing.
func TestTheAPIAttachesNoForeignFile(t *testing.T) {
	t.Parallel()
	w := newWorld(t, apptest.New(t))
	secret, size := w.store(9)
	foreign := dossier.Upload{Hash: secret, Name: "trom.png", Type: "image/png", Size: size}
	id := w.due(dossier.ActAppraise)
	_, version := w.state(id)
	tokens := w.tokens()
	body := strings.Replace(w.actBody(dossier.ActAppraise, itoa(version)), `"opinion"`, `"draft":{"hash":"`+foreign.Hash+`","name":"x.png","type":"image/png","size":9},"opinion"`, 1)
	if a := w.call(tokens["specialist"], http.MethodPost, "/dossiers/"+id+"/acts/appraise", body); a.status != http.StatusUnprocessableEntity {
		t.Errorf("a draft of another's file: %d %s", a.status, a.body)
	}
	filing := strings.Replace(w.filingBody(), w.hash, foreign.Hash, 1)
	if a := w.call(tokens["owner"], http.MethodPost, "/dossiers", filing); a.status != http.StatusUnprocessableEntity {
		t.Errorf("a filing with another's file: %d %s", a.status, a.body)
	}
	if a := w.get("chuyen-vien", "/ho-so/"+id+"/tep/"+foreign.Hash); a.status != http.StatusNotFound {
		t.Errorf("the file is answered %d", a.status)
	}
}
