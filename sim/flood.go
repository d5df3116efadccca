package sim

// aiSupply is the share of works on offer that no human made.
func (w *World) aiSupply(o int) float64 {
	b := w.Occupations[o].Bypass
	flood := float64(w.Params.Clients.Flood * b)
	return flood / (flood + 1 - b)
}

// aiDemand is the share of attention that such works get: far below their share
// of supply.
func (w *World) aiDemand(o int) float64 {
	p, b := &w.Params.Clients, w.Occupations[o].Bypass
	seen := float64(p.Attention * p.Flood * b)
	return seen / (seen + 1 - b)
}
