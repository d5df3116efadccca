package sim

import "fmt"

// Params holds the parameters of the model. The struct tags are the single
// source of the parameter table: `d` default, `r` plausible range (low,high),
// `u` unit, `s` source. "assumed" is a legal source and is printed as such
// wherever the parameter is shown. `domain:"music"` marks the one that belongs to
// a domain, by the domain's key; `switch` the policies and parameters without which
// a parameter does nothing: any of them brings it to life.
//
// A path is mechanism.name in snake case, e.g. trust.failure_ratio.
type Params struct {
	Technology    TechnologyParams   `m:"technology"`
	Trust         TrustParams        `m:"trust"`
	Attitude      AttitudeParams     `m:"attitude"`
	Fear          FearParams         `m:"fear"`
	Training      TrainingParams     `m:"training"`
	Organisations OrganisationParams `m:"organisations"`
	Use           UseParams          `m:"use"`
	Production    ProductionParams   `m:"production"`
	Clients       ClientParams       `m:"clients"`
	Markets       MarketParams       `m:"markets"`
	Employees     EmployeeParams     `m:"employees"`
	Freelancers   FreelancerParams   `m:"freelancers"`
	Pay           PayParams          `m:"pay"`
	Craft         CraftParams        `m:"craft"`
	Liability     LiabilityParams    `m:"liability"`
	Feedback      FeedbackParams     `m:"feedback"`
	Measure       MeasureParams      `m:"measure"`
}

// TechnologyParams: what generative AI can do, and when (equations 1 and 2 of ODD.md).
type TechnologyParams struct {
	Access           float64 `d:"1" r:"0,1" u:"share" s:"1 = released when it was; 0 = AI stays as in 2021"`
	Rate             float64 `d:"0.6" r:"0.35,0.95" u:"1/year" s:"assumed; slow and fast worlds are the ends"`
	Midpoint         float64 `d:"2025" r:"2023.8,2027.5" u:"year" s:"assumed; slow and fast worlds are the ends"`
	CeilingScale     float64 `d:"1" r:"0.8,1.15" u:"factor" s:"assumed; times the mean gamma rating of Eloundou et al. 2024"`
	CeilingMax       float64 `d:"0.98" r:"0.9,0.98" u:"share" s:"assumed: human depth, emotion and cultural nuance remain"`
	CeilingMedia     float64 `d:"0.88" r:"0.7,0.95" u:"share" s:"assumed; the ratings are of text models, so images, sound and film have a ceiling of their own"`
	FloorImage       float64 `d:"0.22" r:"0.1,0.35" u:"share" s:"assumed; the ratings are of text models, images could already be made in 2022"`
	ShiftIdeate      float64 `d:"-0.5" r:"-1,0" u:"year" s:"assumed: ideas first (Adobe 2025: 48 % ideation)"`
	ShiftRefine      float64 `d:"0.5" r:"0,1" u:"year" s:"assumed"`
	ShiftImage       float64 `d:"-1.5" r:"-3,0" u:"year" s:"assumed; image posts were down 17 % in 2023 already (Demirci, Hannane and Zhu), so images matured first"`
	ShiftRelate      float64 `d:"3" r:"1,5" u:"year" s:"assumed: relations with clients last"`
	AccessMonths     float64 `d:"3" r:"1,6" u:"month" s:"assumed; release to full access"`
	ReliabilityFloor float64 `d:"0.62" r:"0.5,0.75" u:"share" s:"assumed; 56 % report mistakes caused by AI (KPMG/Melbourne 2025)"`
	Withheld         float64 `d:"0.28" r:"0,0.34" u:"exponent" s:"Hoffmann et al. 2022: loss of language models by data; images need few works (Gokaslan et al. 2023), so it may be 0" switch:"licensing"`
	ReliabilityGain  float64 `d:"0.31" r:"0.2,0.35" u:"share" s:"assumed; never reaches 1"`
}

