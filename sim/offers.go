package sim

import (
	"math"
	"slices"

	"github.com/atelier-sim/atelier/sim/num"
)

// An offer is what clients see of a freelancer, in one word: from the lowest bit
// 32 made of the id, 5 of the occupation, one for being there, two of the time left
// (0: none, 3: more than two thirds), 12 of the hours of a work over those without
// AI, in 2^-12, and 12 of the quality over the usual of the start, in 2^-9.
const (
	offerHere    uint64 = 1 << 37
	offerLeft           = 38
	mostLeft            = 3
	offerHours          = 40
	offerQuality        = 52
	hoursUnit           = 1<<12 - 1
	qualityUnit         = 1 << 9
)

// makeOffer packs an offer: left is the share of time that is left, saved that of
// hours that AI saves, quality is over the usual.
func makeOffer(id uint64, occupation uint8, left, saved, quality float64) uint64 {
	v := uint64(shownID(id)) | uint64(occupation)<<32 | offerHere
	v |= uint64(math.Ceil(mostLeft*clamp(left))) << offerLeft
	hours := uint64(float64((1-saved)*hoursUnit) + 0.5)
	worth := uint64(float64(clamp(quality/8)*(1<<12-1)) + 0.5)
	return v | hours<<offerHours | worth<<offerQuality
}

// shownID is 32 bits of an id by which clients know a person again. The id is mixed,
// for the month in which somebody came stands in its upper half (personID), and
// whoever took a place would often be taken for the person before.
func shownID(id uint64) uint32 { return uint32(id * 0x9e3779b97f4a7c15 >> 32) }

// seller tells whether an offer is of this occupation, and of whom.
func seller(offer uint64, occupation uint8) bool {
	return offer&offerHere != 0 && uint8(offer>>32&31) == occupation
}

// timeLeft is in thirds, rounded up: 0 is none.
func timeLeft(offer uint64) uint64 { return offer >> offerLeft & mostLeft }

// hoursOf is the hours of a work as an offer tells them, below hourSteps.
func hoursOf(offer uint64) uint64 { return offer >> offerHours % hourSteps }

const hourSteps = hoursUnit + 1

// lnHours and lnQuality are logs of what an offer says, against the start, out of
// tables: an offer is read more often than it has values.
func lnHours(offer uint64) float64   { return lnOfHours[hoursOf(offer)] }
func lnQuality(offer uint64) float64 { return lnOfQuality[offer>>offerQuality] }

var lnOfHours, lnOfQuality = offerLogs()

func offerLogs() (hours, quality [1 << 12]float64) {
	for k := range hours {
		hours[k] = num.Log(float64(k) / hoursUnit)
		quality[k] = num.Log((float64(k) + 0.5) / qualityUnit)
	}
	return hours, quality
}

// offer is what a freelancer shows to clients this month: who was full last
// month takes nobody new.
func (w *World) offer(c *Rows, i int, quality, saved float64) uint64 {
	usual := w.Occupations[c.Occupation[i]].CraftBase
	if usual == 0 {
		usual = float64(c.Craft[i]) // before the first measurement
	}
	left := 1.0
	if room := float64(c.Output[i]); room > 0 {
		left = 1 - float64(c.Book[i]&bookMask)/room
	}
	return makeOffer(c.ID[i], c.Occupation[i], left, saved, quality/usual)
}

// hoursWanted is how much a person wants to work as a freelancer, over the mean:
// many do it beside another job, a few much more. With u uniform it is 5 u^4, so
// that a tenth has two fifths of all hours.
func (w *World) hoursWanted(id uint64) float64 {
	u := w.Trait(drawHours).Uniform(id)
	return 5 * float64(u*u*float64(u*u))
}

// listSellers joins the chunks' lists of freelancers, in the order of rows.
func (w *World) listSellers() {
	h := &w.hiring
	for o := range w.Occupations {
		h.sellers[o] = h.sellers[o][:0]
	}
	for i := range h.chunks {
		for _, row := range h.chunks[i].sellers {
			o := w.Creatives.Occupation[row]
			h.sellers[o] = append(h.sellers[o], row)
		}
	}
	for o := range w.Occupations {
		h.sellers[o] = slices.Clip(h.sellers[o])
	}
}
