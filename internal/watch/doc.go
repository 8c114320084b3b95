// Package watch watches over the running house (giám sát hệ thống): it knows no
// capability and decides nothing.
//
//   - Metrics are Prometheus figures for the people who run it, served on a
//     listener of their own.
//   - Security is the log of what matters to security, one JSON line an event,
//     also fed to a syslog server (RFC 5424).
//   - Limiter bounds how fast one account may ask.
//   - Traces are OpenTelemetry spans.
//   - House reads how everything stands, for the page of administrators and for
//     the metrics: journal, subscribers, jobs, disks, backup, database, mail.
//
// None of them ever blocks or fails a request: what cannot be written is
// dropped and counted. No figure, line or span holds personal data; people are
// account ids, addresses are the patterns of routes.
package watch
