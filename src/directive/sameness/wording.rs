//! How names of bodies are worded: what is short for what, who acts for whom, what is of one place.

/// Short ways to write words.
pub(super) const SHORT: [(&str, &str); 10] = [
    ("ubnd", "ủy ban nhân dân"),
    ("hđnd", "hội đồng nhân dân"),
    ("ubhc", "ủy ban hành chính"),
    ("ubtvqh", "ủy ban thường vụ quốc hội"),
    ("tp", "thành phố"),
    ("tx", "thị xã"),
    ("tt", "thị trấn"),
    ("btv", "ban thường vụ"),
    ("bch", "ban chấp hành"),
    ("hcm", "hồ chí minh"),
];

/// Levels of government; those of two words first.
pub(super) const LEVELS: [&str; 9] =
    ["thành phố", "thị xã", "thị trấn", "đặc khu", "tỉnh", "huyện", "quận", "xã", "phường"];
/// The level of a city under the centre.
pub(super) const CITY: &str = "thành phố";
pub(super) const CITY_OF_PROVINCE: &str = "thành phố thuộc tỉnh";
pub(super) const PROVINCE: &str = "tỉnh";

/// Who heads which bodies, and signs in their name with their number.
pub(super) const HEADS: [(&str, &str); 10] = [
    ("bộ trưởng", "bộ"),
    ("chủ tịch", "ủy ban nhân dân"),
    ("chủ tịch", "ủy ban hành chính"),
    ("giám đốc", "sở"),
    ("thống đốc", "ngân hàng nhà nước"),
    ("chánh án", "tòa án nhân dân"),
    ("viện trưởng", "viện kiểm sát nhân dân"),
    ("bộ trưởng chủ nhiệm", "ủy ban dân tộc"),
    ("tổng cục trưởng", "tổng cục"),
    ("chánh văn phòng", "văn phòng"),
];

/// Committees of the Party, and the level that each is of.
pub(super) const COMMITTEES: [(&str, &str); 6] = [
    ("tỉnh ủy", PROVINCE),
    ("thành ủy", CITY),
    ("huyện ủy", "huyện"),
    ("quận ủy", "quận"),
    ("thị ủy", "thị xã"),
    ("đảng ủy", ""),
];
pub(super) const PROVINCIAL: &str = "tỉnh ủy";

/// Ways to name the Central Committee, and its organs that act for it.
pub(super) const CENTRE: [(&str, &[&str]); 11] = [
    ("ban chấp hành trung ương", &[]),
    ("ban chấp hành trung ương đảng", &[]),
    ("ban chấp hành trung ương đảng cộng sản việt nam", &[]),
    ("trung ương đảng", &[]),
    ("bộ chính trị", &["bộ chính trị"]),
    ("bộ chính trị trung ương đảng", &["bộ chính trị"]),
    ("bộ chính trị ban chấp hành trung ương đảng", &["bộ chính trị"]),
    ("bộ chính trị ban bí thư", &["bộ chính trị", "ban bí thư"]),
    ("ban bí thư", &["ban bí thư"]),
    ("ban bí thư trung ương", &["ban bí thư"]),
    ("ban bí thư trung ương đảng", &["ban bí thư"]),
];
pub(super) const CENTRAL: &str = "ban chấp hành trung ương";

/// Bodies of which every province has one of its own, none of them another's.
pub(super) const LOCAL: [&str; 4] =
    [PROVINCIAL, "ủy ban nhân dân", "ủy ban hành chính", "hội đồng nhân dân"];
/// What begins the names of bodies that exist in many places.
pub(super) const LOCAL_HEADS: [&str; 8] =
    ["sở", "phòng", "chi cục", "huyện ủy", "quận ủy", "thị ủy", "thành ủy", "đảng ủy"];
