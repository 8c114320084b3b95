package blob

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"sync"

	"gocloud.dev/blob"
	_ "gocloud.dev/blob/fileblob" // files in a folder
	"gocloud.dev/gcerrors"

	"motcua/internal/fault"
	"motcua/internal/locale"
)

// MaxSize is the largest file taken, in bytes.
const MaxSize = 20 << 20

// Store is where files are kept. It is safe for concurrent use.
type Store struct {
	bucket  *blob.Bucket
	folder  string
	putting sync.RWMutex // a file is not collected while it is sent again
}

// Stored describes a file that was put.
type Stored struct {
	Hash string // SHA-256, hex
	Size int64  // bytes
	Type string // media type, found in the bytes, never taken from a name
}

// Open opens a folder ("var/files"), made if it is not there.
func Open(ctx context.Context, folder string) (*Store, error) {
	abs, err := filepath.Abs(folder)
	if err != nil {
		return nil, fmt.Errorf("blob: %s: %w", folder, err)
	}
	address := (&url.URL{Scheme: "file", Path: filepath.ToSlash(abs), RawQuery: "create_dir=true&no_tmp_dir=true&metadata=skip"}).String()
	b, err := blob.OpenBucket(ctx, address)
	if err != nil {
		return nil, fmt.Errorf("blob: open the file store: %w", err)
	}
	return &Store{bucket: b, folder: abs}, nil
}

// Close releases the store.
func (s *Store) Close() error { return s.bucket.Close() }

//nolint:gochecknoglobals // constant tables and sentinels
var (
	// kinds are the media types taken, as the bytes show them.
	kinds = map[string]bool{"application/pdf": true, "image/jpeg": true, "image/png": true, "image/webp": true}
	// ErrEmpty: a file without content.
	ErrEmpty = fault.New(fault.Invalid, "blob.empty", locale.T(
		"Tệp không có nội dung. Các tệp khác và nội dung đã khai vẫn được giữ. Xin chụp lại hoặc chọn tệp khác.",
		"The file is empty. The other files and what you entered are kept. Please photograph it again or choose another."))
	// ErrKind: not a picture or PDF, whatever its name says.
	ErrKind = fault.New(fault.Invalid, "blob.kind", locale.T(
		"Chỉ nhận ảnh (JPEG, PNG, WebP) hoặc PDF; tệp này có nội dung khác. Các tệp khác và nội dung đã khai vẫn được giữ. Xin chụp ảnh hoặc lưu thành PDF rồi tải lại.",
		"Only pictures (JPEG, PNG, WebP) and PDF are taken; this file holds something else. The rest is kept. Please photograph it or save it as PDF."))
	// ErrTooLarge: above MaxSize.
	ErrTooLarge = fault.New(fault.Invalid, "blob.too_large", locale.T(
		"Tệp lớn hơn 20 MB. Các tệp khác và nội dung đã khai vẫn được giữ. Xin chụp lại từng trang hoặc chọn tệp nhỏ hơn.",
		"The file is larger than 20 MB. The rest is kept. Please photograph page by page or choose a smaller file."))
	errGone = fault.New(fault.NotFound, "blob.not_found", locale.T("Không tìm thấy tệp này.", "This file was not found."))
)

// Put stores a file of a kind that is taken. It reads at most MaxSize bytes.
func (s *Store) Put(ctx context.Context, r io.Reader) (Stored, error) {
	b, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	switch {
	case err != nil:
		return Stored{}, fmt.Errorf("blob: read: %w", err)
	case len(b) == 0:
		return Stored{}, ErrEmpty
	case len(b) > MaxSize:
		return Stored{}, ErrTooLarge
	}
	kind := http.DetectContentType(b)
	if !kinds[kind] {
		return Stored{}, ErrKind
	}
	sum := sha256.Sum256(b)
	out := Stored{Hash: hex.EncodeToString(sum[:]), Size: int64(len(b)), Type: kind}
	// One of another size was cut short by a failure and is written again.
	if a, err := s.bucket.Attributes(ctx, key(out.Hash)); err == nil && a.Size == out.Size && s.refresh(out.Hash) == nil {
		return out, nil
	}
	err = s.bucket.Upload(ctx, key(out.Hash), bytes.NewReader(b), &blob.WriterOptions{ContentType: kind})
	if err == nil {
		err = s.settle(out.Hash)
	}
	return out, away(err)
}

// settle brings a file and its name to the disk: a paper that was acknowledged
// must outlive a power cut.
func (s *Store) settle(hash string) error {
	path := filepath.Join(s.folder, filepath.FromSlash(key(hash)))
	for _, p := range []string{path, filepath.Dir(path)} {
		f, err := os.Open(p)
		if err != nil {
			return err
		}
		if err := errors.Join(f.Sync(), f.Close()); err != nil {
			return err
		}
	}
	return nil
}

// Get opens a stored file; close it after reading.
func (s *Store) Get(ctx context.Context, hash string) (io.ReadCloser, error) {
	if _, err := hex.DecodeString(hash); err != nil || len(hash) != sha256.Size*2 {
		return nil, errGone
	}
	r, err := s.bucket.NewReader(ctx, key(hash), nil)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return nil, errGone
	}
	if err != nil {
		return nil, away(err)
	}
	return r, nil
}

// key spreads files over 256 folders.
func key(hash string) string { return hash[:2] + "/" + hash }

func away(err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	return fault.New(fault.Unavailable, "blob.unavailable", locale.T(
		"Kho tệp tạm thời chưa dùng được. Nội dung đã khai vẫn được giữ. Xin thử lại sau ít phút.",
		"The file store is away. What you entered is kept. Please try again in a few minutes.")).Because(err)
}
