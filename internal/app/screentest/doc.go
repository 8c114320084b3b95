// Package screentest keeps the screens that decide as a screen reader has them
// (bản ghi cây trợ năng): one golden transcript each, so that a change of what
// is read out, or of its order, is seen and judged. It holds tests only.
package screentest
