//go:build unix

package watch

import "syscall"

// diskFree asks the machine what an unprivileged process may still write.
func diskFree(folder string) (free, size int64, err error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(folder, &s); err != nil {
		return 0, 0, err
	}
	return int64(s.Bavail) * int64(s.Bsize), int64(s.Blocks) * int64(s.Bsize), nil //nolint:unconvert // their types differ by system
}
