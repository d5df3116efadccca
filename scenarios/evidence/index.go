package evidence

import "github.com/atelier-sim/atelier/sim/num"

// The payroll survey's reference month is May; month 0 is January 2021.
const firstAnchor = (FirstYear-2021)*12 + 4

// LastObserved is the last month of the record, May 2025.
const LastObserved = (LastYear-2021)*12 + 4

// logEmployees is the log of the occupation's employees at a month: straight
// lines between the Mays, level before the first, and after the last the
// constant rate that gives Growth2434 percent over ten years. The survey is a
// three-year rolling panel, so its path is smoother than the truth.
func (o *Occupation) logEmployees(month int) float64 {
	last := len(o.Employees) - 1
	k := (month - firstAnchor) / 12
	switch {
	case month <= firstAnchor:
		return num.Log(o.Employees[0])
	case k >= last:
		rate := num.Log(1+o.Growth2434/100) / 120
		return num.Log(o.Employees[last]) + float64(rate*float64(month-firstAnchor-12*last))
	}
	from, to := num.Log(o.Employees[k]), num.Log(o.Employees[k+1])
	part := float64(month-firstAnchor-12*k) / 12
	return from + float64(part*(to-from))
}

// Index is the occupation's employment at a month relative to January 2021,
// observed to May 2025 and then a neutral projection; Index(0) is exactly 1.
// It is the exogenous demand of the model: an input, not evidence of fit.
func (o *Occupation) Index(month int) float64 {
	return num.Exp(o.logEmployees(month) - o.logEmployees(0))
}

// EmployeesAt is the number of employees at a month, interpolated as Index.
func (o *Occupation) EmployeesAt(month int) float64 { return num.Exp(o.logEmployees(month)) }

// PeopleAt adds the self-employed at the share of 2024: employees / (1 - share).
func (o *Occupation) PeopleAt(month int) float64 {
	return o.EmployeesAt(month) / (1 - o.SelfEmployedShare)
}
