package dossier_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
	"motcua/internal/procedure"
)

// A scenario is read from testdata/*.txt: what went before (Cho trước), what
// somebody does (Khi), what must follow (Thì). testdata/README.md tells the
// format to those who write the law into it.
type scenario struct {
	file   string
	line   int
	name   string
	header map[string]string
	given  []step
	when   step
	then   []string
}

// step is one act of a scenario.
type step struct {
	line  int
	at    calendar.Instant
	actor string
	act   string
	args  [][2]string
}

func TestScenarios(t *testing.T) {
	t.Parallel()
	all := scenarios(t)
	allowed, refused, events, codes := map[dossier.Act]bool{}, map[dossier.Act]bool{}, map[string]bool{}, map[string]bool{}
	for _, s := range all {
		a := dossier.Act(s.when.act)
		for _, line := range s.then {
			switch verb, rest := word(line); verb {
			case "refused":
				refused[a] = true
				codes[strings.Fields(rest)[0]] = true
			case "events":
				allowed[a] = true
				for _, e := range strings.Fields(rest) {
					events[e] = true
				}
			}
		}
		t.Run(s.name, func(t *testing.T) { t.Parallel(); s.run(t) })
	}
	for _, r := range dossier.Acts() {
		if !allowed[r.Act] {
			t.Errorf("no scenario allows %s", r.Act)
		}
		if !refused[r.Act] {
			t.Errorf("no scenario refuses %s", r.Act)
		}
	}
	for _, e := range dossier.Codec().Types() {
		if !events[e] {
			t.Errorf("no scenario ends in %s", e)
		}
	}
	for _, c := range refusalCodes(t) {
		if !codes[c] {
			t.Errorf("no scenario is refused with %s", c)
		}
	}
}

// refusalCodes are the codes of every refusal that this package names.
func refusalCodes(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile(`fault\.New\([^"]*"(dossier\.[a-z_]+)"`)
	var out []string
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range code.FindAllStringSubmatch(string(b), -1) {
			out = append(out, m[1])
		}
	}
	if len(out) == 0 {
		t.Fatal("the sources name no refusals: the pattern no longer fits")
	}
	return out
}

func (s scenario) run(t *testing.T) {
	w := theWorld(t)
	l, err := s.life(w)
	if err != nil {
		t.Fatalf("%s:%d: %v", s.file, s.line, err)
	}
	for _, g := range s.given {
		if _, err := s.act(l, g); err != nil {
			t.Fatalf("%s:%d: what goes before must succeed: %v", s.file, g.line, err)
		}
	}
	before := asJSON(t, l.state)
	events, err := s.act(l, s.when)
	if len(fault.All(err)) == 0 && err != nil {
		t.Fatalf("%s:%d: %v", s.file, s.when.line, err)
	}
	if err != nil && (asJSON(t, l.state) != before || len(events) > 0) {
		t.Errorf("%s:%d: a refused act changed the dossier", s.file, s.when.line)
	}
	told := false
	for _, line := range s.then {
		verb, rest := word(line)
		told = told || verb == "events" || verb == "refused"
		if err := s.check(l, events, err, verb, rest); err != nil {
			t.Errorf("%s:%d: %s: %v", s.file, s.line, line, err)
		}
	}
	if !told {
		t.Errorf("%s:%d: Thì says neither events nor refused", s.file, s.line)
	}
}

// life is a new dossier under the scenario's definitions.
func (s scenario) life(w *world) (*life, error) {
	code := s.header["Thủ tục"]
	if code == "" {
		code = "1.004873"
	}
	d, ok := w.definitions[code]
	if !ok {
		return nil, fmt.Errorf("no procedure %s", code)
	}
	if text, ok := s.header["Thời hạn"]; ok {
		l, err := limitOf(text)
		if err != nil {
			return nil, err
		}
		d = d.withLimit(l)
	}
	d.procedure.Restart = s.header["Sau bổ sung"] == "tính lại từ đầu"
	if s.header["Quy trình"] == "không có" {
		d.process.Steps = nil
	}
	if text, ok := s.header["Sổ"]; ok {
		var err error
		if w, err = w.keeping(text); err != nil {
			return nil, err
		}
	}
	l := newLife(w, d)
	l.demo, l.lives = s.header["Bản trình diễn"] == "có", s.header["Địa bàn"]
	if text, ok := s.header["Lưu trữ"]; ok {
		l.keeps = keeping(text)
	}
	return l, nil
}

