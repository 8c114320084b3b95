package province

// mergers is the reorganisation of 01/7/2025: a new commune = the old communes
// it was made of, by district. P phường, X xã, TT thị trấn, ĐK đặc khu. Where
// an old commune was divided, only the part with its seat is followed. Written
// from memory, not yet compared with the resolution; the smaller mergers of
// 01/11/2024 (177 to 171 communes) are not told apart: every old commune is
// carried until 30/6/2025.
const mergers = `
P An Sinh = tx-dong-trieu: X An Sinh, X Bình Dương, X Tân Việt, X Việt Dân
P Đông Triều = tx-dong-trieu: P Đông Triều, P Đức Chính, P Hưng Đạo, P Hồng Phong, X Nguyễn Huệ, X Thủy An
P Bình Khê = tx-dong-trieu: X Bình Khê, P Tràng An, X Tràng Lương
P Mạo Khê = tx-dong-trieu: P Mạo Khê, P Xuân Sơn, P Kim Sơn, P Yên Thọ
P Hoàng Quế = tx-dong-trieu: P Hoàng Quế, X Hồng Thái Đông, X Hồng Thái Tây, X Yên Đức
P Yên Tử = tp-uong-bi: P Phương Đông, P Phương Nam, X Thượng Yên Công
P Vàng Danh = tp-uong-bi: P Vàng Danh, P Bắc Sơn, P Nam Khê, P Trưng Vương
P Uông Bí = tp-uong-bi: P Quang Trung, P Thanh Sơn, P Yên Thanh
P Đông Mai = tx-quang-yen: P Đông Mai, P Minh Thành
P Hiệp Hòa = tx-quang-yen: X Hiệp Hòa, P Cộng Hòa, X Sông Khoai
P Quảng Yên = tx-quang-yen: P Quảng Yên, P Yên Giang, X Tiền An
P Hà An = tx-quang-yen: P Hà An, P Tân An, X Hoàng Tân
P Phong Cốc = tx-quang-yen: P Phong Cốc, P Nam Hòa, P Yên Hải, X Cẩm La
P Liên Hòa = tx-quang-yen: X Liên Hòa, X Liên Vị, X Tiền Phong, P Phong Hải
P Tuần Châu = tp-ha-long: P Tuần Châu, P Đại Yên
P Việt Hưng = tp-ha-long: P Việt Hưng, P Giếng Đáy, P Hà Khẩu
P Bãi Cháy = tp-ha-long: P Bãi Cháy, P Hùng Thắng
P Hà Tu = tp-ha-long: P Hà Tu, P Hà Phong
P Hà Lầm = tp-ha-long: P Hà Lầm, P Cao Thắng, P Hà Trung
P Cao Xanh = tp-ha-long: P Cao Xanh, P Hà Khánh
P Hồng Gai = tp-ha-long: P Hồng Gai, P Bạch Đằng, P Trần Hưng Đạo, P Yết Kiêu
P Hạ Long = tp-ha-long: P Hồng Hải, P Hồng Hà
P Hoành Bồ = tp-ha-long: P Hoành Bồ, X Sơn Dương, X Lê Lợi
X Quảng La = tp-ha-long: X Quảng La, X Bằng Cả, X Dân Chủ, X Tân Dân
X Thống Nhất = tp-ha-long: X Thống Nhất, X Vũ Oai, X Hòa Bình, X Đồng Lâm
P Mông Dương = tp-cam-pha: P Mông Dương, X Dương Huy
P Quang Hanh = tp-cam-pha: P Quang Hanh, P Cẩm Thạch, P Cẩm Thủy
P Cẩm Phả = tp-cam-pha: P Cẩm Trung, P Cẩm Thành, P Cẩm Bình, P Cẩm Tây, P Cẩm Đông
P Cửa Ông = tp-cam-pha: P Cửa Ông, P Cẩm Phú, P Cẩm Sơn, P Cẩm Thịnh
X Hải Hòa = tp-cam-pha: X Cẩm Hải, X Cộng Hòa
X Tiên Yên = h-tien-yen: TT Tiên Yên, X Phong Dụ, X Tiên Lãng
X Điền Xá = h-tien-yen: X Điền Xá, X Hà Lâu, X Yên Than
X Đông Ngũ = h-tien-yen: X Đông Ngũ, X Đông Hải, X Đại Dực
X Hải Lạng = h-tien-yen: X Hải Lạng, X Đồng Rui
X Lương Minh = h-ba-che: X Lương Mông, X Minh Cầm; tp-ha-long: X Đồng Sơn
X Kỳ Thượng = h-ba-che: X Thanh Lâm, X Đạp Thanh; tp-ha-long: X Kỳ Thượng
X Ba Chẽ = h-ba-che: TT Ba Chẽ, X Thanh Sơn, X Nam Sơn, X Đồn Đạc
X Quảng Tân = h-dam-ha: X Quảng Tân, X Dực Yên, X Quảng Lâm, X Quảng An
X Đầm Hà = h-dam-ha: TT Đầm Hà, X Đầm Hà, X Tân Bình, X Đại Bình, X Tân Lập
X Quảng Hà = h-hai-ha: TT Quảng Hà, X Quảng Minh, X Quảng Chính, X Quảng Phong
X Đường Hoa = h-hai-ha: X Đường Hoa, X Quảng Long, X Quảng Sơn
X Quảng Đức = h-hai-ha: X Quảng Đức, X Quảng Thành, X Quảng Thịnh
X Cái Chiên = h-hai-ha: X Cái Chiên
X Hoành Mô = h-binh-lieu: X Hoành Mô, X Đồng Văn
X Lục Hồn = h-binh-lieu: X Lục Hồn, X Đồng Tâm
X Bình Liêu = h-binh-lieu: TT Bình Liêu, X Húc Động, X Vô Ngại
X Hải Sơn = tp-mong-cai: X Hải Sơn, X Bắc Sơn
X Hải Ninh = tp-mong-cai: X Quảng Nghĩa, X Hải Tiến
X Vĩnh Thực = tp-mong-cai: X Vĩnh Thực, X Vĩnh Trung
P Móng Cái 1 = tp-mong-cai: P Trần Phú, P Hải Hòa, P Hòa Lạc, P Bình Ngọc, P Trà Cổ, X Hải Xuân
P Móng Cái 2 = tp-mong-cai: P Ka Long, P Ninh Dương, X Vạn Ninh
P Móng Cái 3 = tp-mong-cai: P Hải Yên, X Hải Đông
ĐK Vân Đồn = h-van-don: TT Cái Rồng, X Bản Sen, X Bình Dân, X Đài Xuyên, X Đoàn Kết, X Đông Xá, X Hạ Long, X Minh Châu, X Ngọc Vừng, X Quan Lạn, X Thắng Lợi, X Vạn Yên
ĐK Cô Tô = h-co-to: TT Cô Tô, X Đồng Tiến, X Thanh Lân
`
