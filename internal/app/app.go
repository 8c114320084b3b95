package app

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"motcua/internal/api"
	"motcua/internal/blob"
	"motcua/internal/calendar"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/identity/identitydb"
	"motcua/internal/identity/identityoidc"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/notify/notifydb"
	"motcua/internal/org"
	"motcua/internal/org/orgdb"
	"motcua/internal/org/province"
	"motcua/internal/procedure/proceduredb"
	"motcua/internal/queue"
	"motcua/internal/report/reportdb"
	"motcua/internal/setting/settingdb"
	"motcua/internal/store"
	"motcua/internal/web"
	"motcua/internal/web/ui"
	"motcua/internal/worktime/worktimedb"
)

// Home is the province of the cell.
const Home = "Quảng Ninh"

// Config says which cell to open and how it is reached.
type Config struct {
	DB      string // "sqlite:var/motcua.db" or "postgres://…"
	Files   string // folder or bucket address of the file store
	BaseURL string // how people reach the site: "https://dichvucong.example.vn"
	Hotline string // telephone number that pages and papers print
	SMTP    string // "smtp://user:password@host:port?from=address"; "" sends no e-mail
	// SecretKey seals second factors: 64 hexadecimal digits; "" reads SecretFile,
	// which is made when a database is new. "" is a file beside the database.
	SecretKey, SecretFile string
	// SecondFactor says whether officials must have one: "required", "optional",
	// "" is required outside a demonstration.
	SecondFactor string
	// Proxies are the networks whose X-Forwarded-For counts; none is this machine.
	Proxies []netip.Prefix
	// AsIs refuses a database that an older program made, instead of bringing it
	// up to date: whoever only looks changes nothing.
	AsIs bool
	// Identity is where citizens and officials are known besides here: JSON or
	// the name of a file, as identityoidc.Providers reads it.
	Identity string
	// Now is the clock; nil is the machine's. Only tests set it.
	Now   func() calendar.Instant
	Log   *slog.Logger // nil is slog.Default()
	Watch WatchConfig
}

// App is an open cell.
type App struct {
	Config
	Store     *store.DB
	Journal   *journal.Journal
	Files     *blob.Store
	Directory *orgdb.Directory
	Calendars *worktimedb.Directory
	Settings  *settingdb.Settings
	Accounts  *identitydb.Accounts
	Casework  *dossierdb.Casework
	Catalogue *proceduredb.Catalogue
	Reports   *reportdb.Reports
	Messages  *notifydb.Messages
	SignIn    *identityoidc.Desk
	Mux       *web.Mux
	API       *api.API[org.Actor]
	Demo      bool

	formKey []byte // marks forms as their account's own
	noKey   error  // why there is no secret key

	watching
	jobs *queue.Queue

	followers  []follower
	background sync.WaitGroup
	stop       context.CancelFunc
}

// follower is a background job that runs until the app closes.
type follower struct {
	name string
	run  func(ctx context.Context)
}

// lines lists every migration line, owners before their users.
func lines() []store.Line {
	return []store.Line{
		journal.Migrations(), proceduredb.Migrations(), identitydb.Migrations(), dossierdb.Migrations(), reportdb.Migrations(),
		notifydb.Migrations(),
	}
}

