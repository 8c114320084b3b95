package journal

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"sort"
)

// record is one event as it is stored.
type record struct {
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

// commit computes the leaf of an event.
func (r *record) commit() ([]byte, error) {
	var hashes map[string]string
	if err := json.Unmarshal([]byte(r.parts), &hashes); err != nil {
		return nil, fmt.Errorf("journal: parts of position %d: %w", r.position, err)
	}
	roles := make([]string, 0, len(hashes))
	for role := range hashes {
		roles = append(roles, role)
	}
	sort.Strings(roles)
	var env bytes.Buffer
	fmt.Fprintf(&env, "%d\n%s\n%d\n%s\n%d\n%d\n%s\n%s\n", r.position, r.stream, r.version, r.name, r.recordedAt, r.claimedAt, r.actor, r.command)
	elements := [][]byte{env.Bytes(), []byte(r.public), r.salt}
	for _, role := range roles {
		elements = append(elements, []byte(role+":"+hashes[role]))
	}
	return digest(leafPrefix, elements...), nil
}

// seal fills parts and leaf from the rest.
func (r *record) seal() error {
	hashes := make(map[string]string, len(r.personal))
	for _, p := range r.personal {
		hashes[p.role] = p.hash()
	}
	b, err := json.Marshal(hashes)
	if err != nil {
		return err
	}
	r.parts = string(b)
	r.leaf, err = r.commit()
	return err
}
