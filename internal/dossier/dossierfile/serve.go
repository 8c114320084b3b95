package dossierfile

import (
	"io"
	"mime"
	"net/http"
	"strconv"

	"motcua/internal/dossier"
)

// Serve sends a file that the caller has found in the viewer's scope. It opens
// in the browser as what it is, and can do nothing there.
func (d Desk) Serve(w http.ResponseWriter, r *http.Request, u dossier.Upload) error {
	body, err := d.Store.Get(r.Context(), u.Hash)
	if err != nil {
		return err
	}
	defer func() { _ = body.Close() }() // read only
	kind, shown := mediaType(u.Type)
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", mime.FormatMediaType(shown, map[string]string{"filename": Name(u.Name)}))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "private, no-store")
	h.Set("Content-Security-Policy", policy(kind))
	if u.Size > 0 {
		h.Set("Content-Length", strconv.FormatInt(u.Size, 10))
	}
	_, _ = io.Copy(w, body) // the reader has gone: nothing to do
	return nil
}

// mediaType is the type found when the file was taken over, and how a browser
// shows it; anything but what is taken is only downloaded.
func mediaType(t string) (kind, shown string) {
	switch t {
	case "application/pdf", "image/jpeg", "image/png", "image/webp":
		return t, "inline"
	}
	return "application/octet-stream", "attachment"
}

// policy lets a file do nothing. Browsers refuse to show a PDF in a sandbox, so
// that only pictures get one.
func policy(kind string) string {
	if kind == "application/pdf" {
		return "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
	}
	return "default-src 'none'; sandbox; frame-ancestors 'none'"
}
