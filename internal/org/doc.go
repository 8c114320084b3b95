// Package org is the organisation (tổ chức bộ máy) over time: which agencies
// (cơ quan, đơn vị) exist on a day, their units, who holds which duty there,
// who succeeds an agency that ended, and which agency is competent (có thẩm
// quyền) for a rule and a place on a day.
//
// Every agency is one stream, "agency/<id>"; the places of the province are
// one stream, "territory/<province code>". The whole organisation is small and
// is held in memory as an Organisation built from those states; there are no
// rows. Days are inclusive: From is the first day, Until the last, and a zero
// Until is "still there". Old dossiers keep the names of their day, so nothing
// here is ever overwritten: a change has a date.
package org
