package dossier

import (
	"motcua/internal/locale"
	"motcua/internal/setting"
)

// FilingOpen is the key of the setting that opens and closes online filing.
const FilingOpen = "filing.open"

// Keys of the limits of online filing.
const (
	LimitFiles  = "limit.files_of_paper"
	LimitDrafts = "limit.drafts"
)

// Settings are what a province sets of dossiers.
func Settings() []setting.Definition {
	return []setting.Definition{{
		Key: FilingOpen, Kind: setting.Switch, Group: locale.T("Nộp hồ sơ trực tuyến", "Online filing"),
		Name:    locale.T("Nhận hồ sơ nộp trực tuyến", "Online filing"),
		Does:    locale.T("Khi tạm dừng, người dân không nộp được hồ sơ trực tuyến đến cơ quan và đọc câu giải thích; hồ sơ đã nộp vẫn được giải quyết, quầy vẫn tiếp nhận.", "While closed, people cannot file online with the agency and read the sentence; dossiers filed before go on, counters receive as usual."),
		Default: setting.Value{On: true}, Longest: 300, PerAgency: true, ByUnit: true,
	}, {
		Key: LimitFiles, Kind: setting.Number, Group: locale.T("Giới hạn nộp trực tuyến", "Limits of online filing"), Low: 5, High: 100, Default: setting.Value{Number: 50},
		Unit: locale.T("tệp", "files"), Name: locale.T("Số tệp nhiều nhất của một giấy tờ", "Files of one paper at most"),
		Does: locale.T("Áp dụng cho lần tải lên tiếp theo; tệp đã tải vẫn được giữ.", "Holds from the next upload on; files that are there stay."),
	}, {
		Key: LimitDrafts, Kind: setting.Number, Group: locale.T("Giới hạn nộp trực tuyến", "Limits of online filing"), Low: 10, High: 200, Default: setting.Value{Number: 50},
		Unit: locale.T("bản nháp", "drafts"), Name: locale.T("Số bản nháp nhiều nhất của một tài khoản", "Drafts of an account at most"),
		Does: locale.T("Đủ số này thì phải nộp hoặc xóa bớt rồi mới lập bản nháp khác; bản nháp đã có vẫn còn.", "Beyond it a draft must be filed or deleted before another begins; those that are there stay."),
	}}
}
