package locale_test

import (
	"slices"
	"testing"

	"motcua/internal/locale"
)

// The persons on these cards are invented.
func TestParseCardScan(t *testing.T) {
	t.Parallel()
	const whole = "022190001234|101123456|Nguyễn Thị Mô Phỏng|03021990|Nữ|Tổ 5, Khu 3A, Hồng Gai, TP Hạ Long, Quảng Ninh|25042021"
	want := locale.CardScan{
		ID: "022190001234", OldID: "101123456", Name: "Nguyễn Thị Mô Phỏng",
		Birth: locale.Day{Year: 1990, Month: 2, Day: 3}, Sex: locale.Female,
		Address: "Tổ 5, Khu 3A, Hồng Gai, TP Hạ Long, Quảng Ninh", Issued: locale.Day{Year: 2021, Month: 4, Day: 25},
	}
	for name, scan := range map[string]string{
		"as printed":              whole,
		"with the enter key":      whole + "\r\n",
		"another key for the bar": "022190001234~101123456~Nguyễn Thị Mô Phỏng~03021990~Nữ~Tổ 5, Khu 3A, Hồng Gai, TP Hạ Long, Quảng Ninh~25042021",
		"in another order":        "101123456|Nữ|022190001234|25042021|Nguyễn Thị Mô Phỏng|Tổ 5, Khu 3A, Hồng Gai, TP Hạ Long, Quảng Ninh|03021990",
		"empty parts after":       whole + "||||",
		"decomposed":              "022190001234|101123456|Nguyê\u0303n Thi\u0323 Mô Pho\u0309ng|03021990|Nư\u0303|Tổ 5, Khu 3A, Hồng Gai, TP Hạ Long, Quảng Ninh|25042021",
	} {
		got, p := locale.ParseCardScan(scan)
		if p != nil || !equal(got, want) {
			t.Errorf("%s: %+v, %v", name, got, p)
		}
	}
	want.OldID, want.Issued = "", locale.Day{}
	got, p := locale.ParseCardScan("022190001234||Nguyễn Thị Mô Phỏng|03021990|Nữ|Tổ 5, Khu 3A, Hồng Gai, TP Hạ Long, Quảng Ninh|")
	if p != nil || !equal(got, want) {
		t.Errorf("without old number and day of issue: %+v, %v", got, p)
	}
}

func equal(a, b locale.CardScan) bool {
	return a.ID == b.ID && a.OldID == b.OldID && a.Name == b.Name && a.Birth == b.Birth && a.Sex == b.Sex &&
		a.Address == b.Address && a.Issued == b.Issued && slices.Equal(a.Doubtful, b.Doubtful) && slices.Equal(a.Rest, b.Rest)
}

