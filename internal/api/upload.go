package api

import (
	"strconv"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"motcua/internal/fault"
	"motcua/internal/locale"
)

// The bounds of bodies. A large one is held in memory while it comes in, so few
// may come in at once: of one token, and of all together.
const (
	defaultBody    = 1 << 20 // bytes
	defaultTime    = 5 * time.Second
	uploadTime     = 2 * time.Minute // 20 MB over a poor line
	uploadsOfToken = 2
	uploadsOfAll   = 12
	uploadsWait    = 4 * time.Second // until one may be through
)

//nolint:gochecknoglobals // sentinels
var (
	errBody = fault.New(fault.TooLarge, "api.body", locale.T(
		"Nội dung gửi lên quá lớn nên chưa được đọc; chưa có gì thay đổi. Mỗi tệp tối đa 20 MB, mỗi yêu cầu khác tối đa 1 MB.",
		"The body is too large and was not read; nothing was changed. A file has at most 20 MB, any other request 1 MB."))
	errUploads = fault.New(fault.Throttled, "api.uploads", locale.T(
		"Đang có quá nhiều tệp được gửi cùng lúc. Chưa có gì thay đổi. Xin gửi lại sau ít giây.",
		"Too many files are coming in at once. Nothing was changed. Please send it again in a few seconds."))
)

func bodyTime(o Operation) time.Duration {
	if o.MaxBody > defaultBody {
		return uploadTime
	}
	return defaultTime
}

// pass refuses a body that says it is too large before it is read, and keeps
// large ones within their bounds.
func (a *API[A]) pass(c huma.Context, o Operation, token string, next func()) {
	most := max(o.MaxBody, defaultBody)
	if n, err := strconv.ParseInt(c.Header("Content-Length"), 10, 64); err == nil && n > most {
		write(c, errBody)
		return
	}
	if o.MaxBody <= defaultBody {
		next()
		return
	}
	if !a.uploads.take(token) {
		throttle(c, uploadsWait, errUploads)
		return
	}
	defer a.uploads.give(token)
	next()
}

// uploads counts the large bodies that are coming in.
type uploads struct {
	mu  sync.Mutex
	of  map[string]int // by token
	all int
}

func (u *uploads) take(token string) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.all >= uploadsOfAll || u.of[token] >= uploadsOfToken {
		return false
	}
	if u.of == nil {
		u.of = map[string]int{}
	}
	u.of[token]++
	u.all++
	return true
}

func (u *uploads) give(token string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.all--
	if u.of[token]--; u.of[token] == 0 {
		delete(u.of, token)
	}
}
