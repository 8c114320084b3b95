package watchweb

import (
	"fmt"
	"strings"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/watch"
	"motcua/internal/web/ui"
)

// Beyond these something is wrong.
const (
	lateAfter   = 5 * time.Minute // a reader of the journal, or a job
	littleRoom  = 10              // percent of a disk
	backupLimit = 26 * time.Hour  // a day, and the time a backup takes
)

// item is one line: what it is, how it stands, and what to do when it is wrong.
type item struct {
	key, say     locale.Text
	status, todo locale.Text
	tone         ui.Tone // "" for no tag
}

type group struct {
	title locale.Text
	items []item
}

type view struct {
	at     locale.Text
	groups []group
	wrong  []locale.Text // keys of the items that are wrong
}

func (i item) wrong(todo locale.Text) item {
	i.tone, i.status, i.todo = ui.Red, locale.T("Cần xem", "Look at this"), todo
	return i
}

func rows(items []item) []ui.SummaryRow {
	out := make([]ui.SummaryRow, len(items))
	for i, it := range items {
		out[i] = ui.SummaryRow{Key: it.key, Body: value(it)}
	}
	return out
}

func (v view) summary() locale.Text {
	var vi, en []string
	for _, t := range v.wrong {
		vi, en = append(vi, t.VI), append(en, t.In(locale.EN))
	}
	return locale.T("Cần xem: "+strings.Join(vi, ", ")+".", "Look at: "+strings.Join(en, ", ")+".")
}

func (d Deps) view(s watch.State) view {
	v := view{at: moment(s.At)}
	v.groups = []group{
		{locale.T("Nhật ký", "Journal"), append([]item{journal(s), last(s)}, d.subscribers(s)...)},
		{locale.T("Việc nền và thư điện tử", "Background work and e-mail"), append(d.jobs(s), mail(s))},
		{locale.T("Lưu trữ", "Storage"), storage(s)},
		{locale.T("Chương trình", "Program"), d.program(s)},
	}
	for _, g := range v.groups {
		for _, i := range g.items {
			if i.tone == ui.Red {
				v.wrong = append(v.wrong, i.key)
			}
		}
	}
	return v
}

func journal(s watch.State) item {
	i := item{key: locale.T("Ghi nhật ký", "Writing"), say: locale.F("Đang nhận việc; vị trí %s", "Taking acts; position %s", number(s.Position))}
	if s.Waiting > 0 {
		i.say = locale.F("Đang nhận việc; vị trí %s; %s việc đang chờ ghi", "Taking acts; position %s; %s waiting", number(s.Position), number(int64(s.Waiting)))
	}
	if !s.Alive {
		i.say = locale.F("Không nhận việc; vị trí %s", "Not taking acts; position %s", number(s.Position))
		return i.wrong(locale.T("Khởi động lại máy chủ và xem nhật ký chạy.", "Restart the server and read its log."))
	}
	return i
}

func last(s watch.State) item {
	i := item{key: locale.T("Việc gần nhất", "Newest act"), say: locale.T("Chưa có việc nào", "None yet")}
	if !s.Last.IsZero() {
		i.say = paired(moment(s.Last), ago(s.At, s.Last))
	}
	return i
}

func (d Deps) subscribers(s watch.State) []item {
	var out []item
	for _, sub := range s.Subscribers {
		i := item{key: named(d.Subscribers, sub.Name), say: locale.T("Đã đọc hết", "Up to date")}
		if behind := s.Position - sub.Position; behind > 0 {
			i.say = locale.F("Còn %s việc chưa đọc", "%s acts behind", number(behind))
			if !sub.Since.IsZero() {
				i.say = locale.F("Còn %s việc chưa đọc, cũ nhất %s", "%s acts behind, the oldest %s", number(behind), span(s.At, sub.Since))
				if since(s.At, sub.Since) > lateAfter {
					i = i.wrong(locale.T("Phần này không đọc kịp. Xem nhật ký chạy ở dòng “follower failed”.", "This part does not keep up. Read the log at “follower failed”."))
				}
			}
		}
		out = append(out, i)
	}
	return out
}

