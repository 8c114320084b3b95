package dossier

import (
	"slices"
	"strings"

	"motcua/internal/act"
	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/org"
)

func decideNumber(s State, c GiveNumber, f Facts) ([]act.Event, error) {
	if s.Approval == nil || s.Result != nil {
		return nil, ErrStatus
	}
	var ok bool
	if f.as, ok = f.Actor.Post(s.Agency, org.DutyClerk); !ok {
		return nil, ErrNotPerformer
	}
	day := f.Now.Date()
	e := Numbered{By: f.Actor.Account, Behalf: f.behalf(), Agency: s.Agency, Symbol: strings.TrimSpace(c.Symbol), Day: day}
	if open, kept := s.Books(f.Organisation, day); kept {
		b, err := bookOf(open, e.Symbol, s.bookUse())
		if err != nil {
			return nil, err
		}
		e.Symbol, e.First = b.Symbol, b.FirstIn(day.Year)
		return []act.Event{e}, nil
	}
	if e.Symbol == "" {
		e.Symbol = s.UsualSymbol()
	}
	if !org.IsSymbol(e.Symbol) {
		return nil, fault.New(fault.Invalid, "dossier.symbol", locale.T(
			"Ký hiệu văn bản chỉ gồm chữ, số, dấu gạch ngang và gạch chéo, tối đa 30 ký tự, ví dụ GXN-UBND. Chưa cấp số; xin nhập lại ký hiệu.",
			"A symbol has letters, digits, dashes and slashes, at most 30, as in GXN-UBND. No number was taken; please type it again.")).At("symbol")
	}
	return []act.Event{e}, nil
}

// Books lists the number books of the deciding agency that are open on the day
// for what the dossier ends with; kept is false while the agency has recorded
// none: then any symbol goes.
func (s State) Books(o *org.Organisation, day calendar.Date) (open []org.Book, kept bool) {
	agency, ok := o.State(s.Agency)
	if !ok || !agency.KeepsBooks(day) {
		return nil, false
	}
	use := s.bookUse()
	return slices.DeleteFunc(agency.OpenBooks(day), func(b org.Book) bool { return !b.For(use) }), true
}

// bookOf is the open book with the symbol, the first of them without one.
func bookOf(open []org.Book, symbol string, use org.BookUse) (org.Book, error) {
	if len(open) == 0 {
		what := locale.T("kết quả giải quyết", "results")
		if use == org.BookRefusals {
			what = locale.T("thông báo từ chối", "refusals")
		}
		return org.Book{}, fault.New(fault.Refused, "dossier.no_book", locale.F(
			"Cơ quan chưa có sổ đang mở để cấp số cho %[1]s. Chưa cấp số; xin mở sổ trên trang “Sổ cấp số văn bản” của cơ quan rồi làm lại.",
			"The agency has no open number book for %[2]s. No number was taken; please open one on the agency's page of number books and come back.", what.VI, what.EN))
	}
	if symbol == "" {
		return open[0], nil
	}
	i := slices.IndexFunc(open, func(b org.Book) bool { return b.Symbol == strings.ToUpper(symbol) })
	if i < 0 {
		names := make([]string, len(open))
		for k, b := range open {
			names[k] = b.Symbol
		}
		return org.Book{}, fault.New(fault.Invalid, "dossier.closed_book", locale.F(
			"Cơ quan không có sổ đang mở ký hiệu %q cho loại văn bản này. Chưa cấp số; xin chọn một trong các ký hiệu: %s.",
			"The agency has no open book %q for this kind of document. No number was taken; please choose one of: %s.", symbol, strings.Join(names, ", "))).At("symbol")
	}
	return open[i], nil
}

// bookUse is for which documents the book is that numbers the dossier's result.
func (s State) bookUse() org.BookUse {
	if s.Outcome() == Refuse {
		return org.BookRefusals
	}
	return org.BookResults
}

// UsualSymbol is what a document's number bears when the clerk gives none and
// the agency has recorded no books: a result, or a reasoned refusal.
func (s State) UsualSymbol() string {
	if s.Outcome() == Refuse {
		return "TB-TC"
	}
	return "KQ-TTHC"
}