// TrustParams: trust as evidence, anchored and social (equations 3 and 4).
type TrustParams struct {
	FailureRatio       float64 `d:"2.5" r:"1.5,4" u:"ratio" s:"Guo and Yang 2020: failures weigh 1.5 to 4 times"`
	Forgetting         float64 `d:"0.02" r:"0.01,0.06" u:"1/month" s:"assumed"`
	PriorStrength      float64 `d:"20" r:"10,60" u:"successes" s:"assumed; form of Guo and Yang 2020"`
	PriorMean          float64 `d:"0.51" r:"0.44,0.58" u:"share" s:"KPMG/Melbourne 2025: 46 % willing to trust AI, after a fall by 7 points since 2022"`
	PriorSpread        float64 `d:"0.3" r:"0.1,0.36" u:"share" s:"assumed; half width of innate trust"`
	SusceptibilityLow  float64 `d:"0.15" r:"0.05,0.3" u:"share" s:"Friedkin and Johnsen 1990, range assumed"`
	SusceptibilityHigh float64 `d:"0.55" r:"0.4,0.8" u:"share" s:"Friedkin and Johnsen 1990, range assumed"`
	Confidence         float64 `d:"0.4" r:"0.2,1" u:"share" s:"Deffuant et al. 2000: bounded confidence"`
	VisibleLow         float64 `d:"0.15" r:"0.1,0.3" u:"share" s:"assumed; failures that a beginner sees"`
	VisibleHigh        float64 `d:"0.8" r:"0.6,0.95" u:"share" s:"assumed; failures that an expert sees"`
	GoodFaith          float64 `d:"1.1" r:"0.4,2" u:"factor" s:"KPMG/Melbourne 2025: trust fell from 63 to 56 % while use spread; that good faith explains it is assumed"`
}

// AttitudeParams: is it good for my field? (equation 5)
type AttitudeParams struct {
	Inertia  float64 `d:"0.04" r:"0.03,0.12" u:"1/month" s:"assumed"`
	Base     float64 `d:"0.45" r:"0,0.9" u:"logit" s:"assumed; GDC 2024: 18 % bad for the industry"`
	Trust    float64 `d:"2" r:"1,3" u:"logit" s:"assumed"`
	Fear     float64 `d:"1.8" r:"0.9,2.7" u:"logit" s:"assumed"`
	AISupply float64 `d:"2.2" r:"0.8,3" u:"logit" s:"assumed; annoyance with floods of machine work; GDC 2025: 30 %, with use level"`
	Bad      float64 `d:"0.3" r:"0.2,0.4" u:"share" s:"assumed; below it a creative calls AI bad for the field"`
}

// FearParams: fear of displacement (equation 6).
type FearParams struct {
	Inertia     float64 `d:"0.1" r:"0.05,0.2" u:"1/month" s:"assumed"`
	Base        float64 `d:"-1.1" r:"-1.4,-0.4" u:"logit" s:"Gallup 2021: 15 % feared that technology makes their job obsolete; Pew 2025: 32 to 52 % of workers worried"`
	Visibility  float64 `d:"0.3" r:"0.2,1" u:"logit" s:"assumed; public debate mid-2022 to end of 2023"`
	Quality     float64 `d:"0.9" r:"0.8,2.4" u:"logit" s:"assumed"`
	Reference   float64 `d:"0.5" r:"0,1" u:"share" s:"assumed; habituation"`
	Habituation float64 `d:"0.012" r:"0.004,0.03" u:"1/month" s:"assumed"`
	News        float64 `d:"2.8" r:"1,6" u:"logit" s:"assumed"`
	PeersLoss   float64 `d:"2.5" r:"1.2,4" u:"logit" s:"assumed"`
	Flood       float64 `d:"0.9" r:"0.4,1.8" u:"logit" s:"assumed; Society of Authors 2024: 78 % of illustrators expect harm"`
	Automated   float64 `d:"4.5" r:"2,7" u:"logit" s:"assumed"`
	Skill       float64 `d:"1" r:"0.5,2" u:"logit" s:"assumed; AI skill calms"`
	Voice       float64 `d:"0.6" r:"0.2,1.2" u:"logit" s:"assumed; procedural justice" switch:"co_design collective_agreement feedback.gain"`
	SafetyNet   float64 `d:"0.6" r:"0.2,1.2" u:"logit" s:"assumed" switch:"basic_income"`
	Leave       float64 `d:"0.5" r:"0,1.6" u:"logs" s:"insecurity and intention 0.28 (Sverke et al. 2002), intention and leaving 0.38 (Griffeth et al. 2000): 1.6 between persons; that a third of it is a cause is assumed"`
	DelayMonths float64 `d:"36" r:"12,60" u:"month" s:"assumed; Bectu 2024: 38 % mean to leave within five years, and who comes has studied for three"`
	Entry       float64 `d:"0.5" r:"0,1" u:"logs" s:"Goller, Gschwendt and Wolter 2023: 8 % fewer searches for apprenticeships after ChatGPT"`
}

