package table

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/atelier-sim/atelier/scenarios/file"
)

// Differ says where a table that was stored first differs from one that was played, in
// the order of the rows that were played: replicate, month, group, column and both values,
// or a row or column that one of them has not. It is "" if both say the same. exact
// compares numbers to the last bit; else as files print them, with nine digits.
func Differ(stored, played *Series, exact bool) string {
	at := make([]int, len(played.Columns))
	for c, name := range played.Columns {
		if at[c] = stored.Index(name); at[c] < 0 {
			return fmt.Sprintf("column %s is played and not stored", name)
		}
	}
	for _, name := range stored.Columns {
		if played.Index(name) < 0 {
			return fmt.Sprintf("column %q is stored and not played", name)
		}
	}
	rest := make(map[pair]*Row, len(stored.Rows))
	for i := range stored.Rows {
		r := &stored.Rows[i]
		if rest[pair{r.Replicate, r.key()}] != nil {
			return escaped(r.place()) + " is stored twice"
		}
		rest[pair{r.Replicate, r.key()}] = r
	}
	for i := range played.Rows {
		r := &played.Rows[i]
		p := pair{r.Replicate, r.key()}
		if rest[p] == nil {
			return r.place() + " is played and not stored"
		}
		for c, name := range played.Columns {
			was, now := printed(rest[p].Values[at[c]], exact), printed(r.Values[c], exact)
			if !bytes.Equal(was, now) {
				return fmt.Sprintf("%s, column %s: %s is stored and %s is played", r.place(), name, orNothing(was), orNothing(now))
			}
		}
		delete(rest, p)
	}
	for i := range stored.Rows {
		if r := &stored.Rows[i]; rest[pair{r.Replicate, r.key()}] != nil {
			return escaped(r.place()) + " is stored and not played"
		}
	}
	return ""
}

// printed is a number as a file has it, or with as many digits as tell it apart.
func printed(v float64, exact bool) []byte {
	if text := AppendNumber(nil, v); !exact || len(text) == 0 || v == 0 {
		return text
	}
	return []byte(file.Exact(v))
}

// escaped is a text that others wrote, safe to print.
func escaped(text string) string {
	quoted := strconv.Quote(text)
	return quoted[1 : len(quoted)-1]
}

// orNothing is a value in words.
func orNothing(text []byte) string {
	if len(text) == 0 {
		return "nothing"
	}
	return string(text)
}

// OfReplicate is the table of the rows of one replicate, by number.
func (s *Series) OfReplicate(replicate int) *Series {
	name := strconv.Itoa(replicate)
	return s.Only(func(r *Row) bool { return r.Replicate == name })
}
