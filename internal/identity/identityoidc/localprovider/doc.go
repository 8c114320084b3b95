// Package localprovider is an identity provider for demonstrations (hệ thống
// định danh trình diễn): a real OpenID Provider with discovery, code flow, PKCE
// and user info, whose sign-in page lets visitors choose one of a few invented
// people. It proves nothing and exists only in a database that is marked as a
// demonstration.
//
// Its requests, tokens and key live in memory and end with the process.
package localprovider