// TrainingParams: courses and learning by doing (equations 7 and 8).
type TrainingParams struct {
	Enrol           float64 `d:"0.036" r:"0.02,0.08" u:"1/month" s:"assumed; 30 % with formal training by 2024 (Humlum and Vestergaard 2025)"`
	Base            float64 `d:"-1.6" r:"-2.2,-1" u:"logit" s:"assumed"`
	Fear            float64 `d:"4" r:"2,6" u:"logit" s:"assumed; insecurity raises the need"`
	FearSquared     float64 `d:"3.6" r:"2,6" u:"logit" s:"assumed; very high fear freezes"`
	Subsidy         float64 `d:"1" r:"0.4,2" u:"logit" s:"assumed; per full subsidy" switch:"training_subsidy"`
	Provision       float64 `d:"1.2" r:"0.5,2" u:"logit" s:"assumed; the employer provides"`
	Cost            float64 `d:"0.35" r:"0.1,0.8" u:"logit" s:"assumed; course fee over a month's pay"`
	FeeUSD          float64 `d:"900" r:"300,1500" u:"USD" s:"course $300 to 1,500, evidence of training markets"`
	Repeat          float64 `d:"0.3" r:"0.1,0.6" u:"factor" s:"assumed; the trained enrol less"`
	CourseGain      float64 `d:"0.35" r:"0.2,0.5" u:"share" s:"assumed"`
	UseGain         float64 `d:"0.06" r:"0.03,0.1" u:"1/month" s:"assumed; Noy and Zhang 2023 for the order"`
	UseCeiling      float64 `d:"0.55" r:"0.4,0.7" u:"share" s:"assumed; use alone does not make an expert"`
	Decay           float64 `d:"0.012" r:"0.005,0.03" u:"1/month" s:"assumed"`
	Floor           float64 `d:"0.1" r:"0.05,0.15" u:"share" s:"assumed; general computer skill"`
	RetrainMonths   float64 `d:"4" r:"3,6" u:"month" s:"retraining of 12 to 26 weeks (WIOA), during which nobody searches" switch:"retraining"`
	RetrainMobility float64 `d:"3" r:"1.5,6" u:"factor" s:"assumed; the retrained search other occupations; trainees gain mostly by leaving exposed work (WIOA)" switch:"retraining"`
}

// OrganisationParams: adoption by organisations, a threshold and not a hazard
// (equations 9 to 12).
type OrganisationParams struct {
	SizeSmall     float64 `d:"0.1" r:"0.05,0.2" u:"logit/log staff" s:"NCSES ABS 2021: 0.12 below 20 staff"`
	SizeLarge     float64 `d:"0.44" r:"0.33,0.55" u:"logit/log staff" s:"Eurostat 2023: odds 6.4 and 2.19 to 1"`
	Gain          float64 `d:"0.72" r:"0.45,1.4" u:"factor" s:"assumed; times the sector's gain (2.9 information, 2.0 professional)"`
	SectorShare   float64 `d:"0.5" r:"0.3,1.5" u:"logit" s:"assumed; imitation within the sector"`
	Absorptive    float64 `d:"0.45" r:"0.4,1.2" u:"logit" s:"Cohen and Levinthal 1990, size assumed"`
	FixedCost     float64 `d:"0.2" r:"0.1,0.4" u:"logit" s:"assumed; hardest for small firms"`
	Legal         float64 `d:"0.5" r:"0.2,1" u:"logit" s:"assumed; at full legal risk" switch:"rights feedback.gain measure.legal_risk"`
	AIPrice       float64 `d:"0.05" r:"0.013,0.1" u:"logit" s:"0.03 to 0.23 logit a year, as earlier techniques grew once known (Eurostat 2017-23: e-sales, cloud), over the ln 10 a year by which AI of fixed quality becomes cheaper (a16z; Epoch)"`
	PilotFailure  float64 `d:"0.8" r:"0.3,1.5" u:"logit" s:"assumed; pilots fail with unreliable systems"`
	Check         float64 `d:"0.2" r:"0.08,0.25" u:"1/month" s:"assumed"`
	Retreat       float64 `d:"0.4" r:"0.2,0.8" u:"logit" s:"assumed; hysteresis"`
	Integrate     float64 `d:"0.05" r:"0.02,0.1" u:"1/month" s:"assumed"`
	Kappa         float64 `d:"1.9" r:"1,4" u:"rate" s:"assumed; absorptive capacity from skill"`
	Chi           float64 `d:"0.5" r:"0.2,1" u:"factor" s:"assumed; crossing disciplines"`
	DepthRate     float64 `d:"0.02" r:"0.005,0.04" u:"1/month" s:"assumed; integration goes on as long as there is something left"`
	Closing       float64 `d:"0.129" r:"0.11,0.15" u:"1/year" s:"Census BDS 2000-2014, firms with 1 to 4 staff (Federal Reserve Bank of Richmond 2020)"`
	ClosingSize   float64 `d:"0.5" r:"0.25,0.65" u:"elasticity" s:"computed: at 0.25 as many jobs are in organisations that close as BED 2019-25 has in establishments that do, 4.7 % a year (information) and 5.7 % (professional and business services), an upper bound; at 0.65 the largest hardly ever close, as in the BDS"`
	JCurve        float64 `d:"0.05" r:"0.02,0.1" u:"share" s:"Brynjolfsson, Rock and Syverson 2021, size assumed"`
	JCurveMonths  float64 `d:"10" r:"6,18" u:"month" s:"Brynjolfsson, Rock and Syverson 2021, size assumed"`
	EncourageBase float64 `d:"0.3" r:"0.1,0.5" u:"share" s:"assumed; nearly half encouraged (Humlum and Vestergaard 2025)"`
	EncourageLead float64 `d:"0.6" r:"0.3,0.9" u:"share" s:"assumed"`
	EncourageUse  float64 `d:"0.3" r:"0.1,0.6" u:"share" s:"assumed; use from below convinces"`
}

