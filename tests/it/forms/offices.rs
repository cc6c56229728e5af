//! Offices that issue: their header, letters, place, and who signs for them.

use super::random::Random;
use super::words;
use tracuu::directive::kind::System;

/// A way to sign: the lines of capacity, the title, and for whom (T/M, TM.).
#[derive(Clone)]
pub(super) struct Signature {
    pub(super) capacities: Vec<String>,
    pub(super) title: Option<String>,
    pub(super) acting: Option<String>,
    /// Fields that are a matter of opinion here.
    pub(super) unjudged: Vec<&'static str>,
}

/// An office.
pub(super) struct Office {
    pub(super) system: System,
    /// The bodies of its header, each in lines as they may be broken.
    pub(super) header: Vec<Vec<String>>,
    pub(super) issuer: String,
    pub(super) parent: Option<String>,
    /// The letters of its numbers, and a unit for its letters.
    pub(super) letters: String,
    pub(super) unit: String,
    pub(super) place: String,
    /// How it speaks of itself.
    pub(super) own: String,
    pub(super) signatures: Vec<Signature>,
    /// The seal's text.
    pub(super) seal: Vec<String>,
}

fn signed(capacities: &[&str], title: &str, acting: Option<String>) -> Signature {
    let capacities = capacities.iter().map(ToString::to_string).collect();
    let title = Some(title.to_owned());
    Signature { capacities, title, acting, unjudged: Vec::new() }
}

/// By the head of an office and those below: `GIÁM ĐỐC`, `PHÓ GIÁM ĐỐC`.
fn by_head(head: &str, sign: &str) -> Vec<Signature> {
    let deputy = format!("PHÓ {head}");
    let mut ways = vec![
        signed(&[], head, None),
        signed(&[&format!("{sign} {head}")], &deputy, None),
        signed(&[&format!("{sign} {head}")], &deputy, None),
    ];
    if sign == "KT." {
        let acting = format!("Q. {head}");
        ways.push(Signature {
            unjudged: vec!["title"],
            title: None,
            ..signed(&[&acting], "", None)
        });
    }
    ways
}

fn upper(text: &str) -> String {
    text.to_uppercase()
}

/// A name in one line, or broken.
fn broken(random: &mut Random, name: &str, at: &str) -> Vec<String> {
    match name.split_once(at) {
        Some((left, right)) if random.chance(60) => {
            vec![left.to_owned(), format!("{}{right}", at.trim_start())]
        }
        _ => vec![name.to_owned()],
    }
}

/// A province or a city: its level, its name.
fn province(random: &mut Random) -> (&'static str, String) {
    if random.chance(20) {
        ("thành phố", random.pick(&words::CITIES).to_owned())
    } else {
        ("tỉnh", random.pick(&words::PROVINCES).to_owned())
    }
}

fn commune(random: &mut Random) -> (&'static str, &'static str) {
    let (name, ward) = random.pick(&words::COMMUNES);
    (if ward { "phường" } else { "xã" }, name)
}

/// The people's committee of a place as a header prints it.
fn committee(random: &mut Random, level: &str, name: &str) -> Vec<String> {
    let place = upper(&format!("{level} {name}"));
    match random.below(4) {
        0 => vec![format!("UBND {place}")],
        1 => vec![format!("ỦY BAN NHÂN DÂN {place}")],
        _ => vec!["ỦY BAN NHÂN DÂN".to_owned(), place],
    }
}

fn of_committee(acting: &str) -> Vec<Signature> {
    let whole = || Some(acting.to_owned());
    let body = "TM. ỦY BAN NHÂN DÂN";
    vec![
        signed(&[body], "CHỦ TỊCH", whole()),
        signed(&[body, "KT. CHỦ TỊCH"], "PHÓ CHỦ TỊCH", whole()),
        signed(&[body, "KT. CHỦ TỊCH"], "PHÓ CHỦ TỊCH THƯỜNG TRỰC", whole()),
        signed(&["KT. CHỦ TỊCH"], "PHÓ CHỦ TỊCH", None),
        signed(&["TL. CHỦ TỊCH"], "CHÁNH VĂN PHÒNG", None),
        signed(&["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG"], "PHÓ CHÁNH VĂN PHÒNG", None),
        signed(&["TUQ. CHỦ TỊCH"], "GIÁM ĐỐC SỞ NỘI VỤ", None),
        signed(&[], "CHỦ TỊCH", None),
    ]
}

