// Package settingweb is the pages on which administrators set what can be set
// (cấu hình): what holds, since when, who set it, what differs, and going back.
package settingweb
