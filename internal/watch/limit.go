package watch

import (
	"sync"
	"time"
)

// Rate is a bucket of tokens: Burst at once, then Per of them a minute.
type Rate struct {
	Burst int
	Per   int // a minute
}

// most is how many buckets are kept; beyond it full ones are forgotten, then
// all.
const most = 100_000

// Limiter bounds how fast each key may ask (giới hạn tần suất): an account in a
// class of routes. It counts in this process alone: several processes together
// let as many times more through. Safe for concurrent use.
type Limiter struct {
	rates map[string]Rate
	now   func() time.Time

	mu      sync.Mutex // guards buckets
	buckets map[bucketKey]bucket
}

type bucketKey struct{ class, key string }

type bucket struct {
	tokens float64
	at     time.Time
}

// NewLimiter makes a limiter with a rate for each class; nil as now is the
// machine's clock.
func NewLimiter(rates map[string]Rate, now func() time.Time) *Limiter {
	if now == nil {
		now = time.Now
	}
	return &Limiter{rates: rates, now: now, buckets: map[bucketKey]bucket{}}
}

// Take takes a token of the key's bucket in a class. Without one it answers how
// long to wait for it; 0 lets the request through, and so does a class without
// a rate.
func (l *Limiter) Take(class, key string) time.Duration {
	r, ok := l.rates[class]
	if !ok || r.Per <= 0 || key == "" {
		return 0
	}
	now := l.now()
	l.mu.Lock()
	defer l.mu.Unlock()
	k := bucketKey{class, key}
	b, there := l.buckets[k]
	if !there {
		l.makeRoom(now)
		b = bucket{tokens: float64(r.Burst), at: now}
	}
	b = b.filled(r, now)
	wait := time.Duration(0)
	if b.tokens >= 1 {
		b.tokens--
	} else {
		wait = time.Duration((1 - b.tokens) / float64(r.Per) * float64(time.Minute))
	}
	l.buckets[k] = b
	return wait
}

func (b bucket) filled(r Rate, now time.Time) bucket {
	if passed := now.Sub(b.at); passed > 0 {
		b.tokens = min(float64(r.Burst), b.tokens+passed.Minutes()*float64(r.Per))
		b.at = now
	}
	return b
}

// makeRoom forgets full buckets when there are too many: a new one is as full.
func (l *Limiter) makeRoom(now time.Time) {
	if len(l.buckets) < most {
		return
	}
	for k, b := range l.buckets {
		if r := l.rates[k.class]; b.filled(r, now).tokens >= float64(r.Burst) {
			delete(l.buckets, k)
		}
	}
	if len(l.buckets) >= most {
		clear(l.buckets)
	}
}
