package infer

import (
	"math"
	"slices"
)

// open is the end of a band that has none.
var open = math.Inf(1)

// Patterns are all patterns in their order. Unless a part says
// otherwise "against no AI" is in percent of the world without AI on the same
// seed, and a year stands for the mean of its twelve months.
func Patterns() []Pattern {
	return slices.Concat(frozenPatterns(), spreadPatterns(), workPatterns(), makingPatterns(), marketPatterns(), clientPatterns(), causePatterns(), incomePatterns())
}

// frozenPatterns are of a world without AI.
func frozenPatterns() []Pattern {
	return []Pattern{
		{
			ID: "P0", Name: "the world without AI stands still",
			Doc: `All 180 months of the world without AI, run minus contrast. Employment against the trend
of each occupation is judged on the mean over seeds, by calendar year, since one seed of 5,000
creatives holds 30 sound engineers; the trend is the index observed to May 2025 over what AI does to employment in the
model, then a projection. Unemployment is that of employees and unemployed, in the mean of
all months; the freelance share is that of freelancers and employees in every year; a trend is the
last year minus the first.`,
			Parts: []Part{
				{Name: "worst employment off its trend, 2021-27", Unit: "%", Low: 0, High: 2, Pooled: true, all: worstEmployment(2021, 2027)},
				{Name: "worst employment off its trend, 2028-35", Unit: "%", Low: 0, High: 2, Pooled: true, all: worstEmployment(2028, 2035)},
				{Name: "unemployment", Unit: "%", Low: 4.6, High: 5.6, seed: frozenUnemployment},
				{Name: "freelance share, lowest year", Unit: "%", Low: 30.6, High: 34.6, seed: func(h history) float64 { return slices.Min(frozenFreelance(h)) }},
				{Name: "freelance share, highest year", Unit: "%", Low: 30.6, High: 34.6, seed: func(h history) float64 { return slices.Max(frozenFreelance(h)) }},
				{Name: "trend in trust", Unit: "points", Low: -1, High: 1, seed: frozenTrend("trust")},
				{Name: "trend in attitude", Unit: "points", Low: -1, High: 1, seed: frozenTrend("attitude")},
				{Name: "trend in fear", Unit: "points", Low: -1, High: 1, seed: frozenTrend("fear")},
				{Name: "trend in skill", Unit: "points", Low: -1, High: 1, seed: frozenTrend("skill")},
				{Name: "AI use and displacement by AI, any month", Low: 0, High: 0, seed: frozenAI},
			},
		},
	}
}

// spreadPatterns are of who takes AI up, and when.
func spreadPatterns() []Pattern {
	return []Pattern{
		{
			ID: "P1", Name: "S-curve that changed pace",
			Doc: `Logits of the share of organisations with 10 and more staff that use any AI, a year: December 2022
to December 2024 is 2023-24, January 2021 to December 2022 is 2021-22.`,
			Parts: []Part{
				{Name: "slope 2023-24", Unit: "logit/year", Low: 0.35, High: 1.2, seed: func(h history) float64 { return anySlope(h, 23, 47) }},
				{Name: "slope 2023-24 less twice 2021-22", Unit: "logit/year", Low: 0, High: open,
					seed: func(h history) float64 { return anySlope(h, 23, 47) - 2*anySlope(h, 0, 23) }},
			},
		},
		{
			ID: "P2", Name: "size odds",
			Doc: `Odds of any AI of organisations with 250 and more staff over those with 10 to 49. How they change is
judged on the mean over seeds, since one seed of 5,000 creatives has 120 organisations of that size, of which
some close in the four years.`,
			Parts: []Part{
				{Name: "odds ratio, December 2023", Low: 3, High: 8, seed: func(h history) float64 { return sizeOdds(h, "250+", 35) }},
				{Name: "odds ratio, December 2027", Low: 3, High: 8, seed: func(h history) float64 { return sizeOdds(h, "250+", 83) }},
				{Name: "2027 over 2023", Low: 0.75, High: 1.33, Pooled: true,
					all: pooled(func(h history) float64 { return sizeOdds(h, "250+", 83) / sizeOdds(h, "250+", 35) })},
			},
		},
		{
			ID: "P3", Name: "people lead organisations",
			Doc: `Months from the first in which 20 % of creatives use generative AI to the first in which 20 % of
organisations of any size do. Organisations that never come to 20 % count from the run's end.`,
			Parts: []Part{{Name: "lead of people", Unit: "months", Low: 6, High: open, seed: lead}},
		},
	}
}

// workPatterns are of people and their work with AI.
func workPatterns() []Pattern {
	return []Pattern{
		{
			ID: "P4", Name: "two labour markets",
			Doc: "December 2025 against no AI. The most exposed third are the occupations with the highest beta as people rate it.",
			Parts: []Part{
				{Name: "employees", Unit: "%", Low: -3, High: 3, seed: func(h history) float64 { return 100 * h.change(everyone, "employed", month(december(2025))) }},
				{Name: "freelance orders, most exposed third", Unit: "%", Low: -50, High: -10,
					seed: func(h history) float64 { return 100 * h.totalChange(h.mostExposed, "orders", month(december(2025))) }},
			},
		},
		{
			ID: "P5", Name: "most augment",
			Doc: "Of all who use generative AI in December 2025.",
			Parts: []Part{{Name: "users with machine share above one half", Unit: "%", Low: 0, High: 50,
				seed: func(h history) float64 { return 100 * h.look("run", deepShare) }}},
		},
		{
			ID: "P6", Name: "novices gain, juniors wait",
			Doc: `Hours of a work saved by the users among employees in December 2025, in the lowest and the highest
quartile of employees' craft. Junior posts per opening and hires into them in 2025, in the most exposed
third of occupations together, on the mean over seeds, since luck moves either by 5 % and more in one seed of
5,000 creatives, which has some 250 such hires in a year.`,
			Parts: []Part{
				{Name: "time saved, lowest over highest quartile of craft", Low: 2, High: open,
					seed: func(h history) float64 { return h.look("run", noviceSaving) / h.look("run", expertSaving) }},
				{Name: "junior posts per opening, exposed third", Unit: "%", Low: -100, High: -5, Pooled: true, all: pooled(seen(juniorPosts))},
				{Name: "junior hires per opening, exposed third", Unit: "%", Low: -100, High: -5, Pooled: true, all: pooled(seen(juniorHires))},
			},
		},
	}
}

