// Package ui holds the layout and the components (thành phần giao diện) of
// every page, as templ components with typed parameters. It knows no
// capability and reads nothing: pages give it values.
//
// Words for people are locale.Text; names and codes that are the same in every
// language are ui.S("…"). Inside a template ui.T(ctx, "Việt", "English") says
// a sentence in the reader's language; web.Render puts the View into ctx.
//
// A page is one component:
//
//	@ui.Page(ui.PageProps{Title: locale.T("Tra cứu hồ sơ", "Track a dossier"), Form: f}) {
//		@ui.FormTo(ui.FormProps{Token: web.FormToken()}) {
//			@ui.Input(ui.InputProps{Form: f, Name: "ma", Label: locale.T("Mã hồ sơ", "Dossier code"), Chars: 30})
//			@ui.Button(ui.ButtonProps{Text: locale.T("Tra cứu", "Track"), Sticky: true})
//		}
//	}
//
// Page writes the h1 from Title (OwnHeading: true leaves it to the body, as
// Panel needs), the error summary of Form, notices, header and footer. Fields
// take their value and error from Form by Name. Everything works without
// JavaScript and without the style sheet.
//
// Structure: Section, Card, LinkCard, Grid, Split, Facts, Details, InsetText.
// Forms: FormTo, Hidden, Input, Textarea, Select, Radios, Checkboxes,
// DateInput, FileUpload, Fieldset, Button, Buttons, SearchBox, ErrorSummary.
// Lists: SummaryList, Table, Timeline, Tabs, Chips, Pagination, TaskList,
// Steps, EmptyState. Signs: Tag, DeadlineBadge, NotificationBanner, Panel,
// WarningText. Small: A, Body, Words, BackLink, Breadcrumbs.
//
// Style sheet, modules and fonts are built by `make assets` into dist and
// embedded; a binary without them serves plain HTML and says so.
package ui
