package sim

import (
	"fmt"
	"math"
	"reflect"
)

// The model a second time, written from ODD.md: one pass after another over lists of
// persons, clients, organisations and jobs, without chunks, workers or kept sums. It
// begins where a world is, has its parameters, rules and luck, and calls nothing
// else of the model. Both must give the same bits.

// second is a world as the second model has it. Of the embedded world it uses
// parameters, rules, occupations, domains, sectors and other facts; people,
// clients, organisations and jobs are its own lists.
type second struct {
	*World
	people []person
	buyers []client
	firms  []firm
	jobs   []job
	jobsOf [][]int // the jobs of each organisation

	sellers [][]int32 // rows of freelancers by occupation, as production found them
}

// A person is a row of Creatives, with the names of its columns; client, firm and
// job are those of Clients, Orgs and Cells.
type person struct {
	ID                                           uint64
	Occupation, State, Stage, Flags              uint8
	Cell                                         int32
	Craft, Skill, Alpha, Beta, Trust             float32
	Attitude, Fear, Depth, Autonomy, Disposition float32
	Aid                                          uint8
	Hours, Potential, Output                     float32
	Pay                                          float64
	Months                                       uint16
	LowMonths, Quintile                          uint8
	PeersTrust                                   float32
	PeersUse, PeersLost                          uint8
	Peers                                        [Degree]uint32
	Published                                    uint32
	Offer                                        uint64
	Book                                         int64
}

type client struct {
	Occupation, Kind, Channel, Flags, Tenure uint8
	Volume, Ask, Skill, Alpha, Beta          float32
	Supplier                                 int32
	Hired                                    uint32
	Published                                uint64
}

type firm struct {
	Sector, Domain, Size, Stage, Legacy, Covered               uint8
	Staff, Firms, Leadership, Openness, Silos, Luck, Provision float32
	Encouragement, Absorptive, Depth, Automated, Complement    float32
	Age, Founded                                               uint16
	LnPrice, LnValue, LnShare, LnLabour, Burden, Kept          float32
	BaseShare                                                  float64
}

type job struct {
	Organisation                     int32
	Occupation                       uint8
	Base, Rounding                   float32
	Staff, Desired                   int32
	Star, LnYield, Automated, Layoff float32
	Blame                            uint64
	Over                             float32
	SumYield, SumSkill               int64
	Learners, SumFear, SumLift       int32
}

// anew are the mechanisms that the second model has; the others are played by the
// first model in between.
var anew = map[string]func(*second){
	"technology":    (*second).technology,
	"exposure":      (*second).exposure,
	"trust":         (*second).trust,
	"attitude":      (*second).attitude,
	"fear":          (*second).fear,
	"training":      (*second).training,
	"use":           (*second).use,
	"production":    (*second).production,
	"clients":       (*second).clientsMonth,
	"orders":        (*second).orders,
	"organisations": (*second).organisations,
	"costs":         (*second).costs,
	"levies":        (*second).levies,
	"demand":        (*second).demand,
	"employees":     (*second).employees,
	"freelancers":   (*second).freelancers,
	"policy":        (*second).policy,
	"measure":       (*second).measure,
	"pay":           (*second).pay,
	"craft":         (*second).craft,
	"publish":       (*second).publish,
}

// secondOf begins the second model where a world is.
func secondOf(w *World) *second {
	s := &second{World: w.Clone()}
	s.take()
	return s
}

// take reads the lists from the tables of the embedded world, put writes them there.
func (s *second) take() {
	s.people = listOf[person](&s.Creatives, len(s.Creatives.ID))
	s.buyers = listOf[client](&s.Clients, len(s.Clients.Kind))
	s.firms = listOf[firm](&s.Orgs, len(s.Orgs.Staff))
	s.jobs = listOf[job](&s.Cells, len(s.Cells.Base))
	s.jobsOf = make([][]int, len(s.firms))
	for k, j := range s.jobs {
		s.jobsOf[j.Organisation] = append(s.jobsOf[j.Organisation], k)
	}
}

func (s *second) put() {
	if more := len(s.people) - len(s.Creatives.ID); more > 0 {
		s.Creatives.Grow(more)
	}
	write := func(_ string, _ int, mine, theirs reflect.Value) { theirs.Set(mine) }
	beside(s.people, &s.Creatives, write)
	beside(s.buyers, &s.Clients, write)
	beside(s.firms, &s.Orgs, write)
	beside(s.jobs, &s.Cells, write)
}

func listOf[T any](table any, n int) []T {
	list := make([]T, n)
	beside(list, table, func(_ string, _ int, mine, theirs reflect.Value) { mine.Set(theirs) })
	return list
}