// makingPatterns are of works, and of what people think of AI.
func makingPatterns() []Pattern {
	return []Pattern{
		{
			ID: "P7", Name: "better and more alike",
			Doc: "In 2025 against no AI. The quality of users' works is the change in the mean quality of all over the share of users.",
			Parts: []Part{
				{Name: "quality of users' works", Unit: "%", Low: 3, High: open, seed: usersQuality},
				{Name: "variety", Unit: "%", Low: -100, High: -3, seed: func(h history) float64 { return 100 * h.change(everyone, "variety", year(2025)) }},
			},
		},
		{
			ID: "P8", Name: "attitudes sour at level use",
			Doc: `The deepest fall of attitude from a month of 2024 or later to the same month a year on, in any domain
whose AI use changes by no more than 3 points between the two: what two yearly surveys see.`,
			Parts: []Part{{Name: "change of attitude", Unit: "points", Low: -100, High: -3, seed: souring}},
		},
	}
}

// marketPatterns are of who loses orders, and of prices.
func marketPatterns() []Pattern {
	third := float64(len(readSetting().mostExposed))
	return []Pattern{
		{
			ID: "P9", Name: "loss does not follow one's own use",
			Doc: `The occupations in 2025: AI use, and freelance orders against no AI. Rank 1 is the deepest fall, in the mean over
seeds, since one seed of 5,000 creatives holds 54 clients of illustrators. That
illustrators use little and translators much is set by the reserve of their occupations (package
evidence) after the surveys B02 and B03: of this pattern only orders are an outcome.`,
			Parts: []Part{
				{Name: "correlation of AI use and orders", Low: -0.6, High: 0.6, seed: useLossCorrelation},
				{Name: "illustrators' AI use minus the median", Unit: "points", Low: -100, High: 0, seed: useOverMedian("fine_artists_illustrators")},
				{Name: "illustrators' rank in orders", Low: 1, High: third, Pooled: true, all: lossRank("fine_artists_illustrators")},
				{Name: "translators' AI use minus the median", Unit: "points", Low: 0, High: 100, seed: useOverMedian("translators")},
				{Name: "translators' rank in orders", Low: 1, High: third, Pooled: true, all: lossRank("translators")},
			},
		},
		{
			ID: "P10", Name: "cheaper, more, less each",
			Doc: `The most exposed third in 2025 against no AI. Price: the orders and works of the world without AI at the
prices of the run over those at its own (Laspeyres), so that the mix does not count. Works: those of
people and organisations and those that clients make with AI instead of ordering them. Revenue of
human work over people in creative work.`,
			Parts: []Part{
				{Name: "price of human works", Unit: "%", Low: -100, High: 0, seed: func(h history) float64 { return 100 * (priceIndex(h, h.mostExposed, year(2025)) - 1) }},
				{Name: "works, clients' own among them", Unit: "%", Low: 0, High: open, seed: func(h history) float64 { return 100 * (worksIndex(h, h.mostExposed, year(2025)) - 1) }},
				{Name: "revenue of human work per creative", Unit: "%", Low: -100, High: 0,
					seed: func(h history) float64 {
						return 100 * ((1+h.totalChange(h.mostExposed, "revenue_usd", year(2025)))/(1+h.totalChange(h.mostExposed, "people", year(2025))) - 1)
					}},
			},
		},
	}
}

// causePatterns are of whom AI comes to first, and of what people are laid off for.
func causePatterns() []Pattern {
	return []Pattern{
		{
			ID: "P12", Name: "the young and the self-employed lead",
			Doc: `Odds of AI use in February 2024: juniors, who stand for people under 30, over seniors; freelancers over
employees, whatever their occupations.`,
			Parts: []Part{
				{Name: "odds ratio, juniors over seniors", Low: 1.5, High: 5, seed: useOdds(group{"stage", "junior"}, group{"stage", "senior"})},
				{Name: "odds ratio, freelancers over employees", Low: 1, High: open, seed: useOdds(group{"contract", "freelancing"}, group{"contract", "employed"})},
			},
		},
		{
			ID: "P13", Name: "nobody is laid off for what stands still",
			Doc: `Layoffs by cause of occupations in the calendar years 2022 to 2025, in which AI arrives. A factor of desired heads stands
still in a year if the occupation's mean is within 1 % of its level twelve months before in each month, and in the
mean over its jobs at the year's end. Of the layoffs of such occupations and years, those that the factor carries: automation
and augmentation, clients' own use, or the rest, which is the exogenous index, prices and shares.`,
			Parts: []Part{{Name: "layoffs by a factor that stands still", Unit: "%", Low: 0, High: 5,
				seed: func(h history) float64 { return 100 * h.look("run", stillLayoffs) }}},
		},
	}
}
