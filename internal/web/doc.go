// Package web is the engine under every page: the mux with an access rule per
// route, sessions, forms, security headers and the mapping of faults to pages.
//
// It knows no capability. Layout and components are in package ui; each slice
// registers its own routes (its `Routes(mux *web.Mux, …)`), app wires them.
//
// # A page
//
//	func Routes(mux *web.Mux, d *Deps) {
//		mux.Handle("GET /ho-so/{id}/rut", web.Citizen, d.withdrawForm)
//		mux.Handle("POST /ho-so/{id}/rut", web.Citizen, d.withdraw)
//	}
//
//	func (d *Deps) withdrawForm(w http.ResponseWriter, r *http.Request) error {
//		dossier, err := d.load(r.Context(), r.PathValue("id"), web.ViewerOf(r.Context()))
//		if err != nil {
//			return err // fault.NotFound → the 404 page
//		}
//		return web.Render(w, r, http.StatusOK, withdrawPage(web.NewForm(), dossier))
//	}
//
//	func (d *Deps) withdraw(w http.ResponseWriter, r *http.Request) error {
//		f, err := web.ParseForm(r)
//		if err != nil {
//			return err // 413, 422: too large, not a form
//		}
//		reason := f.Require("ly_do", locale.T("Xin cho biết lý do rút hồ sơ.", "Please say why."))
//		if f.Valid() {
//			err = d.journal.Execute(r.Context(), f.Command(), f.Version(), dossier.Withdraw{Reason: reason})
//			err = f.Refuse(err) // faults about fields go to the form, others stay
//			if err != nil {
//				return err
//			}
//		}
//		if !f.Valid() {
//			return web.Render(w, r, http.StatusUnprocessableEntity, withdrawPage(f, …))
//		}
//		web.Flash(r, locale.T("Đã rút hồ sơ.", "Withdrawn."))
//		return web.Redirect(w, r, "/ho-so/"+id)
//	}
//
// and its template:
//
//	templ withdrawPage(f *web.Form, d View) {
//		@ui.Page(ui.PageProps{Title: locale.T("Rút hồ sơ", "Withdraw"), Form: f, Narrow: true, Back: ui.Link{Href: "/ho-so/" + d.ID}}) {
//			@ui.FormTo(ui.FormProps{Token: web.FormToken(), Version: d.Version}) {
//				@ui.Textarea(ui.TextareaProps{Form: f, Name: "ly_do", Label: locale.T("Lý do", "Reason"), MaxLength: 500})
//				@ui.Button(ui.ButtonProps{Text: locale.T("Rút hồ sơ", "Withdraw"), Kind: ui.Warning, Sticky: true})
//			}
//		}
//	}
//
// # Rules that the engine keeps
//
// Every route has an Access (quyền truy cập): a signed-out reader is sent to
// sign in and comes back; a signed-in one without the right gets 403. Requests
// that change something must come from our own pages
// (http.CrossOriginProtection). Bodies over the route's limit are answered 413
// before they are read. Pages of signed-in readers are never stored by
// browsers or proxies. The access log holds no query strings and no tracking
// tokens (/t/…).
package web
