package identity

import (
	"motcua/internal/locale"
	"motcua/internal/setting"
)

// Keys of the limits of sessions.
const (
	LimitIdle = "limit.session_idle" // minutes without a request
	LimitLife = "limit.session_life" // hours since signing in
)

// Settings are what a province sets of signing in. The bounds never exceed what
// NIST SP 800-63B-4 allows at its second level, an hour without a request, and a
// working day with its evening.
func Settings() []setting.Definition {
	group := locale.T("Giới hạn bảo mật", "Limits of security")
	return []setting.Definition{{
		Key: LimitIdle, Kind: setting.Number, Group: group, Second: true, Low: 10, High: 60, Default: setting.Value{Number: 60},
		Unit: locale.T("phút", "minutes"), Name: locale.T("Phiên kết thúc khi không thao tác", "A session ends without use after"),
		Does: locale.T("Không thao tác trong thời gian này thì phải đăng nhập lại, cả phiên đang mở; nội dung đang gõ được giữ. Áp dụng cho mọi tài khoản, ngay khi có hiệu lực.",
			"Who does nothing for so long must sign in again, in open sessions too; what was typed is kept. For every account, as soon as it is in force."),
	}, {
		Key: LimitLife, Kind: setting.Number, Group: group, Second: true, Low: 4, High: 12, Default: setting.Value{Number: 12},
		Unit: locale.T("giờ", "hours"), Name: locale.T("Phiên dài nhất từ lúc đăng nhập", "A session lasts at most"),
		Does: locale.T("Hết thời gian này phải đăng nhập lại dù vẫn đang thao tác, cả phiên đang mở; nội dung đang gõ được giữ. Áp dụng cho mọi tài khoản.",
			"After so long everybody signs in again even while at work, in open sessions too; what was typed is kept. For every account."),
	}}
}
