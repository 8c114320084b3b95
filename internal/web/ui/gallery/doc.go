// Package gallery shows every component in every state (trang mẫu giao diện):
// empty, typical, overlong, in error. It is for developers and tests: app
// registers it only with the --dev flag. All names and codes are invented.
package gallery
