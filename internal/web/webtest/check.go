package webtest

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Check reads a whole page and returns what is wrong with it, each with the
// place; nothing means that it passed. It looks for: lang, a title, exactly one
// h1, headings that skip no level, unique ids, labelled fields, buttons and
// links with words, references that lead somewhere (for, aria-describedby,
// #fragments), errors tied to their fields, tables with caption and headed
// columns, images with alt, and no inline script, style or handler.
func Check(page io.Reader) []string {
	root, err := html.Parse(page)
	if err != nil {
		return []string{"not HTML: " + err.Error()}
	}
	c := &checker{ids: map[string]*html.Node{}, labelled: map[string]bool{}}
	c.collect(root)
	for _, n := range c.nodes {
		c.element(n)
	}
	c.page()
	return c.wrong
}

type checker struct {
	nodes     []*html.Node
	ids       map[string]*html.Node
	labelled  map[string]bool // ids named by <label for>
	described []string
	headings  []int
	wrong     []string
}

func (c *checker) say(n *html.Node, format string, args ...any) {
	c.wrong = append(c.wrong, where(n)+": "+fmt.Sprintf(format, args...))
}

func where(n *html.Node) string {
	s := "<" + n.Data
	for _, a := range n.Attr {
		if a.Key == "id" || a.Key == "name" || a.Key == "class" || a.Key == "href" {
			s += fmt.Sprintf(" %s=%q", a.Key, a.Val)
		}
	}
	return s + ">"
}

func (c *checker) collect(n *html.Node) {
	if n.Type == html.ElementNode {
		c.nodes = append(c.nodes, n)
		if id, ok := attr(n, "id"); ok {
			if id == "" {
				c.say(n, "empty id")
			} else if c.ids[id] != nil {
				c.say(n, "id %q is used twice", id)
			}
			c.ids[id] = n
		}
		if id, ok := attr(n, "for"); ok && n.Data == "label" {
			c.labelled[id] = true
		}
		if d, ok := attr(n, "aria-describedby"); ok {
			c.described = append(c.described, strings.Fields(d)...)
		}
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		c.collect(k)
	}
}

func (c *checker) page() {
	if n := slices.IndexFunc(c.nodes, func(n *html.Node) bool { return n.Data == "title" && text(n) != "" }); n < 0 {
		c.wrong = append(c.wrong, "no <title>")
	}
	ones, last := 0, 0
	for _, h := range c.headings {
		if h == 1 {
			ones++
		}
		if last > 0 && h > last+1 {
			c.wrong = append(c.wrong, fmt.Sprintf("heading h%d follows h%d", h, last))
		}
		last = h
	}
	if ones != 1 {
		c.wrong = append(c.wrong, fmt.Sprintf("%d h1, want exactly one", ones))
	}
}

func (c *checker) element(n *html.Node) {
	c.inline(n)
	c.references(n)
	switch n.Data {
	case "html":
		if lang, _ := attr(n, "lang"); lang == "" {
			c.say(n, "no lang")
		}
	case "h1", "h2", "h3", "h4", "h5", "h6":
		c.headings = append(c.headings, int(n.Data[1]-'0'))
		c.named(n)
	case "input", "select", "textarea":
		c.field(n)
	case "a", "button", "summary", "legend", "label", "th", "option":
		c.named(n)
	case "img":
		if _, ok := attr(n, "alt"); !ok {
			c.say(n, "no alt")
		}
	case "table":
		c.table(n)
	case "fieldset":
		if find(n, "legend") == nil {
			c.say(n, "no legend")
		}
	case "form":
		if m, _ := attr(n, "method"); strings.EqualFold(m, "get") && find(n, "input[type=password]") != nil {
			c.say(n, "a password would go into the address")
		}
	}
	if class, _ := attr(n, "class"); slices.Contains(strings.Fields(class), "govuk-error-message") {
		if id, _ := attr(n, "id"); id == "" || !slices.Contains(c.described, id) {
			c.say(n, "no field is described by this error")
		}
	}
}

func (c *checker) inline(n *html.Node) {
	for _, a := range n.Attr {
		switch {
		case strings.HasPrefix(a.Key, "on") || strings.HasPrefix(a.Key, "hx-on"):
			c.say(n, "inline handler %s", a.Key)
		case a.Key == "style":
			c.say(n, "inline style")
		case (a.Key == "href" || a.Key == "src" || a.Key == "action") && strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:"):
			c.say(n, "script in %s", a.Key)
		}
	}
	if _, ok := attr(n, "src"); n.Data == "style" || n.Data == "script" && !ok {
		c.say(n, "inline %s", n.Data)
	}
}

func (c *checker) references(n *html.Node) {
	for _, key := range []string{"aria-describedby", "aria-labelledby", "aria-controls", "for"} {
		v, ok := attr(n, key)
		if !ok {
			continue
		}
		for _, id := range strings.Fields(v) {
			if c.ids[id] == nil {
				c.say(n, "%s names %q, which is not there", key, id)
			}
		}
	}
	if href, _ := attr(n, "href"); n.Data == "a" && len(href) > 1 && href[0] == '#' && c.ids[href[1:]] == nil {
		c.say(n, "leads to %q, which is not there", href)
	}
}

func (c *checker) field(n *html.Node) {
	kind, _ := attr(n, "type")
	if kind == "hidden" || kind == "submit" {
		return
	}
	id, _ := attr(n, "id")
	aria, _ := attr(n, "aria-label")
	by, _ := attr(n, "aria-labelledby")
	if !c.labelled[id] && aria == "" && by == "" && !inside(n, "label") {
		c.say(n, "no label")
	}
	if bad, _ := attr(n, "aria-invalid"); bad == "true" {
		if d, _ := attr(n, "aria-describedby"); d == "" {
			c.say(n, "invalid, but no error describes it")
		}
	}
	if name, _ := attr(n, "name"); name == "" {
		c.say(n, "no name: it is never sent")
	}
}

func (c *checker) named(n *html.Node) {
	aria, _ := attr(n, "aria-label")
	if text(n) == "" && aria == "" && find(n, "img") == nil {
		if v, ok := attr(n, "value"); n.Data == "option" && ok && v == "" {
			return
		}
		c.say(n, "no words")
	}
}

func (c *checker) table(n *html.Node) {
	if caption := find(n, "caption"); caption == nil || text(caption) == "" {
		c.say(n, "no caption")
	}
	if th := find(n, "th"); th == nil {
		c.say(n, "no headed column or row")
	} else if scope, _ := attr(th, "scope"); scope == "" {
		c.say(th, "no scope")
	}
}

func attr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func inside(n *html.Node, tag string) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Data == tag {
			return true
		}
	}
	return false
}

// find is the first descendant with a tag; "input[type=x]" also asks the type.
func find(n *html.Node, tag string) *html.Node {
	name, kind, typed := strings.Cut(strings.TrimSuffix(tag, "]"), "[type=")
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if k.Type == html.ElementNode && k.Data == name {
			if t, _ := attr(k, "type"); !typed || t == kind {
				return k
			}
		}
		if f := find(k, tag); f != nil {
			return f
		}
	}
	return nil
}

// text is what can be read in n, with single spaces.
func text(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		if n.Data == "script" || n.Data == "style" {
			return
		}
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			walk(k)
		}
		if n.Type == html.ElementNode && block(n.Data) {
			b.WriteByte(' ')
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

func block(tag string) bool {
	switch tag {
	case "a", "b", "strong", "em", "i", "span", "code", "kbd", "time", "small", "abbr", "sup", "sub":
		return false
	}
	return true
}
