package app

import (
	"context"
	"log/slog"
	"time"

	"motcua/internal/blob"
	"motcua/internal/dossier"
	"motcua/internal/dossier/dossierdb"
	"motcua/internal/dossier/look"
	"motcua/internal/identity"
	"motcua/internal/identity/identitydb"
	"motcua/internal/identity/privacyweb"
	"motcua/internal/journal"
	"motcua/internal/locale"
	"motcua/internal/org"
)

// related lists other slices' streams about a dossier: its messages and the
// looks at it.
func (a *App) related(ctx context.Context, id string) ([]string, error) {
	streams, err := a.Messages.StreamsOfDossier(ctx, id)
	return append(streams, look.Stream(id)), err
}

func (a *App) privacyPages() privacyweb.Deps {
	return privacyweb.Deps{Accounts: a.Accounts, Dossiers: ownDossiers{a}, Sources: a.kept(), Close: a.closeAccount, Now: a.Now}
}

// closeAccount erases an account and what slices keep of it beside dossiers.
func (a *App) closeAccount(ctx context.Context, command string, actor org.Actor) error {
	streams, err := a.Messages.StreamsOfAccount(ctx, actor.Account)
	if err != nil {
		return err
	}
	_, err = a.Accounts.Execute(ctx, identitydb.Act{ID: command, Account: actor.Account, Expect: journal.Any, Actor: actor}, identity.EraseAccount{Messages: streams})
	if err != nil {
		return err
	}
	return a.Casework.ForgetAccount(ctx, actor.Account)
}

// ownDossiers is what people's own page asks of the dossiers.
type ownDossiers struct{ *App }

func (o ownDossiers) each(ctx context.Context, account string, f func(dossier.State) error) error {
	ids, err := o.Casework.OwnIDs(ctx, account)
	if err != nil {
		return err
	}
	for _, id := range ids {
		s, _, err := journal.Load[dossier.State](ctx, o.Journal, dossier.Stream(id))
		if err != nil {
			return err
		}
		if err := f(s); err != nil {
			return err
		}
	}
	return nil
}

func codeOf(s dossier.State) string {
	if s.Code == "" {
		return s.Submission
	}
	return s.Code
}

// Own lists an account's dossiers with the looks at each.
func (o ownDossiers) Own(ctx context.Context, account string) ([]privacyweb.Own, error) {
	var all []privacyweb.Own
	day := o.Now().Date()
	err := o.each(ctx, account, func(s dossier.State) error {
		own := privacyweb.Own{ID: s.ID, Code: codeOf(s), Name: s.Short}
		if s.Asking != nil {
			own.Answer = s.Asking.Say()
		}
		looks, err := o.Casework.Looks(ctx, s.ID)
		for _, l := range looks.Visible(day) {
			agency, _ := o.Directory.Organisation().Find(l.Agency)
			own.Looks = append(own.Looks, privacyweb.Look{At: l.At, Agency: agency.Name, Reason: l.Reason})
		}
		all = append(all, own)
		return err
	})
	return all, err
}

// AskErasure records a request for erasure and its answer.
func (o ownDossiers) AskErasure(ctx context.Context, command string, actor org.Actor, id string) error {
	_, err := o.Casework.Do(ctx, dossierdb.Order{ID: command, Dossier: id, Expect: journal.Any, Actor: actor, Command: dossier.AskErasure{}})
	return err
}

// collectEvery is how often files that nobody refers to are looked for.
const collectEvery = 24 * time.Hour

// Collect deletes the files that nobody refers to any more.
func (a *App) Collect(ctx context.Context, dry, force bool) (blob.Tally, error) {
	return a.Files.Collect(ctx, a.Now().Time(), dry, force, func(ctx context.Context, refer func(string)) error {
		if err := a.Casework.References(ctx, refer); err != nil {
			return err
		}
		return a.Journal.EachPersonal(ctx, func(body string) { blob.Mentions(body, refer) })
	})
}

// collect looks for such files once a day. Several processes may do so at once:
// what one deleted is gone for the others.
func (a *App) collect(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(collectEvery):
		}
		tally, err := a.Collect(ctx, false, false)
		if err != nil && ctx.Err() == nil {
			a.failed("collect")(err)
			continue
		}
		a.Log.LogAttrs(ctx, slog.LevelInfo, "files collected", slog.Int64("files", tally.Files), slog.Int64("deleted", tally.Deleted), slog.Int64("bytes", tally.Bytes))
	}
}

