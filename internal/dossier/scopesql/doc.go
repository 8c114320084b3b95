// Package scopesql puts what somebody may see of all dossiers (phạm vi xem) into
// SQL: the one builder behind lists, searches, counts, exports, files and the
// figures' lists. What dossier.Scope answers for one dossier it answers for rows.
// It runs no query and decides nothing: rows of dossier_row, dossier_look and
// procedure_confidential are all that its conditions name.
package scopesql
