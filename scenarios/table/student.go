package table

// T95 is the 97.5 % quantile of Student's t with df >= 1 degrees of freedom:
// the half width, in standard errors, of a two-sided 95 % interval. Up to 30
// degrees from the table; above, four terms of Fisher's expansion around the
// normal quantile (Abramowitz and Stegun 1964, 26.7.5), there within 1.3e-8 of
// the exact value. Only sums, products and quotients, so that an interval is
// the same bits on every machine.
func T95(df int) float64 {
	if df <= len(exactT95) {
		return exactT95[df-1]
	}
	const (
		x  = 1.9599639845400542 // 97.5 % quantile of the standard normal
		x2 = x * x
		g1 = x * (x2 + 1) / 4
		g2 = x * (5*x2*x2 + 16*x2 + 3) / 96
		g3 = x * (3*x2*x2*x2 + 19*x2*x2 + 17*x2 - 15) / 384
		g4 = x * (79*x2*x2*x2*x2 + 776*x2*x2*x2 + 1482*x2*x2 - 1920*x2 - 945) / 92160
	)
	n := float64(df)
	return x + (g1+(g2+(g3+g4/n)/n)/n)/n
}

// exactT95 solves I(n/(n+t^2); n/2, 1/2) = 0.05 for t, I being the regularised
// incomplete beta function, in 30-digit arithmetic for n = 1 to 30.
var exactT95 = [...]float64{
	12.706204736174705, 4.3026527297494639, 3.1824463052837096, 2.7764451051977944, 2.5705818356363155,
	2.44691185114497, 2.3646242515927853, 2.3060041352041667, 2.2621571627982055, 2.2281388519862747,
	2.2009851600916399, 2.1788128296672289, 2.1603686564627925, 2.1447866879178038, 2.1314495455597757,
	2.1199052992212547, 2.1098155778333171, 2.1009220402410385, 2.0930240544083098, 2.0859634472658648,
	2.0796138447276804, 2.0738730679040262, 2.0686576104190487, 2.0638985616280258, 2.0595385527532977,
	2.0555294386428732, 2.0518305164802856, 2.0484071417952452, 2.0452296421327043, 2.0422724563012383,
}
