package locale

import (
	"fmt"
	"strings"
)

// Sex is what identity papers tell (giới tính). The zero value means unknown.
type Sex string

// The sexes on identity papers.
const (
	Male   Sex = "male"
	Female Sex = "female"
)

// Text is the word on papers: "Nam", "Nữ".
func (s Sex) Text() Text {
	switch s {
	case Male:
		return T("Nam", "Male")
	case Female:
		return T("Nữ", "Female")
	}
	return T("chưa rõ", "not known")
}

// CitizenID is a personal identification number (số định danh cá nhân, the
// number of the citizen identity card CCCD): 12 digits, of which three are the
// province or country where the birth was registered, one the century and sex,
// two the year of birth (NĐ 137/2015 Điều 13). It has no check digit.
type CitizenID string

// ParseCitizenID reads a typed or scanned number; blanks, dots and dashes
// between the digits are dropped. A 9-digit number is told apart as the old
// identity card ("citizen_id.old_card").
func ParseCitizenID(s string) (CitizenID, *Problem) {
	d, ok := digitsOnly(s)
	switch {
	case !ok:
		return "", problem("citizen_id.characters",
			"Số căn cước chỉ gồm chữ số. Xin Ông/Bà gõ lại 12 chữ số in trên thẻ.",
			"An identity number has digits only. Please type the 12 digits printed on the card.")
	case len(d) == 9:
		return "", problem("citizen_id.old_card",
			"Số này có 9 chữ số, là số chứng minh nhân dân cũ, hết giá trị từ 01/01/2025. Xin Ông/Bà nhập số căn cước 12 chữ số.",
			"This is the 9-digit number of the old identity card, no longer valid since 1 January 2025. Please enter the 12-digit number.")
	case len(d) != 12:
		return "", &Problem{Code: "citizen_id.length", Say: F(
			"Số căn cước có 12 chữ số, ở đây có %d. Xin Ông/Bà đối chiếu với thẻ rồi gõ lại.",
			"An identity number has 12 digits; this one has %d. Please compare it with the card and type it again.", len(d))}
	case strings.HasPrefix(d, "000"):
		return "", problem("citizen_id.province",
			"Ba chữ số đầu của số căn cước là mã nơi đăng ký khai sinh, không có mã 000. Xin Ông/Bà đối chiếu với thẻ rồi gõ lại.",
			"The first three digits tell where the birth was registered; 000 does not exist. Please compare it with the card.")
	case d[3] > '5':
		return "", problem("citizen_id.century",
			"Chữ số thứ tư của số căn cước (thế kỷ và giới tính) chỉ từ 0 đến 5. Xin Ông/Bà đối chiếu với thẻ rồi gõ lại.",
			"The fourth digit (century and sex) is 0 to 5. Please compare the number with the card.")
	}
	return CitizenID(d), nil
}

// Sex is told by the fourth digit: even for men, odd for women.
func (id CitizenID) Sex() Sex {
	switch {
	case len(id) != 12:
		return ""
	case (id[3]-'0')%2 == 0:
		return Male
	}
	return Female
}

// BirthYear is told by digits four to six; 0 when id is none.
func (id CitizenID) BirthYear() int {
	if len(id) != 12 {
		return 0
	}
	return 1900 + 100*(int(id[3]-'0')/2) + atoi(string(id[4:6]))
}

// Province names the province where the birth was registered, as provinces were
// until 30/6/2025; "" when the birth was registered abroad or the code is not
// known.
func (id CitizenID) Province() string {
	if len(id) != 12 {
		return ""
	}
	return birthProvince(string(id[:3]))
}

// Check compares the number with the birth date and sex told beside it; what is
// zero is not compared. It returns every disagreement, so that each field can
// be marked: "citizen_id.birth_year", "citizen_id.sex".
func (id CitizenID) Check(birth Day, sex Sex) []Problem {
	var ps []Problem
	if id == "" {
		return nil
	}
	if y := id.BirthYear(); !birth.IsZero() && birth.Year != y {
		ps = append(ps, Problem{Code: "citizen_id.birth_year", Say: F(
			"Số căn cước này của người sinh năm %d, còn ngày sinh đang ghi năm %d. Xin Ông/Bà xem lại một trong hai.",
			"This identity number belongs to someone born in %d, but the birth date says %d. Please check which one is right.", y, birth.Year)})
	}
	if own := id.Sex(); sex != "" && sex != own {
		ps = append(ps, Problem{Code: "citizen_id.sex", Say: T(
			fmt.Sprintf("Theo số căn cước thì giới tính là %s, còn ở đây đang ghi %s. Xin Ông/Bà xem lại một trong hai.", own.Text().VI, sex.Text().VI),
			fmt.Sprintf("By the identity number the sex is %s, but here it says %s. Please check which one is right.", own.Text().EN, sex.Text().EN))})
	}
	return ps
}

