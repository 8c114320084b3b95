package blob

import (
	"context"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Quarantine is how long a file is kept although nobody refers to it: it may
// belong to an act that is being written.
const Quarantine = 24 * time.Hour

// ErrMostUnknown: most of the old files are referred to by nothing, as if the
// folder were another cell's. Nothing was deleted.
var ErrMostUnknown = errors.New("blob: most files of the store belong to nothing in this database; nothing was deleted (is the folder another cell's?)")

// fewFiles is up to how many files may all be surplus.
const fewFiles = 100

// Hash is a file's SHA-256.
type Hash [32]byte

// Tally is what a collection found.
type Tally struct {
	Files, Old, Surplus, Deleted int64
	Bytes                        int64 // of the surplus files
}

// Collect deletes the files older than Quarantine at now to which nobody
// refers (thu gom tệp không còn dùng). references calls refer for every file
// that is in use; it may name one more than once, and names that are no hashes
// are passed over. With dry nothing is deleted; unless forced, neither when most
// old files are surplus.
//
// The order makes it safe beside writers: what is old and surplus is found
// first, and each file's age is looked at again before it goes, since Put gives
// a file that is sent again a new one.
func (s *Store) Collect(ctx context.Context, now time.Time, dry, force bool, references func(ctx context.Context, refer func(hash string)) error) (Tally, error) {
	var t Tally
	used, err := s.used(ctx, references)
	if err != nil {
		return t, err
	}
	var surplus []string
	err = s.each(ctx, func(hash Hash, path string, info fs.FileInfo) {
		t.Files++
		if !info.ModTime().Before(now.Add(-Quarantine)) {
			return
		}
		t.Old++
		if _, found := slices.BinarySearchFunc(used, hash, compare); !found {
			t.Surplus++
			t.Bytes += info.Size()
			surplus = append(surplus, path)
		}
	})
	switch {
	case err != nil || dry:
		return t, err
	case !force && t.Old > fewFiles && t.Surplus*2 > t.Old:
		return t, ErrMostUnknown
	}
	for _, path := range surplus {
		if err := ctx.Err(); err != nil {
			return t, err
		}
		gone, err := s.drop(path, now)
		if err != nil {
			return t, err
		}
		if gone {
			t.Deleted++
		}
	}
	return t, nil
}

func compare(a, b Hash) int { return slices.Compare(a[:], b[:]) }

// used are the files in use, sorted.
func (s *Store) used(ctx context.Context, references func(context.Context, func(string)) error) ([]Hash, error) {
	var used []Hash
	err := references(ctx, func(hash string) {
		if h, ok := parse(hash); ok {
			used = append(used, h)
		}
	})
	slices.SortFunc(used, compare)
	return slices.Compact(used), err
}

func parse(hash string) (h Hash, ok bool) {
	if len(hash) != hex.EncodedLen(len(h)) {
		return h, false
	}
	_, err := hex.Decode(h[:], []byte(hash))
	return h, err == nil
}

// each visits the stored files; what is not a file of ours is passed over.
func (s *Store) each(ctx context.Context, visit func(Hash, string, fs.FileInfo)) error {
	return filepath.WalkDir(s.folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return errors.Join(err, ctx.Err())
		}
		hash, ok := parse(d.Name())
		if !ok {
			return nil
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil // gone meanwhile
		}
		if err == nil {
			visit(hash, path, info)
		}
		return err
	})
}

// drop deletes a file unless it was sent again since it was found.
func (s *Store) drop(path string, now time.Time) (bool, error) {
	s.putting.Lock()
	defer s.putting.Unlock()
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil || !info.ModTime().Before(now.Add(-Quarantine)) {
		return false, err
	}
	return true, os.Remove(path)
}

// refresh gives a file that is there already the age of a new one. It fails
// when the file was collected just now.
func (s *Store) refresh(hash string) error {
	s.putting.RLock()
	defer s.putting.RUnlock()
	at := time.Now()
	return os.Chtimes(filepath.Join(s.folder, filepath.FromSlash(key(hash))), at, at)
}

// Mentions calls refer for every hash in a text: each run of exactly 64
// hexadecimal digits. It may find one that is no file; it misses none.
func Mentions(text string, refer func(hash string)) {
	const length = 64
	run := 0
	for i := 0; i <= len(text); i++ {
		if i < len(text) && isHex(text[i]) {
			run++
			continue
		}
		if run == length {
			refer(text[i-length : i])
		}
		run = 0
	}
}

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' }
