use crate::directive::{Directive, read};
use crate::document::{Page, PageStatus};
use proptest::prelude::*;
use proptest::sample::select;

fn of(text: &str) -> Directive {
    read(&[Page { text: text.into(), status: PageStatus::Text }])
}

/// Number, date, issuer, subject.
fn said(text: &str) -> [String; 4] {
    let directive = of(text);
    [directive.number, directive.date, directive.issuer, directive.subject]
        .map(Option::unwrap_or_default)
}

#[test]
fn titles_of_acts() {
    for (title, wanted) in [
        (
            "NGHỊ ĐỊNH\nCỦA CHÍNH PHỦ SỐ 61/2004/NĐ-CP NGÀY 09 THÁNG 3 NĂM 2004\nVỀ MUỐI ĂN\n\nCHÍNH PHỦ",
            ["61/2004/NĐ-CP", "2004-03-09", "Chính phủ", "MUỐI ĂN"],
        ),
        (
            "NGHỊ ĐỊNH CỦA CHÍNH PHỦ\n\nSỐ 61/2004/NĐ-CP NGÀY 9/3/2004 VỀ VIỆC LẬP PHƯỜNG\n\nCHÍNH PHỦ",
            ["61/2004/NĐ-CP", "2004-03-09", "Chính phủ", "LẬP PHƯỜNG"],
        ),
        (
            "SẮC LỆNH\n\nCỦA CHỦ TỊCH CHÍNH PHỦ LÂM THỜI SỐ 90 NGÀY 2 THÁNG 10 NĂM 1945\n\n\
             CHỦ TỊCH CHÍNH PHỦ LÂM THỜI",
            ["90-SL", "1945-10-02", "Chủ tịch Chính phủ lâm thời", ""],
        ),
        (
            "SẮC LỆNH\nCỦA CHỦ TỊCH NƯỚC VIỆT NAM DÂN CHỦ CỘNG HOÀ SỐ 84/SL\nNGÀY 3 THÁNG 4 NĂM 1947",
            ["84/SL", "1947-04-03", "Chủ tịch nước", ""],
        ),
        (
            "QUYẾT ĐỊNH\nCỦA BỘ TRƯỞNG BỘ TÀI CHÍNH SỐ 21/1999/QĐ-BTC\nNGÀY 5-2-1999 BAN HÀNH BIỂU GIÁ",
            ["21/1999/QĐ-BTC", "1999-02-05", "Bộ trưởng Bộ Tài chính", "BAN HÀNH BIỂU GIÁ"],
        ),
        (
            "LUẬT\nĐÊ SÔNG\n\nCỦA QUỐC HỘI NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKHÓA XI, KỲ HỌP THỨ 4 \
             SỐ 18/2003/QH11\nNGÀY 26 THÁNG 11 NĂM 2003\n\nCăn cứ vào Hiến pháp",
            ["18/2003/QH11", "2003-11-26", "Quốc hội", "ĐÊ SÔNG"],
        ),
        (
            "THÔNG TƯ LIÊN TỊCH\nCỦA BỘ TÀI CHÍNH - BỘ NỘI VỤ\nSỐ 17/2006/TTLT-BTC-BNV NGÀY 9 THÁNG 8 NĂM 2006\n\
             HƯỚNG DẪN VIỆC ĂN Ở",
            [
                "17/2006/TTLT-BTC-BNV",
                "2006-08-09",
                "Bộ Tài chính - Bộ Nội vụ",
                "HƯỚNG DẪN VIỆC ĂN Ở",
            ],
        ),
        (
            "NGHỊ QUYẾT CỦA BỘ CHÍNH TRỊ\n\nSố 10-NQ/TW, ngày 5 tháng 4 năm 1988\n\nVề đổi mới việc làm\n\nTừ khi",
            ["10-NQ/TW", "1988-04-05", "Bộ Chính trị", "đổi mới việc làm"],
        ),
        (
            "KẾT LUẬN\nCỦA BAN BÍ THƯ\n(Số 82-KL/TW, ngày 14/11/2024)\nvề muối ăn\n\nNăm qua",
            ["82-KL/TW", "2024-11-14", "Ban Bí thư", "muối ăn"],
        ),
        (
            "Chỉ thị của Thủ tướng Chính phủ số 31-TTg ngày 29-4-1994 về nước sạch\n\nNước sạch là",
            ["31-TTg", "1994-04-29", "Thủ tướng Chính phủ", "nước sạch"],
        ),
    ] {
        assert_eq!(said(title), wanted, "{title}");
    }
}

