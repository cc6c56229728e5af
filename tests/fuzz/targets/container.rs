//! Any bytes as an archive, a mail or a message of Outlook: members within the caps, each with a path that
//! leads nowhere else.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::collections::HashSet;
use std::sync::Arc;
use tracuu::extract::container::{Allowance, Package};
use tracuu::extract::{Limits, Task};

const HEADS: [&[u8]; 4] = [
    b"",
    b"PK\x03\x04",
    b"MIME-Version: 1.0\r\nFrom: a@b\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n",
    b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
];

fuzz_target!(|data: &[u8]| {
    let Some((which, data)) = data.split_first() else { return };
    let bytes = [HEADS[usize::from(*which) % HEADS.len()], data].concat();
    let limits =
        Limits { members: 100, unpacked: 8 << 20, file_bytes: 1 << 20, ..Limits::default() };
    let passwords = ["x".to_owned()];
    let task = Task { passwords: &passwords, ..Task::new(&limits) };
    let Ok(mut package) = Package::open(&Arc::new(bytes), task, Allowance::new(&limits), None)
    else {
        return;
    };
    let (mut paths, mut size) = (HashSet::new(), 0);
    for member in package.by_ref() {
        let is_safe = |part: &str| !matches!(part, "" | "." | "..");
        assert!(member.path.split('/').all(is_safe), "{}", member.path);
        assert!(!member.path.contains(char::is_control), "{}", member.path);
        size += member.content.map_or(0, |content| content.len());
        assert!(paths.insert(member.path));
    }
    assert!(paths.len() <= 100 && size <= 8 << 20);
});
