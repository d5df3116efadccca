package population

import "math"

// unit is 1 in the fixed-point numbers of controlled rounding: sums and
// remainders are exact.
const unit = 1 << 32

// round turns a table of expected counts into whole counts. Every entry, every
// sum of a row and every sum of a column becomes one of the two whole numbers
// around it (stays, where it is whole), and over all luck each entry is on
// average what it was. The sum of the table must be whole.
//
// This is the controlled rounding of Cox (Journal of the American Statistical
// Association 82, 1987): while entries with a fraction are left, some of them
// form a cycle in which one moves up and the next down until one is whole.
func round(table [][]float64, luck *luck) [][]int {
	r := fix(table)
	for {
		cycle := r.cycle()
		if cycle == nil {
			return r.whole()
		}
		r.shift(cycle, luck)
	}
}

// A rounding is a table in fixed point, with one more row and column that fill
// the sums up to whole numbers.
type rounding struct {
	entry [][]int64
	rows  int // without the one that fills up
	cols  int
}

type place struct{ row, col int }

// fix reads a table. Sums that are whole up to the precision of floats become
// whole.
func fix(table [][]float64) *rounding {
	r := &rounding{rows: len(table), cols: len(table[0])}
	r.entry = make([][]int64, r.rows+1)
	for i := range r.entry {
		r.entry[i] = make([]int64, r.cols+1)
	}
	all := int64(0)
	largest := r.entry[0]
	for i, row := range table {
		sum, most := int64(0), 0
		for j, x := range row {
			r.entry[i][j] = int64(math.Floor(float64(x*unit) + 0.5))
			sum += r.entry[i][j]
			if r.entry[i][j] > r.entry[i][most] {
				most = j
			}
		}
		if off := offWhole(sum); off > -unit>>12 && off < unit>>12 {
			r.entry[i][most] -= off
			sum -= off
		}
		all += sum
		if r.entry[i][most] > largest[0] {
			largest = r.entry[i][most : most+1]
		}
	}
	largest[0] -= offWhole(all)
	for i := range r.rows {
		r.entry[i][r.cols] = fill(r.entry[i])
	}
	for j := range r.cols {
		column := int64(0)
		for i := range r.rows {
			column += r.entry[i][j]
		}
		r.entry[r.rows][j] = -column & (unit - 1)
	}
	return r
}

// offWhole is how far a number is above the nearest whole one.
func offWhole(x int64) int64 { return (x+unit/2)&(unit-1) - unit/2 }

// fill is what a row lacks to a whole sum.
func fill(row []int64) int64 {
	sum := int64(0)
	for _, x := range row {
		sum += x
	}
	return -sum & (unit - 1)
}

// cycle finds entries with fractions that form a cycle, neighbours sharing a
// row or a column in turn; nil if every entry is whole. All sums are whole, so
// no row or column holds just one fraction and a walk cannot end.
func (r *rounding) cycle() []place {
	start := -1
	for i := range r.entry {
		if r.inRow(i, -1) >= 0 {
			start = i
			break
		}
	}
	if start < 0 {
		return nil
	}
	seenRow, seenCol := unseen(r.rows+1), unseen(r.cols+1)
	var path []place
	at := place{start, -1}
	for {
		if seenRow[at.row] >= 0 {
			return path[seenRow[at.row]:]
		}
		seenRow[at.row] = len(path)
		at.col = r.inRow(at.row, at.col)
		path = append(path, at)
		if seenCol[at.col] >= 0 {
			return path[seenCol[at.col]:]
		}
		seenCol[at.col] = len(path)
		at.row = r.inColumn(at.col, at.row)
		path = append(path, at)
	}
}

func unseen(n int) []int {
	seen := make([]int, n)
	for i := range seen {
		seen[i] = -1
	}
	return seen
}

// inRow is the first column of a row with a fraction, other than one; -1 if
// there is none.
func (r *rounding) inRow(row, other int) int {
	for j, x := range r.entry[row] {
		if j != other && x&(unit-1) != 0 {
			return j
		}
	}
	return -1
}

// inColumn is the first row of a column with a fraction, other than one.
func (r *rounding) inColumn(col, other int) int {
	for i := range r.entry {
		if i != other && r.entry[i][col]&(unit-1) != 0 {
			return i
		}
	}
	return -1
}

// shift moves the entries of a cycle up and down in turn, in one of the two
// directions, as far as the nearest whole number. The chances of the two are
// such that no entry moves on average.
func (r *rounding) shift(cycle []place, luck *luck) {
	up, down := int64(unit), int64(unit) // room if the first entry rises, or falls
	for k, p := range cycle {
		over := r.entry[p.row][p.col] & (unit - 1)
		if k&1 == 0 {
			up, down = min(up, unit-over), min(down, over)
		} else {
			up, down = min(up, over), min(down, unit-over)
		}
	}
	step := up
	if luck.below(uint64(up+down)) < uint64(up) {
		step = -down
	}
	for k, p := range cycle {
		if k&1 == 0 {
			r.entry[p.row][p.col] += step
		} else {
			r.entry[p.row][p.col] -= step
		}
	}
}

// whole reads the finished table.
func (r *rounding) whole() [][]int {
	out := make([][]int, r.rows)
	for i := range out {
		out[i] = make([]int, r.cols)
		for j := range out[i] {
			out[i][j] = int(r.entry[i][j] >> 32)
		}
	}
	return out
}
