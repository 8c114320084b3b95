package journal

import (
	"bytes"
	"cmp"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"motcua/internal/act"
)

// record is one event as it is stored. What stands below is filled by encode.
type record struct {
	event                 act.Event
	codec                 act.Codec
	position, version     int64
	stream, name          string
	recordedAt, claimedAt int64
	actor, command        string
	public                string
	salt                  []byte
	parts                 string // JSON object: role → hex hash of the personal part
	leaf                  []byte
	personal              []personal
}

// personal is one erasable part of an event.
type personal struct {
	role, subject string
	salt          []byte
	body          string
}

const (
	leafPrefix = 0x00
	partPrefix = 0x01
)

// digest hashes a prefix byte and length-preceded elements.
func digest(prefix byte, elements ...[]byte) []byte {
	h := sha256.New()
	h.Write([]byte{prefix})
	var n [4]byte
	for _, e := range elements {
		binary.BigEndian.PutUint32(n[:], uint32(len(e)))
		h.Write(n[:])
		h.Write(e)
	}
	return h.Sum(nil)
}

// hash is the commitment of a personal part.
func (p personal) hash() string {
	return hex.EncodeToString(digest(partPrefix, []byte(p.role), p.salt, []byte(p.body)))
}

// commit computes the leaf of an event from what is stored of it.
func (r *record) commit() ([]byte, error) {
	var hashes map[string]string
	if err := json.Unmarshal([]byte(r.parts), &hashes); err != nil {
		return nil, fmt.Errorf("journal: parts of position %d: %w", r.position, err)
	}
	return r.leafOf(hashes), nil
}

// leafOf computes the leaf from the hashes of the personal parts, by role.
func (r *record) leafOf(hashes map[string]string) []byte {
	var env bytes.Buffer
	fmt.Fprintf(&env, "%d\n%s\n%d\n%s\n%d\n%d\n%s\n%s\n", r.position, r.stream, r.version, r.name, r.recordedAt, r.claimedAt, r.actor, r.command)
	elements := [][]byte{env.Bytes(), []byte(r.public), r.salt}
	for _, role := range slices.Sorted(maps.Keys(hashes)) {
		elements = append(elements, []byte(role+":"+hashes[role]))
	}
	return digest(leafPrefix, elements...)
}

// encode fills what is stored from the event: its parts, salts, hashes and leaf.
func (r *record) encode() error {
	enc, err := r.codec.Encode(r.event)
	if err != nil {
		return &broken{err}
	}
	r.name, r.public, r.salt = enc.Type, string(enc.Public), salt()
	var subjects map[string]string
	if s, ok := r.event.(act.Subjected); ok {
		subjects = s.Subjects()
	}
	hashes := make(map[string]string, len(enc.Parts))
	for _, part := range enc.Parts {
		p := personal{role: part.Role, subject: cmp.Or(subjects[part.Role], r.stream), salt: salt(), body: string(part.Body)}
		r.personal = append(r.personal, p)
		hashes[p.role] = p.hash()
	}
	parts, err := json.Marshal(hashes)
	if err != nil {
		return &broken{err}
	}
	r.parts, r.leaf = string(parts), r.leafOf(hashes)
	return nil
}

// salt is 16 random bytes: guessing a small public part from its hash must not
// be possible.
func salt() []byte {
	b := make([]byte, 16)
	if _, err := rand.Read(b); err != nil {
		panic(err) // the operating system has no randomness: nothing may be written
	}
	return b
}
