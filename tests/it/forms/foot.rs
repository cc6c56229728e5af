//! The foot of a paper: recipients, who signed, copies, annexes.

use super::desk::Desk;
use super::head::row_of;
use super::print::Block;
use super::words;
use tracuu::directive::CopyMark;
use tracuu::directive::kind::System;

/// A person.
fn person(desk: &mut Desk) -> String {
    let random = &mut desk.random;
    match random.below(25) {
        0 => {
            return random.pick(&["Vàng A Pó", "Y Thanh Hà Niê", "Ma Seo Chứ", "Lò Thị Ín"]).into();
        }
        1 => return random.pick(&["Thượng tá Lê Văn Bính", "Đại tá Vũ Đức Khiêm"]).into(),
        2 => return random.pick(&["TS. Phan Thị Lài", "ThS. Đỗ Minh Trí"]).into(),
        3 => return random.pick(&["Tô Lịch", "Hà Giang Sơn", "Lê Thái Bình", "Đỗ Hà Nam"]).into(),
        _ => {}
    }
    let family = random.pick(&words::FAMILIES);
    format!("{family} {} {}", random.pick(&words::MIDDLES), random.pick(&words::GIVEN))
}

/// The recipients, the last of which is Lưu.
fn recipients(desk: &mut Desk, first: &str) -> Vec<String> {
    let party = desk.office.system == System::Party;
    let some: [&str; 7] = if party {
        [
            "Thường trực Tỉnh ủy (để báo cáo)",
            "Các đồng chí Tỉnh ủy viên",
            "Thường trực HĐND, UBND tỉnh",
            "Vụ địa bàn 3, UBKT Trung ương",
            "Lãnh đạo VPTU",
            "Các đ/c Ủy viên Ban Thường vụ",
            "Ban Tuyên giáo và Dân vận Tỉnh ủy",
        ]
    } else {
        [
            "Thường trực Tỉnh ủy (để b/c)",
            "Chủ tịch, các PCT UBND tỉnh",
            "Văn phòng Chính phủ",
            "Lãnh đạo VP UBND tỉnh",
            "Cổng Thông tin điện tử tỉnh",
            "Các sở, ban, ngành tỉnh",
            "CV: NC, TH",
        ]
    };
    let mut all = vec![first.to_owned()];
    let from = desk.random.below(some.len());
    for at in 0..desk.random.within(1, 4) {
        all.push(some[(from + at) % some.len()].to_owned());
    }
    let unit = desk.office.unit.clone();
    let kept = if party {
        desk.random.pick(&["Lưu VPTU", "Lưu Văn phòng", "Lưu VT, TH", "Lưu: VT"]).to_owned()
    } else {
        match desk.random.below(3) {
            0 => format!("Lưu: VT, {unit} (05b)"),
            1 => "Lưu: VT".to_owned(),
            _ => format!("Lưu: VT, {unit}"),
        }
    };
    all.push(kept);
    all
}

/// Recipients and signature. `first` is the first recipient: `Như trên`.
pub(super) fn foot(desk: &mut Desk, first: &str) -> Vec<Block> {
    let names = recipients(desk, first);
    desk.truth.recipients.clone_from(&names);
    let signatures = desk.office.signatures.clone();
    let signature = desk.random.pick(&signatures);
    let name = person(desk);
    desk.truth.name.clone_from(&name);
    desk.truth.capacity =
        (!signature.capacities.is_empty()).then(|| signature.capacities.join("; "));
    desk.truth.title.clone_from(&signature.title);
    desk.truth.acting.clone_from(&signature.acting);
    desk.truth.unjudged.extend(&signature.unjudged);
    let sign = if desk.office.system == System::Party { "," } else { ";" };
    let last = names.len() - 1;
    let layout = desk.random.below(10);
    // Without signs between the items nobody could tell columns apart by single spaces.
    let bare = layout < 9 && desk.random.chance(10);
    let end = |at: usize| match at {
        _ if at == last => ".",
        _ if bare => "",
        _ => sign,
    };
    let mut left = vec![desk.random.pick(&["Nơi nhận:", "Nơi nhận:", "Nơi nhận"]).to_owned()];
    let bullet = desk.random.pick(&["-", "-", "-", "-", "–", "•"]);
    let listed = names.iter().enumerate();
    left.extend(listed.map(|(at, name)| format!("{bullet} {name}{}", end(at))));
    let mut right = signature.capacities.clone();
    right.extend(signature.title.clone());
    let beside = layout >= 7;
    match desk.random.below(6) {
        0 => right.push("(Đã ký)".into()),
        5 if !beside => right.extend(electronic(desk)),
        1 if !beside => right.extend(desk.office.seal.clone()),
        2 if !beside => right.push("(Đã ký và đóng dấu)".into()),
        _ => {}
    }
    if desk.random.chance(60) || !beside {
        right.push(String::new());
    }
    right.push(name);
    if !beside && desk.random.chance(15) {
        let bold = right.iter().take_while(|line| !line.is_empty()).count();
        let joined = format!("**{}**", right[..bold].join("\n"));
        right.splice(..bold, [joined]);
    }
    if beside {
        let height = left.len().max(right.len());
        left.resize(height, String::new());
        right.resize(height, String::new());
        let (wide, gap) = (layout < 9, desk.random.within(5, 20));
        let rows = left.into_iter().zip(right).map(|row| row_of(row, wide, gap)).collect();
        return vec![Block::Rows(rows)];
    }
    if layout == 0 {
        return vec![Block::Rows(right), Block::Rows(left)];
    }
    vec![Block::Rows(left), Block::Rows(right)]
}