// keeping reads "5 năm", "vĩnh viễn" and "5 năm, chưa đối chiếu".
func keeping(text string) procedure.Retention {
	number, _, _ := strings.Cut(text, " ")
	years, _ := strconv.Atoi(number) // "vĩnh viễn" is no number: 0
	return procedure.Retention{Years: years, Ground: "Bảng mẫu, mục 1", Checked: !strings.Contains(text, "chưa đối chiếu")}
}

func limitOf(text string) (calendar.Limit, error) {
	number, unit, ok := strings.Cut(text, " ")
	if !ok {
		return calendar.Limit{Unit: calendar.Unit(text)}, nil
	}
	n, err := strconv.ParseInt(number, 10, 64)
	return calendar.Limit{Unit: calendar.Unit(unit), Milli: n * 1000}, err
}

// act does one line of a scenario.
func (s scenario) act(l *life, g step) ([]act.Event, error) {
	if g.actor == "đi đến bước" {
		return nil, l.bring(g.at, g.act)
	}
	a, err := actorOf(l, g.actor, g.at.Date())
	if err != nil {
		return nil, err
	}
	if _, ok := dossier.RuleOf(dossier.Act(g.act)); !ok {
		return nil, fmt.Errorf("line %d: no act %q", g.line, g.act)
	}
	c, err := g.command(l)
	if err != nil {
		return nil, err
	}
	return l.do(g.at, a, c)
}

// actorOf finds who a scenario means.
func actorOf(l *life, name string, day calendar.Date) (org.Actor, error) {
	keys := map[string]string{
		"tiếp nhận": "tiep-nhan-1", "tiếp nhận 2": "tiep-nhan-2", "trả kết quả": "tiep-nhan-2", "trưởng phòng": "truong-phong",
		"chuyên viên": "chuyen-vien-1", "chuyên viên 2": "chuyen-vien-2", "chuyên viên 3": "chuyen-vien-3", "lãnh đạo": "lanh-dao-1", "phó lãnh đạo": "lanh-dao-2",
		"văn thư": "van-thu-1", "văn thư 2": "van-thu-2",
	}
	whole := map[string]string{
		"người kiêm nhiệm": allDuties, "người được ủy quyền hộ tịch": delegate, "chuyên viên sắp nghỉ": leaver, "quản trị": "gd-trung-tam-phuc-vu-hcc-quan-tri-1", "kiểm soát": "gd-vp-ubnd-tinh-kiem-soat",
		"tiếp nhận phường khác": "gd-ubnd-ha-long-tiep-nhan-1", "lãnh đạo phường khác": "gd-ubnd-ha-long-lanh-dao-1",
		"tiếp nhận trung tâm": "gd-trung-tam-phuc-vu-hcc-tiep-nhan-1",
	}
	switch {
	case name == "công dân":
		return citizen(1), nil
	case name == "công dân khác":
		return citizen(2), nil
	case name == "hệ thống":
		return org.System(), nil
	case keys[name] != "":
		return l.w.official(l.account(keys[name]), day), nil
	case whole[name] != "":
		return l.w.official(whole[name], day), nil
	}
	return org.Actor{}, fmt.Errorf("nobody is called %q", name)
}

// command is the act's valid command, changed as the line says.
func (g step) command(l *life) (dossier.Command, error) {
	base := reflect.New(reflect.TypeOf(l.valid(dossier.Act(g.act), g.at)))
	base.Elem().Set(reflect.ValueOf(l.valid(dossier.Act(g.act), g.at)))
	for _, kv := range g.args {
		key, value := kv[0], kv[1]
		switch {
		case key == "without" || key == "not_applicable" || key == "no_file":
			if err := changePaper(base, key, value); err != nil {
				return nil, fmt.Errorf("line %d: %w", g.line, err)
			}
			continue
		case key == "to":
			a, err := actorOf(l, unquote(value), g.at.Date())
			if err != nil {
				return nil, err
			}
			value = strconv.Quote(a.Account)
		}
		path := strings.Split(key, ".")
		text := literal(value)
		for _, p := range slices.Backward(path) {
			text = "{" + strconv.Quote(p) + ":" + text + "}"
		}
		d := json.NewDecoder(strings.NewReader(text))
		d.DisallowUnknownFields()
		if err := d.Decode(base.Interface()); err != nil {
			return nil, fmt.Errorf("line %d: %s: %w", g.line, key, err)
		}
	}
	c, ok := base.Elem().Interface().(dossier.Command)
	if !ok {
		return nil, errors.New("not a command")
	}
	return c, nil
}

