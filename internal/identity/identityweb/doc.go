// Package identityweb has the pages about accounts: signing in (đăng nhập) and
// out, and one's own account with contact data, password and access tokens.
//
// In a demonstration people choose a role and are in. Elsewhere officials sign
// in with a password and citizens through the identity providers that are
// configured (package identityoidc); without one for them the page says so. The
// answer to a wrong password and to an unknown account is the same.
package identityweb
