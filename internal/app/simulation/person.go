package simulation

import (
	"fmt"

	"motcua/internal/calendar"
	"motcua/internal/dossier"
)

// person invents an owner, obviously so: family names with "Mẫu" and a number,
// an identity number of valid form, the telephone number of nobody.
func (r *run) person(place string) dossier.Party {
	families := []string{"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô"}
	female := r.rng.IntN(2)
	middle := []string{"Văn", "Thị"}[female]
	n := r.rng.IntN(100_000)
	year := 50 + r.rng.IntN(50)
	born := calendar.D(1900+year, 1+r.rng.IntN(12), 1+r.rng.IntN(28))
	return dossier.Party{
		Kind: dossier.Citizen, Account: fmt.Sprintf("mo-phong-%05d", n),
		Name:   fmt.Sprintf("%s %s Mẫu %05d", families[r.rng.IntN(len(families))], middle, n),
		Number: fmt.Sprintf("022%d%02d%06d", female, year, n), Born: born,
		Sex:     []string{"nam", "nữ"}[female],
		Address: address(r, place), Phone: fmt.Sprintf("+84900%06d", n),
	}
}

func address(r *run, place string) string {
	if p, ok := r.org.Place(place); ok {
		return "Tổ dân phố Mẫu, " + p.Name + ", tỉnh Quảng Ninh"
	}
	return "Địa chỉ mô phỏng, tỉnh Quảng Ninh"
}
