// Package watchweb is the page on which administrators read how the house
// stands (tình trạng hệ thống), in words, with what to do about it.
package watchweb
