// Package filingweb holds the pages by which people file online (nộp hồ sơ trực
// tuyến): the filing itself, one group of questions a page, "my dossiers", and
// the papers that were asked for later (bổ sung).
//
// A filing is a draft until it is sent. Every step saves it, also when a field
// is wrong or a file is refused, and it goes on on any device. Until the
// national identity provider is connected only a demonstration takes online
// filings; elsewhere the pages say where to file instead.
//
// It decides nothing: a filing is dossier.File, papers are
// dossier.ReceiveSupplement, both through Casework.Do under the draft's own
// command id, so that sending twice has one effect.
package filingweb
