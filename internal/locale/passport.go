package locale

import (
	"strings"
	"unicode"
)

// longestPassport is the number of signs of a machine-readable passport's
// number (ICAO Doc 9303 part 4).
const longestPassport = 9

// Foreign is a passport by state and number: two states may give the same
// number.
type Foreign struct {
	Nation string // ISO 3166-1 alpha-3, as in the passport: "CHN"; ICAO's "D" is "DEU"
	Number Passport
}

// ParseICAOPassport reads a passport number as ICAO Doc 9303 has it: 1 to 9
// letters A–Z and digits. Blanks, dots, dashes and the filler "<" are dropped.
func ParseICAOPassport(s string) (Passport, *Problem) {
	var b strings.Builder
	for _, r := range strings.ToUpper(s) {
		switch {
		case unicode.IsSpace(r), r == '-', r == '.', r == '<':
		case isDigit(r), 'A' <= r && r <= 'Z':
			b.WriteRune(r)
		default:
			return "", notICAO()
		}
	}
	if b.Len() == 0 || b.Len() > longestPassport {
		return "", notICAO()
	}
	return Passport(b.String()), nil
}

func notICAO() *Problem {
	return problem("passport.icao",
		"Chưa đọc được số hộ chiếu. Số hộ chiếu có từ 1 đến 9 chữ cái không dấu và chữ số; xin Ông/Bà xem trang có ảnh rồi gõ lại.",
		"The passport number could not be read. It has 1 to 9 letters and digits; please look at the photo page and type it again.")
}

// ParseNation reads a nationality: the three letters of ISO 3166-1 that stand in
// a passport, or a usual name in Vietnamese or English.
func ParseNation(s string) (string, *Problem) {
	asked := strings.TrimSpace(s)
	if code := strings.ToUpper(asked); len(code) == 3 && strings.Contains(nationCodes, " "+code+" ") {
		return code, nil
	}
	if strings.EqualFold(asked, "D") { // ICAO Doc 9303 part 3, section 5
		return "DEU", nil
	}
	key := Fold(asked)
	for line := range strings.SplitSeq(nationNames, "|") {
		code, names, _ := strings.Cut(line, ":")
		for name := range strings.SplitSeq(names, ",") {
			if key != "" && Fold(name) == key {
				return code, nil
			}
		}
	}
	return "", problem("passport.nation",
		"Chưa nhận ra quốc tịch. Xin Ông/Bà nhập ba chữ cái in trên hộ chiếu, thí dụ CHN, KOR, JPN, USA.",
		"The nationality was not recognised. Please type the three letters printed in the passport, such as CHN, KOR, JPN, USA.")
}

// ParseLatinName reads a foreigner's name in Latin letters, without Vietnamese
// rules of how a name is written; upper case stays as it is.
func ParseLatinName(s string) (string, *Problem) {
	name, bad := Clean(s)
	if bad != nil {
		return "", bad
	}
	for _, r := range name {
		if !unicode.Is(unicode.Latin, r) && !unicode.Is(unicode.Mn, r) && !strings.ContainsRune(" '’.,-", r) {
			return "", problem("passport.name",
				"Họ tên trên hộ chiếu viết bằng chữ La-tinh. Xin Ông/Bà nhập như ở trang có ảnh.",
				"The name in a passport is written in Latin letters. Please type it as on the photo page.")
		}
	}
	return name, nil
}

// PassportKey is how a passport is stored where the number of an identity card
// could stand: nationality, a dash, the number. The dash keeps it apart from a
// personal number (12 digits), an old card's (9) and a tax code (10).
func PassportKey(number, nation string) (string, *Problem) {
	n, bad := ParseNation(nation)
	if bad != nil {
		return "", bad
	}
	p, bad := ParseICAOPassport(number)
	if bad != nil {
		return "", bad
	}
	return n + "-" + string(p), nil
}

// SplitPassportKey reads what PassportKey wrote; false for any other number.
func SplitPassportKey(key string) (Foreign, bool) {
	nation, number, ok := strings.Cut(key, "-")
	if !ok || len(nation) != 3 || !strings.Contains(nationCodes, " "+nation+" ") {
		return Foreign{}, false
	}
	p, bad := ParseICAOPassport(number)
	return Foreign{nation, p}, bad == nil && string(p) == number
}

// Key is PassportKey of a passport that was read.
func (f Foreign) Key() string { return f.Nation + "-" + string(f.Number) }

// Display is the passport as people read it: "E12345678 (CHN)".
func (f Foreign) Display() string { return string(f.Number) + " (" + f.Nation + ")" }

