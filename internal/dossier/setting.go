package dossier

import (
	"motcua/internal/locale"
	"motcua/internal/setting"
)

// FilingOpen is the key of the setting that opens and closes online filing.
const FilingOpen = "filing.open"

// Settings are what a province sets of dossiers.
func Settings() []setting.Definition {
	return []setting.Definition{{
		Key: FilingOpen, Kind: setting.Switch, Group: locale.T("Nộp hồ sơ trực tuyến", "Online filing"),
		Name:    locale.T("Nhận hồ sơ nộp trực tuyến", "Online filing"),
		Does:    locale.T("Khi tạm dừng, người dân không nộp được hồ sơ trực tuyến đến cơ quan và đọc câu giải thích; hồ sơ đã nộp vẫn được giải quyết, quầy vẫn tiếp nhận.", "While closed, people cannot file online with the agency and read the sentence; dossiers filed before go on, counters receive as usual."),
		Default: setting.Value{On: true}, Longest: 300, PerAgency: true, ByUnit: true,
	}}
}
