// Package receptionweb is the counter (quầy tiếp nhận): the one page at which a
// reception officer takes in what a person brings, the page after it with
// receipt and next steps, and the replacement of a lost slip.
//
// The page is one form. Each of its buttons sends everything typed and gets the
// page back with everything kept; only "Tiếp nhận", "Lập phiếu yêu cầu bổ sung"
// and "Lập phiếu từ chối" act, through Casework. The first button reads the
// scan field, so that the Enter of a keyboard-type scanner, or of a person in
// any field, never accepts anything. The module reception.js adds the function
// keys, which mean the same on both pages, and refreshes parts of the page;
// nothing needs it. Sentences that address citizens are put into the officer's
// words here (say.go).
//
// What a scanner garbled, and what contradicts the personal number, must be
// corrected or confirmed before it is stored.
package receptionweb
