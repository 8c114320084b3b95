package procedure

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"motcua/internal/calendar"
	"motcua/internal/fault"
	"motcua/internal/locale"
)

// Record is one record of the national database, read.
type Record struct {
	// Procedure is what was understood. Its Stage tells the shape: Listed for
	// a catalogue line, Described for a full record.
	Procedure Procedure
	// Known is the first day the record claims for itself: the deciding act's,
	// else its entry's. Zero for catalogue lines.
	Known calendar.Date
	// Updated is the day of the record's last change, zero when not told.
	Updated calendar.Date
	// Hash names the record's content; two records with the same hash say the
	// same thing.
	Hash string
	// Raw is the record as it came.
	Raw json.RawMessage
}

// readerVersion is part of every content hash: raising it makes an import
// describe anew what an older reader understood differently.
const readerVersion = "1"

// MaxRecord is the longest record that is read, in bytes.
const MaxRecord = 16 << 20

//nolint:gochecknoglobals // compiled once
var codeText = regexp.MustCompile(`^\d\.\d{4,12}([.-][0-9A-Za-z]+)*$`)

type rawNamed struct {
	Name string `json:"name"`
	Code string `json:"code"`
}

type rawFee struct {
	Type         string   `json:"type"`
	Value        *float64 `json:"value"`
	CurrencyName string   `json:"currencyName"`
	Description  string   `json:"description"`
}

type rawMethod struct {
	Method      string          `json:"submissionMethod"`
	Time        json.RawMessage `json:"processingTime"`
	Unit        string          `json:"processingTimeUnit"`
	Description string          `json:"description"`
	Fees        []rawFee        `json:"fees"`
}

type rawPaper struct {
	Originals      json.RawMessage `json:"originalQty"`
	Copies         json.RawMessage `json:"copyQty"`
	ElectronicForm bool            `json:"hasElectronicForm"`
	Name           string          `json:"name"`
	Code           string          `json:"code"`
}

type rawGroup struct {
	Name   string     `json:"name"`
	Papers []rawPaper `json:"profileComponents"`
}

type rawCase struct {
	Name string `json:"name"`
	Code string `json:"code"`
	Day  struct {
		Quantity json.RawMessage `json:"qty"`
		Unit     string          `json:"type"`
	} `json:"processingDay"`
	Papers []rawPaper `json:"profileComponents"`
}

type rawRecord struct {
	ID    string `json:"id"`
	Code  string `json:"code"`
	Name  string `json:"name"`
	Type  string `json:"type"`
	State string `json:"state"`

	// of catalogue lines
	Categories  []string `json:"categories"`
	Departments []string `json:"departments"`
	Promulgator string   `json:"departmentPromulgate"`
	Targets     []string `json:"formalityTargetType"`

	// of full records
	Steps []struct {
		Name        string `json:"name"`
		Description string `json:"description"`
	} `json:"executionSteps"`
	Methods        []rawMethod  `json:"executionMethods"`
	Groups         []rawGroup   `json:"executionCases"`
	Loose          []rawPaper   `json:"profileComponents"`
	Cases          []rawCase    `json:"cases"`
	Category       *rawNamed    `json:"category"`
	CategoryList   []rawNamed   `json:"categoriesDetails"`
	PromulgateName string       `json:"departmentPromulgateName"`
	IsWard         bool         `json:"isWard"`
	IsProvince     bool         `json:"isProvince"`
	IsMinistry     bool         `json:"isMinistry"`
	IsOther        bool         `json:"isOtherAgency"`
	IsAnywhere     bool         `json:"isNonTerritorial"`
	Subjects       []rawNamed   `json:"subjectTypesDetails"`
	Results        []rawNamed   `json:"resultsDetails"`
	LegalBases     []rawNamed   `json:"legalBasisesDetails"`
	Services       []rawNamed   `json:"serviceGroupsDetails"`
	Keywords       string       `json:"keywords"`
	Requirements   string       `json:"requirementsAndConditions"`
	Executing      string       `json:"executingAgencies"`
	ExecutingUnits []rawNamed   `json:"departmentsExecuting"`
	ExecutingKinds []rawNamed   `json:"unitGroupsExecuting"`
	Authorised     string       `json:"authorizedAgencies"`
	Coordinating   string       `json:"coordinatingAgencies"`
	Receiving      string       `json:"dossierReceivingAddresses"`
	DecisionNo     string       `json:"decisionNo"`
	Proposal       *rawProposal `json:"procedureProposal"`
	CreatedAt      int64        `json:"createdAt"`
	UpdatedAt      int64        `json:"updatedAt"`
}

