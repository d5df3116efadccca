package finding

import (
	"regexp"
	"strings"
)

// marks are what Markdown takes for more than letters.
var marks = strings.NewReplacer("\\", "\\\\", "|", "\\|", "*", "\\*", "_", "\\_", "`", "\\`", "<", "&lt;", ">", "&gt;", "[", "\\[", "]", "\\]", "\n", " ", "\r", " ", "~~", "\\~\\~")

// entity is what it takes for a character by its name, and opening what begins another
// block than a paragraph.
var (
	entity  = regexp.MustCompile(`&(#?\w+;)`)
	opening = regexp.MustCompile(`^(\d*)([-+#~=.)])`)
)

// Markdown is a text that Markdown shows as it is, on one line, behind others.
func Markdown(text string) string {
	return marks.Replace(entity.ReplaceAllString(text, "&amp;$1"))
}

// MarkdownParagraph is Markdown of a text that begins a line.
func MarkdownParagraph(text string) string {
	return opening.ReplaceAllString(strings.TrimLeft(Markdown(text), " "), `$1\$2`)
}
