// Package dossierweb holds the officials' pages of dossiers: the desk (bàn làm
// việc), the dossier's page, one page for each act on an existing dossier, and
// the dossier's files.
//
// It decides nothing: which acts a page offers is dossier.Offered, whether an
// act happens is Casework.Do. Pages of citizens, of the counter and of public
// tracking are other packages. What other slices show beside a dossier comes
// through Slots.
package dossierweb
