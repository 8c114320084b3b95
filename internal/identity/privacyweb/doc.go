// Package privacyweb shows people what is kept about them (dữ liệu của tôi):
// what, why and until when, who looked at it; it hands the whole out as a file,
// takes consents back, erases contact data and accounts, and answers requests to
// erase dossiers. What other slices keep comes as Sources, which app fills.
package privacyweb