// tally is the jobs of one kind.
type tally struct {
	waits, failing int64
	oldest         calendar.Instant
}

func (d Deps) jobs(s watch.State) []item {
	if s.JobsErr != nil {
		i := item{key: locale.T("Việc nền", "Background work"), say: locale.T("Không đọc được", "Cannot be read")}
		return []item{i.wrong(locale.T("Xem nhật ký chạy của máy chủ.", "Read the server's log."))}
	}
	kinds, order := map[string]*tally{}, []string{}
	for _, j := range s.Jobs {
		if kinds[j.Kind] == nil {
			kinds[j.Kind] = &tally{}
			order = append(order, j.Kind)
		}
		t := kinds[j.Kind]
		if j.Waits() {
			t.waits += j.Count
			if t.oldest.IsZero() || j.Oldest < t.oldest {
				t.oldest = j.Oldest
			}
		}
		if j.Failing() {
			t.failing += j.Count
		}
	}
	if len(order) == 0 {
		return []item{{key: locale.T("Việc nền", "Background work"), say: locale.T("Chưa có việc nào", "None yet")}}
	}
	var out []item
	for _, k := range order {
		out = append(out, kinds[k].item(named(d.Jobs, k), s.At))
	}
	return out
}

func (t tally) item(key locale.Text, now calendar.Instant) item {
	i := item{key: key, say: locale.T("Không có gì chờ", "Nothing waits")}
	if t.waits > 0 {
		i.say = locale.F("Đang chờ %s, cũ nhất %s", "%s waiting, the oldest %s", number(t.waits), span(now, t.oldest))
		if since(now, t.oldest) > lateAfter {
			i = i.wrong(locale.T("Việc chờ lâu. Xem máy chủ thư có trả lời không.", "Work has waited long. See whether the mail server answers."))
		}
	}
	if t.failing > 0 {
		i.say = locale.F("%s; %s việc hỏng", "%s; %s failing", i.say, number(t.failing))
		i = i.wrong(locale.T("Xem nhật ký chạy ở dòng “job failed”.", "Read the log at “job failed”."))
	}
	return i
}

func mail(s watch.State) item {
	i := item{key: locale.T("Máy chủ thư", "Mail server")}
	switch {
	case s.Mail.Server == "":
		i.say = locale.T("Chưa cấu hình: không gửi thư điện tử", "Not configured: no e-mail is sent")
	case s.Mail.Last.IsZero():
		i.say = locale.T("Không có thư nào gửi được trong 24 giờ qua", "No e-mail was taken in the past 24 hours")
	default:
		i.say = locale.F("Gửi được gần nhất %s", "Last took one %s", ago(s.At, s.Mail.Last))
	}
	return i
}

func storage(s watch.State) []item {
	out := []item{{key: locale.T("Cơ sở dữ liệu", "Database"), say: size(s.DatabaseBytes)}}
	files := item{key: locale.T("Tệp", "Files"), say: locale.T("Đang đếm", "Being counted")}
	if s.FileBytes >= 0 {
		files.say = size(s.FileBytes)
	}
	out = append(out, files)
	names := map[string]locale.Text{
		"database": locale.T("Chỗ trống cho cơ sở dữ liệu", "Room for the database"), "files": locale.T("Chỗ trống cho tệp", "Room for files"),
	}
	for _, d := range s.Disks {
		i := item{key: names[d.Of], say: locale.T("Không đọc được", "Cannot be read")}
		if d.Err == nil && d.Size > 0 {
			percent := d.Free * 100 / d.Size
			i.say = locale.F("%s (%d%%)", "%s (%d%%)", size(d.Free), percent)
			if percent < littleRoom {
				i = i.wrong(locale.T("Đĩa sắp đầy. Thêm chỗ trước khi đầy: lúc đầy, không ghi được hồ sơ nào.", "The disk is nearly full. Add room before it is: then no dossier can be recorded."))
			}
		}
		out = append(out, i)
	}
	return append(out, backup(s))
}

