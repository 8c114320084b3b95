package process

import (
	"encoding/json"
	"slices"
	"strings"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// StreamKind is the kind of a procedure's process stream: "process/<code>".
const StreamKind = "process"

// Stream is the stream id of a procedure's processes.
func Stream(procedureCode string) string { return StreamKind + "/" + procedureCode }

// Adopted says that a process is in force from its ValidFrom on, where none was.
type Adopted struct {
	Process Process `json:"process"`
	Ground  string  `json:"ground,omitempty"`
	By      string  `json:"by,omitempty"` // account, a pseudonym
}

// Replaced says that a process takes the place of an earlier version from its
// ValidFrom on. Dossiers accepted before keep theirs.
type Replaced struct {
	Process Process `json:"process"`
	Former  int     `json:"former"` // the version it takes the place of
	Ground  string  `json:"ground,omitempty"`
	By      string  `json:"by,omitempty"`
}

// EventType is the stable name.
func (Adopted) EventType() string { return "process.adopted" }

// EventType is the stable name.
func (Replaced) EventType() string { return "process.replaced" }

// Codec stores the events of the process streams.
func Codec() act.Codec { return act.NewCodec(Adopted{}, Replaced{}) }

// State is all processes of one procedure, by ValidFrom, then Version.
type State struct {
	Versions []Process `json:"versions,omitempty"`
}

// InForce is the process in force on a day for a case ("" for dossiers without
// one): that case's own, else the one for all. False when there is none yet.
func (s State) InForce(day calendar.Date, caseCode string) (Process, bool) {
	var best Process
	for _, p := range s.Versions {
		if p.ValidFrom.After(day) || (p.Case != "" && p.Case != caseCode) {
			continue
		}
		if p.Case != "" || best.Case == "" {
			best = p
		}
	}
	return best, best.Version > 0
}

// Version finds a process by its number; dossiers keep it.
func (s State) Version(n int) (Process, bool) {
	i := slices.IndexFunc(s.Versions, func(p Process) bool { return p.Version == n })
	if i < 0 {
		return Process{}, false
	}
	return s.Versions[i], true
}

// Evolve folds an event into the state; foreign events change nothing.
func Evolve(s State, e act.Event) State {
	var p Process
	switch e := e.(type) {
	case Adopted:
		p = e.Process
	case Replaced:
		p = e.Process
	default:
		return s
	}
	s.Versions = append(slices.Clone(s.Versions), p)
	slices.SortStableFunc(s.Versions, func(a, b Process) int {
		if c := a.ValidFrom.Compare(b.ValidFrom); c != 0 {
			return c
		}
		return a.Version - b.Version
	})
	return s
}

// Command is what can be asked of a process stream.
//
//sumtype:decl
type Command interface{ processCommand() }

// Adopt puts a process in force. Its Version is given by Decide.
type Adopt struct {
	Process Process
	Ground  string
}

// AdoptSample gives a procedure the sample process of import, unless it has an
// approved one or the same sample already.
type AdoptSample struct{ Process Process }

// Import takes over a process that another system already used: a sum over the
// limit is a warning for the importer (Process.Overrun), no ground to refuse.
type Import struct {
	Process Process
	Ground  string
}

func (Adopt) processCommand()       {}
func (AdoptSample) processCommand() {}
func (Import) processCommand()      {}

// Facts are what Decide may know besides the state.
type Facts struct {
	Now   calendar.Instant
	Actor org.Actor
}

// Decide says what happens, or why not. A process that says the same as the
// one in force makes no event. Only the system and holders of the admin duty
// may.
func Decide(s State, c Command, f Facts) ([]act.Event, error) {
	if !f.Actor.IsSystem() && !f.Actor.HoldsAnywhere(org.DutyAdmin) {
		return nil, fault.New(fault.Forbidden, "process.not_admin", locale.T(
			"Chỉ người quản trị được thay đổi quy trình nội bộ. Quy trình đang áp dụng vẫn giữ nguyên; xin Ông/Bà liên hệ quản trị của cơ quan.",
			"Only an administrator may change internal processes. The one in force was kept; please contact your agency's administrator."))
	}
	switch c := c.(type) {
	case Adopt:
		if err := c.Process.Problems().OrNil(); err != nil {
			return nil, err
		}
		return decideAdopt(s, c.Process, c.Ground, f)
	case Import:
		problems := slices.DeleteFunc(c.Process.Problems(), func(e *fault.Error) bool { return e.Code == "process.over_limit" })
		if err := problems.OrNil(); err != nil {
			return nil, err
		}
		return decideAdopt(s, c.Process, c.Ground, f)
	case AdoptSample:
		if err := c.Process.Problems().OrNil(); err != nil {
			return nil, err
		}
		if slices.ContainsFunc(s.Versions, func(p Process) bool { return p.Approved || p.Template == "" }) {
			return nil, nil
		}
		return decideAdopt(s, c.Process, "", f)
	}
	return nil, fault.New(fault.Internal, "process.unknown_command", locale.T("Lệnh này chưa được hỗ trợ. Chưa có gì thay đổi.", "This command is not supported. Nothing was changed."))
}

func decideAdopt(s State, p Process, ground string, f Facts) ([]act.Event, error) {
	if p.ValidFrom.IsZero() {
		p.ValidFrom = f.Now.Date()
	}
	if p.Approved {
		p.Mark = locale.Text{}
	}
	former := 0
	p.Version = 1
	for _, v := range s.Versions {
		if v.Case == p.Case && !v.ValidFrom.After(p.ValidFrom) {
			former = v.Version
		}
		if v.Case == p.Case && sameSteps(v, p) && !p.ValidFrom.Before(v.ValidFrom) && !s.replacedAfter(v) {
			return nil, nil
		}
		p.Version = max(p.Version, v.Version+1)
	}
	if former == 0 {
		return []act.Event{Adopted{Process: p, Ground: ground, By: f.Actor.Account}}, nil
	}
	return []act.Event{Replaced{Process: p, Former: former, Ground: ground, By: f.Actor.Account}}, nil
}

// replacedAfter tells whether a later version for the same case exists.
func (s State) replacedAfter(v Process) bool {
	return slices.ContainsFunc(s.Versions, func(o Process) bool { return o.Case == v.Case && o.Version > v.Version })
}

func sameSteps(a, b Process) bool {
	return a.Template == b.Template && a.Approved == b.Approved && a.Decision == b.Decision &&
		a.LimitMinutes == b.LimitMinutes && slices.Equal(a.Steps, b.Steps)
}

// Tables declares "process": one row for each version.
func Tables() []act.Table {
	return []act.Table{{Name: "process", Key: []string{"procedure_code", "version"}, Columns: []string{
		"case_code", "valid_from", "template", "approved", "minutes", "limit_minutes", "definition",
	}}}
}

// Rows are the rows of one procedure's processes.
func Rows(id string, s State) []act.Row {
	code := strings.TrimPrefix(id, StreamKind+"/")
	rows := make([]act.Row, 0, len(s.Versions))
	for _, p := range s.Versions {
		approved := int64(0)
		if p.Approved {
			approved = 1
		}
		rows = append(rows, act.Row{Table: "process", Values: []any{
			code, int64(p.Version), p.Case, p.ValidFrom.String(), p.Template, approved,
			int64(p.Minutes()), int64(p.LimitMinutes), encoded(p),
		}})
	}
	return rows
}

// encoded is v as JSON; the values here are plain and cannot fail to encode.
func encoded(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return "null"
	}
	return string(b)
}
