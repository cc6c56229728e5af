//! Archives and mails: what they hold is read like files, and what they do costs no more than is allowed.

pub(crate) mod pack;

use crate::support::{Archive, call, json, letter};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use pack::{base64, closed, outlook, utf16, zip};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Instant;
use tower::ServiceExt;
use tracuu::document::{Cap, Failure, Outcome};
use tracuu::fence::Settings;
use tracuu::ingest::{self, Options, Report};
use tracuu::serve::{self, State};

/// A PDF of one page, by the samples.
fn pdf() -> Vec<u8> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-corpus/2024");
    fs::read(samples.join("09-CT-UBND chan chinh quan ly dat dai.pdf")).unwrap()
}

fn settings() -> Settings {
    Settings { program: Some(PathBuf::from(env!("CARGO_BIN_EXE_tracuu"))), ..Settings::default() }
}

fn options(archive: &Archive) -> Options {
    Options { reading: settings(), ..archive.options() }
}

fn run_with(options: &Options) -> Report {
    ingest::run(options, &AtomicBool::new(false), &mut |_| {}).unwrap()
}

fn run(archive: &Archive) -> Report {
    let report = run_with(&options(archive));
    archive.assert_whole();
    report
}

/// The ledger in short: what became of each path.
fn outcomes(archive: &Archive) -> BTreeMap<String, String> {
    let code = |outcome: &Outcome| match outcome {
        Outcome::Opened { members, cut: None } => format!("opened {members}"),
        outcome => tracuu::index::snapshot::outcome_code(outcome),
    };
    archive.ledger().into_iter().map(|(path, entry)| (path, code(&entry.outcome))).collect()
}

fn expected(wanted: &[(&str, &str)]) -> BTreeMap<String, String> {
    wanted.iter().map(|(path, code)| ((*path).to_owned(), (*code).to_owned())).collect()
}

async fn get(archive: &Archive, path: &str) -> (StatusCode, String, Vec<u8>) {
    let address = "127.0.0.1:7878".parse().unwrap();
    let state = State::with(&archive.index(), address, None, settings());
    let request = Request::get(path).header("host", "127.0.0.1:7878").body(Body::empty()).unwrap();
    let response = serve::router(state).oneshot(request).await.unwrap();
    let header = response.headers().get("content-disposition");
    let name = header.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let status = response.status();
    let bytes = response.into_body().collect().await.unwrap().to_bytes().to_vec();
    (status, name.unwrap_or_default(), bytes)
}

