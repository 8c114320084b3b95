package org

import (
	"strconv"

	"motcua/internal/act"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

// MostListed is the largest number of posts in one staff list.
const MostListed = 5000

// ProposeList proposes the posts of a staff list (danh sách cán bộ) in one act;
// none is held before a second person confirms the whole list. A fault's field
// is the post's place in the list, counted from 0.
type ProposeList struct {
	List  string // unique id
	Posts []Post
}

// ConfirmList is the second person's word for a whole list, all or nothing.
type ConfirmList struct{ List string }

// DeclineList takes a list back, with the reason.
type DeclineList struct {
	List   string
	Reason string
}

func decideProposeList(s State, c ProposeList, f Facts) ([]act.Event, error) {
	if c.List == "" || len(c.Posts) == 0 || len(c.Posts) > MostListed {
		return nil, fault.New(fault.Invalid, "org.list_size", locale.F(
			"Danh sách phải có từ 1 đến %d dòng. Chưa có gì thay đổi; xin chia thành nhiều tệp.",
			"A list has 1 to %d lines. Nothing was changed; please split it into several files.", MostListed))
	}
	var list fault.List
	events := make([]act.Event, 0, len(c.Posts))
	seen := map[[3]string]bool{}
	for i, p := range c.Posts {
		key := [3]string{p.Account, p.Unit, string(p.Duty)}
		checked, err := checkPost(s, p)
		_, waits := s.Proposal(p.Account, p.Unit, p.Duty)
		switch {
		case p.Account == f.Actor.Account:
			err = fault.New(fault.Forbidden, "org.own_grant", locale.T(
				"Danh sách có tài khoản của chính Ông/Bà; không ai tự giao nhiệm vụ cho mình. Xin bỏ dòng này.",
				"The list has your own account; nobody appoints himself. Please take the line out."))
		case err == nil && (seen[key] || waits):
			err = fault.New(fault.Conflict, "org.already_proposed", locale.T(
				"Nhiệm vụ này đã có ở dòng trên hoặc đang chờ xác nhận. Xin bỏ dòng này.",
				"This duty is in a line above or waits for confirmation already. Please take the line out."))
		}
		if err != nil {
			for _, e := range fault.All(err) {
				list = append(list, e.At(strconv.Itoa(i)))
			}
			continue
		}
		seen[key] = true
		checked.By, checked.List = f.Actor.Account, c.List
		events = append(events, proposed(checked))
	}
	if err := list.OrNil(); err != nil {
		return nil, err
	}
	return events, nil
}

// Listed are the proposed posts of a list, in its order.
func (s State) Listed(list string) []Post {
	var out []Post
	for _, p := range s.Proposed {
		if list != "" && p.List == list {
			out = append(out, p)
		}
	}
	return out
}

func decideConfirmList(s State, c ConfirmList, f Facts) ([]act.Event, error) {
	posts := s.Listed(c.List)
	if len(posts) == 0 {
		return nil, noProposal()
	}
	events := make([]act.Event, 0, len(posts))
	for _, p := range posts {
		more, err := confirmed(s, p, f)
		if err != nil {
			return nil, err
		}
		events = append(events, more...)
	}
	return events, nil
}

func decideDeclineList(s State, c DeclineList, by Actor) ([]act.Event, error) {
	if len(s.Listed(c.List)) == 0 {
		return nil, noProposal()
	}
	if c.Reason == "" {
		return nil, fault.New(fault.Invalid, "org.decline_reason", locale.T(
			"Xin ghi lý do không xác nhận để người đề nghị biết.", "Please give the reason, for the one who proposed it.")).At("reason")
	}
	return []act.Event{ListDeclined{List: c.List, Reason: c.Reason, By: by.Account}}, nil
}
