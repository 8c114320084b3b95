package setting

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// Command is what can be asked of a setting.
//
//sumtype:decl
type Command interface{ settingCommand() }

// Change gives the setting a new value.
type Change struct {
	Value  Value
	From   calendar.Instant // 0 is at once
	Reason string
}

// Restore goes back to the value of an earlier version, at once.
type Restore struct {
	Version int
	Reason  string
}

func (Change) settingCommand()  {}
func (Restore) settingCommand() {}

// Facts are what Decide knows besides the state.
type Facts struct {
	Now        calendar.Instant
	Actor      org.Actor
	Definition Definition
	Agency     string // "" is the province
}

const (
	mostReason = 300 // characters
	// furthest is how far ahead a version may be set, in days.
	furthest = 366
)

// ErrNoSetting: there is no such setting for this person.
var ErrNoSetting = fault.New(fault.NotFound, "setting.no_setting", locale.T( //nolint:gochecknoglobals // a sentinel
	"Không có mục cấu hình này trong phạm vi quản trị của Ông/Bà. Xin chọn lại trong danh sách.",
	"There is no such setting that you administer. Please choose one of the list."))

// Decide says what a command does, or why not.
func Decide(s State, c Command, f Facts) ([]act.Event, error) {
	if !f.Definition.MayChange(f.Actor, f.Agency) {
		return nil, fault.New(fault.Forbidden, "setting.not_yours", locale.T(
			"Mục này do quản trị hệ thống của tỉnh đặt. Chưa có gì thay đổi.",
			"This is set by the province's administrators. Nothing was changed."))
	}
	e := Changed{
		Key: f.Definition.Key, Agency: f.Agency, Version: len(s.Versions) + 1, From: f.Now, By: f.Actor.Account, At: f.Now,
	}
	switch c := c.(type) {
	case Confirm:
		return decideConfirm(s, c, f)
	case Drop:
		return decideDrop(s, c, f)
	case Change:
		e.Value, e.Reason = c.Value, strings.TrimSpace(c.Reason)
		if !c.From.IsZero() {
			e.From = c.From
		}
	case Restore:
		if c.Version < 1 || c.Version > len(s.Versions) {
			return nil, fault.New(fault.Invalid, "setting.no_version", locale.F(
				"Không có phiên bản %d. Xin chọn trong lịch sử.", "There is no version %d. Please choose one of the history.", c.Version)).At("version")
		}
		e.Value, e.Restored, e.Reason = s.Versions[c.Version-1].Value, c.Version, strings.TrimSpace(c.Reason)
	}
	wrong := f.Definition.Check(e.Value)
	wrong = append(wrong, checkWhen(e, f.Now)...)
	now, set := s.InForce(e.From)
	if !set {
		now.Value = f.Definition.Default
	}
	if now.Value == e.Value {
		wrong = append(wrong, fault.New(fault.Conflict, "setting.same", locale.T(
			"Nội dung này giống hệt nội dung đang dùng nên chưa lập phiên bản mới.",
			"This is what is in use already, so no new version was made.")))
	}
	if err := wrong.OrNil(); err != nil {
		return nil, err
	}
	if f.Definition.Second {
		return propose(s, e)
	}
	return []act.Event{e}, nil
}

func checkWhen(e Changed, now calendar.Instant) fault.List {
	wrong := checkReason(e.Reason)
	if e.From < now {
		wrong = append(wrong, fault.New(fault.Invalid, "setting.past", locale.T(
			"Thời điểm áp dụng đã qua. Xin để trống để áp dụng ngay, hoặc chọn ngày sau hôm nay.",
			"The instant has passed. Please leave it empty for at once, or choose a later day.")).At("from"))
	}
	if e.From.Date().After(now.Date().AddDays(furthest)) {
		wrong = append(wrong, fault.New(fault.Invalid, "setting.far", locale.T(
			"Ngày áp dụng xa quá một năm. Xin kiểm tra lại năm.", "The day is more than a year ahead. Please check the year.")).At("from"))
	}
	return wrong
}

// Check finds what is wrong with a value.
func (d Definition) Check(v Value) fault.List {
	switch d.Kind {
	case Number:
		if v.Number < d.Low || v.Number > d.High {
			return fault.List{fault.New(fault.Invalid, "setting.bounds", locale.F(
				"Xin ghi số từ %s đến %s.", "Please enter a number from %s to %s.",
				locale.Number(d.Low, locale.VI), locale.Number(d.High, locale.VI))).At("number")}
		}
	case Switch:
		if !v.On {
			return d.checkText(v.Text)
		}
	case Words:
		return d.checkText(v.Text)
	}
	return nil
}

func (d Definition) checkText(t locale.Text) fault.List {
	var wrong fault.List
	wrong = append(wrong, d.checkOne("vi", locale.T("Bản tiếng Việt", "The Vietnamese text"), t.VI)...)
	if d.Verify != nil && len(wrong) == 0 {
		for _, e := range fault.All(d.Verify(t.VI)) {
			wrong = append(wrong, e.At("vi"))
		}
	}
	if !d.Single {
		wrong = append(wrong, d.checkOne("en", locale.T("Bản tiếng Anh", "The English text"), t.EN)...)
	}
	return wrong
}

func (d Definition) checkOne(field string, which locale.Text, text string) fault.List {
	var wrong fault.List
	say := func(code string, vi, en string, args ...any) {
		wrong = append(wrong, fault.New(fault.Invalid, "setting."+code, locale.T(
			which.VI+fmt.Sprintf(vi, args...), which.EN+fmt.Sprintf(en, args...))).At(field))
	}
	n := utf8.RuneCountInString(text)
	switch {
	case strings.TrimSpace(text) == "":
		if !d.Empty {
			say("empty", " còn trống. Xin ghi nội dung.", " is empty. Please write it.")
		}
		return wrong
	case n > d.Longest:
		say("long", " dài %d ký tự, tối đa %d. Xin viết ngắn lại.", " is %d characters long, at most %d. Please shorten it.", n, d.Longest)
	}
	used, closed := names(text)
	if !closed {
		say("brace", " có dấu ngoặc nhọn chưa đóng. Xin viết ô thay thế dạng {ma}.", " has a brace that is not closed. Please write placeholders as {ma}.")
		return wrong
	}
	for _, name := range used {
		if !slices.ContainsFunc(d.Placeholders, func(p Placeholder) bool { return p.Name == name }) {
			say("unknown", " dùng ô thay thế {%s} không có ở đây. Xin chọn trong danh sách ô thay thế bên cạnh.", " uses the placeholder {%s}, which is unknown here. Please choose one of the list.", name)
		}
	}
	for _, p := range d.Placeholders {
		if p.Needed && !slices.Contains(used, p.Name) {
			say("missing", " thiếu ô thay thế {%s} (%s). Thiếu ô này, người nhận không biết điều cần biết.", " lacks the placeholder {%s} (%s). Without it the reader misses what they must know.", p.Name, p.Says.In(locale.VI))
		}
	}
	return wrong
}
