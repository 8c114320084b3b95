package present

import (
	"os"
	"os/exec"
	"testing"
)

// CI reports whether every test must run here: the environment has CI=true.
func CI() bool { return os.Getenv("CI") == "true" }

// OrSkip goes on when there is true. Otherwise it ends the test: skipped on a
// person's machine, failed on the integration machine. What names the thing
// that is missing ("PostgreSQL"), how says how to get it ("run `make test`").
func OrSkip(t testing.TB, what string, there bool, how string) {
	t.Helper()
	orSkip(t, CI(), what, there, how)
}

// Program is OrSkip for a program: it returns the path of the first of names
// that is on the PATH.
func Program(t testing.TB, how string, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	OrSkip(t, names[0], false, how)
	return ""
}

// File is OrSkip for a file or folder: it returns path when it exists. An empty
// path is a missing file.
func File(t testing.TB, what, path, how string) string {
	t.Helper()
	_, err := os.Stat(path)
	OrSkip(t, what, path != "" && err == nil, how)
	return path
}

// Variable is OrSkip for an environment variable: it returns its value.
func Variable(t testing.TB, what, name, how string) string {
	t.Helper()
	value := os.Getenv(name)
	OrSkip(t, what, value != "", name+" is not set; "+how)
	return value
}

func orSkip(t testing.TB, ci bool, what string, there bool, how string) {
	t.Helper()
	switch {
	case there:
	case ci:
		t.Fatalf("%s is missing: %s. Under CI=true every test must run.", what, how)
	default:
		t.Skipf("%s is missing: %s", what, how)
	}
}
