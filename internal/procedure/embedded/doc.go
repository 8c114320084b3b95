// Package embedded is the catalogue that the product carries itself (danh mục
// kèm theo): procedures that people need most, written from the law and the
// national catalogue in our own words, so that a machine without the national
// file can work at once. What nobody has yet
// compared with the published text is named in Uncertain.
package embedded