// UseParams: one decision for starting and stopping (equations 13 to 15).
type UseParams struct {
	Reconsider float64 `d:"0.12" r:"0.06,0.25" u:"1/month" s:"assumed; Noy and Zhang 2023: trial effect fades 15 % a month"`
	Base       float64 `d:"-1.5" r:"-2.2,-0.8" u:"logit" s:"assumed; level of use in the surveys of 2024"`
	Encouraged float64 `d:"1.7" r:"0.5,1.7" u:"logit" s:"Humlum and Vestergaard 2025: 47 % to 83 %, an upper bound"`
	Skill      float64 `d:"2.2" r:"1,3" u:"logit" s:"assumed; level of use as before, courses act through what one knows"`
	Stage      float64 `d:"0.5" r:"0.3,0.9" u:"logit" s:"Pew 2024: 31, 21 and 10 % of workers under 30, 30 to 49 and over 50 used ChatGPT for work: 0.04 a year of age, some 12 years a stage"`
	Trust      float64 `d:"1.2" r:"0.5,2" u:"logit" s:"assumed"`
	Fear       float64 `d:"1.3" r:"0.3,1.5" u:"logit" s:"assumed; sign of Li 2024"`
	Peers      float64 `d:"1" r:"0.4,1.6" u:"logit" s:"assumed; half linear, half a threshold (Centola 2010)"`
	Threshold  float64 `d:"0.29" r:"0.15,0.4" u:"share" s:"Granovetter 1978; mean of phi, Beta(2,5)"`
	Quality    float64 `d:"2" r:"1,3" u:"logit" s:"assumed"`
	Autonomy   float64 `d:"0.8" r:"0.3,1.5" u:"logit" s:"assumed"`
	Attitude   float64 `d:"1" r:"0.2,1" u:"logit" s:"assumed"`
	Privacy    float64 `d:"0.3" r:"0.1,0.6" u:"logit" s:"assumed"`
	Rights     float64 `d:"0.8" r:"0.3,1.5" u:"logit" s:"assumed; per unit of legal risk"`
	Cost       float64 `d:"0.3" r:"0.1,0.6" u:"logit" s:"assumed; tool price over 1 % of pay"`
	ToolUSD    float64 `d:"25" r:"10,60" u:"USD/month" s:"list prices of assistants 2023 to 2025: $20 to 30"`
	FixedScale float64 `d:"0.8" r:"0.5,1.2" u:"logit" s:"assumed; lasting taste"`
	FreshScale float64 `d:"0.6" r:"0.3,1" u:"logit" s:"assumed; mood of the month"`
	DepthRate  float64 `d:"0.07" r:"0.03,0.12" u:"1/month" s:"assumed"`
	DepthScale float64 `d:"0.85" r:"0.6,1.1" u:"share" s:"assumed"`
	FirmDepth  float64 `d:"0.3" r:"0.1,0.5" u:"factor" s:"assumed"`
}

