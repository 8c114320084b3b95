package blob_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"motcua/internal/blob"
	"motcua/internal/fault"
)

// TestAShortFileIsWrittenAgain: what a failure cut short must not stand for the
// whole for ever.
func TestAShortFileIsWrittenAgain(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	s, err := blob.Open(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	pdf := []byte("%PDF-1.4\n%mẫu cụt\n")
	a, err := s.Put(t.Context(), bytes.NewReader(pdf))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(filepath.Join(folder, a.Hash[:2], a.Hash), 3); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(t.Context(), bytes.NewReader(pdf)); err != nil {
		t.Fatal(err)
	}
	r, err := s.Get(t.Context(), a.Hash)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, pdf) {
		t.Errorf("read %q, %v", got, err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestStore(t *testing.T) {
	t.Parallel()
	s, err := blob.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	pdf := []byte("%PDF-1.4\n%mẫu\n")
	t.Run("gives back the bytes, stored once by their hash", func(t *testing.T) {
		a, err := s.Put(t.Context(), bytes.NewReader(pdf))
		if err != nil || a.Type != "application/pdf" || a.Size != int64(len(pdf)) {
			t.Fatalf("%+v %v", a, err)
		}
		if b, err := s.Put(t.Context(), bytes.NewReader(pdf)); err != nil || a != b {
			t.Errorf("stored again: %+v %v", b, err)
		}
		r, err := s.Get(t.Context(), a.Hash)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(r)
		if err != nil || !bytes.Equal(got, pdf) {
			t.Errorf("read %q, %v", got, err)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	t.Run("refuses what is empty, too large or of another kind, whatever its name", func(t *testing.T) {
		for want, b := range map[error][]byte{
			blob.ErrEmpty:    {},
			blob.ErrKind:     []byte("<html><script>"),
			blob.ErrTooLarge: append([]byte("%PDF-1.4"), make([]byte, blob.MaxSize)...),
		} {
			if _, err := s.Put(t.Context(), bytes.NewReader(b)); !errors.Is(err, want) {
				t.Errorf("want %v, got %v", want, err)
			}
		}
	})
	t.Run("answers not found for unknown and malformed hashes", func(t *testing.T) {
		for _, h := range []string{"", "../../etc/passwd", "zz", "ab" + string(bytes.Repeat([]byte("0"), 62))} {
			if _, err := s.Get(t.Context(), h); fault.KindOf(err) != fault.NotFound {
				t.Errorf("%q: %v", h, err)
			}
		}
	})
}
