// Package identity is who people are to the system (định danh): accounts of
// citizens, businesses and officials, their contact data, and the tokens with
// which programs act for them.
//
// An account is one stream, "account/<id>"; what it says about a person is
// personal data of the role "self" whose subject is the account's id, and can
// be erased. Duties are not here: an official's posts belong to the
// organisation (package org). Passwords and sessions are no acts and live in
// identitydb only.
//
// People and businesses enter an account through an identity provider: Linked
// says whose user of which provider may, DecideAdmission who is let in.
//
// The stream "site/<province code>" says what the database is for; it can be
// marked as a demonstration while no real account exists, for ever.
package identity
