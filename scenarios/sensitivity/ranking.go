package sensitivity

import "github.com/atelier-sim/atelier/scenarios/finding"

// Ranking is what moves one measure under one choice, the factor first that moves it
// most.
type Ranking struct {
	Measure string   `json:"measure"`
	Doc     string   `json:"doc"`
	Label   string   `json:"label"`   // of the measure, for readers
	Unit    string   `json:"unit"`    // of the measure
	Period  string   `json:"period"`  // its months
	Twinned bool     `json:"twinned"` // told against the world without AI
	Choice  string   `json:"choice"`  // from lists, "" without one
	Heads   []string `json:"columns"`
	Rows    []Row    `json:"factors"`
	Points  int      `json:"points"` // that count
	Left    int      `json:"left_out"`
	// Luck is the standard deviation of the mean over seeds at a point: what a
	// difference between two points is made of where no factor acts. NaN with one seed.
	Luck float64 `json:"luck"`
	// ByLuck is the mu* that a factor without effect would have if two points had
	// independent luck, 2/sqrt(pi) luck over the step; with the same seeds at all points
	// it is less. NaN in other designs.
	ByLuck float64 `json:"mu_star_by_luck"`
	// Sum is the sum of all shares of first order; undefined in other designs.
	Sum finding.Estimate `json:"sum_of_first_order"`
	// Mean is that of the measure from which effects and ends are told; of one factor at
	// a time it is where all are in the middle. Undefined in other designs.
	Mean finding.Estimate `json:"mean"`
	// Warnings say in sentences what the numbers cannot bear.
	Warnings []string `json:"warnings"`
	Pair     *Pair    `json:"pair"` // of a grid of choices
}

// Row is a factor, or a group of factors that move together.
type Row struct {
	Factor  string             `json:"factor"`
	Label   string             `json:"label"`  // what readers call it
	Choice  bool               `json:"choice"` // somebody could choose it; else it is an assumption
	Numbers []finding.Estimate `json:"numbers"`
	Levels  []Level            `json:"levels"` // of main effects, from low to high
	Low     string             `json:"low"`    // the factor at its low end, in words; "" of a group
	High    string             `json:"high"`
}

// Level is the measure where a factor is in one of the intervals of its range or at one
// of its values, less the mean of all points.
type Level struct {
	At     string           `json:"at"`    // the factor in the middle of the interval, in words
	Place  float64          `json:"place"` // the middle on the way from end to end, 0 to 1
	Number finding.Estimate `json:"number"`
}

// Pair is what two choices do together: the measure at each value of both, less that
// where both are at the first of their list, paired on the same seeds.
type Pair struct {
	Rows    string               `json:"rows"` // factors, those two that move the measure most
	Columns string               `json:"columns"`
	Labels  [2]string            `json:"labels"` // of rows and columns, for readers
	Down    []string             `json:"down"`   // values of the rows
	Across  []string             `json:"across"` // values of the columns
	Over    []string             `json:"over"`   // labels of the other choices, over whose values each cell is the mean
	Cells   [][]finding.Estimate `json:"cells"`
}
