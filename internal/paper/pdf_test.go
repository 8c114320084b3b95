package paper

import (
	"bytes"
	"context"
	"flag"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"motcua/internal/fault"
	"motcua/internal/present"
)

var update = flag.Bool("update", false, "write the golden files anew")

// poppler runs a tool of poppler-utils over a PDF. Without the tool the test is
// skipped on a bare machine and fails in continuous integration.
func poppler(t *testing.T, pdf []byte, tool string, args ...string) string {
	t.Helper()
	path := present.Program(t, "apt-get install poppler-utils", tool)
	file := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	args = append(args, file)
	if tool == "pdftotext" {
		args = append(args, "-")
	}
	out, err := exec.CommandContext(t.Context(), path, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", tool, err, out)
	}
	return string(out)
}

func mustPDF(tb testing.TB, doc Document) []byte {
	tb.Helper()
	pdf, err := PDF(doc)
	if err != nil {
		tb.Fatal(err)
	}
	return pdf
}

func page(tb testing.TB, doc Document) string {
	tb.Helper()
	var b strings.Builder
	if err := HTML(doc).Render(context.Background(), &b); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

func TestFormsReadBack(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, key string
		values    Values
	}{
		{"01-A", "01", sample(dayA)}, {"01-B", "01", sample(dayB)},
		{"02-A", "02", sample(dayA)}, {"02-B", "02", sample(dayB)},
		{"03-A", "03", sample(dayA)}, {"03-B", "03", sample(dayB)},
	} {
		t.Run("form "+c.name+" says the same in the file, in the golden text and on the page", func(t *testing.T) {
			t.Parallel()
			doc := fill(t, c.key, c.values)
			got := poppler(t, mustPDF(t, doc), "pdftotext", "-raw")
			golden := filepath.Join("testdata", "golden", c.name+".txt")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("text differs from %s (go test -run TestFormsReadBack -update):\n%s", golden, got)
			}
			compareWords(t, got, page(t, doc))
		})
	}
}

// compareWords checks that file and page hold the same words.
func compareWords(t *testing.T, text, markup string) {
	t.Helper()
	markup = regexp.MustCompile(`(?s)<svg.*?</svg>`).ReplaceAllString(markup, " ")
	markup = html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(markup, " "))
	bag := func(s string) map[string]bool {
		m := map[string]bool{}
		for _, w := range strings.Fields(strings.ToUpper(s)) {
			m[strings.Trim(w, "·:.,;()")] = true
		}
		delete(m, "") // the dot between marks is drawn by the style sheet
		return m
	}
	file, web := bag(text), bag(markup)
	for w := range file {
		if !web[w] {
			t.Errorf("the page lacks %q", w)
		}
	}
	for w := range web {
		if !file[w] {
			t.Errorf("the file lacks %q", w)
		}
	}
}

var wordBox = regexp.MustCompile(`yMin="([0-9.]+)" xMax="[0-9.]+" yMax="([0-9.]+)">([^<]*)<`)

func TestWhatMustBeReadWithoutGlasses(t *testing.T) {
	t.Parallel()
	boxes := wordBox.FindAllStringSubmatch(poppler(t, mustPDF(t, fill(t, "01", sample(dayA))), "pdftotext", "-bbox"), -1)
	// A word's box is ascent + descent of Liberation Serif: 1.107 times its size.
	size := func(word string) (biggest float64) {
		for _, b := range boxes {
			if b[3] == word {
				lo, _ := strconv.ParseFloat(b[1], 64)
				hi, _ := strconv.ParseFloat(b[2], 64)
				biggest = max(biggest, (hi-lo)/1.107)
			}
		}
		return biggest
	}
	for _, c := range []struct {
		what string
		word string
		atLeast,
		atMost float64
	}{
		{"the due day", "08/4/2024", 15.9, 16.1}, {"the due hour", "17", 15.9, 16.1},
		{"the place", "Đơn", 15.9, 16.1}, {"the telephone", "0203", 15.9, 16.1},
		{"the secret", "4071", 19.9, 20.1}, {"the body", "giải", 12.9, 13.1},
		{"the motto", "Độc", 12.9, 14.1}, {"the nation", "NGHĨA", 11.9, 13.1}, {"the title", "HẸN", 12.9, 14.1},
	} {
		t.Run(c.what+" is set in the size it needs", func(t *testing.T) {
			t.Parallel()
			if got := size(c.word); got < c.atLeast || got > c.atMost {
				t.Errorf("%q is %.2f points", c.word, got)
			}
		})
	}
}

