package identity

import (
	"strings"

	"motcua/internal/locale"
)

// Device (thiết bị) is what a browser says of itself, in two words; either may
// be "" when it is not known.
type Device struct{ Browser, System string }

// DeviceOf reads a browser's User-Agent (RFC 9110, 10.1.5) as far as its holder
// needs it to know the browser again; the rest is not kept.
func DeviceOf(userAgent string) Device {
	first := func(pairs ...string) string {
		for i := 0; i < len(pairs); i += 2 {
			if strings.Contains(userAgent, pairs[i]) {
				return pairs[i+1]
			}
		}
		return ""
	}
	return Device{
		// The more special first: most browsers also claim to be Chrome or Safari.
		Browser: first("coc_coc_browser", "Cốc Cốc", "Zalo", "Zalo", "Edg", "Edge", "OPR/", "Opera", "SamsungBrowser", "Samsung Internet",
			"Firefox/", "Firefox", "FxiOS", "Firefox", "CriOS", "Chrome", "Chrome/", "Chrome", "Safari/", "Safari"),
		System: first("iPhone", "iPhone", "iPad", "iPad", "Android", "Android", "Windows", "Windows", "CrOS", "ChromeOS", "Mac OS X", "macOS", "Linux", "Linux"),
	}
}

// String is the device in its stored form.
func (d Device) String() string { return d.Browser + "|" + d.System }

// ParseDevice reads what String wrote.
func ParseDevice(stored string) Device {
	browser, system, _ := strings.Cut(stored, "|")
	return Device{Browser: browser, System: system}
}

// Say is the device in words.
func (d Device) Say() locale.Text {
	switch {
	case d.Browser == "" && d.System == "":
		return locale.T("Trình duyệt không rõ", "Unknown browser")
	case d.Browser == "":
		return locale.T("Trình duyệt trên "+d.System, "Browser on "+d.System)
	case d.System == "":
		return locale.Text{VI: d.Browser}
	}
	return locale.T(d.Browser+" trên "+d.System, d.Browser+" on "+d.System)
}
