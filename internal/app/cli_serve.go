package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"strings"
	"time"

	"motcua/internal/org/province"
	"motcua/internal/web"
)

type serveCmd struct {
	cell
	watchFlags
	Listen string `help:"Address to listen on." env:"MOTCUA_LISTEN" default:"localhost:8080"`
}

// Help shows an example.
func (serveCmd) Help() string {
	return "Example: motcua serve --db postgres://motcua@localhost/motcua --listen :8080 --base-url https://dichvucong.example.vn"
}

// Run serves until the process is told to stop.
func (c serveCmd) Run(s *session) error {
	return s.watched(c.cell, c.watchFlags, func(a *App) error { return s.serve(a, c.Listen, c.MetricsListen, nil) })
}

// serve answers requests until the context ends, then lets running ones finish.
func (s *session) serve(a *App, listen, metrics string, ready func(address string)) error {
	if err := a.serveable(); err != nil {
		return err
	}
	if err := a.Store.LockServing(); err != nil {
		return err
	}
	l, err := (&net.ListenConfig{}).Listen(s.ctx, "tcp", listen)
	if err != nil {
		return fmt.Errorf("%w; choose another address with --listen", err)
	}
	failed := make(chan error, 2)
	stopMetrics, err := s.serveMetrics(a, metrics, failed)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	defer stopMetrics()
	a.Start()
	server := web.Server(listen, a)
	go func() { failed <- server.Serve(l) }()
	if ready != nil {
		ready(l.Addr().String())
	} else {
		s.log.LogAttrs(s.ctx, slog.LevelInfo, "serving", slog.String("address", l.Addr().String()))
	}
	select {
	case err := <-failed:
		return err
	case <-s.ctx.Done():
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(s.ctx), 20*time.Second)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}

type demoCmd struct {
	cell
	watchFlags
	Listen string `help:"Address to listen on." env:"MOTCUA_LISTEN" default:"localhost:8080"`
}

// Help shows an example.
func (demoCmd) Help() string {
	return "Example: motcua demo --db sqlite:var/demo.db\nA new database is filled with a demonstration province and simulated dossiers; it is marked so for ever."
}

// Run seeds if needed and serves.
func (c demoCmd) Run(s *session) error {
	// Signing in leads through absolute addresses: they must be those at which
	// the demonstration really answers.
	if _, port, err := net.SplitHostPort(c.Listen); err == nil && c.BaseURL == defaultBase && port != "0" {
		c.BaseURL = "http://localhost:" + port
	}
	return s.watched(c.cell, c.watchFlags, func(a *App) error {
		position, err := a.Journal.Position(s.ctx)
		if err != nil {
			return err
		}
		if position == 0 {
			if err := s.populate(a); err != nil {
				return err
			}
		}
		if !a.Demo {
			return errors.New("this database is not a demonstration: use `motcua serve`, or give --db a new one")
		}
		return s.serve(a, c.Listen, c.MetricsListen, func(address string) { s.welcome(c.BaseURL, address) })
	})
}

// defaultBase is the address of the site where none was given.
const defaultBase = "http://localhost:8080"

// welcome prints where to go and who one can be.
func (s *session) welcome(base, address string) {
	if base == defaultBase {
		_, port, _ := net.SplitHostPort(address)
		base = "http://localhost:" + port
	}
	s.tell("\nMotcua: %s\n\nTài khoản trình diễn / demo accounts (%s/dang-nhap, one click, no password):", base, base)
	for _, d := range province.DemoAccounts() {
		s.tell("  %-15s %-28s %s", d.Key, d.Name, d.Role.VI)
	}
	s.tell("\nCtrl+C stops it; the data stay.")
}

// redacted hides a password in an address.
func redacted(address string) string {
	if !strings.Contains(address, "://") {
		return address
	}
	u, err := url.Parse(address)
	if err != nil {
		return "(unreadable address)"
	}
	return u.Redacted()
}