#[tokio::test]
async fn what_an_archive_holds_is_read_found_and_opened() {
    let archive = Archive::new();
    let inner = zip([("ba.txt", letter(3))]);
    archive.write(
        "thư.zip",
        zip([
            ("một.txt", letter(1).as_bytes()),
            ("năm 2025/hai.pdf", &pdf()),
            ("năm 2025/", b""),
            ("trong.zip", &inner),
            ("ảnh.bin", &[0; 900]),
            ("__MACOSX/._một.txt", b"x"),
            (".DS_Store", b"x"),
        ]),
    );
    let report = run(&archive);
    assert_eq!(
        outcomes(&archive),
        expected(&[
            ("thư.zip", "opened 4"),
            ("thư.zip!/một.txt", "read"),
            ("thư.zip!/năm 2025/hai.pdf", "read"),
            ("thư.zip!/trong.zip", "opened 1"),
            ("thư.zip!/trong.zip!/ba.txt", "read"),
            ("thư.zip!/ảnh.bin", "not-a-document"),
        ])
    );
    assert_eq!((report.new, report.extracted, report.unread.len()), (6, 4, 1));
    let ledger = archive.ledger();
    for (path, content) in [
        ("thư.zip!/một.txt", letter(1).into_bytes()),
        ("thư.zip!/năm 2025/hai.pdf", pdf()),
        ("thư.zip!/trong.zip!/ba.txt", letter(3).into_bytes()),
    ] {
        let id = ledger[path].id().unwrap();
        let record = archive.snapshot().directive(&id).unwrap().unwrap().record;
        assert!(record.path.ends_with(path), "{}", record.path);
        let (status, _, bytes) = get(&archive, &format!("/api/v1/documents/{id}/file")).await;
        assert_eq!((status, bytes == content), (StatusCode::OK, true), "{path}");
        let (status, _, page) = get(&archive, &format!("/documents/{id}")).await;
        assert_eq!(status, StatusCode::OK);
        assert!(String::from_utf8(page).unwrap().contains("thư.zip!/"), "{path}");
    }
    let id = ledger["thư.zip!/năm 2025/hai.pdf"].id().unwrap();
    let (status, _, png) =
        get(&archive, &format!("/api/v1/documents/{id}/pages/1/image.png")).await;
    assert_eq!((status, png.starts_with(b"\x89PNG")), (StatusCode::OK, true));
    let (status, _, page) = get(&archive, "/status").await;
    assert_eq!(status, StatusCode::OK);
    assert!(String::from_utf8(page).unwrap().contains("đã mở"));

    let index = archive.index();
    let index = index.to_str().unwrap();
    let (code, out, _) =
        call(["--index", index, "--format", "json", "search", "\"hạ tầng số\" nhiệm vụ thứ 3"]);
    assert_eq!(code, 0, "{out}");
    assert!(
        json(&out)["hits"][0]["path"].as_str().unwrap().ends_with("trong.zip!/ba.txt"),
        "{out}"
    );
    let (_, out, _) = call(["--index", index, "--format", "json", "status"]);
    let status = json(&out);
    assert_eq!((&status["files"], &status["outcomes"]["opened"]), (&6.into(), &2.into()), "{out}");
    assert_eq!(status["unread_files"].as_array().unwrap().len(), 1);

    // The archive is no more what it was.
    archive.write("thư.zip", zip([("một.txt", letter(9))]));
    let id = ledger["thư.zip!/một.txt"].id().unwrap();
    let (status, ..) = get(&archive, &format!("/api/v1/documents/{id}/file")).await;
    assert_eq!(status, StatusCode::CONFLICT);
    let id = ledger["thư.zip!/năm 2025/hai.pdf"].id().unwrap();
    let (status, ..) = get(&archive, &format!("/api/v1/documents/{id}/file")).await;
    assert_eq!(status, StatusCode::GONE);
}

#[test]
fn what_is_as_it_was_is_not_opened_and_what_is_gone_goes() {
    let archive = Archive::new();
    let inner = zip([("x.txt", letter(5)), ("y.txt", letter(6))]);
    let members = |names: &[u64]| {
        let letters = names.iter().map(|seed| (format!("{seed}.txt"), letter(*seed).into_bytes()));
        zip(letters.chain([("trong.zip".to_owned(), inner.clone())]))
    };
    archive.write("a.zip", members(&[1, 2, 3]));
    archive.write("b.txt", letter(1));
    let first = run(&archive);
    assert_eq!((first.new, first.copies, first.extracted), (7, 1, 5));
    let second = run(&archive);
    assert_eq!((second.unchanged, second.extracted, second.bytes, second.gone), (8, 0, 0, 0));

    // One member is another, one is gone, one is as it was.
    archive.write("a.zip", members(&[2, 4]));
    let third = run(&archive);
    assert_eq!((third.extracted, third.gone, third.changed, third.new), (1, 2, 1, 1));
    assert_eq!(
        outcomes(&archive),
        expected(&[
            ("a.zip", "opened 3"),
            ("a.zip!/2.txt", "read"),
            ("a.zip!/4.txt", "read"),
            ("a.zip!/trong.zip", "opened 2"),
            ("a.zip!/trong.zip!/x.txt", "read"),
            ("a.zip!/trong.zip!/y.txt", "read"),
            ("b.txt", "read"),
        ])
    );
    assert_eq!(run(&archive).extracted, 0);

    // A run over the file alone is a run over what it holds; one over a folder beside it is not.
    archive.write("c/d.txt", letter(7));
    let alone = Options { paths: vec![archive.path("a.zip")], ..options(&archive) };
    assert_eq!((run_with(&alone).files(), run_with(&alone).gone), (6, 0));
    archive.write("a.zip", zip([("2.txt", letter(2))]));
    assert_eq!(run_with(&alone).gone, 4);
    let beside = Options { paths: vec![archive.path("c")], ..options(&archive) };
    assert_eq!((run_with(&beside).files(), run_with(&beside).gone), (1, 0));
    archive.assert_whole();

    // Moved, copied: the same contents by other paths.
    fs::rename(archive.path("a.zip"), archive.path("c/e.zip")).unwrap();
    archive.write("c/f.zip", fs::read(archive.path("c/e.zip")).unwrap());
    let moved = run(&archive);
    assert_eq!((moved.extracted, moved.gone), (0, 2));
    let names: Vec<String> = outcomes(&archive).into_keys().collect();
    let wanted = ["b.txt", "c/d.txt", "c/e.zip", "c/e.zip!/2.txt", "c/f.zip", "c/f.zip!/2.txt"];
    assert_eq!(names, wanted);
    fs::remove_file(archive.path("c/e.zip")).unwrap();
    fs::remove_file(archive.path("c/f.zip")).unwrap();
    assert_eq!(run(&archive).gone, 4);
    assert_eq!(outcomes(&archive).len(), 2);
}

