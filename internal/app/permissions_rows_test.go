package app_test

import (
	"net/url"
	"strings"

	"motcua/internal/dossier"
)

// role is one column of the permission matrix: who sends a request.
type role struct {
	key  string // of the rows below
	demo string // demo account, "" is signed out
	say  string
}

// roles are the columns. The dossiers of the matrix are owner's; the ward
// decides them.
func roles() []role {
	return []role{
		{"guest", "", "signed out"},
		{"owner", "cong-dan-1", "citizen, the dossier's own"},
		{"citizen", "cong-dan-2", "another citizen"},
		{"business", "doanh-nghiep", "business"},
		{"reception", "tiep-nhan", "reception"},
		{"returner", "tra-ket-qua", "returner of results"},
		{"specialist", "chuyen-vien", "specialist"},
		{"head", "truong-phong", "head of the unit"},
		{"leader", "lanh-dao", "leader"},
		{"clerk", "van-thu", "clerk and seal keeper"},
		{"elsewhere", "so-tiep-nhan", "reception of another agency"},
		{"agent", "tong-dai", "call agent"},
		{"inspector", "kiem-soat", "inspector"},
		{"director", "giam-doc", "director of the centre"},
		{"admin", "quan-tri", "administrator"},
		{"catalogue", "danh-muc", "catalogue clerk"},
		{"unitadmin", "quan-tri-phuong", "unit administrator"},
	}
}

// Groups of roles in the rows.
const (
	persons  = "owner citizen business"
	counter  = "reception returner"                              // in the demonstration both hold both duties
	office   = "reception returner specialist head leader clerk" // of the deciding agency
	staff    = office + " elsewhere agent inspector director catalogue unitadmin"
	accounts = persons + " " + staff + " admin"
	everyone = "guest " + accounts
	overseer = "inspector director"
	readers  = office + " " + overseer
)

// What a row's roles may reach.
const (
	reachAll   = "✓"     // the same for everybody, or the account's own data
	reachOwn   = "own"   // own dossiers and drafts only
	reachScope = "scope" // dossiers in the scope only
	reachStep  = "step"  // dossiers in the scope, whose step it is
)

// permission is one row of the matrix: a route and who may use it.
type permission struct {
	route string // "GET /ho-so/{id}", as the mux has it
	who   string
	reach string
	act   dossier.Act // the act due on the row's dossier; "" for the common one
	// fields of a POST that has an effect, sent by the first of who.
	fields url.Values
	// free marks a POST without an effect worth guarding: signing in, looking up.
	free bool
	// partly marks a POST whose fields are not complete enough for an effect.
	partly bool
	// api marks an operation of the API, whose path begins with /api/v1.
	api bool
	// named marks what only the specialist may to whom the dossier is charged,
	// or, of recalling, who passed it on.
	named bool
	// quiet marks a POST that answers others as if done, and does nothing: what
	// is not theirs is not told from what is gone.
	quiet bool
}

func form(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return v
}

