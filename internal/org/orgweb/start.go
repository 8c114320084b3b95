package orgweb

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/web"
)

// waiting is something that needs a second person.
type waiting struct {
	agency  org.Agency
	post    org.Post     // of a proposed appointment
	absence *org.Absence // of a stand-in with sensitive duties
	list    string       // of a staff list
	count   int          // posts of the list
	own     bool         // the reader may not be the second person
}

// startView is the start page.
type startView struct {
	desk
	waits    []waiting
	absences []org.Absence
	agencies []org.Agency
}

func (p *pages) start(w http.ResponseWriter, r *http.Request) error {
	d, err := p.desk(r)
	if err != nil {
		return err
	}
	v := startView{desk: d, agencies: d.administered(d.today)}
	for _, a := range v.agencies {
		v.waits = append(v.waits, d.waits(a)...)
		for _, b := range d.o.AgencyAbsences(a.ID) {
			if b.On(d.today) {
				v.absences = append(v.absences, b)
			}
		}
	}
	return web.Render(w, r, http.StatusOK, startPage(v))
}

// waits lists what waits for a second person in an agency.
func (d desk) waits(a org.Agency) []waiting {
	var out []waiting
	me := d.actor.Account
	for _, q := range d.o.Proposed(a.ID) {
		if q.List == "" {
			out = append(out, waiting{agency: a, post: q, own: !q.MaySecond(me)})
			continue
		}
		i := slices.IndexFunc(out, func(x waiting) bool { return x.list == q.List })
		if i < 0 {
			out, i = append(out, waiting{agency: a, post: q, list: q.List}), len(out)
		}
		out[i].count++
		out[i].own = out[i].own || !q.MaySecond(me)
	}
	for _, b := range d.o.AgencyAbsences(a.ID) {
		if !b.Ended(d.today) && d.o.NeedsSecond(b) {
			out = append(out, waiting{agency: a, absence: &b, own: !b.MaySecond(me)})
		}
	}
	return out
}

const perPage = 30

// agenciesView is the list of agencies on a day.
type agenciesView struct {
	desk
	form  *web.Form
	day   calendar.Date
	query string
	level string
	list  []org.Agency
	total int
	page  int
}

func (v agenciesView) href(page int) string {
	q := url.Values{}
	if v.query != "" {
		q.Set("q", v.query)
	}
	if v.level != "" {
		q.Set("cap", v.level)
	}
	if v.day != v.today {
		q.Set("ngay", v.day.String())
	}
	if page > 1 {
		q.Set("trang", strconv.Itoa(page))
	}
	if len(q) == 0 {
		return agenciesPath
	}
	return agenciesPath + "?" + q.Encode()
}

// matches reports whether every word of the query begins a word of the text,
// whatever the marks.
func matches(query, text string) bool {
	words := locale.Words(text)
	for _, q := range locale.Words(query) {
		if !slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, q) }) {
			return false
		}
	}
	return true
}

func pageOf(r *http.Request) int {
	n, err := strconv.Atoi(r.URL.Query().Get("trang"))
	if err != nil || n < 1 || n > 10_000 {
		return 1
	}
	return n
}

func (p *pages) agencies(w http.ResponseWriter, r *http.Request) error {
	d, err := p.desk(r)
	if err != nil {
		return err
	}
	f := web.Query(r)
	v := agenciesView{desk: d, form: f, day: f.Date("ngay"), query: f.Text("q", 200), level: f.Value("cap"), page: pageOf(r)}
	if v.day.IsZero() {
		v.day = d.today
	}
	if !slices.Contains(values(levels), v.level) {
		v.level = ""
	}
	for _, a := range d.administered(v.day) {
		if (v.level == "" || string(a.Level) == v.level) && matches(v.query, a.Name+" "+a.ShortName+" "+a.Code+" "+a.ID) {
			v.list = append(v.list, a)
		}
	}
	slices.SortStableFunc(v.list, func(a, b org.Agency) int { return strings.Compare(locale.SortKey(a.Name), locale.SortKey(b.Name)) })
	v.total = len(v.list)
	from := min((v.page-1)*perPage, v.total)
	v.list = v.list[from:min(from+perPage, v.total)]
	return web.Render(w, r, http.StatusOK, agenciesPage(v))
}

func (p *pages) agency(w http.ResponseWriter, r *http.Request) error {
	v, err := p.in(r, web.Query(r))
	if err != nil {
		return err
	}
	setDate(v.form, "ngay", v.day)
	return web.Render(w, r, http.StatusOK, agencyPage(v))
}

func (p *pages) history(w http.ResponseWriter, r *http.Request) error {
	v, err := p.in(r, web.NewForm())
	if err != nil {
		return err
	}
	entries, err := p.Directory.History(r.Context(), v.s.Agency.ID)
	if err != nil {
		return err
	}
	return web.Render(w, r, http.StatusOK, historyPage(v, v.timeline(entries)))
}

