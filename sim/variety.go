package sim

// variety is one minus the mean similarity of two works of an occupation
// (equation 19). A work is z = (1 - m) z_i + m z_AI, with m the part of ideas
// that the machine gives; two people's own vectors have similarity rho, as have
// a person's and the machine's. From the moments M1 = E m and M2 = E m^2:
//
//	similarity = [rho + (1 - rho) M1^2] / [1 - 2 (1 - rho)(M1 - M2)]
//
// AI-only works count as depth 1 at their share of attention.
func (w *World) variety(o int, m1, m2 float64) float64 {
	p := &w.Params.Production
	rho, idea := p.Similarity, p.IdeaShare
	ai := w.aiDemand(o)
	m1 = float64((1-ai)*(idea*m1)) + float64(ai*idea)
	m2 = float64((1-ai)*(float64(idea*idea)*m2)) + float64(ai*float64(idea*idea))
	return 1 - Similarity(rho, m1, m2)
}

// Similarity is the mean similarity of two works, from the similarity rho of
// human work and the first two moments of the machine's part (equation 19).
func Similarity(rho, m1, m2 float64) float64 {
	return (rho + float64((1-rho)*float64(m1*m1))) / (1 - float64(2*(1-rho)*(m1-m2)))
}
