// Package killtest kills the serving process (kill -9) under load at random
// moments, on both databases, and looks at what is left: every act that was
// acknowledged is there once, none that was refused, numbers have no gaps, and
// the journal's own check finds nothing. It holds tests only.
package killtest