// beside visits each number of a list beside that of the column of its name.
func beside[T any](list []T, table any, f func(column string, row int, mine, theirs reflect.Value)) {
	rows, columns, of := reflect.ValueOf(list), reflect.ValueOf(table).Elem(), reflect.TypeFor[T]()
	for k := range of.NumField() {
		name := of.Field(k).Name
		column := columns.FieldByName(name)
		for i := range list {
			mine := rows.Index(i).Field(k)
			if mine.Kind() != reflect.Array {
				f(name, i, mine, column.Index(i))
				continue
			}
			for j := range mine.Len() {
				f(name, i, mine.Index(j), column.Index(i*mine.Len()+j))
			}
		}
	}
}

// month plays a month of the second model; after sees the world behind each mechanism.
func (s *second) month(after func(mechanism string)) {
	s.Flows, s.Money, s.Bills, s.Paid = Flows{}, Money{}, Bills{}, [Occupations]float64{}
	for k, m := range Schedule {
		rule, have := anew[m.Name]
		switch {
		case !have:
			s.put()
			if m.Name == "clients" {
				copy(s.hiring.sellers[:], s.sellers)
			}
			s.World.run(k, k+1, nil)
			s.take()
		case !s.Without[m.Name]:
			rule(s)
		}
		after(m.Name)
	}
	s.Month++
}

// difference names the first number in which a world and its second model differ, and
// both values; it is empty where all bits are equal. Last tells whether the month is over.
func (s *second) difference(w *World, last bool) (found string) {
	note := func(where string, mine, theirs reflect.Value) {
		if found == "" && !equalBits(mine, theirs) {
			found = fmt.Sprintf("%s: second %v, model %v", where, mine, theirs)
		}
	}
	if len(s.people) != len(w.Creatives.ID) {
		return fmt.Sprintf("rows: second %d, model %d", len(s.people), len(w.Creatives.ID))
	}
	in := func(table string) func(string, int, reflect.Value, reflect.Value) {
		return func(column string, row int, mine, theirs reflect.Value) {
			if found == "" {
				note(fmt.Sprintf("%s.%s[%d]", table, column, row), mine, theirs)
			}
		}
	}
	beside(s.people, &w.Creatives, in("Creatives"))
	beside(s.buyers, &w.Clients, in("Clients"))
	beside(s.firms, &w.Orgs, in("Orgs"))
	beside(s.jobs, &w.Cells, in("Cells"))
	mine, theirs := reflect.ValueOf(s.World).Elem(), reflect.ValueOf(w).Elem()
	for k := range mine.NumField() {
		switch name := mine.Type().Field(k).Name; name {
		case "Creatives", "Clients", "Orgs", "Cells", "Workers", "tallies", "Params", "Rules":
		case "Levers": // of the model's lists of rules the second model has none
			eachNumber("Market", reflect.ValueOf(s.Levers.market), reflect.ValueOf(w.Levers.market), note)
		case "Now":
			note("Now.Number", reflect.ValueOf(s.Now.Number), reflect.ValueOf(w.Now.Number))
			s.measured(w, note)
		case "Flows", "Money", "Bills": // the model adds its workers' sums up later in the month
			if last {
				eachNumber(name, mine.Field(k), theirs.Field(k), note)
			}
		case "hiring":
			eachNumber("Free", reflect.ValueOf(s.hiring.free), reflect.ValueOf(w.hiring.free), note)
		default:
			eachNumber(name, mine.Field(k), theirs.Field(k), note)
		}
	}
	return found
}

// measured compares the measures of the groups that the second model has.
func (s *second) measured(w *World, note func(string, reflect.Value, reflect.Value)) {
	for _, mine := range s.Now.Groups {
		for _, theirs := range w.Now.Groups {
			if mine.By != theirs.By || mine.Name != theirs.Name {
				continue
			}
			for k := range Columns {
				note(fmt.Sprintf("Now.%s.%s.%s", mine.By, mine.Name, Columns[k].Name), reflect.ValueOf(mine.Values[k]), reflect.ValueOf(theirs.Values[k]))
			}
		}
	}
}

// equalBits tells whether two numbers have the same bits; one that is none is like another.
func equalBits(a, b reflect.Value) bool {
	if !a.CanFloat() {
		return a.Equal(b)
	}
	x, y := a.Float(), b.Float()
	return math.Float64bits(x) == math.Float64bits(y) || x != x && y != y
}

// eachNumber visits the numbers of two values of one type, side by side.
func eachNumber(where string, mine, theirs reflect.Value, note func(string, reflect.Value, reflect.Value)) {
	switch mine.Kind() {
	case reflect.Struct:
		for k := range mine.NumField() {
			eachNumber(where+"."+mine.Type().Field(k).Name, mine.Field(k), theirs.Field(k), note)
		}
	case reflect.Slice, reflect.Array:
		if mine.Len() != theirs.Len() {
			note(where+" has length", reflect.ValueOf(mine.Len()), reflect.ValueOf(theirs.Len()))
			return
		}
		for i := range mine.Len() {
			eachNumber(fmt.Sprintf("%s[%d]", where, i), mine.Index(i), theirs.Index(i), note)
		}
	case reflect.Map, reflect.Pointer, reflect.Func:
	default:
		note(where, mine, theirs)
	}
}