func TestGarbledCardsAreDoubtful(t *testing.T) {
	t.Parallel()
	const address = "Hồng Gai, Hạ Long, Quảng Ninh"
	for name, c := range map[string]struct {
		scan string
		want []locale.CardField
		kept string // the name as it came
	}{
		"wrong code page":          {"022190001234||NguyÃªn Thá»‹ An|03021990|Nữ|" + address + "|25042021", []locale.CardField{"name"}, "NguyÃªn Thá»‹ An"},
		"question marks":           {"022190001234||Nguy?n Th? An|03021990|N?|" + address + "|25042021", []locale.CardField{"sex", "name"}, "Nguy?n Th? An"},
		"Telex keys":               {"022190001234||Nguyeenx Thij An|03021990|Nuwx|" + address + "|25042021", []locale.CardField{"sex", "name"}, "Nguyeenx Thij An"},
		"VNI keys":                 {"022190001234||Nguye64n Thi5 An|03021990|Nu74|" + address + "|25042021", []locale.CardField{"sex", "name"}, "Nguye64n Thi5 An"},
		"no marks at all":          {"022190001234||Nguyen Thi An|03021990|Nu|" + address + "|25042021", []locale.CardField{"sex", "name"}, "Nguyen Thi An"},
		"an address without marks": {"022190001234||Nguyễn Thị An|03021990|Nữ|Khu 3, Hong Gai, Ha Long, Quang Ninh|25042021", []locale.CardField{"address"}, "Nguyễn Thị An"},
		"a broken address":         {"022190001234||Nguyễn Thị An|03021990|Nữ|Há»“ng Gai, H\u00a0 Long|25042021", []locale.CardField{"address"}, "Nguyễn Thị An"},
		"a keyboard's capitals":    {"022190001234||nGUYỄN tHỊ aN|03021990|Nữ|" + address + "|25042021", []locale.CardField{"name"}, "nGUYỄN tHỊ aN"},
		"another birth year":       {"022190001234||Nguyễn Thị An|03021991|Nữ|" + address + "|25042021", []locale.CardField{"id", "birth"}, "Nguyễn Thị An"},
		"another sex":              {"022190001234||Nguyễn Thị An|03021990|Nam|" + address + "|25042021", []locale.CardField{"id", "sex"}, "Nguyễn Thị An"},
		"no birth date":            {"022190001234||Nguyễn Thị An|Nữ|" + address + "|25042021", []locale.CardField{"birth"}, "Nguyễn Thị An"},
		"no name":                  {"022190001234||03021990|Nữ|" + address + "|25042021", []locale.CardField{"name"}, ""},
	} {
		got, p := locale.ParseCardScan(c.scan)
		if p != nil || got.Name != c.kept || !slices.Equal(got.Doubtful, c.want) {
			t.Errorf("%s: %+v, %v; want %v", name, got, p, c.want)
		}
	}
	for _, scan := range []string{"", "H49.12-240401-0001", "a|b|c|d|e", "|||||||", "022190001234", "123456789||Nguyễn Thị An|03021990|Nữ|x|25042021"} {
		if got, p := locale.ParseCardScan(scan); p == nil {
			t.Errorf("%q is no card: %+v", scan, got)
		}
	}
}

func TestSoundNamesAreNotDoubtful(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"Nguyễn Thị Quỳnh", "ĐOÀN HUYỀN KHUÊ", "Trần Quốc Toản", "Lương Thùy Giang", "Lý Gìn", "Hoàng Nghiêm Khuyến", "Vũ Thuý Ngoan", "Đỗ Xuân Oanh",
		"Bàn Tài Pẩu", "Chíu Sáng Thìn", "Phùn A Sồi", "Y Niê", "Đinh Giếng", "Mạc Đĩnh Chi", "Ngô Quyền", "Trương Quýt", "Phạm Tuyết", "Mai Lan Anh", "Huỳnh Thuở",
	} {
		if locale.Garbled(s, false) {
			t.Errorf("%q is a sound name", s)
		}
	}
	for _, s := range []string{
		"Số 12/3B, ngõ 5, đường 25/4, P. Bạch Đằng, TP. Hạ Long", "Thôn 2, xã Đầm Hà, H. Đầm Hà, tỉnh Quảng Ninh", "KĐT Cao Xanh - Hà Khánh B, TX Quảng Yên",
		"Ba Chẽ, Cô Tô, Vân Đồn, Móng Cái, Uông Bí, Cẩm Phả, Bình Liêu, Tiên Yên, Hải Hà", "Buôn Đôn, Đắk Lắk", "Tổ 1 Khu 7",
	} {
		if locale.Garbled(s, true) {
			t.Errorf("%q is a sound address", s)
		}
	}
	for _, s := range []string{"Vawn", "Traanf", "Ddaij", "Hair", "Thuyr", "Lans", "Soong", "Hồngg", "NGUYEENX", "Hạ5", "Ðức", "Müller"} {
		if !locale.Garbled(s, true) {
			t.Errorf("%q is not sound", s)
		}
	}
}

func FuzzParseCardScan(f *testing.F) {
	f.Add("022190001234|101123456|Nguyễn Thị Mô Phỏng|03021990|Nữ|Hồng Gai, Hạ Long, Quảng Ninh|25042021")
	f.Add("022190001234||Nguyeenx Thij An|03021990|Nuwx|\xff\u00a0|25042021")
	f.Fuzz(func(t *testing.T, s string) {
		c, p := locale.ParseCardScan(s)
		if (p == nil) != (len(c.ID) == 12) {
			t.Fatalf("%q: %+v, %v", s, c, p)
		}
		if p == nil && (c.Name == "" && !c.IsDoubtful(locale.FieldName) || c.Birth.IsZero() && !c.IsDoubtful(locale.FieldBirth)) {
			t.Fatalf("%q: what is missing must be shown: %+v", s, c)
		}
	})
}
