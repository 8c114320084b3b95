package procedure

import (
	"encoding/json"
	"reflect"
	"slices"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// Command is what can be asked of a procedure's stream.
//
//sumtype:decl
type Command interface{ procedureCommand() }

// List tells what a catalogue line says.
type List struct {
	Listing Procedure
	Hash    string
	Raw     json.RawMessage
}

// Describe tells a definition. From is its first day as far as its origin
// knows; zero is the day we learn it. Updated is the day of the record's last
// change, zero when not told.
type Describe struct {
	Definition Procedure
	From       calendar.Date
	Updated    calendar.Date
	Origin     Origin
	Hash       string
	Raw        json.RawMessage
}

// Assign says which agencies decide, in place of all earlier rules.
type Assign struct{ Rules []org.Rule }

func (List) procedureCommand()     {}
func (Describe) procedureCommand() {}
func (Assign) procedureCommand()   {}

// Command is the command that brings the record into the catalogue.
func (r Record) Command() Command {
	if r.Procedure.Stage == Listed {
		return List{Listing: r.Procedure, Hash: r.Hash, Raw: r.Raw}
	}
	return Describe{Definition: r.Procedure, From: r.Known, Updated: r.Updated, Origin: National, Hash: r.Hash, Raw: r.Raw}
}

// Facts are what Decide may know besides the state.
type Facts struct {
	Now   calendar.Instant
	Actor org.Actor
}

// Decide says what happens to the procedure, or why not. What is already known
// makes no event, so the same file can be read any number of times. Only the
// system and holders of the admin duty may.
func Decide(s State, c Command, f Facts) ([]act.Event, error) {
	switch c := c.(type) {
	case SetRetention:
		return decideRetention(s, c, f)
	case SetConfidentiality:
		return decideConfidentiality(s, c, f)
	}
	if !f.Actor.IsSystem() && !f.Actor.HoldsAnywhere(org.DutyAdmin) {
		return nil, fault.New(fault.Forbidden, "procedure.not_admin", locale.T(
			"Chỉ người quản trị được thay đổi danh mục thủ tục. Chưa có gì thay đổi; xin Ông/Bà liên hệ quản trị của cơ quan.",
			"Only an administrator may change the catalogue of procedures. Nothing was changed; please contact your agency's administrator."))
	}
	switch c := c.(type) {
	case List:
		return decideList(s, c)
	case Describe:
		return decideDescribe(s, c, f)
	case Assign:
		return decideAssign(s, c, f)
	case SetRetention, SetConfidentiality: // decided above
	}
	return nil, fault.New(fault.Internal, "procedure.unknown_command", locale.T("Lệnh này chưa được hỗ trợ. Chưa có gì thay đổi.", "This command is not supported. Nothing was changed."))
}

func decideList(s State, c List) ([]act.Event, error) {
	if err := sameCode(s, c.Listing.Code); err != nil {
		return nil, err
	}
	if s.ListHash == c.Hash && s.Listing.Code != "" {
		return nil, nil
	}
	return []act.Event{CatalogueListed(c)}, nil
}

func decideDescribe(s State, c Describe, f Facts) ([]act.Event, error) {
	if err := sameCode(s, c.Definition.Code); err != nil {
		return nil, err
	}
	claimed := c.From
	if claimed.IsZero() {
		claimed = f.Now.Date()
	}
	from := claimed
	rev := 0
	if last, ok := s.lastOf(c.Origin); ok {
		if last.Hash == c.Hash {
			return nil, nil
		}
		// A record that changed but claims the day it claimed before takes
		// effect when it was changed, at the earliest the day after its
		// predecessor began, else today.
		if !from.After(last.ValidFrom) {
			from = c.Updated
		}
		if !from.After(last.ValidFrom) {
			from = f.Now.Date()
		}
		if from.Before(last.ValidFrom) {
			from = last.ValidFrom
		}
	}
	for _, v := range s.Versions {
		rev = max(rev, v.Rev)
		if v.Hash == c.Hash && v.Origin == c.Origin && v.Updated == c.Updated && (c.From.IsZero() || v.Claimed == claimed) {
			return nil, nil // an older state of the record, read again
		}
	}
	return []act.Event{DefinitionPublished{
		Rev: rev + 1, ValidFrom: from, Claimed: claimed, Updated: c.Updated,
		Origin: c.Origin, Hash: c.Hash, Definition: c.Definition, Raw: c.Raw,
	}}, nil
}

// lastOf is the version that came last from an origin.
func (s State) lastOf(o Origin) (Version, bool) {
	var last Version
	for _, v := range s.Versions {
		if v.Origin == o && v.Rev > last.Rev {
			last = v
		}
	}
	return last, last.Rev > 0
}

func decideAssign(s State, c Assign, f Facts) ([]act.Event, error) {
	if !s.Exists() {
		return nil, fault.New(fault.NotFound, "procedure.unknown", locale.T(
			"Chưa có thủ tục này trong danh mục nên chưa giao được cho cơ quan nào. Xin nhập thủ tục trước.",
			"This procedure is not in the catalogue, so it cannot be assigned. Please import it first."))
	}
	for _, r := range c.Rules {
		if r.Agency == "" && r.Level == "" {
			return nil, fault.New(fault.Invalid, "procedure.rule_empty", locale.T(
				"Có dòng phân công chưa nêu cơ quan hay cấp giải quyết. Phân công trước đó vẫn giữ nguyên; xin bổ sung dòng này.",
				"One rule names neither an agency nor a level. The earlier assignment was kept; please complete that rule.")).At("rules")
		}
	}
	if slices.EqualFunc(s.Rules, c.Rules, func(a, b org.Rule) bool { return reflect.DeepEqual(a, b) }) {
		return nil, nil
	}
	return []act.Event{Assigned{Rules: c.Rules, By: f.Actor.Account}}, nil
}

// sameCode keeps one procedure's stream from taking another's record.
func sameCode(s State, code string) error {
	known := s.Listing.Code
	if v, ok := s.Latest(); ok {
		known = v.Definition.Code
	}
	if code == "" || (known != "" && known != code) {
		return fault.New(fault.Invalid, "procedure.code_differs", locale.F(
			"Bản ghi có mã “%s” không thuộc thủ tục “%s”. Chưa có gì thay đổi; xin kiểm tra lại mã.",
			"The record with code %q does not belong to procedure %q. Nothing was changed; please check the code.", code, known))
	}
	return nil
}
