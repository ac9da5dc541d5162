package archtest

import (
	"go/ast"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	all := packages(t)
	for _, dir := range inOrder(all) {
		begin, where := "Package "+path.Base(dir)+" ", "doc.go"
		if name := all[dir][0].syntax.Name.Name; name == "main" {
			begin, where = "Command "+path.Base(dir)+" ", "main.go"
		}
		doc := ""
		for _, f := range all[dir] {
			if path.Base(f.name) == where {
				doc = f.syntax.Doc.Text()
			}
		}
		if !strings.HasPrefix(doc, begin) {
			t.Errorf("%s: the comment of the package in %s does not begin with %q", dir, where, begin)
		}
	}
}

func TestEveryExportedNameIsExplained(t *testing.T) {
	all := packages(t)
	for _, dir := range inOrder(all) {
		for _, f := range all[dir] {
			if f.test() {
				continue
			}
			for _, declaration := range f.syntax.Decls {
				for _, name := range unexplained(declaration) {
					t.Errorf("%s: %s is exported and has no comment", f.where(name), name.Name)
				}
			}
		}
	}
}

// unexplained returns the exported names of a declaration that no comment explains. A comment
// above a group explains all of it.
func unexplained(declaration ast.Decl) []*ast.Ident {
	switch d := declaration.(type) {
	case *ast.FuncDecl:
		if d.Doc == nil && d.Name.IsExported() && ofExportedType(d) {
			return []*ast.Ident{d.Name}
		}
	case *ast.GenDecl:
		if d.Doc != nil {
			return nil
		}
		var out []*ast.Ident
		for _, spec := range d.Specs {
			out = append(out, unexplainedSpec(spec)...)
		}
		return out
	}
	return nil
}

func unexplainedSpec(spec ast.Spec) []*ast.Ident {
	var names []*ast.Ident
	switch s := spec.(type) {
	case *ast.TypeSpec:
		if s.Doc == nil && s.Comment == nil {
			names = []*ast.Ident{s.Name}
		}
	case *ast.ValueSpec:
		if s.Doc == nil && s.Comment == nil {
			names = s.Names
		}
	}
	return slices.DeleteFunc(slices.Clone(names), func(n *ast.Ident) bool { return !n.IsExported() })
}

// ofExportedType reports whether a function is no method, or one that other packages can call by
// the name of its type.
func ofExportedType(d *ast.FuncDecl) bool {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return true
	}
	of := d.Recv.List[0].Type
	if star, ok := of.(*ast.StarExpr); ok {
		of = star.X
	}
	if generic, ok := of.(*ast.IndexExpr); ok {
		of = generic.X
	}
	name, ok := of.(*ast.Ident)
	return ok && name.IsExported()
}

func TestNoPackageIsADrawer(t *testing.T) {
	drawers := []string{"util", "utils", "common", "helper", "helpers", "misc", "base", "shared", "manager", "lib"}
	for dir := range packages(t) {
		if slices.Contains(drawers, path.Base(dir)) {
			t.Errorf("%s: a package is named after what it knows, not after having no better place", dir)
		}
	}
}

// mayInit are the packages that may have functions called init, and why.
var mayInit = map[string]string{
	"internal/problem": "each file of codes adds its own to the one registry",
}

func TestNothingHappensByImporting(t *testing.T) {
	all := packages(t)
	for _, dir := range inOrder(all) {
		for _, f := range all[dir] {
			for _, declaration := range f.syntax.Decls {
				d, ok := declaration.(*ast.FuncDecl)
				if ok && d.Recv == nil && d.Name.Name == "init" && mayInit[dir] == "" {
					t.Errorf("%s: func init", f.where(d))
				}
			}
		}
	}
}

func TestFilesAndPackagesStaySmall(t *testing.T) {
	const mostInFile, mostCodeInPackage = 500, 3000
	all := packages(t)
	for _, dir := range inOrder(all) {
		sum := 0
		for _, f := range all[dir] {
			if f.lines > mostInFile {
				t.Errorf("%s has %d lines; split it by what it is about", f.name, f.lines)
			}
			if !f.test() {
				sum += f.code
			}
		}
		if sum > mostCodeInPackage {
			t.Errorf("%s has %d lines of code; it is more than one room", dir, sum)
		}
	}
}

// traces are what only the machine that wrote a file could know, or needs to.
var traces = []*regexp.Regexp{
	regexp.MustCompile(`(^|[\s"'(=` + "`" + `])/(work|home|root|tmp|Users|var/folders|mnt)/\w`),
	regexp.MustCompile(`[A-Za-z]:\\Users\\`),
	regexp.MustCompile(`proxy\.golang\.org|sum\.golang\.org|goproxy\.\w+|registry\.npmjs\.org|pypi\.org/simple`),
	regexp.MustCompile(`\blocalhost:\d|\b10\.\d+\.\d+\.\d+\b|\b192\.168\.\d+\.\d+\b`),
}

func TestNoTraceOfAMachine(t *testing.T) {
	walk(t, func(name string) {
		data := read(t, name)
		if slices.Contains([]string{".xlsx", ".ico", ".png", ".gz"}, path.Ext(name)) || path.Base(name) == "go.sum" {
			return
		}
		for number, line := range strings.Split(string(data), "\n") {
			for _, trace := range traces {
				if found := trace.FindString(line); found != "" {
					t.Errorf("%s:%d: %q belongs to one machine", name, number+1, found)
				}
			}
		}
	})
}

func TestTraces(t *testing.T) {
	bad := []string{"see /" + "home/anna/x", `"/` + `tmp/out"`, "https://proxy." + "golang.org", "listens on localhost" + ":8080"}
	for _, line := range bad {
		if !slices.ContainsFunc(traces, func(r *regexp.Regexp) bool { return r.MatchString(line) }) {
			t.Errorf("%q was not found", line)
		}
	}
	good := []string{"https://example.org/home/page", "a/tmp/b", "golang.org/x/text", "10 days, 1.2.3"}
	for _, line := range good {
		if slices.ContainsFunc(traces, func(r *regexp.Regexp) bool { return r.MatchString(line) }) {
			t.Errorf("%q was taken for the trace of a machine", line)
		}
	}
}
