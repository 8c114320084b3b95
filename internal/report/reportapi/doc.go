// Package reportapi is the reports' part of the JSON API: II.06a, as officials
// may see it in their scope, and as everybody may, with small groups hidden.
package reportapi
