package org

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

// BookUse says for which documents a number book is (loại văn bản).
type BookUse string

// The uses.
const (
	BookResults  BookUse = "results"  // văn bản kết quả giải quyết
	BookRefusals BookUse = "refusals" // thông báo từ chối giải quyết
)

// BookUses lists them in order of print.
func BookUses() []BookUse { return []BookUse{BookResults, BookRefusals} }

// Book is a number book of an agency (sổ cấp số văn bản): documents with its
// symbol take their numbers from it, from 1 anew each year.
type Book struct {
	Symbol string    `json:"symbol"` // ký hiệu as it stands on documents: "KQ-TTHC"
	Uses   []BookUse `json:"uses"`
	// First is the book's first number in the year of From, for an agency that
	// moves over from a paper book in the middle of a year; 0 is 1.
	First  int64  `json:"first,omitempty"`
	Ground string `json:"ground,omitempty"`
	Span
}

// For reports whether the book is for such documents.
func (b Book) For(u BookUse) bool { return slices.Contains(b.Uses, u) }

// FirstIn is the book's first number in a year, 0 for 1.
func (b Book) FirstIn(year int) int64 {
	if b.From.Year == year {
		return b.First
	}
	return 0
}

// KeepsBooks reports whether the agency's documents take their numbers from
// recorded books only: from the first day of its first book on.
func (s State) KeepsBooks(day calendar.Date) bool {
	return slices.ContainsFunc(s.Books, func(b Book) bool { return !b.From.After(day) })
}

// OpenBooks lists the agency's books that are open on the day, in the order of
// recording.
func (s State) OpenBooks(day calendar.Date) []Book {
	return slices.DeleteFunc(slices.Clone(s.Books), func(b Book) bool { return !b.On(day) })
}

// OpenBook begins a number book.
type OpenBook struct{ Book Book }

// CloseBook ends the number book with that symbol; Until is its last day.
type CloseBook struct {
	Symbol string
	Until  calendar.Date
	Ground string
}

// BookOpened says that documents with a symbol take their numbers from a book
// of the agency from a day on.
type BookOpened struct {
	Symbol string        `json:"symbol"`
	Uses   []BookUse     `json:"uses"`
	First  int64         `json:"first,omitempty"`
	From   calendar.Date `json:"from"`
	Until  calendar.Date `json:"until,omitzero"` // of an agency whose end is known
	Ground string        `json:"ground,omitempty"`
}

// BookClosed says that Until is the last day of the book with that symbol.
type BookClosed struct {
	Symbol string        `json:"symbol"`
	Until  calendar.Date `json:"until"`
	Ground string        `json:"ground,omitempty"`
}

// EventType is the stable name.
func (BookOpened) EventType() string { return "org.book_opened" }

// EventType is the stable name.
func (BookClosed) EventType() string { return "org.book_closed" }

// endless is the place of the book with that symbol which nobody closed yet, -1
// without one.
func (s State) endless(symbol string) int {
	return slices.IndexFunc(s.Books, func(b Book) bool { return b.Symbol == symbol && b.Until == s.Agency.Until })
}

// keepsBooks reports whether the command is about number books, and by a clerk
// of the agency.
func keepsBooks(s State, c Command, by Actor) bool {
	switch c.(type) {
	case OpenBook, CloseBook:
		return s.Exists() && by.Holds(s.Agency.ID, DutyClerk)
	default:
		return false
	}
}

// evolveBook folds what happens to books.
func evolveBook(s State, e act.Event) State {
	switch e := e.(type) {
	case BookOpened:
		s.Books = append(slices.Clip(s.Books), Book{Symbol: e.Symbol, Uses: e.Uses, First: e.First, Ground: e.Ground, Span: Span{From: e.From, Until: e.Until}})
	case BookClosed:
		s.Books = slices.Clone(s.Books)
		if i := s.endless(e.Symbol); i >= 0 {
			s.Books[i].Until = e.Until
		}
	default:
	}
	return s
}

// mostFirst bounds the number that a paper book has reached.
const mostFirst = 1_000_000

