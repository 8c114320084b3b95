package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"path"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/google/uuid"

	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/web"
)

// Prefix is the path under which every operation lies.
const Prefix = "/api/v1"

// Caller is whoever a token stands for: Who is the capability's own value (the
// account with its posts), handed through untouched.
type Caller[A any] struct {
	Who    A
	Scopes []string
}

// Authenticate turns a bearer token into its caller, or fails with a
// fault.SignedOut.
type Authenticate[A any] func(ctx context.Context, token string) (Caller[A], error)

// Slow tells how long a caller must wait before the operation and in which
// words; 0 lets him through.
type Slow[A any] func(who A, o Operation) (wait time.Duration, refusal error)

// API collects the operations of all slices. A is what a caller is.
type API[A any] struct {
	huma       huma.API
	mux        *http.ServeMux
	auth       Authenticate[A]
	slow       Slow[A]
	operations []Operation
	uploads    uploads
}

// Operation names one operation and who may use it.
type Operation struct {
	Method, Path string // below Prefix: "/dossiers/{id}"
	ID, Summary  string
	Scope        string // "" for everybody
	Also         string // another scope that suffices, "" for none
	Status       int    // of success, 0 is 200
	Tag          string
	Heavy        bool  // costs much: it reads many dossiers or takes in a file
	MaxBody      int64 // bytes, 0 is 1 MB; a larger body is answered 413 before it is read
}

// New makes an empty API.
func New[A any](title, version string, auth Authenticate[A]) *API[A] {
	c := huma.DefaultConfig(title, version)
	c.OpenAPIPath, c.DocsPath, c.SchemasPath, c.CreateHooks = Prefix+"/openapi", "", "", nil
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"token": {Type: "http", Scheme: "bearer", Description: "A personal access token from /tai-khoan, with scopes."},
	}
	c.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	mux := http.NewServeMux()
	return &API[A]{huma: humago.New(mux, c), mux: mux, auth: auth}
}

// schemaName is a type's name with its package's before it: two slices may both
// have a Step.
func schemaName(t reflect.Type, hint string) string {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice || t.Kind() == reflect.Array {
		t = t.Elem()
	}
	name := huma.DefaultSchemaNamer(t, hint)
	pkg := path.Base(t.PkgPath())
	if pkg == "." || pkg == "" || t.Name() == "" {
		return name
	}
	return strings.ToUpper(pkg[:1]) + pkg[1:] + name
}

// Operations lists what was added, for the permission matrix.
func (a *API[A]) Operations() []Operation { return a.operations }

// Pace bounds how fast callers may ask. Call it before anything is served.
func (a *API[A]) Pace(slow Slow[A]) { a.slow = slow }

// Mount serves the API on the site's mux.
func (a *API[A]) Mount(m *web.Mux) { m.Mount(Prefix+"/", "token", a.mux) }

// Add adds an operation. The handler gets the caller (zero for a public
// operation) and returns the body, or a fault that becomes problem+json.
func Add[A, In, Out any](a *API[A], o Operation, handle func(ctx context.Context, who A, in *In) (*Out, error)) {
	a.operations = append(a.operations, o)
	op := huma.Operation{
		OperationID: o.ID, Method: o.Method, Path: Prefix + o.Path, Summary: o.Summary, DefaultStatus: o.Status, Tags: []string{o.Tag}, MaxBodyBytes: o.MaxBody, BodyReadTimeout: bodyTime(o),
		Errors:      []int{http.StatusBadRequest, http.StatusNotFound, http.StatusConflict, http.StatusUnprocessableEntity},
		Middlewares: huma.Middlewares{wholeBody},
	}
	if o.Scope != "" {
		op.Security = []map[string][]string{{"token": {o.Scope}}}
		op.Description = "Needs a token with scope `" + o.Scope + "`."
		if o.Also != "" {
			op.Security = append(op.Security, map[string][]string{"token": {o.Also}})
			op.Description = "Needs a token with scope `" + o.Scope + "` or `" + o.Also + "`."
		}
		op.Errors = append(op.Errors, http.StatusUnauthorized, http.StatusForbidden)
		op.Middlewares = append(op.Middlewares, a.guard(o))
	}
	huma.Register(a.huma, op, func(ctx context.Context, in *In) (*body[Out], error) {
		who, _ := ctx.Value(callerKey{}).(A)
		tidy(reflect.ValueOf(in))
		out, err := handle(ctx, who, in)
		if err != nil {
			return nil, problem(err)
		}
		return &body[Out]{Body: out}, nil
	})
}

// tidy cleans every text of an input as forms clean theirs, so that what comes
// by the API compares and prints like what was typed.
func tidy(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			tidy(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			tidy(v.Field(i))
		}
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return // a file's bytes
		}
		for i := range v.Len() {
			tidy(v.Index(i))
		}
	case reflect.String:
		if v.CanSet() {
			v.SetString(web.Clean(v.String()))
		}
	default:
	}
}

type body[T any] struct{ Body *T }

type callerKey struct{}

