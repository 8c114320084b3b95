package browsertest

import (
	"context"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"
)

// Authenticator is a virtual device with passkeys whose user is always there
// and always recognised.
type Authenticator struct {
	p  *Page
	id webauthn.AuthenticatorID
}

// Authenticator gives the tab a device for passkeys.
func (p *Page) Authenticator() *Authenticator {
	p.t.Helper()
	p.do("watch passkeys", call(webauthn.Enable, webauthn.EnableParams{}))
	a := &Authenticator{p: p}
	p.do("add a device for passkeys", chromedp.Func(func(ctx context.Context, s *chromedp.Target) error {
		r, err := cdp.Call(ctx, s, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
			Protocol: webauthn.AuthenticatorProtocolCtap2, Transport: webauthn.AuthenticatorTransportInternal,
			HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true,
			HasCmtgKey: true, Ctap2version: webauthn.Ctap2versionCtap22, // AddCredential takes keys back only so
		}})
		a.id = r.AuthenticatorID
		return err
	}))
	return a
}

// Rewind sets the counters of all keys back to zero, as in a copy of the device
// that was made before they were used.
func (a *Authenticator) Rewind() {
	a.p.t.Helper()
	a.p.do("rewind the keys", chromedp.Func(func(ctx context.Context, s *chromedp.Target) error {
		r, err := cdp.Call(ctx, s, webauthn.GetCredentials, webauthn.GetCredentialsParams{AuthenticatorID: a.id})
		if err != nil {
			return err
		}
		for _, k := range r.Credentials {
			if _, err := cdp.Call(ctx, s, webauthn.RemoveCredential, webauthn.RemoveCredentialParams{AuthenticatorID: a.id, CredentialID: k.CredentialID}); err != nil {
				return err
			}
			k.SignCount, k.CmtgKeys, k.ActiveCmtgKeyIndex = 0, nil, nil
			if _, err := cdp.Call(ctx, s, webauthn.AddCredential, webauthn.AddCredentialParams{AuthenticatorID: a.id, Credential: k}); err != nil {
				return err
			}
		}
		return nil
	}))
}
