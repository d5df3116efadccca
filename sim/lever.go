package sim

// A Lever is what a policy can move: one place in one equation. Policies name
// levers and never an outcome. At zero a lever changes no bit.
type Lever uint8

// The levers. Shares lie in 0..1.
const (
	FeeSubsidy      Lever = iota // share of a course's fee that is paid (equation 7)
	Provision                    // share of staff whom the employer trains (7)
	Crossing                     // share of silos between disciplines taken down (10)
	Retraining                   // share of the displaced unemployed who begin a course in a month (39)
	Insurance                    // share of a re-employed person's wage gap that is paid (28, 40)
	SafetyNet                    // calms fear of displacement (6)
	BasicIncome                  // USD a month to a freelancer (34)
	Clarity                      // share of legal risk removed (4, 6, 9, 13, 21)
	Licence                      // levy on what is spent on AI, paid to freelancers by exposure (41)
	AILevy                       // levy on what is spent on AI, paid to freelancers alike (41)
	Disclosure                   // share of machine-made work that is labelled (4, 6, 13, 21)
	Audit                        // share of failures removed (3, 9, 18)
	Voice                        // say in the introduction of AI (6, 13)
	Ease                         // logits that fitting tools add to use (13)
	Delay                        // months that an introduction takes longer (11)
	Consent                      // share of encouragement that cannot press (13)
	StaffFloor                   // least share of the heads of 2021 (24)
	HumanShare                   // least human share of the work: a cap on machine share (11, 15)
	FixedSupport                 // share of the fixed cost of adoption that is paid (9)
	Moratorium                   // share of organisations that may not begin (9)
	JuniorQuota                  // least share of posts for juniors (29)
	HumanLabel                   // share of human works that are labelled as such (21)
	Procurement                  // share of large organisations that buy no work made with AI (21)
	Refusal                      // share of works that may not be used to make AI (1)
	PriceFloor                   // least price of an hour, over that of the start (32)
	WorkSharing                  // share of heads in excess that stay on shorter hours (27)
	IncomeInsurance              // share of a freelancer's missing income that is paid for some months (34)
	Commissions                  // orders that the public adds, over those of the start (31)
	NLevers                      // how many there are
)

// LeverNames are the levers as texts write them, in their order.
var LeverNames = [NLevers]string{"FeeSubsidy", "Provision", "Crossing", "Retraining", "Insurance", "SafetyNet", "BasicIncome",
	"Clarity", "Licence", "AILevy", "Disclosure", "Audit", "Voice", "Ease", "Delay", "Consent", "StaffFloor", "HumanShare",
	"FixedSupport", "Moratorium", "JuniorQuota", "HumanLabel", "Procurement", "Refusal", "PriceFloor", "WorkSharing", "IncomeInsurance",
	"Commissions"}

func (l Lever) String() string { return LeverNames[l] }

// A fold says what two policies that pull one lever do together.
type fold uint8

const (
	apart   fold = iota // shares of what the other leaves: 1 - (1 - x)(1 - y)
	added               // x + y
	highest             // the larger
)

var folds = [NLevers]fold{BasicIncome: added, Licence: added, AILevy: added, Ease: added, Delay: added,
	StaffFloor: highest, HumanShare: highest, JuniorQuota: highest, PriceFloor: highest, Commissions: added}

// with is x and y together.
func (f fold) with(x, y float64) float64 {
	switch f {
	case added:
		return x + y
	case highest:
		return max(x, y)
	}
	return x + float64(y*(1-x))
}
