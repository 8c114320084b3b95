package identityweb

import (
	"motcua/internal/web"
	"motcua/internal/web/ui"
)

// Ways are the identity providers through which one can sign in, as links that
// come back to where the reader wanted to go.
type Ways struct {
	Citizens  []ui.Link // people and businesses: VNeID, the national portal
	Officials []ui.Link // the province's directory
}

// ways are those of the configuration.
func (p *pages) ways(back string) Ways {
	if p.Ways == nil {
		return Ways{}
	}
	return p.Ways(back)
}

// after is the page for whoever has just signed out of the session.
func (p *pages) after(s web.Session) string {
	if p.Left != nil {
		if page := p.Left(s); page != "" {
			return page
		}
	}
	return "/"
}
