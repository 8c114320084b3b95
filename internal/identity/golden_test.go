package identity_test

import (
	"testing"
	"time"

	"motcua/internal/act"
	"motcua/internal/act/acttest"
	"motcua/internal/calendar"
	"motcua/internal/identity"
	"motcua/internal/org"
)

func samples() []act.Event {
	return []act.Event{
		identity.Opened{
			Account: "cong-dan", Kind: org.ActorCitizen, Demo: true, Name: "Nguyễn Thị Mẫu", Number: "022190000001", Birth: calendar.D(1990, 5, 12),
			Phone: "+84900000001", Email: "mau@motcua.example", Address: "Tổ 1", Place: "hong-gai",
		},
		identity.ContactChanged{Account: "cong-dan", Phone: "+84900000002", Email: "mau@motcua.example", Address: "Tổ 2", Place: "hong-gai"},
		identity.Disabled{Ground: "Nghỉ việc"}, identity.Enabled{}, identity.Closed{}, identity.SessionsEnded{Ground: "Mất máy"},
		identity.TokenIssued{
			Account: "cong-dan", Token: "t1", Label: "Phần mềm kế toán", Scopes: []identity.Scope{identity.ScopeDossiersRead},
			Hash: hash, Issued: now, Expires: now.Add(time.Hour),
		},
		identity.FactorEnrolled{Account: "cong-dan", Factor: "f1", Kind: identity.FactorPasskey, Name: "Điện thoại", Since: now},
		identity.FactorRemoved{Factor: "f1"}, identity.FactorsReset{Ground: "Mất điện thoại"}, identity.RecoveryCodesIssued{}, identity.PasswordIssued{Ground: "Quên mật khẩu"},
		identity.TokenRevoked{Token: "t1"}, identity.DemoMarked{},
		identity.ContactErased{
			Account: "cong-dan", Name: "Nguyễn Thị Mẫu", Number: "022190000001", Birth: calendar.D(1990, 5, 12),
			Links: map[string]string{"vneid": hash}, Labels: map[string]string{"t1": "Phần mềm kế toán"},
		},
		identity.AccountErased{Account: "cong-dan", Messages: []string{"message/m1"}},
		identity.ConsentGiven{Purpose: identity.EmailMessages, Version: 1, At: now},
		identity.ConsentWithdrawn{Purpose: identity.EmailMessages, At: now},
		identity.Linked{Account: "cong-dan", Provider: "vneid", Subject: hash, Assurance: identity.AssuranceHigh, Since: now},
		identity.Unlinked{Provider: "vneid"},
		identity.Proved{Account: "cong-dan", Provider: "vneid", Assurance: identity.AssuranceHigh, Name: "Nguyễn Thị Mẫu", Birth: calendar.D(1990, 5, 12)},
	}
}

func TestStoredEventsDecodeForEver(t *testing.T) {
	t.Parallel()
	acttest.Samples(t, append(samples(), principalSamples()...), func(t *testing.T, codec act.Codec, e act.Event, s acttest.Stored) {
		t.Helper()
		stored := acttest.Same(t, codec, e, s)
		identity.Evolve(identity.State{}, stored)
		identity.EvolvePrincipal(identity.PrincipalState{}, stored)
		if x, ok := e.(act.Subjected); ok && x.Subjects()["self"] != "cong-dan" {
			t.Errorf("subjects %v", x.Subjects())
		}
	}, identity.Codec(), identity.SiteCodec(), identity.PrincipalCodec())
}
