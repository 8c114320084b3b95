package store_test

import (
	"database/sql"
	"errors"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"motcua/internal/store"
	"motcua/internal/store/storetest"
)

// TestOtherCollationsAreRefused: keys are ordered bytewise or not at all.
func TestOtherCollationsAreRefused(t *testing.T) {
	t.Parallel()
	address := storetest.PostgresAddress(t)
	db, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatalf("a bytewise database is refused: %v", err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	admin, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = admin.Close() })
	const name = "by_language"
	if _, err := admin.ExecContext(t.Context(), `CREATE DATABASE `+name+` TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'vi' LOCALE 'C.UTF-8'`); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := admin.Exec(`DROP DATABASE IF EXISTS ` + name + ` WITH (FORCE)`); err != nil { // the test's context has ended
			t.Error(err)
		}
	})
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + name
	_, err = store.Open(t.Context(), u.String())
	if err == nil || !strings.Contains(err.Error(), "createdb") {
		t.Errorf("a database ordered by language is answered %v", err)
	}
}

// TestWhoLooksChangesNothing: a database of an older program is named, and
// stays as it is.
func TestWhoLooksChangesNothing(t *testing.T) {
	t.Parallel()
	first := fstest.MapFS{"0001_a.sql": {Data: []byte(`CREATE TABLE a (id TEXT PRIMARY KEY)`)}}
	second := fstest.MapFS{"0001_a.sql": first["0001_a.sql"], "0002_b.sql": {Data: []byte(`CREATE TABLE b (id TEXT PRIMARY KEY)`)}}
	for name, address := range map[string]string{"sqlite": "sqlite:" + t.TempDir() + "/x.db", "postgres": storetest.PostgresAddress(t)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db, err := store.Open(t.Context(), address)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = db.Close() })
			if err := db.Current(t.Context(), store.Line{Name: "x", Files: first}); !errors.Is(err, store.ErrBehind) {
				t.Errorf("an empty database is answered %v", err)
			}
			if err := db.Migrate(t.Context(), store.Line{Name: "x", Files: first}); err != nil {
				t.Fatal(err)
			}
			if err := db.Current(t.Context(), store.Line{Name: "x", Files: first}); err != nil {
				t.Errorf("an up-to-date database is answered %v", err)
			}
			if err := db.Current(t.Context(), store.Line{Name: "x", Files: second}); !errors.Is(err, store.ErrBehind) {
				t.Errorf("an older database is answered %v", err)
			}
			if _, err := db.Read.ExecContext(t.Context(), `SELECT id FROM b`); err == nil {
				t.Error("looking made the new table")
			}
		})
	}
}
