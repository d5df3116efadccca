package finding_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/atelier-sim/atelier/scenarios/finding"
)

// plainTexts are texts of people, of several scripts, that hold nothing odd.
var plainTexts = []string{
	"", "What if? <b> & \"quotes\" ]]> --> |`*_[x](y) =1+1", "עִבְרִית בְּרֵאשִׁ֖ית", "العربية ١٢٣", "می‌خواهم", "क्‍ष ন্ত", "සිංහල ශ්‍රී", "ภาษาไทย", "བོད་ཡིག", "日本語　全角 葛󠄀", "한국어",
	"Việt Nam", "e\u0301 a\u030a", "\u0600\u0661", "👩‍💻 👩🏽‍🎨 🏳️‍🌈 ❤️‍🔥 👨‍👩‍👧‍👦 1️⃣ ‼️ 🙂‍↔️ 🇮🇱", "½ – “x” … 5\u00a0% \u202f\u2009", "𝒳 𐤀",
}

// TestOdd: which texts are odd, what is odd of them and where.
func TestOdd(t *testing.T) {
	for _, text := range plainTexts {
		if at, what := finding.Odd(text, false); what != "" || finding.Named(text) != text || finding.Legible(text) != text {
			t.Errorf("%q: character %d is %s; want none", text, at, what)
		}
	}
	for text, want := range map[string]string{
		"\x1b[31m":                         "holds the control character U+001B as its character 1: delete it",
		"é\u009b31m":                       "holds the control character U+009B as its character 2: delete it",
		"a\x00":                            "holds the control character U+0000 as its character 2: delete it",
		"a\x7f":                            "holds the control character U+007F as its character 2: delete it",
		"a\tb":                             "holds a tab as its character 2: delete it",
		"a\r":                              "holds an end of a line (U+000D) as its character 2: delete it",
		"a\u2028b":                         "holds an end of a line (U+2028) as its character 2: delete it",
		"ab\u202egnp":                      "holds the mark of direction U+202E as its character 3: delete it",
		"\u2066":                           "holds the mark of direction U+2066 as its character 1: delete it",
		"א\u200f":                          "holds the mark of direction U+200F as its character 2: delete it",
		"\u061c":                           "holds the mark of direction U+061C as its character 1: delete it",
		"a\u200bb":                         "holds the invisible character U+200B as its character 2: delete it",
		"pay\u200dpal":                     "holds the invisible character U+200D as its character 4: delete it",
		"می\u200c":                         "holds the invisible character U+200C as its character 3: delete it",
		"soft\u00adhyphen":                 "holds the invisible character U+00AD as its character 5: delete it",
		"\ufeffx":                          "holds the invisible character U+FEFF as its character 1: delete it",
		"x\U000e0041":                      "holds the invisible character U+E0041 as its character 2: delete it",
		"x\ufe0f":                          "holds the invisible character U+FE0F as its character 2: delete it",
		"👩\ufe0f\ufe0f":                    "holds the invisible character U+FE0F as its character 3: delete it",
		"x\u3164":                          "holds the invisible character U+3164 as its character 2: delete it",
		"x\u2800":                          "holds the invisible character U+2800 as its character 2: delete it",
		"x\ue000":                          "holds the private character U+E000 as its character 2: delete it",
		"x\ufffe":                          "holds the private character U+FFFE as its character 2: delete it",
		"x\ufffd":                          "holds U+FFFD, which stands for a character that was lost, as its character 2: delete it",
		"caf\xe9":                          "holds the byte 0xe9, which is not UTF-8, as its character 4: delete it",
		"e" + strings.Repeat("\u0301", 11): "holds U+0301, one mark too many on a letter, as its character 12: delete it",
	} {
		if got := finding.Oddity(text, true); got != want {
			t.Errorf("%+q:\n got %s\nwant %s", text, got, want)
		}
	}
	if finding.Oddity("a\nb", true) != "" || finding.Oddity("a\nb", false) != "holds an end of a line (U+000A) as its character 2: delete it" {
		t.Error("an end of a line is not odd in a text of one line, or is in one of several")
	}
}

// TestOddEverywhere: of each character of Unicode between letters, what Named,
// Quoted and Legible show is not odd; no control, mark of direction or tag gets through.
func TestOddEverywhere(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) || r >= 0x1fb00 && r>>12 != 0xe0 && r%1009 != 0 { // ideographs, private planes and what is not given out
			continue
		}
		text := "a" + string(r) + "b"
		_, what := finding.Odd(text, false)
		if must := unicode.In(r, unicode.Cc, unicode.Co, unicode.Zl, unicode.Zp, unicode.Bidi_Control) || r >= 0xE0000 && r <= 0xE007F; must && what == "" {
			t.Errorf("U+%04X is let in", r)
		}
		if must := unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S, unicode.Zs) && !unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) && r != '\u2800' && r != '\ufffd'; must && what != "" {
			t.Errorf("U+%04X is refused: %s", r, what)
		}
		if what == "" {
			continue
		}
		for name, shown := range map[string]string{"Named": finding.Named(text), "Quoted": finding.Quoted(text), "Legible": finding.Legible(text)} {
			if _, still := finding.Odd(shown, true); still != "" || strings.ContainsRune(shown, r) && r != '\n' {
				t.Errorf("%s of U+%04X shows %+q", name, r, shown)
			}
		}
	}
}
