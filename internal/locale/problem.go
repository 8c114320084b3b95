package locale

// Problem says what is wrong, or only doubtful, about something that a person
// typed or scanned. It is a value and not a Go error, so that a nil *Problem
// cannot hide in an error; fault.Of turns it into one.
type Problem struct {
	// Code is stable and dotted, for machines: "citizen_id.length".
	Code string
	// Say is the sentence for people: what is wrong and what to do next.
	Say Text
}

// problem pairs a code with its sentence.
func problem(code, vi, en string) *Problem { return &Problem{Code: code, Say: T(vi, en)} }