/// An act of the State is the kind that it is headed by; old letters are those of its body.
#[test]
fn letters_of_a_body_are_no_kind() {
    let directive = of("THÔNG TƯ\nCỦA BỘ TÀI CHÍNH SỐ 19 TC/TCT NGÀY 20/2/1993\nVỀ THUẾ MUỐI");
    assert_eq!(directive.kind.as_deref(), Some("TT"));
}

#[test]
fn acts_of_old_in_their_own_form() {
    for (text, [number, kind, subject]) in [
        (
            "BỘ TÀI CHÍNH\nTỔNG CỤC THUẾ\nSố: 1520 TCT/NV6\nHà Nội, ngày 28 tháng 4 năm 2003\n\n\
             CÔNG VĂN\nCỦA TỔNG CỤC THUẾ SỐ 1520 TCT/NV6 NGÀY 28 THÁNG 4 NĂM 2003 VỀ VIỆC THUẾ MUỐI\n\n\
             Kính gửi: Cục Thuế tỉnh",
            ["1520-TCT/NV6", "CV", "THUẾ MUỐI"],
        ),
        (
            "CHỦ TỊCH NƯỚC\nSố: 47-L/CTN\nHà Nội, ngày 3 tháng 12 năm 1996\n\nLỆNH\nCông bố Luật\n\nĐiều 1.",
            ["47-L/CTN", "LCT", "Công bố Luật"],
        ),
        (
            "CHỦ TỊCH NƯỚC\nSố: 47-L/CTN\nHà Nội, ngày 3 tháng 12 năm 2006\n\nLỆNH\nCông bố Luật\n\nĐiều 1.",
            ["47/L-CTN", "LCT", "Công bố Luật"],
        ),
        (
            "BỘ Y TẾ\nSố: 31-BYT/TT\n\nTHÔNG TƯ\nVề nước sạch\n\nNăm qua",
            ["31-BYT/TT", "TT", "nước sạch"],
        ),
        (
            "NGÂN HÀNG NHÀ NƯỚC\nSố: 284/2000/QĐ-NHNN1\n\nQUYẾT ĐỊNH\nVề việc cho vay\n\nĐiều 1.",
            ["284/2000/QĐ-NHNN1", "QĐ", "cho vay"],
        ),
        (
            "CHỦ TỊCH NƯỚC\nSố: 41\nHà Nội, ngày 29 tháng 3 năm 1946\n\nSẮC LỆNH\n\n\
             CHỦ TỊCH NƯỚC VIỆT NAM DÂN CHỦ CỘNG HOÀ\n\nRA SẮC LỆNH\n\nĐiều thứ 1: Nay",
            ["41-SL", "SL", ""],
        ),
        (
            "BỘ LUẬT\nHÀNG HẢI CỦA QUỐC HỘI NƯỚC CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM SỐ 40/2005/QH11 \
             NGÀY 14 THÁNG 6 NĂM 2005\n\nCăn cứ vào Hiến pháp",
            ["40/2005/QH11", "L", "HÀNG HẢI"],
        ),
        (
            "NGHỊ ĐỊNH\n\nCỦA BỘ NỘI VỤ SỐ 24 NGÀY 10 THÁNG 12 NĂM 1945\n\nBỘ TRƯỞNG BỘ NỘI VỤ\n\n\
             Chiểu theo Sắc lệnh số 63;\n\nNGHỊ ĐỊNH:\n\nKhoản 1. Đặt",
            ["24-NĐ", "NĐ", ""],
        ),
    ] {
        let directive = of(text);
        assert_eq!(directive.number.as_deref(), Some(number), "{text}");
        assert_eq!(directive.kind.as_deref(), Some(kind), "{text}");
        assert_eq!(directive.subject.unwrap_or_default(), subject, "{text}");
    }
}

#[test]
fn numbers_of_other_papers_are_not_its_own() {
    for text in [
        "KẾ HOẠCH\nCỦA UBND TỈNH THỰC HIỆN NGHỊ QUYẾT SỐ 12-NQ/TU NGÀY 5/3/2024\n\nCăn cứ",
        "KẾT LUẬN\nCỦA BỘ CHÍNH TRỊ\nTIẾP TỤC THỰC HIỆN NGHỊ QUYẾT SỐ 18-NQ/TW NGÀY 25/10/2017",
        "BÁO CÁO\nCỦA SỞ Y TẾ KẾT QUẢ QUYẾT ĐỊNH SỐ 5/QĐ-UBND NGÀY 5/3/2024 VỀ THUỐC",
        "Thông báo\n\nhọp\n\nQuyết định của Sở Y tế số 5/QĐ-SYT ngày 5/3/2024 về thuốc\n\nCăn cứ",
    ] {
        assert_eq!(of(text).number, None, "{text}");
    }
}

