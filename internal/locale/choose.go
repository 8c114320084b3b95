package locale

import (
	"strconv"
	"strings"
)

// Choose settles the language of a page: what the reader chose before (the
// cookie's value), else the better ranked of Vietnamese and English in the
// browser's Accept-Language (RFC 9110 §12.5.4), else Vietnamese.
func Choose(cookie, acceptLanguage string) Lang {
	switch Lang(cookie) {
	case VI, EN:
		return Lang(cookie)
	}
	best, bestQ := VI, 0.0
	for i, item := range strings.Split(acceptLanguage, ",") {
		if i == 64 { // nobody reads more languages; the rest is noise
			break
		}
		tag, params, _ := strings.Cut(strings.TrimSpace(item), ";")
		primary, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
		if l := Lang(primary); l == VI || l == EN {
			if q := quality(params); q > bestQ {
				best, bestQ = l, q
			}
		}
	}
	return best
}

// quality reads "q=0.8"; without one it is 1, an unreadable one is 0.
func quality(params string) float64 {
	for p := range strings.SplitSeq(params, ";") {
		k, v, ok := strings.Cut(strings.TrimSpace(p), "=")
		if !ok || !strings.EqualFold(k, "q") {
			continue
		}
		q, err := strconv.ParseFloat(v, 64)
		if err != nil || !(q >= 0 && q <= 1) {
			return 0
		}
		return q
	}
	return 1
}