// changePaper drops a paper of a filing, drops its file, or marks it as not
// applicable without a reason.
func changePaper(base reflect.Value, how, key string) error {
	f := base.Elem().FieldByName("Papers")
	papers, ok := f.Interface().([]dossier.PaperMark)
	if !ok {
		return errors.New("this act has no papers")
	}
	i := slices.IndexFunc(papers, func(p dossier.PaperMark) bool { return p.Key == key })
	if i < 0 {
		return fmt.Errorf("no paper %q", key)
	}
	papers = slices.Clone(papers)
	switch how {
	case "without":
		papers = slices.Delete(papers, i, i+1)
	case "no_file":
		papers[i].Files = nil
	default:
		papers[i].Mark = dossier.MarkNotApplicable
	}
	f.Set(reflect.ValueOf(papers))
	return nil
}

// literal is a value of a line as JSON: quoted text, true, false, a number or
// a list as they stand, anything else as text.
func literal(v string) string {
	if v == "DÀI" { // longer than any field takes
		v = strings.Repeat("dài ", 6000)
	}
	if json.Valid([]byte(v)) {
		return v
	}
	b, _ := json.Marshal(v) //nolint:errchkjson // a string
	return string(b)
}

func unquote(v string) string {
	if s, err := strconv.Unquote(v); err == nil {
		return s
	}
	return v
}

// check compares one line of Thì.
func (s scenario) check(l *life, events []act.Event, err error, verb, want string) error {
	var got string
	switch verb {
	case "refused":
		code, field, _ := strings.Cut(want, " ")
		return checkRefused(err, code, strings.TrimSpace(field))
	case "events":
		if err != nil {
			return err
		}
		var names []string
		for _, e := range events {
			names = append(names, e.EventType())
		}
		got = strings.Join(names, " ")
	case "behalf":
		for _, e := range events {
			if b, ok := e.(interface{ OnBehalf() dossier.Behalf }); ok {
				got = strings.TrimSpace(b.OnBehalf().Absent + " " + b.OnBehalf().Mandate)
			}
		}
	case "offered":
		name, _, _ := strings.Cut(want, ":")
		a, err := actorOf(l, strings.TrimSpace(name), s.when.at.Date())
		if err != nil {
			return err
		}
		got = name + ":"
		for _, r := range dossier.Offered(l.state, a) {
			got += " " + string(r.Act)
		}
	default:
		var known bool
		if got, known = stateWords(l, verb); !known {
			return errors.New("nobody knows this word")
		}
	}
	if got != want {
		return fmt.Errorf("got %q", got)
	}
	return nil
}

func checkRefused(err error, code, field string) error {
	all := fault.All(err)
	i := slices.IndexFunc(all, func(e *fault.Error) bool { return e.Code == code && (field == "" || e.Field == field) })
	if i < 0 {
		if err == nil {
			return errors.New("it was done")
		}
		return fmt.Errorf("got %w", err)
	}
	if all[i].Say.VI == "" || all[i].Say.EN == "" {
		return errors.New("the refusal says nothing to people")
	}
	return nil
}

// stateWords is what the dossier says of itself to a line of Thì.
func stateWords(l *life, verb string) (string, bool) {
	s := l.state
	switch verb {
	case "status":
		return fmt.Sprintf("%d %s", s.Status, s.Status.Name().VI), true
	case "code":
		return s.Code, true
	case "submission":
		return s.Submission, true
	case "promised":
		return shown(s.Promised), true
	case "due":
		return shown(s.Due), true
	case "reception_due":
		return shown(s.ReceptionDue), true
	case "step_due":
		return shown(s.StepDue), true
	case "timing":
		return s.Timing().Text().VI, true
	case "outcome":
		return string(s.Outcome()), true
	case "supplements":
		return strconv.Itoa(len(s.Asked)), true
	case "holder":
		return strings.TrimSpace(s.Holder.Agency + " " + s.Holder.Duty + " " + s.Holder.Account), true
	case "clause":
		return s.Clause, true
	case "signed":
		if s.Approval == nil {
			return "chưa", true
		}
		return strings.TrimSpace(s.Approval.Mandate + " " + s.Approval.For), true
	case "number":
		if s.Result == nil {
			return "chưa", true
		}
		return fmt.Sprintf("%d/%s", s.Result.Number, s.Result.Symbol), true
	case "limit":
		return s.Limit.Words(locale.VI), true
	case "owner_account":
		return s.Owner.Account, true
	case "agency":
		return s.Agency, true
	case "former":
		var names []string
		for _, f := range s.Former {
			names = append(names, f.Agency)
		}
		return strings.Join(names, " "), true
	case "received_at":
		return s.Received, true
	case "answer":
		if s.Asking == nil {
			return "chưa", true
		}
		return strings.TrimSpace(string(s.Asking.Keeping) + " " + s.Asking.Until.Short()), true
	case "personal":
		if s.Owner.Name+s.Applicant.Name+s.Slip.Token == "" && len(s.Papers) == 0 {
			return "không còn", true
		}
		return "còn", true
	}
	return "", false
}

