//! The pages of originals as pictures, and the marks on them: where there is a mark, there is ink.

use crate::fence::closed;
use crate::ocr::{self, PHRASE};
use crate::support::{self, Archive, letter};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use http_body_util::BodyExt;
use lopdf::{Document, Object, Stream, dictionary};
use serde_json::Value;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};
use tower::ServiceExt;
use tracuu::document::DocId;
use tracuu::extract::{Limits, PlacedWord, Task, words};
use tracuu::fence::Settings;
use tracuu::index::Stored;
use tracuu::ingest::{self, Options};
use tracuu::serve::{self, State};

fn router(archive: &Archive, reading: Settings) -> Router {
    let address = "127.0.0.1:7878".parse().unwrap();
    serve::router(State::with(&archive.index(), address, None, reading))
}

/// Files are looked at in processes of this program.
fn fenced(limits: Limits) -> Settings {
    let program = Some(PathBuf::from(env!("CARGO_BIN_EXE_tracuu")));
    Settings { program, limits, passwords: Vec::new() }
}

async fn get(router: &Router, address: &str, tag: Option<&str>) -> (u16, HeaderMap, Vec<u8>) {
    let mut request = Request::get(address).header("host", "localhost:7878");
    if let Some(tag) = tag {
        request = request.header("if-none-match", tag);
    }
    let response = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes().to_vec();
    (parts.status.as_u16(), parts.headers, bytes)
}

async fn get_json(router: &Router, address: &str) -> Value {
    let (status, _, body) = get(router, address, None).await;
    let text = String::from_utf8(body).unwrap();
    assert_eq!(status, 200, "{address}: {text}");
    support::json(&text)
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn image(id: &DocId, page: usize) -> String {
    format!("/api/v1/documents/{id}/pages/{page}/image.png")
}

fn marks(id: &DocId, page: usize, query: &str) -> String {
    format!("/api/v1/documents/{id}/pages/{page}/marks?q={}", encoded(query))
}

/// The boxes of all marks.
fn boxes(marks: &Value) -> Vec<[f32; 4]> {
    let marks = marks["marks"].as_array().unwrap().iter();
    marks
        .flat_map(|mark| mark["boxes"].as_array().unwrap())
        .map(|sides| [0, 1, 2, 3].map(|side| sides[side].as_f64().unwrap() as f32))
        .collect()
}

/// A picture, as shares of ink: 0 is paper.
struct Print {
    width: usize,
    height: usize,
    samples: usize,
    bytes: Vec<u8>,
}

impl Print {
    fn new(png: &[u8]) -> Self {
        let mut reader = png::Decoder::new(Cursor::new(png)).read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut bytes).unwrap();
        let (width, height) = (info.width as usize, info.height as usize);
        Self { width, height, samples: info.color_type.samples(), bytes }
    }

    /// The share of dark pixels in a box.
    fn ink(&self, [x, y, w, h]: [f32; 4]) -> f32 {
        let at = |share: f32, all: usize| ((share * all as f32).round() as usize).min(all);
        let (mut dark, mut all) = (0, 0);
        for row in at(y, self.height)..at(y + h, self.height) {
            for column in at(x, self.width)..at(x + w, self.width) {
                all += 1;
                dark += usize::from(self.bytes[(row * self.width + column) * self.samples] < 140);
            }
        }
        dark as f32 / all.max(1) as f32
    }
}

async fn print(router: &Router, id: &DocId, page: usize) -> Print {
    let (status, headers, png) = get(router, &image(id, page), None).await;
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&png));
    assert_eq!(headers["content-type"], "image/png");
    Print::new(&png)
}

/// Three words of a page that stand next to each other, and their words' places.
fn phrase<'t>(text: &'t str, words: &[PlacedWord]) -> Option<(&'t str, Vec<PlacedWord>)> {
    words.windows(3).find_map(|three| {
        let phrase = text.get(three[0].start..three[2].end)?;
        let is_plain = |c: char| c.is_alphabetic() || c == ' ';
        let once = text.matches(phrase).count() == 1 && phrase.chars().count() > 10;
        (phrase.chars().all(is_plain) && once).then(|| (phrase, three.to_vec()))
    })
}

