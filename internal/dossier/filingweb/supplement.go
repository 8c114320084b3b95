package filingweb

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/google/uuid"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/dossier/trackingweb"
	"motcua/internal/fault"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/procedure"
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// supplementStep marks a draft of papers asked for later; the dossier's id
// follows it.
const supplementStep = "bo-sung/"

// supplementSpace makes the id of such a draft from the request it answers.
//
//nolint:gochecknoglobals // a constant name space
var supplementSpace = uuid.MustParse("4c0d5f6e-7f86-5f0e-9a55-1f1f4f0f7a10")

// reply is the owner answering a request for papers.
type reply struct {
	p     *pages
	s     dossier.State
	asked dossier.Asked
	d     dossierdb.Draft
	had   []partly // what came in part since it was asked
}

// partly is one paper asked for that has come already.
type partly struct {
	mark dossier.PaperMark
	at   calendar.Instant
}

// came finds what came of an item.
func (v *reply) came(item dossier.Item) (partly, bool) {
	i := slices.IndexFunc(v.had, func(x partly) bool { return x.mark.Key == item.Key && (item.Key != "" || x.mark.Name == item.Name) })
	if i < 0 {
		return partly{}, false
	}
	return v.had[i], true
}

// partsOf are the papers received in part since the last request.
func partsOf(events []journal.Recorded) []partly {
	var out []partly
	for _, e := range events {
		switch e := e.Event.(type) {
		case dossier.SupplementRequested:
			out = nil
		case dossier.SupplementPartReceived:
			for _, m := range e.Papers {
				out = append(out, partly{m, e.At})
			}
		}
	}
	return out
}

// supplementPath is the page of the dossier whose papers a draft holds.
func supplementPath(d dossierdb.Draft) string {
	return minePath + "/" + strings.TrimPrefix(d.Step, supplementStep) + "/bo-sung"
}

// reply loads the request that is open, and what was kept for it so far; false
// when nothing is asked any more.
func (p *pages) reply(r *http.Request) (*reply, bool, error) {
	s, err := p.load(r)
	if err != nil {
		return nil, false, err
	}
	asked, open := s.OpenRequest()
	if !open {
		return &reply{p: p, s: s}, false, nil
	}
	events, err := p.Casework.Timeline(r.Context(), s.ID)
	if err != nil {
		return nil, false, err
	}
	id := uuid.NewSHA1(supplementSpace, fmt.Appendf(nil, "%s/%d", s.ID, len(s.Asked))).String()
	d, err := p.Casework.GetDraft(r.Context(), s.Account, id, p.Now())
	if fault.KindOf(err) == fault.NotFound {
		d, err = dossierdb.Draft{ID: id, Account: s.Account, Procedure: s.Procedure, Step: supplementStep + s.ID}, nil
	}
	return &reply{p, s, asked, d, partsOf(events)}, true, err
}

// begin stores the draft when there is none yet; its command never changes.
func (v *reply) begin(ctx context.Context) error {
	if v.d.Command != "" {
		return nil
	}
	v.d.Command = uuid.NewSHA1(supplementSpace, []byte("command/"+v.d.ID)).String()
	return v.p.Casework.SaveDraft(ctx, &v.d, v.p.Now())
}

// itemKey names an item on the page: its paper's key, or its place.
func itemKey(i int, item dossier.Item) string {
	if item.Key != "" {
		return item.Key
	}
	return "muc-" + itoa(i+1)
}

func (v *reply) cards(f *web.Form) []card {
	var out []card
	for i, item := range v.asked.Items {
		key := itemKey(i, item)
		marks := slices.Clone(v.d.Filing.Papers)
		base := minePath + "/" + v.s.ID + "/bo-sung"
		had := locale.Text{}
		if came, ok := v.came(item); ok {
			at := trackingweb.At(came.at)
			had = locale.T("Cơ quan đã nhận "+at.VI, "Received "+at.EN)
		}
		out = append(out, card{
			had: had, key: key, name: procedure.PaperTitle(ui.S(item.Name)), why: ui.S(item.Why), files: markOf(&marks, key).Files, form: f, post: base, view: base + "/tep/",
		})
	}
	return out
}

func (p *pages) supplement(w http.ResponseWriter, r *http.Request) error {
	v, open, err := p.reply(r)
	if err != nil {
		return err
	}
	if !open {
		return v.over(w, r)
	}
	return v.show(w, r, http.StatusOK, web.NewForm())
}

// over leads to the dossier when nothing is asked any more: it was answered.
func (v *reply) over(w http.ResponseWriter, r *http.Request) error {
	web.FlashNote(r, locale.T("Hồ sơ này hiện không cần bổ sung gì.", "Nothing is asked for at the moment."))
	return web.Redirect(w, r, minePath+"/"+v.s.ID)
}

func (v *reply) show(w http.ResponseWriter, r *http.Request, status int, f *web.Form) error {
	return web.Render(w, r, status, supplementPage(v, f, v.cards(f)))
}

