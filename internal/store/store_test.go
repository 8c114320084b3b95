package store_test

import (
	"database/sql"
	"net/url"
	"strings"
	"testing"

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
