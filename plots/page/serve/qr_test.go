package serve

import (
	"image"
	"image/color"
	"strings"
	"testing"

	qr "github.com/piglig/go-qr"
)

// A camera that sees the half blocks reads the address.
func TestTheCodeSaysTheAddress(t *testing.T) {
	for _, address := range []string{"http://192.168.1.7:8080/", "http://[2001:db8::1234:5678:9abc]:65535/"} {
		text, err := qrCode(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := seen(t, text); got != address {
			t.Errorf("%s reads as %q", address, got)
		}
		if got := seen(t, strings.NewReplacer("\x1b[97;40m", "", "\x1b[0m", "").Replace(onScreen(text, true))); got != address {
			t.Errorf("on a terminal %s reads as %q", address, got)
		}
	}
}

// seen takes a picture of half blocks, four dots a module, and reads it.
func seen(t *testing.T, text string) string {
	t.Helper()
	rows := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	const dots = 4
	picture := image.NewGray(image.Rect(0, 0, len([]rune(rows[0]))*dots, 2*len(rows)*dots))
	for y, row := range rows {
		for x, block := range []rune(row) {
			for k, light := range []bool{block == '█' || block == '▀', block == '█' || block == '▄'} {
				for i := range dots * dots {
					if light {
						picture.SetGray(x*dots+i%dots, (2*y+k)*dots+i/dots, color.Gray{255})
					}
				}
			}
		}
	}
	read, err := qr.Decode(picture)
	if err != nil {
		t.Error(err)
	}
	return read
}
