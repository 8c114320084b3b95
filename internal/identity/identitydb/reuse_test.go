package identitydb_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/internal/fault"
	"motcua/internal/identity"
	"motcua/internal/identity/identitydb"
	"motcua/internal/journal"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
)

func TestACommandsIDIsForOneThing(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		s := startDemo(t, db)
		ctx := t.Context()
		holder, err := s.Actor(ctx, "gd-cong-dan-1")
		if err != nil {
			t.Fatal(err)
		}
		act := func() identitydb.Act {
			return identitydb.Act{ID: uuid.NewString(), Account: holder.Account, Expect: journal.Any, Actor: holder}
		}
		t.Run("contact data", func(t *testing.T) {
			r := act()
			for _, c := range []struct {
				email  string
				again  bool
				refuse bool
			}{{"mot@motcua.example", false, false}, {"mot@motcua.example", true, false}, {"hai@motcua.example", false, true}} {
				receipt, err := s.Execute(ctx, r, identity.ChangeContact{Contact: identity.Contact{Email: c.email}})
				if (err != nil) != c.refuse || receipt.Repeated != c.again {
					t.Errorf("%s: %+v %v", c.email, receipt, err)
				}
				if all := fault.All(err); c.refuse && all[0].Code != "journal.command_reused" {
					t.Error(all)
				}
			}
		})
		t.Run("a token", func(t *testing.T) {
			r := act()
			n := identitydb.NewToken{Label: "Phần mềm", Scopes: []identity.Scope{identity.ScopeDossiersRead}, Expires: s.now().Add(24 * time.Hour)}
			if token, err := s.IssueToken(ctx, r, n); err != nil || token == "" {
				t.Fatal(err)
			}
			s.pass(time.Second)
			n.Expires = n.Expires.Add(time.Second) // "a day from now", a second later
			if token, err := s.IssueToken(ctx, r, n); err != nil || token != "" {
				t.Errorf("the same form sent twice: %q %v", token, err)
			}
			n.Label = "Phần mềm khác"
			if _, err := s.IssueToken(ctx, r, n); fault.KindOf(err) != fault.Refused {
				t.Errorf("an id was used for two tokens: %v", err)
			}
		})
	})
}
