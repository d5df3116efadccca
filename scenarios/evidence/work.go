package evidence

import (
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

// fewestTasks is the number of observed tasks below which an occupation's own
// automation share is noise and the mean of its domain stands in.
const fewestTasks = 5

func (c *Country) loadEmployees(folder fs.FS) error {
	err := rows(folder, "employees.csv", "occupation,year,employees,rse_percent,source,note", func(t *table) {
		o := c.occupation(t, "occupation")
		y := t.whole("year", FirstYear, LastYear)
		if t.err != nil {
			return
		}
		if o.Employees[y-FirstYear] != 0 {
			t.failf("year", "%s has %d twice; remove one of the two rows", o.Key, y)
		}
		o.Employees[y-FirstYear] = t.number("employees", 1, 1e9)
		o.EmployeesRSE[y-FirstYear] = t.number("rse_percent", 0, 100)
		o.EmployeesSource = c.source(t)
	})
	for i := range c.Occupations {
		o := &c.Occupations[i]
		o.SelfEmployedShare = 1 - o.Employees[2024-FirstYear]/o.People2024
	}
	return err
}

func (c *Country) loadPay(folder fs.FS) error {
	return rows(folder, "pay.csv", "occupation,p10,p25,p50,p75,p90,source,note", func(t *table) {
		t.newKey("occupation")
		o := c.occupation(t, "occupation")
		for k, column := range []string{"p10", "p25", "p50", "p75", "p90"} {
			o.Pay[k] = t.number(column, 1000, 1e7)
		}
		c.source(t)
	})
}

func (c *Country) loadExposure(folder fs.FS) error {
	return rows(folder, "exposure.csv", "occupation,index,alpha,beta,gamma,source", func(t *table) {
		o := c.occupation(t, "occupation")
		index := t.text("index")
		if !slices.Contains(Indices[:], index) || index == "observed" {
			t.failf("index", "%q is not an index of ratings; use human or gpt4 (observed use stands in use.csv)", index)
		}
		if _, ok := o.Exposure[index]; ok {
			t.failf("index", "%s has %q twice; remove one of the two rows", o.Key, index)
		}
		o.Exposure[index] = [3]float64{t.share("alpha"), t.share("beta"), t.share("gamma")}
		c.source(t)
	})
}

func (c *Country) loadUse(folder fs.FS) error {
	err := rows(folder, "use.csv", "occupation,observed,automation_share,tasks,source,reserve,reserve_source,reserve_reason", func(t *table) {
		t.newKey("occupation")
		o := c.occupation(t, "occupation")
		seen := t.share("observed")
		o.Exposure["observed"] = [3]float64{seen, seen, seen}
		o.AutomationFilled = t.whole("tasks", 0, 10000) < fewestTasks
		if !o.AutomationFilled {
			o.AutomationShare = t.share("automation_share")
		} else if s := t.optional("automation_share"); s != "" {
			if _, err := strconv.ParseFloat(s, 64); err != nil {
				t.failf("automation_share", "%q is not a number", s)
			}
		}
		c.source(t)
		o.Reserve = t.number("reserve", -5, 5)
		c.sourceIn(t, "reserve_source")
		t.text("reserve_reason")
	})
	if err == nil {
		c.fillAutomation()
	}
	return err
}

// fillAutomation gives occupations with too few observed tasks the plain mean
// of their domain, or of all occupations where the domain has none.
func (c *Country) fillAutomation() {
	mean := func(domain string) (float64, int) {
		sum, n := 0.0, 0
		for _, o := range c.Occupations {
			if !o.AutomationFilled && (domain == "" || o.Domain == domain) {
				sum += o.AutomationShare
				n++
			}
		}
		return sum / float64(max(n, 1)), n
	}
	for i := range c.Occupations {
		o := &c.Occupations[i]
		if !o.AutomationFilled {
			continue
		}
		m, n := mean(o.Domain)
		if n == 0 {
			m, _ = mean("")
		}
		o.AutomationShare = m
	}
}

func (c *Country) loadWork(folder fs.FS) error {
	columns := slices.Concat([]string{"occupation", "digital"}, Modalities[:], Tasks[:], []string{"source", "reason"})
	return rows(folder, "work.csv", strings.Join(columns, ","), func(t *table) {
		t.newKey("occupation")
		o := c.occupation(t, "occupation")
		o.DigitalShare = t.share("digital")
		for k := range Modalities {
			o.Modality[k] = t.share(Modalities[k])
		}
		for k := range Tasks {
			o.Tasks[k] = t.share(Tasks[k])
		}
		sumToOne(t, "text", o.Modality[:])
		sumToOne(t, "ideate", o.Tasks[:])
		t.text("reason")
		c.source(t)
	})
}

// sumToOne demands that shares in the columns from first on sum to 1.
func sumToOne(t *table, first string, shares []float64) {
	if err := checkShares(shares); t.err == nil && err != nil {
		t.failf(first, "from here on %v", err)
	}
}

// total sums in order.
func total(x []float64) float64 {
	s := 0.0
	for _, v := range x {
		s += v
	}
	return s
}
