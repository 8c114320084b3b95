package paper

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"motcua/internal/calendar"
	"motcua/internal/fault"
)

func TestFormForTheDay(t *testing.T) {
	t.Parallel()
	forms, err := Forms()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		day  calendar.Date
		want Period
	}{{calendar.D(2025, 6, 30), PeriodA}, {calendar.D(2025, 7, 1), PeriodB}} {
		f, err := FormFor(forms, "02", c.day)
		if err != nil || f.Period != c.want {
			t.Errorf("%s: period %q, %v", c.day, f.Period, err)
		}
	}
	if _, err := FormFor(forms, "99", dayA); fault.KindOf(err) != fault.NotFound {
		t.Errorf("an unknown form: %v", err)
	}
	newer := forms[0]
	newer.Version, newer.Confirmed = 2, true
	f, err := FormFor(append([]Form{newer}, forms...), newer.Key, dayA)
	if err != nil || f.Version != 2 {
		t.Errorf("the corrected version is not taken: %d, %v", f.Version, err)
	}
	doc, err := Fill(f, sample(dayA))
	if err != nil || strings.Contains(strings.Join(doc.Marks, " "), MarkUnconfirmed) {
		t.Errorf("a confirmed form is still marked: %v, %v", doc.Marks, err)
	}
}

func TestDateLine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		head Head
		want string
	}{
		{Head{Place: "Hạ Long", Date: calendar.D(2024, 2, 5)}, "Hạ Long, ngày 05 tháng 02 năm 2024"},
		{Head{Place: "Hạ Long", Date: calendar.D(2024, 3, 15)}, "Hạ Long, ngày 15 tháng 3 năm 2024"},
		{Head{Date: calendar.D(2024, 12, 1)}, "Ngày 01 tháng 12 năm 2024"},
		{Head{}, "Ngày … tháng … năm …"},
	} {
		if got := c.head.DateLine(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestFillNamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	forms, _ := Forms()
	form, _ := FormFor(forms, "01", dayA)
	for _, c := range []struct {
		name  string
		spoil func(Values)
		want  MissingError
	}{
		{"a value", func(v Values) { delete(v.Text, "noi_tra") }, MissingError{Form: "01 A", Name: "noi_tra"}},
		{"an empty value", func(v Values) { v.Text["thoi_diem_tra"] = " " }, MissingError{Form: "01 A", Name: "thoi_diem_tra"}},
		{"a list", func(v Values) { delete(v.Lists, "giay_to") }, MissingError{Form: "01 A", Name: "giay_to"}},
		{"a value of a row", func(v Values) { delete(v.Lists["giay_to"][1], "ten") }, MissingError{Form: "01 A", Name: "ten", List: "giay_to", Row: 2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			v := sample(dayA)
			c.spoil(v)
			_, err := Fill(form, v)
			var missing *MissingError
			if !errors.As(err, &missing) || *missing != c.want {
				t.Fatalf("%v, want %+v", err, c.want)
			}
			if fs := fault.All(err); len(fs) != 1 || !strings.Contains(fs[0].Say.VI, c.want.Name) {
				t.Errorf("people are not told: %v", fs)
			}
		})
	}
}

func TestFillLeavesOutWhatIsEmpty(t *testing.T) {
	t.Parallel()
	v := sample(dayA)
	for _, k := range []string{"email", "dien_thoai", "ma_tra_cuu", "dia_chi_tra_cuu", "so_thu_tu", "tong_phi", "co_quan_cap_tren"} {
		delete(v.Text, k)
	}
	delete(v.Lists, "phi")
	delete(v.Lists, "vi_sao")
	v.Lists["giay_to"] = nil
	doc := fill(t, "01", v)
	html := page(t, doc)
	for _, gone := range []string{"Email", "Số điện thoại", "Mã tra cứu", "Quét", "phí", "Vì sao", "paper-parent", "<section class=\"paper-note\"><h2"} {
		if strings.Contains(html, gone) {
			t.Errorf("%q is still printed", gone)
		}
	}
	for _, kept := range []string{"Quyển số 01/2024, Số thứ tự ……", "Thủ tục này không phải nộp giấy tờ."} {
		if !strings.Contains(html, kept) {
			t.Errorf("%q is not printed", kept)
		}
	}
	mustPDF(t, doc)
}

func TestParseFormsRefusesSlips(t *testing.T) {
	t.Parallel()
	form := func(body string) string {
		return `[{"key":"01","period":"A","version":1,"source":"s","head":{"agency":"{co_quan}"},"title":["T"],"body":[` + body + `]}]`
	}
	para := `{"para":{"runs":[{"text":"{x}"}]}}`
	for name, c := range map[string]struct{ text, says string }{
		"not JSON":             {`[`, ""},
		"an unknown member":    {form(`{"pará":{}}`), "unknown field"},
		"text after the array": {form(para) + "x", "after the array"},
		"no body":              {form(""), "required"},
		"two blocks in one":    {form(`{"para":{"runs":[]},"big":{"label":"a","value":"b"}}`), "exactly one"},
		"an open brace":        {form(`{"para":{"runs":[{"text":"{x"}]}}`), "without its closing"},
		"a closing brace":      {form(`{"para":{"runs":[{"text":"x}"}]}}`), "without its opening"},
		"a bad name":           {form(`{"para":{"runs":[{"text":"{Mã}"}]}}`), "not a name"},
		"a repeated big":       {form(`{"each":"r","big":{"label":"a","value":"b"}}`), "repeat"},
		"a short row":          {form(`{"each":"r","table":{"columns":[{"head":"a","width":1},{"head":"b","width":1}],"rows":[["x"]]}}`), "cells"},
		"a column of no width": {form(`{"table":{"columns":[{"head":"a","width":0}]}}`), "no width"},
		"columns in columns":   {form(`{"columns":[{"width":1,"parts":[{"columns":[{"width":1,"parts":[]}]}]}]}`), "inside"},
		"the same form twice":  {strings.Replace(form(para), "}]}}]}]", "}]}}]},"+form(para)[1:], 1), "twice"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := ParseForms([]byte(c.text))
			if fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v", err)
			}
		})
	}
	if _, err := ParseForms([]byte(form(para))); err != nil {
		t.Errorf("a right form is refused: %v", err)
	}
}

