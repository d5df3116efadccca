package page

import "context"

// A Part is some replicates of a choice: those from From up to To, counted from 0. Several
// desks may play the parts of a picture side by side, and one that gets the others' parcels
// then draws it without playing anything.
type Part struct {
	Link string `json:"link"`
	From int    `json:"from"`
	To   int    `json:"to"`
}

// PlayPart plays a part onto the desk's shelf.
func (d *Desk) PlayPart(ctx context.Context, p Part) error {
	c := Read(p.Link)
	p.To = min(p.To, c.Scenario.Options.Replicates)
	if p.From < 0 || p.From >= p.To {
		return nil // there are no such replicates
	}
	var tick int64
	_, f, err := d.prepared(c, d.Workers, false)
	if err != nil {
		return err
	}
	f.Skip = p.From
	return d.run(ctx, f, p.To, &tick)
}

// Pack is a parcel of what the desk played and that was in none before.
func (d *Desk) Pack() []byte { return d.shelf.Pack() }

// Unpack takes a parcel of another desk of the same program.
func (d *Desk) Unpack(parcel []byte) error { return d.shelf.Unpack(parcel) }
