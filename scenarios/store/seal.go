package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path/filepath"
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
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(m); err != nil {
		return nil, fmt.Errorf("the manifest cannot be written as JSON: %w", err)
	}
	return seal(bytes.TrimSuffix(b.Bytes(), []byte("\n}\n"))), nil
}

// seal closes an open JSON object with its checksum.
func seal(open []byte) []byte {
	sum := sha256.Sum256(open)
	sealed := append(bytes.Clone(open), sealHead...)
	sealed = hex.AppendEncode(sealed, sum[:])
	return append(sealed, sealTail...)
}

// decode reads manifest.json; dir is for its sentences.
func decode(dir string, data []byte) (*Manifest, error) {
	at := bytes.LastIndex(data, []byte(sealHead))
	if at < 0 || !bytes.Equal(seal(data[:at]), data) {
		return nil, changed(dir, manifestName)
	}
	var version struct{ Schema int }
	if err := json.Unmarshal(data, &version); err != nil {
		return nil, changed(dir, manifestName)
	}
	if version.Schema != Version {
		return nil, refuse(ErrOtherVersion, "%s holds a run in layout %d, this program reads layout %d; use the version of the program that wrote it, or play the scenario again",
			dir, version.Schema, Version)
	}
	m := new(Manifest)
	if err := json.Unmarshal(data, m); err != nil {
		return nil, changed(dir, manifestName)
	}
	return m, nil
}

// changed is the refusal of a file that is not as it was written.
func changed(dir, name string) error {
	return refuse(ErrChanged, "%s has changed since the run was written; restore it, or play the scenario again into a new folder",
		filepath.Join(dir, filepath.FromSlash(name)))
}
