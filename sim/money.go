package sim

// Kinds of money that a month moves, in 2^-20 USD a row.
const (
	MoneyPublic     = iota // public outlay
	MoneyFirms             // firms' cost of complying
	MoneyLevyUsers         // levy on what creatives spend on AI
	MoneyLevyFirms         // on what organisations spend
	MoneyLevyBuyers        // on what clients spend
	MoneyIncome            // paid to freelancers without work: basic income, insurance
	NMoney
)

// Money is the month's money by occupation. What an organisation pays stands
// under its largest occupation.
type Money [Occupations][NMoney]int64

// Bills are what each rule cost this month, in 2^-20 USD a row.
type Bills [MostRules][nPayers]int64

// purse is where money is entered: a worker's tally, or an occupation's list
// where occupations run side by side.
type purse struct {
	money *Money
	bills *Bills
}

func (t *tally) purse() purse { return purse{&t.money, &t.bills} }

// charged tells whether an event costs anything this month.
func (w *World) charged(c Charge) bool { return len(w.Levers.charges[c]) > 0 }

// bill enters what an event costs: n of the charge's unit, for whomever reach
// says a rule reaches.
func (w *World) bill(p purse, c Charge, o uint8, n float64, reach func(rule int) bool) {
	w.due(c, reach, func(f force) { w.pay(p, f.rule, o, float64(n*f.value)*w.Rules[f.rule].UnitCost) })
}

// due calls each with the rules that pay for an event, and how much of it each
// pays. Of rules of one policy of which the strongest counts only that pays.
func (w *World) due(c Charge, reach func(rule int) bool, each func(force)) {
	list, keys := w.Levers.charges[c], &w.Levers.keys
	for i := 0; i < len(list); {
		paid, j := -1, i
		for ; j < len(list) && (j == i || list[j].strongest && keys[list[j].rule] == keys[list[i].rule]); j++ {
			if reach(list[j].rule) && (paid < 0 || list[j].value > list[paid].value) {
				paid = j
			}
		}
		if paid >= 0 {
			each(list[paid])
		}
		i = j
	}
}

// pay enters an amount under a rule and its payer.
func (w *World) pay(p purse, rule int, o uint8, usd float64) {
	x := micro(usd)
	kind := MoneyPublic
	if w.Rules[rule].Design.Payer == Firms {
		kind = MoneyFirms
	}
	p.money[o][kind] += x
	p.bills[rule][w.Rules[rule].Design.Payer] += x
}

// billPerson enters what an event of the creative in a row costs.
func (w *World) billPerson(p purse, c Charge, row int, n float64) {
	if w.charged(c) {
		w.bill(p, c, w.Creatives.Occupation[row], n, func(rule int) bool { return w.reaches(rule, row) })
	}
}

// billFirm enters what an event of an organisation costs, under its largest
// occupation.
func (w *World) billFirm(p purse, c Charge, f int, n float64) {
	if w.charged(c) {
		w.bill(p, c, w.mainOccupation(f), n, func(rule int) bool { return w.reachesFirm(rule, f) })
	}
}

// mainOccupation is the occupation of most of an organisation's creatives.
func (w *World) mainOccupation(f int) uint8 { return w.Cells.Occupation[w.Orgs.FirstCell[f]] }

// BillUSD is what a rule cost a payer this month, in 2024 USD of all persons.
func (w *World) BillUSD(rule int, who Payer) float64 { return whole(w.Bills[rule][who]) * w.Weight }

// LevyUSD are the levies taken this month from creatives, organisations and
// clients, in 2024 USD of all persons.
func (w *World) LevyUSD() (usd [3]float64) {
	for k := range usd {
		sum := int64(0)
		for o := range w.Money {
			sum += w.Money[o][MoneyLevyUsers+k]
		}
		usd[k] = whole(sum) * w.Weight
	}
	return usd
}
