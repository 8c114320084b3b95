// Package reportweb shows reports: the public figures (số liệu công khai)
// without sign-in, small groups hidden, and the officials' report II.06a,
// where each figure opens the list of its dossiers within their scope.
//
// Both have lasting addresses: period and grouping stand in the query, and each
// page prints the definition's version and the journal's position it counts to.
package reportweb
