package web

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

func TestFormDate(t *testing.T) {
	t.Parallel()
	t.Run("a day that exists is read back", func(t *testing.T) {
		t.Parallel()
		rapid.Check(t, func(t *rapid.T) {
			want := calendar.D(rapid.IntRange(1800, 2200).Draw(t, "year"), 1, 1).AddDays(rapid.IntRange(0, 364).Draw(t, "day"))
			f := NewForm().Set("d-day", strconv.Itoa(want.Day)).Set("d-month", strconv.Itoa(int(want.Month))).Set("d-year", strconv.Itoa(want.Year))
			if got := f.Date("d"); got != want || !f.Valid() {
				t.Fatal(got, want, f.Faults())
			}
			if got := NewForm().Set("d", want.String()).Date("d"); got != want {
				t.Fatal(got, want)
			}
		})
	})
	t.Run("a day that does not exist is wrong", func(t *testing.T) {
		t.Parallel()
		for _, d := range [][3]string{{"31", "2", "1990"}, {"29", "2", "2023"}, {"", "2", "1990"}, {"a", "b", "c"}, {"0", "1", "2024"}, {"1", "13", "2024"}, {"1", "1", "24"}} {
			f := NewForm().Set("d-day", d[0]).Set("d-month", d[1]).Set("d-year", d[2])
			if got := f.Date("d"); !got.IsZero() || f.Error("d").IsZero() {
				t.Error(d, got)
			}
		}
	})
	t.Run("nothing typed is no day and no error", func(t *testing.T) {
		t.Parallel()
		f := NewForm()
		if got := f.Date("d"); !got.IsZero() || !f.Valid() {
			t.Error(got, f.Faults())
		}
	})
}

func TestFormChecks(t *testing.T) {
	t.Parallel()
	f := NewForm().Set("a", "x").Set("so", "1.200").Set("version", "7").Set("form_token", FormToken())
	if f.Require("a", locale.T("", "")) != "x" || f.Int("so", 0, 5000) != 1200 || f.Version() != 7 || f.Command() == "" || !f.Valid() {
		t.Error(f.Faults())
	}
	f.OneOf("a", locale.T("Xin chọn.", "Choose."), "y", "z")
	f.Int("a", 0, 9)
	f.Text("a", 0)
	if len(f.Faults()) != 3 || f.Error("a").VI != "Xin chọn." {
		t.Error(f.Faults())
	}
	if NewForm().Set("form_token", "x").Command() != "" {
		t.Error("a forged token was taken")
	}
	if n := NewForm().Set("version", "-1").Version(); n != 0 {
		t.Error(n)
	}
}

func TestRefuse(t *testing.T) {
	t.Parallel()
	f := NewForm()
	if err := f.Refuse(nil); err != nil || !f.Valid() {
		t.Error(err)
	}
	if err := f.Refuse(fault.List{fault.New(fault.Invalid, "a", locale.T("A", "A")).At("a"), fault.New(fault.Refused, "b", locale.T("B", "B"))}); err != nil || len(f.Faults()) != 2 {
		t.Error(err, f.Faults())
	}
	for _, err := range []error{errors.New("x"), fault.New(fault.NotFound, "c", locale.T("C", "C"))} {
		if f.Refuse(err) == nil {
			t.Errorf("%v was hidden", err)
		}
	}
}

func TestQueryKeepsBadEncoding(t *testing.T) {
	t.Parallel()
	f := Query(httptest.NewRequest(http.MethodGet, "/?q=%ff%fe", nil))
	if f.Valid() || !utf8.ValidString(f.Value("q")) {
		t.Error(f.Value("q"))
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"", " a ", "Nguye\u0302\u0303n", "\xff\xfe", "\u202e", "a\r\nb", "\ufeff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Clean(s)
		if !utf8.ValidString(got) || !norm.NFC.IsNormalString(got) || strings.ContainsAny(got, "\x00\r\u202e\ufeff") {
			t.Fatalf("%q gave %q", s, got)
		}
		if again := Clean(got); again != got {
			t.Fatalf("%q, then %q", got, again)
		}
	})
}