// permissions is the matrix. A route without a row fails the test.
func permissions() []permission {
	rows := []permission{
		{route: " /static/", who: everyone, reach: reachAll},
		{route: "POST /ngon-ngu", who: everyone, reach: reachAll, free: true},
		{route: "POST /phien/giu", who: accounts, reach: reachAll, free: true},
		{route: "GET /healthz", who: everyone, reach: reachAll},
		{route: "GET /readyz", who: everyone, reach: reachAll},
		{route: "GET /quan-tri/suc-khoe", who: "admin", reach: reachAll},
		{route: "GET /{$}", who: everyone, reach: reachAll},
		{route: "GET /thu-tuc", who: everyone, reach: reachAll},
		{route: "GET /thu-tuc/{code}", who: everyone, reach: reachAll},
		{route: "GET /thu-tuc/{code}/mang-theo", who: everyone, reach: reachAll},
		{route: "GET /cong-khai/bao-cao", who: everyone, reach: reachAll},
		{route: "GET /cong-khai/bao-cao.csv", who: everyone, reach: reachAll},
		{route: "GET /cong-khai/bao-cao.json", who: everyone, reach: reachAll},
		{route: "GET /tra-cuu", who: everyone, reach: reachAll},
		{route: "POST /tra-cuu", who: everyone, reach: reachAll, free: true},
		{route: "GET /t/{token}", who: everyone, reach: reachAll},
		{route: " /api/v1/", who: everyone, reach: reachAll}, // its operations have rows of their own

		{route: "GET /dang-nhap", who: everyone, reach: reachAll},
		{route: "POST /dang-nhap", who: everyone, reach: reachAll, free: true},
		{route: "GET /dang-nhap/ma", who: everyone, reach: reachAll},
		{route: "POST /dang-nhap/ma", who: everyone, reach: reachAll, free: true},
		{route: "POST /dang-nhap/khoa/bat-dau", who: everyone, reach: reachAll, free: true},
		{route: "POST /dang-nhap/khoa", who: everyone, reach: reachAll, free: true},
		{route: "POST /dang-nhap/trinh-dien", who: everyone, reach: reachAll, free: true},
		{route: "POST /dang-xuat", who: everyone, reach: reachAll, free: true},
		{route: "GET /dang-nhap/qua/{provider}", who: everyone, reach: reachAll},
		{route: "GET /dang-nhap/qua/{provider}/ve", who: everyone, reach: reachAll},
		{route: "GET /dang-nhap/da-ra", who: everyone, reach: reachAll},
		{route: " /trinh-dien/dinh-danh/", who: everyone, reach: reachAll}, // in a demonstration only
		{route: "GET /trinh-dien/dinh-danh/chon", who: everyone, reach: reachAll},
		{route: "POST /trinh-dien/dinh-danh/chon", who: everyone, reach: reachAll, free: true},
		{route: "POST /tai-khoan/dinh-danh/go", who: accounts, reach: reachAll, free: true},
		{route: "GET /xac-nhan", who: accounts, reach: reachAll},
		{route: "POST /xac-nhan", who: accounts, reach: reachAll, free: true},
		{route: "POST /xac-nhan/khoa", who: staff + " admin", reach: reachAll, free: true},
		{route: "GET /tai-khoan/xac-thuc", who: staff + " admin", reach: reachAll},
		{route: "GET /tai-khoan/xac-thuc/ung-dung", who: staff + " admin", reach: reachAll},
		{route: "POST /tai-khoan/xac-thuc/ung-dung", who: staff + " admin", reach: reachAll, free: true},
		{route: "POST /tai-khoan/xac-thuc/khoa/bat-dau", who: staff + " admin", reach: reachAll, free: true},
		{route: "POST /tai-khoan/xac-thuc/khoa", who: staff + " admin", reach: reachAll, free: true},
		{route: "POST /tai-khoan/xac-thuc/ma-du-phong", who: staff + " admin", reach: reachAll, free: true},
		{route: "POST /tai-khoan/xac-thuc/go", who: staff + " admin", reach: reachAll, free: true},
		{route: "GET /tai-khoan", who: accounts, reach: reachAll},
		{route: "POST /tai-khoan/phien/ket-thuc", who: accounts, reach: reachAll, free: true},
		{route: "POST /tai-khoan/phien/ket-thuc-khac", who: accounts, reach: reachAll, free: true},
		{route: "GET /doanh-nghiep", who: persons, reach: reachOwn},
		{route: "GET /doanh-nghiep/{business}", who: "business", reach: reachOwn},
		{route: "POST /doanh-nghiep/{business}/giao-viec", who: "business", reach: reachOwn, fields: form("paper", "card", "number", "022058000002", "name", "Trần Văn Mẫu Hai", "powers", "follow", "until-day", "1", "until-month", "1", "until-year", "2027")},
		{route: "POST /doanh-nghiep/{business}/thu-hoi", who: "business", reach: reachOwn, fields: form("grant", "khong-co"), partly: true},
		{route: "POST /doanh-nghiep/{business}/thoi-dai-dien", who: "business", reach: reachOwn, fields: form("account", "khong-co"), partly: true},
		{route: "POST /doanh-nghiep/{business}/dai-dien", who: "business", reach: reachOwn, fields: form("rep_paper", "card", "rep_number", "022058000002", "rep_name", "Trần Văn Mẫu Hai")}, // last: it makes somebody else a representative
		{route: "GET /tai-khoan/du-lieu", who: persons, reach: reachOwn},
		{route: "GET /tai-khoan/du-lieu/tai-ve", who: persons, reach: reachOwn},
		{route: "POST /tai-khoan/du-lieu/dong-y", who: persons, reach: reachOwn, fields: form("purpose", "email_messages", "do", "withdraw")},
		{route: "POST /tai-khoan/du-lieu/xoa-lien-he", who: persons, reach: reachOwn, fields: form("x", "")},
		{route: "POST /tai-khoan/du-lieu/ho-so", who: persons, reach: reachOwn, free: true}, // app/erasure_test.go does it
		{route: "GET /tai-khoan/du-lieu/dong-tai-khoan", who: persons, reach: reachOwn},
		{route: "POST /tai-khoan/du-lieu/dong-tai-khoan", who: persons, reach: reachOwn, free: true}, // demonstration accounts stay
		{route: "GET /den-han-tieu-huy", who: "clerk", reach: reachScope},
		{route: "POST /den-han-tieu-huy", who: "clerk", reach: reachScope, free: true}, // app/erasure_test.go does it
		{route: "GET /thu-tuc/{code}/luu-tru", who: "catalogue admin", reach: reachAll},
		{route: "GET /thu-tuc/{code}/bao-mat", who: "catalogue admin", reach: reachAll},
		{route: "POST /thu-tuc/{code}/bao-mat", who: "catalogue admin", reach: reachAll, free: true}, // app/confidential_test.go does it: it would hide dossiers from the other rows
		{route: "POST /thu-tuc/{code}/luu-tru", who: "catalogue admin", reach: reachAll, fields: form("years", "5", "ground", "Bảng mẫu, mục 1")},
		{route: "GET /tai-khoan/lien-he", who: accounts, reach: reachAll},
		{route: "POST /tai-khoan/lien-he", who: accounts, reach: reachAll, fields: form("phone", "0900 000 009", "email", "mau@motcua.example", "address", "Số 1, đường Không Có Thật", "place", "hong-gai")},
		{route: "GET /tai-khoan/mat-khau", who: staff + " admin", reach: reachAll},
		{route: "POST /tai-khoan/mat-khau", who: staff + " admin", reach: reachAll, free: true},
		{route: "GET /tai-khoan/ma-truy-cap", who: accounts, reach: reachAll},
		{route: "POST /tai-khoan/ma-truy-cap", who: accounts, reach: reachAll, fields: form("label", "mẫu", "scopes", "dossiers:read", "days", "30")},
		{route: "POST /tai-khoan/ma-truy-cap/thu-hoi", who: accounts, reach: reachAll, free: true},

		{route: "GET /ban-lam-viec", who: staff, reach: reachScope},
		{route: "GET /ban-lam-viec/tiep-theo", who: staff, reach: reachScope},
		{route: "GET /ban-lam-viec/nguoi-vang", who: "head leader director", reach: reachScope},
		{route: "GET /dieu-hanh", who: "leader director", reach: reachScope},
		{route: "GET /ban-lam-viec/nhieu-ho-so", who: "head elsewhere " + counter, reach: reachScope},
		{route: "POST /ban-lam-viec/nhieu-ho-so", who: "head elsewhere " + counter, reach: reachScope, free: true}, // dossierweb.TestManyDossiersAtOnce does it
		{route: "GET /ho-so/{id}", who: readers, reach: reachScope},
		{route: "POST /ho-so/{id}/xem", who: readers, reach: reachScope, partly: true, fields: form("kind", "colleague", "reason", "Phối hợp thẩm định.")},
		{route: "GET /truy-cap-khan-cap", who: staff, reach: reachAll},
		{route: "POST /truy-cap-khan-cap", who: staff, reach: reachAll, free: true},
		{route: "GET /tra-cuu-ho-so-nguoi-goi", who: "agent", reach: reachAll},
		{route: "POST /tra-cuu-ho-so-nguoi-goi", who: "agent", reach: reachAll, free: true},
		{route: "GET /canh-bao-truy-cap", who: "head leader director admin", reach: reachScope},
		{route: "GET /ho-so/{id}/tep/{hash}", who: "reception returner specialist head leader", reach: reachScope, named: true},
		{route: "GET /ho-so/{id}/giay/{form}", who: "owner reception returner head leader", reach: reachScope, act: dossier.ActAssign},
		{route: "GET /so-theo-doi", who: counter + " leader clerk elsewhere director", reach: reachScope},
		{route: "GET /so-theo-doi.csv", who: counter + " leader clerk elsewhere director", reach: reachScope},
		{route: "GET /bao-cao/ii06a", who: office + " elsewhere " + overseer, reach: reachScope},
		{route: "GET /bao-cao/ii06a.csv", who: office + " elsewhere " + overseer, reach: reachScope},
		{route: "GET /bao-cao/ii06a.json", who: office + " elsewhere " + overseer, reach: reachScope},
		{route: "GET /bao-cao/ii06a/ho-so", who: office + " elsewhere " + overseer, reach: reachScope},

		{route: "GET /tiep-nhan", who: counter + " elsewhere", reach: reachAll},
		{route: "POST /tiep-nhan", who: counter + " elsewhere", reach: reachAll, fields: counterFields(), partly: true},
		{route: "GET /tiep-nhan/{id}", who: counter, reach: reachScope, act: dossier.ActAssign},

		{route: "GET /hop-thu", who: persons, reach: reachOwn},
		{route: "POST /hop-thu/da-doc", who: persons, reach: reachOwn, partly: true},
		{route: "GET /hop-thu/{message}", who: "owner", reach: reachOwn},
		{route: "GET /can-goi-dien", who: counter + " elsewhere", reach: reachScope},
		{route: "GET /can-goi-dien/{message}", who: counter, reach: reachScope},
		{route: "POST /can-goi-dien/{message}", who: counter, reach: reachScope, fields: form("outcome", "no_answer"), partly: true},

		{route: "GET /nop-ho-so", who: everyone, reach: reachAll},
		{route: "POST /nop-ho-so", who: persons, reach: reachAll, fields: form("thu_tuc", "1.001193", "dia_ban", "hong-gai")},
		{route: "GET /ho-so-cua-toi", who: persons, reach: reachOwn},
		{route: "GET /ho-so-cua-toi/{id}", who: "owner", reach: reachOwn},
		{route: "GET /ho-so-cua-toi/{id}/da-nop", who: "owner", reach: reachOwn, act: dossier.ActAccept},
		{route: "GET /ho-so-cua-toi/{id}/tep/{hash}", who: "owner", reach: reachOwn},
		{route: "POST /ho-so-cua-toi/{id}/nop-lai", who: "owner", reach: reachOwn, fields: form("x", "")},
		{route: "GET /ho-so-cua-toi/{id}/bo-sung", who: "owner", reach: reachOwn, act: dossier.ActReceiveSupplement},
		{route: "POST /ho-so-cua-toi/{id}/bo-sung", who: "owner", reach: reachOwn, act: dossier.ActReceiveSupplement, fields: form("act", "send"), partly: true},
		{route: "GET /ho-so-cua-toi/{id}/bo-sung/tep/{hash}", who: "owner", reach: reachOwn, act: dossier.ActReceiveSupplement},
	}
	return append(append(append(append(rows, withdrawRows()...), draftRows()...), actRows()...), organisationRows()...)
}

