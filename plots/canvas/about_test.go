package canvas

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"hash/crc32"
	"image/png"
	"maps"
	"strings"
	"testing"
	"unicode/utf16"
)

// hostile is a title that tries to end the element that it stands in, hides marks of
// direction and ends in what is no Unicode.
const hostile = "</metadata><script>a(\"x\")</script> & ]]> \u202egnp.\u200b (\\) \x00\x1b[2J\n\xff\U0001F3A8"

// said is what readers of metadata are told of it.
const said = "</metadata><script>a(\"x\")</script> & ]]> gnp. (\\)   [2J \ufffd\U0001F3A8"

// described is a sheet with nothing on it that says where it comes from.
func described(title string) Sheet {
	return Sheet{ID: "x", Title: title, About: About{Digest: strings.Repeat("5b", 32), Data: "tables/figure-x.csv"},
		Body: Body{Height: func(Size) float64 { return 40 }, Draw: func(Area, Size) {}}}
}

// drawn is a sheet in one format, which has to be the same bytes twice.
func drawn(t *testing.T, draw func(Size) ([]byte, error)) []byte {
	t.Helper()
	first, err := draw(Wide)
	if err != nil {
		t.Fatal(err)
	}
	if second, err := draw(Wide); err != nil || !bytes.Equal(first, second) {
		t.Errorf("drawn twice, it is other bytes (%v)", err)
	}
	return first
}

func TestAnSVGSaysWhereItComesFrom(t *testing.T) {
	svg := drawn(t, described(hostile).SVG)
	found, inside := map[string]string{}, ""
	for d := xml.NewDecoder(bytes.NewReader(svg)); ; {
		token, err := d.Token()
		if err != nil {
			if len(found) == 0 {
				t.Fatal(err)
			}
			break
		}
		switch x := token.(type) {
		case xml.StartElement:
			inside = x.Name.Local
			if strings.EqualFold(inside, "script") {
				t.Error("a title became an element")
			}
			if strings.HasPrefix(x.Name.Space, "http://purl.org/dc/") {
				found[inside] = ""
			}
		case xml.CharData:
			if _, of := found[inside]; of {
				found[inside] += string(x)
			}
		case xml.EndElement:
			inside = ""
		}
	}
	want := map[string]string{"title": said, "identifier": strings.Repeat("5b", 32), "source": "tables/figure-x.csv", "creator": "Atelier"}
	if !maps.Equal(found, want) {
		t.Errorf("it says %q, want %q", found, want)
	}
	bare := described("Bare")
	bare.About = About{}
	if strings.Contains(string(drawn(t, bare.SVG)), "<metadata") {
		t.Error("a drawing that knows nothing says something")
	}
}

func TestAPNGSaysWhereItComesFrom(t *testing.T) {
	file := drawn(t, described(hostile).PNG)
	if _, err := png.Decode(bytes.NewReader(file)); err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for rest := file[8:]; len(rest) > 0; {
		n := binary.BigEndian.Uint32(rest)
		chunk := rest[4 : 8+n]
		if crc32.ChecksumIEEE(chunk) != binary.BigEndian.Uint32(rest[8+n:]) {
			t.Fatalf("the chunk %q is damaged", chunk[:4])
		}
		if keyword, text, ok := bytes.Cut(chunk[4:], []byte("\x00\x00\x00\x00\x00")); ok && string(chunk[:4]) == "iTXt" {
			found[string(keyword)] = string(text)
		}
		rest = rest[12+n:]
	}
	want := map[string]string{"Title": said, "Digest": strings.Repeat("5b", 32), "Data": "tables/figure-x.csv", "Software": "Atelier"}
	if !maps.Equal(found, want) {
		t.Errorf("it says %q, want %q", found, want)
	}
}

func TestAPDFSaysWhereItComesFrom(t *testing.T) {
	file := drawn(t, described("Fewer \u202eorders\x00").PDF)
	for key, text := range map[string]string{"Title": "Fewer orders ", "Subject": "digest " + strings.Repeat("5b", 32), "Keywords": "tables/figure-x.csv"} {
		want := []byte("/" + key + " (\xfe\xff")
		for _, unit := range utf16.Encode([]rune(text)) {
			want = binary.BigEndian.AppendUint16(want, unit)
		}
		if !bytes.Contains(file, append(want, ')')) {
			t.Errorf("it does not say %s %q", key, text)
		}
	}
	drawn(t, described(hostile).PDF) // whatever a title holds, there is a file
}
