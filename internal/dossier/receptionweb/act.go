package receptionweb

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/web"
)

// The values of the field "act": what the officer asked for.
const (
	doScan   = "scan"   // also what Enter does
	doUpdate = "update" // work the page out again
	doChange = "change" // choose another procedure
	doAll    = "all"    // every paper that is due was handed in
	doAccept = "accept"
	doRefuse = "refuse" // show the fields of a refusal
	doDeny   = "deny"   // refuse, with form 03
	doAsk    = "ask"    // show the fields of a request for papers
	doSend   = "send"   // ask for papers, with form 02
	doProxy  = "proxy"  // the person scanned files for the owner
	doBack   = "back"   // from refusal or request to the papers
)

// counter shows an empty counter, or one for the next dossier of the person of
// "?after=<dossier>", or with the procedure of "?procedure=<code>".
func (p *pages) counter(w http.ResponseWriter, r *http.Request) error {
	a, err := p.actor(r)
	if err != nil {
		return err
	}
	query := web.Query(r)
	d := p.open(web.NewForm(), a)
	d.focus = "scan"
	if id := query.Value("after"); id != "" {
		s, _, err := p.Casework.Get(r.Context(), a, id)
		if err != nil {
			return err
		}
		d.after(s)
	}
	if code := query.Value("procedure"); code != "" {
		d.Set("procedure", code)
	}
	if err := p.fill(r.Context(), d); err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, counterPage(d))
}

// after keeps who came and what was brought for the person's next dossier.
func (d *desk) after(s dossier.State) {
	d.Set("after", s.ID)
	d.showPerson(s.Owner)
	d.Set("applicant_name", s.Applicant.Name)
	d.Set("applicant_number", s.Applicant.Number)
	d.Set("applicant_phone", locale.Phone(s.Applicant.Phone).National())
	d.Set("relation", s.Relation)
	d.Set("method", string(s.Method))
	d.Set("return_way", string(s.Return.Way))
	d.Set("return_address", s.Return.Address)
	if d.unreachable() { // asked for with the dossier before
		d.Set("no_contact", "yes")
	}
	d.focus = "q"
}

