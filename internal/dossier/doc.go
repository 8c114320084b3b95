// Package dossier is the pure core of a case (hồ sơ): the whole life of one
// filing, from the applicant's submission to the result in his hands.
//
// One stream, "dossier/<uuid>", holds one dossier. Its statuses are the
// national ones (domain names kept exact):
//
//	1 Mới đăng ký ──accept──▶ 2 Được tiếp nhận ──▶ 4 Đang xử lý ──finish──▶ 9 Đã xử lý xong ──hand over──▶ 10 Đã trả kết quả
//	   │  └─refuse──▶ 3 Không được tiếp nhận        │   ▲
//	   └──request supplement──▶ 5 Yêu cầu bổ sung ◀─┘   └── receive supplement
//
// Acts (acts.go) is the one table of what may be done: from which status, at
// which step, by whom, with what effect on the clock, which sentence the
// applicant reads. Buttons, the API, the permission matrix and docs/acts.md
// come from it; Decide enforces it.
//
// Three times are kept apart (decided definitions): Promised (hạn hẹn trả,
// never changed), Due (hạn hiện hành, moved only by lawful pauses) and, later,
// the date of an apology. Lateness is the clock's end against Due.
package dossier
