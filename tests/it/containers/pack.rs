//! Archives, mails and messages of our own making, with whatever bytes a test wants.

use std::io::{Cursor, Write};
use zip::unstable::write::FileOptionsExt;
use zip::write::SimpleFileOptions;
use zip::{AesMode, ZipWriter};

/// An archive of these members; names are any bytes.
pub(crate) fn zip<N: AsRef<[u8]>, C: AsRef<[u8]>>(
    members: impl IntoIterator<Item = (N, C)>,
) -> Vec<u8> {
    let (mut bytes, mut directory, mut count) = (Vec::new(), Vec::new(), 0_u16);
    for (name, content) in members {
        let (name, content) = (name.as_ref(), content.as_ref());
        let mut crc = flate2::Crc::new();
        crc.update(content);
        let mut packed =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(content).unwrap();
        let packed = packed.finish().unwrap();
        let mut both = Vec::new();
        both.extend([20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0x5A]);
        both.extend(crc.sum().to_le_bytes());
        both.extend(u32::try_from(packed.len()).unwrap().to_le_bytes());
        both.extend(u32::try_from(content.len()).unwrap().to_le_bytes());
        both.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        both.extend([0, 0]);
        let start = u32::try_from(bytes.len()).unwrap();
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&both);
        directory.extend([0; 10]);
        directory.extend(start.to_le_bytes());
        directory.extend(name);
        bytes.extend(b"PK\x03\x04");
        bytes.extend(both);
        bytes.extend(name);
        bytes.extend(packed);
        count += 1;
    }
    let start = u32::try_from(bytes.len()).unwrap();
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    bytes.extend(u32::try_from(directory.len()).unwrap().to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

/// An archive whose members are closed by a password: by the old way, and by AES.
pub(crate) fn closed(password: &str, members: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (at, (name, content)) in members.iter().enumerate() {
        let options = SimpleFileOptions::default();
        if at % 2 == 0 {
            let old = options.with_deprecated_encryption(password.as_bytes()).unwrap();
            writer.start_file(*name, old).unwrap();
        } else {
            writer
                .start_file(*name, options.with_aes_encryption(AesMode::Aes256, password))
                .unwrap();
        }
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Base64 in lines.
pub(crate) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for (at, three) in bytes.chunks(3).enumerate() {
        let all = three.iter().fold(0_u32, |all, byte| all << 8 | u32::from(*byte));
        let all = all << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = LETTERS[(all >> (18 - 6 * place) & 63) as usize];
            text.push(if place > three.len() { '=' } else { letter.into() });
        }
        if at % 19 == 18 {
            text.push_str("\r\n");
        }
    }
    text
}

/// A message of Outlook with these streams.
pub(crate) fn outlook(streams: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (path, content) in streams {
        let path = std::path::Path::new("/").join(path);
        file.create_storage_all(path.parent().unwrap()).unwrap();
        file.create_stream(&path).unwrap().write_all(content).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A text as Outlook stores one.
pub(crate) fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