func TestALongPaperKeepsEverything(t *testing.T) {
	t.Parallel()
	v := longSample()
	pdf := mustPDF(t, fill(t, "01", v))
	pages := strings.Split(strings.TrimRight(poppler(t, pdf, "pdftotext", "-layout"), "\f\n"), "\f")
	if len(pages) < 3 {
		t.Fatalf("40 long papers on %d pages", len(pages))
	}
	for i, p := range pages {
		for _, m := range []string{MarkSimulated, MarkDemo, MarkReprint, "chưa đối chiếu"} {
			if !strings.Contains(p, m) {
				t.Errorf("page %d lacks the mark %q", i+1, m)
			}
		}
		if i > 0 && !regexp.MustCompile(`(?m)^\s+`+strconv.Itoa(i+1)+`$`).MatchString(p) {
			t.Errorf("page %d has no number", i+1)
		}
		if strings.Contains(p, "Giấy tờ thứ") && !strings.Contains(p, "Tên giấy tờ") {
			t.Errorf("page %d has rows without the table's head", i+1)
		}
	}
	last := pages[len(pages)-1]
	if !strings.Contains(last, "NGƯỜI NỘP HỒ SƠ") || !strings.Contains(last, "mang theo giấy này") {
		t.Error("the signatures stand without the text before them")
	}
	text := strings.Join(strings.Fields(poppler(t, pdf, "pdftotext", "-raw")), "")
	for i := range v.Lists["giay_to"] {
		if !strings.Contains(text, "Giấytờthứ"+strconv.Itoa(i+1)+":") {
			t.Errorf("paper %d is lost", i+1)
		}
	}
	if !strings.Contains(text, strings.ReplaceAll(v.Text["email"], " ", "")) {
		t.Error("the overlong word lost letters")
	}
}

func TestNothingRunsOffThePaper(t *testing.T) {
	t.Parallel()
	box := regexp.MustCompile(`xMin="([0-9.-]+)" yMin="([0-9.-]+)" xMax="([0-9.-]+)" yMax="([0-9.-]+)">([^<]*)<`)
	for _, doc := range []Document{fill(t, "01", longSample()), fill(t, "02", sample(dayA)), fill(t, "03", sample(dayB))} {
		doc.Watermark = "" // it may be larger than the text area
		for _, b := range box.FindAllStringSubmatch(poppler(t, mustPDF(t, doc), "pdftotext", "-bbox"), -1) {
			left, _ := strconv.ParseFloat(b[1], 64)
			right, _ := strconv.ParseFloat(b[3], 64)
			foot, _ := strconv.ParseFloat(b[4], 64)
			if left < marginLeft/mmPerPoint-0.5 || right > (pageWidth-marginRight)/mmPerPoint+0.5 || foot > pageHeight/mmPerPoint-20 {
				t.Errorf("%q stands outside the margins: %s–%s, %s", b[5], b[1], b[3], b[4])
			}
		}
	}
}

func TestTheSameDocumentGivesTheSameBytes(t *testing.T) {
	t.Parallel()
	docs := []Document{fill(t, "01", sample(dayA)), fill(t, "02", sample(dayB)), fill(t, "01", longSample())}
	want := make([][]byte, len(docs))
	for i, d := range docs {
		want[i] = mustPDF(t, d)
	}
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := range 3 {
				k := (g + i) % len(docs)
				got, err := PDF(docs[k])
				if err != nil || !bytes.Equal(got, want[k]) {
					t.Errorf("document %d printed at the same time as others differs: %v", k, err)
				}
			}
		})
	}
	wg.Wait()
}