func backup(s watch.State) item {
	i := item{key: locale.T("Bản sao lưu gần nhất", "Newest backup")}
	todo := locale.T("Kiểm tra lịch sao lưu và thử phục hồi.", "Check the schedule of backups, and try a restore.")
	switch {
	case !s.Backup.Watched:
		i.say = locale.T("Chưa cấu hình (--backup-stamp)", "Not configured (--backup-stamp)")
	case s.Backup.At.IsZero():
		i.say = locale.T("Không có tệp báo giờ sao lưu", "The stamp file is not there")
		i = i.wrong(todo)
	default:
		i.say = paired(moment(s.Backup.At), ago(s.At, s.Backup.At))
		if since(s.At, s.Backup.At) > backupLimit {
			i = i.wrong(todo)
		}
	}
	return i
}

func (d Deps) program(s watch.State) []item {
	tables := item{key: locale.T("Bảng dữ liệu", "Tables"), say: locale.T("Khớp với chương trình", "As new as the program")}
	if !s.Current {
		tables.say = locale.T("Cũ hơn chương trình", "Older than the program")
		tables = tables.wrong(locale.T("Khởi động lại máy chủ để cập nhật.", "Restart the server: it brings them up to date."))
	}
	var lines []string
	for _, m := range s.Migrations {
		lines = append(lines, fmt.Sprintf("%s %04d", m.Line, m.Number))
	}
	steps := strings.Join(lines, ", ")
	return []item{
		{key: locale.T("Phiên bản", "Version"), say: locale.T(d.Version, d.Version)},
		tables, {key: locale.T("Bước cập nhật bảng", "Migrations"), say: locale.T(steps, steps)},
	}
}

func named(names map[string]locale.Text, key string) locale.Text {
	if t, ok := names[key]; ok {
		return t
	}
	return locale.T(key, key)
}

func paired(a, b locale.Text) locale.Text { return locale.F("%s (%s)", "%s (%s)", a, b) }

func number(n int64) locale.Text {
	return locale.T(locale.Number(n, locale.VI), locale.Number(n, locale.EN))
}

func moment(at calendar.Instant) locale.Text {
	t := locale.ShortDateTime(at.Time())
	return locale.T(t, t)
}

func since(now, at calendar.Instant) time.Duration {
	return max(0, time.Duration(now-at)*time.Microsecond)
}

// span is how long ago something was, in its largest unit.
func span(now, at calendar.Instant) locale.Text {
	switch d := since(now, at); {
	case d < time.Minute:
		return locale.T("dưới 1 phút", "less than a minute ago")
	case d < 2*time.Hour:
		return locale.F("%d phút", "%d min ago", int(d.Minutes()))
	case d < 48*time.Hour:
		return locale.F("%d giờ", "%d h ago", int(d.Hours()))
	default:
		return locale.F("%d ngày", "%d days ago", int(d.Hours()/24))
	}
}

func ago(now, at calendar.Instant) locale.Text {
	s := span(now, at)
	return locale.T("cách đây "+s.VI, s.EN)
}

// size is bytes in the unit that people read disks in.
func size(bytes int64) locale.Text {
	units := []string{"B", "KB", "MB", "GB", "TB"}
	n, u := float64(bytes), 0
	for n >= 1000 && u < len(units)-1 {
		n, u = n/1000, u+1
	}
	text := fmt.Sprintf("%.1f", n)
	if u == 0 {
		text = fmt.Sprint(bytes)
	}
	return locale.T(strings.Replace(text, ".", ",", 1)+" "+units[u], text+" "+units[u])
}
