package importer_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"strings"
	"testing"

	"motcua/internal/fault"
	"motcua/internal/procedure"
	"motcua/internal/procedure/importer"
)

const (
	one = `{"code":"9.000001","name":"Một"}`
	two = `{"code":"9.000002","name":"Hai"}`
)

// scan answers the codes read, "!" for a broken item, and the fault of the
// whole file.
func scan(t *testing.T, file []byte) (string, error) {
	t.Helper()
	var got []string
	err := importer.Scan(bytes.NewReader(file), func(i importer.Item) error {
		r, err := i.Record()
		if err != nil {
			got = append(got, "!")
			return nil //nolint:nilerr // a broken item is what is counted here
		}
		if i.Index != len(got)+1 {
			t.Errorf("index %d at place %d", i.Index, len(got)+1)
		}
		got = append(got, r.Procedure.Code[7:])
		return nil
	})
	return strings.Join(got, " "), err
}

func zipped(t *testing.T, s string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestScanReadsEveryForm(t *testing.T) {
	t.Parallel()
	pretty := "{\n  \"code\": \"9.000001\",\n  \"name\": \"Một\"\n}\n"
	for _, c := range []struct{ says, file, want string }{
		{"lines", one + "\n" + two + "\n", "1 2"},
		{"lines with blank ones, CRLF and no last break", one + "\r\n\r\n" + two, "1 2"},
		{"a broken line between good ones", one + "\n{\"code\n" + two, "1 ! 2"},
		{"a broken first line", "{\"code\n" + one + "\n" + two, "! 1 2"},
		{"a mark of byte order", "\xef\xbb\xbf" + one + "\n" + two, "1 2"},
		{"an array", "[" + one + ",\n" + two + "]", "1 2"},
		{"an array with something else in it", "[" + one + ",5," + two + "]", "1 ! 2"},
		{"wrapped records", "{\"data\": [" + one + "," + two + "], \"total\": 2}", "1 2"},
		{"wrapped records, indented", "{\n \"total\": 2,\n \"data\" : [\n" + one + ",\n" + two + "]\n}", "1 2"},
		{"one record over several lines", pretty, "1"},
		{"one record", one, "1"},
		{"one wrapped record", `{"data":` + one + `}`, "1"},
		{"one wrapped record over several lines", "{\n\"data\":" + one + "\n}", "1"},
		{"compressed lines", zipped(t, one+"\n"+two), "1 2"},
		{"compressed array", zipped(t, "["+one+"]"), "1"},
		{"nothing", "", ""},
		{"an empty object over lines", "{\n}", "!"},
	} {
		t.Run(c.says, func(t *testing.T) {
			t.Parallel()
			if got, err := scan(t, []byte(c.file)); got != c.want || err != nil {
				t.Errorf("got %q, %v; want %q", got, err, c.want)
			}
		})
	}
}

func TestScanNamesThePlace(t *testing.T) {
	t.Parallel()
	var said string
	err := importer.Scan(strings.NewReader(one+"\n\n{\"code\":\"9.000001\"}\n"), func(i importer.Item) error {
		if _, err := i.Record(); err != nil {
			said = fault.All(err)[0].Say.VI
		}
		return nil
	})
	if err != nil || said != "Dòng 3: thủ tục 9.000001 không có tên" {
		t.Errorf("said %q, %v", said, err)
	}
}

func TestAFileThatCannotBeReadOnKeepsWhatCameBefore(t *testing.T) {
	t.Parallel()
	whole := zipped(t, strings.Repeat(one+"\n", 5000))
	for says, file := range map[string]string{
		"a torn array":           "[" + one + "," + two + ",{",
		"a torn compressed file": whole[:len(whole)-20],
		"no compressed file":     "\x1f\x8bxx",
	} {
		t.Run(says, func(t *testing.T) {
			t.Parallel()
			if _, err := scan(t, []byte(file)); fault.KindOf(err) != fault.Invalid || err == nil {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestAnOverlongLineIsReportedAndTheNextOneRead(t *testing.T) {
	t.Parallel()
	long := `{"code":"9.000009","name":"` + strings.Repeat("x", procedure.MaxRecord) + `"}`
	if got, err := scan(t, []byte(one+"\n"+long+"\n"+two)); got != "1 ! 2" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestScanStopsWhenItsReaderDoes(t *testing.T) {
	t.Parallel()
	stop := errors.New("enough")
	n := 0
	err := importer.Scan(strings.NewReader(one+"\n"+two), func(importer.Item) error { n++; return stop })
	if !errors.Is(err, stop) || n != 1 {
		t.Errorf("%d items, %v", n, err)
	}
}

func FuzzScan(f *testing.F) {
	for _, s := range []string{one + "\n" + two, "[" + one + "]", `{"data":[` + one + `]}`, "{\n\"data\":\n[", "\x1f\x8b", "{\n}"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		last := 0
		_ = importer.Scan(bytes.NewReader(file), func(i importer.Item) error { // any fault is fine, a panic is not
			if i.Index != last+1 {
				t.Fatalf("index %d after %d", i.Index, last)
			}
			last = i.Index
			_, _ = i.Record()
			return nil
		})
	})
}