func shown(i calendar.Instant) string {
	if i.IsZero() {
		return "không có"
	}
	return i.Time().Format("02/01/2006 15:04")
}

// scenarios reads every file of testdata.
func scenarios(t *testing.T) []scenario {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no scenarios: %v", err)
	}
	var all []scenario
	names := map[string]bool{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range parse(t, f, string(b)) {
			if names[s.name] {
				t.Errorf("%s:%d: two scenarios have this name: %s", s.file, s.line, s.name)
			}
			names[s.name] = true
			all = append(all, s)
		}
	}
	return all
}

func parse(t *testing.T, file, text string) []scenario {
	t.Helper()
	var all []scenario
	section := ""
	for i, raw := range strings.Split(text, "\n") {
		line := strings.TrimSpace(raw)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if name, ok := strings.CutPrefix(line, "Tình huống:"); ok {
			all = append(all, scenario{file: file, line: i + 1, name: strings.TrimSpace(name), header: map[string]string{}})
			section = "header"
			continue
		}
		if len(all) == 0 {
			t.Fatalf("%s:%d: a file begins with Tình huống:", file, i+1)
		}
		s := &all[len(all)-1]
		switch {
		case line == "Cho trước" || line == "Khi" || line == "Thì":
			section = line
		case section == "header":
			key, value, _ := strings.Cut(line, ":")
			if !slices.Contains([]string{"Thủ tục", "Thời hạn", "Sau bổ sung", "Bản trình diễn", "Quy trình", "Địa bàn", "Lưu trữ", "Sổ"}, key) {
				t.Fatalf("%s:%d: nobody knows %q", file, i+1, key)
			}
			s.header[key] = strings.TrimSpace(value)
		case section == "Thì":
			s.then = append(s.then, line)
		default:
			g, err := parseStep(line)
			if err != nil {
				t.Fatalf("%s:%d: %v", file, i+1, err)
			}
			g.line = i + 1
			if section == "Khi" {
				s.when = g
			} else {
				s.given = append(s.given, g)
			}
		}
	}
	return all
}

// stepLine is "08/09/2025 09:00  tiếp nhận  accept  key=value …": at least two
// blanks stand between the columns.
var stepLine = regexp.MustCompile(`^(\d{2}/\d{2}/\d{4} \d{2}:\d{2})\s{2,}(.+?)\s{2,}([a-z_]+)(?:\s{2,}(.*))?$`)

var argument = regexp.MustCompile(`([a-z_.]+)=("(?:[^"\\]|\\.)*"|\[.*\]|\S+)`)

func parseStep(line string) (step, error) {
	m := stepLine.FindStringSubmatch(line)
	if m == nil {
		return step{}, fmt.Errorf("not an act: %q", line)
	}
	at, err := time.ParseInLocation("02/01/2006 15:04", m[1], calendar.Zone)
	if err != nil {
		return step{}, err
	}
	g := step{at: calendar.At(at), actor: m[2], act: m[3]}
	for _, a := range argument.FindAllStringSubmatch(m[4], -1) {
		g.args = append(g.args, [2]string{a[1], a[2]})
	}
	if rest := strings.TrimSpace(argument.ReplaceAllString(m[4], "")); rest != "" {
		return step{}, fmt.Errorf("not key=value: %q", rest)
	}
	return g, nil
}

func word(line string) (verb, rest string) {
	verb, rest, _ = strings.Cut(line, " ")
	return verb, strings.TrimSpace(rest)
}
