package canvas

import (
	"image/color"
	"math"
	"testing"
)

func TestColoursAreReadOnTheirPaper(t *testing.T) {
	for name, p := range map[string]Palette{"light": Light, "dark": Dark} {
		for _, c := range p.colours() {
			if c == p.Paper || c == p.Grid {
				continue
			}
			if got := contrast(Hex(c), Hex(p.Paper)); got < 4.5 {
				t.Errorf("%s on %s paper: contrast %.2f", c, name, got)
			}
		}
	}
}

// Numbers on the grounds of cells are ink, on the strongest shade of a gain and of a loss.
func TestNumbersOnCellsAreReadInLightAndDark(t *testing.T) {
	for name, p := range map[string]Palette{"light": Light, "dark": Dark} {
		for _, hex := range []string{p.Series[0], p.Series[1], p.Reference} {
			ground, paper := Hex(hex), Hex(p.Paper)
			mix := func(a, b uint8) uint8 { return uint8(Strongest*float64(a) + (1-Strongest)*float64(b)) }
			shown := color.NRGBA{R: mix(ground.R, paper.R), G: mix(ground.G, paper.G), B: mix(ground.B, paper.B), A: 255}
			if got := contrast(Hex(p.Ink), shown); got < 4.5 {
				t.Errorf("%s: ink on the strongest ground of %s has contrast %.2f", name, hex, got)
			}
		}
	}
}

func TestEveryColourHasOneDarkCounterpart(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range Pairs() {
		if seen[p[0]] {
			t.Errorf("%s has two roles", p[0])
		}
		seen[p[0]] = true
	}
}

// sight turns linear red, green and blue into what an eye without one kind of
// cone sees: Machado, Oliveira and Fernandes 2009, IEEE TVCG 15, 1291-1298,
// severity 1.
var sight = map[string][9]float64{
	"normal": {1, 0, 0, 0, 1, 0, 0, 0, 1},
	"protan": {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
	"deutan": {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
	"tritan": {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900},
}

// lab is a colour as seen, in CIE L*a*b* (D65).
func lab(c color.NRGBA, m [9]float64) [3]float64 {
	r, g, b := linear(c.R), linear(c.G), linear(c.B)
	clip := func(v float64) float64 { return min(max(v, 0), 1) }
	x := clip(m[0]*r + m[1]*g + m[2]*b)
	y := clip(m[3]*r + m[4]*g + m[5]*b)
	z := clip(m[6]*r + m[7]*g + m[8]*b)
	f := func(v float64) float64 {
		if v > 216.0/24389 {
			return math.Cbrt(v)
		}
		return (v*24389/27 + 16) / 116
	}
	fx := f((0.4124564*x + 0.3575761*y + 0.1804375*z) / 0.95047)
	fy := f(0.2126729*x + 0.7151522*y + 0.0721750*z)
	fz := f((0.0193339*x + 0.1191920*y + 0.9503041*z) / 1.08883)
	return [3]float64{116*fy - 16, 500 * (fx - fy), 200 * (fy - fz)}
}

// apart is the CIE 1976 difference of two colours to an eye.
func apart(a, b string, eye [9]float64) float64 {
	p, q := lab(Hex(a), eye), lab(Hex(b), eye)
	return math.Sqrt((p[0]-q[0])*(p[0]-q[0]) + (p[1]-q[1])*(p[1]-q[1]) + (p[2]-q[2])*(p[2]-q[2]))
}

func TestSeriesAreToldApartByEveryEye(t *testing.T) {
	for name, p := range map[string]Palette{"light": Light, "dark": Dark} {
		for eye, m := range sight {
			all := append(p.Series[:], p.Reference)
			for i, a := range all {
				for _, b := range all[:i] {
					if d := apart(a, b, m); d < 20 {
						t.Errorf("%s, %s eyes: %s and %s are %.1f apart", name, eye, a, b, d)
					}
				}
			}
			for i := 1; i < len(p.Ordinal); i++ { // neighbours of an order, told by lightness
				if d := apart(p.Ordinal[i], p.Ordinal[i-1], m); d < 10 {
					t.Errorf("%s, %s eyes: ordinal %d and %d are %.1f apart", name, eye, i-1, i, d)
				}
			}
		}
	}
}

func TestHexReadsWhatItWrites(t *testing.T) {
	for _, c := range Light.colours() {
		if got := hexOf(Hex(c)); got != c {
			t.Errorf("%s is read as %s", c, got)
		}
	}
	for _, bad := range []string{"", "red", "#12345", "#GGGGGG"} {
		if Hex(bad) != (color.NRGBA{A: 255}) {
			t.Errorf("%q is not black", bad)
		}
	}
}
