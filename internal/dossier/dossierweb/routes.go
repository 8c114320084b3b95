package dossierweb

import (
	"context"
	"net/http"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/dossier/dossierfile"
	"motcua/internal/org"
	"motcua/internal/web"
)

// Actors tells who an account is now, with the posts of today.
type Actors interface {
	Actor(ctx context.Context, account string) (org.Actor, error)
}

// Deps is what the pages need.
type Deps struct {
	Casework *dossierdb.Casework
	Files    dossierfile.Desk
	Actors   Actors
	Now      func() calendar.Instant
	Demo     bool   // results made by the program itself may be "sealed"
	Home     string // the province's name: "Quảng Ninh"
	// Beside and Below are places on the dossier's page for other slices; the
	// key is the dossier's id. nil is empty.
	Beside *web.Slot
	Below  *web.Slot
}

const (
	deskPath = "/ban-lam-viec"
	awayPath = deskPath + "/nguoi-vang"
	rootPath = "/ho-so/"
	slipPath = "/cap-lai-ma" // below a dossier: the counter's page for a lost slip
)

// Routes registers the pages.
func Routes(mux *web.Mux, d Deps) {
	p := &pages{d}
	mux.Handle("GET "+deskPath, web.Official, p.desk)
	mux.Handle("GET "+deskPath+"/tiep-theo", web.Official, p.next)
	mux.Handle("GET "+TodayPath, duty(org.DutyLeader), p.today)
	mux.Handle("GET "+awayPath, duty(org.DutyUnitHead, org.DutyLeader), p.away)
	many := duty(org.DutyReception, org.DutyUnitHead)
	mux.Handle("GET "+bulkPath, many, p.showBulk)
	mux.Handle("POST "+bulkPath, many, p.doBulk)
	mux.Handle("GET "+rootPath+"{id}", web.Official, p.dossier)
	mux.Handle("GET "+rootPath+"{id}/tep/{hash}", web.Official, p.file)
	mux.Handle("POST "+rootPath+"{id}"+lookPath, web.Official, p.look)
	mux.Handle("GET "+emergencyPath, web.Official, p.showEmergency)
	mux.Handle("POST "+emergencyPath, web.Official, p.emergency)
	mux.Handle("GET "+AlarmsPath, web.Any(duty(org.DutyUnitHead, org.DutyLeader), web.AdminOnly), p.alarms)
	mux.Handle("GET "+callerPath, duty(org.DutyCallAgent), p.showCaller)
	mux.Handle("POST "+callerPath, duty(org.DutyCallAgent), p.caller)
	mux.Handle("GET "+expiredPath, duty(org.DutyClerk), p.expired)
	mux.Handle("POST "+expiredPath, duty(org.DutyClerk), p.eraseExpired)
	for _, a := range actPages() {
		pattern := rootPath + "{id}/" + a.slug
		var opts []web.Option
		if a.upload {
			opts = append(opts, web.Uploads())
		}
		mux.Handle("GET "+pattern, a.access, func(w http.ResponseWriter, r *http.Request) error { return p.showAct(w, r, a) })
		mux.Handle("POST "+pattern, a.access, func(w http.ResponseWriter, r *http.Request) error { return p.doAct(w, r, a) }, opts...)
	}
}

// Page is where an act of the table is done: its path below a dossier and the
// access rule of its route.
type Page struct {
	Act    dossier.Act
	Path   string // "/ho-so/{id}/tiep-nhan"
	Access string
}

// Pages lists the acts' pages in the order of a dossier's way.
func Pages() []Page {
	var out []Page
	for _, a := range actPages() {
		out = append(out, Page{Act: a.act, Path: rootPath + "{id}/" + a.slug, Access: a.access.Name})
	}
	return out
}

// Elsewhere lists the acts of the table whose pages other packages have, with
// the package's name.
func Elsewhere() map[dossier.Act]string {
	return map[dossier.Act]string{
		dossier.ActFile: "filingweb", dossier.ActReceive: "receptionweb", dossier.ActAskAtCounter: "receptionweb", dossier.ActDenyAtCounter: "receptionweb", dossier.ActReissueSlip: "receptionweb",
		dossier.ActMoveByLaw: "worktimeweb: all dossiers that a law moves at once",
		dossier.ActSucceed:   "no page: all dossiers of an agency at once",
		dossier.ActErase:     "dossierweb: the list " + expiredPath, dossier.ActAskErasure: "privacyweb",
	}
}

type pages struct{ Deps }
