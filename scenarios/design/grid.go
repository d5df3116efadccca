package design

import "fmt"

// level returns the coordinate of level i of n: the middle of the i-th of n equal parts.
func level(i, n int) float64 { return (float64(i) + 0.5) / float64(n) }

// checkLevels returns an error that names the first factor without a level.
func checkLevels(levels []int) error {
	if len(levels) == 0 {
		return fmt.Errorf("levels is empty, and must have at least 1 factor")
	}
	for j, n := range levels {
		if n < 1 {
			return fmt.Errorf("levels[%d] is %d, and must be at least 1", j, n)
		}
	}
	return nil
}

// GridSize returns how many points Grid makes: the product of the levels.
func GridSize(levels []int) (int, error) {
	if err := checkLevels(levels); err != nil {
		return 0, err
	}
	return product("a grid", levels...)
}

// Grid returns all combinations of levels[j] levels of each factor j, the first factor slowest. Level
// i of n stands at (i+0.5)/n, so that a grid is even whatever its levels, and none of them is an end.
func Grid(levels []int) ([]Point, error) {
	n, err := GridSize(levels)
	if err != nil {
		return nil, err
	}
	points, err := rows("a grid", n, len(levels))
	if err != nil {
		return nil, err
	}
	for i, p := range points {
		for j := len(levels) - 1; j >= 0; j-- {
			p[j] = level(i%levels[j], levels[j])
			i /= levels[j]
		}
	}
	return points, nil
}

// OneAtATimeSize returns how many points OneAtATime makes: the base, and the sum of the levels.
func OneAtATimeSize(levels []int) (int, error) {
	if err := checkLevels(levels); err != nil {
		return 0, err
	}
	size := 1
	for _, n := range levels {
		if size += n; size < 1 {
			return 0, fmt.Errorf("a design of one factor at a time has about 2^63 points, more than can be counted")
		}
	}
	return size, nil
}

// OneAtATime returns the base, then factor 0 at each of its levels[0] levels with all others at the
// base, then factor 1, and so on. Levels are those of Grid; one that is where the base is comes again,
// so that the size is known beforehand. Such a design sees no interactions (Saltelli and Annoni 2010,
// Environmental Modelling & Software 25, 1508-1517).
func OneAtATime(base Point, levels []int) ([]Point, error) {
	n, err := OneAtATimeSize(levels)
	if err != nil {
		return nil, err
	}
	if len(base) != len(levels) {
		return nil, fmt.Errorf("base has %d coordinates and levels has %d factors, and they must agree", len(base), len(levels))
	}
	for j, x := range base {
		if !(x >= 0 && x < 1) {
			return nil, fmt.Errorf("base[%d] is %v, and must lie in [0, 1)", j, x)
		}
	}
	points, err := rows("a design of one factor at a time", n, len(levels))
	if err != nil {
		return nil, err
	}
	for _, p := range points {
		copy(p, base)
	}
	at := 1
	for j, n := range levels {
		for i := range n {
			points[at][j] = level(i, n)
			at++
		}
	}
	return points, nil
}
