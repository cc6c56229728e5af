//! Acts: decisions, resolutions, plans, conclusions and the like, of the State and of the Party.

use super::cited::Source;
use super::desk::Desk;
use super::foot;
use super::head;
use super::letter;
use super::print::{Block, wrap};
use super::sections::{capital, sections};
use super::traps;
use super::words;
use tracuu::directive::Relation;

/// What follows the numeral in numbers of its own series.
fn series(desk: &Desk) -> String {
    let symbol = desk.truth.symbol.clone().unwrap();
    let legal = desk.truth.number.as_ref().is_some_and(|number| number.matches('/').count() > 1);
    match (desk.is_party() || symbol == "HĐBT", legal) {
        (true, _) => format!("-{symbol}"),
        (_, true) => format!("/{{year}}/{symbol}"),
        _ => format!("/{symbol}"),
    }
}

/// What the subject of a decision does with another paper.
fn subject(desk: &mut Desk) -> String {
    let topic = desk.random.pick(&words::TOPICS);
    let decides =
        matches!(desk.name, "Quyết định" | "Nghị quyết" | "Nghị định" | "Thông tư" | "Quy định");
    let roll = desk.random.below(20);
    let (kind, tail, issuer) = (desk.name, series(desk), desk.office.own.clone());
    let earlier = |desk: &mut Desk, relation| {
        let at = desk.lay(|random, day| Source::of(random, day, kind, &tail, &issuer));
        desk.relate(at, relation);
        desk.truth.cited[at].mentions += 1;
        format!("{kind} số {}", desk.sources[at].canonical())
    };
    match roll {
        0 | 1 if decides => {
            let text = earlier(desk, Relation::Amends);
            format!("sửa đổi, bổ sung một số điều của {text}")
        }
        2 if decides => {
            let text = earlier(desk, Relation::Repeals);
            format!("bãi bỏ {text}")
        }
        3 if decides => {
            let text = earlier(desk, Relation::Corrects);
            format!("đính chính {text}")
        }
        4 if decides => {
            let text = earlier(desk, Relation::Withdraws);
            format!("thu hồi {text}")
        }
        // A Hướng dẫn on how to carry something out guides it: its subject would say both.
        5..=10 if !decides && desk.name != "Hướng dẫn" => {
            let at = desk.lay_any();
            desk.relate(at, Relation::Implements);
            let verb = desk.random.pick(&["thực hiện", "triển khai thực hiện"]);
            let source = &desk.sources[at];
            let text = format!(
                "{verb} {} số {} của {}",
                source.kind_name(),
                source.canonical(),
                source.issuer
            );
            desk.truth.cited[at].mentions += 1;
            desk.truth.cited[at].issuer = Some(source.issuer.clone());
            text
        }
        _ => topic.to_owned(),
    }
}

/// The heading and the subject below it.
fn heading(desk: &mut Desk, subject: &str) -> Block {
    let conclusion = desk.name == "Thông báo" && desk.random.chance(40);
    let name = if conclusion {
        "THÔNG BÁO KẾT LUẬN".to_owned()
    } else if desk.name == "Chương trình" && desk.random.chance(50) {
        "CHƯƠNG TRÌNH HÀNH ĐỘNG".to_owned()
    } else {
        desk.name.to_uppercase()
    };
    let whose = desk.is_party() && desk.random.chance(30);
    let own = desk.office.own.clone();
    // A verb stands alone or behind "Về việc", a noun behind "về".
    let text = match (whose, desk.random.below(3)) {
        (true, _) => format!("của {own} về {subject}"),
        (false, 0) => format!("Về {subject}"),
        (false, 1) => format!("Về việc {subject}"),
        _ => capital(subject),
    };
    let width = desk.random.within(38, 70);
    let mut rows = vec![name];
    rows.extend(wrap(&mut desk.random, &text, width, false));
    if desk.random.chance(20) {
        rows.push("-----".into());
    }
    Block::Rows(rows)
}

