// Package identityoidc lets people sign in at an identity provider (hệ thống
// định danh): citizens and businesses through VNeID or the national portal,
// officials through the province's directory.
//
// It is a relying party of OpenID Connect Core 1.0: code flow with PKCE S256
// (RFC 7636), state and nonce bound to the browser by a cookie of their own,
// each sign-in used once and for fifteen minutes. Against mix-up every provider
// has a return address of its own, the issuer is checked in discovery, in the
// answer (RFC 9207) and in the token. What the provider says becomes an
// identity.Proof by the table of claims in the configuration; who may enter
// which account is decided by identity.DecideAdmission.
//
// Nothing of a provider's tokens is stored or logged.
package identityoidc
