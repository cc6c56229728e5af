//! What looks like a number, a date to keep, a mark, and is none.

use super::random::Random;
use jiff::civil::Date;

/// A sentence with figures that are neither a citation nor a deadline.
pub(super) fn sentence(random: &mut Random, day: Date) -> String {
    let year = day.year();
    let n = random.within(2, 98);
    let past = day.checked_sub(jiff::Span::new().days(40)).unwrap();
    let before = format!("{:02}/{}/{}", past.day(), past.month(), past.year());
    match random.below(26) {
        0 => format!("Nhiệm kỳ {}-{} có {n} đồng chí tham gia.", year - 1, year + 4),
        1 => format!("Giai đoạn {}-{} đã hỗ trợ {n} hộ.", year - 5, year - 1),
        2 => "Bảo đảm trực 24/7 tại các điểm tiếp nhận.".to_owned(),
        3 => format!("Tình hình quý I/{year} cơ bản ổn định."),
        4 => "Chính quyền địa phương 02 cấp hoạt động thông suốt.".to_owned(),
        5 => format!("Tờ khai lập theo Mẫu số {n:02}/KK-TNCN."),
        6 => format!("Số điện thoại liên hệ: 0912.345.6{n:02}."),
        7 => format!("Kinh phí dự kiến {n}.500.000 đồng, trong đó ngân sách tỉnh 60%."),
        8 => format!("Gạch xây phải phù hợp QCVN 16:{}/BXD.", year - 8),
        9 => format!("Số tài khoản 1121-0000-{n}45 tại Kho bạc Nhà nước."),
        10 => format!("Đến nay đã hoàn thành trước ngày {before} việc kiểm kê đợt 1."),
        11 => format!("Từ năm {} đến năm {} đã trồng {n} ha rừng.", year - 4, year),
        12 => format!("Hội nghị ngày {before} đã thống nhất chủ trương này."),
        13 => format!("Số liệu tính đến ngày {before} là {n} hộ."),
        14 => "Việc này khẩn trương nhưng không làm ồ ạt; tài liệu mật gửi riêng.".to_owned(),
        15 => "Tài liệu chỉ lưu hành nội bộ thì không đăng trên cổng thông tin.".to_owned(),
        16 => format!("Tỷ lệ 2/3 số thôn đạt chuẩn, {n}/114 xã còn thiếu phòng học."),
        17 => "Một số nơi còn hoả tốc xin ý kiến, chưa chủ động.".to_owned(),
        18 => format!("Báo cáo tình hình năm {} cho thấy còn {n} vướng mắc.", year - 1),
        19 => format!("Thửa đất số {n}, tờ bản đồ số 15 đang có tranh chấp."),
        20 => {
            "Theo quy định của Luật Đất đai năm 2024, việc này thuộc thẩm quyền cấp xã.".to_owned()
        }
        21 => format!("Dự thảo lần 2 đã được {n} cơ quan góp ý."),
        22 => format!("Văn bản này không thay thế hướng dẫn của ngành, chỉ nêu {n} việc cụ thể."),
        23 => format!("Tuyến đường ĐT.{n}9 dài {n},5 km, mặt cắt 7,5/9 m."),
        24 => format!("Thời gian họp từ 8 giờ 00 đến 11 giờ 30, tổ {n} người."),
        _ => format!("Kế hoạch 5 năm {}-{} và đề án 06 tiếp tục được thực hiện.", year, year + 5),
    }
}
