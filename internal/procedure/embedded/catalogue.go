package embedded

import (
	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/procedure"
)

// Entry is one carried procedure. Its process is process.Carried's.
type Entry struct{ Definition procedure.Procedure }

// From is the first day for which the carried definitions are given: the
// period of NĐ 61/2018/NĐ-CP with three tiers is included.
func From() calendar.Date { return calendar.D(2024, 1, 1) }

// DistrictEnd is the district tier's last day (Luật 72/2025/QH15).
func DistrictEnd() calendar.Date { return calendar.D(2025, 6, 30) }

// Catalogue lists the carried procedures, the most asked for first.
func Catalogue() []Entry {
	var out []Entry
	for _, list := range [][]draft{civilStatus(), authentication(), residence(), business(), land(), licences()} {
		for _, d := range list {
			out = append(out, d.entry())
		}
	}
	return out
}

// Command is the command that brings the entry into the catalogue.
func (e Entry) Command() procedure.Command {
	return procedure.Describe{
		Definition: e.Definition, From: From(), Origin: procedure.Embedded, Hash: procedure.DefinitionHash(e.Definition),
	}
}

// draft is a procedure as it is written in this package.
type draft struct {
	code, name  string
	short       locale.Text
	field       procedure.Field
	promulgator string
	executing   string
	levels      []procedure.LevelPeriod
	subjects    []string
	channels    []procedure.Channel
	cases       []procedure.Case
	groups      []procedure.PaperGroup
	notes       []string
	steps       string
	result      locale.Text
	bases       []string
	keywords    []string
	uncertain   []string
	anywhere    bool
}

func (d draft) entry() Entry {
	p := procedure.Procedure{
		Code: d.code, Name: d.name, Short: d.short, Stage: procedure.Described, Kind: procedure.Standard,
		Field: d.field, Promulgator: d.promulgator, Levels: d.levels, Subjects: d.subjects, Channels: d.channels,
		Cases: d.cases, Groups: d.groups, Notes: d.notes, Executing: d.executing, Keywords: d.keywords,
		Anywhere: d.anywhere, Uncertain: d.uncertain,
	}
	if d.steps != "" {
		p.Steps = []procedure.Step{{Text: d.steps}}
	}
	if !d.result.IsZero() {
		p.Results = []procedure.Reference{{Name: d.result}}
	}
	for _, b := range d.bases {
		p.LegalBases = append(p.LegalBases, procedure.Reference{Code: b, Name: locale.Text{VI: b}})
	}
	p.LifeEvents = procedure.EventsFor(p)
	return Entry{Definition: p}
}

const (
	citizens   = "Công dân Việt Nam"
	overseas   = "Người Việt Nam định cư ở nước ngoài"
	foreigners = "Người nước ngoài"
	companies  = "Doanh nghiệp"
	bodies     = "Tổ chức (không bao gồm doanh nghiệp, HTX)"
	households = "Cá nhân, hộ kinh doanh"
)

func workingDays(n int64) calendar.Limit {
	return calendar.Limit{Unit: calendar.WorkingDays, Milli: n * 1000}
}

func days(n int64) calendar.Limit { return calendar.Limit{Unit: calendar.Days, Milli: n * 1000} }

func sameDay() calendar.Limit { return calendar.Limit{Unit: calendar.SameDay} }

func always(levels ...procedure.Level) []procedure.LevelPeriod {
	out := make([]procedure.LevelPeriod, len(levels))
	for i, l := range levels {
		out[i] = procedure.LevelPeriod{Level: l}
	}
	return out
}

// districtThenCommune is the tier of what districts decided until they ended.
func districtThenCommune() []procedure.LevelPeriod {
	return []procedure.LevelPeriod{
		{Level: procedure.District, Until: DistrictEnd()},
		{Level: procedure.Commune, From: DistrictEnd().AddDays(1)},
	}
}

// through gives the same limit and fees for each method.
func through(l calendar.Limit, fees []procedure.Fee, methods ...procedure.Method) []procedure.Channel {
	out := make([]procedure.Channel, len(methods))
	for i, m := range methods {
		out[i] = procedure.Channel{Method: m, Limit: l, LimitText: procedure.LimitWords(l), Fees: fees}
	}
	return out
}

func everyWay(l calendar.Limit, fees ...procedure.Fee) []procedure.Channel {
	return through(l, fees, procedure.Direct, procedure.Online, procedure.Postal)
}

func free() procedure.Fee {
	return procedure.Fee{Kind: procedure.Duty, Known: true, Text: locale.T("Không thu", "Free of charge")}
}

func duty(amount int64, vi, en string) procedure.Fee {
	return procedure.Fee{Kind: procedure.Duty, Amount: amount, Known: true, Text: locale.T(vi, en)}
}

func charge(amount int64, vi, en string) procedure.Fee {
	return procedure.Fee{Kind: procedure.Charge, Amount: amount, Known: true, Text: locale.T(vi, en)}
}

// council is a fee that the province's People's Council sets: no sum is known.
func council() procedure.Fee {
	return procedure.Fee{Kind: procedure.Duty, Text: locale.T("Theo nghị quyết của Hội đồng nhân dân tỉnh", "As the provincial People's Council decides")}
}

func oneCase(code, vi, en string, l calendar.Limit) procedure.Case {
	c := procedure.Case{Code: code, Name: locale.T(vi, en), Limit: l}
	if l.Unit != "" {
		c.LimitText = procedure.LimitWords(l)
	}
	return c
}

func toSubmit(papers ...procedure.Paper) procedure.PaperGroup {
	return group(procedure.Submit, locale.T("Giấy tờ phải nộp", "Papers to hand in"), papers)
}

func toShow(papers ...procedure.Paper) procedure.PaperGroup {
	return group(procedure.Present, locale.T("Giấy tờ xuất trình", "Papers to show"), papers)
}

// forCase makes a group due only in a case.
func forCase(code string, g procedure.PaperGroup) procedure.PaperGroup {
	g.Case = code
	return g
}

func group(k procedure.GroupKind, name locale.Text, papers []procedure.Paper) procedure.PaperGroup {
	for i := range papers {
		papers[i].Kind = k
	}
	return procedure.PaperGroup{Name: name, Kind: k, Papers: papers}
}

// original is a paper of which one original is due.
func original(key, vi, en string) procedure.Paper {
	return procedure.Paper{Key: key, Name: locale.T(vi, en), Originals: 1}
}

func copyOf(key, vi, en string) procedure.Paper {
	return procedure.Paper{Key: key, Name: locale.T(vi, en), Copies: 1}
}

// form is a form: on paper at the counter and by post, on the screen online.
func form(key, vi, en string) procedure.Paper {
	return procedure.Paper{Key: key, Name: locale.T(vi, en), Originals: 1, ElectronicForm: true}
}

// when makes a paper due only under a condition.
func when(p procedure.Paper, vi, en string) procedure.Paper {
	p.Optional, p.Condition = true, locale.T(vi, en)
	return p
}

func identity() procedure.Paper {
	return original("giay-to-tuy-than", "Thẻ căn cước, căn cước điện tử, hộ chiếu hoặc giấy tờ có ảnh còn giá trị để chứng minh nhân thân",
		"Identity card, electronic identity, passport or another valid paper with a photograph")
}

func authority() procedure.Paper {
	return when(original("van-ban-uy-quyen", "Văn bản ủy quyền (chứng thực, trừ khi ủy quyền cho ông, bà, cha, mẹ, con, vợ, chồng, anh, chị, em ruột)",
		"Authorisation (certified, unless given to a close relative)"), "Khi nhờ người khác nộp thay", "If somebody else files for you")
}
