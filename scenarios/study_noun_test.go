package scenarios

import "testing"

// What sets parameters alone is called an assumption, what acts a policy, and
// both together futures; where nothing is set it is the reference once more.
func TestArmsAreCalledWhatTheyAre(t *testing.T) {
	acts := Arm{Name: "acts", Policies: []PolicyLine{{Name: "rights"}}}
	assumes := Arm{Name: "assumes", Changes: "clients.own is 0.7"}
	both := Arm{Name: "both", Policies: acts.Policies, Changes: assumes.Changes}
	same := Arm{Name: "same"}
	const text = "No policy. A policy, a policy's cost; which policies, Policies."
	for _, c := range []struct {
		kind string
		arms []Arm
		want string
	}{
		{KindComparison, []Arm{acts, both, same}, text},
		{KindComparison, []Arm{same}, text},
		{KindComparison, []Arm{assumes, same}, "No assumption. An assumption, an assumption's cost; which assumptions, Assumptions."},
		{KindComparison, []Arm{assumes, acts}, "No future. A future, a future's cost; which futures, Futures."},
		{KindComparison, []Arm{assumes, both}, "No future. A future, a future's cost; which futures, Futures."},
		{KindRun, []Arm{assumes}, text},
	} {
		s := &Study{Kind: c.kind, Against: "reference", Arms: append([]Arm{{Name: "reference", Policies: acts.Policies}}, c.arms...)}
		if got := s.Called(text); got != c.want {
			t.Errorf("%v: %q, want %q", c.arms, got, c.want)
		}
	}
}
