package app

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"motcua/internal/identity/identitydb"
)

// secretKey is the key that seals second factors and marks forms: the one
// given, else that of the key file, which is made when a database is new.
func (a *App) secretKey(ctx context.Context) ([]byte, error) {
	if a.SecretKey != "" {
		return readKey(a.SecretKey)
	}
	file := a.SecretFile
	if file == "" {
		file = secretFileOf(a.DB)
	}
	body, err := os.ReadFile(file)
	switch {
	case err == nil:
		a.warnOpenFile(ctx, file)
		return readKey(string(body))
	case !errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("app: secret key: %w", err)
	}
	keyed, err := a.Accounts.Keyed(ctx)
	if err != nil {
		return nil, err
	}
	if keyed {
		return nil, fmt.Errorf("app: the secret key file %s is missing; bring it back from your backup, or set MOTCUA_SECRET_KEY", file)
	}
	return makeKeyFile(file)
}

// secretFileOf is where the key lies by default: beside an SQLite file.
func secretFileOf(db string) string {
	if path, ok := strings.CutPrefix(db, "sqlite:"); ok {
		return filepath.Join(filepath.Dir(path), strings.TrimSuffix(filepath.Base(path), ".db")+".key")
	}
	return filepath.Join("var", "motcua.key")
}

func readKey(word string) ([]byte, error) {
	key, err := hex.DecodeString(strings.TrimSpace(word))
	if err != nil || len(key) != identitydb.KeySize {
		return nil, fmt.Errorf("app: a secret key is %d hexadecimal digits; make one with: openssl rand -hex %d", 2*identitydb.KeySize, identitydb.KeySize)
	}
	return key, nil
}

// makeKeyFile writes a new key that its owner alone may read. Of two processes
// that do so at once, one reads what the other wrote.
func makeKeyFile(file string) ([]byte, error) {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return nil, err
	}
	key := identitydb.NewKey()
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, fmt.Errorf("app: secret key: %w", err)
	}
	_, err = f.WriteString(hex.EncodeToString(key) + "\n")
	return key, errors.Join(err, f.Sync(), f.Close())
}

// warnOpenFile warns about a key file that others may read.
func (a *App) warnOpenFile(ctx context.Context, file string) {
	if st, err := os.Stat(file); err == nil && st.Mode().Perm()&0o077 != 0 {
		a.Log.LogAttrs(ctx, slog.LevelWarn, "the secret key file can be read by others", slog.String("file", file), slog.String("mode", st.Mode().Perm().String()))
	}
}

// secureSignIn gives the accounts their key, their address and their policy.
// Without the right key a cell can be looked at, checked and repaired, but not
// served: see serveable.
func (a *App) secureSignIn(ctx context.Context) error {
	if a.AsIs {
		return nil
	}
	if a.formKey, a.noKey = a.secretKey(ctx); a.noKey == nil {
		a.noKey = a.Accounts.UseKey(ctx, a.formKey)
	}
	if err := a.Accounts.UsePasskeys(a.BaseURL, a.site().Name.VI); err != nil {
		return err
	}
	switch a.SecondFactor {
	case "":
		if !a.Demo {
			a.Accounts.RequireSecondFactor()
		}
	case "required":
		a.Accounts.RequireSecondFactor()
	case "optional":
	default:
		return fmt.Errorf("app: officials' second factor is %q; it can be required or optional", a.SecondFactor)
	}
	return nil
}

// serveable says why people cannot sign in here, nil if they can.
func (a *App) serveable() error { return a.noKey }
