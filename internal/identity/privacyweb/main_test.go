package privacyweb_test

import (
	"testing"

	"motcua/internal/browsertest"
)

func TestMain(m *testing.M) { browsertest.Main(m) }