// organisationRows are the administration of agencies and staff; the agency is
// the ward, the unit administrator's own.
func organisationRows() []permission {
	const both, agency = "admin unitadmin", "/quan-tri/co-quan/{agency}"
	staff := form("account", "nguoi.moi", "person", "Lê Văn Mẫu Mới", "unit", "chuyen-mon", "duty", "specialist", "title", "Chuyên viên", "from", "2026-07-01")
	return []permission{
		{route: "GET /quan-tri/lich", who: both, reach: reachAll},
		{route: "GET /quan-tri/lich/{calendar}", who: both, reach: reachAll},
		{route: "GET /quan-tri/lich/{calendar}/lich-su", who: both, reach: reachAll},
		{route: "GET /quan-tri/lich/{calendar}/thay-doi", who: "admin", reach: reachAll},
		{route: "GET /quan-tri/lich/{calendar}/doi-han", who: "admin", reach: reachAll},
		{route: "POST /quan-tri/lich/{calendar}/doi-han", who: "admin", reach: reachAll, partly: true, fields: form("act", "propose")},
		{route: "POST /quan-tri/lich/{calendar}/thay-doi", who: "admin", reach: reachAll, partly: true, fields: form("act", "look", "decision_number", "01/TB-MẪU")},
		{route: "GET /quan-tri/cau-hinh", who: both, reach: reachScope},
		{route: "GET /quan-tri/cau-hinh/{key}", who: both, reach: reachScope},
		{route: "POST /quan-tri/cau-hinh/{key}", who: both, reach: reachScope, fields: form("act", "save", "on", "closed", "vi", "Tạm dừng để thử.", "en", "Closed for a test.", "reason", "Mẫu")},
		{route: "GET /quan-tri", who: both, reach: reachScope},
		{route: "GET /quan-tri/co-quan", who: both, reach: reachScope},
		{route: "GET " + agency, who: both, reach: reachScope},
		{route: "GET " + agency + "/lich-su", who: both, reach: reachScope},
		{route: "GET " + agency + "/so", who: both + " clerk", reach: reachScope},
		{route: "GET " + agency + "/so/mo", who: both + " clerk", reach: reachScope},
		{route: "POST " + agency + "/so/mo", who: both + " clerk", reach: reachScope, partly: true, fields: form("symbol", "")},
		{route: "GET " + agency + "/so/dong", who: both + " clerk", reach: reachScope},
		{route: "POST " + agency + "/so/dong", who: both + " clerk", reach: reachScope, partly: true, fields: form("symbol", "")},
		{route: "GET /quan-tri/nguoi", who: both, reach: reachScope},
		{route: "GET /quan-tri/nguoi/{account}", who: both, reach: reachScope},
		{route: "GET /quan-tri/nguoi/{account}/dang-nhap/{viec}", who: both, reach: reachScope},
		{route: "POST /quan-tri/nguoi/{account}/dang-nhap/{viec}", who: both, reach: reachScope, fields: form("ground", "Mẫu")},
		{route: "GET /quan-tri/thanh-lap", who: "admin", reach: reachAll},
		{route: "POST /quan-tri/thanh-lap", who: "admin", reach: reachAll, fields: form("id", "co-quan-mau", "name", "Cơ quan Mẫu", "level", "sector", "kind", "board", "from", "2026-07-01")},
		{route: "GET " + agency + "/viec/{deed}", who: both, reach: reachScope},
		{route: "POST " + agency + "/viec/{deed}", who: both, reach: reachScope, fields: staff},
		{route: "GET " + agency + "/xac-nhan", who: both, reach: reachScope},
		{route: "POST " + agency + "/xac-nhan", who: both, reach: reachScope, fields: form("account", "cho.xac.nhan", "unit", "chuyen-mon", "duty", "leader", "verdict", "confirm")},
		{route: "GET " + agency + "/tai-khoan", who: both, reach: reachScope},
		{route: "POST " + agency + "/tai-khoan", who: both, reach: reachScope, fields: form("account", "nguoi.moi", "person", "Lê Văn Mẫu Mới")},
		{route: "GET " + agency + "/danh-sach", who: both, reach: reachScope},
		{route: "POST " + agency + "/danh-sach", who: both, reach: reachScope, fields: form("x", ""), partly: true},
		{route: "GET " + agency + "/danh-sach/{list}", who: both, reach: reachScope},
		{route: "POST " + agency + "/danh-sach/{list}", who: both, reach: reachScope, fields: form("verdict", "confirm")},
		{route: "GET /quan-tri/mau-danh-sach-can-bo.xlsx", who: both, reach: reachAll},
		{route: "GET /quan-tri/dia-ban", who: both, reach: reachAll},
		{route: "GET /quan-tri/dia-ban/noi/{place}", who: both, reach: reachAll},
		{route: "GET /quan-tri/dia-ban/mau.csv", who: "admin", reach: reachAll},
		{route: "GET /quan-tri/dia-ban/them", who: "admin", reach: reachAll},
		{route: "POST /quan-tri/dia-ban/them", who: "admin", reach: reachAll, fields: form("code", "06999", "kind", "Xã", "name", "Mẫu", "parent", "22", "from", "2030-01-01", "ground", "Mẫu")},
		{route: "GET /quan-tri/dia-ban/noi/{place}/sua", who: "admin", reach: reachAll},
		{route: "POST /quan-tri/dia-ban/noi/{place}/sua", who: "admin", reach: reachAll, fields: form("kind", "Phường", "name", "Hồng Gai", "parent", "22", "from", "2025-07-01", "ground", "Mẫu")},
		{route: "GET /quan-tri/dia-ban/nhap", who: "admin", reach: reachAll},
		{route: "POST /quan-tri/dia-ban/nhap", who: "admin", reach: reachAll, fields: form("rows", `[{"n":2,"d":{"code":"06998","kind":"Xã","name":"Mẫu","parent":"22","from":"2030-01-01"}}]`, "ground", "Mẫu")},
		{route: "GET /quan-tri/dia-ban/thay-doi/{change}", who: "admin", reach: reachAll},
		{route: "POST /quan-tri/dia-ban/thay-doi/{change}", who: "admin", reach: reachAll, fields: form("verdict", "decline", "reason", "Mẫu")},
		{route: "GET /quan-tri/sap-xep", who: "admin", reach: reachAll},
		{route: "POST /quan-tri/sap-xep", who: "admin", reach: reachAll, fields: form("plan", "so-tu-phap > so-tai-chinh", "last", "2030-06-30", "ground", "Nghị quyết mẫu", "step", "do", "agreed", "yes")},
		{route: "GET /quan-tri/sap-xep/mau.csv", who: "admin", reach: reachAll},
		{route: "GET /quan-tri/sap-xep/phuong-an/{plan}", who: "admin", reach: reachAll},
		{route: "POST /quan-tri/sap-xep/phuong-an/{plan}", who: "admin", reach: reachAll, fields: form("verdict", "decline", "reason", "Mẫu")},
		{route: "POST /quan-tri/sap-xep/chuyen-ho-so", who: "admin", reach: reachAll, fields: form("ngay", "2025-06-30"), partly: true},
		{route: "GET /quan-tri/sap-xep/bien-ban", who: "admin", reach: reachAll},
	}
}

