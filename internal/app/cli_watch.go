package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"
)

// watchFlags are the flags of commands that serve: how the house is watched.
type watchFlags struct {
	MetricsListen string `help:"Address of a listener of its own for Prometheus (/metrics); reach it from the monitoring only. Without it there is none." env:"MOTCUA_METRICS_LISTEN" placeholder:"HOST:PORT" name:"metrics-listen"`
	SecurityLog   string `help:"File to which the security log is appended; without it, standard error." env:"MOTCUA_SECURITY_LOG" placeholder:"FILE" name:"security-log"`
	Syslog        string `help:"Syslog server that gets the security log too: tcp://host:port, tls://host:port or udp://host:port (RFC 5424)." env:"MOTCUA_SYSLOG" placeholder:"ADDRESS" name:"syslog"`
	BackupStamp   string `help:"File that every backup touches: its time is shown to administrators." env:"MOTCUA_BACKUP_STAMP" placeholder:"FILE" name:"backup-stamp"`
}

// watched is opened with the house watched.
func (s *session) watched(c cell, f watchFlags, run func(*App) error) (err error) {
	cfg := c.config(s.log)
	out := s.err
	if f.SecurityLog != "" {
		file, oerr := os.OpenFile(f.SecurityLog, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if oerr != nil {
			return fmt.Errorf("security log: %w", oerr)
		}
		defer func() { err = errors.Join(err, file.Close()) }()
		out = file
	}
	cfg.Watch = WatchConfig{Security: out, Syslog: f.Syslog, Stamp: f.BackupStamp}
	return s.with(cfg, run)
}

// serveMetrics serves the metrics on a listener of their own, when there is an
// address. stop ends it.
func (s *session) serveMetrics(a *App, address string, failed chan<- error) (stop func(), err error) {
	if address == "" {
		return func() {}, nil
	}
	l, err := (&net.ListenConfig{}).Listen(s.ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("%w; choose another address with --metrics-listen", err)
	}
	server := a.metricsServer()
	go func() {
		if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			failed <- err
		}
	}()
	s.log.LogAttrs(s.ctx, slog.LevelInfo, "metrics", slog.String("address", l.Addr().String()))
	return func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(s.ctx), 2*time.Second)
		defer cancel()
		_ = server.Shutdown(ctx) // a scrape that is cut off is asked again
	}, nil
}
