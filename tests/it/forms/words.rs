//! The vocabulary: places, people, bodies, subjects, tasks. All sentences are of our own.

/// Provinces of the present and of the past.
pub(super) const PROVINCES: [&str; 16] = [
    "Hưng Yên",
    "Thái Nguyên",
    "Lào Cai",
    "Nghệ An",
    "Hà Tĩnh",
    "Quảng Trị",
    "Gia Lai",
    "Đắk Lắk",
    "Lâm Đồng",
    "Đồng Tháp",
    "Cà Mau",
    "Vĩnh Long",
    "An Giang",
    "Khánh Hòa",
    "Thanh Hóa",
    "Tuyên Quang",
];

/// Cities under the centre.
pub(super) const CITIES: [&str; 5] = ["Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế", "Hồ Chí Minh"];

/// Communes that do not exist, and whether they are wards.
pub(super) const COMMUNES: [(&str, bool); 8] = [
    ("Bến Giang", false),
    ("Suối Ngàn", false),
    ("Đồng Mây", false),
    ("Tân Lãng", false),
    ("Cầu Son", true),
    ("Phú Lộc Hạ", false),
    ("Nam Thượng", true),
    ("Khe Vầu", false),
];

/// Family names.
pub(super) const FAMILIES: [&str; 14] = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Đinh", "Lò",
    "Giàng", "Trương",
];

/// Middle names.
pub(super) const MIDDLES: [&str; 10] =
    ["Văn", "Thị", "Đức", "Quang", "Thị Thu", "Minh", "Hữu", "Xuân", "Ngọc", "Thanh"];

/// Given names.
pub(super) const GIVEN: [&str; 16] = [
    "Hòa", "Thủy", "Tuấn", "Hạnh", "Sơn", "Lý", "Dũng", "Yến", "Khoa", "Toàn", "Ánh", "Ơn", "Đạt",
    "Quý", "Bích", "Thắng",
];

