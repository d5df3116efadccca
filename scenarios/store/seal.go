package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"

	text "github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/finding"
)

// The manifest vouches for all other files; its own last line vouches for it.
// That line is the same in every version of the layout, so that a damaged
// manifest is told apart from one of another version.
const (
	sealHead = ",\n  \"checksum\": \""
	sealTail = "\"\n}\n"
)

// encode is the manifest as the bytes of manifest.json.
func (m *Manifest) encode() ([]byte, error) {
	data, err := encodeSealed(m)
	if err != nil {
		return nil, fmt.Errorf("the manifest cannot be written as JSON: %w", err)
	}
	return data, nil
}

// seal closes an open JSON object with its checksum.
func seal(open []byte) []byte {
	sum := sha256.Sum256(open)
	sealed := append(bytes.Clone(open), sealHead...)
	sealed = hex.AppendEncode(sealed, sum[:])
	return append(sealed, sealTail...)
}

// encodeSealed is a value as indented JSON with its checksum as the last line.
func encodeSealed(value any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(value); err != nil {
		return nil, err
	}
	return seal(bytes.TrimSuffix(b.Bytes(), []byte("\n}\n"))), nil
}

// whole tells whether a sealed file is as it was written.
func whole(data []byte) bool {
	at := bytes.LastIndex(data, []byte(sealHead))
	return at >= 0 && bytes.Equal(seal(data[:at]), data)
}

// mostSealed is the size of the largest sealed file that is read, in bytes: 16 MiB. The
// manifest of a thousand replicates takes a hundredth of it.
const mostSealed = 16 << 20

// readSealed reads a sealed file; the error is of package fs.
func readSealed(place string) ([]byte, error) { return text.ReadRegular(place, mostSealed) }

// sealed refuses the bytes of a sealed file that are not as they were written, and those in
// which a text holds what no text may hold: a seal can be made by anybody.
func sealed(place string, data []byte) error {
	if !whole(data) {
		return changed(place)
	}
	if odd := finding.OddText(data); odd != "" {
		return refuse(ErrChanged, "%s is not as this program writes it: %s", place, strings.TrimSuffix(odd, ": delete it"))
	}
	return nil
}

// decode reads manifest.json; place, where it lies, is for its sentences.
func decode(place string, data []byte) (*Manifest, error) {
	if err := sealed(place, data); err != nil {
		return nil, err
	}
	var version struct{ Schema int }
	if err := json.Unmarshal(data, &version); err != nil {
		return nil, changed(place)
	}
	if version.Schema != Version {
		return nil, refuse(ErrOtherVersion, "%s holds a run in layout %d, this program reads layout %d; use the version of the program that wrote it, or play the scenario again",
			filepath.Dir(place), version.Schema, Version)
	}
	m := new(Manifest)
	if err := json.Unmarshal(data, m); err != nil {
		return nil, changed(place)
	}
	if m.State != complete { // a sealed file of another kind
		return nil, changed(place)
	}
	return m, nil
}

// changed is the refusal of a file that is not as it was written.
func changed(place string) error {
	return refuse(ErrChanged, "%s has changed since the run was written; restore it, or play the scenario again into a new folder", place)
}
