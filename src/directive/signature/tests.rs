use super::*;
use crate::directive::lines::lines;
use crate::document::{Page, PageStatus};

fn of(text: &str) -> Option<(String, String, String)> {
    let signer = signer(&lines(&[Page { text: text.into(), status: PageStatus::Text }]))?;
    let text = |part: Option<String>| part.unwrap_or_default();
    Some((text(signer.name), text(signer.capacity), text(signer.title)))
}

fn wanted(name: &str, capacity: &str, title: &str) -> Option<(String, String, String)> {
    Some((name.into(), capacity.into(), title.into()))
}

#[test]
fn short_acts_of_old() {
    let act = |foot: &str| {
        of(&format!(
            "CHỦ TỊCH CHÍNH PHỦ LÂM THỜI\n\nXét tình hình;\n\nRA SẮC LỆNH:\n\n\
                     Điều thứ 1: Nay bãi bỏ thuế thân.\n\n{foot}"
        ))
    };
    assert_eq!(
        act("CHỦ TỊCH CHÍNH PHỦ\n\n(Đã ký)\n\nHồ Chí Minh"),
        wanted("Hồ Chí Minh", "", "CHỦ TỊCH CHÍNH PHỦ")
    );
    assert_eq!(
        act("KT. CHỦ TỊCH CHÍNH PHỦ\nBỘ TRƯỞNG BỘ NỘI VỤ\nTrần Văn Nghiêm"),
        wanted("Trần Văn Nghiêm", "KT. CHỦ TỊCH CHÍNH PHỦ", "BỘ TRƯỞNG BỘ NỘI VỤ")
    );
    assert_eq!(act("Hồ Chí Minh\n\n(Đã ký)"), wanted("Hồ Chí Minh", "", ""));
    assert_eq!(act("Gửi các khu và thành phố\nHồ Chí Minh"), None);
    for signed in [
        "(Đã ký) Trần Văn Nghiêm",
        "Trần Văn Nghiêm (đã ký)",
        "Trần Văn Nghiêm – Đã ký",
        "Đã ký: Trần Văn Nghiêm",
        "(Đã ký)\nTrần Văn Nghiêm",
    ] {
        let read = act(&format!("TỔNG THANH TRA\n{signed}"));
        assert_eq!(read, wanted("Trần Văn Nghiêm", "", "TỔNG THANH TRA"), "{signed}");
    }
}

/// Until the eighties many signed in capitals, below a title printed as a sentence.
#[test]
fn letters_of_old() {
    let text = "Nhận được thông tư này, các Ty cần thi hành.";
    for (foot, signer) in [
        ("THỦ TƯỚNG CHÍNH PHỦ\nPHAN VĂN NAM", ["Phan Văn Nam", "", "THỦ TƯỚNG CHÍNH PHỦ"]),
        (
            "K.T. Bộ trưởng Bộ Y tế\nThứ trưởng\n(Đã ký)\nVŨ THỊ MAI",
            ["Vũ Thị Mai", "K.T. Bộ trưởng Bộ Y tế", "Thứ trưởng"],
        ),
        ("Bộ trưởng Bộ Nội vụ\nĐã ký:\nLò Văn Tám", ["Lò Văn Tám", "", "Bộ trưởng Bộ Nội vụ"]),
        (
            "TM. Hội đồng Chính phủ\nK.T. Thủ tướng\nPhó Thủ tướng\nTrần Văn Nghiêm",
            ["Trần Văn Nghiêm", "TM. Hội đồng Chính phủ; K.T. Thủ tướng", "Phó Thủ tướng"],
        ),
        (
            "T/M BAN THƯỜNG VỤ\nBÍ THƯ\nHUYỆN ỦY\nCAO SƠN\nĐỗ Văn An",
            ["Đỗ Văn An", "T/M BAN THƯỜNG VỤ", "BÍ THƯ"],
        ),
    ] {
        let [name, capacity, title] = signer;
        assert_eq!(of(&format!("{text}\n\n{foot}")), wanted(name, capacity, title), "{foot}");
    }
    for foot in [
        "Giám đốc Sở Tài chính có trách nhiệm thi hành.\nLò Văn Tám",
        "Bộ trưởng Bộ Nội vụ\nBộ trưởng Bộ Tài chính",
        "CHỦ TỊCH\nHỘI ĐỒNG NHÂN DÂN",
        "K.T. Bộ trưởng Bộ Y tế quyết định như sau:",
    ] {
        assert_eq!(of(&format!("{text}\n\n{foot}")), None, "{foot}");
    }
}