// ProductionParams: time and quality apart (equations 16 to 19).
type ProductionParams struct {
	Saving      float64 `d:"0.42" r:"0.2,0.5" u:"share" s:"Noy and Zhang 2023: 40 % in the laboratory; Humlum and Vestergaard 2025: 3 to 6 % in the field"`
	OutputShare float64 `d:"0.5" r:"0.3,1" u:"share" s:"assumed; saved time that becomes output"`
	QualityGain float64 `d:"0.78" r:"0.3,0.9" u:"share" s:"Noy and Zhang 2023: quality +18 %; Brynjolfsson et al. 2025: novices gain"`
	ErrorLoss   float64 `d:"0.3" r:"0.1,0.5" u:"share" s:"assumed; unseen errors"`
	Similarity  float64 `d:"0.38" r:"0.25,0.5" u:"share" s:"Doshi and Hauser 2024, order of magnitude"`
	IdeaShare   float64 `d:"0.45" r:"0.2,0.8" u:"share" s:"assumed; set to +10.7 % similarity (Doshi and Hauser 2024)"`
}

// ClientParams: who buys creative work, and what they weigh (equations 20, 21
// and 31).
type ClientParams struct {
	Innovation          float64 `d:"0.055" r:"0.02,0.1" u:"1/month" s:"Bass 1969; range of evidence, monthly, assumed"`
	Imitation           float64 `d:"0.38" r:"0.2,0.6" u:"1/month" s:"assumed; Sultan et al. 1990 find 0.38 a year on average, for durables"`
	Reconsider          float64 `d:"0.12" r:"0.06,0.25" u:"1/month" s:"assumed; a look at the market every eight months"`
	Own                 float64 `d:"2.5" r:"0.5,4.5" u:"logit" s:"assumed: the most doubtful number of the model; pull of making it oneself with AI"`
	Reach               float64 `d:"4" r:"2,6" u:"factor" s:"assumed; jobs that AI of full quality could make, over automation share x digital share"`
	Fit                 float64 `d:"10" r:"5,20" u:"rate" s:"assumed; how sharply an own attempt fails beyond what AI can do"`
	Worth               float64 `d:"1.5" r:"0.5,3" u:"elasticity" s:"assumed; quality in what a work is worth to a client; decides signs"`
	Disclosure          float64 `d:"0.315" r:"0.06,0.62" u:"share" s:"clicks on display ads labelled as made with AI -31.5 % (NYU and Emory); ratings of labelled text -6.2 % (Raj, Berg and Seamans), value of visual art -62 % (Horton, White and Iyengar)" switch:"transparency human_made feedback.gain"`
	Legal               float64 `d:"0.5" r:"0.2,1" u:"logit" s:"assumed; 66 % of large brands name legal risk (WFA 2024)"`
	Loyalty             float64 `d:"2" r:"1,3" u:"logit" s:"assumed; incumbents keep 97 % of an image market (Zhang, Yuan and Xiong)"`
	Referral            float64 `d:"0.65" r:"0.55,0.75" u:"share" s:"word of mouth is the main source of 67 % of independents (MBO Partners 2013)"`
	Latent              float64 `d:"0.3" r:"0.1,0.5" u:"share" s:"assumed; needs that nobody serves in 2021, being too dear"`
	Houses              float64 `d:"0.25" r:"0.1,0.5" u:"share" s:"assumed; clients whose habit is an organisation, not a freelancer"`
	ElasticityHousehold float64 `d:"2" r:"1.5,2.5" u:"logit" s:"image market: orders +121 % at prices -64 %, of households (Zhang, Yuan and Xiong); range judged"`
	ElasticityLarge     float64 `d:"0.4" r:"0,0.5" u:"logit" s:"commercial orders hardly answered to price (Zhang, Yuan and Xiong); range judged"`
	Stakes              float64 `d:"4" r:"2,6" u:"logit" s:"assumed; what an error costs a large organisation, for certain; small firms half of it, households nothing"`
	Spread              float64 `d:"0.9" r:"0.5,1.3" u:"log points" s:"assumed; of needs: a few buy most"`
	Complement          float64 `d:"0.22" r:"0,0.3" u:"share" s:"work with machine learning +24 % (Teutloff et al. 2025), web developers' jobs +6.4 % where translators lost (Qiao, Rui and Xiong 2023)"`
	Demand              float64 `d:"0.07" r:"0,0.3" u:"share" s:"assumed; organisations' work that is commissions like those"`
	CostRatio           float64 `d:"0.1" r:"0.02,0.3" u:"share" s:"assumed; price of AI work over human work"`
	Flood               float64 `d:"8" r:"3,15" u:"works" s:"assumed; AI works made per commission replaced"`
	Attention           float64 `d:"0.045" r:"0.01,0.12" u:"share" s:"assumed; attention an AI work gets beside a human one, less the discount on work known to be machine-made (Horton, White and Iyengar 2023)"`
}

