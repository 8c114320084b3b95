// Package api is the engine under the JSON API: OpenAPI 3.1 at
// /api/v1/openapi.json, bearer tokens with scopes, errors as problem+json
// (RFC 9457), Idempotency-Key and version checks. It knows no capability; each
// slice adds its operations with Add.
//
// A token says who asks and what it may be used for; what the account itself
// may do is decided by the same cores as for the pages.
package api
