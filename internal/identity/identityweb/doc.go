// Package identityweb has the pages about accounts: signing in (đăng nhập) and
// out, and one's own account with contact data, password and access tokens.
//
// In a demonstration people choose a role and are in. Elsewhere officials sign
// in with a password, and the page says that citizens cannot sign in before
// the national identity provider is connected. The answer to a wrong password
// and to an unknown account is the same.
package identityweb