// guard lets only tokens with the operation's scope through.
func (a *API[A]) guard(o Operation) func(huma.Context, func(huma.Context)) {
	return func(c huma.Context, next func(huma.Context)) {
		c.SetHeader("Cache-Control", "no-store") // what a token opens lies on nobody's disk
		token, ok := strings.CutPrefix(c.Header("Authorization"), "Bearer ")
		if !ok {
			write(c, errNoToken)
			return
		}
		caller, err := a.auth(c.Context(), strings.TrimSpace(token))
		if err != nil {
			write(c, err)
			return
		}
		if a.slow != nil {
			if wait, refusal := a.slow(caller.Who, o); wait > 0 {
				throttle(c, wait, refusal)
				return
			}
		}
		for _, s := range caller.Scopes {
			if s == o.Scope || s == o.Also && o.Also != "" {
				a.pass(c, o, token, func() { next(huma.WithValue(c, callerKey{}, caller.Who)) })
				return
			}
		}
		write(c, fault.New(fault.Forbidden, "api.scope", locale.F(
			"Mã truy cập không có phạm vi %s. Xin cấp mã mới với phạm vi này.", "The token lacks the scope %s. Please issue one that has it.", o.Scope)))
	}
}

//nolint:gochecknoglobals // sentinels and a constant
var (
	errNoToken = fault.New(fault.SignedOut, "api.no_token", locale.T(
		"Thiếu mã truy cập: gửi tiêu đề Authorization: Bearer … với mã cấp ở trang Tài khoản.",
		"No token: send the header Authorization: Bearer … with a token from the Account page."))
	errKey = fault.New(fault.Invalid, "api.idempotency_key", locale.T(
		"Tiêu đề Idempotency-Key dài 8 đến 100 ký tự gồm chữ không dấu, số và . _ : -",
		"The header Idempotency-Key has 8 to 100 characters: letters, digits and . _ : -")).At("Idempotency-Key")
	keyText = regexp.MustCompile(`^[A-Za-z0-9._:-]{8,100}$`)
)

// CommandID is the command's id of a request: made from the caller's account
// and its Idempotency-Key, so that a repeated request has one effect and two
// accounts never meet; a fresh one without the header.
func CommandID(account, key string) (string, error) {
	if key == "" {
		return uuid.NewString(), nil
	}
	if !keyText.MatchString(key) {
		return "", errKey
	}
	return "api/" + account + "/" + key, nil
}

// Problem is an error as the API answers it (RFC 9457), with our stable code
// and the sentence in both languages.
type Problem struct {
	Type   string  `json:"type"`
	Title  string  `json:"title"`
	Status int     `json:"status"`
	Detail string  `json:"detail"`
	Code   string  `json:"code"`
	VI     string  `json:"detail_vi,omitempty"`
	Errors []Field `json:"errors,omitempty"`
}

// Field is what is wrong with one field.
type Field struct {
	Field string `json:"field"`
	Code  string `json:"code"`
	EN    string `json:"detail"`
	VI    string `json:"detail_vi"`
}

// Error is the problem's detail.
func (p *Problem) Error() string { return p.Code + ": " + p.Detail }

// GetStatus makes it a huma.StatusError.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is that of problems.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// problem turns a fault into its Problem; anything else stays an internal
// failure whose cause only the log shows.
func problem(err error) error {
	all := fault.All(err)
	if len(all) == 0 {
		if errors.Is(err, context.Canceled) {
			return err
		}
		return &cause{Problem{Type: "about:blank", Title: "internal", Status: http.StatusInternalServerError, Code: "internal",
			Detail: "Something failed on our side. Nothing was changed.", VI: "Hệ thống gặp trục trặc. Chưa có gì thay đổi."}, err}
	}
	first := all[0]
	p := &Problem{
		Type: "about:blank", Title: first.Kind.String(), Status: web.Status(first.Kind), Code: first.Code,
		Detail: first.Say.In(locale.EN), VI: first.Say.VI,
	}
	for _, e := range all {
		if e.Field != "" {
			p.Errors = append(p.Errors, Field{Field: e.Field, Code: e.Code, EN: e.Say.In(locale.EN), VI: e.Say.VI})
		}
	}
	return p
}

// cause is an internal failure with what the log may know.
type cause struct {
	Problem
	err error
}

// Error is the whole cause, for the log.
func (c *cause) Error() string { return c.err.Error() }

// Unwrap gives the cause.
func (c *cause) Unwrap() error { return c.err }

// throttle answers 429 with the seconds to wait.
func throttle(c huma.Context, wait time.Duration, refusal error) {
	c.SetHeader("Retry-After", strconv.Itoa(int(wait/time.Second)+1))
	write(c, refusal)
}

func write(c huma.Context, err error) {
	var p *Problem
	if !errors.As(problem(err), &p) {
		p = &Problem{Type: "about:blank", Title: "internal", Status: http.StatusInternalServerError, Code: "internal", Detail: "Something failed on our side."}
	}
	writeProblem(c, p)
}

func writeProblem(c huma.Context, p *Problem) {
	c.SetHeader("Content-Type", "application/problem+json")
	if p.Status == http.StatusUnauthorized {
		c.SetHeader("WWW-Authenticate", `Bearer realm="motcua"`)
	}
	c.SetStatus(p.Status)
	// The client is gone when this fails.
	_ = json.NewEncoder(c.BodyWriter()).Encode(p)
}
