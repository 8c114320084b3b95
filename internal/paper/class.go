package paper

import "slices"

// paraClass is the class list of a paragraph.
func paraClass(b Para) string {
	c := "paper-para"
	if b.Indent {
		c += " paper-para--indent"
	}
	if a := cellClass(b.Align); a != "" {
		c += " " + a
	}
	return c
}

// cellClass is the class of an alignment, "" for left.
func cellClass(a Align) string {
	switch a {
	case Center:
		return "paper-center"
	case Right:
		return "paper-right"
	case Left:
	}
	return ""
}

// qrName names a QR code for people who do not see it.
func qrName(b QR) string {
	if b.Caption == "" {
		return "Mã QR"
	}
	return "Mã QR: " + b.Caption
}

// spokenMarks are the marks of the page, with the watermark among them: the
// pale one behind the text is hidden from screen readers.
func spokenMarks(doc Document) []string {
	if doc.Watermark == "" || slices.Contains(doc.Marks, doc.Watermark) {
		return doc.Marks
	}
	return append([]string{doc.Watermark}, doc.Marks...)
}
