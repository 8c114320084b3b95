package ui

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"
)

//go:embed all:dist
var dist embed.FS

// StaticPrefix is where the mux serves the assets.
const StaticPrefix = "/static/"

type bundle struct {
	hash  string
	files map[string][]byte
}

// loaded reads the embedded files once. One hash covers all of them, so that
// style sheets and modules may name their neighbours by relative paths.
var loaded = sync.OnceValue(func() bundle { return load(dist) }) //nolint:gochecknoglobals // computed once from embedded bytes

func load(files fs.FS) bundle {
	b := bundle{files: map[string][]byte{}}
	sum := sha256.New()
	// Embedded files cannot fail to be read; an error would only leave the
	// bundle empty, which Built reports.
	_ = fs.WalkDir(files, "dist", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Base(p) == ".keep" {
			return err
		}
		body, err := fs.ReadFile(files, p)
		if err != nil {
			return err
		}
		name := strings.TrimPrefix(p, "dist/")
		b.files[name] = body
		sum.Write([]byte(name + "\x00"))
		sum.Write(body)
		return nil
	})
	b.hash = hex.EncodeToString(sum.Sum(nil))[:16]
	return b
}

// Built reports whether the binary holds the style sheets and scripts; a
// binary built without `make assets` serves plain HTML and says so.
func Built() bool { return len(loaded().files["app.css"]) > 0 }

// Asset is the path of an asset with the hash of the bundle in it.
func Asset(name string) string { return StaticPrefix + loaded().hash + "/" + name }

// Assets serves the embedded assets. A path with the right hash may be kept by
// browsers for a year; any other hash or name is 404, so that an old page never
// caches new bytes under an old address.
func Assets() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b := loaded()
		hash, name, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, StaticPrefix), "/")
		body, ok := b.files[name]
		if hash != b.hash || !ok {
			http.NotFound(w, r)
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "GET, HEAD", http.StatusMethodNotAllowed)
			return
		}
		h := w.Header()
		h.Set("Content-Type", contentType(name))
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		h.Set("ETag", `"`+b.hash+`"`)
		if r.Header.Get("If-None-Match") == `"`+b.hash+`"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		if r.Method == http.MethodGet {
			_, _ = w.Write(body) // the reader has gone: nothing to do
		}
	})
}

// contentType does not ask the operating system's tables for the types that
// nosniff makes essential.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8"
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	case ".woff2":
		return "font/woff2"
	case ".svg":
		return "image/svg+xml"
	}
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "application/octet-stream"
}
