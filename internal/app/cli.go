package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/netip"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"github.com/alecthomas/kong"

	"motcua/internal/fault"
)

// Exit codes of the program.
const (
	exitOK    = 0
	exitFail  = 1
	exitUsage = 2
)

// Version of the program, set by the release build.
var Version = "dev" //nolint:gochecknoglobals // set by -ldflags

// cell are the flags of every command that opens a cell.
type cell struct {
	DB       string `help:"Database: sqlite:PATH or postgres://user@host/name." env:"MOTCUA_DB" default:"sqlite:var/motcua.db" placeholder:"ADDRESS"`
	Files    string `help:"Where files are kept: a folder. Default: beside the SQLite file, or var/files." env:"MOTCUA_FILES" placeholder:"FOLDER"`
	BaseURL  string `help:"Address by which people reach the site; QR codes print it." env:"MOTCUA_BASE_URL" default:"http://localhost:8080" name:"base-url"`
	Hotline  string `help:"Telephone number that pages and papers print." env:"MOTCUA_HOTLINE" default:"0203 3000 000"`
	SMTP     string `help:"Mail server: smtp://user:password@host:port?from=address, or smtps://. Without it nobody is e-mailed; who has no inbox is called. A demonstration uses localhost only." env:"MOTCUA_SMTP" placeholder:"ADDRESS" name:"smtp"`
	Identity string `help:"Identity providers: a JSON file, or the JSON itself; see the operator's handbook. Without one for citizens nobody files online, but in a demonstration." env:"MOTCUA_IDENTITY_PROVIDERS" placeholder:"FILE" name:"identity-providers"`

	Proxies []netip.Prefix `help:"Networks of the proxies whose X-Forwarded-For counts, with commas between. Default: this machine. Given, it must name this machine too if a proxy runs here." env:"MOTCUA_TRUSTED_PROXIES" name:"trusted-proxies" placeholder:"CIDR,…"`

	SecretKey     string `help:"Secret key of second factors, 64 hexadecimal digits; give it by the environment only." env:"MOTCUA_SECRET_KEY" hidden:""`
	SecretKeyFile string `help:"File with the secret key; made when the database is new. Default: beside the SQLite file, or var/motcua.key." env:"MOTCUA_SECRET_KEY_FILE" placeholder:"FILE"`
	SecondFactor  string `help:"Second factor of officials: required or optional. Default: required outside a demonstration." env:"MOTCUA_OFFICIALS_SECOND_FACTOR" name:"officials-second-factor" placeholder:"POLICY"`
}

func (c cell) config(log *slog.Logger) Config {
	files := c.Files
	if files == "" {
		files = "var/files"
		if path, ok := strings.CutPrefix(c.DB, "sqlite:"); ok {
			files = filepath.Join(filepath.Dir(path), strings.TrimSuffix(filepath.Base(path), ".db")+"-files")
		}
	}
	return Config{DB: c.DB, Files: files, BaseURL: c.BaseURL, Hotline: c.Hotline, SMTP: c.SMTP, Identity: c.Identity, Log: log,
		SecretKey: c.SecretKey, SecretFile: c.SecretKeyFile, SecondFactor: c.SecondFactor, Proxies: c.Proxies}
}

// cli is every command of the program.
type cli struct {
	Serve    serveCmd    `cmd:"" help:"Serve pages and API."`
	Demo     demoCmd     `cmd:"" help:"Seed a demonstration province if the database is new, and serve it."`
	Import   importCmd   `cmd:"" help:"Bring data in."`
	Simulate simulateCmd `cmd:"" help:"Fill a new database with simulated dossiers of a period."`
	Report   reportCmd   `cmd:"" help:"Official reports."`
	User     userCmd     `cmd:"" help:"Accounts of officials."`
	Fsck     fsckCmd     `cmd:"" help:"Check the whole journal: positions, streams, hashes, states and rows."`
	Collect  collectCmd  `cmd:"" help:"Delete the files that no dossier, draft or upload names any more; with --dry-run only count them."`
	Rebuild  rebuildCmd  `cmd:"" help:"Make states, rows and report tables anew from the journal, after an upgrade."`
	Config   configCmd   `cmd:"" help:"Print the configuration in force, without secrets."`
	Versions versionCmd  `cmd:"" name:"version" help:"Print the program's version."`
}

// session is what every command runs with.
type session struct {
	ctx context.Context //nolint:containedctx // lives as long as the command
	out io.Writer
	err io.Writer
	log *slog.Logger
}

