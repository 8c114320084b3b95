package blob_test

import (
	"errors"
	"strings"
	"testing"

	"motcua/internal/blob"
)

// TestWhatABrowserMightRun: nothing is taken that a browser would run or that
// hides other files in it, whatever a form says of it.
func TestWhatABrowserMightRun(t *testing.T) {
	t.Parallel()
	s, err := blob.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	for name, content := range map[string]string{
		"SVG with a script":  `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`,
		"SVG after its head": `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`,
		"HTML after blanks":  "\n\n  <!DOCTYPE html><script>alert(1)</script>", "a script": "alert(1)", "a shell script": "#!/bin/sh\nid\n",
		"a program": "MZ\x90\x00\x03", "a Linux program": "\x7fELF\x02\x01", "a zip": "PK\x03\x04\x14\x00", "a gzip": "\x1f\x8b\x08", "RAR": "Rar!\x1a\x07\x00",
		"an office file of old": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a moving picture": "GIF89a", "PostScript": "%!PS-Adobe-3.0", "a font": "OTTO\x00",
		"WebAssembly": "\x00asm\x01\x00\x00\x00", "a PDF after something else": "<script>alert(1)</script>%PDF-1.4",
	} {
		if got, err := s.Put(t.Context(), strings.NewReader(content)); !errors.Is(err, blob.ErrKind) {
			t.Errorf("%s is taken as %q (%v)", name, got.Type, err)
		}
	}
}
