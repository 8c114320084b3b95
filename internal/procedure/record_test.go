package procedure_test

import (
	"encoding/json"
	"strings"
	"testing"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/procedure"
)

// record builds a full record around one channel.
func record(method string) []byte {
	return []byte(`{"id":"00000000-0000-0000-0000-000000000001","code":"9.000001","name":"Thủ tục thử nghiệm","type":"STANDARD","isWard":true,` +
		`"executionMethods":[` + method + `],"executionCases":[],"cases":[],"createdAt":1775659978807}`)
}

func TestLimits(t *testing.T) {
	t.Parallel()
	known := func(u calendar.Unit, milli int64) calendar.Limit { return calendar.Limit{Unit: u, Milli: milli} }
	for _, c := range []struct {
		says, time, unit string
		want             calendar.Limit
		words            string
	}{
		{"a whole number of working days", `3`, "WORKING_DAY", known(calendar.WorkingDays, 3000), "3 ngày làm việc"},
		{"a fraction", `7.5`, "WORKING_DAY", known(calendar.WorkingDays, 7500), "7,5 ngày làm việc"},
		{"a number in quotes", `"1"`, "DAY", known(calendar.Days, 1000), "1 ngày"},
		{"months", `2`, "MONTH", known(calendar.Months, 2000), "2 tháng"},
		{"hours", `15`, "HOUR", known(calendar.Hours, 15000), "15 giờ làm việc"},
		{"a number without a unit", `7`, "OTHER", known(calendar.Unknown, 0), "Theo quy định của từng trường hợp (bản ghi quốc gia ghi “7”, không nêu đơn vị)"},
		{"a sentence with one limit", `"Không quá 03 ngày làm việc"`, "OTHER", known(calendar.WorkingDays, 3000), "Không quá 03 ngày làm việc"},
		{"a sentence with two limits", `"Không quá 10 ngày làm việc, vùng khó khăn tăng thêm 10 ngày"`, "OTHER", known(calendar.Unknown, 0), "Không quá 10 ngày làm việc, vùng khó khăn tăng thêm 10 ngày"},
		{"a sum", `"12.5 ngày làm việc + thời gian cấp lại"`, "OTHER", known(calendar.Unknown, 0), "12.5 ngày làm việc + thời gian cấp lại"},
		{"a part of the whole", `"Thời gian thẩm định không quá 15 ngày"`, "OTHER", known(calendar.Unknown, 0), "Thời gian thẩm định không quá 15 ngày"},
		{"the same day", `"Thực hiện trong ngày làm việc nhận được hồ sơ"`, "OTHER", known(calendar.SameDay, 0), "Thực hiện trong ngày làm việc nhận được hồ sơ"},
		{"see the text", `"Theo mô tả"`, "OTHER", known(calendar.Unknown, 0), "Theo mô tả"},
		{"nothing", `null`, "", known(calendar.Unknown, 0), "Theo quy định của từng trường hợp"},
		{"a slip", `99999`, "DAY", known(calendar.Unknown, 0), "99999 DAY"},
	} {
		t.Run(c.says, func(t *testing.T) {
			t.Parallel()
			r, err := procedure.ParseRecord(record(`{"submissionMethod":"DIRECT","processingTime":` + c.time + `,"processingTimeUnit":"` + c.unit + `","fees":[]}`))
			if err != nil {
				t.Fatal(err)
			}
			ch := r.Procedure.Channels[0]
			if ch.Limit != c.want || ch.LimitText.VI != c.words {
				t.Errorf("got %+v %q", ch.Limit, ch.LimitText.VI)
			}
		})
	}
}

func TestFees(t *testing.T) {
	t.Parallel()
	const vnd = `,"currencyName":"Việt Nam Đồng"`
	for _, c := range []struct {
		says, fee string
		known     bool
		amount    int64
		text      string
	}{
		{"a sum that its text repeats", `"value":15000,"description":"thu 15.000 đồng/lần"` + vnd, true, 15000, "thu 15.000 đồng/lần"},
		{"a sum that its text contradicts", `"value":5000,"description":"thu 7.000 đồng/lần"` + vnd, false, 0, "thu 7.000 đồng/lần"},
		{"100 for 100.000", `"value":100,"description":"100.000 đồng"`, false, 0, "100.000 đồng"},
		{"a foreign sum", `"value":5,"description":"bản sao","currencyName":"USD"`, false, 0, "5 USD. bản sao"},
		{"an exemption", `"value":0,"description":"Miễn lệ phí"`, true, 0, "Miễn lệ phí"},
		{"zero that only means: see the council", `"value":0,"description":"Theo Hội đồng nhân dân"`, false, 0, "Theo Hội đồng nhân dân"},
		{"no value", `"value":null,"description":"Theo quy định"`, false, 0, "Theo quy định"},
		{"nothing charged at all", `"value":0,"description":""`, true, 0, "Không thu"},
	} {
		t.Run(c.says, func(t *testing.T) {
			t.Parallel()
			r, err := procedure.ParseRecord(record(`{"submissionMethod":"ONLINE","processingTime":1,"processingTimeUnit":"DAY","fees":[{"type":"FEE",` + c.fee + `}]}`))
			if err != nil {
				t.Fatal(err)
			}
			f := r.Procedure.Channels[0].Fees[0]
			if f.Known != c.known || f.Amount != c.amount || f.Text.VI != c.text {
				t.Errorf("got %+v", f)
			}
		})
	}
}