// withdrawRows are the page on which an owner takes his dossier back.
func withdrawRows() []permission {
	row := permission{who: "owner", reach: reachOwn, act: dossier.ActWithdraw}
	get, post := row, row
	get.route = "GET /ho-so-cua-toi/{id}/rut"
	post.route, post.fields = "POST /ho-so-cua-toi/{id}/rut", form("reason", "Không còn cần.", "act", "confirm")
	return []permission{get, post}
}

// draftRows are the steps of an online filing; the draft is owner's.
func draftRows() []permission {
	rows := []permission{
		{route: "GET /nop-ho-so/{draft}"}, {route: "GET /nop-ho-so/{draft}/tep/{hash}"},
		{route: "POST /nop-ho-so/{draft}/truong-hop", fields: form("dia_ban", "hong-gai")},
		{route: "POST /nop-ho-so/{draft}/nguoi-nop", fields: form("whose", "toi", "phone", "0900000008")},
		{route: "POST /nop-ho-so/{draft}/giay-to", fields: form("act", "next")},
		{route: "POST /nop-ho-so/{draft}/nhan-ket-qua", fields: form("return_way", "counter")},
		{route: "POST /nop-ho-so/{draft}/xem-lai", fields: form("cam_doan", "yes")},
		{route: "POST /nop-ho-so/{draft}/xoa", fields: form("x", ""), quiet: true},
	}
	for _, step := range []string{"truong-hop", "nguoi-nop", "giay-to", "nhan-ket-qua", "xem-lai"} {
		rows = append(rows, permission{route: "GET /nop-ho-so/{draft}/" + step})
	}
	for i := range rows {
		rows[i].who, rows[i].reach = "owner", reachOwn
	}
	return rows
}

