package app

import (
	"errors"
	"fmt"

	"github.com/google/uuid"

	"motcua/internal/identity/identitydb"
	"motcua/internal/journal"
	"motcua/internal/org"
	"motcua/internal/org/orgdb"
)

// userAdminCmd makes the first administrator of a new database, who does the
// rest in the browser.
type userAdminCmd struct {
	cell
	Account    string `arg:"" help:"Name to sign in with: nguyen.van.a"`
	Name       string `help:"Full name." required:""`
	Agency     string `help:"Id of the agency the administrator belongs to; it is founded if it does not exist." required:"" placeholder:"ID"`
	AgencyName string `help:"Its full name, when it is founded." name:"agency-name"`
	AgencyCode string `help:"Its identifier, when it is founded: H49.26" name:"agency-code"`
}

// Help shows an example.
func (userAdminCmd) Help() string {
	return `Example: motcua user admin nguyen.van.a --name "Nguyễn Văn A" --agency trung-tam-pvhcc --agency-name "Trung tâm Phục vụ hành chính công" --agency-code H49.26 --db postgres://motcua@localhost/motcua
Only the first administrators are made so; a second one should follow at once, for sensitive duties need two. Everybody else is appointed in the browser.`
}

// firstAdmins is how many administrators the machine's operator may make: two,
// who then confirm each other's sensitive appointments.
const firstAdmins = 2

// errAdministered: there are administrators already.
var errAdministered = errors.New("this database has its administrators already: let one of them appoint the next in the browser (/quan-tri)")

// Run founds the agency if need be, opens the account and appoints it.
func (c userAdminCmd) Run(s *session) error {
	return s.opened(c.cell, func(a *App) error {
		if len(a.Directory.Organisation().Administrators(a.Now().Date())) >= firstAdmins {
			return errAdministered
		}
		if err := c.found(s, a); err != nil {
			return err
		}
		account := identitydb.SignInName(c.Account)
		password, err := a.Accounts.AddOfficial(s.ctx, uuid.NewString(), org.System(), identitydb.Official{Account: account, Name: c.Name})
		if err != nil {
			return err
		}
		post := org.Post{Account: account, Name: c.Name, Title: "Quản trị hệ thống", Unit: officeUnit, Duty: org.DutyAdmin, Span: org.Span{From: a.Now().Date()}}
		if err := c.do(s, a, org.Appoint{Post: post}); err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "account %s\npassword %s\nIt is shown only now, signs in within 7 days and must then be changed; a second factor is set up at the first sign-in.\n", account, password)
		return err
	})
}

// officeUnit is the unit that a founded agency begins with.
const officeUnit = "van-phong"

// found founds the agency with its office, unless it is there.
func (c userAdminCmd) found(s *session, a *App) error {
	if agency, ok := a.Directory.Organisation().Find(c.Agency); ok {
		if _, ok := a.Directory.Organisation().Unit(agency.ID, officeUnit); ok {
			return nil
		}
		return c.do(s, a, org.OpenUnit{Unit: office(a)})
	}
	if c.AgencyName == "" {
		return usageError{fmt.Errorf("there is no agency %q: give --agency-name to found it", c.Agency)}
	}
	return c.do(s, a, org.Found{
		Agency: org.Agency{
			ID: c.Agency, Code: c.AgencyCode, Level: org.LevelSector, Kind: org.KindOneStopCentre, Span: org.Span{From: a.Now().Date()},
			Description: org.Description{Name: c.AgencyName},
		},
		Units: []org.Unit{office(a)}, Ground: "motcua user admin",
	})
}

func office(a *App) org.Unit {
	return org.Unit{ID: officeUnit, Name: "Văn phòng", Kind: org.UnitOffice, Span: org.Span{From: a.Now().Date()}}
}

// do carries a command on the agency out as the system.
func (c userAdminCmd) do(s *session, a *App, command org.Command) error {
	_, err := a.Directory.Do(s.ctx, orgdb.Order{ID: uuid.NewString(), Agency: c.Agency, Expect: journal.Any, Actor: org.System(), Command: command})
	return err
}
