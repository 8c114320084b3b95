// Package setting is what a province sets for itself, with its history (cấu
// hình có lịch sử): message templates, wording of forms, limits, what is open
// and what is closed, for the province or for one agency.
//
// A slice that can be set declares it as a Definition; nothing else is a
// setting. Each is one stream, "setting/<key>" or "setting/<key>/<agency>", of
// versions that are never overwritten: who, since when, why. Going back is a new
// version equal to an old one. The value at an instant is that of the version
// that came into force last before it.
package setting
