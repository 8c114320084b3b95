// Package webtest checks pages in tests: Check reads HTML as a careful reviewer
// would, Client walks through a site like a browser without JavaScript.
//
//	c := webtest.NewClient(t, mux)
//	page := c.Get("/tra-cuu")              // fails on a broken page
//	page = c.Submit(page, "", url.Values{"ma": {"H49.12-240401-0001"}})
//	page.Wants(http.StatusOK, "Hồ sơ đang được thẩm định")
package webtest
