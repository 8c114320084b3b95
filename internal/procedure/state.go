package procedure

import (
	"slices"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// Version is a definition in force from a day on.
type Version struct {
	Rev       int           `json:"rev"`
	ValidFrom calendar.Date `json:"valid_from"`
	// Claimed is the day the record claims for itself; ValidFrom is later when
	// a record changed without saying since when.
	Claimed    calendar.Date `json:"claimed"`
	Updated    calendar.Date `json:"updated"` // the record's last change, if told
	Origin     Origin        `json:"origin"`
	Hash       string        `json:"hash"`
	Definition Procedure     `json:"definition"`
}

// State is one procedure with all its versions. The zero State is a procedure
// nobody knows.
type State struct {
	Listing  Procedure  `json:"listing"`
	ListHash string     `json:"list_hash,omitempty"`
	Versions []Version  `json:"versions,omitempty"` // by ValidFrom, then Rev
	Rules    []org.Rule `json:"rules,omitempty"`

	Retentions        []Retention       `json:"retentions,omitempty"`        // as they were set, the last one last
	Confidentialities []Confidentiality `json:"confidentialities,omitempty"` // likewise
}

// Exists reports whether the procedure is known at all.
func (s State) Exists() bool { return s.Listing.Code != "" || len(s.Versions) > 0 }

// Stage is listed or described; "" for an unknown procedure.
func (s State) Stage() Stage {
	switch {
	case len(s.Versions) > 0:
		return Described
	case s.Listing.Code != "":
		return Listed
	}
	return ""
}

// Latest is the newest version, whether or not it is in force yet; false when
// the procedure is only listed.
func (s State) Latest() (Version, bool) {
	if len(s.Versions) == 0 {
		return Version{}, false
	}
	return s.Versions[len(s.Versions)-1], true
}

// At is the version in force on a day. Before the first version's day the
// first one answers, as nothing earlier is known; false when only listed.
func (s State) At(day calendar.Date) (Version, bool) {
	if len(s.Versions) == 0 {
		return Version{}, false
	}
	best := s.Versions[0]
	for _, v := range s.Versions {
		if !v.ValidFrom.After(day) {
			best = v
		}
	}
	return best, true
}

// Revision is the version with that number; dossiers keep it.
func (s State) Revision(rev int) (Version, bool) {
	i := slices.IndexFunc(s.Versions, func(v Version) bool { return v.Rev == rev })
	if i < 0 {
		return Version{}, false
	}
	return s.Versions[i], true
}

// Procedure is what is known on a day: the definition in force, else the
// listing.
func (s State) Procedure(day calendar.Date) Procedure {
	if v, ok := s.At(day); ok {
		return v.Definition
	}
	return s.Listing
}

// Evolve folds an event into the state. It accepts every event and never
// fails; foreign events change nothing.
func Evolve(s State, e act.Event) State {
	switch e := e.(type) {
	case CatalogueListed:
		s.Listing, s.ListHash = e.Listing, e.Hash
	case DefinitionPublished:
		s.Versions = append(slices.Clone(s.Versions), Version{
			Rev: e.Rev, ValidFrom: e.ValidFrom, Claimed: e.Claimed, Updated: e.Updated,
			Origin: e.Origin, Hash: e.Hash, Definition: e.Definition,
		})
		slices.SortStableFunc(s.Versions, func(a, b Version) int {
			if c := a.ValidFrom.Compare(b.ValidFrom); c != 0 {
				return c
			}
			return a.Rev - b.Rev
		})
	case Assigned:
		s.Rules = slices.Clone(e.Rules)
	case RetentionSet:
		s.Retentions = append(slices.Clone(s.Retentions), e.Retention)
	case ConfidentialitySet:
		return s.withConfidentiality(e.Confidentiality)
	}
	return s
}

// Standing is whether dossiers can be filed for a procedure on a day, and why
// not. Code is stable for machines: "fileable", or the first thing missing.
type Standing struct {
	Fileable bool
	Code     string
	Say      locale.Text
}

// Fileable derives whether the procedure takes dossiers on a day in the
// province home ("Quảng Ninh"): described, not another province's, assigned to
// an agency, with a process in force.
func (s State) Fileable(day calendar.Date, home string, processInForce bool) Standing {
	no := func(code, vi, en string) Standing { return Standing{Code: code, Say: locale.T(vi, en)} }
	if !s.Exists() {
		return no("unknown", "Chưa có thủ tục này trong danh mục.", "This procedure is not in the catalogue.")
	}
	p := s.Procedure(day)
	switch {
	case p.Kind == Internal:
		return no("internal", "Thủ tục nội bộ giữa các cơ quan nhà nước; người dân không phải nộp hồ sơ.",
			"An internal procedure between state agencies; citizens do not file it.")
	case p.Kind == Specific && locale.Fold(p.Province) != locale.Fold(home):
		other := firstOf(p.Province, "khác")
		return Standing{Code: "other_province", Say: locale.F("Thủ tục riêng của tỉnh, thành phố %s; không nộp ở đây được.",
			"A procedure of another province (%s); it cannot be filed here.", other)}
	case s.Stage() != Described:
		return no("listed", "Mới có tên trong danh mục quốc gia, chưa có nội dung để nhận hồ sơ.",
			"Only listed in the national catalogue; its content is not known yet, so it takes no dossiers.")
	case !slices.ContainsFunc(s.Rules, func(r org.Rule) bool { return r.On(day) }):
		return no("unassigned", "Chưa giao cho cơ quan nào của tỉnh giải quyết.", "No agency of the province has been assigned to it yet.")
	case !processInForce:
		return no("no_process", "Chưa có quy trình nội bộ đang áp dụng.", "No internal process is in force for it yet.")
	}
	return Standing{Fileable: true, Code: "fileable", Say: locale.T("Nhận hồ sơ.", "Takes dossiers.")}
}