// Open opens a cell, brings its tables up to date and wires everything. The
// caller closes it. Nothing runs in the background until Start.
func Open(ctx context.Context, c Config) (_ *App, err error) {
	if c.Now == nil {
		c.Now = func() calendar.Instant { return calendar.At(time.Now()) }
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	if c.Hotline == "" {
		c.Hotline = "0203 3000 000"
	}
	a := &App{Config: c}
	defer func() {
		if err != nil {
			err = errors.Join(err, a.Close())
		}
	}()
	if a.Store, err = store.Open(ctx, c.DB); err != nil {
		return nil, err
	}
	bring := a.Store.Migrate
	if c.AsIs {
		bring = a.Store.Current
	}
	if err = bring(ctx, lines()...); err != nil {
		return nil, err
	}
	if a.Files, err = blob.Open(ctx, c.Files); err != nil {
		return nil, err
	}
	if a.Journal, err = journal.New(ctx, a.Store, c.Now); err != nil {
		return nil, err
	}
	orgdb.Register(a.Journal)
	proceduredb.Register(a.Journal)
	identitydb.Register(a.Journal)
	dossierdb.Register(a.Journal)
	notifydb.Register(a.Journal)
	worktimedb.Register(a.Journal)
	settingdb.Register(a.Journal)
	if err = a.openWatch(ctx); err != nil {
		return nil, err
	}
	a.Journal.Start()
	return a, a.assemble(ctx)
}

// assemble makes the parts that read from the open journal.
func (a *App) assemble(ctx context.Context) error {
	a.Directory = orgdb.New(a.Journal)
	if err := a.Directory.Refresh(ctx); err != nil {
		return err
	}
	a.Accounts = identitydb.New(a.Store, a.Journal, a.Directory.Organisation, a.Now)
	if err := errors.Join(a.publishWorktime(ctx), a.openSettings(ctx)); err != nil {
		return err
	}
	var err error
	if a.Demo, err = a.Accounts.IsDemo(ctx); err != nil {
		return err
	}
	if err = a.secureSignIn(ctx); err != nil {
		return err
	}
	a.Casework = dossierdb.New(dossierdb.Config{
		Journal: a.Journal, DB: a.Store, Directory: a.Directory, Clocks: a.Calendars, Filing: a.filingsOf, Home: Home, Demo: a.Demo, Related: a.related,
		Principals: a.Accounts.Principals,
	})
	a.Catalogue = proceduredb.NewCatalogue(a.Journal, a.Store, a.Directory, Home)
	a.follow("catalogue", func(ctx context.Context) { a.Catalogue.Follow(ctx, a.Now, a.failed("catalogue")) })
	a.follow("organisation", func(ctx context.Context) { a.Directory.Follow(ctx, a.failed("organisation")) })
	a.follow("reform", func(ctx context.Context) {
		a.Directory.FollowReforms(ctx, a.Now, succession{a.Casework}.Pass, a.failed("reform"))
	})
	a.Reports = reportdb.New(a.Store, a.Journal, a.Directory)
	a.follow("reports", func(ctx context.Context) { a.Reports.Follow(ctx, a.failed("reports")) })
	a.follow("sweep", a.sweep)
	a.follow("collect", a.collect)
	a.follow(securityFollower, a.followSecurity)
	if err := a.assembleMessages(); err != nil {
		return err
	}
	return a.wire(ctx)
}

// reassemble wires again after seeding, which decided whether it is a demo.
func (a *App) reassemble(ctx context.Context) error {
	a.followers = nil
	return a.assemble(ctx)
}

// Seed fills an empty database with the demo province: agencies over time,
// their simulated staff, the carried procedures and the demo accounts. Run
// again, it changes nothing. at is the instant in a simulated database, else 0.
func (a *App) Seed(ctx context.Context, at calendar.Instant) error {
	if err := orgdb.Seed(ctx, a.Journal, at); err != nil {
		return err
	}
	if err := errors.Join(a.Directory.Refresh(ctx), a.Calendars.Seed(ctx, at)); err != nil {
		return err
	}
	if _, err := (&proceduredb.Import{Journal: a.Journal, At: at}).Embedded(ctx); err != nil {
		return err
	}
	return a.Accounts.SeedDemo(ctx, at)
}

// Start runs the followers until Close.
func (a *App) Start() {
	ctx, cancel := context.WithCancel(context.Background())
	a.stop = cancel
	for _, f := range a.followers {
		a.background.Go(func() { f.run(ctx) })
	}
}

func (a *App) follow(name string, run func(context.Context)) {
	a.followers = append(a.followers, follower{name, run})
}

// failed logs what a follower could not do; it tries again by itself.
func (a *App) failed(name string) func(error) {
	return func(err error) {
		a.Log.LogAttrs(context.Background(), slog.LevelError, "follower failed", slog.String("follower", name), slog.Any("error", err))
	}
}

// sweepEvery is how often expired sessions and drafts are removed.
const sweepEvery = 10 * time.Minute

func (a *App) sweep(ctx context.Context) {
	for ctx.Err() == nil {
		if err := a.Accounts.Sweep(ctx); err != nil && ctx.Err() == nil {
			a.failed("sweep")(err)
		}
		if _, err := a.Casework.ExpireDrafts(ctx, a.Now()); err != nil && ctx.Err() == nil {
			a.failed("sweep")(err)
		}
		if _, err := a.Casework.ExpireUploads(ctx, a.Now()); err != nil && ctx.Err() == nil {
			a.failed("sweep")(err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(sweepEvery):
		}
	}
}

// Close stops the followers and the journal and closes files and database.
func (a *App) Close() error {
	if a.stop != nil {
		a.stop()
		a.background.Wait()
	}
	var err error
	if a.Journal != nil {
		a.Journal.Close()
	}
	err = errors.Join(err, a.closeWatch())
	if a.Files != nil {
		err = errors.Join(err, a.Files.Close())
	}
	if a.Store != nil {
		err = errors.Join(err, a.Store.Close())
	}
	return err
}

// ServeHTTP serves pages and API.
func (a *App) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.served.ServeHTTP(w, r) }

func (a *App) site() ui.Site {
	return ui.Site{
		Name:     locale.T("Cổng dịch vụ công Quảng Ninh", "Quảng Ninh public services"),
		Tagline:  locale.T("Một cửa cho mọi thủ tục", "One door for every procedure"),
		Province: locale.T("tỉnh "+Home, Home+" Province"), Hotline: a.Hotline,
		Demo: a.Demo, Simulated: a.Journal.Simulated(),
	}
}

// ProvinceCode is the cell's agency code.
const ProvinceCode = province.Code

func (a *App) sessionStore() *identitydb.Sessions { return identitydb.NewSessions(a.Store, a.Now) }
