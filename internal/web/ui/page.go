package ui

import "strings"

// htmxConfig keeps htmx within the content security policy: no eval, no
// injected style element, no snapshots of pages on shared computers.
const htmxConfig = `{"includeIndicatorStyles":false,"allowEval":false,"historyCacheSize":0,"selfRequestsOnly":true}`

// telephone keeps what a telephone can dial.
func telephone(printed string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, printed)
}