// sendSupplement keeps what was sent, and hands everything in when asked to.
func (p *pages) sendSupplement(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	v, open, err := p.reply(r)
	if err != nil {
		return err
	}
	if !open {
		return v.over(w, r)
	}
	f, err := web.ParseForm(r)
	if err != nil {
		return err
	}
	if err := v.begin(ctx); err != nil {
		return err
	}
	cards := v.cards(f)
	one := r.URL.Query().Get("mot")
	if one != "" {
		if cards = slices.DeleteFunc(cards, func(c card) bool { return c.key != one }); len(cards) == 0 {
			return errNoFile
		}
	}
	if err := v.keep(ctx, f, cards); err != nil {
		return err
	}
	if one != "" && byScript(r) {
		all := slices.DeleteFunc(v.cards(f), func(c card) bool { return c.key != one })
		return web.Render(w, r, http.StatusOK, paperCard(all[0]))
	}
	if f.Value("act") == "send" && f.Valid() {
		return v.send(w, r, f)
	}
	if f.Value("act") == "part" && f.Valid() {
		return v.sendPart(w, r, f)
	}
	if !f.Valid() {
		return v.show(w, r, http.StatusUnprocessableEntity, f)
	}
	return web.Redirect(w, r, minePath+"/"+v.s.ID+"/bo-sung")
}

// keep stores the files of the cards and takes away what is to be removed.
func (v *reply) keep(ctx context.Context, f *web.Form, cards []card) error {
	taken := map[string][]dossier.Upload{}
	for _, c := range cards {
		var err error
		if taken[c.key], err = v.p.take(ctx, f, v.d.Account, c.key, len(c.files)); err != nil {
			return err
		}
	}
	d, err := v.p.Casework.ChangeDraft(ctx, v.d.Account, v.d.ID, v.p.Now(), func(d *dossierdb.Draft) {
		d.Filing.Papers = slices.Clone(d.Filing.Papers)
		for key, more := range taken {
			m := markOf(&d.Filing.Papers, key)
			m.Files = addFiles(m.Files, more)
		}
		d.Filing.Papers = without(d.Filing.Papers, f.Value("remove"))
	})
	if err == nil {
		v.d = d
	}
	return err
}

// send hands in what was asked for, complete, under the draft's own command.
func (v *reply) send(w http.ResponseWriter, r *http.Request, f *web.Form) error {
	ctx := r.Context()
	var papers []dossier.PaperMark
	for i, item := range v.asked.Items {
		key := itemKey(i, item)
		marks := slices.Clone(v.d.Filing.Papers)
		m := *markOf(&marks, key)
		if came, ok := v.came(item); ok && len(m.Files) == 0 {
			papers = append(papers, came.mark)
			continue
		}
		if len(m.Files) == 0 {
			f.Wrong(paperField(key), locale.F("Còn thiếu “%[1]s”. Xin chụp hoặc tải lên; các giấy tờ khác vẫn được giữ. Nếu không có giấy này, xin gọi số trên trang để được hướng dẫn.",
				"“%[1]s” is missing. Please photograph or upload it; the other papers are kept. If you do not have it, please call the number on this page.", item.Name))
			continue
		}
		m.Key, m.Name, m.Mark = item.Key, item.Name, dossier.MarkSubmitted
		papers = append(papers, m)
	}
	if !f.Valid() {
		return v.show(w, r, http.StatusUnprocessableEntity, f)
	}
	actor, err := v.p.actor(ctx)
	if err != nil {
		return err
	}
	done, err := v.p.Casework.Do(ctx, dossierdb.Order{
		ID: v.d.Command, Dossier: v.s.ID, Expect: journal.Any, Actor: actor, Command: dossier.ReceiveSupplement{Papers: papers},
	})
	if err != nil {
		if err := f.Refuse(err); err != nil {
			return err
		}
		return v.show(w, r, http.StatusUnprocessableEntity, f)
	}
	if err := v.p.Casework.DropDraft(ctx, v.d.Account, v.d.ID); err != nil {
		return err
	}
	s, _, err := v.p.Casework.Get(ctx, actor, done.Dossier)
	if err != nil {
		return err
	}
	web.Flash(r, received(s))
	return web.Redirect(w, r, minePath+"/"+v.s.ID)
}

