package locale

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// CardField names a field of a scanned card.
type CardField string

// The fields in the QR code of a citizen identity card.
const (
	FieldID      CardField = "id"      // số định danh
	FieldOldID   CardField = "old_id"  // số CMND cũ
	FieldName    CardField = "name"    // họ, chữ đệm và tên
	FieldBirth   CardField = "birth"   // ngày sinh
	FieldSex     CardField = "sex"     // giới tính
	FieldAddress CardField = "address" // nơi thường trú, nơi cư trú
	FieldIssued  CardField = "issued"  // ngày cấp
)

// CardScan is what a keyboard-type scanner read from the QR code of a citizen
// identity card. What the code does not hold is zero. Doubtful fields are shown
// to the officer for correction and never saved unseen.
type CardScan struct {
	ID      CitizenID
	OldID   OldID
	Name    string
	Birth   Day
	Sex     Sex
	Address string
	Issued  Day
	// Doubtful lists the fields that look garbled, are missing though every
	// card has them, or disagree with the number.
	Doubtful []CardField
	// Rest are parts that were not understood, as they came.
	Rest []string
}

// IsDoubtful reports whether a field is to be looked at.
func (c CardScan) IsDoubtful(f CardField) bool { return slices.Contains(c.Doubtful, f) }

// doubt flags a field once.
func (c *CardScan) doubt(f CardField) {
	if !c.IsDoubtful(f) {
		c.Doubtful = append(c.Doubtful, f)
	}
}

// maxScan bounds a scan, in bytes; the fullest card has about 300.
const maxScan = 2000

// ParseCardScan reads the QR code of a citizen identity card,
//
//	số|CMND|họ tên|ddMMyyyy|giới tính|địa chỉ|ngày cấp
//
// by the shape of its parts, since parts may be missing or empty and scanners
// send what the keyboard layout makes of them. Nothing is corrected: a text
// that came through garbled is returned as it came, and named in Doubtful.
// The only fault is a scan that is no card at all ("card_scan.not_a_card").
func ParseCardScan(raw string) (CardScan, *Problem) {
	var c CardScan
	parts := scanParts(raw)
	if parts == nil {
		return c, notACard()
	}
	var dates []Day
	var dateAt []int
	var texts []scanText
	sexAt := -1
	for i, p := range parts {
		digits, numeric := digitsOnly(p)
		switch {
		case p == "":
		case numeric && len(digits) == 12 && c.ID == "":
			c.setID(p)
		case numeric && len(digits) == 9 && c.OldID == "":
			c.setOldID(p)
		case numeric && isScanDay(p):
			d, _ := ParseDay(p)
			dates, dateAt = append(dates, d), append(dateAt, i)
		case numeric:
			c.Rest = append(c.Rest, p)
		case sexAt < 0 && isSexWord(p):
			sexAt = i
			c.setSex(p)
		default:
			texts = append(texts, scanText{i, p})
		}
	}
	if c.ID == "" {
		return CardScan{}, notACard()
	}
	c.placeDates(dates, dateAt, sexAt)
	c.placeTexts(texts)
	c.crossCheck()
	return c, nil
}

func notACard() *Problem {
	return problem("card_scan.not_a_card",
		"Mã vừa quét không phải mã QR của thẻ căn cước. Xin quét lại mã ở góc trên mặt có ảnh của thẻ, hoặc nhập số căn cước bằng tay; những ô đã nhập vẫn còn.",
		"The code just scanned is not that of an identity card. Please scan the code on the card again or type the number; what was entered is kept.")
}

// scanText is a part that is neither number nor sex, with its place.
type scanText struct {
	at   int
	text string
}

// scanParts splits a scan at its separator, which some keyboard layouts send as
// another key; nil when it cannot be a card.
func scanParts(raw string) []string {
	if len(raw) > maxScan {
		return nil
	}
	raw = strings.ToValidUTF8(raw, string(utf8.RuneError))
	raw = strings.Trim(strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0': // kept: it tells of a broken à
			return r
		case unicode.IsSpace(r):
			return ' '
		case unicode.In(r, unicode.Cc, unicode.Cf):
			return -1
		}
		return r
	}, raw), " ")
	for _, sep := range [...]string{"|", "¦", "~", "¬", "‖", "§", "°", ";", "\\", "*"} {
		if strings.Count(raw, sep) < 3 {
			continue
		}
		parts := strings.Split(raw, sep)
		for i := range parts {
			parts[i] = strings.Trim(parts[i], " ")
		}
		return parts
	}
	return nil
}

