package main

import (
	"crypto/sha256"
	"fmt"
	"regexp"
	"strings"
)

// compatible are the licences of what may be handed on with a program under the MIT licence, each
// with what it asks for.
var compatible = map[string]string{
	"MIT":             "its text goes along",
	"BSD-2-Clause":    "its text goes along",
	"BSD-3-Clause":    "its text goes along, and names advertise nothing",
	"Apache-2.0":      "its text and the NOTICE go along",
	"FTL":             "its text and a word of thanks go along; the other choice, the GPL, is not taken",
	"OFL-1.1":         "its text goes along, and the fonts are not sold by themselves or changed under their names",
	"CC-BY-4.0":       "its text and the author's name go along; the code is linked as it is",
	"Go-patent-grant": "Google's patents are licensed for Go; who sues over them loses that",
}

// known are the texts that somebody has read, by their digest: what they are.
var known = map[string]string{
	"0cf21bdfd1964a97": "MIT",
	"118b356b24ba58c0": "MIT", // with the name of what it is about
	"18afca07fa65a007": "MIT", // after a word on which files
	"986c3c3199a93b91": "BSD-2-Clause",
	"81161289345e8c19": "BSD-3-Clause", // as Go has it
	"1ab4b0d317c894ec": "BSD-3-Clause", // of the copyright holder
	"3c629535fa35eadf": "BSD-3-Clause", // as Gonum has it
	"51a78882a6742970": "BSD-3-Clause", // as fsnotify has it
	"56918fe96c445546": "BSD-3-Clause", // of two universities
	"e87dea5078ce2faa": "Apache-2.0",
	"37599287c15c2f2e": "Apache-2.0",                          // without its appendix
	"13ba29610a1a71d1": "Apache-2.0",                          // with a word on Apache Parquet
	"7a46cf4a5d56898d": "Apache-2.0",                          // a NOTICE
	"6827250b613ff8b1": "Apache-2.0 AND MIT",                  // a NOTICE of files
	"1083d3dcf348b543": "Apache-2.0 AND MIT",                  // by files
	"b35e982c588796b5": "Apache-2.0 AND BSD-3-Clause AND MIT", // by folders
	"698df229838f6af2": "FTL",                                 // or the GPL, by choice
	"d91eefc1244ca0c1": "FTL",
	"63d202830f3cf724": "OFL-1.1",
	"5ce1974840d7d766": "CC-BY-4.0",
	"3d78fa8b65ee65b0": "CC-BY-4.0", // says where it stands
	"d61b69377a234fe2": "Go-patent-grant",
}

var (
	// rightsLine is a line of a licence that says whose it is. It has room for a name and no more.
	rightsLine = regexp.MustCompile(`(?im)^[ \t]*(copyright[: ]*)?(\(c\)|©|copyright)[ ©]*(\d{4}|\[yyyy\]|\{yyyy\})[^\n]{0,70}$`)
	// titleLine is a line that is the licence's name.
	titleLine = regexp.MustCompile(`(?im)^[ \t]*(all rights reserved\.?|(the )?mit license( \(mit\))?:?|bsd [23]-clause license)[ \t]*$`)
	// endorser is whose name advertises nothing.
	endorser = regexp.MustCompile(`(?is)neither the names? of .{1,80}? nor the names of`)
	// between is what stands between words.
	between = regexp.MustCompile(`[^\pL\pN]+`)
)

// digestOf is the digest of a licence's words but for the names in it.
func digestOf(text string) string {
	text = titleLine.ReplaceAllString(rightsLine.ReplaceAllString(text, ""), "")
	text = endorser.ReplaceAllString(text, "neither the name of nor the names of")
	words := strings.TrimSpace(between.ReplaceAllString(strings.ToLower(text), " "))
	return fmt.Sprintf("%x", sha256.Sum256([]byte(words)))[:16]
}

// recognise tells under which licence, or licences, a text is; "" where nobody has read it.
func recognise(text string) string { return known[digestOf(text)] }
