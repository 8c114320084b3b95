package setting

import (
	"slices"
	"strings"

	"motcua/internal/act"
	"motcua/internal/calendar"
)

// StreamKind is the kind of a setting's stream.
const StreamKind = "setting"

// Stream is the stream id of a setting, for the province ("") or an agency.
func Stream(key, agency string) string {
	if agency == "" {
		return StreamKind + "/" + key
	}
	return StreamKind + "/" + key + "/" + agency
}

// Of is the key and agency of a stream id.
func Of(stream string) (key, agency string) {
	key, agency, _ = strings.Cut(strings.TrimPrefix(stream, StreamKind+"/"), "/")
	return key, agency
}

// Changed says that a setting has a new version.
type Changed struct {
	Key      string           `json:"key"`
	Agency   string           `json:"agency,omitempty"`
	Version  int              `json:"version"`
	Value    Value            `json:"value"`
	From     calendar.Instant `json:"from"`               // in force since
	Restored int              `json:"restored,omitempty"` // the version it goes back to, 0 for none
	Reason   string           `json:"reason"`
	By       string           `json:"by"`
	At       calendar.Instant `json:"at"`
	// Proposal is the proposal it carries out and Confirmed who confirmed it, 0
	// and "" where one person is enough.
	Proposal  int    `json:"proposal,omitempty"`
	Confirmed string `json:"confirmed_by,omitempty"`
}

func (Changed) EventType() string { return "setting.changed" } //nolint:revive // the stable name

// Codec knows every event of a setting.
func Codec() act.Codec { return act.NewCodec(Changed{}, Proposed{}, Dropped{}) }

// Version is one version of a setting.
type Version struct {
	Number   int              `json:"number"` // from 1
	Value    Value            `json:"value"`
	From     calendar.Instant `json:"from"`
	Restored int              `json:"restored,omitempty"`
	Reason   string           `json:"reason"`
	By       string           `json:"by"`
	At       calendar.Instant `json:"at"`
	// Confirmed is the second person, "" where one is enough.
	Confirmed string `json:"confirmed_by,omitempty"`
}

// State is one setting with all its history; the zero State was never set.
type State struct {
	Versions []Version `json:"versions,omitempty"` // in the order of recording
	// Waiting is the proposal that nobody has confirmed yet, nil for none.
	Waiting   *Proposed `json:"waiting,omitempty"`
	Proposals int       `json:"proposals,omitempty"` // made so far
}

// InForce is the version in force at an instant: of those that had begun, the
// one that began last, and of several that began together the one recorded
// last. False before the first.
func (s State) InForce(at calendar.Instant) (Version, bool) {
	var found Version
	ok := false
	for _, v := range s.Versions {
		if v.From <= at && (!ok || v.From >= found.From) {
			found, ok = v, true
		}
	}
	return found, ok
}

// Coming lists the versions that have not begun, the next first.
func (s State) Coming(at calendar.Instant) []Version {
	var out []Version
	for _, v := range s.Versions {
		if v.From > at {
			out = append(out, v)
		}
	}
	slices.SortStableFunc(out, func(a, b Version) int { return int(a.From - b.From) })
	return out
}

// Evolve folds one event into the state. It never fails.
func Evolve(s State, e act.Event) State {
	switch e := e.(type) {
	case Changed:
		s.Versions = append(slices.Clone(s.Versions), Version{
			Number: e.Version, Value: e.Value, From: e.From, Restored: e.Restored, Reason: e.Reason, By: e.By, At: e.At, Confirmed: e.Confirmed,
		})
		if e.Proposal > 0 {
			s.Waiting = nil
		}
	case Proposed:
		s.Waiting, s.Proposals = &e, e.Number
	case Dropped:
		s.Waiting = nil
	}
	return s
}
