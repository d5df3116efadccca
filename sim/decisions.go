package sim

import "github.com/atelier-sim/atelier/sim/draw"

// Every decision has a number of its own, so that a draw for one never moves
// the luck of another. A number that was used once is never given another
// meaning: it would change every published run.
const (
	drawInnate       draw.Decision = iota + 1 // susceptibility and innate trust
	drawAutonomy                              // autonomy concern
	drawPrivacy                               // privacy concern
	drawTaste                                 // lasting taste for AI
	drawThreshold                             // peers needed
	drawDisposition                           // attitude
	drawTalent                                // ceiling of craft
	drawReservation                           // reservation income
	drawEncouraged                            // who is encouraged first
	drawPotential                             // pay of an entrant
	drawEvidence                              // success or failure with AI
	drawEnrol                                 // course
	drawReconsider                            // thinks about use again
	drawMood                                  // fresh draw of the use decision
	drawOrgCheck                              // organisation looks at AI again
	drawOrgIntegrate                          // pilot becomes routine
	drawSeparate                              // leaves a job, moves up
	drawJobless                               // gives up or turns freelance
	drawSeek                                  // applies this month
	drawApply                                 // success of an application
	drawPost                                  // level and order of posts
	drawMatch                                 // who gets which post
	drawMove                                  // search in another occupation
	drawOutside                               // post filled from outside
	drawLumpy                                 // a freelancer's good or bad month
	drawLeave                                 // gives up freelancing
	drawLost                                  // loses work to AI
	drawEntry                                 // rounding of entry
	drawMoratorium                            // which organisations may not adopt
	drawComplies                              // which creatives take up a policy
	drawFirmComplies                          // which organisations comply with one
	drawRetrain                               // begins a retraining
	drawClientAgain                           // a client thinks about it again; hears of AI
	drawClientTaste                           // a client's lasting taste for each channel
	drawClientMood                            // fresh draw of a client's choice
	drawClientSearch                          // whom a client asks for an offer
	drawClientPeers                           // far peers of a client
	drawClientTry                             // a client's own attempt succeeds
	drawHours                                 // hours that a freelancer wants to work
	drawAblation                              // what an ablation leaves to luck
	drawFearful                               // disposition of fear
	drawProcures                              // which large organisations buy no work made with AI
	drawClose                                 // an organisation closes
	drawFound                                 // traits and luck of the one that opens in its place
)