type rawProposal struct {
	Number string `json:"proposalNumber"`
	Date   int64  `json:"decisionDate"`
	Type   string `json:"proposalType"`
	Agency struct {
		Name string `json:"name"`
	} `json:"issuingAgency"`
}

// ParseRecord reads one record: a catalogue line or a full record, told apart
// by their shape, bare or inside {"data": …}. Nothing of it is lost (Raw); what
// cannot be counted is kept as its sentence.
//
// Errors are fault.Invalid with code procedure.record_broken and name the place
// within the record and the reason.
func ParseRecord(line []byte) (Record, error) {
	line = bytes.TrimSpace(bytes.TrimPrefix(line, []byte("\xef\xbb\xbf")))
	if len(line) > MaxRecord {
		return Record{}, broken(locale.F("bản ghi dài %d byte, quá %d byte", "the record has %d bytes, more than %d", len(line), MaxRecord))
	}
	if !utf8.Valid(line) {
		return Record{}, broken(locale.F("byte thứ %d không phải UTF-8", "byte %d is not UTF-8", invalidAt(line)))
	}
	shape, line, err := shapeOf(line)
	if err != nil {
		return Record{}, err
	}
	var raw rawRecord
	if err := json.Unmarshal(line, &raw); err != nil {
		return Record{}, jsonFault(err)
	}
	code := raw.code()
	if !codeText.MatchString(code) || len(code) > 64 {
		return Record{}, broken(locale.F("mã thủ tục “%s” không có dạng 1.000000", "the procedure code %q does not look like 1.000000", clip(code)))
	}
	if !strings.ContainsFunc(cleanLine(raw.Name), unicode.IsLetter) {
		return Record{}, broken(locale.F("thủ tục %s không có tên", "procedure %s has no name", code))
	}
	hash, err := contentHash(line)
	if err != nil {
		return Record{}, err
	}
	rec := Record{Hash: hash, Raw: bytes.Clone(line), Updated: epochDate(raw.UpdatedAt)}
	if !shape {
		rec.Procedure = raw.listing(code)
		return rec, nil
	}
	rec.Procedure = raw.definition(code)
	rec.Known = rec.Procedure.Decision.Date
	if rec.Known.IsZero() {
		rec.Known = epochDate(raw.CreatedAt)
	}
	return rec, nil
}

// code is the procedure's code. The national database holds two procedures
// under one code that differ by a blank before it; such a code gets the end of
// the record's own id, so that neither overwrites the other.
func (r rawRecord) code() string {
	code := cleanLine(r.Code)
	if id := cleanLine(r.ID); code != r.Code && len(id) >= 8 {
		return code + "-" + id[len(id)-8:]
	}
	return code
}

func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

func broken(reason locale.Text) *fault.Error {
	return fault.New(fault.Invalid, "procedure.record_broken", reason)
}

func invalidAt(b []byte) int {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i + 1
		}
		i += n
	}
	return len(b)
}

func jsonFault(err error) error {
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return broken(locale.F("JSON hỏng tại byte thứ %d", "broken JSON at byte %d", syntax.Offset)).Because(err)
	case errors.As(err, &wrong):
		return broken(locale.F("trường “%s” (byte thứ %d) có kiểu %s ngoài dự kiến",
			"field %q (byte %d) holds an unexpected %s", wrong.Field, wrong.Offset, wrong.Value)).Because(err)
	}
	return broken(locale.T("JSON không đọc được", "unreadable JSON")).Because(err)
}

