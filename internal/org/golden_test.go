package org_test

import (
	"testing"

	"motcua/internal/act"
	"motcua/internal/act/acttest"
	"motcua/internal/calendar"
	"motcua/internal/org"
)

func samples() []act.Event {
	a := agency("so-mau")
	a.Code, a.OldCode, a.Parent, a.DemoCodes = "H49.12", "000.00.12.H49", "ubnd-tinh", true
	return []act.Event{
		org.Founded{Agency: a, Ground: "Quyết định mẫu"},
		org.Described{From: date(2025, 3, 1), Description: org.Description{Name: "Sở Mẫu Mới", Phone: "0203 3000 001"}, Ground: "Quyết định mẫu"},
		org.UnitOpened{Unit: org.Unit{ID: "mot-cua", Name: "Bộ phận Một cửa", Kind: org.UnitOneStop, Span: org.Span{From: date(2020, 1, 1)}}},
		org.Appointed{Account: "gd-1", Name: "Lê Văn Mẫu 0001", Title: "Phó Giám đốc", Unit: "lanh-dao", Duty: org.DutyLeader, Mandate: org.MandateDeputy, For: "Giám đốc", From: date(2020, 1, 1)},
		org.Relieved{Account: "gd-1", Unit: "lanh-dao", Duty: org.DutyLeader, Until: date(2024, 12, 31)},
		org.Ended{Until: date(2025, 6, 30), Successors: []string{"so-khac"}, Ground: "Nghị quyết mẫu"},
		org.AbsenceRecorded{Account: "gd-1", From: date(2025, 3, 3), Until: date(2025, 3, 14), StandIn: "gd-2", Reason: "Đi công tác", By: "qt-1", Second: "qt-2"},
		org.AbsenceEnded{Account: "gd-1", From: date(2025, 3, 3), Until: date(2025, 3, 10)},
		org.StandInConfirmed{Account: "gd-1", From: date(2025, 3, 3), Second: "qt-2"},
		org.UnitRenamed{Unit: "chuyen-mon", From: date(2025, 3, 1), Name: "Phòng Mẫu Mới", Ground: "Quyết định mẫu"},
		org.UnitClosed{Unit: "chuyen-mon", Until: date(2025, 6, 30), Ground: "Quyết định mẫu"},
		org.CounterOpened{Unit: "mot-cua", Counter: "1", Name: "Quầy 1", From: date(2025, 3, 1)},
		org.CounterClosed{Unit: "mot-cua", Counter: "1", Until: date(2025, 6, 30)},
		org.AppointmentProposed{Account: "gd-1", Name: "Lê Văn Mẫu 0001", Title: "Phó Giám đốc", Unit: "lanh-dao", Duty: org.DutyLeader, Mandate: org.MandateDelegate, For: "Giám đốc", From: date(2025, 3, 1), Until: date(2025, 5, 31), Fields: []string{"TT"}, By: "qt-1", Ground: "Quyết định mẫu"},
		org.AppointmentDeclined{Account: "gd-1", Unit: "lanh-dao", Duty: org.DutyLeader, Reason: "Chưa có quyết định", By: "qt-2"},
		org.ListDeclined{List: "0192", Reason: "Sai cơ quan", By: "qt-2"},
		org.Departed{Account: "gd-1", Until: date(2025, 6, 30), Ground: "Nghỉ hưu"},
		org.BookOpened{Symbol: "KQ-MAU", Uses: []org.BookUse{org.BookResults, org.BookRefusals}, First: 18, From: date(2025, 3, 1), Until: date(2025, 12, 31), Ground: "Quyết định mẫu"},
		org.BookClosed{Symbol: "KQ-MAU", Until: date(2025, 6, 30), Ground: "Quyết định mẫu"},
		org.PlacesAdopted{Ground: "Luật mẫu", Places: []org.Place{{ID: "hong-gai", Name: "Phường Hồng Gai", Level: org.LevelCommune, Parent: "quang-ninh", Span: org.Span{From: date(2025, 7, 1)}, Unconfirmed: true}}},
		org.PlacesProposed{List: "0193", By: "qt-1", At: calendar.On(date(2025, 6, 1), 8, 0), Ground: "Luật mẫu", Places: []org.Place{{ID: "06649", Code: "06649", Name: "Phường Mẫu", Level: org.LevelCommune, Parent: "22", Span: org.Span{From: date(2021, 1, 1), Until: date(2025, 6, 30)}, Successors: []string{"hong-gai"}}}},
		org.PlacesDeclined{List: "0193", By: "qt-2", Reason: "Sai mã"},
		org.ReformPrepared{By: "qt-1", At: calendar.On(date(2025, 6, 1), 8, 0), Plan: org.Plan{
			Last: date(2025, 6, 30), Ground: "Nghị quyết mẫu", Founds: []org.Founding{{Agency: a}}, Ends: []org.Ending{{Agency: "so-khac", Successors: []string{"so-mau"}}},
		}},
		org.ReformConfirmed{By: "qt-2", At: calendar.On(date(2025, 6, 2), 8, 0)},
		org.ReformDeclined{By: "qt-2", Reason: "Sai căn cứ"},
		org.ReformDone{At: calendar.On(date(2025, 7, 1), 0, 5), Passed: 12, Stayed: 1},
	}
}

func TestStoredEventsDecodeForEver(t *testing.T) {
	t.Parallel()
	acttest.Samples(t, samples(), func(t *testing.T, codec act.Codec, e act.Event, s acttest.Stored) {
		t.Helper()
		acttest.Same(t, codec, e, s)
	}, org.Codec(), org.TerritoryCodec(), org.ReformCodec())
}
