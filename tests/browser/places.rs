//! Every kind of page there is. What holds for all of them is tested over this list: a new page is a new line.

use crate::support::{HOSTILE, House, question};

/// A page.
pub(crate) struct Place {
    pub(crate) name: &'static str,
    pub(crate) address: String,
    /// The status it is answered with.
    pub(crate) status: u16,
}

/// Two pages with a hit, and citations of what the archive holds.
pub(crate) const PDF: &str = "118-CV-TU trien khai KL 202.pdf";
/// Two pages with thirteen hits for `ủy ban nhân dân`.
pub(crate) const LONG: &str = "202-KL-TW bo may he thong chinh tri.pdf";
pub(crate) const LETTER: &str = "733-STC-QLCS (ban go lai).txt";
pub(crate) const DAMAGED: &str = "131-CV-TU (quet cu, chu hong).txt";
pub(crate) const WORDS: &str = "hạ tầng số";

/// All of them, for an archive that holds the samples.
pub(crate) fn places(house: &House) -> Vec<Place> {
    let text = |name: &str, query: &str| format!("{}&view=text", house.document(name, query));
    [
        ("start", "/".into(), 200),
        ("results", question("ủy ban nhân dân"), 200),
        ("results in another order", question(WORDS) + "&sort=newest", 200),
        ("results with conditions", question("kế hoạch loại:KH từ:2025"), 200),
        ("results without marks", question("ha tang so"), 200),
        ("results for a number", question("202-KL/TW"), 200),
        ("a number that is cited only", question("57-NQ/TW"), 200),
        ("nothing", question("\"không nơi nào có câu này\""), 200),
        ("did you mean", question("hạ tầnh số"), 200),
        ("original", house.document(PDF, WORDS), 200),
        ("original, larger", house.document(PDF, WORDS) + "&zoom=2", 200),
        ("text of an original", text(PDF, WORDS), 200),
        ("text file", house.document(LETTER, WORDS), 200),
        ("without a question", house.document(LETTER, ""), 200),
        ("restored", house.document(DAMAGED, WORDS), 200),
        ("hostile", house.document(HOSTILE, "tường lửa"), 200),
        ("hostile results", question("tường lửa"), 200),
        ("original with its text", house.document(PDF, WORDS) + "&view=both", 200),
        ("where a value was read", house.document(LETTER, "") + "&field=signer", 200),
        ("around a number", "/numbers/202-KL%2FTW".into(), 200),
        ("around a number, further", "/numbers/202-KL%2FTW?depth=4".into(), 200),
        ("around a number that is cited only", "/numbers/57-NQ%2FTW".into(), 200),
        ("around several", "/numbers/12".into(), 200),
        ("around nothing", "/numbers/khong-co".into(), 200),
        ("tasks", "/tasks".into(), 200),
        ("tasks of a month", "/tasks?month=2026-01&state=past".into(), 200),
        ("no task", "/tasks?who=khong+ai".into(), 200),
        ("archive", "/status".into(), 200),
        ("no such page", "/khong-co".into(), 404),
        ("no such directive", "/documents/0123456789abcdef".into(), 404),
        ("a wrong day", "/tasks?from=hom-nay".into(), 400),
    ]
    .into_iter()
    .map(|(name, address, status)| Place { name, address, status })
    .collect()
}
