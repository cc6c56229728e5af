//! VPS, of the Vietnamese Professionals Society: bytes 0x80–0xFF, and capitals among the control
//! characters.
//!
//! Sources, which agree: Mozilla's `vps.ut`, and the VPS tables of UniKey (`ukengine/data.cpp`) and
//! xvnkb (`vps.h`), which leave out the capitals among the control characters; for those, Mozilla's
//! and GNU Recode's (`src/vn.c`).

const HIGH: &str = "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ‘’ỀỂỄỐỒỔỖýỷỵỚỜỞ\u{A0}ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự\
    ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺßàáâãảạăçèéêẽìíîĩẴĐòóôõöƠụùúủüỶẼỳ";

pub(super) fn single(byte: u8) -> char {
    match byte {
        0x02 => 'Ạ',
        0x03 => 'Ậ',
        0x04 => 'Ặ',
        0x05 => 'Ẹ',
        0x06 => 'Ệ',
        0x10 => 'Ị',
        0x11 => 'Ọ',
        0x12 => 'Ộ',
        0x13 => 'Ợ',
        0x14 => 'Ụ',
        0x15 => 'Ự',
        0x19 => 'Ỵ',
        0x1C => 'Ẫ',
        0x1D => 'Ữ',
        ..0x80 => char::from(byte),
        _ => HIGH.chars().nth(usize::from(byte - 0x80)).unwrap_or(char::from(byte)),
    }
}
