package dossier

import "motcua/internal/locale"

// Status is the national status of a dossier (TrangThaiHoSo, 1–10).
type Status int

// The ten national statuses.
const (
	None       Status = 0  // nothing was filed yet
	New        Status = 1  // Mới đăng ký
	Accepted   Status = 2  // Được tiếp nhận
	Denied     Status = 3  // Không được tiếp nhận
	Processing Status = 4  // Đang xử lý
	Supplement Status = 5  // Yêu cầu bổ sung giấy tờ
	Paying     Status = 6  // Yêu cầu thực hiện nghĩa vụ tài chính
	Withdrawn  Status = 7  // Công dân yêu cầu rút hồ sơ
	Stopped    Status = 8  // Dừng xử lý
	Finished   Status = 9  // Đã xử lý xong
	HandedOver Status = 10 // Đã trả kết quả
)

// Statuses lists the ten in order.
func Statuses() []Status {
	return []Status{New, Accepted, Denied, Processing, Supplement, Paying, Withdrawn, Stopped, Finished, HandedOver}
}

// Going lists the statuses in which an accepted dossier is worked on and its
// clock runs.
func Going() []Status { return []Status{Accepted, Processing} }

// Paused lists the statuses in which the clock of an open dossier stands still;
// Stopped is one of them while it is a mere suspension.
func Paused() []Status { return []Status{Supplement, Paying, Stopped} }

// Name is the exact national name.
func (s Status) Name() locale.Text {
	switch s {
	case New:
		return locale.T("Mới đăng ký", "Newly filed")
	case Accepted:
		return locale.T("Được tiếp nhận", "Accepted")
	case Denied:
		return locale.T("Không được tiếp nhận", "Not accepted")
	case Processing:
		return locale.T("Đang xử lý", "In progress")
	case Supplement:
		return locale.T("Yêu cầu bổ sung giấy tờ", "Papers requested")
	case Paying:
		return locale.T("Yêu cầu thực hiện nghĩa vụ tài chính", "Payment due")
	case Withdrawn:
		return locale.T("Công dân yêu cầu rút hồ sơ", "Withdrawn")
	case Stopped:
		return locale.T("Dừng xử lý", "Stopped")
	case Finished:
		return locale.T("Đã xử lý xong", "Finished")
	case HandedOver:
		return locale.T("Đã trả kết quả", "Result handed over")
	case None:
	}
	return locale.T("Chưa nộp", "Not filed")
}

// IsFinal reports whether nothing more happens to the dossier's decision.
func (s Status) IsFinal() bool {
	return s == Denied || s == Withdrawn || s == Stopped || s == HandedOver
}

// IsOpen reports whether an accepted dossier still waits for its decision.
func (s Status) IsOpen() bool {
	return s == Accepted || s == Processing || s == Supplement || s == Paying
}