/// A people's committee of a province.
pub(super) fn province_committee(random: &mut Random) -> Office {
    let (level, name) = province(random);
    let issuer = format!("Ủy ban nhân dân {level} {name}");
    // Decisions and dispatches of the chairman himself.
    if random.chance(12) {
        let mut header = committee(random, level, &name);
        header.insert(0, "CHỦ TỊCH".into());
        return Office {
            system: System::State,
            header: vec![header],
            parent: None,
            letters: "UBND".into(),
            unit: "NC".into(),
            own: format!("Chủ tịch Ủy ban nhân dân {level}"),
            signatures: vec![
                signed(&[], "CHỦ TỊCH", None),
                signed(&["KT. CHỦ TỊCH"], "PHÓ CHỦ TỊCH", None),
            ],
            seal: vec![],
            place: name,
            issuer: format!("Chủ tịch {issuer}"),
        };
    }
    Office {
        system: System::State,
        header: vec![committee(random, level, &name)],
        parent: None,
        letters: "UBND".into(),
        unit: random.pick(&["NC", "KT", "VX1", "NNTN", "TH"]).into(),
        own: format!("Ủy ban nhân dân {level}"),
        signatures: of_committee(&issuer),
        seal: vec!["ỦY BAN".into(), "NHÂN DÂN".into()],
        place: name,
        issuer,
    }
}

/// Offices of the State that write letters.
pub(super) fn state(random: &mut Random) -> Office {
    let (level, name) = province(random);
    match random.below(10) {
        0..=3 => province_committee(random),
        4 | 5 => {
            let (department, letters, unit) = random.pick(&words::DEPARTMENTS);
            let below = broken(random, &upper(department), " VÀ ");
            Office {
                system: System::State,
                header: vec![committee(random, level, &name), below],
                issuer: format!("{department} {level} {name}"),
                parent: Some(format!("Ủy ban nhân dân {level} {name}")),
                letters: letters.into(),
                unit: unit.into(),
                place: name,
                own: department.into(),
                signatures: by_head("GIÁM ĐỐC", "KT."),
                seal: vec![],
            }
        }
        6 | 7 => {
            let (level, name) = commune(random);
            let issuer = format!("Ủy ban nhân dân {level} {name}");
            Office {
                system: System::State,
                header: vec![committee(random, level, name)],
                parent: None,
                letters: "UBND".into(),
                unit: random.pick(&["VP", "KT", "VHXH"]).into(),
                place: name.into(),
                own: format!("Ủy ban nhân dân {level}"),
                signatures: of_committee(&issuer)[..4].to_vec(),
                seal: vec![],
                issuer,
            }
        }
        8 => {
            let (ministry, letters, unit) = random.pick(&words::MINISTRIES);
            let mut signatures = vec![
                signed(&[], "BỘ TRƯỞNG", None),
                signed(&["KT. BỘ TRƯỞNG"], "THỨ TRƯỞNG", None),
                signed(&["TL. BỘ TRƯỞNG"], "CHÁNH VĂN PHÒNG", None),
            ];
            signatures.push(signed(&["TL. BỘ TRƯỞNG", "KT. VỤ TRƯỞNG"], "PHÓ VỤ TRƯỞNG", None));
            Office {
                system: System::State,
                header: vec![broken(random, &upper(ministry), " VÀ ")],
                issuer: ministry.into(),
                parent: None,
                letters: letters.into(),
                unit: unit.into(),
                place: "Hà Nội".into(),
                own: ministry.into(),
                signatures,
                seal: vec![],
            }
        }
        _ => {
            let whole = format!("Ủy ban nhân dân {level} {name}");
            Office {
                system: System::State,
                header: vec![committee(random, level, &name), vec!["VĂN PHÒNG".into()]],
                issuer: format!("Văn phòng {whole}"),
                parent: Some(whole),
                letters: "VPUB".into(),
                unit: "TH".into(),
                place: name,
                own: "Văn phòng Ủy ban nhân dân tỉnh".into(),
                signatures: by_head("CHÁNH VĂN PHÒNG", "KT."),
                seal: vec![],
            }
        }
    }
}

/// Bodies that pass resolutions and decrees.
pub(super) fn legislator(random: &mut Random, kind: &str) -> Office {
    let (level, name) = province(random);
    if kind == "Nghị quyết" {
        let place = upper(&format!("{level} {name}"));
        return Office {
            system: System::State,
            header: vec![broken(
                random,
                &format!("HỘI ĐỒNG NHÂN DÂN {place}"),
                &format!(" {place}"),
            )],
            issuer: format!("Hội đồng nhân dân {level} {name}"),
            parent: None,
            letters: "HĐND".into(),
            unit: "TH".into(),
            place: name,
            own: format!("Hội đồng nhân dân {level}"),
            signatures: vec![
                signed(&[], "CHỦ TỊCH", None),
                signed(&["KT. CHỦ TỊCH"], "PHÓ CHỦ TỊCH", None),
            ],
            seal: vec![],
        };
    }
    let body = "TM. CHÍNH PHỦ";
    let whole = || Some("Chính phủ".to_owned());
    Office {
        system: System::State,
        header: vec![vec!["CHÍNH PHỦ".into()]],
        issuer: "Chính phủ".into(),
        parent: None,
        letters: "CP".into(),
        unit: "KTTH".into(),
        place: "Hà Nội".into(),
        own: "Chính phủ".into(),
        signatures: vec![
            signed(&[body], "THỦ TƯỚNG", whole()),
            signed(&[body, "KT. THỦ TƯỚNG"], "PHÓ THỦ TƯỚNG", whole()),
        ],
        seal: vec![],
    }
}