// MarketParams: costs, prices, shares and demand of organisations
// (equations 22 to 25).
type MarketParams struct {
	Automated             float64 `d:"0.22" r:"0.1,0.45" u:"share" s:"assumed; labour automated at full depth and capability"`
	PassThrough           float64 `d:"0.7" r:"0.3,1" u:"elasticity" s:"assumed; costs to prices"`
	Substitution          float64 `d:"3" r:"2,6" u:"elasticity" s:"Dixit and Stiglitz 1977; 3 to 6"`
	ShareRate             float64 `d:"0.05" r:"0.02,0.1" u:"1/month" s:"assumed"`
	AICost                float64 `d:"0.03" r:"0.01,0.08" u:"share" s:"assumed; AI cost of an organisation at full depth, share of pay"`
	Quality               float64 `d:"0.5" r:"0,1.5" u:"elasticity" s:"assumed, and it decides signs: what better works are worth more; 1 = as much as they are better"`
	Likeness              float64 `d:"0.3" r:"0,1" u:"share" s:"assumed, and it decides signs: what works are worth less per unit of similarity (Doshi and Hauser 2024: works grow alike)"`
	ElasticityVisualArt   float64 `d:"1.2" r:"0.8,1.9" u:"elasticity" s:"1.9 from Zhang, Yuan and Xiong (images), 1.0 to 1.5 assumed" domain:"visual_art"`
	ElasticityDesign      float64 `d:"1.1" r:"0.8,1.7" u:"elasticity" s:"assumed" domain:"design"`
	ElasticityMusic       float64 `d:"1.1" r:"0.8,1.6" u:"elasticity" s:"assumed" domain:"music"`
	ElasticityFilmVideo   float64 `d:"1.2" r:"0.8,1.8" u:"elasticity" s:"assumed" domain:"film_video"`
	ElasticityWriting     float64 `d:"1" r:"0.6,1.5" u:"elasticity" s:"assumed" domain:"writing_publishing"`
	ElasticityAdvertising float64 `d:"1.1" r:"0.8,1.8" u:"elasticity" s:"assumed" domain:"advertising_pr"`
}

