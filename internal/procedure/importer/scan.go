package importer

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"

	"motcua/internal/fault"
	"motcua/internal/locale"
	"motcua/internal/procedure"
)

// Item is one record of a file, or the place where one should have been.
type Item struct {
	Index  int    // from 1, in the order of the file, blank lines not counted
	Line   int    // from 1; 0 where the file is not made of lines
	Offset int64  // bytes before the record in the uncompressed file
	Raw    []byte // valid until the callback returns
	Err    error  // why there is no record here; Raw is then empty
}

// Record parses the item's record. Errors of either kind name the place.
func (i Item) Record() (procedure.Record, error) {
	if i.Err != nil {
		return procedure.Record{}, i.Err
	}
	r, err := procedure.ParseRecord(i.Raw)
	if err != nil {
		return procedure.Record{}, i.at(err)
	}
	return r, nil
}

// at adds the place in the file to a record's fault.
func (i Item) at(err error) error {
	place := locale.F("Bản ghi thứ %d", "Record %d", i.Index)
	if i.Line > 0 {
		place = locale.F("Dòng %d", "Line %d", i.Line)
	}
	var f *fault.Error
	if !errors.As(err, &f) {
		return fmt.Errorf("%s: %w", place.EN, err)
	}
	return fault.New(f.Kind, f.Code, locale.Text{VI: place.VI + ": " + f.Say.VI, EN: place.EN + ": " + f.Say.EN}).Because(f.Err)
}

//nolint:gochecknoglobals // compiled once
var wrapped = regexp.MustCompile(`^(?:\xef\xbb\xbf)?\s*\{\s*"data"\s*:\s*\[`)

// peekSize is how much of a file is looked at to tell its form.
const peekSize = 64 << 10

// Scan calls yield for each record of the file in order. A broken line is an
// item with Err; the lines after it still come. It returns the first error of
// yield, or why the file cannot be read on (fault.Invalid,
// procedure.file_broken).
func Scan(r io.Reader, yield func(Item) error) error {
	in := bufio.NewReaderSize(r, peekSize)
	if magic, _ := in.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(in)
		if err != nil {
			return fileBroken(0, err)
		}
		in = bufio.NewReaderSize(z, peekSize)
	}
	head, err := in.Peek(peekSize)
	if err != nil && !errors.Is(err, io.EOF) {
		return fileBroken(0, err)
	}
	if isDocument(head) {
		return scanDocument(in, yield)
	}
	return scanLines(in, yield)
}

// isDocument tells one JSON text over several lines, or an array, from lines
// of JSON.
func isDocument(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	if bytes.HasPrefix(head, []byte("[")) || wrapped.Match(head) {
		return true
	}
	first, rest, more := bytes.Cut(head, []byte("\n"))
	if !more || !bytes.HasPrefix(first, []byte("{")) || json.Valid(first) {
		return false
	}
	// A first line that is no record: a broken line is followed by another
	// record, a record over several lines by one of its own fields.
	return !bytes.HasPrefix(bytes.TrimLeft(rest, "\r\n"), []byte("{"))
}

func fileBroken(offset int64, err error) error {
	return fault.New(fault.Invalid, "procedure.file_broken", locale.F(
		"Không đọc tiếp được tệp từ byte thứ %d; các bản ghi trước đó vẫn được nhận.",
		"The file cannot be read on from byte %d; the records before it were taken.", offset)).Because(err)
}

