// Package reportdb is the reports' shell to the database: a follower of the
// dossiers' events keeps the tables that reports are counted from (bảng số
// liệu báo cáo), and queries count report II.06a and list the dossiers behind
// every figure.
//
// The follower's position is stored in the transaction of its rows, so each
// report can say up to which position of the journal it counts. What it keeps
// is derived: Rebuild makes it anew from the journal.
package reportdb
