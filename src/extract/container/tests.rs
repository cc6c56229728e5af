use super::*;
use proptest::prelude::*;

fn members(bytes: &[u8], limits: &Limits) -> (Vec<Member>, Option<Failure>) {
    let bytes = Arc::new(bytes.to_vec());
    let left = Allowance::new(limits);
    match Package::open(&bytes, Task::new(limits), left, None) {
        Ok(mut package) => {
            let members: Vec<Member> = package.by_ref().collect();
            (members, package.cut().cloned())
        }
        Err(failure) => (Vec::new(), Some(failure)),
    }
}

/// An archive by the library.
fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = ::zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in members {
        writer.start_file(*name, ::zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const MAIL: &[u8] = b"Message-ID: <1@x>\r\nFrom: a@b\r\nSubject: s\r\nMIME-Version: 1.0\r\n\
    Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nmot\r\n\
    --x\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n\
    JVBERi0=\r\n--x--\r\n";

#[test]
fn an_archive_gives_its_members() {
    let bytes = archive(&[("a.txt", b"mot"), ("b/", b""), ("b/c.txt", &[b'x'; 5000])]);
    assert!(is_container(&bytes) && may_be_container(&bytes));
    let (all, cut) = members(&bytes, &Limits::default());
    let all: Vec<_> = all.into_iter().map(|m| (m.path, m.content.unwrap())).collect();
    let wanted = [("a.txt".to_owned(), b"mot".to_vec()), ("b/c.txt".to_owned(), vec![b'x'; 5000])];
    assert_eq!((&all[..], cut), (&wanted[..], None));
}

#[test]
fn documents_that_are_archives_are_none() {
    for part in ["[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"] {
        let bytes = archive(&[(part, b"x"), ("word/document.xml", b"x")]);
        assert!(!is_container(&bytes), "{part}");
        assert!(!is_container(&bytes[..bytes.len() - 30]), "{part}");
    }
    assert!(!is_container(b"PK\x03\x04") && !is_container(b"Subject: 1\n\ntext"));
}

#[test]
fn a_mail_gives_its_text_and_what_is_attached() {
    let (all, cut) = members(MAIL, &Limits::default());
    let names: Vec<_> = all.iter().map(|member| member.path.as_str()).collect();
    assert_eq!((names, cut), (vec!["message.txt", "a.pdf"], None));
    assert_eq!(all[1].content.as_deref(), Ok(&b"%PDF-"[..]));
}

#[test]
fn each_cap_says_so() {
    let bytes = archive(&[("1", &[b'x'; 300]), ("2", &[b'y'; 300]), ("3", &[b'z'; 300])]);
    let over = |cap, limit| Some(Failure::OverLimit { cap, limit });
    let limits = Limits { members: 2, ..Limits::default() };
    let (all, cut) = members(&bytes, &limits);
    assert_eq!((all.len(), cut), (2, over(Cap::Members, 2)));
    let limits = Limits { unpacked: 700, ..Limits::default() };
    let (all, cut) = members(&bytes, &limits);
    assert_eq!((all.len(), cut), (2, over(Cap::Unpacked, 700)));
    let limits = Limits { file_bytes: 299, ..Limits::default() };
    let bytes = archive(&[("1", &[b'x'; 300]), ("2", b"y")]);
    let (all, cut) = members(&bytes, &limits);
    let too_large = Failure::TooLarge { size: 300, limit: 299 };
    assert_eq!((&all[0].content, &all[1].content), (&Err(too_large), &Ok(b"y".to_vec())));
    assert_eq!(cut, None);
    let bomb = archive(&[("1", &vec![0; 70 << 20]), ("2", b"y")]);
    let (all, _) = members(&bomb, &Limits::default());
    let over = Failure::OverLimit { cap: Cap::Ratio, limit: 100 };
    assert_eq!((&all[0].content, &all[1].content), (&Err(over), &Ok(b"y".to_vec())));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_have_an_outcome(
        which in 0..2_usize,
        cut in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
    ) {
        let whole = archive(&[("a.txt", b"mot hai ba"), ("b/c.txt", &[b'x'; 500]), ("a.txt ", b"")]);
        let mut bytes = if which == 0 { whole } else { MAIL.to_vec() };
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(cut.index(bytes.len()) + 1);
        let limits = Limits { members: 50, unpacked: 1 << 20, ..Limits::default() };
        let (all, _) = members(&bytes, &limits);
        prop_assert!(all.len() <= 50);
        for member in all {
            prop_assert!(!member.path.is_empty() && !member.path.split('/').any(|part| part == ".."));
        }
    }
}
