// Package bench measures the product side by side with a floor in the same
// run and prints ratios (make bench): machines differ, ratios travel. It holds
// benchmarks only; nothing here is a timed test.
package bench
