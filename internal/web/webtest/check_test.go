package webtest

import (
	"strings"
	"testing"
)

const around = `<!DOCTYPE html><html lang="vi"><head><title>T</title></head><body><h1>T</h1>%</body></html>`

func TestCheck(t *testing.T) {
	t.Parallel()
	cases := map[string]struct{ body, want string }{
		"a good page passes":      {`<form><label for="a">A</label><input id="a" name="a"><button>Gửi</button></form>`, ""},
		"second h1":               {`<h1>Hai</h1>`, "2 h1"},
		"skipped heading":         {`<h3>Ba</h3>`, "h3 follows h1"},
		"field without label":     {`<input name="a">`, "no label"},
		"field without name":      {`<label>A <input></label>`, "no name"},
		"id twice":                {`<p id="a"></p><p id="a"></p>`, "used twice"},
		"inline handler":          {`<p onclick="x()">a</p>`, "inline handler"},
		"inline style":            {`<p style="x">a</p>`, "inline style"},
		"inline script":           {`<script>x</script>`, "inline script"},
		"script address":          {`<a href=" JavaScript:x">a</a>`, "script in href"},
		"error without field":     {`<p class="govuk-error-message" id="e">sai</p>`, "no field is described"},
		"invalid without error":   {`<label>A <input name="a" aria-invalid="true"></label>`, "no error describes"},
		"reference to nothing":    {`<label>A <input name="a" aria-describedby="x"></label>`, "not there"},
		"fragment to nothing":     {`<a href="#x">a</a>`, "not there"},
		"table without caption":   {`<table><tr><th scope="col">a</th></tr></table>`, "no caption"},
		"table without head":      {`<table><caption>a</caption><tr><td>a</td></tr></table>`, "no headed"},
		"link without words":      {`<a href="/x"></a>`, "no words"},
		"picture without words":   {`<img src="/x">`, "no alt"},
		"fieldset without legend": {`<fieldset></fieldset>`, "no legend"},
		"password in the address": {`<form method="get"><label>A <input type="password" name="a"></label></form>`, "password"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := strings.Join(Check(strings.NewReader(strings.Replace(around, "%", c.body, 1))), "\n")
			if c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	t.Run("a page without lang and title", func(t *testing.T) {
		t.Parallel()
		if got := Check(strings.NewReader("<h1>a</h1>")); len(got) != 2 {
			t.Error(got)
		}
	})
}