// shapeOf tells a full record (true) from a catalogue line and unwraps "data".
func shapeOf(line []byte) (full bool, record []byte, err error) {
	for range 2 {
		var keys map[string]json.RawMessage
		if err := json.Unmarshal(line, &keys); err != nil {
			return false, nil, jsonFault(err)
		}
		inner, wrapped := keys["data"]
		if _, coded := keys["code"]; wrapped && !coded || wrapped && bytes.HasPrefix(inner, []byte("{")) {
			line = inner
			continue
		}
		for _, k := range []string{"executionMethods", "executionCases", "executionSteps"} {
			if _, ok := keys[k]; ok {
				return true, line, nil
			}
		}
		return false, line, nil
	}
	return false, line, nil
}

// contentHash is SHA-256 over the record with sorted keys, without the day of
// its last touch.
func contentHash(line []byte) (string, error) {
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.UseNumber()
	var keys map[string]any
	if err := dec.Decode(&keys); err != nil {
		return "", jsonFault(err)
	}
	delete(keys, "updatedAt")
	canonical, err := json.Marshal(keys)
	if err != nil {
		return "", jsonFault(err)
	}
	sum := sha256.Sum256(append([]byte(readerVersion+"\n"), canonical...))
	return hex.EncodeToString(sum[:]), nil
}

// epochDate is the Vietnamese day of epoch milliseconds; zero stays zero, and
// so does what no decision of this system can carry.
func epochDate(ms int64) calendar.Date {
	const first, last = 0, 4102444800000 // 1970 and 2100
	if ms <= first || ms >= last {
		return calendar.Date{}
	}
	return calendar.At(time.UnixMilli(ms)).Date()
}

func (r rawRecord) listing(code string) Procedure {
	p := r.head(code, r.Promulgator)
	p.Stage = Listed
	if len(r.Categories) > 0 {
		p.Field = Field{Name: cleanLine(r.Categories[0])}
	}
	p.Departments = lines(r.Departments)
	p.Subjects = lines(r.Targets)
	p.LifeEvents = EventsFor(p)
	return p
}

func (r rawRecord) head(code, promulgator string) Procedure {
	p := Procedure{
		Code: code, Name: cleanLine(r.Name), Kind: kindOf(r.Type), Promulgator: cleanLine(promulgator),
	}
	p.Short = locale.Text{VI: ShortName(p.Name)}
	// A province's own procedure is its own, whatever type its record claims.
	if p.Kind == Standard && hasAnyPrefix(strings.ToLower(p.Promulgator), "ubnd ", "ủy ban nhân dân ") && ProvinceOf(p.Promulgator) != "" {
		p.Kind = Specific
	}
	if p.Kind == Specific {
		p.Province = ProvinceOf(p.Promulgator)
	}
	return p
}

func kindOf(t string) Kind {
	switch t {
	case "SPECIFIC", "SPECIFIC_INTERNAL":
		return Specific
	case "STANDARD_INTERNAL", "INTERNAL":
		return Internal
	}
	return Standard
}

func lines(in []string) []string {
	var out []string
	for _, s := range in {
		if s = cleanLine(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

func names(in []rawNamed) []string {
	var out []string
	for _, n := range in {
		if s := cleanLine(n.Name); s != "" {
			out = append(out, s)
		}
	}
	return out
}

func references(in []rawNamed) []Reference {
	var out []Reference
	for _, n := range in {
		if s := cleanLine(n.Name); s != "" {
			out = append(out, Reference{Code: cleanLine(n.Code), Name: locale.Text{VI: s}})
		}
	}
	return out
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// ProvinceOf is the bare name of the province that an agency's name holds:
// "UBND Thành phố Hải Phòng" gives "Hải Phòng"; "" when it names none.
func ProvinceOf(agency string) string {
	low := strings.ToLower(agency)
	for _, mark := range []string{"tỉnh ", "thành phố ", "tp. ", "tp "} {
		if i := strings.LastIndex(low, mark); i >= 0 {
			return strings.TrimSpace(agency[i+len(mark):])
		}
	}
	return ""
}
