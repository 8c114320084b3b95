// Package importer reads files of procedure records (tệp danh mục thủ tục)
// record by record, without holding a file in memory: JSON lines, an array, a
// single record or {"data": […]}, each also compressed by gzip. It opens no
// file itself: it is given a reader.
package importer