/// What it stands on.
fn recitals(desk: &mut Desk, out: &mut Vec<String>) {
    let party = desk.is_party();
    let (bullet, end) = if party { ("- ", ",") } else { ("", ";") };
    if party {
        out.push("- Căn cứ Điều lệ Đảng Cộng sản Việt Nam,".into());
    } else if desk.random.chance(30) {
        out.push("Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024;".into());
    }
    for _ in 0..desk.random.within(1, 4) {
        let at = desk.lay_any();
        desk.relate(at, Relation::BasedOn);
        let mut text = desk.full(at);
        // An act that amended another: the other is only mentioned.
        if !party && desk.random.chance(12) {
            let other = desk.lay(|random, day| {
                Source::of(random, day, "Nghị định", "/{year}/NĐ-CP", "Chính phủ")
            });
            text = format!("{text}, được sửa đổi, bổ sung tại {}", desk.brief(other));
        }
        out.push(format!("{bullet}Căn cứ {text}{end}"));
    }
    if desk.random.chance(60) {
        let at = desk.lay(|random, day| Source::proposal(random, day, party));
        desk.relate(at, Relation::ProposedIn);
        let source = &desk.sources[at];
        let (body, number) = (source.issuer.clone(), source.canonical());
        desk.truth.cited[at].mentions += 1;
        let lead = if party { "- Xét đề nghị" } else { "Theo đề nghị" };
        let head = if body.starts_with("Sở") { "Giám đốc " } else { "" };
        out.push(format!(
            "{lead} của {head}{body} tại Tờ trình số {number}{}",
            if party { "," } else { "." }
        ));
    } else if !party {
        out.push("Theo đề nghị của Chánh Văn phòng.".into());
    }
}

/// The articles of a decision.
fn articles(desk: &mut Desk, subject: &str, out: &mut Vec<String>) {
    let name = desk.name;
    // What the subject did with another paper is said again.
    let changes = [Relation::Amends, Relation::Repeals, Relation::Corrects, Relation::Withdraws];
    let first = (0..desk.sources.len())
        .find(|at| changes.iter().any(|relation| desk.is_related(*at, *relation)));
    out.push(if let Some(at) = first {
        let verb = subject.split(' ').take(2).collect::<Vec<_>>().join(" ");
        let verb = if verb.starts_with("sửa") {
            "sửa đổi, bổ sung khoản 2 Điều 3 của".into()
        } else {
            verb
        };
        format!("Điều 1. {} {}.", capital(&verb), desk.full(at))
    } else if desk.random.chance(40) {
        desk.truth.attachments += 1;
        format!("Điều 1. Ban hành kèm theo {name} này Quy chế {}.", subject)
    } else {
        format!("Điều 1. Phê duyệt phương án {subject}, với kinh phí 1.250.000.000 đồng.")
    });
    let mut n = 2;
    for _ in 0..desk.random.within(1, 3) {
        super::sections::section(desk, n, &format!("Điều {n}."), out);
        n += 1;
    }
    let force = desk.random.pick(&[
        "có hiệu lực kể từ ngày ký",
        "có hiệu lực thi hành kể từ ngày ký ban hành",
        "có hiệu lực từ ngày 01 tháng 01 năm 2027",
    ]);
    let replaced = if desk.random.chance(40) {
        let (kind, tail, issuer) = (name, series(desk), desk.office.own.clone());
        let at = desk.lay(|random, day| Source::of(random, day, kind, &tail, &issuer));
        desk.relate(at, Relation::Replaces);
        format!(" và thay thế {}", desk.brief(at))
    } else {
        String::new()
    };
    out.push(format!("Điều {n}. {name} này {force}{replaced}."));
    if !desk.is_party() {
        let n = n + 1;
        out.push(format!(
            "Điều {n}. Chánh Văn phòng, Thủ trưởng các cơ quan, đơn vị liên quan chịu trách nhiệm thi hành {name} này./."
        ));
    }
}

