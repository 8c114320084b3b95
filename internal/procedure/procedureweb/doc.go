// Package procedureweb holds the pages of the portal (cổng dịch vụ công) that
// need no sign-in: the home page by life events, search and lists of
// procedures, and the page of one procedure in the order in which people ask:
// how long, how much, where, which case is mine, which papers, who does what;
// the official text last. Filing itself begins at /nop-ho-so, which is another
// slice's.
package procedureweb
