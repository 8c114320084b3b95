// Package settingdb keeps what the province has set (cấu hình) at hand: one
// small reader for every slice, without a query, and the commands of the people
// who set it.
package settingdb
