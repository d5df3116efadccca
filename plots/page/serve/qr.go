package serve

import (
	"strings"

	qr "github.com/piglig/go-qr"
)

// quiet is how many light modules stand around a QR code: with fewer, cameras do not find it.
const quiet = 4

// qrCode is a text as a QR code of half blocks, two rows of modules a line, light ones
// filled: as most screens write light on dark. A telephone reads the reverse as well.
func qrCode(text string) (string, error) {
	code, err := qr.EncodeText(text, qr.Low)
	if err != nil {
		return "", err
	}
	light := func(x, y int) bool { return !code.Module(x, y) } // beside the code is light
	var b strings.Builder
	for y := -quiet; y < code.Size()+quiet; y += 2 {
		for x := -quiet; x < code.Size()+quiet; x++ {
			switch {
			case light(x, y) && light(x, y+1):
				b.WriteRune('█')
			case light(x, y):
				b.WriteRune('▀')
			case light(x, y+1):
				b.WriteRune('▄')
			default:
				b.WriteByte(' ')
			}
		}
		b.WriteByte('\n')
	}
	return b.String(), nil
}

// onScreen is a code in white on black, whatever the colours of a terminal are.
func onScreen(code string, terminal bool) string {
	if !terminal {
		return code
	}
	var b strings.Builder
	for row := range strings.Lines(code) {
		b.WriteString("\x1b[97;40m" + strings.TrimSuffix(row, "\n") + "\x1b[0m\n")
	}
	return b.String()
}
