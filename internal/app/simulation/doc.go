// Package simulation (mô phỏng) fills a database that is marked as simulated
// for ever with dossiers of a period: filed, accepted, examined, signed, sealed
// and handed over by the same commands as people use, with the volumes and
// shares that Quảng Ninh published for the first quarter of 2024.
//
// It plans every dossier beforehand from a seed, submits all acts in order of
// time, and counts by itself what a report must then show: received, settled
// early, on time and late, still open. Its count and report II.06a are made by
// different code and must agree to the last dossier.
package simulation