// actRows are the officials' acts. Each is tried on a dossier that waits for it.
func actRows() []permission {
	acts := []permission{
		{route: "tiep-nhan", act: dossier.ActAccept, who: counter, fields: form("x", "")},
		{route: "tu-choi", act: dossier.ActDeny, who: counter, fields: form("reason", "Thiếu.", "clause", "Điều 17", "remedy", "Nộp lại.")},
		{route: "phan-cong", act: dossier.ActAssign, who: "head", fields: form("assignee", "{specialist}")},
		{route: "chuyen-nguoi", act: dossier.ActReassign, who: "head leader", fields: form("to", "*", "reason", "Nghỉ phép.")},
		{route: "tham-dinh", act: dossier.ActAppraise, who: "specialist", named: true, fields: form("outcome", "grant", "opinion", "Đủ.")},
		{route: "ghi-ket-qua", act: dossier.ActRecordStep, who: "specialist", named: true, fields: form("opinion", "Đúng hiện trạng.")},
		{route: "trinh-ky", act: dossier.ActReview, who: "head", fields: form("note", "")},
		{route: "tra-lai", act: dossier.ActSendBack, who: "head", fields: form("reason", "Xem lại.")},
		{route: "phe-duyet", act: dossier.ActApprove, who: "leader", fields: form("note", "")},
		{route: "cap-so", act: dossier.ActNumber, who: "clerk", fields: form("symbol", "")},
		{route: "dong-dau", act: dossier.ActSeal, who: "clerk", fields: form("do", "trinh-dien")},
		{route: "ket-thuc", act: dossier.ActFinish, who: "clerk", fields: form("x", "")},
		{route: "tra-ket-qua", act: dossier.ActHandOver, who: counter, fields: form("receiver", ownerName, "by_paper", "Giấy hẹn", "way", "counter")},
		{route: "yeu-cau-bo-sung", act: dossier.ActRequestSupplement, who: "specialist", named: true, fields: form("rest", "dat", "items", "khac", "other_name", "Giấy tờ mẫu", "why.khac", "Còn thiếu.", "reason", "Thiếu.")},
		{route: "nhan-bo-sung", act: dossier.ActReceiveSupplement, who: counter, fields: form("got.1", "yes", "originals.1", "1")},
		{route: "xac-dinh-thoi-han", act: dossier.ActDetermineLimit, who: "specialist", fields: form("limit", "3", "unit", "working_day", "clause", "Điều 5")},
		{route: "giu-lai", act: dossier.ActHold, who: "leader inspector", fields: form("ground", "Đơn khiếu nại mẫu")},
		{route: "thoi-giu", act: dossier.ActLiftHold, who: "leader inspector", fields: form("ground", "Đã giải quyết")},
		{route: "cap-lai-ma", act: dossier.ActReissueSlip, who: counter, fields: form("checked", "yes", "paper", "hộ chiếu", "reason", "mất giấy tiếp nhận")},
	}
	var rows []permission
	for _, a := range append(acts, asideRows()...) {
		a.reach = reachStep
		path := "/ho-so/{id}/" + a.route
		get := a
		get.route, get.fields = "GET "+path, nil
		a.route = "POST " + path
		rows = append(rows, get, a)
	}
	return rows
}

// counterFields is a filing at the counter, complete but for its papers.
func counterFields() url.Values {
	return form("act", "accept", "procedure", marital, "owner_kind", "citizen", "owner_number", ownerCCCD, "owner_name", ownerName,
		"owner_born", "12/05/1990", "owner_sex", "nữ", "method", "direct", "return_way", "counter", "place", "hong-gai")
}

func (p permission) split() (method, path string) {
	method, path, _ = strings.Cut(p.route, " ")
	return method, path
}