#[tokio::test]
async fn marks_cover_the_words_of_every_pdf() {
    let archive = Archive::new();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-corpus");
    let options = Options::new(archive.index(), vec![corpus]);
    ingest::run(&options, &AtomicBool::new(false), &mut |_| {}).unwrap();
    let router = router(&archive, fenced(Limits::default()));
    let snapshot = archive.snapshot();
    let (mut files, mut pages) = (0, 0);
    for id in snapshot.ids().unwrap() {
        let Stored { record, body, .. } = snapshot.directive(&id).unwrap().unwrap();
        if !record.path.ends_with(".pdf") {
            continue;
        }
        files += 1;
        let bytes = Arc::new(fs::read(&record.path).unwrap());
        let placed = words(&bytes, Task::new(&Limits::default())).unwrap();
        for (at, (text, page)) in body.split('\u{c}').zip(&placed).enumerate() {
            let Some((phrase, three)) = phrase(text, &page.words) else { continue };
            let found = get_json(&router, &marks(&id, at + 1, &format!("\"{phrase}\""))).await;
            assert_eq!(found["source"], "file", "{}", record.path);
            let boxes = boxes(&found);
            assert!(!boxes.is_empty(), "{} {}: {phrase}: {found}", record.path, at + 1);
            // Each word is within a mark.
            for word in three {
                let (x, y) = ((word.x0 + word.x1) / 2.0, (word.y0 + word.y1) / 2.0);
                let (x, y) = (x / page.width, y / page.height);
                let covers = |b: &&[f32; 4]| {
                    (b[0]..b[0] + b[2]).contains(&x) && (b[1]..b[1] + b[3]).contains(&y)
                };
                assert!(boxes.iter().any(|b| covers(&b)), "{}: {phrase}: {boxes:?}", record.path);
            }
            let print = print(&router, &id, at + 1).await;
            for one in boxes {
                let ink = print.ink(one);
                assert!((0.02..0.6).contains(&ink), "{} {phrase}: {ink}", record.path);
                pages += 1;
            }
        }
    }
    assert!(files >= 15 && pages >= files, "{files} files, {pages} marks");
}

/// A PDF of one page that draws this, with these further entries.
fn page_of(content: &str, more: lopdf::Dictionary) -> Vec<u8> {
    let mut pdf = Document::with_version("1.7");
    let tree = pdf.new_object_id();
    let font = pdf.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Times-Roman",
        "Encoding" => "WinAnsiEncoding",
    });
    let content = pdf.add_object(Stream::new(dictionary! {}, content.as_bytes().to_vec()));
    let mut page = dictionary! {
        "Type" => "Page", "Parent" => tree, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
    };
    page.extend(&more);
    let kids: Vec<Object> = vec![pdf.add_object(page).into()];
    let pages = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 1 };
    pdf.objects.insert(tree, pages.into());
    let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    pdf.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    bytes
}

fn line(x: u32, y: u32, text: &str) -> String {
    format!("BT /F1 14 Tf {x} {y} Td ({text}) Tj ET\n")
}

#[tokio::test]
async fn marks_go_with_a_page_that_is_turned_and_cropped() {
    let archive = Archive::new();
    let text = line(200, 500, "trien khai ha tang so tai cac xa") + &line(200, 460, "dong hai");
    let crop = || vec![100.into(), 200.into(), 500.into(), 742.into()];
    for turn in [0, 90, 180, 270] {
        let more = dictionary! { "Rotate" => turn, "CropBox" => crop() };
        archive.write(&format!("{turn}.pdf"), page_of(&text, more));
    }
    archive.run();
    let router = router(&archive, Settings::default());
    for (turn, expected) in [
        // From the corner of the box that is shown, 400 by 542 points.
        (0, [0.25, 0.43]),
        (90, [0.55, 0.25]),
        (180, [0.26, 0.55]),
        (270, [0.43, 0.26]),
    ] {
        let id = &archive.read()[&format!("{turn}.pdf")];
        let found = get_json(&router, &marks(id, 1, "\"trien khai ha tang so\"")).await;
        let shown = if turn % 180 == 0 { (400.0, 542.0) } else { (542.0, 400.0) };
        let size = (found["width"].as_f64().unwrap(), found["height"].as_f64().unwrap());
        assert_eq!(size, shown, "{turn}");
        let boxes = boxes(&found);
        let [[x, y, w, h]] = boxes.as_slice() else { panic!("{turn}: {found}") };
        let is_upright = h > w;
        assert_eq!(is_upright, turn % 180 != 0, "{turn}: {boxes:?}");
        let print = print(&router, id, 1).await;
        let ink = print.ink([*x, *y, *w, *h]);
        assert!((0.05..0.5).contains(&ink), "{turn}: {ink} {boxes:?} {expected:?}");
        // Beside the line there is none.
        let (dx, dy) = if is_upright { (w * 1.2, 0.0) } else { (0.0, h * 1.2) };
        for side in [[x + dx, y + dy, *w, *h], [x - dx, y - dy, *w, *h]] {
            assert!(print.ink(side) < 0.01, "{turn}: {side:?}");
        }
    }
}

