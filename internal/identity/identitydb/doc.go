// Package identitydb keeps accounts (tài khoản) in the database: it registers
// the account and site streams with the journal, answers who an account is
// today, checks passwords and tokens, and stores sessions.
//
// Written by the journal alone: account_row and api_token, the projections of
// accounts.
//
// Not acts, written here, each with its end: web_session (sessions, until they
// expire), sign_in_attempt (failed sign-ins, an hour after the last),
// known_device (browsers that signed in before, 180 days), credential (the
// password of an official, until it is replaced or the account closes),
// sign_in_flow (sign-ins on their way through an identity provider, 15 minutes)
// and number_hold (the name of an account that is being opened for a number, 10
// minutes). Sweep removes what has expired. external_link is a
// projection of accounts like account_row.
package identitydb
