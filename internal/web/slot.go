package web

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// Part makes what another slice shows about the thing named by key (a dossier
// id, an account); nil shows nothing. The viewer is ViewerOf(ctx).
type Part func(ctx context.Context, key string) (templ.Component, error)

// Slot (ô nội dung) is a named place on a page that other slices fill: the
// dossier's page knows no payments, it only has a slot where app puts them.
// Fill it before serving.
type Slot struct {
	Name  string
	parts []Part
}

// Fill adds a part below those filled before.
func (s *Slot) Fill(p Part) { s.parts = append(s.parts, p) }

// Content makes all parts for key, to be given to the page's template before
// anything is rendered: reading may fail, templates do not read. A nil Slot is
// empty.
func (s *Slot) Content(ctx context.Context, key string) (templ.Component, error) {
	if s == nil {
		return templ.NopComponent, nil
	}
	var all []templ.Component
	for _, p := range s.parts {
		c, err := p(ctx, key)
		if err != nil {
			return nil, err
		}
		if c != nil {
			all = append(all, c)
		}
	}
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		for _, c := range all {
			if err := c.Render(ctx, w); err != nil {
				return err
			}
		}
		return nil
	}), nil
}
