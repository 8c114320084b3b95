package store_test

import (
	"os"
	"path/filepath"
	"testing"

	"motcua/internal/store"
)

// TestTheDatabasesFilesArePrivate: whoever else has an account on the machine
// does not read a new database, nor what SQLite writes beside it.
func TestTheDatabasesFilesArePrivate(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "neu", "motcua.db")
	db, err := store.Open(t.Context(), "sqlite:"+path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	if _, err := db.Write.ExecContext(t.Context(), `CREATE TABLE secret (word TEXT)`); err != nil {
		t.Fatal(err)
	}
	for _, end := range []string{"", "-wal", "-shm"} {
		st, err := os.Stat(path + end)
		if err != nil {
			t.Fatal(err)
		}
		if st.Mode().Perm()&0o077 != 0 {
			t.Errorf("motcua.db%s can be read by others: %s", end, st.Mode().Perm())
		}
	}
	t.Run("what its operator opened stays open", func(t *testing.T) {
		if err := os.Chmod(path, 0o640); err != nil {
			t.Fatal(err)
		}
		again, err := store.Open(t.Context(), "sqlite:"+path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = again.Close() })
		if st, err := os.Stat(path); err != nil || st.Mode().Perm() != 0o640 {
			t.Errorf("%v %v", st.Mode(), err)
		}
	})
}
