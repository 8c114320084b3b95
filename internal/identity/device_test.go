package identity_test

import (
	"testing"

	"motcua/internal/identity"
)

func TestDevices(t *testing.T) {
	t.Parallel()
	for agent, want := range map[string]string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36":                         "Chrome trên Windows",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0":           "Edge trên Windows",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/140.0 Chrome/134.0.0.0 Safari/537.36":   "Cốc Cốc trên Windows",
		"Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36":                         "Chrome trên Android",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1": "Safari trên iPhone",
		"Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0":                                                                  "Firefox trên Linux",
		"curl/8": "Trình duyệt không rõ", "": "Trình duyệt không rõ", "x (Windows)": "Trình duyệt trên Windows", "Firefox/1": "Firefox",
	} {
		d := identity.DeviceOf(agent)
		if got := d.Say().VI; got != want {
			t.Errorf("%q: %q, want %q", agent, got, want)
		}
		if again := identity.ParseDevice(d.String()); again != d {
			t.Errorf("%+v, then %+v", d, again)
		}
	}
}
