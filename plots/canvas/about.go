package canvas

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"hash/crc32"
	"strings"
	"unicode"
)

// About is where a drawing comes from, for the metadata of its file: what it is not
// told stays out.
type About struct {
	Digest string // of what was played
	Data   string // file in which the values stand
}

// fact is a name and a text of the metadata.
type fact struct{ name, text string }

// facts are what a file says of itself, in plain letters.
func (s Sheet) facts(title, digest, data string) []fact {
	var list []fact
	for _, f := range []fact{{title, s.Title}, {digest, s.About.Digest}, {data, s.About.Data}} {
		if f.text = plain(f.text); f.text != "" {
			list = append(list, f)
		}
	}
	return list
}

// plain is a text without what could make a reader of metadata see another one:
// control characters become blanks, marks that cannot be seen (of direction, for
// instance) go, and what is not Unicode is U+FFFD.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, text)
}

// metadata is the element of an SVG that says where it comes from, in the Dublin Core
// that drawing programs and catalogues read; "" for a drawing that does not know.
func (s Sheet) metadata() string {
	if s.About == (About{}) {
		return ""
	}
	var b bytes.Buffer
	b.WriteString(`<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description rdf:about="">`)
	for _, f := range append(s.facts("dc:title", "dc:identifier", "dc:source"), fact{"dc:creator", creator}) {
		b.WriteString("<" + f.name + ">")
		_ = xml.EscapeText(&b, []byte(f.text)) // a bytes.Buffer never fails
		b.WriteString("</" + f.name + ">")
	}
	b.WriteString("</rdf:Description></rdf:RDF></metadata>\n")
	return b.String()
}

// creator is who drew it.
const creator = "Atelier"

// pngHead is the length of what stands first in every PNG: its signature and the
// chunk of its size.
const pngHead = 8 + 25

// withFacts puts a chunk of text for each fact into a PNG, behind its head.
func (s Sheet) withFacts(png []byte) []byte {
	out := append([]byte(nil), png[:pngHead]...)
	for _, f := range append(s.facts("Title", "Digest", "Data"), fact{"Software", creator}) {
		// keyword, no compression, no language, no translated keyword, text
		chunk := []byte("iTXt" + f.name + "\x00\x00\x00\x00\x00" + f.text)
		out = binary.BigEndian.AppendUint32(out, uint32(len(chunk)-4))
		out = append(out, chunk...)
		out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(chunk))
	}
	return append(out, png[pngHead:]...)
}