#[test]
fn what_a_run_could_not_come_to_is_read_by_the_next() {
    let archive = Archive::new();
    archive.write("a.zip", zip([("1.txt", letter(1)), ("2.txt", letter(2))]));
    run(&archive);
    // As a run leaves it that is killed between two commits.
    let mut writer = tracuu::index::Writer::open(&archive.index()).unwrap();
    writer.delete_file(&tracuu::ingest::path::to_text(&archive.path("a.zip!/2.txt")));
    writer.finish().unwrap();
    let report = run(&archive);
    assert_eq!((report.new + report.copies, outcomes(&archive).len()), (1, 3));
}

#[test]
fn a_run_may_be_stopped_within_an_archive() {
    let archive = Archive::new();
    let inner = zip((0..40).map(|seed| (format!("{seed}.txt"), letter(seed))));
    let outer = (40..80).map(|seed| (format!("{seed}.txt"), letter(seed).into_bytes()));
    archive.write("a.zip", zip(outer.chain([("b.zip".to_owned(), inner)])));
    for calls in [5, 20] {
        let stop = AtomicBool::new(false);
        let mut called = 0;
        let options = options(&archive);
        let report = ingest::run(&options, &stop, &mut |_| {
            called += 1;
            stop.store(called > calls, std::sync::atomic::Ordering::Relaxed);
        });
        assert!(report.unwrap().stopped, "{calls}");
        archive.assert_whole();
    }
    assert_eq!((run(&archive).files(), archive.read().len()), (82, 80));
    assert_eq!(run(&archive).unchanged, 82);
}

#[test]
fn a_real_file_wins_its_path() {
    let archive = Archive::new();
    archive.write("x.zip", zip([("a.txt", letter(1)), ("b.txt", letter(2))]));
    archive.write("x.zip!/a.txt", letter(3));
    run(&archive);
    let id = |seed| tracuu::document::DocId::from_hash(&blake3::hash(letter(seed).as_bytes()));
    let read = archive.read();
    assert_eq!((&read["x.zip!/a.txt"], &read["x.zip!/b.txt"]), (&id(3), &id(2)));
    assert_eq!(run(&archive).unchanged, 3);
    fs::remove_file(archive.path("x.zip")).unwrap();
    run(&archive);
    assert_eq!(archive.read().into_values().collect::<Vec<_>>(), [id(3)]);
}

#[test]
fn names_of_all_times_are_paths_inside() {
    let archive = Archive::new();
    archive.write(
        "tên.zip",
        zip([
            (&b"C\xABng v\xA8n s\xE8 15.txt"[..], letter(1)),
            (&b"K\xD5t lu\xCBn h\xB9 t\xC7ng s\xE8.txt"[..], letter(2)),
            ("Quyết định.txt".as_bytes(), letter(3)),
            (b"../../../etc/passwd.txt", letter(4)),
            (b"C:\\Th\\\\x.txt", letter(5)),
            (b"x.txt", letter(6)),
            (b"x.txt", letter(7)),
        ]),
    );
    archive.write("dos.zip", zip([(&b"r\x82sum\x82.txt"[..], letter(8))]));
    run(&archive);
    let names: Vec<String> = outcomes(&archive).into_keys().collect();
    assert_eq!(
        names,
        [
            "dos.zip",
            "dos.zip!/résumé.txt",
            "tên.zip",
            "tên.zip!/Công văn số 15.txt",
            "tên.zip!/Kết luận hạ tầng số.txt",
            "tên.zip!/Quyết định.txt",
            "tên.zip!/Th/x.txt",
            "tên.zip!/etc/passwd.txt",
            "tên.zip!/x (2).txt",
            "tên.zip!/x.txt",
        ]
    );
    // By whatever name, it is found again.
    let path = archive.path("tên.zip!/x (2).txt");
    let (code, out, _) = call(["--format", "json", "read", path.to_str().unwrap()]);
    assert_eq!((code, json(&out)["number"].as_str()), (0, Some("7-CV/TU")), "{out}");
}

