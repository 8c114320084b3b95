// Package trackingweb holds the public tracking of a dossier (tra cứu hồ sơ):
// the form for the dossier's code with its eight-digit secret, and the page
// behind a receipt's QR code, /t/{token}.
//
// The page answers in its first sentence, and shows nothing personal: names,
// papers, reasons and results need sign-in, a one-time code or the counter. A
// right code leads to /t/{token}, so that the page can be reloaded, printed and
// read in the other language; the log redacts the token, no referrer carries
// it, nothing stores the page. Board is what the owner's own page shows too.
package trackingweb
