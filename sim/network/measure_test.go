package network

import "slices"

// ClusteringCoefficient returns how often two peers of a row are linked themselves, from either
// side: the mean over sampleRows rows spread evenly over the table (all rows if sampleRows is 0 or
// more than there are).
//
// For the unbroken ring it is 3(k-2)/(4(k-1)) with k the (even) degree; breaking links with
// probability p multiplies it by about (1-p)^3, since a triangle has three links.
func ClusteringCoefficient(peers []uint32, degree, sampleRows int) float64 {
	rows := len(peers) / degree
	sample := rows
	if sampleRows > 0 && sampleRows < rows {
		sample = sampleRows
	}
	linked, pairs := 0, sample*degree*(degree-1)/2
	for s := range sample {
		i := int(uint64(s) * uint64(rows) / uint64(sample))
		linked += linkedPairs(peers, degree, i)
	}
	if pairs == 0 {
		return 0
	}
	return float64(linked) / float64(pairs)
}

// linkedPairs counts the pairs of peers of row i of which one looks at the other.
func linkedPairs(peers []uint32, degree, i int) int {
	own := peers[i*degree : (i+1)*degree]
	count := 0
	for x, a := range own {
		for _, b := range own[:x] {
			if looks(peers, degree, a, b) || looks(peers, degree, b, a) {
				count++
			}
		}
	}
	return count
}

// looks tells whether row a has row b among its peers.
func looks(peers []uint32, degree int, a, b uint32) bool {
	return slices.Contains(peers[int(a)*degree:(int(a)+1)*degree], b)
}

// InDegrees returns how many rows look at each row.
func InDegrees(peers []uint32, n int) []uint32 {
	in := make([]uint32, n)
	for _, j := range peers {
		in[j]++
	}
	return in
}

// Near returns the share of peers within `reach` rows of the row that looks: how close in memory a
// month's reads are.
func Near(peers []uint32, degree, reach int) float64 {
	near := 0
	for at, j := range peers {
		if d := int(j) - at/degree; -reach <= d && d <= reach {
			near++
		}
	}
	return float64(near) / float64(max(1, len(peers)))
}
