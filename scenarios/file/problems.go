package file

import (
	"errors"
	"fmt"
	"strings"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// ErrInput is what every mistake in what the user gave wraps: a file, a flag,
// a variable of the environment, a name. The program ends with exit code 2 on
// it, having written nothing.
var ErrInput = errors.New("bad input")

// Problem is one mistake: where it stands and, in one sentence, what is wrong
// and what would be right.
type Problem struct {
	// Source is the file, or the flag ("--population") or the variable
	// ("ATELIER_POPULATION") that holds the mistake.
	Source string
	// Line and Column count from 1; both are 0 for flags and variables.
	Line, Column int
	// Key is the path of the key, such as "options.population", or "".
	Key string
	// Text is the sentence.
	Text string
}

// String returns "file:line:column: key: text", leaving out what is absent.
func (p Problem) String() string {
	var b strings.Builder
	b.WriteString(finding.Named(p.Source))
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", p.Line, p.Column)
	}
	b.WriteString(": ")
	if p.Key != "" {
		b.WriteString(p.Key + ": ")
	}
	b.WriteString(p.Text)
	return b.String()
}

// Problems are all the mistakes of one file or command, in the order in which
// they stand. It is the error that the loader returns; errors.Is finds
// ErrInput in it.
type Problems []Problem

// shown is how many problems are written out: a file that is wrong throughout
// should not scroll its first mistake away.
const shown = 20

// Error returns one line a problem, and how many more there are beyond 20.
func (ps Problems) Error() string {
	var b strings.Builder
	for i, p := range ps {
		if i == shown {
			fmt.Fprintf(&b, "\n%s: and %s more problems", ps[0].Source, finding.Count(len(ps)-shown))
			break
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(p.String())
	}
	return b.String()
}

// Is reports that problems are bad input.
func (ps Problems) Is(target error) bool { return target == ErrInput }

// Mistake returns an error for bad input with one sentence. A word of it that holds what
// no text may hold, such as the name of a file, is shown as by [finding.Named].
func Mistake(format string, args ...any) error {
	return mistake(fmt.Sprintf(format, finding.NamedAll(args)...))
}

// mistake is a sentence about bad input that belongs to no file.
type mistake string

func (m mistake) Error() string        { return string(m) }
func (m mistake) Is(target error) bool { return target == ErrInput }