// submit answers every button of the counter.
func (p *pages) submit(w http.ResponseWriter, r *http.Request) error {
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	a, err := p.actor(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	d := p.open(f, a)
	next, err := p.prepare(ctx, d)
	if err != nil {
		return err
	}
	if next == "" {
		if err := p.fill(ctx, d); err != nil {
			return err
		}
		d.afterFill()
		next, err = p.act(ctx, d)
		if err != nil {
			return err
		}
	}
	if next != "" {
		return web.Redirect(w, r, next)
	}
	status := http.StatusOK
	if !d.Valid() {
		status, d.focus = http.StatusUnprocessableEntity, ""
	}
	return web.Render(w, r, status, counterPage(d))
}

// prepare does what changes the form before anything is worked out.
func (p *pages) prepare(ctx context.Context, d *desk) (string, error) {
	if code := d.Value("procedure"); code != "" {
		state, _, err := p.Casework.Definition(ctx, code)
		if err != nil {
			return "", err
		}
		d.procedure = state.Procedure(d.now.Date())
		if err := p.store(ctx, d); err != nil {
			return "", err
		}
	}
	if code := d.Value("pick"); code != "" {
		d.choose(code)
		return "", nil
	}
	d.setMode()
	switch d.Value("act") {
	case doScan:
		return p.scan(ctx, d)
	case doChange:
		d.Set("procedure", "")
		d.procedure.Code = ""
		d.focus = "q"
	case doAll:
		d.receiveAll()
		d.focus = "accept"
	case doRefuse, doDeny:
		d.focus = "reason"
	case doProxy:
		d.handToApplicant()
	case doBack:
		d.focus = "papers"
	case doUpdate:
		d.focus = cmp.Or(d.focus, "q")
	}
	return "", nil
}

// setMode finds what the middle of the page shows: the papers, or the fields of
// a refusal or a request. Enter in one of those fields leaves it as it is.
func (d *desk) setMode() {
	switch d.Value("act") {
	case doRefuse, doDeny:
		d.refusing = true
	case doAsk, doSend:
		d.asking = true
	case doBack, doAccept, doAll, doChange:
	default:
		d.refusing, d.asking = d.Value("mode") == doRefuse, d.Value("mode") == doAsk
	}
}

// mode is setMode's finding, for the next request.
func (d *desk) mode() string {
	switch {
	case d.refusing:
		return doRefuse
	case d.asking:
		return doAsk
	}
	return ""
}

// afterFill settles where the keyboard goes, once all is worked out.
func (d *desk) afterFill() {
	if d.focus == "found" && len(d.found) == 0 {
		d.focus = "q"
	}
	if d.focus == "papers" {
		switch {
		case d.caseDue():
			d.focus = "case"
		case len(d.papers) > 0:
			d.focus = "paper." + d.papers[0].Key
		default:
			d.focus = "accept"
		}
	}
}

// act accepts, asks for papers or refuses when that was asked for.
func (p *pages) act(ctx context.Context, d *desk) (string, error) {
	if err := p.settleFiles(ctx, d); err != nil {
		return "", err
	}
	var c dossier.Command
	switch d.Value("act") {
	case doAccept:
		c = d.acceptance()
		if d.Valid() && d.askContact() {
			return "", nil
		}
	case doAsk:
		d.beginAsking()
		return "", nil
	case doSend:
		c = d.request()
	case doDeny:
		c = d.denial()
	default:
		return "", nil
	}
	if !d.Valid() {
		return "", nil
	}
	id := d.Command()
	if id == "" {
		d.token = web.FormToken()
		return "", nil
	}
	done, err := p.Casework.Do(ctx, dossierdb.Order{ID: id, Expect: journal.Any, Actor: d.actor, Command: c})
	if err = d.Refuse(err); err != nil || !d.Valid() {
		// Nothing was done under this id, or something else was: what is sent next
		// is an act of its own.
		d.token = web.FormToken()
		return "", err
	}
	return "/tiep-nhan/" + done.Dossier, nil
}

// askContact says once that nobody could be told of the result, when all else
// that the page can see is there.
func (d *desk) askContact() bool {
	missing := slices.ContainsFunc(d.lacking(), func(p paperLine) bool { return !p.Optional })
	if !d.unreachable() || d.Value("no_contact") != "" || missing || d.Value("owner_name") == "" {
		return false
	}
	d.Set("no_contact", "yes")
	d.doubts = append(d.doubts, doubt{"owner_phone", noContact(), false})
	d.focus = "owner_phone"
	return true
}

// filing is what the form says, with what is wrong told at its field.
func (d *desk) filing() dossier.Filing {
	if d.procedure.Code == "" {
		d.Wrong("q", noProcedure())
	}
	f := dossier.Filing{
		Procedure: d.procedure.Code, Case: d.caseCode(), Agency: d.agency.ID, Place: d.placeID(),
		Owner: d.owner(), Applicant: d.applicant(), Relation: d.Text("relation", 300), Papers: d.marks(), Note: d.Text("note", 500),
		Return: dossier.Return{Way: dossier.ReturnWay(d.OneOf("return_way", locale.T("Xin chọn cách nhận kết quả.", "Please choose how the result is handed over."),
			string(dossier.AtCounter), string(dossier.ByPost), string(dossier.OnPortal))), Address: d.Text("return_address", 300)},
	}
	d.settleDoubts()
	return f
}

func noProcedure() locale.Text {
	return locale.T("Chọn thủ tục: gõ tên hoặc mã rồi chọn trong danh sách.", "Choose the procedure: type its name or code and pick it from the list.")
}

// needAgency says what is missing to know who decides.
func (d *desk) needAgency() {
	switch {
	case d.procedure.Code == "" || d.agency.ID != "":
	case len(d.places) > 0:
		d.Wrong("place", locale.T("Chọn địa bàn của người nộp để biết cơ quan giải quyết.", "Choose the place, so that the deciding agency is known."))
	default:
		d.Wrong("q", d.elsewhere)
	}
}

func (d *desk) acceptance() dossier.Receive {
	c := dossier.Receive{Filing: d.filing(), Method: d.method()}
	d.needAgency()
	if d.due.Known || d.procedure.Code == "" {
		return c
	}
	if d.Value("limit_days") != "" {
		c.Chosen = dossier.ChosenLimit{Limit: d.chosenLimit(), Clause: d.Text("limit_clause", 300)}
		if !c.Chosen.Limit.IsKnown() {
			d.Wrong("limit_days", locale.T("Xin nhập số ngày từ 1 đến 1.000, hoặc để trống nếu chưa xác định được.", "Please type 1 to 1,000 days, or leave it empty if it is not known yet."))
		} else if c.Chosen.Clause == "" {
			d.Wrong("limit_clause", locale.T("Xin ghi điều, khoản làm căn cứ của thời hạn.", "Please give the article that the limit rests on."))
		}
	}
	return c
}

func (d *desk) denial() dossier.DenyAtCounter {
	c := dossier.DenyAtCounter{Filing: d.filing(), Method: d.method(), Refusal: dossier.Refusal{
		Reason: d.Text("reason", 1000), Clause: d.Text("clause", 500), Remedy: d.Text("remedy", 1000),
	}}
	if c.Agency == "" && len(d.posts) > 0 {
		c.Agency = d.posts[0].ID // refused for want of competence: this counter's own agency answers
	}
	return c
}
