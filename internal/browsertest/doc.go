// Package browsertest drives a real Chromium through the pages as a person
// would (kiểm thử trên trình duyệt thật): by the words on labels and buttons,
// with mouse and keyboard, with and without JavaScript.
//
// One browser serves all tests of a test binary; each test has a tab with
// cookies of its own. A test fails by itself when its page breaks the content
// security policy, throws, logs an error, misses a style sheet, script, font or
// picture, or loads anything from another host.
//
//	func TestMain(m *testing.M) { browsertest.Main(m) }
//
//	func TestSearch(t *testing.T) {
//		t.Parallel()
//		p := browsertest.Open(t, browsertest.Phone)
//		p.Go(server.URL)
//		p.Fill("Tìm thủ tục", "khai sinh")
//		p.Click("Tìm")
//		p.See("Đăng ký khai sinh")
//		p.Axe()
//		p.Screenshot("search", 0)
//	}
package browsertest