#[test]
fn passwords_open_archives() {
    let archive = Archive::new();
    let (one, two) = (letter(1), letter(2));
    archive.write("khóa.zip", closed("mật khẩu", &[("cũ.txt", &one), ("aes.txt", &two)]));
    run(&archive);
    let locked = expected(&[
        ("khóa.zip", "opened 2"),
        ("khóa.zip!/cũ.txt", "encrypted"),
        ("khóa.zip!/aes.txt", "encrypted"),
    ]);
    assert_eq!(outcomes(&archive), locked);
    let mut options = options(&archive);
    for (passwords, unread) in [(["sai", "đều sai"], 2), (["sai", "mật khẩu"], 0)] {
        options.reading.passwords = passwords.map(str::to_owned).to_vec();
        assert_eq!(run_with(&options).unread.len(), unread, "{passwords:?}");
    }
    archive.assert_whole();
    assert_eq!(archive.read().len(), 2);
    assert_eq!(run(&archive).unchanged, 3);
}

#[test]
fn a_broken_archive_gives_what_is_left_of_it() {
    let archive = Archive::new();
    let whole = zip((0..20).map(|seed| (format!("{seed}.txt"), letter(seed))));
    let at = whole.windows(4).enumerate().filter(|(_, window)| window == b"PK\x03\x04");
    let cut = at.map(|(at, _)| at).nth(12).unwrap() + 60;
    archive.write("cụt.zip", &whole[..cut]);
    archive.write("mất đuôi.zip", &whole[..whole.len() - 10]);
    let mut spoilt = whole.clone();
    spoilt[120] ^= 0x55;
    archive.write("hỏng.zip", spoilt);
    archive.write("rác.zip", [&b"PK\x03\x04"[..], &[7; 900]].concat());
    archive.write("rỗng.zip", zip([("", ""); 0]));
    run(&archive);
    let outcomes = outcomes(&archive);
    let count = |prefix: &str, code: &str| {
        outcomes.iter().filter(|(path, is)| path.starts_with(prefix) && *is == code).count()
    };
    assert_eq!((count("cụt.zip!/", "read"), count("cụt.zip!/", "damaged")), (12, 1));
    assert_eq!((count("mất đuôi.zip!/", "read"), count("hỏng.zip!/", "read")), (20, 19));
    assert_eq!(count("hỏng.zip!/", "damaged"), 1);
    for (name, code) in [
        ("cụt.zip", "opened-in-part"),
        ("mất đuôi.zip", "opened-in-part"),
        ("hỏng.zip", "opened 20"),
        ("rác.zip", "not-a-document"),
        ("rỗng.zip", "opened 0"),
    ] {
        assert_eq!(outcomes[name], code, "{name}");
    }
}

