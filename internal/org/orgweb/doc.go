// Package orgweb is the administration of agencies and staff in the browser
// (quản trị tổ chức, cán bộ): what waits for a second person, agencies with
// their history, units and counters, appointments, leave with stand-ins,
// leaving for good, what a person may do and why, staff lists from a
// spreadsheet, and the reorganisation with its minutes.
//
// The province's administrators see every agency, a unit administrator
// (quản trị đơn vị) his own; what each may change is decided by the core.
package orgweb