func TestBrokenRecords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ says, line, reason string }{
		{"no JSON", `{"code":"1.0`, "JSON hỏng tại byte"},
		{"not an object", `[1]`, ""},
		{"no code", `{"name":"x"}`, "mã thủ tục"},
		{"no name", `{"code":"1.001193","name":"  "}`, "không có tên"},
		{"a wrong type", `{"code":"1.001193","name":5}`, "trường “name”"},
		{"not UTF-8", "{\"code\":\"1.001193\",\"name\":\"\xff\"}", "không phải UTF-8"},
		{"null", `null`, ""},
	} {
		t.Run(c.says, func(t *testing.T) {
			t.Parallel()
			_, err := procedure.ParseRecord([]byte(c.line))
			if fault.KindOf(err) != fault.Invalid {
				t.Fatalf("got %v", err)
			}
			if say := fault.All(err)[0].Say.VI; !strings.Contains(say, c.reason) {
				t.Errorf("says %q", say)
			}
		})
	}
}

func TestTextIsMadeStorable(t *testing.T) {
	t.Parallel()
	r, err := procedure.ParseRecord([]byte(`{"data":{"code":" 1.001193","id":"aaaa-12345678","name":"Thu\u0309 tu\u0323c\u00a0 \u0111a\u0306ng ky\u0301\u200b","departmentPromulgate":"UBND tỉnh Lào Cai","type":"SPECIFIC"}}`))
	if err != nil {
		t.Fatal(err)
	}
	p := r.Procedure
	if p.Name != "Thủ tục đăng ký" || p.Province != "Lào Cai" || p.Stage != procedure.Listed {
		t.Errorf("got %+v", p)
	}
	if p.Code != "1.001193-12345678" {
		t.Errorf("a misspelt code must not meet the true one: %s", p.Code)
	}
}

func TestShortNames(t *testing.T) {
	t.Parallel()
	for official, want := range map[string]string{
		"Thủ tục đăng ký khai sinh":                            "Đăng ký khai sinh",
		"Thủ tục: Cấp giấy phép A theo quy định tại Nghị định": "Cấp giấy phép A",
		"Cấp lại giấy phép (trường hợp bị mất)":                "Cấp lại giấy phép",
		"Tách hộ": "Tách hộ",
		"Đăng ký biến động đối với trường hợp đổi tên hoặc thay đổi thông tin về người sử dụng đất, chủ sở hữu tài sản gắn liền với đất": "Đăng ký biến động đối với trường hợp đổi tên hoặc thay đổi thông tin về người sử dụng…",
	} {
		if got := procedure.ShortName(official); got != want {
			t.Errorf("%q gives %q, want %q", official, got, want)
		}
	}
}

func FuzzParseRecord(f *testing.F) {
	f.Add(record(`{"submissionMethod":"DIRECT","processingTime":"Không quá 03 ngày","processingTimeUnit":"OTHER","fees":[{"type":"FEE","value":1e300}]}`))
	f.Add([]byte(`{"data":{"code":"1.001193","name":"a","executionCases":[{"name":"(1.1) Đối với","profileComponents":[{"name":"Trường hợp","originalQty":"02 bộ","copyQty":-1}]}]}}`))
	f.Add([]byte(`{"code":"1.000001","name":"x","executionSteps":[],"cases":[{"code":"1.000001.01","processingDay":{"qty":{},"type":null}}],"updatedAt":-9223372036854775808}`))
	f.Add([]byte("\xef\xbb\xbf{}"))
	f.Fuzz(func(t *testing.T, line []byte) {
		r, err := procedure.ParseRecord(line)
		if err != nil {
			if fault.KindOf(err) != fault.Invalid {
				t.Fatalf("%v is not the record's fault", err)
			}
			return
		}
		p := r.Procedure
		if p.Code == "" || p.Name == "" || p.Short.VI == "" || !json.Valid(r.Raw) {
			t.Fatalf("accepted %+v", p)
		}
		p.Conflicts()
		p.Papers("", "")
		for _, c := range p.Channels {
			p.LimitFor(c.Method, "")
		}
		again, err := procedure.ParseRecord(r.Raw)
		if err != nil || again.Hash != r.Hash {
			t.Fatalf("what was kept reads differently: %v", err)
		}
	})
}