#[tokio::test]
async fn marks_stay_in_their_column() {
    let archive = Archive::new();
    let mut content = String::new();
    for (row, (left, right)) in [
        ("UBND TINH HUNG YEN", "CONG HOA XA HOI"),
        ("SO TAI CHINH KE", "CHU NGHIA VIET NAM"),
        ("HOACH NAM NAY", "Doc lap Tu do Hanh phuc"),
    ]
    .into_iter()
    .enumerate()
    {
        let y = 700 - 18 * u32::try_from(row).unwrap();
        content += &(line(60, y, left) + &line(340, y, right));
    }
    archive.write("two.pdf", page_of(&content, dictionary! {}));
    archive.run();
    let router = router(&archive, Settings::default());
    let id = &archive.read()["two.pdf"];
    let found = get_json(&router, &marks(id, 1, "\"so tai chinh ke hoach nam nay\"")).await;
    let left = boxes(&found);
    assert_eq!(left.len(), 2, "{found}");
    assert!(left.iter().all(|[x, _, w, _]| x + w < 0.45), "{left:?}");
    let found = get_json(&router, &marks(id, 1, "\"chu nghia viet nam\"")).await;
    assert!(boxes(&found).iter().all(|[x, ..]| *x > 0.55), "{found}");
}

#[tokio::test]
async fn a_scan_is_marked_where_ocr_read_it() {
    if ocr::engine().is_none() {
        return;
    }
    let archive = Archive::new();
    archive.write("scan.pdf", ocr::scan(&[ocr::image()]));
    archive.run();
    let id = &archive.read()["scan.pdf"];
    let router = router(&archive, Settings::default());
    let waiting = get_json(&router, &marks(id, 1, PHRASE)).await;
    assert_eq!((&waiting["source"], &waiting["hits"]), (&Value::Null, &0.into()));
    let (code, report) = ocr::run(&archive, &["--ocr"]);
    assert_eq!(code, 0, "{report}");
    let router = self::router(&archive, Settings::default());
    let found = get_json(&router, &marks(id, 1, &format!("\"{PHRASE}\""))).await;
    assert_eq!(found["source"], "ocr", "{found}");
    let print = print(&router, id, 1).await;
    let boxes = boxes(&found);
    assert!(!boxes.is_empty(), "{found}");
    assert!(boxes.iter().all(|one| (0.03..0.6).contains(&print.ink(*one))), "{found}");
    // Where what OCR had read is gone, the page says that it does not know.
    fs::remove_dir_all(archive.index().join("keep").join("ocr")).unwrap();
    let found = get_json(&router, &marks(id, 1, PHRASE)).await;
    assert_eq!(found["source"], Value::Null);
    let address = format!("/documents/{id}?q={}", encoded(PHRASE));
    let (status, _, page) = get(&router, &address, None).await;
    let page = String::from_utf8(page).unwrap();
    assert_eq!(status, 200);
    assert!(page.contains("id=\"hit-1\"") && page.contains("Chưa định vị được"), "{page}");
}

/// A page whose forms draw forms, ten at a time, deeper and deeper: it would never end.
fn endless() -> Vec<u8> {
    let mut pdf = Document::load_mem(&page_of("/X Do", dictionary! {})).unwrap();
    let paint = Stream::new(form(), b"0 0 595 842 re f".to_vec());
    let mut inner = pdf.add_object(paint);
    for _ in 0..14 {
        let mut outer = form();
        outer.set("Resources", dictionary! { "XObject" => dictionary! { "X" => inner } });
        inner = pdf.add_object(Stream::new(outer, b"/X Do ".repeat(10)));
    }
    // A second page can be read: a file without any is no directive, and has no pictures.
    let page = pdf.get_pages()[&1];
    let good = line(60, 700, "trang nay doc duoc").into_bytes();
    let good = pdf.add_object(Stream::new(dictionary! {}, good));
    let mut second = pdf.get_dictionary(page).unwrap().clone();
    second.set("Contents", good);
    let tree = second.get(b"Parent").unwrap().as_reference().unwrap();
    let second = pdf.add_object(second);
    let tree = pdf.get_object_mut(tree).unwrap().as_dict_mut().unwrap();
    tree.set("Kids", vec![Object::from(page), second.into()]);
    tree.set("Count", 2);
    let resources = dictionary! { "XObject" => dictionary! { "X" => inner } };
    pdf.get_object_mut(page).unwrap().as_dict_mut().unwrap().set("Resources", resources);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    bytes
}

