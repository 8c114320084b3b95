package web

import (
	"errors"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"
	"golang.org/x/text/unicode/norm"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

// Form is what was typed and what is wrong with it. It is a ui.Form.
type Form struct {
	values url.Values
	files  map[string][]*multipart.FileHeader
	faults fault.List
}

// NewForm is an empty form, for the first showing of a page.
func NewForm() *Form { return &Form{values: url.Values{}} }

// memoryForFiles: larger uploads wait in temporary files, which net/http
// removes after the request.
const memoryForFiles = 1 << 20

// ParseForm reads the posted fields (never those of the address), cleaned: NFC,
// without control characters and outer spaces. The error is TooLarge, or
// Invalid for a body that is no form; wrong fields are in the form.
func ParseForm(r *http.Request) (*Form, error) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")) // "" is refused below, like any other
	var err error
	switch kind {
	case "multipart/form-data":
		err = r.ParseMultipartForm(memoryForFiles) //nolint:gosec // the mux bounds every body before a handler runs
	case "application/x-www-form-urlencoded":
		err = r.ParseForm()
	default:
		err = errors.New("unknown content type " + strconv.Quote(kind))
	}
	var big *http.MaxBytesError
	switch {
	case errors.As(err, &big):
		return nil, tooLarge.Because(err)
	case err != nil:
		return nil, fault.New(fault.Invalid, "web.no_form", locale.T(
			"Nội dung gửi lên không đọc được nên chưa được nhận. Xin mở lại trang và gửi lại.",
			"What you sent could not be read and was not taken. Please open the page again and resend it.")).Because(err)
	}
	f := cleaned(r.PostForm)
	if r.MultipartForm != nil {
		f.files = r.MultipartForm.File
	}
	if s, ok := r.Context().Value(stateKey{}).(*state); ok && s.kept != nil && s.kept.Look {
		f.faults = append(f.faults, s.kept.say())
	}
	return f, nil
}

// Query is ParseForm for the fields of the address of a GET request.
func Query(r *http.Request) *Form { return cleaned(r.URL.Query()) }

func cleaned(in url.Values) *Form {
	f := NewForm()
	for name, values := range in {
		for _, v := range values {
			if !utf8.ValidString(v) {
				f.Wrong(name, locale.T("Chữ trong ô này bị lỗi mã. Xin gõ lại.", "The text in this field is garbled. Please type it again."))
			}
			f.values[name] = append(f.values[name], Clean(v))
		}
	}
	return f
}

// Clean makes text comparable and printable: NFC, line ends as \n, no control
// or invisible direction characters, no outer spaces.
func Clean(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return r
		}
		if unicode.IsControl(r) || r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069' || r == '\uFEFF' {
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(norm.NFC.String(s))
}

// Value is the first value of a field.
func (f *Form) Value(name string) string { return f.values.Get(name) }

// Values are all values of a field.
func (f *Form) Values(name string) []string { return f.values[name] }

// Set fills a field, for a form that shows what is stored.
func (f *Form) Set(name string, values ...string) *Form { f.values[name] = values; return f }

// Has reports whether a field was sent, even empty.
func (f *Form) Has(name string) bool { _, ok := f.values[name]; return ok }

// Error is the first sentence about a field.
func (f *Form) Error(name string) locale.Text {
	for _, e := range f.faults {
		if e.Field == name {
			return e.Say
		}
	}
	return locale.Text{}
}

// Faults are all errors, in the order in which they were found.
func (f *Form) Faults() []*fault.Error { return f.faults }

// Valid reports whether nothing is wrong.
func (f *Form) Valid() bool { return len(f.faults) == 0 }

// Wrong says what is wrong with a field and what to type instead.
func (f *Form) Wrong(name string, say locale.Text) {
	f.faults = append(f.faults, fault.New(fault.Invalid, "form."+name, say).At(name))
}

