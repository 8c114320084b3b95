// Package orgdb keeps the organisation (tổ chức bộ máy) of a cell in memory:
// it registers the streams of agencies and places with the journal, folds them
// into one org.Organisation and rebuilds that when any of them grows, in this
// process or another.
//
// It has no tables: the journal's stored states are all it reads. A reader may
// see an organisation that is up to half a second old; a command cannot, since
// its facts name the stream versions they rest on (Ref) and the journal
// refuses stale ones.
package orgdb
