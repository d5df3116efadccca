package evidence

import (
	"math"
	"testing"
)

func TestIndexIsOneInJanuary2021(t *testing.T) {
	for _, o := range US().Occupations {
		if o.Index(0) != 1 {
			t.Errorf("%s starts at %v", o.Key, o.Index(0))
		}
	}
}

func TestIndexMeetsEveryMay(t *testing.T) {
	for _, o := range US().Occupations {
		for y, n := range o.Employees {
			month := (FirstYear+y-2021)*12 + 4
			near(t, o.Key, o.EmployeesAt(month)/n, 1, 1e-12)
			near(t, o.Key, o.Index(month)*o.EmployeesAt(0)/n, 1, 1e-12)
		}
	}
}

func TestIndexHasNoJumps(t *testing.T) {
	for _, o := range US().Occupations {
		step := math.Abs(math.Log(1+o.Growth2434/100)) / 120
		for y := 1; y < years; y++ {
			step = math.Max(step, math.Abs(math.Log(o.Employees[y]/o.Employees[y-1]))/12)
		}
		for month := -20; month < 240; month++ {
			if d := math.Abs(math.Log(o.Index(month+1) / o.Index(month))); !(d <= step+1e-12) {
				t.Errorf("%s moves by %v in month %d, more than %v", o.Key, d, month, step)
			}
		}
	}
}

func TestIndexGrowsAsProjectedAfterTheLastMay(t *testing.T) {
	const may2025 = 52
	for _, o := range US().Occupations {
		near(t, o.Key, o.Index(may2025+120)/o.Index(may2025), 1+o.Growth2434/100, 1e-12)
	}
}

func TestIndexIsLevelBeforeTheFirstMay(t *testing.T) {
	for _, o := range US().Occupations {
		if o.Index(-120) != o.Index(firstAnchor) {
			t.Errorf("%s moves before its first figure", o.Key)
		}
	}
}

func TestSelfEmployedComeOnTopOfEmployees(t *testing.T) {
	const may2024 = 40
	for _, o := range US().Occupations {
		near(t, o.Key, o.PeopleAt(may2024), o.People2024, 1e-6)
	}
}
