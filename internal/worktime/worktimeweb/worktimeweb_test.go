package worktimeweb_test

import (
	"net/http"
	"net/url"
	"testing"

	"motcua/internal/app/apptest"
	"motcua/internal/calendar"
	"motcua/internal/worktime/worktimeweb"
)

// TestAChangeIsPublished: after a look at what it touches, with its decision,
// and the version before stays.
func TestAChangeIsPublished(t *testing.T) {
	t.Parallel()
	e := apptest.New(t)
	c := e.Client("quan-tri")
	path := worktimeweb.Path + "/" + calendar.Administrative
	c.Get(worktimeweb.Path).Wants(http.StatusOK, "Giờ hành chính", "Phiên bản 1")
	c.Get(path).Wants(http.StatusOK, "Tháng 12", "Tết Nguyên đán")
	c.Get(path+"?nam=2028").Wants(http.StatusOK, "dự kiến")
	c.Get(path + "?nam=9999").Wants(http.StatusNotFound)
	off := e.Now().Date().AddDays(20)
	for off.Weekday() != 3 || kind(t, e, off) != calendar.Workday {
		off = off.AddDays(1)
	}
	day := func(d calendar.Date) string { return d.Short() }
	fields := url.Values{
		"act": {"look"}, "decision_number": {"Thông báo số 01/TB-MẪU"}, "decision_issuer": {"UBND tỉnh (mẫu)"},
		"decision_date-day": {"1"}, "decision_date-month": {"1"}, "decision_date-year": {"2024"},
		"day.2": {day(off)}, "day.2.kind": {"holiday"}, "day.2.name": {"Ngày mẫu"},
	}
	page := c.Get(path+"/thay-doi").Wants(http.StatusOK, "Số, ký hiệu")
	c.Submit(page, "change", url.Values{"act": {"look"}}).Wants(http.StatusUnprocessableEntity, "Không có văn bản thì lịch không thay đổi")
	page = c.Submit(page, "change", fields).Wants(http.StatusOK, "chưa công bố", "Hạn đã in cho người dân không đổi", "Ngày mẫu")
	if kind(t, e, off) != calendar.Workday {
		t.Error("a preview was published")
	}
	c.Submit(page, "change", url.Values{"act": {"publish"}}).Wants(http.StatusOK, "Phiên bản 2", "Thông báo số 01/TB-MẪU", "Ngày mẫu")
	if kind(t, e, off) != calendar.Holiday {
		t.Error("the calendar is not live")
	}
	if old, ok := e.Calendars.Version(calendar.Administrative, 1); !ok || old.OfficeDay(off).Kind != calendar.Workday {
		t.Error("the version before is gone")
	}
	e.Client("quan-tri-phuong").Get(path + "/thay-doi").Wants(http.StatusNotFound)
}

func kind(t *testing.T, e *apptest.Env, d calendar.Date) calendar.DayKind {
	t.Helper()
	return e.Casework.ClockOf("ubnd-hong-gai").OfficeDay(d).Kind
}
