package design

import (
	"fmt"
	"math"

	"github.com/atelier-sim/atelier/sim/draw"
)

// checkMorris returns an error that names the argument which makes no design.
func checkMorris(trajectories, levels int) error {
	if trajectories < 1 {
		return fmt.Errorf("trajectories is %d, and must be at least 1", trajectories)
	}
	if levels < 2 || levels%2 != 0 {
		return fmt.Errorf("levels is %d, and must be even and at least 2", levels)
	}
	return nil
}

// MorrisSize returns how many points a design of Morris makes: trajectories x (groups + 1); groups is
// the number of factors where each moves alone.
func MorrisSize(trajectories, groups int) (int, error) {
	if trajectories < 1 || groups < 1 {
		return 0, fmt.Errorf("trajectories is %d and groups is %d, and both must be at least 1", trajectories, groups)
	}
	if groups == math.MaxInt {
		return 0, fmt.Errorf("groups is %d, more than can be counted", groups)
	}
	return product("a Morris design", trajectories, groups+1)
}

// Morris returns trajectories of k+1 points each, one trajectory after another, on which every one of
// k factors moves once, in random order (Morris 1991, Technometrics 33, 161-174). A factor has an even
// number of levels, 0, 1/(levels-1), ... 1, starts at any of them and moves by
// levels/(2(levels-1)), up or down, whichever stays in the cube. So every level is as likely as any
// other, before the move and after it. The level 1 is written as the number just below 1, since
// coordinates lie in [0, 1); steps are exact but for that, and for rounding.
//
// Levels 0 and 1 are the ends of a factor's range: one that has no ends must be cut first.
func Morris(trajectories, k, levels int, seed uint64) ([]Point, error) {
	if k < 1 {
		return nil, fmt.Errorf("k is %d, and must be at least 1", k)
	}
	if k > Most {
		return nil, fmt.Errorf("k is %d, and a design may hold %d numbers at most", k, Most)
	}
	return MorrisGroups(trajectories, Singles(k), levels, seed)
}

// MorrisGroups is Morris for factors in groups: groups[j], from 0, is the group of factor j. The
// factors of a group move in the same step, each up or down as it must, and a trajectory has one point
// more than there are groups (Campolongo, Cariboni and Saltelli 2007, Environmental Modelling &
// Software 22, 1509-1518). Their choice of trajectories that lie far apart is not made: it would tie
// each trajectory to all others.
func MorrisGroups(trajectories int, groups []int, levels int, seed uint64) ([]Point, error) {
	if err := checkMorris(trajectories, levels); err != nil {
		return nil, err
	}
	moves, err := Groups(groups)
	if err != nil {
		return nil, err
	}
	n, err := MorrisSize(trajectories, moves)
	if err != nil {
		return nil, err
	}
	points, err := rows("a Morris design", n, len(groups))
	if err != nil {
		return nil, err
	}
	for t := range trajectories {
		luck := draw.NewRand(seed, fmt.Sprintf("design: Morris, trajectory %d", t))
		trajectory(points[t*(moves+1):(t+1)*(moves+1)], groups, levels, luck)
	}
	return points, nil
}

// trajectory fills the points of one trajectory.
func trajectory(points []Point, groups []int, levels int, luck *draw.Rand) {
	at := make([]int, len(groups))
	for j := range at {
		at[j] = luck.Intn(levels)
		points[0][j] = rung(at[j], levels)
	}
	for step, moving := range luck.Perm(len(points) - 1) {
		next := points[step+1]
		copy(next, points[step])
		for j, g := range groups {
			if g == moving {
				next[j] = rung((at[j]+levels/2)%levels, levels)
			}
		}
	}
}

// rung returns the coordinate of level i of a factor that has its ends among its levels.
func rung(i, levels int) float64 {
	return min(float64(i)/float64(levels-1), math.Nextafter(1, 0))
}
