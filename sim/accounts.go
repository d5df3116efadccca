package sim

// settleAccounts releases a share of each cause's account (equation 25) and books the rest
// of the actual change: an identity in integers.
func (w *World) settleAccounts() {
	for i := range w.Occupations {
		o := &w.Occupations[i]
		for k := range o.Account {
			r := int64(float64(o.Account[k]) * w.Params.Employees.Release)
			o.Account[k] -= r
			o.Realised[k] += r
		}
	}
}
