package browsertest

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"motcua/internal/present"
)

// Screenshot writes the whole page as NAME.png into the folder that
// MOTCUA_SHOTS names, or else one that is gone after the test, and returns the
// file's path. The width is in CSS pixels; 0 keeps that of the page.
func (p *Page) Screenshot(name string, width int64) string {
	p.t.Helper()
	folder := os.Getenv("MOTCUA_SHOTS")
	if folder == "" {
		folder = p.t.TempDir()
	}
	if err := os.MkdirAll(folder, 0o750); err != nil {
		p.t.Fatal(err)
	}
	if was := p.width; width > 0 && width != was {
		p.Size(width, p.height)
		defer p.Size(was, p.height)
		p.settle()
	}
	png, err := run(p, chromedp.FullScreenshot(100))
	if err != nil {
		p.t.Fatalf("screenshot: %v", err)
	}
	path := filepath.Join(folder, name+".png")
	if err := os.WriteFile(path, png, 0o600); err != nil {
		p.t.Fatal(err)
	}
	return path
}

// axeResult is what axe-core says of a page.
type axeResult struct {
	Violations []struct {
		ID, Impact, Help string
		Nodes            []struct {
			Target         []any
			HTML           string
			FailureSummary string
		}
	}
}

// Axe fails the test for each violation that axe-core finds on the page: WCAG
// 2.2 A and AA and its best practices. Rules named in except are left out; say
// why beside the call.
func (p *Page) Axe(except ...string) {
	p.t.Helper()
	root, err := moduleRoot()
	if err != nil {
		p.t.Fatal(err)
	}
	file := present.File(p.t, "axe-core", filepath.Join(root, "internal/browsertest/node_modules/axe-core/axe.min.js"), "make axe")
	source, err := os.ReadFile(file)
	if err != nil {
		p.t.Fatal(err)
	}
	if p.noScript {
		p.scripts(true)
		defer p.scripts(false)
	}
	rules := map[string]map[string]bool{}
	for _, id := range except {
		rules[id] = map[string]bool{"enabled": false}
	}
	off, err := json.Marshal(rules)
	if err != nil {
		p.t.Fatal(err)
	}
	// Evaluated by the debugger, which the content security policy does not
	// bind; a script element would be refused.
	expression := fmt.Sprintf(`(async () => { if (!window.axe) { %s }
		const r = await axe.run(document, {resultTypes: ["violations"], rules: %s,
			runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]});
		return {violations: r.violations}; })()`, source, off)
	result, err := run(p, chromedp.Evaluate[axeResult](expression, func(e *runtime.EvaluateParams) {
		yes := true
		e.AwaitPromise = &yes
	}))
	if err != nil {
		p.t.Fatalf("axe: %v", err)
	}
	for _, v := range result.Violations {
		var b strings.Builder
		fmt.Fprintf(&b, "axe: %s (%s): %s at %s", v.ID, v.Impact, v.Help, p.URL())
		for _, n := range v.Nodes {
			fmt.Fprintf(&b, "\n  %v %s\n    %s", n.Target, n.HTML, strings.ReplaceAll(n.FailureSummary, "\n", "\n    "))
		}
		p.t.Error(b.String())
	}
}

// Tree is the page as a screen reader has it: one line a thing, indented, with
// role, name, value and state. Keep it as a golden transcript.
func (p *Page) Tree() string {
	p.t.Helper()
	result, err := run(p, func(ctx context.Context, s *chromedp.Target) (accessibility.GetFullAXTreeResult, error) {
		return cdp.Call(ctx, s, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	})
	if err != nil {
		p.t.Fatalf("accessibility tree: %v", err)
	}
	nodes := map[accessibility.NodeID]*accessibility.Node{}
	for _, n := range result.Nodes {
		nodes[n.NodeID] = n
	}
	var b strings.Builder
	if len(result.Nodes) > 0 {
		writeTree(&b, nodes, result.Nodes[0], 0)
	}
	return b.String()
}

// silentRoles are said by their parts only.
var silentRoles = []string{"generic", "none", "InlineTextBox", "LineBreak", "StaticText", "paragraph", "LayoutTable", "LayoutTableRow", "LayoutTableCell"}

// states are the properties that a reader hears.
var states = []accessibility.PropertyName{"checked", "expanded", "disabled", "required", "invalid", "level", "selected", "pressed"}

func writeTree(b *strings.Builder, nodes map[accessibility.NodeID]*accessibility.Node, n *accessibility.Node, depth int) {
	role, name := said(n.Role), said(n.Name)
	silent := n.Ignored || slices.Contains(silentRoles, role)
	switch {
	case !silent:
		fmt.Fprintf(b, "%s%s", strings.Repeat("  ", depth), role)
		if name != "" {
			fmt.Fprintf(b, " %q", name)
		}
		if value := said(n.Value); value != "" && value != name {
			fmt.Fprintf(b, " = %q", value)
		}
		for _, property := range n.Properties {
			if value := said(property.Value); slices.Contains(states, property.Name) && value != "false" && value != "" {
				fmt.Fprintf(b, " %s:%s", property.Name, value)
			}
		}
		b.WriteByte('\n')
		depth++
	case role == "StaticText" && !n.Ignored && strings.TrimSpace(name) != "" && !saidAbove(nodes, n, name):
		fmt.Fprintf(b, "%s%q\n", strings.Repeat("  ", depth), name)
	}
	for _, id := range n.ChildIDs {
		if child := nodes[id]; child != nil {
			writeTree(b, nodes, child, depth)
		}
	}
}

// saidAbove reports whether the thing that a text is in has it as its name.
func saidAbove(nodes map[accessibility.NodeID]*accessibility.Node, n *accessibility.Node, name string) bool {
	for up := nodes[n.ParentID]; up != nil; up = nodes[up.ParentID] {
		if !up.Ignored && !slices.Contains(silentRoles, said(up.Role)) {
			return strings.Contains(said(up.Name), strings.TrimSpace(name))
		}
	}
	return false
}

// said is a value of the tree as text.
func said(v *accessibility.Value) string {
	if v == nil || len(v.Value) == 0 {
		return ""
	}
	var text string
	if json.Unmarshal(v.Value, &text) == nil {
		return text
	}
	return string(v.Value)
}