/// Bodies as a title prints them, and as they are named.
const BODIES: [(&str, &str); 10] = [
    ("CHÍNH PHỦ", "Chính phủ"),
    ("THỦ TƯỚNG CHÍNH PHỦ", "Thủ tướng Chính phủ"),
    ("HỘI ĐỒNG BỘ TRƯỞNG", "Hội đồng Bộ trưởng"),
    ("BỘ KẾ HOẠCH VÀ ĐẦU TƯ", "Bộ Kế hoạch và Đầu tư"),
    ("BỘ TRƯỞNG BỘ Y TẾ", "Bộ trưởng Bộ Y tế"),
    ("BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Bộ Văn hóa, Thể thao và Du lịch"),
    ("UỶ BAN NHÂN DÂN TỈNH HƯNG YÊN", "Ủy ban nhân dân tỉnh Hưng Yên"),
    ("CHỦ TỊCH NƯỚC CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Chủ tịch nước"),
    ("TỔNG CỤC THUẾ", "Tổng cục Thuế"),
    ("BAN BÍ THƯ", "Ban Bí thư"),
];
const NUMBERS: [(&str, &str); 6] = [
    ("61/2004/NĐ-CP", "61/2004/NĐ-CP"),
    ("15/CP", "15/CP"),
    ("217-HĐBT", "217-HĐBT"),
    ("12-KL/TW", "12-KL/TW"),
    ("05/2011/TT-BNV", "05/2011/TT-BNV"),
    ("4532/UBND-KSTTHC", "4532/UBND-KSTTHC"),
];
const DAYS: [(&str, &str); 4] = [
    ("NGÀY 09 THÁNG 3 NĂM 2004", "2004-03-09"),
    ("NGÀY 9/3/1994", "1994-03-09"),
    ("NGÀY 19-12-1987", "1987-12-19"),
    (", NGÀY 02 THÁNG 10 NĂM 1945", "1945-10-02"),
];
const SUBJECTS: [(&str, &str); 4] = [
    ("VỀ VIỆC TRỒNG RỪNG", "TRỒNG RỪNG"),
    ("HƯỚNG DẪN THI HÀNH NGHỊ ĐỊNH SỐ 45/CP NGÀY 3/8/1996", ""),
    ("BAN HÀNH QUY CHẾ VĂN THƯ", "BAN HÀNH QUY CHẾ VĂN THƯ"),
    ("VỀ MUỐI ĂN", "MUỐI ĂN"),
];

proptest! {
    /// The parts may stand on one line or on several, the body before or behind number and day.
    #[test]
    fn titles_in_any_layout(
        kind in select(vec!["NGHỊ ĐỊNH", "QUYẾT ĐỊNH", "CHỈ THỊ", "THÔNG TƯ", "NGHỊ QUYẾT"]),
        (body, named) in select(BODIES.to_vec()),
        (number, canonical) in select(NUMBERS.to_vec()),
        (day, date) in select(DAYS.to_vec()),
        (subject, about) in select(SUBJECTS.to_vec()),
        breaks in prop::collection::vec(select(vec![" ", "\n", "\n\n"]), 4),
        is_body_last: bool,
        is_headed: bool,
    ) {
        let header = match is_headed {
            true => format!("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: {number}\nHà Nội, {}\n\n",
                day.trim_start_matches(", ").to_lowercase()),
            false => String::new(),
        };
        let (body, number) = (format!("CỦA {body}"), format!("SỐ {number}"));
        let parts = match is_body_last {
            true => [kind, &number, day, &body, subject],
            false => [kind, &body, &number, day, subject],
        };
        let mut title = String::new();
        for (at, part) in parts.into_iter().enumerate() {
            // A comma stands at the end of the number.
            let gap = match at.checked_sub(1).and_then(|before| breaks.get(before)) {
                Some(gap) if !part.starts_with(',') => gap,
                _ => "",
            };
            title.push_str(gap);
            title.push_str(part);
        }
        let [read_number, read_date, read_issuer, read_subject] =
            said(&format!("{header}{title}\n\nCăn cứ Luật Tổ chức Chính phủ;"));
        prop_assert_eq!(read_number, canonical, "{}", title);
        prop_assert_eq!(read_date, date, "{}", title);
        prop_assert_eq!(read_issuer, named, "{}", title);
        let about = if about.is_empty() { subject } else { about };
        prop_assert_eq!(read_subject, about, "{}", title);
    }
}
