package province

import (
	"strings"

	"motcua/internal/calendar"
	"motcua/internal/org"
)

// Code is the province's identifier (mã định danh, QĐ 20/2020/QĐ-TTg).
const Code = "H49"

// ID is the id of the province as a place and of its people's committee's
// territory.
const ID = "quang-ninh"

// day is a civil day; the months of the two reorganisations read better so.
func day(y, m, d int) calendar.Date { return calendar.D(y, m, d) }

// The days on which the seed's organisation changes.
func dataFrom() calendar.Date     { return day(2021, 1, 1) }  // before it the seed knows nothing
func sectorMerger() calendar.Date { return day(2025, 3, 1) }  // departments merge
func lastOfThree() calendar.Date  { return day(2025, 6, 30) } // the district level's last day
func firstOfTwo() calendar.Date   { return day(2025, 7, 1) }  // Luật 72/2025/QH15

// district is one of the 13, with its national statistics code.
type district struct{ id, kind, name, code string }

func districts() []district {
	return []district{
		{"tp-ha-long", "Thành phố", "Hạ Long", "193"},
		{"tp-mong-cai", "Thành phố", "Móng Cái", "194"},
		{"tp-cam-pha", "Thành phố", "Cẩm Phả", "195"},
		{"tp-uong-bi", "Thành phố", "Uông Bí", "196"},
		{"h-binh-lieu", "Huyện", "Bình Liêu", "198"},
		{"h-tien-yen", "Huyện", "Tiên Yên", "199"},
		{"h-dam-ha", "Huyện", "Đầm Hà", "200"},
		{"h-hai-ha", "Huyện", "Hải Hà", "201"},
		{"h-ba-che", "Huyện", "Ba Chẽ", "202"},
		{"h-van-don", "Huyện", "Vân Đồn", "203"},
		{"tx-dong-trieu", "Thị xã", "Đông Triều", "205"},
		{"tx-quang-yen", "Thị xã", "Quảng Yên", "206"},
		{"h-co-to", "Huyện", "Cô Tô", "207"},
	}
}

// commune is a place of the lowest tier.
type commune struct {
	id, kind, name string
	district       string   // old ones only
	next           string   // old ones only: id of the new commune
	parts          []string // new ones only: ids of the old communes
}

// full is the name with its type: "Phường Hồng Gai".
func (c commune) full() string { return c.kind + " " + c.name }

// kinds spells the letters that precede a name in the table of parts.
func kinds() map[string]string {
	return map[string]string{"P": "Phường", "X": "Xã", "TT": "Thị trấn", "ĐK": "Đặc khu"}
}

// newCommunes are the 54 of 01/7/2025, each with the old ones it was made of.
func newCommunes() []commune {
	var out []commune
	for line := range strings.Lines(mergers) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		head, parts, _ := strings.Cut(line, "=")
		kind, name := split(head)
		c := commune{id: slug(name), kind: kind, name: name}
		for _, o := range parse(parts) {
			c.parts = append(c.parts, o.id)
		}
		out = append(out, c)
	}
	return out
}

// oldCommunes are those of 2024, each with the new one that took it over.
func oldCommunes() []commune {
	var out []commune
	for line := range strings.Lines(mergers) {
		head, parts, ok := strings.Cut(strings.TrimSpace(line), "=")
		if !ok {
			continue
		}
		_, name := split(head)
		for _, o := range parse(parts) {
			o.next = slug(name)
			out = append(out, o)
		}
	}
	return out
}

// parse reads "tp-ha-long: P Bãi Cháy, P Hùng Thắng; h-ba-che: X …".
func parse(parts string) []commune {
	var out []commune
	for group := range strings.SplitSeq(parts, ";") {
		d, list, _ := strings.Cut(group, ":")
		d = strings.TrimSpace(d)
		for item := range strings.SplitSeq(list, ",") {
			kind, name := split(item)
			id := d + "." + slug(name)
			if kind == "Thị trấn" {
				id = d + ".tt-" + slug(name) // a town and a commune may share a name
			}
			out = append(out, commune{id: id, kind: kind, name: name, district: d})
		}
	}
	return out
}

func split(item string) (kind, name string) {
	letter, name, _ := strings.Cut(strings.TrimSpace(item), " ")
	return kinds()[letter], strings.TrimSpace(name)
}

// Places lists the province, its 13 districts and its communes old and new.
func Places() []org.Place {
	out := []org.Place{{ID: ID, Code: "22", Name: "Tỉnh Quảng Ninh", Level: org.LevelProvince, Span: org.Span{From: dataFrom()}}}
	old, now := oldCommunes(), newCommunes()
	for _, d := range districts() {
		p := org.Place{
			ID: d.id, Code: d.code, Name: d.kind + " " + d.name, Level: org.LevelDistrict, Parent: ID,
			Span: org.Span{From: dataFrom(), Until: lastOfThree()}, Successors: heirs(d.id, old), Unconfirmed: true,
		}
		out = append(out, p)
	}
	for _, c := range old {
		out = append(out, org.Place{
			ID: c.id, Name: c.full(), Level: org.LevelCommune, Parent: c.district,
			Span: org.Span{From: dataFrom(), Until: lastOfThree()}, Successors: []string{c.next}, Unconfirmed: true,
		})
	}
	for _, c := range now {
		out = append(out, org.Place{
			ID: c.id, Name: c.full(), Level: org.LevelCommune, Parent: ID,
			Span: org.Span{From: firstOfTwo()}, Unconfirmed: true,
		})
	}
	return out
}

// heirs lists the new communes made of a district's old ones, each once.
func heirs(district string, old []commune) []string {
	var ids []string
	seen := map[string]bool{}
	for _, c := range old {
		if c.district == district && !seen[c.next] {
			seen[c.next] = true
			ids = append(ids, c.next)
		}
	}
	return ids
}

// slug is a name in plain letters and digits, everything else being one hyphen:
// "Hồng Gai" → "hong-gai". Composed and decomposed Unicode give the same.
func slug(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(name) {
		if r >= 0x300 && r <= 0x36f { // combining marks of the decomposed form
			continue
		}
		c := plain(r)
		if c == '-' {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte('-')
			gap = false
		}
		b.WriteByte(c)
	}
	return b.String()
}

func plain(r rune) byte {
	if r < 0x80 && (r >= 'a' && r <= 'z' || r >= '0' && r <= '9') {
		return byte(r)
	}
	for _, row := range [...]string{"aàảãáạăằẳẵắặâầẩẫấậ", "dđ", "eèẻẽéẹêềểễếệ", "iìỉĩíị", "oòỏõóọôồổỗốộơờởỡớợ", "uùủũúụưừửữứự", "yỳỷỹýỵ"} {
		if strings.ContainsRune(row, r) {
			return row[0]
		}
	}
	return '-'
}