// isScanDay reports whether p is a real day as the card writes it.
func isScanDay(p string) bool {
	if len(p) != 8 && len(p) != 10 {
		return false
	}
	d, problem := ParseDay(p)
	return problem == nil && !d.IsZero()
}

func (c *CardScan) setID(p string) {
	id, bad := ParseCitizenID(p)
	if bad != nil { // twelve digits all the same: shown for correction
		digits, _ := digitsOnly(p)
		id = CitizenID(digits)
		c.doubt(FieldID)
	}
	c.ID = id
}

func (c *CardScan) setOldID(p string) {
	id, bad := ParseOldID(p)
	if bad != nil {
		c.Rest = append(c.Rest, p)
		c.doubt(FieldOldID)
		return
	}
	c.OldID = id
}

// isSexWord reports whether p is Nam or Nữ, perhaps garbled ("Nu74", "Nuwx",
// "N?", "Ná»¯").
func isSexWord(p string) bool {
	switch strings.ToLower(p) {
	case "nam", "nữ":
		return true
	case "nu", "nuwx", "nuxw", "nwx", "nux", "nu74", "nu47", "n?", "n??", "n???", "ná»¯", "n\ufffd", "n÷":
		return true
	}
	return Fold(p) == "nu"
}

// setSex reads the word; anything but the exact word is a doubt.
func (c *CardScan) setSex(p string) {
	switch q, _ := Clean(p); strings.ToLower(q) {
	case "nam":
		c.Sex = Male
	case "nữ":
		c.Sex = Female
	default:
		c.Sex = Female
		c.doubt(FieldSex)
	}
}

// placeDates tells the birth date from the day of issue: of two, the earlier is
// the birth; one alone is the birth if its year is that of the number, or it
// stands before the sex.
func (c *CardScan) placeDates(dates []Day, at []int, sexAt int) {
	switch {
	case len(dates) == 0:
	case len(dates) == 1:
		if dates[0].Year == c.ID.BirthYear() || sexAt >= 0 && at[0] < sexAt {
			c.Birth = dates[0]
		} else {
			c.Issued = dates[0]
		}
	default:
		c.Birth, c.Issued = dates[0], dates[1]
		if c.Issued.Before(c.Birth) {
			c.Birth, c.Issued = c.Issued, c.Birth
		}
		for _, d := range dates[2:] {
			c.Rest = append(c.Rest, Date(d))
		}
	}
}

// placeTexts tells the name from the address: an address has a comma or a
// digit, a name stands first.
func (c *CardScan) placeTexts(texts []scanText) {
	for _, t := range texts {
		addressLike := strings.ContainsAny(t.text, ",0123456789") && !garbledName(t.text)
		switch {
		case c.Name == "" && !addressLike:
			c.Name = t.text
		case c.Address == "":
			c.Address = t.text
		case c.Name == "":
			c.Name = t.text
		default:
			c.Rest = append(c.Rest, t.text)
		}
	}
	if c.Name == "" || Garbled(c.Name, false) || lacksMarks(c.Name) {
		c.doubt(FieldName)
	}
	if c.Address == "" || Garbled(c.Address, true) || lacksMarks(c.Address) {
		c.doubt(FieldAddress)
	}
}

// garbledName reports whether a text with digits but no comma is rather a name
// typed with VNI keys ("Nguye64n Va8n An") than an address: each of its words
// begins with a letter.
func garbledName(s string) bool {
	if strings.Contains(s, ",") {
		return false
	}
	for w := range strings.FieldsSeq(s) {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// crossCheck flags what is missing or disagrees with the number.
func (c *CardScan) crossCheck() {
	for _, p := range c.ID.Check(c.Birth, c.Sex) {
		c.doubt(FieldID)
		if p.Code == "citizen_id.sex" {
			c.doubt(FieldSex)
		} else {
			c.doubt(FieldBirth)
		}
	}
	if c.Birth.IsZero() {
		c.doubt(FieldBirth)
	}
	if c.Sex == "" {
		c.doubt(FieldSex)
	}
	// The name and address are stored composed; composing changes no letter.
	if !c.IsDoubtful(FieldName) {
		c.Name, _ = Clean(c.Name)
	}
	if !c.IsDoubtful(FieldAddress) {
		c.Address, _ = Clean(c.Address)
	}
}
