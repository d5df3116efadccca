package studytest

import "regexp"

// Never finds words that no text for readers may say: other names of the world without AI
// and of years of work, a signed number of persons, what no simulation shows, and numbers
// that are none.
var Never = regexp.MustCompile(`(?i)frozen (?:world|twin)|(?:against|minus) frozen|job-?years?\b|\byears? kept|[−+]\d[\d,.]* persons|\bsignifican(?:t|ce)|\bprove[sn]?\b|\bbest\b|\bwill\b|\bNaN\b|%!`)
