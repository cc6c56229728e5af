//! Letters (công văn) of the State and of the Party.

use super::cited::Source;
use super::desk::Desk;
use super::foot;
use super::head;
use super::print::{Block, wrap};
use super::sections::{capital, sections};
use super::traps;
use super::words;
use tracuu::directive::Relation;

/// The subject, and what of it is cited.
fn subject(desk: &mut Desk) -> String {
    let topic = desk.random.pick(&words::TOPICS);
    let party = desk.is_party();
    let (said, relation, kinds): (&str, Relation, &[&str]) = match desk.random.below(20) {
        0..=8 => return topic.to_owned(),
        9 => ("trả lời", Relation::RepliesTo, &["Công văn"]),
        10 => ("đính chính", Relation::Corrects, &[]),
        11 => ("thu hồi", Relation::Withdraws, &[]),
        12 => ("hướng dẫn thi hành", Relation::Guides, &["Nghị định", "Quyết định", "Quy định"]),
        13 => ("thực hiện", Relation::Implements, &[]),
        _ => ("triển khai thực hiện", Relation::Implements, &[]),
    };
    // An office corrects and takes back what is its own.
    let own = matches!(relation, Relation::Corrects | Relation::Withdraws);
    let symbol = desk.truth.symbol.clone().unwrap();
    let (tail, office) =
        (format!("{}{symbol}", if party { "-" } else { "/" }), desk.office.own.clone());
    let at = desk.lay(|random, day| {
        if own {
            return Source::of(random, day, "Công văn", &tail, &office);
        }
        let mut source = Source::any(random, day, party);
        while !(kinds.is_empty() || kinds.contains(&source.kind_name())) {
            source = Source::any(random, day, party);
        }
        source
    });
    desk.relate(at, relation);
    let source = &desk.sources[at];
    let mut text = format!("{said} {} số {}", source.kind_name(), source.canonical());
    let cited = &mut desk.truth.cited[at];
    cited.mentions += 1;
    if desk.random.chance(60) {
        text = format!("{text} của {}", source.issuer);
        cited.issuer = Some(source.issuer.clone());
    }
    text
}

/// The first paragraph.
fn opening(desk: &mut Desk) -> String {
    let own = desk.office.own.clone();
    let asks = desk.random.pick(&["yêu cầu", "đề nghị", "có ý kiến chỉ đạo như sau"]);
    let asks = format!("{own} {asks}:");
    let topic = desk.random.pick(&words::TOPICS);
    // What the subject is about is told in full.
    let subject = (!desk.sources.is_empty()).then_some(0);
    // What the subject says it does with another paper, the first paragraph says in full.
    let does = |relation| subject.is_some_and(|at| desk.is_related(at, relation));
    let said = [Relation::Corrects, Relation::Withdraws, Relation::Guides, Relation::RepliesTo]
        .into_iter()
        .find(|relation| does(*relation));
    if let Some(relation) = said {
        let text = desk.full(0);
        return match relation {
            Relation::Corrects => {
                format!("Do sơ suất trong khâu soạn thảo, {own} đính chính {text} và yêu cầu:")
            }
            Relation::Withdraws => {
                format!("{} thu hồi {text} do nội dung chưa phù hợp; {asks}", capital(&own))
            }
            Relation::Guides => {
                format!("Để thống nhất cách làm, {own} hướng dẫn thi hành {text} như sau:")
            }
            _ => format!("Trả lời {text}, {asks}"),
        };
    }
    let told = |desk: &mut Desk| match subject {
        Some(at) => at,
        None => desk.lay_any(),
    };
    match desk.random.below(12) {
        0..=4 => {
            let at = told(desk);
            let verb =
                desk.random.pick(&["Thực hiện", "Triển khai thực hiện", "Để triển khai thực hiện"]);
            desk.relate(at, Relation::Implements);
            let mut text = format!("{verb} {}", desk.full(at));
            if desk.random.chance(40) {
                let at = desk.lay_any();
                desk.relate(at, Relation::Implements);
                text = format!("{text}; {}", desk.full(at));
            }
            format!("{text}, {asks}")
        }
        5 | 6 => {
            let office = desk.is_party();
            let at = desk.lay(|random, day| {
                loop {
                    let source = Source::any(random, day, office);
                    if source.kind_name() == "Công văn" {
                        return source;
                    }
                }
            });
            let (verb, relation) = desk.random.pick(&[
                ("Trả lời", Relation::RepliesTo),
                ("Phúc đáp", Relation::RepliesTo),
                ("Tiếp theo", Relation::Follows),
            ]);
            desk.relate(at, relation);
            format!("{verb} {}, {asks}", desk.full(at))
        }
        7 => {
            let at = told(desk);
            desk.relate(at, Relation::BasedOn);
            format!("Căn cứ {}; xét tình hình thực tế, {asks}", desk.full(at))
        }
        8 => {
            let at = told(desk);
            desk.received(at);
            let text = desk.full(at);
            format!("{} nhận được {text}; về nội dung này, {asks}", capital(&own))
        }
        9 => {
            let at = told(desk);
            desk.relate(at, Relation::Encloses);
            desk.truth.attachments += 1;
            let text = desk.full(at);
            format!(
                "{} gửi kèm theo {text}; đề nghị các cơ quan, đơn vị thực hiện các nội dung sau:",
                capital(&own)
            )
        }
        _ => {
            let day = desk.day;
            let said = traps::sentence(&mut desk.random, day);
            format!(
                "Thời gian qua, việc {topic} có chuyển biến. {said} Để khắc phục hạn chế, {asks}"
            )
        }
    }
}

