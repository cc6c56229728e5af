//! VISCII: bytes 0x80–0xFF, and six capitals among the control characters.
//!
//! Sources, which agree: RFC 1456 (`VISCII` of glibc's iconv), and the VISCII table of UniKey
//! (`ukengine/data.cpp`); also xvnkb (`viscii.h`).

const HIGH: &str = "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ\
    ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ";

pub(super) fn single(byte: u8) -> char {
    match byte {
        0x02 => 'Ẳ',
        0x05 => 'Ẵ',
        0x06 => 'Ẫ',
        0x14 => 'Ỷ',
        0x19 => 'Ỹ',
        0x1E => 'Ỵ',
        ..0x80 => char::from(byte),
        _ => HIGH.chars().nth(usize::from(byte - 0x80)).unwrap_or(char::from(byte)),
    }
}