#[test]
fn blocks() {
    assert_eq!(
        of(
            "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\n**TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH**\n\n(Đã ký)\n\nVũ Thị Mai"
        ),
        wanted("Vũ Thị Mai", "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    );
    assert_eq!(
        of("Nơi nhận:\n- Lưu VPTU.\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\nTỈNH ỦY\nHƯNG YÊN\nĐỗ Văn An"),
        wanted("Đỗ Văn An", "T/M BAN THƯỜNG VỤ", "BÍ THƯ")
    );
    assert_eq!(
        of("KT. BỘ TRƯỞNG THỨ TRƯỞNG\nĐào Minh Tú\nNơi nhận:\n- Như trên;\n- Lưu: VT."),
        wanted("Đào Minh Tú", "KT. BỘ TRƯỞNG", "THỨ TRƯỞNG")
    );
    assert_eq!(
        of("Nơi nhận:     BỘ TRƯỞNG\n- Lưu: VT.     Đại tướng Lê Văn Bình"),
        wanted("Đại tướng Lê Văn Bình", "", "BỘ TRƯỞNG")
    );
    let woven = "Nơi nhận: T/M BAN THƯỜNG VỤ\n- Như trên; PHÓ BÍ THƯ\n\
                 - Các ban; (Đã ký)\n- Lưu: VT, TH (03b). Đỗ Thị Hồng Nhung";
    let page = Page { text: woven.into(), status: PageStatus::Text };
    let lines = unweave(lines(&[page]));
    let signer = signer(&lines).unwrap();
    assert_eq!(signer.name.as_deref(), Some("Đỗ Thị Hồng Nhung"));
    assert_eq!(signer.title.as_deref(), Some("PHÓ BÍ THƯ"));
    assert_eq!(lists::recipients(&lines), ["Như trên", "Các ban", "Lưu: VT, TH (03b)"]);
    assert_eq!(of("Kính gửi: Chủ tịch tỉnh\nNgày mai trời đẹp"), None);
    assert_eq!(
        of("Nơi nhận:\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nPGS. TS. Lò Thị Ín"),
        wanted("PGS. TS. Lò Thị Ín", "", "GIÁM ĐỐC")
    );
}

#[test]
fn a_block_beside_the_recipients() {
    for text in [
        "Nơi nhận:     TM. ỦY BAN NHÂN DÂN\n- Như trên;     CHỦ TỊCH\n\
         - Các phòng;     (Đã ký)\n- Các thôn;     Lò Văn Tám\n- Lưu: VT, KT.",
        "Nơi nhận TM. ỦY BAN NHÂN DÂN\n- Như trên; CHỦ TỊCH\n- Các phòng;\n\
         - Các thôn; Lò Văn Tám\n- Lưu: VT, KT.",
        "Nơi nhận:\n- Như trên; TM. ỦY BAN NHÂN DÂN\n- Các phòng;\n- Các thôn; CHỦ TỊCH\n\
         - Lưu: VT, KT. Lò Văn Tám",
    ] {
        let page = Page { text: text.into(), status: PageStatus::Text };
        let lines = unweave(lines(&[page]));
        let Signer { name, capacity, title } = signer(&lines).unwrap();
        let read = [name, capacity, title].map(Option::unwrap_or_default);
        assert_eq!(read, ["Lò Văn Tám", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "{text}");
        let recipients = lists::recipients(&lines);
        assert_eq!(recipients, ["Như trên", "Các phòng", "Các thôn", "Lưu: VT, KT"], "{text}");
    }
}

#[test]
fn a_copy_has_a_signer_of_its_own() {
    let text = "CHỦ TỊCH\n\nLò Văn Tám\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\n\
                SAO Y\n\nTL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n\nVi Thị Hoa";
    assert_eq!(of(text), wanted("Lò Văn Tám", "", "CHỦ TỊCH"));
}

#[test]
fn two_sign_minutes() {
    let presided = wanted("Hoàng Văn Nhạn", "", "CHỦ TỌA");
    for block in [
        "THƯ KÝ   CHỦ TỌA\n\nGiàng A Phông   Hoàng Văn Nhạn\n\nTrang 1",
        "CHỦ TỌA          THƯ KÝ\n(Đã ký)\nHoàng Văn Nhạn       Giàng A Phông",
        "THƯ KÝ\n\nGiàng A Phông\n\nCHỦ TỌA\n\nHoàng Văn Nhạn",
        "CHỦ TỌA\n\nHoàng Văn Nhạn\n\nTHƯ KÝ\n\nGiàng A Phông",
        "| THƯ KÝ | CHỦ TỌA |\n| Giàng A Phông | Hoàng Văn Nhạn |",
    ] {
        let text = format!("Biên bản được đọc lại cho mọi người cùng nghe./.\n\n{block}");
        assert_eq!(of(&text), presided, "{block}");
    }
    assert_eq!(of("THƯ KÝ\n\nGiàng A Phông"), wanted("Giàng A Phông", "", "THƯ KÝ"));
}