func scanLines(in *bufio.Reader, yield func(Item) error) error {
	var offset int64
	index := 0
	for line := 1; ; line++ {
		raw, read, err := readLine(in)
		item := Item{Line: line, Offset: offset, Raw: bytes.TrimSpace(raw)}
		offset += read
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, errLong) {
			return fileBroken(offset, err)
		}
		if errors.Is(err, errLong) {
			item.Raw = nil
			item.Err = item.at(fault.New(fault.Invalid, "procedure.record_broken", locale.F(
				"bản ghi dài quá %d byte", "the record is longer than %d bytes", procedure.MaxRecord)))
		}
		if len(item.Raw) > 0 || item.Err != nil {
			index++
			item.Index = index
			if e := yield(item); e != nil {
				return e
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
	}
}

var errLong = errors.New("importer: line too long")

// readLine reads to the next line break. A longer line than a record may be is
// skipped to its end without being kept.
func readLine(in *bufio.Reader) (line []byte, read int64, err error) {
	long := false
	for {
		part, e := in.ReadSlice('\n')
		read += int64(len(part))
		if !long {
			line = append(line, part...)
		}
		if len(line) > procedure.MaxRecord+2 {
			long, line = true, nil
		}
		switch {
		case errors.Is(e, bufio.ErrBufferFull):
			continue
		case long && e == nil:
			return nil, read, errLong
		}
		return line, read, e
	}
}

func scanDocument(in *bufio.Reader, yield func(Item) error) error {
	if bom, _ := in.Peek(3); bytes.Equal(bom, []byte("\xef\xbb\xbf")) {
		_, _ = in.Discard(len(bom)) // cannot fail: the bytes were seen
	}
	dec := json.NewDecoder(in)
	open, err := dec.Token()
	if err != nil {
		return fileBroken(dec.InputOffset(), err)
	}
	index := 0
	if open == json.Delim('[') {
		return scanArray(dec, &index, yield)
	}
	return scanObject(dec, &index, yield)
}

func scanArray(dec *json.Decoder, index *int, yield func(Item) error) error {
	for dec.More() {
		offset := dec.InputOffset()
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return fileBroken(dec.InputOffset(), err)
		}
		*index++
		if err := yield(Item{Index: *index, Offset: offset, Raw: raw}); err != nil {
			return err
		}
	}
	if _, err := dec.Token(); err != nil {
		return fileBroken(dec.InputOffset(), err)
	}
	return nil
}

// scanObject reads a single record, or streams the array under "data".
func scanObject(dec *json.Decoder, index *int, yield func(Item) error) error {
	var record bytes.Buffer
	streamed := false
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return fileBroken(dec.InputOffset(), err)
		}
		if key == "data" {
			if done, err := scanData(dec, index, &record, yield); err != nil {
				return err
			} else if done {
				streamed = true
			}
			continue
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return fileBroken(dec.InputOffset(), err)
		}
		appendField(&record, key, value)
	}
	if _, err := dec.Token(); err != nil {
		return fileBroken(dec.InputOffset(), err)
	}
	if streamed {
		return nil
	}
	*index++
	if record.Len() == 0 {
		record.WriteByte('{')
	}
	record.WriteByte('}')
	return yield(Item{Index: *index, Raw: record.Bytes()})
}

// scanData streams data's array; any other value joins the record.
func scanData(dec *json.Decoder, index *int, record *bytes.Buffer, yield func(Item) error) (streamed bool, err error) {
	rest := bufio.NewReader(dec.Buffered())
	for {
		b, err := rest.ReadByte()
		if err != nil {
			break // the colon and value lie beyond what is buffered
		}
		if b == ':' || b == ' ' || b == '\n' || b == '\r' || b == '\t' {
			continue
		}
		if b == '[' {
			if _, err := dec.Token(); err != nil {
				return false, fileBroken(dec.InputOffset(), err)
			}
			return true, scanArray(dec, index, yield)
		}
		break
	}
	var value json.RawMessage
	if err := dec.Decode(&value); err != nil {
		return false, fileBroken(dec.InputOffset(), err)
	}
	appendField(record, "data", value)
	return false, nil
}

func appendField(record *bytes.Buffer, key json.Token, value []byte) {
	if record.Len() == 0 {
		record.WriteByte('{')
	} else {
		record.WriteByte(',')
	}
	name, _ := json.Marshal(key) // a string always encodes
	record.Write(name)
	record.WriteByte(':')
	record.Write(value)
}