// Refuse moves what a person can correct on this page (Invalid, Refused,
// Conflict) into the form and returns every other error. nil is nil.
func (f *Form) Refuse(err error) error {
	switch fault.KindOf(err) {
	case fault.Invalid, fault.Refused, fault.Conflict:
		f.faults = append(f.faults, fault.All(err)...)
		return nil
	default:
		return err
	}
}

// Require is the value of a field; an empty one is wrong with that sentence.
func (f *Form) Require(name string, say locale.Text) string {
	v := f.Value(name)
	if v == "" {
		f.Wrong(name, say)
	}
	return v
}

// Text is an optional value of at most limit characters.
func (f *Form) Text(name string, limit int) string {
	v := f.Value(name)
	if n := utf8.RuneCountInString(v); n > limit {
		f.Wrong(name, locale.F("Nội dung dài %d ký tự, tối đa %d ký tự. Xin viết ngắn lại.", "This is %d characters long, at most %d are allowed. Please shorten it.", n, limit))
	}
	return v
}

// OneOf is a value that must be one of the choices offered; "" is allowed only
// if it is among them.
func (f *Form) OneOf(name string, say locale.Text, choices ...string) string {
	v := f.Value(name)
	for _, c := range choices {
		if v == c {
			return v
		}
	}
	f.Wrong(name, say)
	return ""
}

// Date reads the three fields of a ui.DateInput (or one ISO value, from
// <input type=date> and addresses). No day at all is the zero Date without an
// error; an impossible one is wrong.
func (f *Form) Date(name string) calendar.Date {
	d, m, y := f.Value(name+"-day"), f.Value(name+"-month"), f.Value(name+"-year")
	if d == "" && m == "" && y == "" {
		if f.Value(name) == "" {
			return calendar.Date{}
		}
		if iso, err := calendar.ParseDate(f.Value(name)); err == nil {
			return iso
		}
	}
	day, err1 := strconv.Atoi(d)
	month, err2 := strconv.Atoi(m)
	year, err3 := strconv.Atoi(y)
	if err := errors.Join(err1, err2, err3); err == nil && year >= 1800 && year <= 2200 {
		if date := calendar.D(year, month, day); date.Day == day && int(date.Month) == month {
			return date
		}
	}
	f.Wrong(name, locale.T("Ngày này không có trong lịch. Xin nhập ngày, tháng và năm bằng số, ví dụ 7 / 4 / 2024.", "There is no such day. Please type day, month and year as numbers, for example 7 / 4 / 2024."))
	return calendar.Date{}
}

// Int is a whole number between lo and hi; "" is wrong.
func (f *Form) Int(name string, lo, hi int64) int64 {
	n, err := strconv.ParseInt(strings.ReplaceAll(f.Value(name), ".", ""), 10, 64)
	if err != nil || n < lo || n > hi {
		f.Wrong(name, locale.F("Xin nhập một số từ %d đến %d.", "Please type a number from %d to %d.", lo, hi))
		return 0
	}
	return n
}

// Files are the files of a field that hold something.
func (f *Form) Files(name string) []*multipart.FileHeader {
	var out []*multipart.FileHeader
	for _, h := range f.files[name] {
		if h.Filename != "" || h.Size > 0 {
			out = append(out, h)
		}
	}
	return out
}

// Command is the id of the command that the page carried (see FormToken). A
// form without a proper one is wrong as a whole: it could be executed twice.
func (f *Form) Command() string {
	id, err := uuid.Parse(f.Value("form_token"))
	if err != nil || len(f.Value("form_token")) != 36 {
		f.faults = append(f.faults, fault.New(fault.Invalid, "form.token", locale.T(
			"Trang này đã cũ nên nội dung chưa được gửi đi. Những gì vừa nhập vẫn còn dưới đây; xin bấm gửi lại.",
			"This page was out of date, so nothing was sent. What you typed is still below; please send it again.")))
		return ""
	}
	return id.String()
}

// Version is the version of the stream that the page showed; 0 when it carried
// none, which every optimistic check refuses.
func (f *Form) Version() int64 {
	n, err := strconv.ParseInt(f.Value("version"), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}