// IsSymbol reports whether a symbol may stand on documents (NĐ 30/2020/NĐ-CP):
// letters, digits, dashes and slashes, at most 30.
func IsSymbol(s string) bool {
	const most = 30
	return s != "" && utf8.RuneCountInString(s) <= most && !strings.ContainsFunc(s, func(r rune) bool {
		return r != '-' && r != '/' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

func decideOpenBook(s State, b Book, f Facts) ([]act.Event, error) {
	b.Symbol = strings.ToUpper(strings.TrimSpace(b.Symbol))
	if err := checkBook(b).OrNil(); err != nil {
		return nil, err
	}
	if !s.Agency.On(b.From) {
		return nil, outside()
	}
	b.Until = s.Agency.Until
	for _, other := range s.Books {
		if other.Symbol == b.Symbol && other.overlaps(b.Span) {
			return nil, fault.New(fault.Conflict, "org.book_open", locale.F(
				"Cơ quan đã có sổ ký hiệu %s %s; mỗi ký hiệu một sổ. Chưa có gì thay đổi; xin dùng sổ ấy, hoặc đóng sổ ấy rồi mở lại từ ngày sau.",
				"The agency has a book %s already (%s); a symbol has one book. Nothing was changed; please use that one, or close it first and open it anew from a later day.", b.Symbol, days(other.Span))).At("symbol")
		}
	}
	if b.First > 1 && f.LastNumber > 0 {
		return nil, fault.New(fault.Conflict, "org.book_begun", locale.F(
			"Trong năm này hệ thống đã cấp đến số %[1]d với ký hiệu %[2]s, nên số tiếp theo là %[3]d và không đổi được. Chưa có gì thay đổi; xin bỏ trống ô số đầu tiên.",
			"This year number %[1]d of symbol %[2]s was given here already, so the next is %[3]d and stays so. Nothing was changed; please leave the first number empty.", f.LastNumber, b.Symbol, f.LastNumber+1)).At("first")
	}
	if b.First == 1 {
		b.First = 0
	}
	return []act.Event{BookOpened{Symbol: b.Symbol, Uses: b.Uses, First: b.First, From: b.From, Until: b.Until, Ground: b.Ground}}, nil
}

// checkBook lists every field to mend at once.
func checkBook(b Book) fault.List {
	var list fault.List
	if !IsSymbol(b.Symbol) {
		list = append(list, fault.New(fault.Invalid, "org.book_symbol", locale.T(
			"Ký hiệu chỉ gồm chữ, số, dấu gạch ngang và gạch chéo, tối đa 30 ký tự, ví dụ GXN-UBND. Xin nhập lại ký hiệu.",
			"A symbol has letters, digits, dashes and slashes, at most 30, as in GXN-UBND. Please type it again.")).At("symbol"))
	}
	if len(b.Uses) == 0 || slices.ContainsFunc(b.Uses, func(u BookUse) bool { return !slices.Contains(BookUses(), u) }) {
		list = append(list, fault.New(fault.Invalid, "org.book_uses", locale.T(
			"Xin chọn sổ dùng cho loại văn bản nào.", "Please choose for which documents the book is.")).At("uses"))
	}
	if b.First < 0 || b.First > mostFirst {
		list = append(list, fault.New(fault.Invalid, "org.book_first", locale.F(
			"Số đầu tiên từ 1 đến %d. Xin nhập số tiếp theo số cuối cùng của sổ giấy, hoặc bỏ trống.",
			"The first number is from 1 to %d. Please give the one after the paper book's last, or leave it empty.", mostFirst)).At("first"))
	}
	if b.From.IsZero() {
		list = append(list, fault.New(fault.Invalid, "org.missing", locale.T(
			"Còn thiếu ngày mở sổ. Xin nhập rồi lưu lại.", "Missing: the book's first day. Please enter it and save again.")).At("from"))
	}
	return list
}

// decideCloseBook closes from today on only: on days that are over, the book
// may have given numbers.
func decideCloseBook(s State, c CloseBook, f Facts) ([]act.Event, error) {
	i := s.endless(c.Symbol)
	switch {
	case i < 0:
		return nil, fault.New(fault.Refused, "org.no_book", locale.F(
			"Cơ quan không có sổ ký hiệu %s đang mở. Chưa có gì thay đổi; xin xem lại danh sách sổ.",
			"The agency has no open book %s. Nothing was changed; please see the list of books.", c.Symbol)).At("symbol")
	case c.Until.Before(f.Now.Date()):
		return nil, fault.New(fault.Refused, "org.book_past", locale.T(
			"Sổ có thể đã cấp số trong những ngày đã qua, nên chỉ đóng được từ hôm nay trở đi. Chưa có gì thay đổi; xin chọn ngày khác.",
			"The book may have given numbers on days that are over, so it closes today or later. Nothing was changed; please choose another day.")).At("until")
	case c.Until.Before(s.Books[i].From):
		return nil, spanFault("until")
	case s.Agency.Ended(c.Until):
		return nil, outside().At("until")
	}
	return []act.Event{BookClosed(c)}, nil
}

// days says from when to when.
func days(s Span) string {
	if s.Until.IsZero() {
		return "từ " + said(s.From)
	}
	return said(s.From) + " – " + said(s.Until)
}
