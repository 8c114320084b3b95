// Package orgsheet reads staff lists (danh sách cán bộ) as spreadsheets, and
// writes the empty one to fill in. A file from outside is not believed: it is
// looked through before anything is built from it, and what is wrong is named
// by its cell.
package orgsheet
