package atelier_test

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// outgoing are what a package that can reach a network offers for it; whatever else it offers
// listens, or reads and writes addresses.
var outgoing = map[string]*regexp.Regexp{
	"net":                        regexp.MustCompile(`^(Dial\w*|Lookup\w*|Resolve\w*|DefaultResolver|ListenPacket|ListenUDP|ListenMulticastUDP)$`),
	"net/http":                   regexp.MustCompile(`^(Get|Head|Post|PostForm|Client|DefaultClient|Transport|DefaultTransport|NewRequest\w*)$`),
	"net/http/httputil":          regexp.MustCompile(`.`),
	"net/rpc":                    regexp.MustCompile(`.`),
	"net/rpc/jsonrpc":            regexp.MustCompile(`.`),
	"net/smtp":                   regexp.MustCompile(`.`),
	"log/syslog":                 regexp.MustCompile(`.`),
	"crypto/tls":                 regexp.MustCompile(`^(Dial\w*|Client)$`),
	"syscall":                    regexp.MustCompile(`^(Connect\w*|Sendto|Sendmsg\w*|Socket)$`),
	"golang.org/x/sys/unix":      regexp.MustCompile(`^(Connect\w*|Sendto|Sendmsg\w*|Socket)$`),
	"golang.org/x/sys/windows":   regexp.MustCompile(`^(Connect\w*|Sendto|WSASend\w*|Socket|WSASocket)$`),
	"golang.org/x/net/http2":     regexp.MustCompile(`^(Transport|ClientConn|ConfigureTransport\w*)$`),
	"golang.org/x/net/websocket": regexp.MustCompile(`.`),
}

// goesOut lists the places of a file at which it could reach out to another machine.
func goesOut(set *token.FileSet, file *ast.File) []string {
	means, found := map[string]string{}, []string{}
	for _, spec := range file.Imports {
		path, _ := strconv.Unquote(spec.Path.Value)
		switch {
		case outgoing[path] == nil:
		case spec.Name == nil:
			means[path[strings.LastIndex(path, "/")+1:]] = path
		case spec.Name.Name == ".":
			found = append(found, set.Position(spec.Pos()).String()+": "+path+" by a dot")
		case spec.Name.Name != "_":
			means[spec.Name.Name] = path
		}
	}
	ast.Inspect(file, func(node ast.Node) bool {
		selector, ok := node.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		name, ok := selector.X.(*ast.Ident)
		if path := means[nameOf(name, ok)]; path != "" && outgoing[path].MatchString(selector.Sel.Name) {
			found = append(found, set.Position(selector.Pos()).String()+": "+path+"."+selector.Sel.Name)
		}
		return true
	})
	return found
}

// nameOf is an identifier's name, "" where there is none.
func nameOf(name *ast.Ident, is bool) string {
	if !is {
		return ""
	}
	return name.Name
}

// Nothing that the program is made of, its own or a module's, can open a connection, look a
// name up or send a packet, but for Go's library itself and the wrappers of system calls.
func TestNothingReachesOutToAnotherMachine(t *testing.T) {
	if testing.Short() {
		t.Skip("asks Go what the program is linked with")
	}
	list := exec.CommandContext(t.Context(), "go", "list", "-deps", "-json=ImportPath,Dir,Standard,GoFiles,CgoFiles,Imports", "./cmd/atelier")
	text, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	looked := map[string]bool{}
	for d := json.NewDecoder(strings.NewReader(string(text))); ; {
		var p struct {
			ImportPath, Dir            string
			Standard                   bool
			GoFiles, CgoFiles, Imports []string
		}
		err := d.Decode(&p)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if p.Standard || strings.HasPrefix(p.ImportPath, "golang.org/x/sys/") || !slices.ContainsFunc(p.Imports, func(path string) bool { return outgoing[path] != nil }) {
			continue
		}
		looked[p.ImportPath] = true
		set := token.NewFileSet()
		for _, name := range append(p.GoFiles, p.CgoFiles...) {
			file, err := parser.ParseFile(set, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, place := range goesOut(set, file) {
				t.Errorf("%s could reach out to another machine; a run asks nobody, so do without it", place)
			}
		}
	}
	if !looked[module+"/plots/page/serve"] || !looked["github.com/spf13/pflag"] {
		t.Errorf("of those that know of networks only these were looked at: %v", looked)
	}
}

func TestWhatReachesOutIsSeen(t *testing.T) {
	for _, c := range []struct {
		code string
		seen bool
	}{
		{`import "net"; var f = net.Dial`, true},
		{`import "net"; var f = net.DialTimeout`, true},
		{`import "net"; var d net.Dialer`, true},
		{`import n "net"; var f = n.LookupHost`, true},
		{`import . "net"; var f = Dial`, true},
		{`import "net/http"; var f = http.Get`, true},
		{`import "net/http"; var c = &http.Client{}`, true},
		{`import "net/smtp"; var f = smtp.SendMail`, true},
		{`import "syscall"; var f = syscall.Connect`, true},
		{`import "golang.org/x/sys/unix"; var f = unix.Sendto`, true},
		{`import "net"; var f = net.Listen`, false},
		{`import "net"; var f = net.ParseIP`, false},
		{`import "net/http"; var s http.Server`, false},
		{`import "net/url"; var f = url.Parse`, false},
		{`import "syscall"; var s = syscall.SIGTERM`, false},
		{`var net struct{ Dial int }; var f = net.Dial`, false},
	} {
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, "p.go", "package p; "+c.code, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		if found := goesOut(set, file); (len(found) > 0) != c.seen {
			t.Errorf("%s\nfound %q", c.code, found)
		}
	}
}