func TestPlaceholdersOfTheForms(t *testing.T) {
	t.Parallel()
	forms, err := Forms()
	if err != nil {
		t.Fatal(err)
	}
	kept := map[string]int{}
	for _, f := range forms {
		kept[f.Key+" "+string(f.Period)]++
	}
	for _, want := range []string{"01 A", "02 A", "03 A", "04 A", "05 A", "06 A", "dung A", "01 B", "02 B", "03 B", "04 B", "05 B", "06 B", "07 B"} {
		if kept[want] != 1 {
			t.Errorf("%d forms %q", kept[want], want)
		}
	}
	v := sample(dayA)
	for _, f := range forms {
		ps, err := f.Placeholders()
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range ps {
			_, inText := v.Text[p.Name]
			ok := inText || p.Optional
			if p.List != "" {
				rows, has := v.Lists[p.List]
				ok = has || p.Optional
				if p.Name != "" && len(rows) > 0 {
					_, ok = rows[0][p.Name]
					ok = ok || inText
				}
			}
			if !ok {
				t.Errorf("form %s %s asks for {%s.%s}, which the sample does not know", f.Key, f.Period, p.List, p.Name)
			}
		}
		if f.Source == "" {
			t.Errorf("form %s %s does not say where it comes from", f.Key, f.Period)
		}
	}
}

// FuzzFill checks that no text and no value makes Fill, PDF or HTML panic, and
// that values are printed as they are, never read as placeholders.
func FuzzFill(f *testing.F) {
	f.Add("Kính gửi {ten}, {email?}", "Nguyễn Thị Mẫu", "")
	f.Add("{{{ten}}}", "{ten}", "{")
	f.Add("{tt}. {x", "\xff\x00\u0303", "\U0010FFFF")
	f.Fuzz(func(t *testing.T, text, name, email string) {
		if len(text)+len(name)+len(email) > 4000 {
			return // long texts have their own test
		}
		part := Part{Each: "hang", Para: &Para{Runs: []Run{{Text: text}, {Text: " ngoài", Bold: true}}}}
		form := Form{Key: "x", Period: PeriodA, Head: FormHead{Agency: "Cơ quan"}, Title: []string{text}, Body: []Part{part,
			{Table: &Table{Columns: []Column{{Head: text, Width: 1}}, Rows: [][]string{{text}}}},
			{Fields: &Fields{Items: []Field{{Label: text, Value: text}}}}, {Secret: &Secret{Value: text}}}}
		v := Values{Text: map[string]string{"ten": name, "email": email}, Lists: map[string][]map[string]string{"hang": {{"ten": email}, {}}}}
		doc, err := Fill(form, v)
		if err != nil {
			var missing *MissingError
			if !errors.As(err, &missing) && fault.KindOf(err) != fault.Invalid {
				t.Fatalf("an untyped error: %v", err)
			}
			return
		}
		if text == "{ten}" && doc.Title[0] != strings.TrimSpace(strings.ToValidUTF8(name, "")) {
			t.Fatalf("%q is printed as %q", name, doc.Title[0])
		}
		pdf, err := PDF(doc)
		if err != nil || len(pdf) == 0 {
			t.Fatal(err)
		}
		if utf8.ValidString(text + name + email) {
			page(t, doc)
		}
	})
}

// FuzzParseForms checks that no bytes make the reader panic or give an untyped error.
func FuzzParseForms(f *testing.F) {
	f.Add([]byte(`[{"key":"01","period":"A","version":1,"head":{"agency":"a"},"title":["t"],"body":[{"note":{"lines":["{x?}"]}}]}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		forms, err := ParseForms(data)
		if err != nil && fault.KindOf(err) != fault.Invalid {
			t.Fatalf("%v", err)
		}
		for _, form := range forms {
			if _, err := form.Placeholders(); err != nil {
				t.Fatal(err)
			}
		}
	})
}
