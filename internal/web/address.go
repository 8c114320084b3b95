package web

import (
	"net/http"
	"net/netip"
	"strings"
)

// ClientAddress is the address that a request came from, the zero Addr when it
// is not known. What proxies say (X-Forwarded-For) counts only from
// Config.Proxies, or from this very machine when there are none: everybody else
// can write what he likes there.
func ClientAddress(r *http.Request) netip.Addr {
	proxies := stateOf(r.Context()).mux.cfg.Proxies
	trusted := func(a netip.Addr) bool {
		if len(proxies) == 0 {
			return a.IsLoopback()
		}
		for _, p := range proxies {
			if p.Contains(a) {
				return true
			}
		}
		return false
	}
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	at := peer.Addr().Unmap()
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && trusted(at); i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			return netip.Addr{}
		}
		at = hop.Unmap()
	}
	if trusted(at) {
		return netip.Addr{} // the proxy itself: everybody's address and nobody's
	}
	return at
}
