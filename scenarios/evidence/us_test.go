package evidence

import (
	"math"
	"reflect"
	"slices"
	"testing"
)

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s is %v, want %v within %v", what, got, want, within)
	}
}

// employees sums over the occupations of a domain, over all for domain "".
func employees(c *Country, domain string, month int) float64 {
	sum := 0.0
	for i := range c.Occupations {
		if domain == "" || c.Occupations[i].Domain == domain {
			sum += c.Occupations[i].EmployeesAt(month)
		}
	}
	return sum
}

func TestHeadlineTotals(t *testing.T) {
	c := US()
	if len(c.Occupations) != 20 || len(c.Domains) != 6 || len(c.Sectors) != 8 {
		t.Fatalf("%d occupations, %d domains, %d sectors", len(c.Occupations), len(c.Domains), len(c.Sectors))
	}
	const may2024, may2025 = 40, 52
	near(t, "employees in May 2025", employees(c, "", may2025), 1_389_850, 1)
	for _, month := range []int{0, may2024, may2025} {
		people := 0.0
		for i := range c.Occupations {
			people += c.Occupations[i].PeopleAt(month)
		}
		near(t, "share outside the payroll survey", 1-employees(c, "", month)/people, 0.326, 0.02)
		if month == may2024 {
			near(t, "people in 2024", people, 2_161_600, 1)
		}
	}
	byDomain := 0.0
	for _, d := range c.Domains {
		byDomain += employees(c, d.Key, 0)
	}
	near(t, "sum over domains", byDomain, employees(c, "", 0), 1e-6)
}

// The table of the evidence document, in the figures that others rely on.
func TestFiguresOfKnownOccupations(t *testing.T) {
	c := US()
	for _, k := range []struct {
		key                           string
		employees2025, change         float64
		selfEmployed, beta, automated float64
	}{
		{"graphic_designers", 197830, -0.066, 0.19, 0.41, 0.54},
		{"special_effects_artists", 19970, -0.445, 0.63, 0.475, 0.48},
		{"fine_artists_illustrators", 11220, -0.071, 0.62, 0.31, 0.54},
		{"translators", 52060, -0.002, 0.29, 0.84, 0.62},
		{"musicians", 36180, 0.140, 0.77, 0.13, 0.49},
		{"interface_designers", 113330, 0.164, 0.14, 0.63, 0.51},
	} {
		o := c.Occupations[c.Occupation(k.key)]
		near(t, k.key+" employees", o.Employees[5], k.employees2025, 0)
		near(t, k.key+" change 2022-25", o.Employees[5]/o.Employees[2]-1, k.change, 0.001)
		near(t, k.key+" self-employed", o.SelfEmployedShare, k.selfEmployed, 0.006)
		near(t, k.key+" human beta", o.Exposure["human"][1], k.beta, 0.005)
		near(t, k.key+" automation share", o.AutomationShare, k.automated, 0.005)
	}
}

func TestTooFewTasksTakeTheDomainsMean(t *testing.T) {
	c := US()
	var filled []string
	for _, o := range c.Occupations {
		if o.AutomationFilled {
			filled = append(filled, o.Key)
		}
	}
	want := []string{"photographers", "interior_designers", "interface_designers", "web_developers", "sound_engineers", "film_editors", "journalists"}
	if !slices.Equal(filled, want) {
		t.Errorf("filled %v, want %v", filled, want)
	}
	photographers := c.Occupations[c.Occupation("photographers")]
	near(t, "photographers", photographers.AutomationShare, (0.5372+0.4798)/2, 1e-12)
}

func TestOtherIndustriesEmployAThirdOrMore(t *testing.T) {
	c := US()
	own, all := 0.0, 0.0
	s := c.Sector("other_industries")
	for i, o := range c.Occupations {
		own += c.Occupancy[i][s] * o.Employees[4]
		all += o.Employees[4]
	}
	if own/all < 1.0/3 || own/all > 0.5 {
		t.Errorf("other industries employ %.3f of creatives", own/all)
	}
}

// Tail exponents and jobs of the evidence document.
func TestSizesAreNearZipf(t *testing.T) {
	c := US()
	for _, k := range []struct {
		key        string
		jobs, tail float64
	}{
		{"film_sound", 308461, 0.84},
		{"publishing", 277819, 0.73},
		{"design_services", 129351, 0.98},
		{"advertising", 467211, 0.82},
		{"performing_arts", 505183, 0.84},
	} {
		s := &c.Sectors[c.Sector(k.key)]
		near(t, k.key+" jobs", s.Jobs(), k.jobs, 0)
		near(t, k.key+" tail", s.Tail, k.tail, 0.006)
	}
}

func TestNeighboursAreThoseOfTheRelatedOccupations(t *testing.T) {
	c := US()
	from, to := c.Occupation("graphic_designers"), c.Occupation("special_effects_artists")
	// Rank 1 of 20: 20 of the 210 points that 20 ranks hold.
	near(t, "graphic designers to animators", c.Mobility[from][to], 20.0/210, 1e-6)
	from = c.Occupation("translators")
	// One neighbour in the model, technical writers at rank 10.
	near(t, "translators out", c.Mobility[from][len(c.Occupations)], 1-11.0/210, 1e-6)
}

func TestEverySourceHasALicenceAndACredit(t *testing.T) {
	for _, s := range US().Sources {
		if s.Licence == "" || s.Credit == "" {
			t.Errorf("source %q has no licence or credit", s.Key)
		}
	}
}

func TestTheLicenceOfTheRatingsIsShipped(t *testing.T) {
	text, err := tables.ReadFile("us/gpts-are-gpts.LICENSE")
	if err != nil || len(text) < 1000 {
		t.Errorf("%d bytes: %v", len(text), err)
	}
}

func TestMostBandsAreJudgement(t *testing.T) {
	judged := 0
	targets := US().Targets
	for _, x := range targets {
		if x.Judged() {
			judged++
		}
	}
	if len(targets) != 68 || judged != 54 {
		t.Errorf("%d targets, %d of them judged", len(targets), judged)
	}
}

func TestEmploymentPointsMeetTheIndex(t *testing.T) {
	c := US()
	n := 0
	for _, p := range c.Observed {
		if p.Series != "employed" {
			continue
		}
		n++
		domain := p.Group
		if p.By == "all" {
			domain = ""
		}
		month := int(math.Round((p.Year - 2021) * 12))
		near(t, p.Group+" employees", employees(c, domain, month)/p.Value, 1, 1e-12)
		if !p.SameDefinition || !(p.Low < p.Value && p.Value < p.High) {
			t.Errorf("%s has no band or another definition: %+v", p.Group, p)
		}
	}
	if n != 5*(1+len(c.Domains)) {
		t.Errorf("%d points of employment", n)
	}
}

func TestTwoReadingsAreTheSameAndApart(t *testing.T) {
	a, b := US(), US()
	if !reflect.DeepEqual(a, b) {
		t.Fatal("two readings differ")
	}
	a.Occupations[0].Exposure["human"] = [3]float64{}
	a.Occupancy[0][0], a.Sectors[0].Classes[0].Firms = -1, -1
	if !reflect.DeepEqual(b, US()) {
		t.Error("changing one country changed another")
	}
}
