// Package paper prints official papers (giấy tờ hành chính): a Document is one
// value, PDF sets it as an A4 file in the layout of NĐ 30/2020/NĐ-CP (Phụ lục
// I), and HTML renders the same value as a page for screens and screen readers.
//
// The wording of the forms (biểu mẫu) of TT 01/2018/TT-VPCP and TT 03/2025/TT-VPCP
// is data, forms.json: a clerk can correct it without a new
// release. A wording that nobody compared with the issued form says so on the
// paper.
//
// The PDF library cannot write tagged PDF: the files carry title, language and
// text that can be copied, but no structure. The HTML twin is the accessible
// version.
//
// The package does no input or output but bytes in memory, and has no clock:
// a paper's date is part of it. All functions may be called concurrently.
package paper