/// A department: its name, its letters, a unit of it.
pub(super) type Department = (&'static str, &'static str, &'static str);

/// Departments of a province.
pub(super) const DEPARTMENTS: [Department; 9] = [
    ("Sở Nội vụ", "SNV", "CCVC"),
    ("Sở Tài chính", "STC", "QLNS"),
    ("Sở Y tế", "SYT", "NVY"),
    ("Sở Xây dựng", "SXD", "QLN"),
    ("Sở Tư pháp", "STP", "PBGDPL"),
    ("Sở Công Thương", "SCT", "QLTM"),
    ("Sở Giáo dục và Đào tạo", "SGDĐT", "VP"),
    ("Sở Khoa học và Công nghệ", "SKHCN", "CĐS"),
    ("Sở Nông nghiệp và Môi trường", "SNNMT", "TTBVTV"),
];

/// Ministries.
pub(super) const MINISTRIES: [Department; 8] = [
    ("Bộ Nội vụ", "BNV", "CCVC"),
    ("Bộ Tài chính", "BTC", "NSNN"),
    ("Bộ Y tế", "BYT", "DP"),
    ("Bộ Xây dựng", "BXD", "KHCNMT&VLXD"),
    ("Bộ Tư pháp", "BTP", "PLHSHC"),
    ("Bộ Công Thương", "BCT", "TTTN"),
    ("Bộ Giáo dục và Đào tạo", "BGDĐT", "GDTH"),
    ("Bộ Khoa học và Công nghệ", "BKHCN", "CĐSQG"),
];

/// What a directive is about, behind "về".
pub(super) const TOPICS: [&str; 34] = [
    "thu, chi ngân sách quý II/2026",
    "phát triển đường giao thông nông thôn giai đoạn 2026-2030",
    "mở lớp “Tìm hiểu pháp luật cho người trẻ” năm 2026",
    "phòng, chống dịch bệnh mùa hè (đợt 2)",
    "công tác nhân sự của hội, nhiệm kỳ 2025-2030",
    "bảo đảm cung ứng điện, nước sạch; xử lý vi phạm hành lang an toàn lưới điện",
    "ứng dụng chữ ký số tại 02 cấp chính quyền",
    "cấp phát gạo cho hộ thiếu đói dịp giáp hạt",
    "tăng cường phòng cháy, chữa cháy tại các chợ dân sinh",
    "quản lý bến đò ngang trong mùa mưa lũ",
    "công tác thu gom rác thải ở khu vực nông thôn",
    "chấn chỉnh kỷ luật giờ làm việc",
    "tổ chức tiêm phòng cho đàn gia súc vụ xuân",
    "bố trí trụ sở cho trạm y tế cấp xã",
    "quản lý vỉa hè, lòng đường đô thị",
    "số hóa hồ sơ hộ tịch",
    "chăm lo người có công với cách mạng",
    "phát triển nghề trồng dâu, nuôi tằm",
    "kiểm kê tài sản công tại các đơn vị sự nghiệp",
    "nâng cao chất lượng sinh hoạt chi bộ ở thôn, tổ dân phố",
    "đào tạo nghề cho lao động trẻ",
    "bảo vệ rừng phòng hộ đầu nguồn",
    "khắc phục sạt lở kè sông",
    "phòng, chống dịch bệnh trên cây lúa",
    "công tác văn thư, lưu trữ trong cơ quan nhà nước",
    "sử dụng phần mềm quản lý văn bản",
    "phân bổ kinh phí sửa chữa cầu treo",
    "bảo đảm an toàn giao thông dịp lễ hội",
    "xây dựng nhà văn hóa liên thôn",
    "hỗ trợ học sinh vùng khó khăn",
    "phối hợp quản lý người nước ngoài lưu trú",
    "thực hiện dân chủ ở cơ sở",
    "hòa giải tranh chấp đất đai từ cơ sở",
    "nâng cấp hệ thống truyền thanh thông minh",
];

/// Tasks: what a body does, in small letters.
pub(super) const TASKS: [&str; 24] = [
    "rà soát, thống kê các bến đò ngang trên địa bàn",
    "lập danh mục công trình thủy lợi xuống cấp",
    "tổ chức tập huấn cho cán bộ thôn, tổ dân phố",
    "kiểm tra việc niêm yết giá tại các chợ",
    "hoàn thiện quy chế phối hợp giữa các đơn vị",
    "bố trí kinh phí mua sắm thiết bị truyền thanh",
    "tuyên truyền đến từng hộ dân về phân loại rác",
    "xây dựng phương án sắp xếp các điểm trường lẻ",
    "cập nhật dữ liệu hộ nghèo vào phần mềm dùng chung",
    "phân công lãnh đạo trực tiếp phụ trách từng địa bàn",
    "sửa chữa các tuyến kênh mương bị hư hỏng",
    "tổng hợp khó khăn, vướng mắc của cơ sở",
    "khảo sát nhu cầu học nghề của thanh niên",
    "bàn giao hồ sơ, tài liệu lưu trữ cho đơn vị tiếp nhận",
    "đôn đốc các hộ kinh doanh ký cam kết bảo đảm an toàn thực phẩm",
    "tháo dỡ biển quảng cáo đặt sai vị trí",
    "chuẩn bị vật tư, phương tiện ứng phó mưa lũ",
    "thẩm định dự toán sửa chữa cầu treo",
    "niêm yết công khai danh sách hộ được hỗ trợ",
    "củng cố tổ hòa giải ở các thôn",
    "kiện toàn ban quản lý rừng phòng hộ",
    "xử lý dứt điểm các vụ lấn chiếm hành lang đường bộ",
    "trồng dặm cây phân tán dọc các tuyến đê",
    "vận hành thử hệ thống họp trực tuyến",
];

/// Topics of sections, that are nobody.
pub(super) const HEADINGS: [&str; 6] = [
    "Công tác tuyên truyền",
    "Về kinh phí thực hiện",
    "Công tác kiểm tra, giám sát",
    "Về cơ sở vật chất",
    "Nâng cao chất lượng đội ngũ",
    "Một số nhiệm vụ trọng tâm",
];

/// Who is addressed by papers of the State.
pub(super) const STATE_ADDRESSEES: [&str; 8] = [
    "Các sở, ban, ngành tỉnh",
    "Ủy ban nhân dân các xã, phường",
    "Thủ trưởng các đơn vị sự nghiệp thuộc tỉnh",
    "Công an tỉnh",
    "Kho bạc Nhà nước khu vực",
    "Giám đốc các Trung tâm Y tế",
    "Hiệu trưởng các trường trung học phổ thông",
    "Ban Quản lý các khu công nghiệp tỉnh",
];

/// Who is addressed by papers of the Party.
pub(super) const PARTY_ADDRESSEES: [&str; 7] = [
    "Các đảng ủy trực thuộc Tỉnh ủy",
    "Ban thường vụ đảng ủy các xã, phường",
    "Đảng ủy Ủy ban nhân dân tỉnh",
    "Các ban, cơ quan tham mưu, giúp việc Tỉnh ủy",
    "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
    "Đảng ủy Công an tỉnh",
    "Trường Chính trị tỉnh",
];

/// Who is given a task.
pub(super) const STATE_DOERS: [&str; 9] = [
    "Sở Nội vụ",
    "Sở Tài chính",
    "Sở Y tế",
    "Sở Giáo dục và Đào tạo",
    "Sở Nông nghiệp và Môi trường",
    "Ủy ban nhân dân các xã, phường",
    "Công an tỉnh",
    "Văn phòng Ủy ban nhân dân tỉnh",
    "Sở Khoa học và Công nghệ",
];

/// Who is given a task by the Party.
pub(super) const PARTY_DOERS: [&str; 9] = [
    "Ban Tổ chức Tỉnh ủy",
    "Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "Ủy ban Kiểm tra Tỉnh ủy",
    "Văn phòng Tỉnh ủy",
    "Đảng ủy Ủy ban nhân dân tỉnh",
    "Đảng ủy các xã, phường",
    "Ban thường vụ đảng ủy các xã, phường",
    "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
    "Ban Nội chính Tỉnh ủy",
];