fn form() -> lopdf::Dictionary {
    dictionary! {
        "Type" => "XObject", "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    }
}

#[tokio::test]
async fn hostile_pages_have_an_answer_in_time() {
    let archive = Archive::new();
    archive.write("endless.pdf", endless());
    let huge = dictionary! {
        "MediaBox" => vec![0.into(), 0.into(), 2_000_000.into(), 2_000_000.into()],
    };
    archive.write("huge.pdf", page_of(&line(60, 700, "to giay rat lon"), huge));
    archive.write("good.pdf", page_of(&line(60, 700, "van ban tot"), dictionary! {}));
    let limits = Limits { page_time: Duration::from_secs(1), ..Limits::default() };
    let options = Options { reading: fenced(limits.clone()), ..archive.options() };
    ingest::run(&options, &AtomicBool::new(false), &mut |_| {}).unwrap();
    let router = router(&archive, fenced(limits));
    let ids = archive.read();

    let begun = Instant::now();
    if let Some(endless) = ids.get("endless.pdf") {
        let (status, _, body) = get(&router, &image(endless, 1), None).await;
        let problem = support::json(&String::from_utf8(body).unwrap());
        assert_eq!((status, &problem["code"]), (422, &"not-drawn".into()));
        assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
        // It is not tried again at once.
        let again = Instant::now();
        assert_eq!(get(&router, &image(endless, 1), None).await.0, 422);
        assert!(again.elapsed() < Duration::from_millis(500));
        let (status, _, page) = get(&router, &format!("/documents/{endless}"), None).await;
        assert_eq!((status, String::from_utf8(page).unwrap().contains("<img ")), (200, true));
    } else {
        let entry = &archive.ledger()["endless.pdf"];
        panic!("a page with a picture is in the archive: {:?}", entry.outcome);
    }
    let print = print(&router, &ids["huge.pdf"], 1).await;
    assert!(print.width * print.height <= 2_500_000, "{} {}", print.width, print.height);
    assert_eq!(get(&router, &image(&ids["good.pdf"], 1), None).await.0, 200);
}

#[tokio::test]
async fn pictures_are_kept_by_clients_and_what_has_none_says_so() {
    let archive = Archive::new();
    let path = archive.write("one.pdf", page_of(&line(60, 700, "ha tang so"), dictionary! {}));
    archive.write("letter.txt", letter(3));
    archive.run();
    let (ids, router) = (archive.read(), router(&archive, Settings::default()));
    let id = &ids["one.pdf"];
    let (status, headers, png) = get(&router, &image(id, 1), None).await;
    let tag = headers["etag"].to_str().unwrap();
    assert!(status == 200 && headers["cache-control"].to_str().unwrap().contains("max-age"));
    let (status, _, body) = get(&router, &image(id, 1), Some(tag)).await;
    assert_eq!((status, body.len()), (304, 0));
    let (status, other, larger) = get(&router, &(image(id, 1) + "?zoom=2"), Some(tag)).await;
    assert_eq!(status, 200);
    assert_ne!(other["etag"], headers["etag"]);
    assert_eq!(Print::new(&larger).width.abs_diff(2 * Print::new(&png).width), 0);

    let code = async |address: String| {
        let (status, headers, body) = get(&router, &address, None).await;
        assert_eq!(headers["content-type"], "application/problem+json", "{address}");
        let problem = support::json(&String::from_utf8(body).unwrap());
        format!("{status} {}", problem["code"].as_str().unwrap())
    };
    let none: DocId = DocId::parse("0123456789abcdef").unwrap();
    for (address, expected) in [
        (image(id, 2), "404 no-picture"),
        (marks(id, 2, "so"), "404 no-picture"),
        (image(&ids["letter.txt"], 1), "404 no-picture"),
        (image(&none, 1), "404 no-such-document"),
        (image(id, 0), "400 bad-parameter"),
        (image(id, 1) + "?zoom=9", "400 bad-parameter"),
        (format!("/api/v1/documents/{id}/pages/x/image.png"), "400 bad-parameter"),
    ] {
        assert_eq!(code(address.clone()).await, expected, "{address}");
    }

    // The original is what is shown first, its text when it is asked for; no style, no script.
    let page = async |address: String| {
        let (status, _, body) = get(&router, &address, None).await;
        assert_eq!(status, 200, "{address}");
        String::from_utf8(body).unwrap()
    };
    let shown = page(format!("/documents/{id}?q=ha+tang+so")).await;
    assert!(shown.contains("<img src=\"/api/v1/documents/") && shown.contains("id=\"hit-1\""));
    assert!(shown.contains("<rect ") && shown.contains("class=\"current\""), "{shown}");
    assert!(!shown.contains("style=") && !shown.contains("<script>") && !shown.contains("<mark"));
    let larger = page(format!("/documents/{id}?q=ha+tang+so&zoom=2")).await;
    assert!(larger.contains("image.png?zoom=2") && larger.contains("zoom=2&#38;"), "{larger}");
    let text = page(format!("/documents/{id}?q=ha+tang+so&view=text")).await;
    assert!(text.contains("<mark") && !text.contains("<img "), "{text}");
    // Both: each place has one name, on the picture.
    let both = page(format!("/documents/{id}?q=ha+tang+so&view=both&zoom=2")).await;
    assert!(both.contains("<mark") && both.contains("<img ") && both.contains("<rect "), "{both}");
    assert_eq!(both.matches("id=\"hit-1\"").count(), 1);
    assert_eq!(both.matches("id=\"page-1\"").count(), 1);
    assert!(both.contains("view=both&#38;zoom=2&#38;"), "{both}");
    let letter = page(format!("/documents/{}?view=image", ids["letter.txt"])).await;
    assert!(!letter.contains("<img ") && !letter.contains("class=\"views\""), "{letter}");

    // Pages that were drawn stay; others of a file that is not what it was have no picture.
    fs::write(&path, letter_of_same_length(&path)).unwrap();
    assert_eq!(get(&router, &image(id, 1), None).await.0, 200);
    let fresh = self::router(&archive, Settings::default());
    let (status, ..) = get(&fresh, &image(id, 1), None).await;
    assert_eq!(status, 409);
    fs::remove_file(&path).unwrap();
    assert_eq!(get(&fresh, &image(id, 1), None).await.0, 410);
    let (status, headers, body) = get(&fresh, &format!("/documents/{id}?q=ha+tang+so"), None).await;
    let body = String::from_utf8(body).unwrap();
    assert_eq!((status, headers["cache-control"].to_str().unwrap()), (200, "no-store"));
    assert!(body.contains("Không xem được trang gốc") && body.contains("<mark"), "{body}");
}

/// A server without the password says so, and shows the text that was read with it.
#[tokio::test]
async fn of_a_file_closed_by_a_password_the_text_is_shown() {
    let archive = Archive::new();
    archive.write("closed.pdf", closed("bi mat"));
    let open = Settings { passwords: vec!["bi mat".into()], ..fenced(Limits::default()) };
    let options = Options { reading: open.clone(), ..archive.options() };
    ingest::run(&options, &AtomicBool::new(false), &mut |_| {}).unwrap();
    let id = &archive.read()["closed.pdf"];
    let page = format!("/documents/{id}?q=mat+khau");
    let without = router(&archive, fenced(Limits::default()));
    let (status, _, body) = get(&without, &page, None).await;
    let text = String::from_utf8(body).unwrap();
    assert_eq!(status, 200);
    assert!(
        text.contains("Chạy lại") && text.contains("<mark") && !text.contains("<img "),
        "{text}"
    );
    let (status, _, body) = get(&without, &image(id, 1), None).await;
    assert_eq!(status, 422);
    assert!(String::from_utf8(body).unwrap().contains("file-encrypted"));
    let with = router(&archive, open);
    let (_, _, body) = get(&with, &page, None).await;
    assert!(String::from_utf8(body).unwrap().contains("<img "));
    assert_eq!(get(&with, &image(id, 1), None).await.0, 200);
}

fn letter_of_same_length(path: &Path) -> Vec<u8> {
    vec![b'x'; usize::try_from(fs::metadata(path).unwrap().len()).unwrap()]
}