/// The government of before 1992.
pub(super) fn council_of_ministers() -> Office {
    let whole = || Some("Hội đồng Bộ trưởng".to_owned());
    let body = "TM. HỘI ĐỒNG BỘ TRƯỞNG";
    Office {
        system: System::State,
        header: vec![vec!["HỘI ĐỒNG BỘ TRƯỞNG".into()]],
        issuer: "Hội đồng Bộ trưởng".into(),
        parent: None,
        letters: "HĐBT".into(),
        unit: "VX".into(),
        place: "Hà Nội".into(),
        own: "Hội đồng Bộ trưởng".into(),
        signatures: vec![
            signed(&[body, "KT. CHỦ TỊCH"], "PHÓ CHỦ TỊCH", whole()),
            signed(&[body], "CHỦ TỊCH", whole()),
        ],
        seal: vec![],
    }
}

/// A ministry, for circulars.
pub(super) fn ministry(random: &mut Random) -> Office {
    loop {
        let office = state(random);
        if office.issuer.starts_with("Bộ ") {
            return office;
        }
    }
}

fn of_bureau(acting: &str) -> Vec<Signature> {
    let whole = || Some(acting.to_owned());
    ["BÍ THƯ", "PHÓ BÍ THƯ", "PHÓ BÍ THƯ THƯỜNG TRỰC"]
        .iter()
        .map(|title| signed(&["T/M BAN THƯỜNG VỤ"], title, whole()))
        .collect()
}

/// Offices of the Party.
pub(super) fn party(random: &mut Random) -> Office {
    let (level, name) = province(random);
    let committee = if level == "tỉnh" { "Tỉnh ủy" } else { "Thành ủy" };
    let whole = format!("{committee} {name}");
    let office = |below: &str, letters: &str, signatures| Office {
        system: System::Party,
        header: vec![vec![upper(&whole)], vec![upper(below)]],
        issuer: format!("{below} {whole}"),
        parent: Some(whole.clone()),
        letters: letters.into(),
        unit: "TH".into(),
        place: name.clone(),
        own: format!("{below} {committee}"),
        signatures,
        seal: vec![],
    };
    match random.below(12) {
        0..=4 => {
            let acting = format!("Ban Thường vụ {whole}");
            let mut signatures = of_bureau(&acting);
            let by_order = signed(&["T/L BAN THƯỜNG VỤ"], "CHÁNH VĂN PHÒNG", None);
            signatures.push(Signature { unjudged: vec!["acting"], ..by_order });
            Office {
                system: System::Party,
                header: vec![vec![upper(&whole)]],
                issuer: whole.clone(),
                parent: None,
                letters: "TU".into(),
                unit: "TH".into(),
                place: name.clone(),
                own: format!("Ban Thường vụ {committee}"),
                signatures,
                seal: vec![upper(committee), upper(&name)],
            }
        }
        5 => office("Văn phòng", "VPTU", by_head("CHÁNH VĂN PHÒNG", "K/T")),
        6 => office("Ban Tổ chức", "BTCTU", by_head("TRƯỞNG BAN", "K/T")),
        7 => {
            let whole = format!("Ủy ban Kiểm tra {whole}");
            let ways = ["CHỦ NHIỆM", "PHÓ CHỦ NHIỆM"]
                .map(|title| signed(&["T/M ỦY BAN KIỂM TRA"], title, Some(whole.clone())));
            office("Ủy ban Kiểm tra", "UBKTTU", ways.to_vec())
        }
        8..=10 => {
            let (below, commune) = commune(random);
            let issuer = format!("Đảng ủy {below} {commune}");
            Office {
                system: System::Party,
                header: vec![
                    vec![upper(&format!("Đảng bộ {level} {name}"))],
                    broken(random, &upper(&issuer), &format!(" {}", upper(below))),
                ],
                parent: Some(format!("Đảng bộ {level} {name}")),
                letters: "ĐU".into(),
                unit: "VP".into(),
                place: commune.into(),
                own: "Ban Thường vụ Đảng ủy".into(),
                signatures: of_bureau(&format!("Ban Thường vụ {issuer}")),
                seal: vec![],
                issuer,
            }
        }
        _ => {
            let acting = random.pick(&["Bộ Chính trị", "Ban Bí thư"]);
            Office {
                system: System::Party,
                header: vec![vec!["BAN CHẤP HÀNH TRUNG ƯƠNG".into()]],
                issuer: "Ban Chấp hành Trung ương".into(),
                parent: None,
                letters: "TW".into(),
                unit: "TH".into(),
                place: "Hà Nội".into(),
                own: acting.into(),
                signatures: vec![signed(
                    &[&format!("T/M {}", upper(acting))],
                    "THƯỜNG TRỰC BAN BÍ THƯ",
                    Some(acting.into()),
                )],
                seal: vec![],
            }
        }
    }
}
