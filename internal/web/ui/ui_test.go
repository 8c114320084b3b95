package ui

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"motcua/internal/present"
)

func TestBundle(t *testing.T) {
	t.Parallel()
	one := load(fstest.MapFS{"dist/.keep": {}, "dist/app.css": {Data: []byte("a")}, "dist/fonts/x.woff2": {Data: []byte("f")}})
	two := load(fstest.MapFS{"dist/.keep": {}, "dist/app.css": {Data: []byte("b")}, "dist/fonts/x.woff2": {Data: []byte("f")}})
	if one.hash == two.hash || len(one.files) != 2 {
		t.Fatalf("hashes %s %s, files %d", one.hash, two.hash, len(one.files))
	}
}

func TestAssets(t *testing.T) {
	t.Parallel()
	get := func(path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		Assets().ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		return w
	}
	t.Run("a stale hash and an unknown name are 404", func(t *testing.T) {
		t.Parallel()
		for _, path := range []string{StaticPrefix + "0000000000000000/app.css", Asset("none.css"), StaticPrefix, Asset("../ui.go"), Asset(".keep")} {
			if w := get(path); w.Code != http.StatusNotFound {
				t.Errorf("%s: %d", path, w.Code)
			}
		}
	})
	t.Run("the present hash may be kept for a year", func(t *testing.T) {
		t.Parallel()
		present.OrSkip(t, "the style sheet", Built(), "make assets")
		w := get(Asset("app.css"))
		if w.Code != http.StatusOK || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") || w.Header().Get("Content-Type") != "text/css; charset=utf-8" {
			t.Errorf("%d %v", w.Code, w.Header())
		}
		for _, bad := range []string{"GDS Transport", "Error:", "crown", "url(http", "@import"} {
			if strings.Contains(w.Body.String(), bad) {
				t.Errorf("the style sheet says %q", bad)
			}
		}
	})
}

func TestPageNumbers(t *testing.T) {
	t.Parallel()
	t.Run("a long list shows both ends and the neighbours", func(t *testing.T) {
		t.Parallel()
		if got := pageNumbers(5, 9); !slices.Equal(got, []int{1, 0, 4, 5, 6, 0, 9}) {
			t.Error(got)
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		pages := rapid.IntRange(1, 200).Draw(t, "pages")
		page := rapid.IntRange(1, pages).Draw(t, "page")
		got := pageNumbers(page, pages)
		if got[0] != 1 || got[len(got)-1] != pages || !slices.Contains(got, page) || len(got) > 7 {
			t.Fatalf("page %d of %d: %v", page, pages, got)
		}
	})
}

func TestFieldID(t *testing.T) {
	t.Parallel()
	if got := FieldID("giấy_to[1].ten"); strings.ContainsAny(got, " []ấ.") {
		t.Error(got)
	}
}
