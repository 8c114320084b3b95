package receptionweb_test

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
	"motcua/internal/procedure"
	"motcua/internal/web/webtest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }

// The procedure of these tests: giấy xác nhận tình trạng hôn nhân, three working
// days, decided by the ward.
const marital = "1.004873"

const (
	card    = "022190000001||Nguyễn Thị Mẫu|12051990|Nữ|Số 1, ngõ Ví Dụ, phường Hồng Gai, Quảng Ninh|01012022"
	garbled = "022190000001||Nguye64n Thi5 Ma64u|12051990|Nu74|So61 1, ngo4 Vi1 Du5, Qua3ng Ninh|01012022"
)

// fields are form values written as pairs.
func fields(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return v
}

// press sends the counter's form with one of its buttons.
func press(c *webtest.Client, p *webtest.Page, act string, pairs ...string) *webtest.Page {
	v := fields(pairs...)
	v.Set("act", act)
	return c.Submit(p, "counter", v)
}

// as is a browser signed in with a demo account's key, failing this very test.
func as(t *testing.T, e *apptest.Env, key string) *webtest.Client {
	t.Helper()
	c := webtest.NewClient(t, e.App)
	c.Post("/dang-nhap/trinh-dien", fields("account", e.Account(key)))
	return c
}

// ready is a counter with person, procedure and all due papers.
func ready(t *testing.T, c *webtest.Client) *webtest.Page {
	t.Helper()
	p := press(c, c.Get("/tiep-nhan"), "scan", "scan", card).Wants(http.StatusOK, "Đã đọc thẻ")
	p = c.Submit(p, "counter", fields("pick", marital)).Wants(http.StatusOK, "Hẹn trả nếu nhận bây giờ")
	return press(c, p, "all", "owner_phone", "0900 000 001").Wants(http.StatusOK)
}

// accept receives an invented dossier at the ward's counter and answers its id.
func accept(t *testing.T, e *apptest.Env, name string) string {
	t.Helper()
	return receive(t, e, e.Command(), name).Dossier
}

func receive(t *testing.T, e *apptest.Env, command, name string) dossierdb.Done {
	t.Helper()
	actor := e.Actor("tiep-nhan")
	done, err := e.Casework.Do(e.Soon(), dossierdb.Order{ID: command, Expect: journal.Any, Actor: actor, Command: dossier.Receive{
		Method: procedure.Direct, Filing: filing(t, e, name),
	}})
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// definition is the procedure that is in force now.
func definition(t *testing.T, e *apptest.Env, code string) procedure.Procedure {
	t.Helper()
	state, _, err := e.Casework.Definition(t.Context(), code)
	if err != nil {
		t.Fatal(err)
	}
	return state.Procedure(e.Now().Date())
}

func filing(t *testing.T, e *apptest.Env, name string) dossier.Filing {
	t.Helper()
	f := dossier.Filing{
		Procedure: marital, Agency: "ubnd-hong-gai", Place: "hong-gai",
		Owner: dossier.Party{Kind: dossier.Citizen, Name: name, Number: "022190000001", Address: "Số 1, ngõ Ví Dụ"},
	}
	for _, p := range definition(t, e, marital).Papers("", procedure.Direct) {
		f.Papers = append(f.Papers, dossier.PaperMark{Key: p.Key, Mark: dossier.MarkSubmitted, Originals: 1})
	}
	return f
}

func idOf(p *webtest.Page) string { return strings.TrimPrefix(p.Path, "/tiep-nhan/") }
