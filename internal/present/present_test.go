package present

import (
	"fmt"
	"strings"
	"testing"
)

// spy notes how a test was ended instead of ending it.
type spy struct {
	testing.TB
	failed, skipped string
}

func (s *spy) Helper()                           {}
func (s *spy) Fatalf(format string, args ...any) { s.failed = fmt.Sprintf(format, args...) }
func (s *spy) Skipf(format string, args ...any)  { s.skipped = fmt.Sprintf(format, args...) }

func TestOrSkip(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ ci, there, fails, skips bool }{
		"goes on where the thing is there": {there: true},
		"goes on under CI, too":            {ci: true, there: true},
		"skips on a person's machine":      {skips: true},
		"fails on the integration machine": {ci: true, fails: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &spy{TB: t}
			orSkip(s, c.ci, "PostgreSQL", c.there, "run `make test`")
			if (s.failed != "") != c.fails || (s.skipped != "") != c.skips {
				t.Fatalf("failed %q, skipped %q", s.failed, s.skipped)
			}
			for _, said := range []string{s.failed, s.skipped} {
				if said != "" && (!strings.Contains(said, "PostgreSQL") || !strings.Contains(said, "make test")) {
					t.Errorf("%q does not say what is missing and how to get it", said)
				}
			}
		})
	}
}

func TestProgram(t *testing.T) {
	t.Parallel()
	t.Run("takes the first that is there", func(t *testing.T) {
		t.Parallel()
		if got := Program(t, "it is where Go is", "no-such-program-motcua", "go"); !strings.HasSuffix(got, "go") {
			t.Errorf("got %q", got)
		}
	})
}