// Doubt tells what is unusual about the number on a given day, without making
// it wrong: a birth year to come, or a province code below 100 that was never
// given out.
func (id CitizenID) Doubt(today Day) *Problem {
	if len(id) != 12 {
		return nil
	}
	if !today.IsZero() && id.BirthYear() > today.Year {
		return &Problem{Code: "citizen_id.future", Say: F(
			"Theo số căn cước thì năm sinh là %d, chưa tới. Xin Ông/Bà đối chiếu với thẻ.",
			"By the identity number the year of birth is %d, which is still to come. Please compare it with the card.", id.BirthYear())}
	}
	if id[0] == '0' && id.Province() == "" {
		return &Problem{Code: "citizen_id.province_unknown", Say: F(
			"Ba chữ số đầu %s không phải mã tỉnh đã biết. Xin Ông/Bà đối chiếu với thẻ.",
			"The first three digits %s are not a known province. Please compare the number with the card.", string(id[:3]))}
	}
	return nil
}

// Display groups the digits for reading aloud: "022 190 001 234".
func (id CitizenID) Display() string {
	if len(id) != 12 {
		return string(id)
	}
	return fmt.Sprintf("%s %s %s %s", id[:3], id[3:6], id[6:9], id[9:])
}

// OldID is a number of the former identity card (CMND): 9 digits. Old files
// hold it; since 01/01/2025 it no longer identifies anybody (Luật Căn cước 2023
// Điều 46).
type OldID string

// ParseOldID reads a 9-digit number. Numbers that other systems made up where
// one was missing (000000001, 111111111) are refused.
func ParseOldID(s string) (OldID, *Problem) {
	d, ok := digitsOnly(s)
	if !ok || len(d) != 9 {
		return "", problem("old_id.length",
			"Số chứng minh nhân dân cũ có 9 chữ số. Xin Ông/Bà đối chiếu với giấy rồi gõ lại.",
			"The number of the old identity card has 9 digits. Please compare it with the card and type it again.")
	}
	if strings.HasPrefix(d, "000000") || strings.Count(d, d[:1]) == 9 {
		return "", problem("old_id.made_up",
			"Số này không phải số chứng minh nhân dân thật. Nếu không có số, xin Ông/Bà để trống.",
			"This is not the number of a real card. If there is none, please leave the field empty.")
	}
	return OldID(d), nil
}

// Doubt warns when the card was no longer valid on the day.
func (id OldID) Doubt(on Day) *Problem {
	if id == "" || on.IsZero() || on.Before(Day{2025, 1, 1}) {
		return nil
	}
	return problem("old_id.expired",
		"Chứng minh nhân dân 9 số hết giá trị từ 01/01/2025. Xin Ông/Bà dùng thẻ căn cước, hoặc đến công an xã để được cấp.",
		"The 9-digit identity card is no longer valid since 1 January 2025. Please use the citizen identity card.")
}

// Passport is a passport number, Vietnamese or foreign, in capitals.
type Passport string

// birthProvince names a province by the code of TT 59/2021/TT-BCA, phụ lục I.
func birthProvince(code string) string {
	const table = "001Hà Nội|002Hà Giang|004Cao Bằng|006Bắc Kạn|008Tuyên Quang|010Lào Cai|011Điện Biên|" +
		"012Lai Châu|014Sơn La|015Yên Bái|017Hòa Bình|019Thái Nguyên|020Lạng Sơn|022Quảng Ninh|" +
		"024Bắc Giang|025Phú Thọ|026Vĩnh Phúc|027Bắc Ninh|030Hải Dương|031Hải Phòng|033Hưng Yên|" +
		"034Thái Bình|035Hà Nam|036Nam Định|037Ninh Bình|038Thanh Hóa|040Nghệ An|042Hà Tĩnh|" +
		"044Quảng Bình|045Quảng Trị|046Thừa Thiên Huế|048Đà Nẵng|049Quảng Nam|051Quảng Ngãi|" +
		"052Bình Định|054Phú Yên|056Khánh Hòa|058Ninh Thuận|060Bình Thuận|062Kon Tum|064Gia Lai|" +
		"066Đắk Lắk|067Đắk Nông|068Lâm Đồng|070Bình Phước|072Tây Ninh|074Bình Dương|075Đồng Nai|" +
		"077Bà Rịa - Vũng Tàu|079Thành phố Hồ Chí Minh|080Long An|082Tiền Giang|083Bến Tre|084Trà Vinh|" +
		"086Vĩnh Long|087Đồng Tháp|089An Giang|091Kiên Giang|092Cần Thơ|093Hậu Giang|094Sóc Trăng|" +
		"095Bạc Liêu|096Cà Mau"
	for p := range strings.SplitSeq(table, "|") {
		if p[:3] == code {
			return p[3:]
		}
	}
	return ""
}