// EmployeeParams: jobs, search and matching (equations 26 to 30).
type EmployeeParams struct {
	Unemployment  float64 `d:"0.0143" r:"0.012,0.017" u:"1/month" s:"CPS 2022-25, arts occupations"`
	Exit          float64 `d:"0.0035" r:"0.002,0.006" u:"1/month" s:"assumed; retirement and leaving, a third of the CPS flow at most"`
	JobToJob      float64 `d:"0.012" r:"0.008,0.02" u:"1/month" s:"JOLTS information sector quits 1.3 %, part of them"`
	Layoff        float64 `d:"0.06" r:"0.03,0.15" u:"1/month" s:"assumed; times the share in excess"`
	TrendLayoff   float64 `d:"0.8" r:"0.3,1" u:"1/month" s:"assumed; heads in excess for the exogenous index go at once: strikes and the pandemic did not wait"`
	Boom          float64 `d:"0.02" r:"0.01,0.05" u:"share" s:"assumed; posts left open beyond this share of jobs draw people back from outside"`
	JobFinding    float64 `d:"0.26" r:"0.24,0.29" u:"1/month" s:"CPS 2022-25; the burn-in sets search effort to it"`
	SearchEffort  float64 `d:"0.4" r:"0.3,0.6" u:"share" s:"assumed; of the unemployed who apply in a month, at the beginning of the burn-in"`
	Skill         float64 `d:"1" r:"0,2" u:"factor" s:"Drydakis 2024: applicants who learnt AI are invited more often; size assumed, per unit of AI skill above other applicants"`
	Return        float64 `d:"0.017" r:"0.008,0.04" u:"1/month" s:"assumed; leavers are lost to the field after five years"`
	CrossLevel    float64 `d:"0.5" r:"0.2,0.8" u:"share" s:"assumed; search at the neighbouring level"`
	Mobility      float64 `d:"0.1" r:"0.03,0.2" u:"1/month" s:"assumed; of the unemployed without success; of the employed 5.3 % change group in a year, about a third truly (CPS 2022-25)"`
	OutsideFill   float64 `d:"0.35" r:"0.15,0.6" u:"1/month" s:"assumed; open posts filled from outside creative work"`
	JuniorPosts   float64 `d:"0.42" r:"0.3,0.5" u:"share" s:"assumed; share of openings for juniors"`
	JuniorLoss    float64 `d:"0.9" r:"0.4,1" u:"share" s:"assumed; disputed between US payrolls and Danish registers"`
	JuniorDepth   float64 `d:"5" r:"2,7" u:"rate" s:"assumed; juniors at adopters fell by 9 % in six quarters, hires of them by a fifth (Lichtinger and Hosseini 2025)"`
	Discouraged   float64 `d:"0.03" r:"0.01,0.06" u:"1/month" s:"assumed; after half a year without work"`
	TurnFreelance float64 `d:"0.01" r:"0.003,0.03" u:"1/month" s:"assumed; the unemployed who try freelancing"`
	JuniorMonths  float64 `d:"84" r:"48,120" u:"month" s:"assumed; junior to mid"`
	MidMonths     float64 `d:"120" r:"84,180" u:"month" s:"assumed; mid to senior"`
	Release       float64 `d:"0.15" r:"0.08,0.3" u:"1/month" s:"assumed; accounts of the decomposition"`
	InsuredSearch float64 `d:"0.5" r:"0.1,1" u:"factor" s:"assumed; how much wider the insured search, at full insurance; US wage insurance raised employment by 8 to 17 points" switch:"wage_insurance"`
	WageGap       float64 `d:"0.15" r:"0.05,0.3" u:"share" s:"assumed; pay lost in a new job after displacement, what wage insurance pays for" switch:"wage_insurance"`
}

// FreelancerParams: orders, prices, income, leaving (equations 31 to 35).
type FreelancerParams struct {
	PassThrough     float64 `d:"0.7" r:"0.3,1" u:"elasticity" s:"assumed; of the own hours into the own price"`
	Excess          float64 `d:"1.5" r:"0.5,3" u:"elasticity" s:"assumed; of prices to the use of hours: losses show in prices first (Qiao, Rui and Xiong 2023)"`
	Slack           float64 `d:"1.4" r:"1.2,2" u:"factor" s:"assumed; hours that freelancers have over those of their orders in 2021"`
	Smoothing       float64 `d:"0.2" r:"0.1,0.4" u:"1/month" s:"assumed; of income, and of the price of an hour"`
	ReservationLow  float64 `d:"0.35" r:"0.3,0.7" u:"share" s:"assumed; of potential income"`
	ReservationHigh float64 `d:"0.87" r:"0.8,1" u:"share" s:"assumed; of potential income"`
	PatienceMonths  float64 `d:"5" r:"3,9" u:"month" s:"assumed"`
	Leave           float64 `d:"0.1" r:"0.05,0.2" u:"1/month" s:"assumed"`
	SeekJob         float64 `d:"0.5" r:"0.3,0.7" u:"share" s:"assumed; the rest leaves the field"`
	Entry           float64 `d:"1.8" r:"0.5,3" u:"elasticity" s:"labour supply to online tasks 1.2 to 2.9 (Pörtner and Hassairi)"`
	IncomeRatio     float64 `d:"0.8" r:"0.5,1" u:"share" s:"assumed; freelance income over pay of like talent"`
	LostMemory      float64 `d:"0.0833333333333333" r:"0.05,0.15" u:"1/month" s:"a year: the surveys' question"`
	Leakage         float64 `d:"0.3" r:"0,0.8" u:"share" s:"assumed; orders that organisations take back for each head an agreement keeps" switch:"collective_agreement"`
}

