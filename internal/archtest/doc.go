// Package archtest checks the structure of the whole project (kiến trúc): who
// may import whom, what pure packages may not touch, sizes, names, migrations,
// templates, SQL and skipped tests. Each rule is one function from the parsed
// files to its findings, with a test of its own on a bad example; the test of
// this package runs all of them on the project.
//
// The table of imports is in imports.go. A rule that is in the way of something
// right is changed here, openly, not worked around.
package archtest
