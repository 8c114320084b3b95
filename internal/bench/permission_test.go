package bench

import (
	"testing"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/google/uuid"

	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/identity/identitydb"
	"motcua/internal/journal"
	"motcua/internal/org/province"
)

// BenchmarkPermission is what it costs to decide whether an official may do an
// act on a dossier, and whether it lies in his scope: under 2 µs is the aim.
func BenchmarkPermission(b *testing.B) {
	a := open(b, sqliteAddress(b))
	ctx := b.Context()
	filed := uuid.NewString()
	if err := filing(b, a, filed)(ctx, 0); err != nil {
		b.Fatal(err)
	}
	filed = dossierdb.NewID(filed)
	reception, err := a.Accounts.Actor(ctx, accountOf(b, "tiep-nhan"))
	if err != nil {
		b.Fatal(err)
	}
	if _, err := a.Casework.Do(ctx, dossierdb.Order{ID: uuid.NewString(), Dossier: filed, Expect: journal.Any, Actor: reception, Command: dossier.Accept{}}); err != nil {
		b.Fatal(err)
	}
	s, _, err := a.Casework.Get(ctx, reception, filed)
	if err != nil {
		b.Fatal(err)
	}
	for name, key := range map[string]string{"allowed": "truong-phong", "refused": "chuyen-vien"} {
		actor, err := a.Accounts.Actor(ctx, accountOf(b, key))
		if err != nil {
			b.Fatal(err)
		}
		if may := dossier.May(dossier.ActAssign, s, actor) == nil; may != (name == "allowed") {
			b.Fatalf("%s may assign: %v", key, may)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_ = dossier.May(dossier.ActAssign, s, actor)
			}
		})
		b.Run(name+"/scope", func(b *testing.B) {
			scope := dossier.ScopeOf(actor)
			for b.Loop() {
				_ = scope.Sees(s, false)
			}
		})
	}
}

// BenchmarkSignIn is an official's password sign-in beside the password hash
// alone: under 300 ms, most of it the hash, is the aim.
func BenchmarkSignIn(b *testing.B) {
	a := open(b, sqliteAddress(b))
	const password = "bảy con chim sẻ trên mái ngói"
	if err := a.Accounts.SetPassword(b.Context(), accountOf(b, "chuyen-vien"), password); err != nil {
		b.Fatal(err)
	}
	hash, err := argon2id.CreateHash(password, &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32})
	if err != nil {
		b.Fatal(err)
	}
	mean := func(do func() error) time.Duration {
		const times = 20
		start := time.Now()
		for range times {
			if err := do(); err != nil {
				b.Fatal(err)
			}
		}
		return time.Since(start) / times
	}
	for b.Loop() {
		floor := mean(func() error { _, err := argon2id.ComparePasswordAndHash(password, hash); return err })
		whole := mean(func() error {
			return a.Accounts.CheckPassword(b.Context(), accountOf(b, "chuyen-vien"), password, identitydb.Browser{})
		})
		b.ReportMetric(float64(whole.Microseconds())/1000, "ms/sign-in")
		b.ReportMetric(float64(floor.Microseconds())/1000, "ms/hash")
		b.ReportMetric(float64(whole)/float64(floor), "ratio")
	}
	b.ReportMetric(0, "ns/op")
}

// accountOf is the account of a demonstration's key.
func accountOf(b *testing.B, key string) string {
	b.Helper()
	for _, d := range province.DemoAccounts() {
		if d.Key == key {
			return d.Account
		}
	}
	b.Fatalf("the demonstration has no account %q", key)
	return ""
}