#[test]
fn bombs_stay_within_the_caps() {
    let archive = Archive::new();
    let zeros = vec![0_u8; 300 << 20];
    archive.write("bom.zip", zip([("to.txt", &zeros[..]), ("nhỏ.txt", letter(1).as_bytes())]));
    // What the header says is not believed.
    let mut liar = zip([("to.txt", &zeros[..])]);
    for at in 0..liar.len() - 4 {
        if liar[at..].starts_with(&u32::try_from(zeros.len()).unwrap().to_le_bytes()) {
            liar[at..at + 4].copy_from_slice(&7_u32.to_le_bytes());
        }
    }
    archive.write("dối.zip", liar);
    drop(zeros);
    let begun = Instant::now();
    run(&archive);
    eprintln!("300 MB of zeros, twice: {:.1?}", begun.elapsed());
    assert_eq!(
        outcomes(&archive),
        expected(&[
            ("bom.zip", "opened 2"),
            ("bom.zip!/nhỏ.txt", "read"),
            ("bom.zip!/to.txt", "over-limit"),
            ("dối.zip", "opened 1"),
            ("dối.zip!/to.txt", "damaged"),
        ])
    );

    // Sixteen in sixteen in sixteen, each another.
    let archive = Archive::new();
    let mut bomb = zip([("0.txt", letter(0))]);
    for depth in 0..4 {
        bomb = zip((0..16).map(|name| (format!("{depth}-{name}.zip"), bomb.clone())));
    }
    archive.write("42.zip", bomb);
    let mut options = options(&archive);
    options.reading.limits.members = 500;
    let begun = Instant::now();
    let report = run_with(&options);
    eprintln!("500 members of a nest: {:.1?}", begun.elapsed());
    assert_eq!(report.files(), 501);
    let ledger = archive.ledger();
    let too_deep = Outcome::Failed(Failure::OverLimit { cap: Cap::Depth, limit: 4 });
    assert!(ledger.values().any(|entry| entry.outcome == too_deep));
    let cut = Some(Failure::OverLimit { cap: Cap::Members, limit: 500 });
    assert!(matches!(&ledger["42.zip"].outcome, Outcome::Opened { cut: is, .. } if *is == cut));
    // The same limits: nothing to do. Others: again.
    assert_eq!(run_with(&options).extracted, 0);
    assert_eq!(run_with(&options).unchanged, 501);
    options.reading.limits.members = 600;
    // Which members of a nest are among the first is a matter of chance; what was read before stays.
    assert!(run_with(&options).files() >= 601);

    options.reading.limits.unpacked = 5_000;
    let archive = Archive::new();
    archive.write("a.zip", zip((0..50).map(|seed| (format!("{seed:02}.txt"), letter(seed)))));
    let options = Options { reading: options.reading, ..archive.options() };
    run_with(&options);
    let cut = Some(Failure::OverLimit { cap: Cap::Unpacked, limit: 5_000 });
    let ledger = archive.ledger();
    let Outcome::Opened { members, cut: is } = &ledger["a.zip"].outcome else { panic!() };
    assert_eq!((is, *members as usize), (&cut, ledger.len() - 1));
    assert!((3..20).contains(members), "{members}");
}

#[test]
fn what_was_read_before_is_not_lost_by_a_run_that_cannot() {
    let archive = Archive::new();
    archive.write("a.zip", zip((0..9).map(|seed| (format!("{seed}.txt"), letter(seed)))));
    run(&archive);
    let mut less = options(&archive);
    less.retry = true;
    less.reading.limits.members = 4;
    for (file_bytes, code) in [(512 << 20, "opened-in-part"), (100, "too-large")] {
        less.reading.limits.file_bytes = file_bytes;
        // It is to be opened again: as if it had been touched.
        let mut writer = tracuu::index::Writer::open(&archive.index()).unwrap();
        let mut entry = archive.ledger()["a.zip"].clone();
        entry.seen = entry.changed;
        writer.put_file(&entry).unwrap();
        // Waits for merges: the next writer is of this process, too.
        writer.finish().unwrap();
        let report = run_with(&less);
        assert_eq!((report.gone, archive.read().len()), (0, 9));
        assert_eq!((outcomes(&archive)["a.zip"].as_str(), report.unread.len()), (code, 1));
    }
    run(&archive);
    assert_eq!(outcomes(&archive)["a.zip"], "opened 9");
}

#[test]
fn ten_thousand_members_are_as_many_files() {
    let archive = Archive::new();
    archive.write("kho.zip", zip((0..10_000).map(|seed| (format!("{seed}.txt"), letter(seed)))));
    let begun = Instant::now();
    let report = run_with(&options(&archive));
    eprintln!("10,000 members: {:.1?}", begun.elapsed());
    assert_eq!((report.new, report.extracted, report.files()), (10_001, 10_000, 10_001));
    let begun = Instant::now();
    assert_eq!(run_with(&options(&archive)).unchanged, 10_001);
    eprintln!("10,000 members as they were: {:.1?}", begun.elapsed());
}