// employee is somebody of the agency with the posts held on the day.
type employee struct {
	account string
	name    string
	posts   []org.Post
}

// employees lists the staff of the day by name.
func (v place) employees() []employee {
	var out []employee
	for _, q := range v.s.Posts {
		if !q.On(v.day) {
			continue
		}
		i := slices.IndexFunc(out, func(e employee) bool { return e.account == q.Account })
		if i < 0 {
			out, i = append(out, employee{account: q.Account, name: v.name(q.Account)}), len(out)
		}
		out[i].posts = append(out[i].posts, q)
	}
	slices.SortStableFunc(out, func(a, b employee) int {
		return strings.Compare(locale.NameSortKey(a.name), locale.NameSortKey(b.name))
	})
	return out
}

// state says whether the employee is away or stands in on the day.
func (v place) state(account string) []string {
	var out []string
	if b, ok := v.o.Absent(account, v.day); ok {
		s := "vắng đến " + onDay(b.Until)
		if b.StandIn != "" {
			s += ", " + v.name(b.StandIn) + " làm thay"
		}
		out = append(out, s)
	}
	for _, b := range v.o.AgencyAbsences(v.s.Agency.ID) {
		if b.StandIn == account && b.On(v.day) {
			out = append(out, "làm thay "+v.name(b.Account)+" đến "+onDay(b.Until))
		}
	}
	return out
}

// personFound is a line of the search for people.
type personFound struct {
	account, name string
	where         []string
}

type peopleView struct {
	desk
	query string
	list  []personFound
	more  bool
}

func (p *pages) people(w http.ResponseWriter, r *http.Request) error {
	d, err := p.desk(r)
	if err != nil {
		return err
	}
	v := peopleView{desk: d, query: web.Query(r).Text("q", 200)}
	if len(locale.Words(v.query)) > 0 {
		for _, q := range d.o.People(d.today) {
			name := d.name(q.Account)
			if !d.mayLook(q.Account) || !matches(v.query, name+" "+q.Account) {
				continue
			}
			if len(v.list) == perPage {
				v.more = true
				break
			}
			found := personFound{account: q.Account, name: name}
			for _, x := range q.Posts {
				a, _ := d.o.Find(x.Agency)
				found.where = append(found.where, dutyName(x.Duty).VI+", "+a.ShortName)
			}
			v.list = append(v.list, found)
		}
	}
	return web.Render(w, r, http.StatusOK, peoplePage(v))
}

// mayLook reports whether the person ever held a post that the desk administers.
func (d desk) mayLook(account string) bool {
	return d.all() || slices.ContainsFunc(d.o.Career(account), func(h org.Held) bool { return d.actor.Administers(h.Agency) })
}

type personView struct {
	desk
	account, called string
	rights          []org.ActorPost // of today, own and lent
	career          []org.Held
	absences        []org.Absence
	work            int64

	signIn *Standing // how the account stands, nil when it is not the reader's to look after
}

func (p *pages) person(w http.ResponseWriter, r *http.Request) error {
	d, err := p.desk(r)
	if err != nil {
		return err
	}
	account := r.PathValue("account")
	v := personView{desk: d, account: account, called: d.name(account), rights: d.o.Posts(account, d.today), career: d.o.Career(account), absences: d.o.Absences(account)}
	if len(v.career) == 0 || !d.mayLook(account) {
		return noPerson()
	}
	if v.work, err = p.OpenWork(r.Context(), account); err != nil {
		return err
	}
	standing, mine, err := p.Accounts.Standing(r.Context(), d.actor, account)
	if err != nil {
		return err
	}
	if mine {
		v.signIn = &standing
	}
	return web.Render(w, r, http.StatusOK, personPage(v))
}

// why says where a right comes from: by whom, on which ground, since when.
func (v personView) why(q org.ActorPost) string {
	account := v.account
	if q.StandsInFor != "" {
		account = q.StandsInFor
	}
	for _, h := range v.o.Career(account) {
		if h.Agency != q.Agency || h.Unit != q.Unit || h.Duty != q.Duty || !h.On(v.today) {
			continue
		}
		s := span(h.Span)
		if h.By != "" {
			s += "; " + v.name(h.By) + " giao"
		} else {
			s += "; theo dữ liệu ban đầu"
		}
		if h.Second != "" && h.Second != h.By {
			s += ", " + v.name(h.Second) + " xác nhận"
		}
		if h.Ground != "" {
			s += "; " + h.Ground
		}
		return s
	}
	return ""
}

// standsIn says why the person may use a post of somebody else.
func (v personView) standsIn(q org.ActorPost) string {
	b, ok := v.o.Absent(q.StandsInFor, v.today)
	if !ok {
		return ""
	}
	return "Làm thay " + v.name(q.StandsInFor) + " vắng " + span(b.Span)
}
