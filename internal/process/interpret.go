package process

import (
	"slices"

	"motcua/internal/fault"
	"motcua/internal/locale"
)

// Outcome is how a step ended.
type Outcome string

// The outcomes.
const (
	Done     Outcome = "done"     // go on
	SentBack Outcome = "returned" // back to the previous performer, with a reason
)

// Step finds a step by its id.
func (p Process) Step(id string) (Step, bool) {
	i := p.index(id)
	if i < 0 {
		return Step{}, false
	}
	return p.Steps[i], true
}

func (p Process) index(id string) int {
	return slices.IndexFunc(p.Steps, func(s Step) bool { return s.ID == id })
}

// First is the step a filed dossier stands at.
func (p Process) First() (Step, bool) {
	if len(p.Steps) == 0 {
		return Step{}, false
	}
	return p.Steps[0], true
}

// FirstOf is the first step of a kind.
func (p Process) FirstOf(k Kind) (Step, bool) {
	i := slices.IndexFunc(p.Steps, func(s Step) bool { return s.Kind == k })
	if i < 0 {
		return Step{}, false
	}
	return p.Steps[i], true
}

// Next is the step after one that ended so. ok is false after the last step,
// before the first and for a step the process does not have.
func (p Process) Next(step string, o Outcome) (next Step, ok bool) {
	if o == SentBack {
		return p.Previous(step)
	}
	i := p.index(step)
	if i < 0 || i+1 >= len(p.Steps) {
		return Step{}, false
	}
	return p.Steps[i+1], true
}

// Previous is the step before; ok is false at the first.
func (p Process) Previous(step string) (previous Step, ok bool) {
	i := p.index(step)
	if i <= 0 {
		return Step{}, false
	}
	return p.Steps[i-1], true
}

// Minutes is the sum of all planned times.
func (p Process) Minutes() int {
	total := 0
	for _, s := range p.Steps {
		total += s.Minutes
	}
	return total
}

// StepDue is by when, in working minutes after the processing clock's start,
// the step is planned to be done: the sum of its time and those before it. It
// warns officials and never changes the legal due time. -1 for a step the
// process does not have.
func (p Process) StepDue(step string) int {
	total := 0
	for _, s := range p.Steps {
		total += s.Minutes
		if s.ID == step {
			return total
		}
	}
	return -1
}

// Problems lists what keeps a process from being adopted as a new one: no
// steps, ids twice, a step without performer, no way through reception,
// approval and hand-over, times below zero, a sum above the limit.
func (p Process) Problems() fault.List {
	var out fault.List
	add := func(code string, say locale.Text) { out = append(out, fault.New(fault.Invalid, code, say).At("steps")) }
	seen := map[string]bool{}
	for _, s := range p.Steps {
		if s.ID == "" || seen[s.ID] {
			add("process.step_id", locale.F("Mã bước “%s” trống hoặc trùng; mỗi bước cần một mã riêng.", "The step id %q is empty or used twice; each step needs its own.", s.ID))
		}
		seen[s.ID] = true
		if s.Unit == "" || s.Duty == "" {
			add("process.no_performer", locale.F("Bước “%s” chưa nêu đơn vị hoặc người thực hiện.", "Step %q names no unit or duty.", s.Name.VI))
		}
		if s.Minutes < 0 {
			add("process.negative", locale.F("Bước “%s” có thời gian âm.", "Step %q has a negative time.", s.Name.VI))
		}
	}
	for _, k := range []Kind{Receive, Approve, Return} {
		if _, ok := p.FirstOf(k); !ok {
			add("process.missing_step", locale.F("Quy trình thiếu bước “%s”.", "The process lacks the step %q.", StepOf(k).Name.VI))
		}
	}
	if over := p.Overrun(); over > 0 {
		add("process.over_limit", locale.F("Tổng thời gian các bước vượt thời hạn giải quyết %d phút làm việc; xin giảm bớt.",
			"The steps exceed the limit by %d working minutes; please shorten them.", over))
	}
	return out
}

// Overrun is by how many minutes the steps exceed the limit; 0 when they fit or
// the limit is not known. Published processes do not always fit: import warns.
func (p Process) Overrun() int {
	if p.LimitMinutes == 0 {
		return 0
	}
	return max(0, p.Minutes()-p.LimitMinutes)
}