// tell writes a line to the error stream: progress, warnings, what went wrong.
// That nobody reads it is no failure of the command.
func (s *session) tell(format string, args ...any) {
	_, _ = fmt.Fprintf(s.err, format+"\n", args...)
}

// Main runs the program and returns its exit code: 0, 1 when the command
// failed, 2 when it was called wrongly. Results go to out, everything else to
// errOut.
func Main(ctx context.Context, args []string, out, errOut io.Writer) int {
	var c cli
	exited, code := false, exitOK
	parser, err := kong.New(&c, kong.Name("motcua"), kong.Writers(out, errOut),
		kong.Description("Motcua: the electronic one-stop shop of a Vietnamese province, in one program."),
		kong.Exit(func(n int) { exited, code = true, n }), kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}))
	s := &session{ctx: ctx, out: out, err: errOut, log: logger(errOut)}
	if err != nil {
		s.tell("motcua: %v", err)
		return exitFail
	}
	k, err := parser.Parse(args)
	if exited { // --help
		return code
	}
	if err != nil {
		s.tell("motcua: %v\nSee: motcua --help", err)
		return exitUsage
	}
	slog.SetDefault(s.log)
	if err := k.Run(s); err != nil {
		s.tell("motcua: %s", explain(err))
		var usage usageError
		if errors.As(err, &usage) {
			return exitUsage
		}
		return exitFail
	}
	return exitOK
}

// usageError is a call that cannot mean anything.
type usageError struct{ error }

// explain says a fault in words, with its cause for the operator.
func explain(err error) string {
	all := fault.All(err)
	if len(all) == 0 {
		return err.Error()
	}
	var lines []string
	for _, e := range all {
		s := e.Say.EN
		if e.Err != nil {
			s += " (" + e.Err.Error() + ")"
		}
		lines = append(lines, s)
	}
	return strings.Join(lines, "\n")
}

// logger writes JSON, or plain text on a terminal.
func logger(w io.Writer) *slog.Logger {
	if f, ok := w.(*os.File); ok {
		if st, err := f.Stat(); err == nil && st.Mode()&os.ModeCharDevice != 0 {
			return slog.New(slog.NewTextHandler(w, nil))
		}
	}
	return slog.New(slog.NewJSONHandler(w, nil))
}

// looked opens the cell for a command that only reads: an older database is
// refused, not brought up to date.
func (s *session) looked(c cell, run func(*App) error) error {
	cfg := c.config(s.log)
	if path, file := strings.CutPrefix(cfg.DB, "sqlite:"); file {
		if _, err := os.Stat(path); err != nil {
			return fmt.Errorf("there is no database to read: %w", err)
		}
	}
	cfg.AsIs = true
	return s.with(cfg, run)
}

// opened opens the cell for the length of a command.
func (s *session) opened(c cell, run func(*App) error) error { return s.with(c.config(s.log), run) }

func (s *session) with(cfg Config, run func(*App) error) (err error) {
	a, err := Open(s.ctx, cfg)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	return run(a)
}

type versionCmd struct{}

// Run prints the version.
func (versionCmd) Run(s *session) error {
	v := Version
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, b := range info.Settings {
			if b.Key == "vcs.revision" {
				v += " " + b.Value
			}
		}
	}
	_, err := fmt.Fprintln(s.out, "motcua", v)
	return err
}

type configCmd struct{ cell }

// Run prints the configuration.
func (c configCmd) Run(s *session) error {
	cfg := c.config(s.log)
	_, err := fmt.Fprintf(s.out, "db = %s\nfiles = %s\nbase-url = %s\nhotline = %s\nsmtp = %s\nsecret-key = %s\nsecret-key-file = %s\nofficials-second-factor = %s\ntrusted-proxies = %s\nlisten = (flag of serve and demo)\nprovince = %s (%s)\n",
		redacted(cfg.DB), redacted(cfg.Files), cfg.BaseURL, cfg.Hotline, redacted(cfg.SMTP),
		set(cfg.SecretKey), cmp.Or(cfg.SecretFile, secretFileOf(cfg.DB)), cmp.Or(cfg.SecondFactor, "(required outside a demonstration)"), networks(cfg.Proxies), Home, ProvinceCode)
	return err
}

// networks lists networks, as they are written on the command line.
func networks(list []netip.Prefix) string {
	if len(list) == 0 {
		return "(this machine)"
	}
	words := make([]string, len(list))
	for i, p := range list {
		words[i] = p.String()
	}
	return strings.Join(words, ",")
}

// set says of a secret only whether there is one.
func set(secret string) string {
	if secret == "" {
		return "(not set)"
	}
	return "(set)"
}