// kept are the kinds of data that are kept about people.
func (a *App) kept() []privacyweb.Source {
	one := func(context.Context, string, []privacyweb.Own) (int64, error) { return 1, nil }
	return []privacyweb.Source{
		{
			Key: "account", Title: locale.T("Tài khoản", "Account"), Count: one, Export: a.exportAccount,
			Why:   locale.T("Tên, số định danh, liên hệ: để biết ai nộp hồ sơ (Nghị định 61/2018/NĐ-CP, Nghị định 69/2024/NĐ-CP).", "Name, number, contact: to know who files (Nghị định 61/2018/NĐ-CP, Nghị định 69/2024/NĐ-CP)."),
			Until: locale.T("Ông/Bà đóng tài khoản", "you close the account"),
		},
		{
			Key: "sessions", Title: locale.T("Phiên đăng nhập", "Sessions"), Export: a.exportSessions,
			Count: func(ctx context.Context, account string, _ []privacyweb.Own) (int64, error) {
				all, err := a.Accounts.Sessions(ctx, account)
				return int64(len(all)), err
			},
			Why: locale.T("Để giữ đăng nhập và để Ông/Bà nhận ra thiết bị lạ.", "To keep you signed in and let you notice strange devices."), Until: locale.T("đăng xuất hoặc hết hạn", "you sign out or they expire"),
		},
		{
			Key: "drafts", Title: locale.T("Bản nháp", "Drafts"), Export: a.exportDrafts,
			Count: func(ctx context.Context, account string, _ []privacyweb.Own) (int64, error) {
				all, err := a.Casework.Drafts(ctx, account, a.Now())
				return int64(len(all)), err
			},
			Why: locale.T("Để Ông/Bà khai tiếp; chưa cơ quan nào đọc.", "So that you can go on; no agency reads them."), Until: locale.T("Ông/Bà nộp, xóa, hoặc 90 ngày không sửa", "you file or delete them, or 90 days without a change"),
		},
		{
			Key: "uploads", Title: locale.T("Tệp đã gửi", "Files sent"), Export: a.exportUploads,
			Count: func(ctx context.Context, account string, _ []privacyweb.Own) (int64, error) {
				all, err := a.Casework.OwnUploads(ctx, account)
				return int64(len(all)), err
			},
			Why: locale.T("Để đính kèm hồ sơ.", "To attach them to dossiers."), Until: locale.T("90 ngày sau khi gửi; tệp đã nộp thì theo hồ sơ", "90 days after sending; files that were filed stay with their dossier"),
		},
		{
			Key: "dossiers", Title: locale.T("Hồ sơ đã nộp", "Dossiers filed"), Export: a.exportDossiers,
			Count: func(_ context.Context, _ string, own []privacyweb.Own) (int64, error) { return int64(len(own)), nil },
			Why:   locale.T("Để giải quyết và làm bằng chứng: tài liệu lưu trữ của nhà nước (Luật Lưu trữ 2024).", "To decide them and as evidence: state records (Luật Lưu trữ 2024)."), Until: locale.T("hết thời hạn lưu trữ của từng thủ tục; bị từ chối thì 90 ngày", "the term of each procedure has passed; refused ones 90 days"),
		},
		{
			Key: "messages", Title: locale.T("Thông báo", "Messages"), Count: a.messagesReceived, Export: a.exportMessages,
			Why: locale.T("Để báo tình trạng hồ sơ.", "To tell you about your dossiers."), Until: locale.T("hồ sơ được tiêu hủy hoặc Ông/Bà đóng tài khoản", "the dossier is erased or you close the account"),
		},
		{
			Key: "looks", Title: locale.T("Lượt xem hồ sơ", "Looks at dossiers"), Export: a.exportLooks,
			Count: func(_ context.Context, _ string, own []privacyweb.Own) (n int64, err error) {
				for _, d := range own {
					n += int64(len(d.Looks))
				}
				return n, nil
			},
			Why: locale.T("Để Ông/Bà biết ai đã mở dữ liệu của mình.", "So that you know who opened your data."), Until: locale.T("hồ sơ được tiêu hủy", "the dossier is erased"),
		},
	}
}

func (a *App) messagesReceived(ctx context.Context, account string, _ []privacyweb.Own) (int64, error) {
	return a.Messages.Received(ctx, account)
}