// PayParams: a wage curve on the level (equations 36, 37).
type PayParams struct {
	WageCurve   float64 `d:"0.1" r:"0.05,0.15" u:"elasticity" s:"Blanchflower and Oswald 1994"`
	Adjust      float64 `d:"0.08" r:"0.04,0.15" u:"1/month" s:"assumed; a year's smoothing, of unemployment and of wages"`
	PassThrough float64 `d:"0.05" r:"0.03,0.07" u:"share" s:"Humlum and Vestergaard 2025: 3 to 7 %"`
	SkillPay    float64 `d:"0.1" r:"0,0.25" u:"log points" s:"Alekseeva et al. 2021: posts that ask for AI pay 5 % more within a title and 11 % within a firm; per unit of AI skill, a user has half a unit more"`
	CraftPay    float64 `d:"0.6" r:"0.3,1" u:"log points" s:"assumed; premium on craft"`
	PremiumLoss float64 `d:"0.25" r:"0,0.5" u:"share" s:"assumed; Hui et al. 2024: the best freelancers lose most"`
}

// CraftParams: practice and erosion (equation 38).
type CraftParams struct {
	Practice      float64 `d:"0.01" r:"0.005,0.02" u:"1/month" s:"assumed"`
	Erosion       float64 `d:"0.002" r:"0,0.004" u:"1/month" s:"assumed; by delegation, up to 5 % a year"`
	Idleness      float64 `d:"0.003" r:"0.001,0.006" u:"1/month" s:"assumed; without work"`
	CeilingJunior float64 `d:"0.45" r:"0.35,0.55" u:"share" s:"assumed"`
	CeilingMid    float64 `d:"0.62" r:"0.5,0.7" u:"share" s:"assumed"`
	CeilingSenior float64 `d:"0.75" r:"0.65,0.85" u:"share" s:"assumed"`
}

// LiabilityParams: who bears the cost of errors that AI makes. Creatives,
// organisations and makers of AI share it; the last have what the first two
// leave, so the two add up to at most one (equations 6, 9 and 22).
type LiabilityParams struct {
	Worker float64 `d:"0" r:"0,1" u:"share" s:"user; no rule names creatives today"`
	Firm   float64 `d:"0" r:"0,1" u:"share" s:"user; no rule names organisations today"`
	Start  float64 `d:"72" r:"0,600" u:"month" s:"user; 72 = January 2027, nobody changes the past" switch:"liability.worker liability.firm"`
	Fear   float64 `d:"1.5" r:"0.5,3" u:"logit" s:"assumed; of users, at full liability for every failure" switch:"liability.worker"`
	Cost   float64 `d:"0.1" r:"0.02,0.3" u:"share" s:"assumed; cost of failures at full depth, share of pay" switch:"liability.firm"`
	Legal  float64 `d:"1" r:"0.3,2" u:"logit" s:"assumed; adoption, at full liability for every failure" switch:"liability.firm"`
}

// FeedbackParams: rules that answer to fear and harm (equation 43). Without a
// gain there is none.
type FeedbackParams struct {
	Gain     float64 `d:"0" r:"0,0.5" u:"1/year" s:"user; adaptive policy, off by default"`
	HarmGain float64 `d:"0" r:"0,2" u:"1/year" s:"user; as gain, by the share who lost work"`
	Fear     float64 `d:"0.5" r:"0.2,0.8" u:"share" s:"assumed; mean fear that is tolerated" switch:"feedback.gain"`
	Harm     float64 `d:"0.05" r:"0,0.3" u:"share" s:"assumed; share who lost work that is tolerated" switch:"feedback.harm_gain"`
	Legal    float64 `d:"0.2" r:"0,0.4" u:"share" s:"assumed; legal risk that strict rules add" switch:"feedback.gain feedback.harm_gain"`
	Start    float64 `d:"72" r:"0,600" u:"month" s:"user; 72 = January 2027, nobody changes the past" switch:"feedback.gain feedback.harm_gain"`
}

// MeasureParams: definitions of measures.
type MeasureParams struct {
	High      float64 `d:"0.5" r:"0.4,0.6" u:"share" s:"assumed; above it trust and fear, and below it attitude, count as a yes in a survey"`
	LegalRisk float64 `d:"0.2" r:"0,0.6" u:"share" s:"assumed; legal risk of using AI without clear rules"`
}

// LiabilityProblem is the sentence for shares of liability that add up to more
// than one.
func LiabilityProblem(worker, firm float64) string {
	return fmt.Sprintf("the shares of liability add up to %.4g, creatives %.4g and organisations %.4g: they may add up to at most 1", worker+firm, worker, firm)
}