/// What a program prints where it signed.
fn electronic(desk: &mut Desk) -> Vec<String> {
    let (d, m, y) = (desk.day.day(), desk.day.month(), desk.day.year());
    let clock = format!("{d:02}/{m:02}/{y} 10:12:45");
    match desk.random.below(3) {
        0 => vec!["Ký bởi: Văn phòng".into(), format!("Thời gian ký: {clock} +07:00")],
        1 => vec![format!("Ngày ký: {d:02}-{m:02}-{y} 15:03:11 +07:00")],
        _ => vec!["(Ký điện tử)".into()],
    }
}

/// `Công văn số 12/UBND-NC ngày 05 tháng 3 năm 2026`: the paper itself, named in its annex.
fn itself(desk: &Desk) -> String {
    let (name, day) = (desk.name, desk.day);
    match &desk.truth.number {
        Some(number) => format!(
            "{name} số {number} ngày {:02} tháng {:02} năm {}",
            day.day(),
            day.month(),
            day.year()
        ),
        None => format!("{name} này"),
    }
}

/// Annexes, each on a page of its own, entered into the truth.
pub(super) fn annexes(desk: &mut Desk) -> Vec<Block> {
    let count = desk.random.within(1, 2);
    desk.truth.attachments += count;
    let itself = itself(desk);
    let mut blocks = Vec::new();
    for at in 0..count {
        let heading = match (count, desk.random.below(2)) {
            (1, _) => "PHỤ LỤC".to_owned(),
            (_, 0) => format!("PHỤ LỤC {}", ["I", "II"][at]),
            _ => format!("PHỤ LỤC 0{}", at + 1),
        };
        let title = desk.random.pick(&["DANH MỤC CÔNG TRÌNH", "BIỂU TỔNG HỢP KẾT QUẢ"]).to_owned();
        blocks.push(Block::Page);
        blocks.push(Block::Rows(vec![heading, title, format!("(Kèm theo {itself})")]));
        let rows = ["1. Cầu treo Khe Vầu, 45 m", "2. Kè sông Nam Thượng, 320 m"];
        blocks.push(Block::Rows(rows.map(str::to_owned).to_vec()));
    }
    blocks
}

/// The block of a copy, entered into the truth.
pub(super) fn copy(desk: &mut Desk) -> Vec<Block> {
    let party = desk.office.system == System::Party;
    let (heading, kind) = desk.random.pick(&[
        ("SAO Y", "SY"),
        ("SAO Y", "SY"),
        ("SAO LỤC", "SL"),
        ("TRÍCH SAO", "TrS"),
    ]);
    let day = desk.day.checked_add(jiff::Span::new().days(9)).unwrap();
    let number = desk.random.within(10, 90);
    let number = (!party).then(|| format!("{number}/{kind}-UBND"));
    desk.truth.copy =
        Some(CopyMark { kind: kind.into(), number: number.clone(), date: Some(day.to_string()) });
    let (d, m, y) = (day.day(), day.month(), day.year());
    let dated = format!("{}, ngày {d:02} tháng {m:02} năm {y}", desk.office.place);
    let name = person(desk);
    let mut rows = vec![if party {
        "ĐẢNG ỦY XÃ KHE VẦU"
    } else {
        "ỦY BAN NHÂN DÂN XÃ KHE VẦU"
    }];
    let number = number.map(|number| format!("Số: {number}"));
    rows.extend(number.as_deref());
    let mut blocks = vec![Block::Rows(rows.into_iter().map(str::to_owned).collect())];
    let heading = if party { "SAO Y BẢN CHÍNH".to_owned() } else { heading.to_owned() };
    if party {
        desk.truth.copy.as_mut().unwrap().kind = "SY".into();
    }
    blocks.push(Block::Rows(vec![heading]));
    blocks.push(Block::Rows(vec![dated]));
    let title = if party {
        "T/L BAN THƯỜNG VỤ\nCHÁNH VĂN PHÒNG"
    } else {
        "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG"
    };
    let list = "Nơi nhận:\n- Các thôn;\n- Lưu: VT.";
    blocks.push(Block::Rows(vec![list.into(), String::new(), title.into(), String::new(), name]));
    blocks
}
