package orgdb_test

import (
	"errors"
	"testing"

	"github.com/google/uuid"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/journal"
	"motcua/internal/org"
	"motcua/internal/org/orgdb"
	"motcua/internal/store"
	"motcua/internal/store/storetest"
)

func TestOrders(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		migrate(t, db)
		j, d := process(t, db)
		seed(t, j)
		load(t, d)
		const ward = "ubnd-hong-gai"
		today := clock().Date()
		order := func(account string, c org.Command) error {
			actor, _ := d.Organisation().Official(account, today)
			_, err := d.Do(t.Context(), orgdb.Order{ID: uuid.NewString(), Agency: ward, Expect: journal.Any, Actor: actor, Command: c})
			return err
		}
		appoint := org.Appoint{Post: org.Post{Account: "moi", Name: "Lê Văn Mẫu Mới", Title: "Chuyên viên", Unit: "chuyen-mon", Duty: org.DutySpecialist}}
		if err := order("gd-ubnd-hong-gai-quan-tri-dv", appoint); err != nil {
			t.Fatal(err)
		}
		if p := d.Organisation().Posts("moi", today); len(p) != 1 {
			t.Errorf("an order is seen at once: %+v", p)
		}
		if err := order("gd-ubnd-hong-gai-chuyen-vien-1", appoint); !errors.Is(err, &fault.Error{Code: "org.not_admin"}) {
			t.Error(err)
		}
		// The posts are those of now, whatever the caller believes.
		liar := org.Actor{Account: "gd-ubnd-hong-gai-chuyen-vien-1", Kind: org.ActorOfficial, Posts: []org.ActorPost{{Agency: ward, Duty: org.DutyAdmin}}}
		if _, err := d.Do(t.Context(), orgdb.Order{ID: uuid.NewString(), Agency: ward, Expect: journal.Any, Actor: liar, Command: appoint}); !errors.Is(err, &fault.Error{Code: "org.not_admin"}) {
			t.Error(err)
		}
		gap := org.End{Until: calendar.D(2030, 6, 30), Successors: []string{"chua-co"}}
		if err := order("gd-trung-tam-phuc-vu-hcc-quan-tri-1", gap); !errors.Is(err, &fault.Error{Code: "org.successor_absent"}) {
			t.Error(err)
		}
		history, err := d.History(t.Context(), ward)
		if err != nil || history[len(history)-1].Actor != "gd-ubnd-hong-gai-quan-tri-dv" {
			t.Errorf("%+v %v", history, err)
		}
		if s, version, err := d.Agency(t.Context(), ward); err != nil || s.Agency.ID != ward || int(version) != len(history) {
			t.Errorf("%d %v", version, err)
		}
	})
}
