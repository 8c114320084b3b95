// Package look is the pure core of looking at a dossier outside one's own step
// (xem hồ sơ): who opened whose data, why, and until when.
//
// Looking is an act, on a stream of its own, "look/<dossier>", so that it never
// makes anybody's work on the dossier stale. Whoever works or worked on a
// dossier, receives it or leads its present performer looks without a reason;
// anybody else sees it masked until he gives one, and then for a limited time.
// The applicant can see who looked.
package look