// sendPart hands in what has files so far; the rest is still waited for.
func (v *reply) sendPart(w http.ResponseWriter, r *http.Request, f *web.Form) error {
	ctx := r.Context()
	var papers []dossier.PaperMark
	name := "part/" + v.d.ID // the same files sent twice are one act
	for i, item := range v.asked.Items {
		marks := slices.Clone(v.d.Filing.Papers)
		if m := *markOf(&marks, itemKey(i, item)); len(m.Files) > 0 {
			m.Key, m.Name, m.Mark = item.Key, item.Name, dossier.MarkSubmitted
			papers = append(papers, m)
			for _, u := range m.Files {
				name += "/" + u.Hash
			}
		}
	}
	id := uuid.NewSHA1(supplementSpace, []byte(name)).String()
	if len(papers) == 0 {
		f.Wrong(paperField(itemKey(0, v.asked.Items[0])), locale.T("Chưa có tệp nào để gửi. Xin chụp hoặc tải lên ít nhất một giấy tờ.", "There is no file to send yet. Please photograph or upload at least one paper."))
	}
	if !f.Valid() {
		return v.show(w, r, http.StatusUnprocessableEntity, f)
	}
	actor, err := v.p.actor(ctx)
	if err != nil {
		return err
	}
	if _, err := v.p.Casework.Do(ctx, dossierdb.Order{ID: id, Dossier: v.s.ID, Expect: journal.Any, Actor: actor, Command: dossier.ReceivePart{Papers: papers}}); err != nil {
		if err := f.Refuse(err); err != nil {
			return err
		}
		return v.show(w, r, http.StatusUnprocessableEntity, f)
	}
	if err := v.p.Casework.DropDraft(ctx, v.d.Account, v.d.ID); err != nil {
		return err
	}
	left := locale.Quantity(int64(len(v.asked.Items)-v.sent(papers)), "giấy tờ", "paper", "papers")
	web.Flash(r, locale.T("Đã nhận phần giấy tờ Ông/Bà gửi. Còn "+left.VI+"; thời hạn vẫn tạm dừng đến khi đủ.", "What you sent was received. "+left.EN+" still to come; the time limit is paused until then."))
	return web.Redirect(w, r, minePath+"/"+v.s.ID+"/bo-sung")
}

// sent counts the items of which something has come, with these papers.
func (v *reply) sent(papers []dossier.PaperMark) int {
	for _, m := range papers {
		v.had = append(v.had, partly{mark: m})
	}
	n := 0
	for _, item := range v.asked.Items {
		if _, ok := v.came(item); ok {
			n++
		}
	}
	return n
}

// received thanks for the papers and tells what is to be expected now: a new
// day only where one was promised.
func received(s dossier.State) locale.Text {
	thanks := locale.T("Đã nhận giấy tờ bổ sung của Ông/Bà. ", "Your papers were received. ")
	next := locale.T("Hồ sơ được xử lý tiếp; trang này cho biết hồ sơ đang ở đâu.", "The work goes on; this page tells where the dossier is.")
	switch {
	case s.AcceptedAt.IsZero() && s.ReceptionDue != 0:
		at := trackingweb.At(s.ReceptionDue)
		next = locale.T("Bộ phận một cửa kiểm tra lại và trả lời chậm nhất "+at.VI+"; khi được tiếp nhận, hồ sơ mới có ngày hẹn trả kết quả.",
			"Reception checks again and answers by "+at.EN+"; once it is accepted, the dossier gets its due day.")
	case s.Due != 0:
		at := trackingweb.At(s.Due)
		next = locale.T("Thời hạn được tính tiếp từ hôm nay; hẹn trả kết quả mới: "+at.VI+".", "The time limit runs on from today; the result is now due "+at.EN+".")
	}
	return locale.T(thanks.VI+next.VI, thanks.EN+next.EN)
}

func (p *pages) supplementFile(w http.ResponseWriter, r *http.Request) error {
	v, _, err := p.reply(r)
	if err != nil {
		return err
	}
	u, ok := findFile(v.d.Filing.Papers, r.PathValue("hash"))
	if !ok {
		return errNoFile
	}
	return p.Files.Serve(w, r, u)
}

func (v *reply) caption() locale.Text {
	code := v.s.Code
	if code == "" {
		code = v.s.Submission
	}
	return locale.T(code+" · "+v.s.Short.VI, code+" · "+v.s.Short.In(locale.EN))
}

// intro says what is asked, until when, and whom to call.
func (v *reply) intro() locale.Text {
	vi := fmt.Sprintf("Cơ quan giải quyết đề nghị Ông/Bà bổ sung %d nội dung dưới đây", len(v.asked.Items))
	en := "The agency asks for " + locale.Quantity(int64(len(v.asked.Items)), "nội dung", "item", "items").EN + " below"
	if !v.asked.Until.IsZero() {
		d := trackingweb.Day(v.asked.Until)
		vi, en = vi+", trước "+d.VI, en+", before "+d.EN
	}
	vi += ". Giấy tờ đã nộp vẫn được giữ; thời hạn giải quyết đang tạm dừng."
	en += ". The papers sent before are kept; the time limit is paused."
	if a, ok := v.p.Casework.Organisation().Find(v.s.Agency); ok && a.Phone != "" {
		vi += " Cần hướng dẫn, xin gọi " + a.Phone + "."
		en += " For guidance, please call " + a.Phone + "."
	}
	return locale.T(vi, en)
}
