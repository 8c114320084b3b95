// Package report is the pure core of the official statistics (báo cáo thống
// kê), counted only from what the journal recorded.
//
// It holds report II.06a of TT 01/2020/TT-VPCP, "Tình hình, kết quả giải quyết
// TTHC tại cơ quan, đơn vị trực tiếp giải quyết TTHC", as a versioned
// definition: which cell each dossier falls into for a period. A Case is what
// the report knows of one dossier, folded from its events; Cells is the
// definition itself; package reportdb computes the same in SQL and is tested
// against it.
//
// # The definition II.06a/1
//
//   - A period has both its days included: [from 00:00, to+1 00:00) at +07:00.
//     Every instant is the server's recorded one, never a claimed one; the due
//     time is the one in force then, moved by lawful pauses only.
//   - Received (3) = online (4) + at counters or by post (5), both accepted in
//     the period, + carried (6): accepted before it and not ended before it.
//   - Settled (7) = early (8) + on time (9) + late (10): the clock ended in the
//     period. Withdrawn and stopped dossiers count by their end and are shown
//     as "trong đó".
//   - Open (11) = in time (12) + late (13), at the end of the period, or now if
//     it is still running. A clock that stands still is in time; a notice after
//     the due time stops nothing.
//   - 3 = 7 + 11, for every row of every report.
//   - Dossiers without a computable limit stand outside 3–13, in an annex with
//     their list, as do refusals at reception and receptions that ran over.
//
// The national date-only verdict (QĐ 766/QĐ-TTg) stands beside, as its own
// column.
//
// Hide protects small groups in what is published without sign-in, in all
// groupings of a period together. The
// package reads no clock and does no IO but writing to a given io.Writer.
package report