/// A decision and its like: recitals and articles.
fn decides(desk: &mut Desk, subject: &str) -> Vec<Block> {
    let mut before = Vec::new();
    recitals(desk, &mut before);
    let own = desk.office.own.to_uppercase();
    let verb = match desk.name {
        "Nghị quyết" => "QUYẾT NGHỊ",
        "Nghị định" | "Thông tư" => "BAN HÀNH",
        _ => "QUYẾT ĐỊNH",
    };
    let verb = match (desk.name, desk.is_party()) {
        ("Nghị định" | "Thông tư", _) => {
            format!("{own} {verb} {}:", desk.name.to_uppercase())
        }
        (_, true) => format!("{own} {verb}"),
        _ => format!("{verb}:"),
    };
    let mut after = Vec::new();
    articles(desk, subject, &mut after);
    // Who decides stands in capitals above what it stands on.
    let mut blocks = Vec::new();
    if !desk.is_party() && desk.random.chance(60) {
        blocks.push(Block::Rows(vec![own.clone()]));
    }
    blocks.extend([Block::Text(before), Block::Rows(vec![verb]), Block::Text(after)]);
    blocks
}

/// What a report or a proposal tells: it gives nobody a task.
fn told(desk: &mut Desk, out: &mut Vec<String>) {
    for n in 1..=desk.random.within(3, 8) {
        let day = desk.day;
        let mut text = traps::sentence(&mut desk.random, day);
        if desk.random.chance(40) {
            let task = desk.task();
            let cited = desk.mention();
            text = format!("{text} Việc {task} theo {cited} đạt kết quả bước đầu.");
        }
        out.push(format!("{n}. {text}"));
    }
}

/// A plan and its like: an opening and sections.
fn plans(desk: &mut Desk) -> Vec<Block> {
    let own = desk.office.own.clone();
    let mut paragraphs = Vec::new();
    let name = desk.name.to_lowercase();
    let issues = format!("{own} ban hành {name} như sau:");
    paragraphs.push(match desk.random.below(4) {
        0 | 1 => {
            let at = if desk.sources.is_empty() { desk.lay_any() } else { 0 };
            desk.relate(at, Relation::Implements);
            let verb = desk.random.pick(&["Thực hiện", "Triển khai thực hiện"]);
            format!("{verb} {}, {issues}", desk.full(at))
        }
        2 => {
            let at = desk.lay_any();
            desk.relate(at, Relation::BasedOn);
            format!("Căn cứ {}, {issues}", desk.full(at))
        }
        _ => {
            let topic = desk.random.pick(&words::TOPICS);
            format!("Nhằm nâng cao hiệu quả việc {topic}, {issues}")
        }
    });
    let roman = desk.random.chance(50);
    if roman {
        paragraphs.push("I. MỤC ĐÍCH, YÊU CẦU".into());
        paragraphs.push(
            "Xác định rõ việc, rõ người, rõ trách nhiệm; bảo đảm thiết thực, tiết kiệm.".into(),
        );
        paragraphs.push("II. NHIỆM VỤ".into());
    }
    if matches!(desk.name, "Báo cáo" | "Tờ trình") {
        told(desk, &mut paragraphs);
    } else {
        sections(desk, &mut paragraphs);
    }
    if roman {
        paragraphs.push("III. TỔ CHỨC THỰC HIỆN".into());
    }
    let stop = if desk.is_party() { "." } else { "./." };
    paragraphs.push(format!(
        "{} này được phổ biến đến các cơ quan, đơn vị để thực hiện{stop}",
        desk.name
    ));
    vec![Block::Text(paragraphs)]
}

/// Writes an act.
pub(super) fn write(desk: &mut Desk) -> Vec<Block> {
    desk.truth.kind_name = desk.name.into();
    let subject = subject(desk);
    desk.truth.subject = Some(subject.clone());
    let mut blocks = head::head(desk, &[]);
    blocks.push(heading(desk, &subject));
    if desk.name == "Tờ trình" {
        let word = if desk.is_party() { "Kính trình" } else { "Kính gửi" };
        blocks.push(letter::addressed(desk, word));
    }
    let decision =
        matches!(desk.name, "Quyết định" | "Nghị quyết" | "Nghị định" | "Thông tư" | "Quy định");
    if decision {
        blocks.extend(decides(desk, &subject));
    } else {
        blocks.extend(plans(desk));
    }
    let first = if decision { "Như Điều 3" } else { "Như trên" };
    blocks.extend(foot::foot(desk, first));
    blocks
}