/// "Kính gửi" and its list, entered into the truth.
pub(super) fn addressed(desk: &mut Desk, word: &str) -> Block {
    let party = desk.is_party();
    let all: &[&str] = if party { &words::PARTY_ADDRESSEES } else { &words::STATE_ADDRESSEES };
    let from = desk.random.below(all.len());
    let count = desk.random.within(1, 4);
    let names: Vec<String> = (0..count).map(|at| all[(from + at) % all.len()].to_owned()).collect();
    let sign = if party { "," } else { ";" };
    let end = |at: usize| if at + 1 == count { "." } else { sign };
    let list: Vec<String> =
        names.iter().enumerate().map(|(at, name)| format!("- {name}{}", end(at))).collect();
    let rows = match (count, desk.random.below(5)) {
        // In one paragraph, without bullets.
        (2.., 3) => wrap(&mut desk.random, &format!("{word}: {}.", names.join("; ")), 70, false),
        // Items over two lines.
        (2.., 4) => {
            let narrow = desk.random.within(20, 32);
            let random = &mut desk.random;
            let lines = list.iter().flat_map(|item| wrap(random, item, narrow, false));
            std::iter::once(format!("{word}:")).chain(lines).collect()
        }
        (1, 0) => vec![format!("{word}: {}", names[0])],
        (1, _) => vec![format!("{word}: {}.", names[0])],
        (_, 0) => {
            let mut rows = vec![format!("{word}: {}", list[0])];
            rows.extend(list[1..].iter().cloned());
            rows
        }
        (_, 1) => {
            let mut rows = vec![format!("{word}:"), String::new()];
            rows.extend(list);
            rows
        }
        _ => {
            let mut rows = vec![format!("{word}:")];
            rows.extend(list);
            rows
        }
    };
    desk.truth.addressees = names;
    Block::Rows(rows)
}

fn closing(desk: &mut Desk) -> Vec<String> {
    let stop = if desk.is_party() { "." } else { "./." };
    let own = desk.office.own.clone();
    let mut text = match desk.random.below(4) {
        0 => format!(
            "Nhận được {} này, đề nghị các cơ quan, đơn vị nghiêm túc triển khai thực hiện",
            desk.name
        ),
        1 => {
            let due = loop {
                let due = desk.due();
                if due.before.is_empty() {
                    break due;
                }
            };
            let who = "Các cơ quan, đơn vị".to_owned();
            desk.truth.dues.push(due.of(std::slice::from_ref(&who), false));
            format!("{who} tổ chức thực hiện nghiêm túc{}", due.behind)
        }
        2 => format!("{} giao Văn phòng theo dõi, đôn đốc", capital(&own)),
        _ => "Trong quá trình thực hiện, nếu có vướng mắc, kịp thời phản ánh để được hướng dẫn"
            .to_owned(),
    };
    let mut paragraphs = Vec::new();
    if desk.random.chance(15) {
        desk.truth.attachments += 1;
        paragraphs.push("(Có biểu mẫu báo cáo kèm theo).".to_owned());
    }
    text.push_str(stop);
    paragraphs.push(text);
    paragraphs
}

/// Writes a letter.
pub(super) fn write(desk: &mut Desk) -> Vec<Block> {
    desk.name = "Công văn";
    desk.truth.kind_name = "Công văn".into();
    let subject = subject(desk);
    desk.truth.subject = Some(subject.clone());
    let marker = match desk.random.below(8) {
        0 => "Về việc",
        6 => "V/v:",
        7 => "v/v",
        1 if desk.is_party() => "Về",
        _ => "V/v",
    };
    let lines = head::narrow(&mut desk.random, marker, &subject);
    let mut blocks = head::head(desk, &lines);
    blocks.push(addressed(desk, "Kính gửi"));
    let mut paragraphs = vec![opening(desk)];
    sections(desk, &mut paragraphs);
    paragraphs.extend(closing(desk));
    blocks.push(Block::Text(paragraphs));
    blocks.extend(foot::foot(desk, "Như trên"));
    blocks
}
