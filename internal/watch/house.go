package watch

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"motcua/internal/calendar"
	"motcua/internal/store"
)

// Job is how many background jobs of a kind are in a state.
type Job struct {
	Kind, State string
	Count       int64
	Oldest      calendar.Instant // when the oldest was made
	Newest      calendar.Instant // when the last of them ended, 0 for none
}

// Waits reports whether the job is still to be done.
func (j Job) Waits() bool {
	switch j.State {
	case "available", "scheduled", "pending", "running", "retryable":
		return true
	}
	return false
}

// Failing reports whether the job failed and is tried again, or was given up.
func (j Job) Failing() bool {
	return j.State == "retryable" || j.State == "cancelled" || j.State == "discarded"
}

// Subscriber is a reader of the journal.
type Subscriber struct {
	Name     string
	Position int64
	Since    calendar.Instant // when the oldest act that it has not taken was recorded; 0 when it has taken all
}

// Disk is the room left where something is kept.
type Disk struct {
	Of         string // "database", "files"
	Free, Size int64  // bytes
	Err        error  // when it cannot be told
}

// Backup is what is known of the newest backup.
type Backup struct {
	Watched bool             // a stamp file is configured
	At      calendar.Instant // its time; 0 when it cannot be read
}

// Migration is how far a line of migrations has come.
type Migration struct {
	Line   string
	Number int64
}

// Mail is what is known of the sending of e-mail.
type Mail struct {
	Server string           // "" for none
	Kind   string           // of its jobs
	Last   calendar.Instant // when its server last took one, in the past day; 0 for none
}

// State is how the house stands.
type State struct {
	At            calendar.Instant
	Position      int64
	Last          calendar.Instant // when the newest act was recorded, 0 for none
	Alive         bool             // the journal takes commands
	Waiting       int              // commands queued in this process
	Subscribers   []Subscriber
	Jobs          []Job
	JobsErr       error // the jobs could not be counted
	Disks         []Disk
	FileBytes     int64 // -1 while it is counted
	Backup        Backup
	DatabaseBytes int64
	Migrations    []Migration
	Current       bool // the tables are as new as the program
	Mail          Mail
}

// Sources are what a house is read from. All but DB and Now may be nil or empty.
type Sources struct {
	DB       *store.DB
	Now      func() calendar.Instant
	Lines    []store.Line
	Alive    func() bool
	Waiting  func() int
	Jobs     func(context.Context) ([]Job, error)
	Mail     Mail                                              // its server and the kind of its jobs
	Database string                                            // folder of the database, "" when it is elsewhere
	Files    string                                            // folder of the files, "" when they are elsewhere
	Stamp    string                                            // file whose time is that of the newest backup
	free     func(folder string) (free, size int64, err error) // the machine's; tests set it
}

// House reads how everything stands.
type House struct {
	from Sources

	mu       sync.Mutex // guards what follows
	files    int64
	counted  time.Time
	counting bool
}

// NewHouse makes a house.
func NewHouse(s Sources) *House {
	if s.free == nil {
		s.free = diskFree
	}
	return &House{from: s, files: -1}
}

// readiness bounds how long Ready asks.
const readiness = 3 * time.Second

// ErrNoJournal is why a process is not ready.
var ErrNoJournal = errors.New("watch: the journal takes no commands")

// Ready answers nil when the process can serve: it reaches its database, the
// tables are as new as the program, and the journal takes commands.
func (h *House) Ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, readiness)
	defer cancel()
	if h.from.Alive != nil && !h.from.Alive() {
		return ErrNoJournal
	}
	return h.from.DB.Current(ctx, h.from.Lines...)
}

// Read reads all of it, with as many queries whatever there is. An error says
// that the database could not be asked.
func (h *House) Read(ctx context.Context) (State, error) {
	s := State{At: h.from.Now(), Mail: h.from.Mail, FileBytes: h.fileBytes()}
	if h.from.Alive != nil {
		s.Alive = h.from.Alive()
	}
	if h.from.Waiting != nil {
		s.Waiting = h.from.Waiting()
	}
	db := h.from.DB.Read
	var last int64
	if err := db.QueryRowContext(ctx, `SELECT position, instant FROM journal_head WHERE id = 1`).Scan(&s.Position, &last); err != nil {
		return s, store.Lost(err)
	}
	s.Last = calendar.Instant(last)
	if err := h.subscribers(ctx, &s); err != nil {
		return s, err
	}
	done, err := h.from.DB.Standing(ctx, h.from.Lines...)
	if err != nil && !errors.Is(err, store.ErrBehind) {
		return s, err
	}
	s.Current = err == nil
	for _, line := range slices.Sorted(maps.Keys(done)) {
		s.Migrations = append(s.Migrations, Migration{line, done[line]})
	}
	size := `SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()`
	if h.from.DB.Dialect == store.Postgres {
		size = `SELECT pg_database_size(current_database())`
	}
	if err := db.QueryRowContext(ctx, size).Scan(&s.DatabaseBytes); err != nil {
		return s, store.Lost(err)
	}
	if h.from.Jobs != nil {
		s.Jobs, s.JobsErr = h.from.Jobs(ctx)
	}
	for _, j := range s.Jobs {
		if j.Kind == s.Mail.Kind && j.State == "completed" {
			s.Mail.Last = j.Newest
		}
	}
	s.Disks = h.disks()
	s.Backup = h.backup()
	return s, nil
}

// disks tells the room left where something is kept on this machine.
func (h *House) disks() []Disk {
	var out []Disk
	for _, at := range [][2]string{{"database", h.from.Database}, {"files", h.from.Files}} {
		if at[1] == "" {
			continue
		}
		d := Disk{Of: at[0]}
		d.Free, d.Size, d.Err = h.from.free(at[1])
		out = append(out, d)
	}
	return out
}

// subscribers reads how far each reader of the journal has come.
func (h *House) subscribers(ctx context.Context, s *State) error {
	rows, err := h.from.DB.Read.QueryContext(ctx, `SELECT s.name, s.position, COALESCE(e.recorded_at, 0) FROM subscription s
LEFT JOIN event e ON e.position = s.position + 1 ORDER BY s.name`)
	if err != nil {
		return store.Lost(err)
	}
	defer rows.Close()
	for rows.Next() {
		var sub Subscriber
		var since int64
		if err := rows.Scan(&sub.Name, &sub.Position, &since); err != nil {
			return store.Lost(err)
		}
		sub.Since = calendar.Instant(since)
		s.Subscribers = append(s.Subscribers, sub)
	}
	return store.Lost(rows.Err())
}

func (h *House) backup() Backup {
	if h.from.Stamp == "" {
		return Backup{}
	}
	b := Backup{Watched: true}
	if info, err := os.Stat(h.from.Stamp); err == nil {
		b.At = calendar.At(info.ModTime())
	}
	return b
}

// filesEvery is how often the bytes of the files are counted anew.
const filesEvery = 15 * time.Minute

// fileBytes answers the last count, and starts another in the background when
// it is old: a province has millions of files.
func (h *House) fileBytes() int64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.from.Files != "" && !h.counting && time.Since(h.counted) > filesEvery {
		h.counting = true
		go h.countFiles()
	}
	return h.files
}

func (h *House) countFiles() {
	var sum int64
	err := filepath.WalkDir(h.from.Files, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil {
			sum += info.Size()
		}
		return err
	})
	h.mu.Lock()
	defer h.mu.Unlock()
	h.counting, h.counted = false, time.Now()
	if err == nil {
		h.files = sum
	}
}
