package store

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"

	text "github.com/atelier-sim/atelier/scenarios/file"
	"github.com/atelier-sim/atelier/scenarios/table"
)

// Part is a file of finished runs.
type Part struct {
	Name     string
	From, To int // places in the order of play, To not included
	Failed   int // runs of it that failed
	Written  time.Time
	Bytes    int64
}

// partShape is the name of a part: from, to, failed, the first digits of its checksum.
var partShape = regexp.MustCompile(`^(\d{8,})-(\d{8,})-(\d+)-([0-9a-f]{16})\.parquet$`)

// damagedEnd marks a part that was found damaged, and takes it from those that count.
const damagedEnd = ".damaged"

// PartsOf lists the parts of a folder by name alone, in the order of their runs.
func PartsOf(dir string) ([]Part, error) {
	entries, err := os.ReadDir(filepath.Join(dir, partsDir))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, unreadable(filepath.Join(dir, partsDir), err)
	}
	var parts []Part
	for _, e := range entries {
		m := partShape.FindStringSubmatch(e.Name())
		if m == nil {
			continue
		}
		info, err := e.Info()
		if err != nil {
			continue // it is gone
		}
		p := Part{Name: e.Name(), Written: info.ModTime(), Bytes: info.Size()}
		p.From, _ = strconv.Atoi(m[1])
		p.To, _ = strconv.Atoi(m[2])
		p.Failed, _ = strconv.Atoi(m[3])
		parts = append(parts, p)
	}
	slices.SortFunc(parts, func(a, b Part) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(b.To, a.To), cmp.Compare(a.Name, b.Name))
	})
	return parts, nil
}

// Parts reads every part that holds runs of the places from, up to but not including
// to, and lists those whose checksum holds, in the order of their runs. One whose does
// not is named among the damaged and set aside under another name, so that nothing of
// it is used and nothing lost.
func (s *Sweep) Parts(from, to int) (whole []Part, damaged []string, err error) {
	parts, err := PartsOf(s.dir)
	if err != nil {
		return nil, nil, err
	}
	for _, p := range parts {
		if p.To <= from || p.From >= to {
			continue
		}
		place := s.path(path.Join(partsDir, p.Name))
		data, err := text.ReadRegular(place, 0)
		if errors.Is(err, fs.ErrNotExist) {
			continue // somebody set it aside
		}
		if err != nil {
			return nil, nil, unreadable(place, err)
		}
		if sumOf(data)[:16] == partShape.FindStringSubmatch(p.Name)[4] && p.From < p.To && p.To <= s.Plan.Runs {
			whole = append(whole, p)
			continue
		}
		if err := s.disk.rename(place, place+damagedEnd); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, nil, trouble("set the damaged part "+place+" aside", err)
		}
		damaged = append(damaged, place)
	}
	return whole, damaged, nil
}

// ReadPart reads the runs of a part. One that was damaged meanwhile is ErrChanged.
func (s *Sweep) ReadPart(p Part) (table.Frame, error) {
	place := s.path(path.Join(partsDir, p.Name))
	data, err := text.ReadRegular(place, 0)
	if err != nil {
		return nil, unreadable(place, err)
	}
	if sumOf(data)[:16] != partShape.FindStringSubmatch(p.Name)[4] {
		return nil, refuse(ErrChanged, "%s has changed since it was written; sweep again, and its runs are played again", place)
	}
	f, err := ReadFrame(data, s.Plan.Columns)
	if err != nil || f.Rows() != p.To-p.From {
		return nil, refuse(ErrChanged, "%s does not hold its runs; delete it and sweep again", place)
	}
	return f, nil
}

// WritePart writes finished runs, those from a place in the order of play on.
func (s *Sweep) WritePart(ctx context.Context, from, failed int, rows table.Frame) (Part, error) {
	var b bytes.Buffer
	w, err := NewFrameWriter(&b, s.Plan.Columns, s.Plan.About("finished runs of a sweep"))
	if err == nil {
		err = errors.Join(w.Write(rows), w.Close())
	}
	if err != nil {
		return Part{}, err
	}
	p := Part{From: from, To: from + rows.Rows(), Failed: failed, Written: time.Now(), Bytes: int64(b.Len())}
	p.Name = fmt.Sprintf("%08d-%08d-%d-%s.parquet", p.From, p.To, failed, sumOf(b.Bytes())[:16])
	return p, s.Write(ctx, path.Join(partsDir, p.Name), func(w io.Writer) error {
		_, err := w.Write(b.Bytes())
		return err
	})
}
