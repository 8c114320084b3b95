package storetest

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"

	"motcua/internal/present"
	"motcua/internal/store"
)

// Each runs the test on SQLite and, when MOTCUA_TEST_POSTGRES names a server
// (a postgres:// address with the right to create databases), on PostgreSQL.
// Without it PostgreSQL is skipped, which CI=true turns into a failure.
func Each(t *testing.T, test func(t *testing.T, db *store.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { t.Parallel(); test(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { t.Parallel(); test(t, Postgres(t)) })
}

// SQLite opens a new database in the test's folder.
func SQLite(t testing.TB) *store.DB {
	t.Helper()
	return open(t, "sqlite:"+filepath.Join(t.TempDir(), "test.db"))
}

// Postgres creates a new database on the test server and drops it afterwards.
func Postgres(t testing.TB) *store.DB {
	t.Helper()
	return open(t, PostgresAddress(t))
}

// PostgresAddress creates a new database on the test server, to be dropped
// after the test, and returns its address.
func PostgresAddress(t testing.TB) string {
	t.Helper()
	server := present.Variable(t, "PostgreSQL", "MOTCUA_TEST_POSTGRES", "run `make test`, which starts a private PostgreSQL")
	admin, err := sql.Open("pgx", server)
	if err != nil {
		t.Fatal(err)
	}
	name := "t" + strings.ReplaceAll(uuid.NewString(), "-", "")
	if _, err := admin.ExecContext(t.Context(), "CREATE DATABASE "+name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := admin.Exec("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Error(err)
		}
		if err := admin.Close(); err != nil {
			t.Error(err)
		}
	})
	base, query, _ := strings.Cut(server, "?")
	address := fmt.Sprintf("%s/%s", base[:strings.LastIndex(base, "/")], name)
	if query != "" {
		address += "?" + query
	}
	return address
}

func open(t testing.TB, address string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}
