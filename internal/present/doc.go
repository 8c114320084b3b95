// Package present lets a test say what it needs of the machine (điều kiện của
// máy): a server, a browser, a file of data. Where it is missing, the test is
// skipped with the reason; on the integration machine (CI=true) the test fails
// instead, so that nothing goes untested there unnoticed.
//
// It is the only way to skip a test in this project; archtest sees to that.
package present
