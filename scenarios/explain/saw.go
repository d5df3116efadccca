package explain

import (
	"fmt"

	"github.com/atelier-sim/atelier/sim"
)

// sawPeers tells what peers showed, when it is new: the first one, then changes
// of a few.
func (s *story) sawPeers() {
	m := s.now
	use, lost := m.Mind.PeersUse, m.Mind.PeersLost
	if told := s.said.peersUse; use >= told+3 || use <= told-3 || told == 0 && use > 0 {
		s.said.peersUse = use
		s.say(Saw, values{"peers_use": float64(use)}, "Of their eight peers %s AI.", peers(use, "uses", "use"))
	}
	if told := s.said.peersLost; lost >= told+2 || told == 0 && lost > 0 {
		s.said.peersLost = lost
		s.say(Saw, values{"peers_lost_work": float64(lost)}, "Of their eight peers %s lost work to AI.", peers(lost, "has", "have"))
	}
}

// adopts is what an employer does who comes to a stage of adoption.
var adopts = [...]string{sim.NoAI: "gives AI up again", sim.Pilot: "tries AI in a pilot", sim.Integrated: "makes AI part of its routine"}

// sawEmployer tells what the employer does about AI.
func (s *story) sawEmployer() {
	m := s.now
	from, to := m.Before.Job, m.Mind.Job // jobs change later in the month
	if from.Adoption != to.Adoption {
		what := adopts[to.Adoption]
		s.say(Saw, values{"adoption": float64(to.Adoption)}, "Their employer %s.", what)
	}
	switch {
	case m.Encouraged && !s.said.encouraged:
		s.say(Saw, values{"encouraged": 1}, "Their employer encourages them to use AI.")
	case !m.Encouraged && s.said.encouraged && to.Organisation == s.said.encourager:
		s.say(Saw, values{"encouraged": 0}, "Their employer no longer encourages them to use AI.")
	}
	s.said.encouraged, s.said.encourager = m.Encouraged, to.Organisation
}

// learned tells of a course.
func (s *story) learned() {
	if s.now.Course {
		s.say(Drew, values{"ai_skill": s.now.Mind.Skill}, "They %s.", s.course())
	}
}

// course is what they do who take one.
func (s *story) course() string {
	which := "a"
	if s.now.Before.Trained {
		which = "another"
	}
	return fmt.Sprintf("take %s course in AI; their AI skill rises from %s to %s", which, scale(s.now.Before.Skill), scale(s.now.Mind.Skill))
}
