package province

import (
	"strings"

	"motcua/internal/org"
)

// Assigned is who decides a procedure of the national catalogue in this
// province, by its code, with the days of every move between agencies; nil
// when the seed says nothing about it. Several rules in force on one day are a
// choice for the applicant.
func Assigned(code string) []org.Rule {
	commune := org.ByLevel(org.LevelCommune, org.KindPeoplesCommittee)
	district := org.ByLevel(org.LevelDistrict, org.KindPeoplesCommittee)
	// Driving licences and criminal records went to the police on 01/3/2025.
	toPolice := func(from string) []org.Rule {
		return []org.Rule{
			org.ByAgency(from).Through(sectorMerger().AddDays(-1)),
			org.ByAgency("cong-an-tinh").Since(sectorMerger()),
		}
	}
	switch code {
	case "1.001193", "1.000894", "1.000656", "1.004873", "2.000815", "2.000884", "2.000908":
		return []org.Rule{commune}
	case "2.000635":
		return []org.Rule{commune, org.ByAgency("so-tu-phap")}
	case "1.004222", "1.004194":
		return []org.Rule{org.ByLevel(org.LevelCommune, org.KindPolice)}
	case "1.001612", "1.013225":
		return []org.Rule{district}
	case "2.001610":
		return []org.Rule{org.ByAgency("so-ke-hoach-dau-tu")}
	case "2.001955":
		return []org.Rule{org.ByAgency("so-lao-dong-tbxh")}
	case "1.002809":
		return toPolice("so-giao-thong-van-tai")
	case "2.000488":
		return toPolice("so-tu-phap")
	case "1.002425":
		return []org.Rule{org.ByAgency("so-y-te")}
	}
	return nil
}

// RuleFor reads the name of an executing agency as the national catalogue
// writes it ("Ủy ban Nhân dân xã, phường, thị trấn.", "Công an cấp Xã", "Sở
// Xây dựng các tỉnh, thành phố") as a rule of this province. It is false for
// ministries, other provinces and names it does not know.
func RuleFor(executing string) (org.Rule, bool) {
	key := slug(executing)
	key = strings.TrimPrefix(key, "chu-tich-")
	key = strings.TrimPrefix(key, "bo-phan-mot-cua-")
	key = strings.Replace(key, "ubnd", "uy-ban-nhan-dan", 1)
	if strings.HasPrefix(key, "co-quan-chuyen-mon-ve-") && strings.HasSuffix(key, "-thuoc-uy-ban-nhan-dan-cap-xa") {
		key = "uy-ban-nhan-dan-cap-xa"
	}
	if r, ok := generic(key); ok {
		return r, true
	}
	for _, tail := range [...]string{"-cac-tinh-thanh-pho", "-tinh-thanh-pho", "-tinh-quang-ninh", "-cap-tinh", "-tinh"} {
		key = strings.TrimSuffix(key, tail)
	}
	for _, s := range sectors() {
		name := strings.TrimSuffix(strings.TrimSuffix(slug(s.name), "-quang-ninh"), "-tinh")
		if key == name {
			return org.ByAgency(s.id), true
		}
	}
	return org.Rule{}, false
}

// generic knows the names that stand for a level or for one office.
func generic(key string) (org.Rule, bool) {
	switch key {
	case "uy-ban-nhan-dan-cap-xa", "uy-ban-nhan-dan-xa-phuong-thi-tran", "uy-ban-nhan-dan-xa-phuong-dac-khu", "uy-ban-nhan-dan-xa":
		return org.ByLevel(org.LevelCommune, org.KindPeoplesCommittee), true
	case "uy-ban-nhan-dan-cap-huyen", "uy-ban-nhan-dan-quan-huyen-thi-xa-thanh-pho", "uy-ban-nhan-dan-huyen":
		return org.ByLevel(org.LevelDistrict, org.KindPeoplesCommittee), true
	case "uy-ban-nhan-dan-cap-tinh", "uy-ban-nhan-dan-tinh", "uy-ban-nhan-dan-tinh-thanh-pho-truc-thuoc-trung-uong":
		return org.ByLevel(org.LevelProvince, org.KindPeoplesCommittee), true
	case "cong-an-cap-xa", "cong-an-xa", "cong-an-xa-phuong-thi-tran", "cong-an-xa-phuong-dac-khu":
		return org.ByLevel(org.LevelCommune, org.KindPolice), true
	case "cong-an-cap-tinh", "cong-an-tinh", "cong-an-tinh-thanh-pho":
		return org.ByAgency("cong-an-tinh"), true
	case "thue-tinh", "thue-tinh-thanh-pho", "cuc-thue-tinh-thanh-pho":
		return org.ByAgency("thue-tinh"), true
	case "chi-nhanh-van-phong-dang-ky-dat-dai", "chi-nhanh-van-phong-dang-ky-dat-dai-khu-vuc":
		return org.ByAgency("van-phong-dang-ky-dat-dai"), true
	case "ban-quan-ly-khu-cong-nghiep-khu-kinh-te-khu-che-xuat-khu-cong-nghe-cao-cac-tinh-thanh-pho", "ban-quan-ly-khu-che-xuat-khu-cong-nghiep":
		return org.ByAgency("ban-quan-ly-kkt"), true
	}
	return org.Rule{}, false
}
