// Package process is the pure core of internal processes (quy trình nội bộ,
// QTNB): the steps by which an agency decides on a dossier, who does each, in
// how much working time.
//
// One stream, "process/<procedure code>", holds the processes adopted for one
// procedure, each with its first day. Import gives every described procedure a
// template scaled to its limit and marked as a sample not yet approved; an
// agency replaces it by the process it approved. A process never changes a
// dossier's legal limit: its times are planned shares of it.
package process
