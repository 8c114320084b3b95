// Package notifyweb shows messages: the inbox of an account (hộp thư), the
// list of people whom a one-stop has to call (cần gọi điện), and what was told
// about a dossier on the dossier's pages.
package notifyweb