/// A mail with what people attach.
fn mail() -> Vec<u8> {
    let attached = |head: &str, content: &[u8]| {
        format!(
            "--bien\r\n{head}\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n",
            base64(content)
        )
    };
    let subject = base64("V/v triển khai hạ tầng số".as_bytes());
    let parts = [
        format!(
            "Received: from x by y; Mon, 8 Jun 2026 09:30:00 +0700\r\n\
             From: =?UTF-8?B?{}?= <van.thu@hungyen.example>\r\nTo: so.tttt@hungyen.example\r\n\
             Subject: =?UTF-8?B?{subject}?=\r\nDate: Mon, 8 Jun 2026 09:30:00 +0700\r\n\
             MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=bien\r\n\r\nxem\r\n",
            base64("Văn thư".as_bytes())
        ),
        "--bien\r\nContent-Type: multipart/related; boundary=trong\r\n\r\n\
         --trong\r\nContent-Type: text/plain; charset=utf-8\r\n\
         Content-Transfer-Encoding: 8bit\r\n\r\nKính gửi Sở, xin gửi văn bản về cáp quang.\r\n\
         --trong\r\nContent-Type: image/png; name=\"logo.png\"\r\nContent-ID: <a>\r\n\r\nxxx\r\n\
         --trong--\r\n"
            .to_owned(),
        attached(
            "Content-Type: application/pdf\r\nContent-Disposition: attachment;\r\n \
             filename*=UTF-8''Ch%E1%BB%89%20th%E1%BB%8B%2009.pdf",
            &pdf(),
        ),
        attached(
            &format!(
                "Content-Type: text/plain; name=\"=?UTF-8?B?{}?=\"\r\n\
                 Content-Disposition: attachment",
                base64("Công văn.txt".as_bytes())
            ),
            letter(5).as_bytes(),
        ),
        "--bien\r\nContent-Type: message/rfc822\r\n\r\nFrom: a@b\r\nMessage-ID: <1@b>\r\n\
         Subject: chuyen tiep\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n\
         Noi dung thu chuyen tiep.\r\n"
            .to_owned(),
        attached("Content-Type: application/pkcs7-signature; name=smime.p7s", b"seal"),
        "--bien--\r\n".to_owned(),
    ];
    parts.concat().into_bytes()
}

#[tokio::test]
async fn a_mail_is_its_text_and_what_is_attached() {
    let archive = Archive::new();
    archive.write("thư.eml", mail());
    run(&archive);
    assert_eq!(
        outcomes(&archive),
        expected(&[
            ("thư.eml", "opened 4"),
            ("thư.eml!/message.txt", "read"),
            ("thư.eml!/Chỉ thị 09.pdf", "read"),
            ("thư.eml!/Công văn.txt", "read"),
            ("thư.eml!/attachment.eml", "opened 1"),
            ("thư.eml!/attachment.eml!/message.txt", "read"),
        ])
    );
    let text = |path: &str| {
        let id = archive.ledger()[path].id().unwrap();
        archive.snapshot().directive(&id).unwrap().unwrap().body
    };
    let message = text("thư.eml!/message.txt");
    let wanted = "Subject: V/v triển khai hạ tầng số\nFrom: Văn thư <van.thu@hungyen.example>\n\
                  To: so.tttt@hungyen.example\nDate: 2026-06-08T09:30:00+07:00\n\n\
                  Kính gửi Sở, xin gửi văn bản về cáp quang.";
    assert_eq!(message.trim_end(), wanted);
    assert!(text("thư.eml!/attachment.eml!/message.txt").contains("Noi dung thu chuyen tiep."));
    for (path, content) in
        [("thư.eml!/Chỉ thị 09.pdf", pdf()), ("thư.eml!/Công văn.txt", letter(5).into_bytes())]
    {
        let id = archive.ledger()[path].id().unwrap();
        let (status, name, bytes) = get(&archive, &format!("/api/v1/documents/{id}/file")).await;
        assert_eq!((status, bytes == content), (StatusCode::OK, true), "{path}");
        assert!(!name.contains('!'), "{name}");
    }
}

#[test]
fn a_web_page_saved_as_a_mail_is_a_page() {
    let archive = Archive::new();
    let page = "MIME-Version: 1.0\r\nX-Document-Type: Word\r\nContent-Type: multipart/related; \
        boundary=\"x\"; type=\"text/html\"\r\n\r\n--x\r\nContent-Location: file:///C:/a.htm\r\n\
        Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=\"utf-8\"\r\n\r\n\
        <html><body><p>C=C3=B4ng v=C4=83n 15-CV/TU v=E1=BB=81 h=E1=BA=A1 t=E1=BA=A7ng s=E1=BB=91</p>\
        </body></html>\r\n--x\r\nContent-Location: a.png\r\nContent-Type: image/png\r\n\r\nxx\r\n\
        --x\r\nContent-Location: b.xml\r\nContent-Type: text/xml\r\n\r\n<a/>\r\n--x--\r\n";
    archive.write("công văn.doc", page);
    run(&archive);
    let wanted = expected(&[("công văn.doc", "opened 1"), ("công văn.doc!/message.html", "read")]);
    assert_eq!(outcomes(&archive), wanted);
    let id = archive.ledger()["công văn.doc!/message.html"].id().unwrap();
    let body = archive.snapshot().directive(&id).unwrap().unwrap().body;
    assert!(body.contains("Công văn 15-CV/TU về hạ tầng số"), "{body}");
}