func TestMetadata(t *testing.T) {
	t.Parallel()
	pdf := mustPDF(t, fill(t, "01", sample(dayA)))
	info := poppler(t, pdf, "pdfinfo")
	for _, want := range []string{"Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "A4", "Apr  1", "2024", "Pages:           1"} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo lacks %q:\n%s", want, info)
		}
	}
	if !bytes.Contains(pdf, []byte("/Lang (vi-VN)")) {
		t.Error("the file does not tell its language")
	}
}

func TestStrangeText(t *testing.T) {
	t.Parallel()
	doc := Document{Title: []string{"Giấy thử"}, Head: Head{Agency: "Cơ quan thử"}, Watermark: "ĐẾ Ỡ", Blocks: []Block{
		Para{Runs: []Run{{Text: "Rời: Nguyê\u0303n \U0001F600 \u0000\ufeff漢 Юрий Ω \xff Ặ", Bold: true, Italic: true}}},
		Fields{Items: []Field{{}, {Label: "Trống"}}}, Table{}, Note{}, Signatures{}, Columns{}, Columns{Cells: []Cell{{}}},
		Table{Columns: []Column{{Head: "Cột"}}, Rows: [][]string{{strings.Repeat("dài ", 3000)}, {}, {"a", "b"}}},
		Signatures{Recipients: []string{"Như trên", "Lưu: VT"}, Columns: []Signature{{Role: "Chủ tịch"}}},
	}}
	text := poppler(t, mustPDF(t, doc), "pdftotext", "-raw")
	for _, want := range []string{"Rời: Nguyễn □ □ Юрий Ω Ặ", "Nơi nhận:", "- Lưu: VT.", "Ngày … tháng … năm …"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks %q:\n%.400s", want, text)
		}
	}
	if got := strings.Count(text, "dài"); got != 3000 {
		t.Errorf("a cell of several pages kept %d of 3000 words", got)
	}
	if !strings.Contains(page(t, doc), "漢") {
		t.Error("the page lost a letter that the type family lacks")
	}
}

func TestCodesThatCannotBePrinted(t *testing.T) {
	t.Parallel()
	for _, b := range []Block{Code128{}, Code128{Content: "Đ"}, Code128{Content: strings.Repeat("1", 41)}, QR{}, QR{Content: strings.Repeat("x", 4000)}} {
		_, err := PDF(Document{Blocks: []Block{Columns{Cells: []Cell{{1, []Block{b}}}}}})
		if fault.KindOf(err) != fault.Invalid {
			t.Errorf("%T: %v", b, err)
		}
		page(t, Document{Blocks: []Block{b}}) // the page stays readable
	}
}

func TestHTMLIsSemantic(t *testing.T) {
	t.Parallel()
	got := page(t, fill(t, "01", sample(dayA)))
	for _, want := range []string{`<article class="paper" lang="vi">`, "<h1", "<caption>1. Thành phần hồ sơ nộp:</caption>", `<th scope="col"`, `<th scope="row"`,
		`<dt>Địa chỉ:</dt> <dd`, `role="img" aria-label="Mã vạch: H49.12-240401-0001"`, "<title>Mã QR: Quét để xem hồ sơ</title>", `<time datetime="2024-04-01">`} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(got, "style=") || strings.Contains(got, "/t/3q2Z") {
		t.Error("the page has an inline style or tells the look-up token")
	}
	if !strings.Contains(page(t, Document{Watermark: MarkDemo}), "<li>"+MarkDemo+"</li>") {
		t.Error("a watermark is not told to screen readers")
	}
	evil := page(t, Document{Title: []string{"<script>"}, Blocks: []Block{Para{Runs: []Run{{Text: "<b>"}}}}})
	if strings.Contains(evil, "<script>") || strings.Contains(evil, "<b>") {
		t.Error("text is not escaped")
	}
}

func BenchmarkPDF(b *testing.B) {
	for name, v := range map[string]Values{"one page": sample(dayA), "five pages": longSample()} {
		doc := fill(b, "01", v)
		mustPDF(b, doc)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				mustPDF(b, doc)
			}
		})
	}
}

func BenchmarkHTML(b *testing.B) {
	doc := fill(b, "01", sample(dayA))
	for b.Loop() {
		page(b, doc)
	}
}
