package killtest_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"sync/atomic"
	"time"

	"motcua/internal/api"
)

// theProcedure has an assignment, an appraisal, a review and an approval.
const theProcedure = "1.004873"

// work is what the load is made of: tokens and account ids by demo key, the
// papers of a filing, and a file.
type work struct {
	tokens, accounts map[string]string
	papers           []map[string]any
	file             map[string]any // that everybody has sent
}

// client is one caller: it files dossiers and takes them on, and notes what it
// was told. It repeats what it got no answer to, with the same key.
type client struct {
	work
	answers *atomic.Int64 // acknowledged acts of all clients
	n       int
	chance  *rand.Rand
	serial  int

	acknowledged, refused []string // command ids
	unknown               []call   // asked, not answered
	cut                   int      // how often that happened
	dossier               string   // the dossier in hand, "" before filing
	way                   []act    // what is still to be done with it
}

// act is one thing to do with a dossier; wrong ones must be refused.
type act struct {
	who, path string
	body      any
}

// call is a request with its key, so that it can be repeated.
type call struct {
	act
	dossier, key string
}

func (c call) command(w work) string {
	id, err := api.CommandID(w.accounts[c.who], c.key)
	if err != nil {
		panic(err) // keys are made below
	}
	return id
}

// drive works until the server is gone or the context ends.
func (c *client) drive(ctx context.Context, url string, round int) {
	if !c.answer(ctx, url) {
		return
	}
	for ctx.Err() == nil {
		c.serial++
		k := call{act: c.next(), dossier: c.dossier, key: fmt.Sprintf("lan-%d-%d-%d", round, c.n, c.serial)}
		if !c.ask(ctx, url, k) {
			return
		}
	}
}

// settle asks for what is still open of a server that lives.
func (c *client) settle(ctx context.Context, url string) error {
	if !c.answer(ctx, url) {
		return fmt.Errorf("client %d: a living server does not answer %+v", c.n, c.unknown)
	}
	return nil
}

// answer repeats the calls that nobody answered.
func (c *client) answer(ctx context.Context, url string) bool {
	open := c.unknown
	c.unknown = nil
	for i, k := range open {
		if !c.ask(ctx, url, k) {
			c.unknown = append(c.unknown, open[i+1:]...)
			return false
		}
	}
	return true
}

// next is the next act: file a dossier, then one after the other what brings
// it on, with a wrong one now and then.
func (c *client) next() act {
	if c.dossier == "" {
		return act{"cong-dan-1", "/dossiers", map[string]any{
			"procedure": theProcedure, "agency": "ubnd-hong-gai", "place": "hong-gai", "papers": c.papers,
			"owner": map[string]any{"kind": "citizen", "name": "Phạm Thị Mẫu", "number": "022190000001"},
		}}
	}
	if c.chance.IntN(5) == 0 {
		return []act{
			{"tiep-nhan", "approve", nil},                                           // reception decides nothing
			{"so-lanh-dao", "approve", nil},                                         // another agency
			{"tiep-nhan", "deny", map[string]any{"reason": "", "clause": "x"}},      // without a reason
			{"van-thu", "finish", nil},                                              // not sealed yet
			{"cong-dan-1", "receive_supplement", map[string]any{"papers": []any{}}}, // nothing in hand
		}[c.chance.IntN(5)]
	}
	return c.way[0]
}

// theWay is what happens to a dossier after it was filed.
func (c *client) theWay() []act {
	paper := []map[string]any{{"key": "", "name": "Giấy tờ tùy thân", "mark": "submitted", "files": []any{c.file}}}
	var sound []any
	for _, p := range c.papers {
		sound = append(sound, p["key"])
	}
	all := []act{{"tiep-nhan", "accept", nil}}
	if c.chance.IntN(3) == 0 {
		all = append(
			[]act{
				{"tiep-nhan", "request_supplement", map[string]any{"sound": sound, "items": []map[string]any{{"name": "Giấy tờ tùy thân", "why": "Bản chụp mờ."}}}},
				{"cong-dan-1", "receive_supplement", map[string]any{"papers": paper}},
			}, all...)
	}
	return append(all,
		act{"truong-phong", "assign", map[string]any{"to": c.accounts["chuyen-vien"]}},
		act{"chuyen-vien", "appraise", map[string]any{"outcome": "grant", "opinion": "Đủ điều kiện."}},
		act{"truong-phong", "review", nil},
		act{"lanh-dao", "approve", nil},
		act{"van-thu", "number", nil},
		act{"tiep-nhan", "reissue_slip", nil},
		act{"van-thu", "seal", map[string]any{"document": c.file}},
		act{"van-thu", "finish", nil},
		act{"tiep-nhan", "hand_over", map[string]any{"receiver": "Phạm Thị Mẫu", "by_paper": "Giấy tiếp nhận hồ sơ"}},
	)
}

// patience is how long an answer is waited for. A killed server closes its
// connections at once.
const patience = 20 * time.Second

// ask sends one request and notes what became of it; false when the server is
// gone.
func (c *client) ask(ctx context.Context, url string, k call) bool {
	path, body := k.path, k.body
	if k.dossier != "" {
		path = "/dossiers/" + k.dossier + "/acts/" + k.path
		body = map[string]any{"act": k.body}
		if k.body == nil {
			body = map[string]any{}
		}
	}
	b, err := json.Marshal(body)
	if err != nil {
		panic(err) // the bodies are those above
	}
	status, answer := c.send(ctx, url+path, k, b)
	switch {
	case status >= 200 && status < 300:
		c.answers.Add(1)
		c.acknowledged = append(c.acknowledged, k.command(c.work))
		c.went(k, answer.ID)
	case status >= 400 && status < 500:
		c.refused = append(c.refused, k.command(c.work))
	default: // no answer, or one that leaves open what happened
		c.unknown = append(c.unknown, k)
		c.cut++
		return false
	}
	return true
}

// went notes how the dossier in hand stands.
func (c *client) went(k call, id string) {
	switch {
	case k.dossier == "":
		c.dossier, c.way = id, c.theWay()
	case len(c.way) > 0 && c.way[0].path == k.path:
		c.way = c.way[1:]
	}
	if len(c.way) == 0 {
		c.dossier = ""
	}
}

type answer struct {
	ID string `json:"id"`
}

// send answers status 0 when no answer came.
func (c *client) send(ctx context.Context, url string, k call, body []byte) (int, answer) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	q, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return 0, answer{}
	}
	q.Header.Set("Content-Type", "application/json")
	q.Header.Set("Authorization", "Bearer "+c.tokens[k.who])
	q.Header.Set("Idempotency-Key", k.key)
	res, err := http.DefaultClient.Do(q)
	if err != nil {
		return 0, answer{}
	}
	defer res.Body.Close()
	var a answer
	b, err := io.ReadAll(res.Body)
	if err != nil || (res.StatusCode < 300 && json.Unmarshal(b, &a) != nil) {
		return 0, answer{} // cut off in the middle
	}
	return res.StatusCode, a
}