#[test]
fn a_message_of_outlook_is_its_text_and_what_is_attached() {
    let attachment =
        |number: u32, name: &str| format!("__attach_version1.0_#{number:08X}/__substg1.0_{name}");
    let inner = |name: &str| attachment(2, &format!("3701000D/{name}"));
    let mut properties = vec![0; 32];
    properties.extend(0x0039_0040_u32.to_le_bytes());
    properties.extend(6_u32.to_le_bytes());
    // 8 June 2026, 02:30 UTC, from 1601.
    properties.extend(((1_780_885_800_u64 + 11_644_473_600) * 10_000_000).to_le_bytes());
    let streams = [
        ("__properties_version1.0".to_owned(), properties),
        ("__substg1.0_0037001F".to_owned(), utf16("Gửi chỉ thị")),
        ("__substg1.0_0C1A001F".to_owned(), utf16("Văn thư")),
        ("__substg1.0_0C1F001F".to_owned(), utf16("van.thu@hungyen.example")),
        ("__substg1.0_1000001F".to_owned(), utf16("Xin gửi văn bản về cáp quang.\r\n")),
        (attachment(0, "37010102"), pdf()),
        (attachment(0, "3707001F"), utf16("Chỉ thị 09.pdf")),
        (attachment(1, "37010102"), b"\x89PNG".to_vec()),
        (attachment(1, "3707001F"), utf16("logo.png")),
        (attachment(1, "3712001F"), utf16("cid")),
        (attachment(2, "3001001F"), utf16("Chuyển tiếp")),
        (inner("__properties_version1.0"), vec![0; 24]),
        (inner("__substg1.0_1000001F"), utf16("Thư ở trong.")),
    ];
    let streams: Vec<(&str, Vec<u8>)> =
        streams.iter().map(|(path, content)| (&**path, content.clone())).collect();
    let archive = Archive::new();
    archive.write("thư.msg", outlook(&streams));
    run(&archive);
    assert_eq!(
        outcomes(&archive),
        expected(&[
            ("thư.msg", "opened 3"),
            ("thư.msg!/message.txt", "read"),
            ("thư.msg!/Chỉ thị 09.pdf", "read"),
            ("thư.msg!/Chuyển tiếp.msg/message.txt", "read"),
        ])
    );
    let id = archive.ledger()["thư.msg!/message.txt"].id().unwrap();
    let body = archive.snapshot().directive(&id).unwrap().unwrap().body;
    let wanted = "Subject: Gửi chỉ thị\nFrom: Văn thư <van.thu@hungyen.example>\n\
                  Date: 2026-06-08T02:30:00Z\n\nXin gửi văn bản về cáp quang.";
    assert_eq!(body.trim_end(), wanted);
}

#[test]
fn one_file_is_one_value_and_an_archive_is_a_list() {
    let archive = Archive::new();
    let path = archive.write("a.zip", zip([("1.txt", letter(1)), ("b/2.txt", letter(2))]));
    let path = path.to_str().unwrap();
    let (code, out, _) = call(["--format", "json", "read", path]);
    let read = json(&out);
    let read = read.as_array().unwrap();
    assert_eq!((code, read.len()), (0, 3), "{out}");
    assert_eq!((&read[1]["number"], &read[2]["outcome"]), (&"2-CV/TU".into(), &"opened".into()));
    assert_eq!(read[2]["members"], 2);
    let inside = format!("{path}!/b/2.txt");
    let (code, out, _) = call(["--format", "json", "read", &inside]);
    assert_eq!((code, &json(&out)["number"]), (0, &"2-CV/TU".into()), "{out}");
    let (code, out, _) = call(["--format", "table", "--lang", "en", "read", path]);
    assert!(code == 0 && out.contains("a.zip: opened, 2 files"), "{out}");
    let (code, out, _) = call(["--format", "json", "read", &format!("{path}!/none.txt")]);
    assert_eq!((code, &json(&out)["code"]), (1, &"unreadable".into()), "{out}");
    let (code, ..) = call(["read", &format!("{path}x!/1.txt")]);
    assert_eq!(code, 2);
}