// ParsePersonNumber reads what identifies a person wherever an identity paper is
// asked for, in the form that is stored: the 12 digits of a personal number, the
// 9 of an old card, or a passport as PassportKey writes it. The nationality may
// stand beside the passport's number ("E12345678 CHN") instead of in nation. A
// passport without nationality is refused: it names nobody.
func ParsePersonNumber(number, nation string) (string, *Problem) {
	beside, found := passportWithNation(number)
	if nation = strings.TrimSpace(nation); nation != "" {
		code, bad := ParseNation(nation)
		switch {
		case bad != nil:
			return "", bad
		case found && beside.Nation != code:
			return "", noNation()
		case !found && (code != vietnamese || strings.ContainsFunc(number, unicode.IsLetter)):
			return PassportKey(number, code)
		}
	}
	if found {
		return beside.Key(), nil
	}
	if _, bad := ParseICAOPassport(number); bad == nil && strings.ContainsFunc(number, unicode.IsLetter) {
		return "", noNation()
	}
	id, bad := ParseCitizenID(number)
	if bad == nil {
		return string(id), nil
	}
	if old, no := ParseOldID(number); no == nil {
		return string(old), nil
	}
	return "", bad
}

// ShowPersonNumber is what ParsePersonNumber stored as people read it; any other
// text stays.
func ShowPersonNumber(stored string) string {
	if f, ok := SplitPassportKey(stored); ok {
		return f.Display()
	}
	return stored
}

// SoughtPassport is the end of the stored form of the passports that somebody
// searches for by number, with or without nationality: "CHN-E12345678" or
// "-E12345678". False for what cannot be one.
func SoughtPassport(s string) (string, bool) {
	if f, ok := passportWithNation(s); ok {
		return f.Key(), true
	}
	const fewest = 5 // signs; fewer are part of something else
	p, bad := ParseICAOPassport(s)
	if bad != nil || len(p) < fewest || !strings.ContainsFunc(string(p), isDigit) {
		return "", false
	}
	return "-" + string(p), true
}

// passportWithNation reads a number with the nationality before or behind it.
func passportWithNation(s string) (Foreign, bool) {
	parts := strings.FieldsFunc(strings.ToUpper(s), func(r rune) bool { return r != '<' && !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(parts) < 2 {
		return Foreign{}, false
	}
	last := len(parts) - 1
	for _, try := range []struct {
		nation string
		rest   []string
	}{{parts[0], parts[1:]}, {parts[last], parts[:last]}} {
		if len(try.nation) != 3 || !strings.Contains(nationCodes, " "+try.nation+" ") {
			continue
		}
		p, bad := ParseICAOPassport(strings.Join(try.rest, ""))
		if bad == nil && strings.ContainsFunc(string(p), isDigit) {
			return Foreign{try.nation, p}, true
		}
	}
	return Foreign{}, false
}

// vietnamese is the nationality whose people have a personal number.
const vietnamese = "VNM"

func noNation() *Problem {
	return problem("passport.no_nation",
		"Đây có vẻ là số hộ chiếu nhưng thiếu quốc tịch. Xin thêm ba chữ cái in trên hộ chiếu, thí dụ CHN-E12345678.",
		"This looks like a passport number without its nationality. Please add the three letters printed in the passport, such as CHN-E12345678.")
}

// nationCodes are ISO 3166-1 alpha-3, and ICAO's own of Doc 9303 part 3.
const nationCodes = " ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA " +
	"CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM " +
	"GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN " +
	"KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT " +
	"NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR " +
	"TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE EUE GBD GBN GBO GBP GBS RKS UNO UNA UNK XXA XXB XXC XXX "

// nationNames are names that people write, for the nationalities met most.
const nationNames = "VNM:Việt Nam,Vietnam,Viet Nam|CHN:Trung Quốc,China|KOR:Hàn Quốc,South Korea,Korea|JPN:Nhật Bản,Nhật,Japan|USA:Hoa Kỳ,Mỹ,United States,America|" +
	"TWN:Đài Loan,Taiwan|HKG:Hồng Kông,Hong Kong|SGP:Singapore,Xinh-ga-po|THA:Thái Lan,Thailand|LAO:Lào,Laos|KHM:Campuchia,Cambodia|MYS:Malaysia|IDN:Indonesia|PHL:Philippines|IND:Ấn Độ,India|" +
	"RUS:Nga,Liên bang Nga,Russia|FRA:Pháp,France|DEU:Đức,Germany|GBR:Anh,Vương quốc Anh,United Kingdom|ITA:Ý,Italy|ESP:Tây Ban Nha,Spain|NLD:Hà Lan,Netherlands|AUS:Úc,Australia|CAN:Canada|UKR:Ukraina,Ukraine|POL:Ba Lan,Poland|CZE:Séc,Czechia"
